import { SystemMessage, UserMessage } from "@anysphere/priompt";

export function Answer(props: { question: string }) {
  return (
    <>
      <SystemMessage>Answer in one sentence.</SystemMessage>
      <UserMessage>{props.question}</UserMessage>
    </>
  );
}
