package facts

// hostDialects are the dialects whose tools are those of a host that people work with.
var hostDialects = []string{
	"claude-code", "copilot", "vscode-copilot", "copilot-cli", "cursor", "gemini-cli", "codex", "opencode", "kiro-amazonq", "cline-roo", "gh-aw",
	"continue", "windsurf", "goose", "cagent",
}

// webTools are names of tools that search the web, beside those of the lexicon, in lower case without "_"
// and "-".
var webTools = []string{
	"googlewebsearch", "googlesearch", "bravesearch", "duckduckgosearch", "serperdevtool", "websearchtool", "websearchpreview",
	"scrapewebsitetool", "websitesearchtool",
}

// codeTools are names of tools that run code, beside those of the lexicon.
var codeTools = []string{"codeinterpretertool", "pythonrepl", "pythonrepltool", "executecode", "executepython", "runpython", "localpythonexecutor"}

// productTools are tools of one product each, whose names say what they reach.
var productTools = map[string][]string{
	"onedriveandsharepoint": {PrivateData},
	"teamsmessages":         {UntrustedInput, PrivateData},
	"claudeinchrome":        {UntrustedInput, ExternalCommunication},
}

// serverWords are words in the names of MCP servers, beside those of the lexicon.
var serverWords = []struct {
	kind   string
	strong bool
	words  []string
}{
	{UntrustedInput, true, []string{
		"mcp fetch", "fetch mcp", "chrome devtools", "browserbase", "browsermcp", "apify", "brightdata", "serpapi", "perplexity", "duckduckgo",
		"reddit", "mcp exa", "brave search", "intercom",
	}},
	{UntrustedInput, false, []string{
		"github", "gitlab", "jira", "atlassian", "linear", "sentry", "context7", "deepwiki", "discord", "telegram", "whatsapp", "outlook", "notion",
		"browser", "fetch", "search", "confluence", "airtable",
	}},
	{PrivateData, true, []string{"mcp postgres", "postgres mcp", "mcp mysql", "mysql mcp", "bigquery", "redshift", "databricks", "outlook", "whatsapp"}},
	{PrivateData, false, []string{
		"slack", "postgres", "postgresql", "mysql", "sqlite", "redis", "neon", "clickhouse", "duckdb", "gitlab", "jira", "atlassian", "linear", "sentry",
		"airtable", "discord", "telegram", "filesystem",
	}},
	{ExternalCommunication, true, []string{
		"slack", "twilio", "sendgrid", "mailgun", "resend", "discord", "telegram", "whatsapp", "twitter", "server fetch", "mcp fetch", "fetch mcp", "playwright",
		"puppeteer", "browser use", "chrome devtools", "browserbase", "browsermcp",
	}},
	{ExternalCommunication, false, []string{
		"gmail", "outlook", "github", "gitlab", "notion", "linear", "jira", "atlassian", "confluence", "firecrawl", "zapier", "n8n", "browser", "fetch",
	}},
	{SideEffects, false, []string{
		"server filesystem", "github", "gitlab", "postgres", "mysql", "mongodb", "supabase", "notion", "linear", "jira", "atlassian", "slack", "kubernetes",
		"docker", "terraform", "aws", "azure", "stripe", "gmail", "hubspot", "salesforce",
	}},
	{Money, false, []string{"stripe", "paypal", "coinbase", "alpaca", "binance"}},
	{CodeExecution, true, []string{"desktop commander", "server commands", "mcp shell", "shell mcp", "mcp terminal", "terminal mcp", "jupyter mcp"}},
	{CodeExecution, false, []string{"e2b", "mcp run python", "code sandbox", "jupyter", "kubernetes", "docker", "shell", "terminal"}},
}

// namePhrases are words that stand side by side in the name of a tool, beside those of the lexicon.
var namePhrases = []struct {
	kind   string
	words  []string
	strong bool
}{
	{UntrustedInput, []string{
		"fetch page", "fetch webpage", "browser navigate", "navigate page", "read inbox", "read mail", "search email", "search mail", "get email",
		"list comment", "list ticket", "get ticket", "issue read", "read issue", "scrape website", "search web", "internet search",
		"list pull request", "get pull request", "pull request read", "wikipedia search", "search wikipedia",
	}, true},
	{PrivateData, []string{"execute sql", "read inbox", "read mail", "search email", "search mail", "get email", "list email"}, true},
	{ExternalCommunication, []string{
		"send mail", "reply email", "post tweet", "add issue comment", "issue comment", "send slack", "slack post", "browser navigate", "send whatsapp",
		"send telegram", "create comment", "post to x",
	}, true},
	{CodeExecution, []string{
		"run shell", "shell exec", "execute shell", "execute code", "run code", "eval code", "execute python", "run python", "python repl", "code interpreter",
		"run bash", "execute bash", "run javascript", "execute javascript", "shell execute", "bash execute", "code execute",
	}, true},
	{CodeExecution, []string{"run command", "execute command", "exec command", "run script", "execute script", "run terminal", "terminal execute"}, false},
}

// channels are where messages go out of the house; socials are those of them that anybody writes into.
var (
	channels = map[string]bool{
		"discord": true, "telegram": true, "slack": true, "whatsapp": true, "twitter": true, "bluesky": true, "mastodon": true, "sms": true, "tweet": true,
		"linkedin": true, "reddit": true, "gmail": true, "outlook": true,
	}
	socials = map[string]bool{"twitter": true, "bluesky": true, "mastodon": true, "reddit": true, "tweet": true}
)

// unreal are words that say that a tool only pretends, prepares or asks.
var unreal = map[string]bool{
	"dry": true, "preview": true, "draft": true, "simulate": true, "mock": true, "fake": true, "plan": true, "validate": true, "can": true, "is": true,
	"has": true, "estimate": true, "format": true, "parse": true, "render": true, "generate": true, "suggest": true, "describe": true, "explain": true,
	"compose": true, "prepare": true, "count": true, "test": true,
}

// aboutness are words behind a phrase that make its object something else: the template of a mail is no
// mail.
var aboutness = map[string]bool{
	"template": true, "schema": true, "type": true, "count": true, "status": true, "field": true, "metadata": true, "config": true, "format": true,
	"setting": true, "label": true, "policy": true, "link": true, "option": true, "limit": true,
}

// paymentObjects are what is paid or moved where a verb alone may mean something else.
var paymentObjects = map[string]bool{
	"payment": true, "money": true, "fund": true, "refund": true, "payout": true, "withdrawal": true, "payroll": true, "salary": true, "crypto": true,
	"usdc": true, "bitcoin": true,
}

// paymentVerbs move money together with such an object.
var paymentVerbs = map[string]bool{
	"create": true, "issue": true, "process": true, "send": true, "make": true, "initiate": true, "execute": true, "submit": true, "approve": true,
	"capture": true, "transfer": true, "wire": true, "withdraw": true, "trigger": true, "release": true,
}

// resources are what a verb of writing changes outside the conversation.
var resources = map[string]bool{
	"issue": true, "ticket": true, "customer": true, "user": true, "account": true, "record": true, "booking": true, "event": true, "calendar": true,
	"file": true, "repository": true, "repo": true, "branch": true, "database": true, "invoice": true, "payment": true, "deployment": true, "instance": true,
	"email": true, "mail": true, "comment": true, "request": true, "release": true, "subscription": true, "contact": true, "lead": true, "refund": true,
	"order": true, "appointment": true, "reservation": true, "pod": true, "cluster": true, "webhook": true, "row": true,
}

// prepositions part the object of a name from what it is done to.
var prepositions = map[string]bool{
	"to": true, "for": true, "from": true, "in": true, "on": true, "by": true, "with": true, "of": true, "via": true, "at": true, "into": true, "and": true,
}
