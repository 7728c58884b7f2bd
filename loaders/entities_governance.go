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
	KillSwitch    source.Text    `json:"kill_switch,omitzero" doc:"How it is stopped: the reference of the switch."`
	Escalation    source.Text    `json:"escalation,omitzero" doc:"Whom it escalates to."`
	EscalationOn  source.Texts   `json:"escalation_on,omitzero" doc:"What makes it escalate."`
	Observability *Observability `json:"observability,omitempty" doc:"What is recorded of its actions."`
	Disclosed     source.Flag    `json:"ai_disclosed,omitzero" doc:"Whether people are told that they talk to a machine."`
	Identity      source.Text    `json:"identity,omitzero" doc:"The identity it acts under."`
	Evidences     []Pair         `json:"evidence_files,omitempty" doc:"Evidence by subject, such as safety: reports/red-team.md."`
}

// Owner says who answers for an agent.
type Owner struct {
	Team    source.Text  `json:"team,omitzero" doc:"The team."`
	Contact source.Text  `json:"contact,omitzero" doc:"How to reach it."`
	At      source.Place `json:"-"`
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
	Input  source.Texts `json:"input,omitzero" doc:"Classifiers on what comes in."`
	Output source.Texts `json:"output,omitzero" doc:"Classifiers on what goes out."`
	Tool   source.Texts `json:"tool,omitzero" doc:"Classifiers on tool results."`
	At     source.Place `json:"-"`
}

// Observability is what is recorded of an agent's actions.
type Observability struct {
	AuditLog  source.Flag   `json:"audit_log,omitzero" doc:"Whether actions are logged for audit."`
	Sink      source.Text   `json:"sink,omitzero" doc:"Where the log goes."`
	Redact    source.Texts  `json:"redact,omitzero" doc:"What is removed from it."`
	Retention source.Amount `json:"retention_days,omitzero" doc:"How long it is kept, in days."`
	At        source.Place  `json:"-"`
}
