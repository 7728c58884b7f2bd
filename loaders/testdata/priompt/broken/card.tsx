import { UserMessage } from "@anysphere/priompt";
// café
