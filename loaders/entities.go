package loaders

import (
	"github.com/pacheck/pacheck/loaders/facts"
	"github.com/pacheck/pacheck/loaders/source"
)

// Agent is something that acts.
type Agent struct {
	Entity
	Description   source.Text          `json:"description,omitzero" surface:"agent.description" doc:"What the agent says of itself; hosts choose by it."`
	Goal          source.Text          `json:"goal,omitzero" surface:"agent.goal" doc:"The goal that a crew gives it."`
	Backstory     source.Text          `json:"backstory,omitzero" surface:"agent.backstory" doc:"The persona that a crew gives it."`
	Model         source.Text          `json:"model,omitzero" doc:"The model as the file names it; inherit means the host's."`
	Tools         Tools                `json:"tools" doc:"Which tools it may use."`
	Mode          source.Text          `json:"mode,omitzero" doc:"The host's permission mode that it asks for."`
	CodeExecution CodeExecution        `json:"code_execution,omitzero" doc:"Whether it may run code that the model writes, and how."`
	Delegation    Delegation           `json:"delegation,omitzero" doc:"To whom it may hand over."`
	Limits        Limits               `json:"limits,omitzero" doc:"How long and how often it may run."`
	Sandbox       *Sandbox             `json:"sandbox,omitempty" doc:"The isolation of what it runs."`
	Memory        source.Text          `json:"memory,omitzero" doc:"The kind or scope of its memory, as stated."`
	Skills        source.Texts         `json:"skills,omitzero" doc:"The skills it loads."`
	Card          *Card                `json:"card,omitempty" doc:"What an A2A agent card says of the interface."`
	Permissions   source.Field[[]Pair] `json:"permissions,omitzero" doc:"What its token may do, by scope (contents: read); * is every scope."`
	Triggers      source.Texts         `json:"triggers,omitzero" doc:"The events that start it."`
	StartedBy     source.Texts         `json:"started_by,omitzero" doc:"The roles of those who may start it."`
	Signals       []facts.Signal       `json:"signals,omitempty" doc:"Signs that its description speaks to the model instead of describing."`
	Capabilities  []Capability         `json:"capabilities,omitempty" doc:"What it is able to do, by kind, the strong evidence first, what its delegates add last; found over the whole repository, and absent in the document of one file."`
	Calls         []Call               `json:"calls,omitempty" doc:"The tools with effects that it may call, with what is said of the consent of people; found over the whole repository."`
	Unlimited     []Unlimited          `json:"unlimited,omitempty" doc:"The limits that its file switches off."`
	MemoryUse     *Memory              `json:"memory_use,omitempty" doc:"What a governance file says of its memory."`
	Effective     *Effective           `json:"effective,omitempty" doc:"Its permissions, all layers together; found over the whole repository, and absent in the document of one file."`
	Governance
	Inventory
}

// Pair is a key and its value.
type Pair struct {
	Key   string       `json:"key" doc:"The key."`
	Value source.Text  `json:"value,omitzero" doc:"The value; absent where it is no scalar."`
	At    source.Place `json:"-"`
}

// Tools says which tools an agent may use.
type Tools struct {
	Mode  string                      `json:"mode" doc:"all (nothing stated, or a wildcard, where the host then gives everything), list, none, or unknown where the format cannot say."`
	Allow source.Field[[]facts.Grant] `json:"allow,omitzero" doc:"The tools that are given; absent where the file does not say."`
	Deny  source.Field[[]facts.Grant] `json:"deny,omitzero" doc:"The tools that are taken away."`
	At    source.Place                `json:"-"`
}

// CodeExecution says whether an agent may run code that the model writes.
type CodeExecution struct {
	Allowed source.Flag  `json:"allowed,omitzero" doc:"Whether it may."`
	Mode    source.Text  `json:"mode,omitzero" doc:"How: safe (in a container) or unsafe."`
	At      source.Place `json:"-"`
}

// IsZero says whether nothing is stated.
func (c CodeExecution) IsZero() bool { return c.Allowed.IsZero() && c.Mode.IsZero() }

// Delegation says to whom an agent may hand over.
type Delegation struct {
	To          source.Texts  `json:"to,omitzero" doc:"The agents it names; absent where the file does not say."`
	Allowed     source.Flag   `json:"allowed,omitzero" doc:"Whether it may delegate to any other agent."`
	MaxDepth    source.Amount `json:"max_depth,omitzero" doc:"How deep chains may get."`
	Credentials source.Text   `json:"credentials,omitzero" doc:"own, scoped or inherit-all."`
	Discovery   source.Text   `json:"discovery,omitzero" doc:"closed, or open where agents are found at run time."`
	At          source.Place  `json:"-"`
}

// IsZero says whether nothing is stated.
func (d Delegation) IsZero() bool {
	return d.To.IsZero() && d.Allowed.IsZero() && d.MaxDepth.IsZero() && d.Credentials.IsZero() && d.Discovery.IsZero()
}

// Limits bound a run.
type Limits struct {
	MaxTurns      source.Amount `json:"max_turns,omitzero" doc:"Turns of the model."`
	MaxIterations source.Amount `json:"max_iterations,omitzero" doc:"Iterations of the agent's loop."`
	Timeout       source.Text   `json:"timeout,omitzero" doc:"Time of a run, as stated."`
	Seconds       source.Amount `json:"timeout_seconds,omitzero" doc:"The same in seconds, where it can be read."`
	Ref           source.Text   `json:"external_ref,omitzero" doc:"The file or address of the limits of a platform."`
	MaxCost       source.Amount `json:"max_cost_usd,omitzero" doc:"Cost of a run, in US dollars."`
	MaxRPM        source.Amount `json:"max_rpm,omitzero" doc:"Requests a minute."`
	MaxRetries    source.Amount `json:"max_retries,omitzero" doc:"Retries after a fault."`
	At            source.Place  `json:"-"`
}

// IsZero says whether nothing is stated.
func (l Limits) IsZero() bool {
	l.At = source.Place{}
	return l == Limits{}
}

// Sandbox is the isolation of what an agent runs.
type Sandbox struct {
	Enabled        source.Flag  `json:"enabled,omitzero" doc:"Whether there is one."`
	Mode           source.Text  `json:"mode,omitzero" doc:"The host's word: read-only, workspace-write, danger-full-access, …"`
	Image          source.Text  `json:"image,omitzero" doc:"The container image."`
	ImagePin       string       `json:"image_pin,omitempty" doc:"How far the image is fixed: digest, version, tag, latest, none or variable."`
	Network        source.Text  `json:"network,omitzero" doc:"none, allowlist or open."`
	NetworkRef     source.Text  `json:"network_ref,omitzero" doc:"The file or address of the policy of the platform that says what may be reached."`
	AllowHosts     source.Texts `json:"allow_hosts,omitzero" doc:"The hosts that may be reached."`
	DenyHosts      source.Texts `json:"deny_hosts,omitzero" doc:"The hosts that may not."`
	Read           []PathGrant  `json:"read,omitempty" doc:"Directories that may be read beyond the workspace."`
	Write          []PathGrant  `json:"write,omitempty" doc:"Directories that may be written."`
	DenyRead       source.Texts `json:"deny_read,omitzero" doc:"Paths that may not be read."`
	DenyWrite      source.Texts `json:"deny_write,omitzero" doc:"Paths that may not be written."`
	Excluded       source.Texts `json:"excluded_commands,omitzero" doc:"Commands that run outside it."`
	AllowUnsandbox source.Flag  `json:"allow_unsandboxed,omitzero" doc:"Whether a command may ask to run outside it."`
	At             source.Place `json:"-"`
}

// PathGrant is a directory that an agent may use.
type PathGrant struct {
	Path      string       `json:"path" doc:"As written."`
	Root      bool         `json:"root" doc:"Whether it is the file system's root, a home directory or a tree above the repository."`
	Sensitive string       `json:"sensitive,omitempty" doc:"The sensitive place of the host that it is or contains."`
	Class     string       `json:"class,omitempty" doc:"The class of the sensitive place: container_socket, root, home, credentials or system."`
	At        source.Place `json:"-"`
}

// Card is the interface part of an A2A agent card.
type Card struct {
	Version    source.Text  `json:"version,omitzero" doc:"The agent's version."`
	Protocol   source.Text  `json:"protocol,omitzero" doc:"The version of the protocol."`
	Provider   source.Text  `json:"provider,omitzero" doc:"The organisation that offers it."`
	Interfaces []Interface  `json:"interfaces,omitempty" doc:"Where and how it is reached."`
	Schemes    []Scheme     `json:"security_schemes,omitempty" doc:"The security schemes that it declares."`
	Security   source.Flag  `json:"security,omitzero" doc:"Whether it requires one of them."`
	Public     source.Flag  `json:"public,omitzero" doc:"Whether the card itself says that it is for everybody."`
	Signed     bool         `json:"signed" doc:"Whether the card is signed."`
	Skills     []CardSkill  `json:"skills,omitempty" doc:"What it offers."`
	Streaming  source.Flag  `json:"streaming,omitzero" doc:"Whether it streams."`
	Push       source.Flag  `json:"push_notifications,omitzero" doc:"Whether it calls back."`
	At         source.Place `json:"-"`
}

// Interface is an address of an agent.
type Interface struct {
	URL       source.Text  `json:"url,omitzero" doc:"The address as written."`
	Endpoint  *facts.URL   `json:"endpoint,omitempty" doc:"The address in parts."`
	Transport source.Text  `json:"transport,omitzero" doc:"JSONRPC, GRPC or HTTP+JSON."`
	At        source.Place `json:"-"`
}

// Scheme is a declared security scheme.
type Scheme struct {
	Name string       `json:"name" doc:"Its name in the card."`
	Type string       `json:"type" doc:"apiKey, http, oauth2, openIdConnect or mutualTLS."`
	In   string       `json:"in,omitempty" doc:"Where a key is sent: header, query or cookie."`
	At   source.Place `json:"-"`
}

// CardSkill is a skill that an agent card offers.
type CardSkill struct {
	ID          source.Text  `json:"id,omitzero" doc:"Its identifier."`
	Name        source.Text  `json:"name,omitzero" surface:"agent.skill.name" doc:"Its name."`
	Description source.Text  `json:"description,omitzero" surface:"agent.skill.description" doc:"What it does."`
	Tags        source.Texts `json:"tags,omitzero" doc:"Its tags."`
	Examples    source.Texts `json:"examples,omitzero" surface:"agent.skill.example" doc:"Examples of what to ask."`
	At          source.Place `json:"-"`
}

// Prompt is text that a model is given.
type Prompt struct {
	Entity
	PromptSafety
	Acting
	Kind        string          `json:"kind" doc:"instructions, rule, agent, skill, command, prompt, system, template or import."`
	Description source.Text     `json:"description,omitzero" surface:"prompt.description" doc:"What it says of itself."`
	Text        source.Text     `json:"text,omitzero" surface:"prompt.body" doc:"The text, without front matter; absent where the file states messages apart."`
	FrontMatter source.Text     `json:"front_matter,omitzero" surface:"prompt.front_matter" doc:"The front matter as written."`
	Segments    []facts.Segment `json:"segments,omitempty" doc:"The text cut by what speaks to the model and what only talks about something."`
	Messages    []Message       `json:"messages,omitempty" doc:"The text by role, where the format marks roles."`
	Variables   []Variable      `json:"variables,omitempty" doc:"Template variables that are declared or used."`
	AppliesTo   source.Texts    `json:"applies_to,omitzero" doc:"Globs of the files it is applied to."`
	Always      source.Flag     `json:"always,omitzero" doc:"Whether it is given to the model without being asked for."`
	Model       source.Text     `json:"model,omitzero" doc:"The model it is bound to."`
	Parameters  []Pair          `json:"parameters,omitempty" doc:"Parameters of the model call."`
	Tools       Tools           `json:"tools,omitzero" doc:"The tools that it asks for."`
	Template    string          `json:"template,omitempty" doc:"The template language: handlebars, jinja2, mustache, f-string, …"`
	Declares    bool            `json:"declares,omitempty" doc:"Whether the file lists its variables; an empty list counts."`
	Approved    *Approved       `json:"approved,omitempty" doc:"The approval that the file itself states."`
	Reaches     []source.Text   `json:"reaches,omitempty" doc:"Where the template reaches into the engine behind it: names with two underscores, mro, subclasses, globals."`
	Unescaped   []Unescaped     `json:"unescaped,omitempty" doc:"Where the template puts untrusted content in as it is, and says so."`
}

// IsZero says whether nothing is stated.
func (t Tools) IsZero() bool { return t.Mode == "" && t.Allow.IsZero() && t.Deny.IsZero() }

// Message is a part of a prompt with a role.
type Message struct {
	Role string       `json:"role" doc:"system, user, assistant, developer or tool."`
	Text source.Text  `json:"text,omitzero" surface:"prompt.message" doc:"The text."`
	At   source.Place `json:"-"`
}

// Variable is a template variable.
type Variable struct {
	Name      string       `json:"name" doc:"The name."`
	Declared  bool         `json:"declared" doc:"Whether the file declares it."`
	Used      bool         `json:"used" doc:"Whether the text uses it."`
	Trust     string       `json:"trust,omitempty" doc:"trusted or untrusted, as the file says; else untrusted where the name shows that the content comes from outside, such as user_input or email_body."`
	TrustSaid bool         `json:"trust_said,omitempty" doc:"Whether the file says whom the content comes from."`
	Listed    bool         `json:"listed,omitempty" doc:"Whether the file lists the values that it may have."`
	Unsafe    source.Text  `json:"unsafe,omitzero" doc:"The option that lets its content pass as it is, and become markup or roles: allow_dangerously_set_content, encode."`
	Uses      []Use        `json:"uses,omitempty" doc:"The ways in which the text uses it, each once: where it stands in which role, between which delimiters."`
	At        source.Place `json:"-"`
}

// Use is a place where a text uses a variable.
type Use struct {
	Role       string       `json:"role,omitempty" doc:"The role of the message: system, user, assistant, developer or tool; empty where nothing shows it."`
	EnclosedBy string       `json:"enclosed_by,omitempty" doc:"The delimiter around it: an element such as <mail>, a fence of backticks, tildes or quotes, or BEGIN; empty where there is none."`
	Alone      bool         `json:"alone" doc:"Whether the message consists of nothing else."`
	Escaped    bool         `json:"escaped,omitempty" doc:"Whether a filter escapes or replaces parts of it."`
	Code       bool         `json:"code,omitempty" doc:"Whether it stands in a block of code of the text."`
	At         source.Place `json:"-"`
}

// Unescaped is a variable whose content passes as it is.
type Unescaped struct {
	Variable string       `json:"variable" doc:"The name of the variable."`
	Option   string       `json:"option" doc:"What lets it pass: <%- of the text, or noEscape of the file."`
	At       source.Place `json:"-"`
}

// Tool is a function that a model may call.
type Tool struct {
	Entity
	ToolWords
	Title        source.Text        `json:"title,omitzero" surface:"tool.title" doc:"The title for people."`
	Description  source.Text        `json:"description,omitzero" surface:"tool.description" doc:"What the model is told it does."`
	InputSchema  *facts.Schema      `json:"input_schema,omitempty" doc:"Facts about the schema of its arguments."`
	OutputSchema *facts.Schema      `json:"output_schema,omitempty" doc:"Facts about the schema of its result."`
	Annotations  *facts.Annotations `json:"annotations,omitempty" doc:"What the author claims about its effects; absent hints are absent."`
	Params       []facts.Param      `json:"params,omitempty" doc:"Its parameters, flattened."`
	Results      []facts.Param      `json:"results,omitempty" doc:"The properties of its result, flattened."`
	Effects      facts.Effects      `json:"effects" doc:"What its name shows."`
	Signals      []facts.Signal     `json:"signals,omitempty" doc:"Signs that its texts speak to the model instead of describing."`
	Strict       source.Flag        `json:"strict,omitzero" doc:"Whether the host enforces the schema."`
	Kind         string             `json:"kind" doc:"function, or the host's own tool: web_search, code_interpreter, computer_use, bash, …"`
	Server       source.Text        `json:"server,omitzero" doc:"The name of the server that offers it, where the file says."`
	HTTP         *HTTPCall          `json:"http,omitempty" doc:"The request that it makes, where it is an operation of an interface over HTTP."`
	Confirm      source.Flag        `json:"requires_confirmation,omitzero" doc:"Whether the host asks before each call, where the file says."`
}

// HTTPCall is the request of a tool that is an operation of an interface over HTTP.
type HTTPCall struct {
	Method   string       `json:"method" doc:"The method in capitals."`
	Path     string       `json:"path" doc:"The path as written."`
	Servers  []Interface  `json:"servers,omitempty" doc:"The addresses that it is sent to."`
	Security source.Flag  `json:"security,omitzero" doc:"Whether it asks for a credential; absent where nothing is stated."`
	Schemes  []Scheme     `json:"security_schemes,omitempty" doc:"The security schemes, each of which or some of which together are enough."`
	At       source.Place `json:"-"`
}

// Server is an MCP server.
type Server struct {
	Entity
	Description     source.Text     `json:"description,omitzero" surface:"server.description" doc:"What it says of itself."`
	Instructions    source.Text     `json:"instructions,omitzero" surface:"server.instructions" doc:"What the model is told about it."`
	Transport       string          `json:"transport" doc:"stdio, http, sse, ws or unknown."`
	Command         source.Text     `json:"command,omitzero" doc:"The program as written."`
	Args            source.Texts    `json:"args,omitzero" doc:"The arguments as written."`
	Launch          *facts.Launch   `json:"launch,omitempty" doc:"The command unwrapped: runner, package, version, image, mounts."`
	URL             source.Text     `json:"url,omitzero" doc:"The address as written."`
	Endpoint        *facts.URL      `json:"endpoint,omitempty" doc:"The address in parts."`
	Env             []Pair          `json:"env,omitempty" doc:"The environment it gets."`
	EnvFile         source.Text     `json:"env_file,omitzero" doc:"The file that its environment is read from."`
	Headers         []Pair          `json:"headers,omitempty" doc:"The headers that are sent to it."`
	Cwd             source.Text     `json:"cwd,omitzero" doc:"Its working directory."`
	AutoApprove     source.Texts    `json:"auto_approve,omitzero" doc:"Tools that are called without asking; * is all of them."`
	ApproveAll      source.Text     `json:"approve_all,omitzero" doc:"The setting that approves all of its tools, as written (trust: true, require_approval: never)."`
	Tools           source.Texts    `json:"tools,omitzero" doc:"The tools that are let through; absent where all are."`
	ExcludedTools   source.Texts    `json:"excluded_tools,omitzero" doc:"The tools that are not."`
	Disabled        source.Flag     `json:"disabled,omitzero" doc:"Whether it is switched off."`
	Credential      bool            `json:"credential" doc:"Whether its environment, headers, arguments or address carry or refer to a credential."`
	Identity        string          `json:"identity,omitempty" doc:"What it is, whatever name it is given: npm:package, pypi:package, oci:repository, the address without query, or program:name; absent where the program is a file of the repository, or nothing says."`
	FirstParty      bool            `json:"first_party,omitempty" doc:"Whether its program is a file of the repository, or its image is built there."`
	CommandHash     string          `json:"command_sha256,omitempty" doc:"The SHA-256, in hex, of command and arguments, each with a zero byte behind it."`
	Calls           []Call          `json:"calls,omitempty" doc:"The tools with effects that its configuration lets through without asking; found over the whole repository."`
	Secrets         []ServerSecret  `json:"secrets,omitempty" doc:"Credentials written into the configuration."`
	TLSOff          []facts.EnvFact `json:"tls_off,omitempty" doc:"Settings that switch the check of certificates off."`
	LoaderOverrides []facts.EnvFact `json:"loader_overrides,omitempty" doc:"Variables that load code into the process."`
	Signals         []facts.Signal  `json:"signals,omitempty" doc:"Signs that its texts speak to the model instead of describing."`
	Conflict        *Conflict       `json:"conflict,omitempty" doc:"Another definition of a server of the same name, in another file for the same folder; found over the whole repository."`
	Reach           string          `json:"reach,omitempty" doc:"The host and the folder whose configuration has the server, in all its files together: servers with the same value are reachable from the same session. Found over the whole repository."`
	Mentions        []Mention       `json:"mentions,omitempty" doc:"Where its texts name a tool that only another server of the same session has; found over the whole repository."`
}

// ServerSecret is a credential in a server's configuration.
type ServerSecret struct {
	Field  string       `json:"field" doc:"Where it stands: env.NAME, headers.NAME, args or url."`
	Secret facts.Secret `json:"secret" doc:"What it looks like; never the value."`
	Format bool         `json:"format" doc:"Whether it has the format of a known provider."`
	At     source.Place `json:"-"`
}

// Setting is what one file tells an agent host.
type Setting struct {
	Entity
	Mode                  source.Text                 `json:"mode,omitzero" doc:"The permission mode or approval policy."`
	Allow                 source.Field[[]facts.Grant] `json:"allow,omitzero" doc:"What is approved in advance."`
	Ask                   source.Field[[]facts.Grant] `json:"ask,omitzero" doc:"What is always asked for."`
	Deny                  source.Field[[]facts.Grant] `json:"deny,omitzero" doc:"What is refused."`
	AdditionalDirectories []PathGrant                 `json:"additional_directories,omitempty" doc:"Directories beyond the repository that the agent may use."`
	Sandbox               *Sandbox                    `json:"sandbox,omitempty" doc:"The isolation of commands."`
	Env                   []Pair                      `json:"env,omitempty" doc:"Variables that the host sets."`
	TLSOff                []facts.EnvFact             `json:"tls_off,omitempty" doc:"Settings that switch the check of certificates off."`
	LoaderOverrides       []facts.EnvFact             `json:"loader_overrides,omitempty" doc:"Variables that load code into what the host starts."`
	Routes                []facts.Route               `json:"routes,omitempty" doc:"Settings that decide where requests to models go."`
	TextFlags             []Pair                      `json:"text_flags,omitempty" doc:"Values that are true or false in quotes, and so a text."`
	Commands              []Pair                      `json:"commands,omitempty" doc:"Settings whose value the host runs as a command: apiKeyHelper, statusLine, notify, …"`
	Model                 source.Text                 `json:"model,omitzero" doc:"The model."`
	EnableAllServers      source.Flag                 `json:"enable_all_servers,omitzero" doc:"Whether every server of the project is approved in advance."`
	Calls                 []Call                      `json:"calls,omitempty" doc:"The tools of servers with effects that it approves in advance; found over the whole repository."`
	Values                []Pair                      `json:"values,omitempty" doc:"Each scalar that the file states below keys alone, by its dotted key."`
}

// Hook is a command that a host runs by itself.
type Hook struct {
	Entity
	Event    string              `json:"event" doc:"The host's word for when."`
	Matcher  source.Text         `json:"matcher,omitzero" doc:"Which tools or files it is for."`
	Kind     string              `json:"kind" doc:"command, prompt, agent, http or mcp_tool."`
	Command  source.Text         `json:"command,omitzero" doc:"The command as written."`
	Launch   *facts.Launch       `json:"launch,omitempty" doc:"The command unwrapped."`
	Prompt   source.Text         `json:"prompt,omitzero" surface:"hook.prompt" doc:"The text that a model is given."`
	URL      source.Text         `json:"url,omitzero" doc:"The address that is called."`
	Endpoint *facts.URL          `json:"endpoint,omitempty" doc:"The address in parts."`
	Timeout  source.Amount       `json:"timeout,omitzero" doc:"Seconds until it is stopped."`
	Scripts  []HookScript        `json:"scripts,omitempty" doc:"The scripts that its command runs."`
	Actions  []facts.ShellAction `json:"actions,omitempty" doc:"What the command, and the scripts of the repository that it runs, do that reaches outside."`
	Unquoted []facts.Expansion   `json:"unquoted,omitempty" doc:"The variables that the command leaves to the shell to take apart or to run."`
}

// Launch is a place where an agent program is started.
type Launch struct {
	Entity
	Trigger         string          `json:"trigger" doc:"What starts it: ci, script, build or devcontainer; compose or kubernetes for a server of models."`
	Program         string          `json:"program" doc:"The agent program: claude, codex, gemini, …; or the server of models: vllm, ollama, …"`
	Argv            source.Texts    `json:"argv,omitzero" doc:"The program and its arguments."`
	BypassFlags     []source.Text   `json:"bypass_flags,omitempty" doc:"Flags that switch approval off."`
	Allow           []facts.Grant   `json:"allow,omitempty" doc:"What the flags approve in advance."`
	Directories     []PathGrant     `json:"additional_directories,omitempty" doc:"Directories that the flags open."`
	SandboxOff      source.Text     `json:"sandbox_off,omitzero" doc:"The flag that switches the sandbox off."`
	TLSOff          []facts.EnvFact `json:"tls_off,omitempty" doc:"Settings that switch the check of certificates off."`
	LoaderOverrides []facts.EnvFact `json:"loader_overrides,omitempty" doc:"Variables that load code into the process."`
	Routes          []facts.Route   `json:"routes,omitempty" doc:"Variables that decide where requests to models go."`
	Isolated        bool            `json:"isolated" doc:"Whether it runs in a throw-away container without network, write token and secrets."`
	Weakened        []source.Text   `json:"weakened,omitempty" doc:"The container options on its command line that take isolation away."`
	Binds           []facts.Bind    `json:"binds,omitempty" doc:"Options and variables that make it listen on every interface."`
	Limits          Limits          `json:"limits,omitzero" doc:"What bounds its run: options of the program, and the time limit of the job."`
	Job             *Job            `json:"job,omitempty" doc:"What the workflow says of the job in which it is started."`
	Container       string          `json:"container,omitempty" doc:"The container that it runs in, where the same file or the command line declares one: closed where nothing of the host is mounted, mounted where something is."`
}
