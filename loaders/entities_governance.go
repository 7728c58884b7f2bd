package loaders

import "github.com/pacheck/pacheck/loaders/source"

// Governance is what an organisation says of an agent: in its own file where the format allows, else in a
// governance file beside it.
type Governance struct {
	Owner         *Owner         `json:"owner,omitempty" doc:"Who answers for the agent."`
	Purpose       source.Text    `json:"purpose,omitzero" doc:"What it is for."`
	Tier          source.Text    `json:"tier,omitzero" doc:"The declared risk tier: minimal, limited, high or critical."`
	Status        source.Text    `json:"status,omitzero" doc:"active, deprecated, retired or decommissioned."`
	ReviewBy      source.Text    `json:"review_by,omitzero" doc:"The date of the next review, YYYY-MM-DD."`
	ReviewEnds    string         `json:"review_ends,omitempty" doc:"The end of the day, or of the month where no day is stated, of the next review, RFC 3339; absent where the date cannot be read."`
	Environment   source.Text    `json:"environment,omitzero" doc:"Where it runs, such as production."`
	Autonomy      source.Text    `json:"autonomy,omitzero" doc:"assistive, supervised or autonomous."`
	UserFacing    source.Flag    `json:"user_facing,omitzero" doc:"Whether people outside the team talk to it."`
	Audience      source.Texts   `json:"audience,omitzero" doc:"Whom it serves."`
	Commercial    source.Flag    `json:"commercial,omitzero" doc:"Whether it is used commercially."`
	Region        source.Texts   `json:"region,omitzero" doc:"Where it is offered."`
	UseCaseTags   source.Texts   `json:"use_case_tags,omitzero" doc:"What it is used for, as tags."`
	OutOfScope    source.Texts   `json:"out_of_scope_tags,omitzero" doc:"What it must not be used for, as tags."`
	Approval      *Approval      `json:"approval,omitempty" doc:"Which calls people approve."`
	DataClasses   source.Texts   `json:"data_classes,omitzero" doc:"The classes of data it handles."`
	InputTrust    source.Text    `json:"input_trust,omitzero" doc:"Whether its input is trusted or untrusted."`
	Output        source.Text    `json:"output,omitzero" doc:"Where its output goes: internal or external."`
	Guardrails    *Guardrails    `json:"guardrails,omitempty" doc:"The classifiers on its input, output and tool results."`
	KillSwitch    *KillSwitch    `json:"kill_switch,omitempty" doc:"How it is stopped."`
	Escalation    *Escalation    `json:"escalation,omitempty" doc:"Whom it escalates to, and when."`
	Observability *Observability `json:"observability,omitempty" doc:"What is recorded of its actions."`
	Disclosure    *Disclosure    `json:"disclosure,omitempty" doc:"How people learn that they talk to a machine."`
	Identity      source.Text    `json:"identity,omitzero" doc:"The identity it acts under."`
	Evidences     []Pair         `json:"evidence_files,omitempty" doc:"Evidence by subject, such as safety: reports/red-team.md."`
}

// Owner says who answers for an agent.
type Owner struct {
	Team    source.Text  `json:"team,omitzero" doc:"The team."`
	Name    source.Text  `json:"name,omitzero" doc:"The person or the function, where no team is named."`
	Contact source.Text  `json:"contact,omitzero" doc:"How to reach it."`
	Named   bool         `json:"named,omitempty" doc:"Whether somebody is named: a contact that is an address, or a team or name that is no template text."`
	At      source.Place `json:"-"`
}

// KillSwitch says how an agent is stopped.
type KillSwitch struct {
	Kind   source.Text  `json:"kind,omitzero" doc:"What kind of switch it is, such as feature-flag or credential-revocation."`
	Ref    source.Text  `json:"ref,omitzero" doc:"The switch itself: the name of a flag, a path, an address."`
	Named  bool         `json:"named,omitempty" doc:"Whether the switch itself is named, not by template text."`
	Tested source.Text  `json:"tested,omitzero" doc:"When it was last tried."`
	At     source.Place `json:"-"`
}

// Escalation says whom an agent hands over to.
type Escalation struct {
	Contact   source.Text  `json:"contact,omitzero" doc:"How to reach whoever may intervene."`
	URL       source.Text  `json:"url,omitzero" doc:"The page that says it."`
	Reachable bool         `json:"reachable,omitempty" doc:"Whether contact or page is an address: of mail, of the web, of a channel, of a rota."`
	On        source.Texts `json:"on,omitzero" doc:"What makes it escalate."`
	At        source.Place `json:"-"`
}

// Disclosure says how people learn that they talk to a machine.
type Disclosure struct {
	Disclosed source.Flag  `json:"ai_disclosed,omitzero" doc:"Whether they are told."`
	Text      source.Text  `json:"text,omitzero" doc:"What they are told."`
	UI        source.Text  `json:"ui_ref,omitzero" doc:"Where the interface says it."`
	Marking   source.Text  `json:"marking,omitzero" doc:"How what it generates is marked for machines."`
	At        source.Place `json:"-"`
}

// Approval says which calls people approve.
type Approval struct {
	Tools     []Pair       `json:"tools,omitempty" doc:"Per tool: always, never or a condition."`
	Default   source.Text  `json:"default,omitzero" doc:"What happens with other tools: allow, ask or deny."`
	OnTimeout source.Text  `json:"on_timeout,omitzero" doc:"What happens when nobody answers: allow or deny."`
	Timeout   source.Text  `json:"timeout,omitzero" doc:"How long an answer is waited for, such as 10m."`
	Approvers source.Texts `json:"approvers,omitzero" doc:"Who may approve."`
	Scope     source.Text  `json:"scope,omitzero" doc:"What one approval covers: single, session or always."`
	Batch     source.Flag  `json:"batch,omitzero" doc:"Whether several calls are approved at once."`
	Inputs    source.Flag  `json:"show_inputs,omitzero" doc:"Whether the approver sees the arguments."`
	At        source.Place `json:"-"`
}

// Guardrails are classifiers by what they look at.
type Guardrails struct {
	Input       source.Texts `json:"input,omitzero" doc:"Classifiers on what comes in."`
	Output      source.Texts `json:"output,omitzero" doc:"Classifiers on what goes out."`
	Tool        source.Texts `json:"tool,omitzero" doc:"Classifiers on tool results."`
	Mode        source.Text  `json:"mode,omitzero" doc:"What they do with what they find, such as block or log-only."`
	Ref         source.Text  `json:"external_ref,omitzero" doc:"The file or address of the guardrails of a gateway or platform."`
	Classifiers []Classifier `json:"classifiers,omitempty" doc:"All of them, one by one."`
	At          source.Place `json:"-"`
}

// Classifier is a safety classifier that an agent or a prompt declares.
type Classifier struct {
	ID        string        `json:"id" doc:"Its name in lower case, the words with hyphens between them: prompt-injection."`
	Name      source.Text   `json:"name" doc:"Its name as written."`
	Stage     string        `json:"stage,omitempty" doc:"What it looks at: input, output or tool; empty where the file does not say."`
	Enabled   source.Flag   `json:"enabled,omitzero" doc:"Whether it is switched on, where the file says."`
	LogOnly   bool          `json:"log_only,omitempty" doc:"Whether it only records what it finds."`
	Threshold source.Amount `json:"threshold,omitzero" doc:"The score from which on it acts."`
	At        source.Place  `json:"-"`
}

// Inventory is what is to be said of an agent for those who keep a list of agents.
type Inventory struct {
	ModelPin       string        `json:"model_pin,omitempty" doc:"How far the name fixes the model: digest, dated for a snapshot, local for a file, variable where the deployment fills it in, none for an alias; absent where no model is named."`
	ModelCard      string        `json:"model_card,omitempty" doc:"The id of the card of its model: of its identifier, an alias, a pattern that the card covers, or its family; found over the whole repository."`
	PurposeLetters source.Amount `json:"purpose_letters,omitzero" doc:"How many letters and digits the longest of purpose, description, goal and backstory has, without what is template text or repeats the name, where one is stated and these are fewer than 50; a Chinese, Japanese or Korean character counts for three."`
	CodeOwners     []string      `json:"code_owners,omitempty" doc:"Who owns its file, by CODEOWNERS; of governed agents, found over the whole repository."`
	WholeServers   []WholeServer `json:"whole_servers,omitempty" doc:"The servers that it is granted with all of their tools, by name; found over the whole repository."`
	Missing        []Pair        `json:"missing_files,omitempty" doc:"Files that its governance fields name and the repository does not have, by the field; found over the whole repository."`
}

// WholeServer is a server that an agent is granted as a whole.
type WholeServer struct {
	Name     string `json:"name" doc:"The name of the server."`
	Tools    int    `json:"tools" doc:"How many of its tools are known; 0 where none is."`
	ReadOnly bool   `json:"read_only" doc:"Whether all that are known say that they change nothing."`
}

// PromptSafety is what the file of a prompt, and the prompt itself, say of its safety.
type PromptSafety struct {
	Tier        source.Text                `json:"tier,omitzero" doc:"The declared risk tier: minimal, limited, high or critical."`
	Classifiers source.Field[[]Classifier] `json:"classifiers,omitzero" doc:"The safety classifiers that its file declares; absent where it says nothing of them."`
	Sections    []PromptSection            `json:"sections,omitempty" doc:"Its headings and elements with what stands below them, those of what it imports behind its own; of governed prompts and those of governed agents, found over the whole repository."`
	Discloses   bool                       `json:"discloses,omitempty" doc:"Whether it has the model say that it is a machine; of governed prompts and those of governed agents, found over the whole repository."`
}

// PromptSection is a part of a prompt under a heading or in an element.
type PromptSection struct {
	Name   string       `json:"name" doc:"The heading or the element in lower case, the words with one blank between them."`
	Length int          `json:"length" doc:"Characters of its own text, without that of other sections and without template text."`
	From   string       `json:"from,omitempty" doc:"The id of the imported prompt that it stands in."`
	At     source.Place `json:"-"`
}

// ModelTerms is what the card of a model says of who may use it for what.
type ModelTerms struct {
	Aliases     source.Texts `json:"aliases,omitzero" doc:"Other names of the model."`
	Covers      source.Texts `json:"covers,omitzero" doc:"Patterns of the models that the card is for, with * for anything."`
	UseCaseTags source.Texts `json:"use_case_tags,omitzero" doc:"What it is meant for, as tags."`
	OutOfScope  source.Texts `json:"out_of_scope_tags,omitzero" doc:"What it must not be used for, as tags."`
	DataClasses source.Texts `json:"approved_data_classes,omitzero" doc:"The classes of data that it may be given."`
	Regions     source.Texts `json:"regions,omitzero" doc:"Where it may be used."`
	Status      source.Text  `json:"status,omitzero" doc:"active, deprecated, retired or blocked."`
	EndOfLife   source.Text  `json:"end_of_life,omitzero" doc:"The last day of its use, YYYY-MM-DD."`
	Ends        string       `json:"ends,omitempty" doc:"The end of that day, RFC 3339."`
	MaxTier     source.Text  `json:"max_tier,omitzero" doc:"The highest risk tier of agents that may use it."`
	Exceptions  source.Texts `json:"exceptions,omitzero" doc:"The names of agents for which the limits do not hold."`
}

// Observability is what is recorded of an agent's actions.
type Observability struct {
	AuditLog  source.Flag   `json:"audit_log,omitzero" doc:"Whether actions are logged for audit."`
	Sink      source.Text   `json:"sink,omitzero" doc:"Where the log goes."`
	Redact    source.Texts  `json:"redact,omitzero" doc:"What is removed from it."`
	Retention source.Amount `json:"retention_days,omitzero" doc:"How long it is kept, in days."`
	Content   source.Flag   `json:"content,omitzero" doc:"Whether the texts of prompts and answers are in it."`
	At        source.Place  `json:"-"`
}
