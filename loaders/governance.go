package loaders

import (
	"path"
	"strings"

	"github.com/pacheck/pacheck/loaders/source"
)

// governanceCan is what a governance file is able to state.
var governanceCan = []string{
	"owner", "purpose", "tier", "status", "review_by", "environment", "autonomy", "user_facing", "audience", "commercial",
	"region", "use_case_tags", "out_of_scope_tags", "model", "approval", "limits", "sandbox", "delegation", "memory",
	"data_classes", "input_trust", "output", "guardrails", "kill_switch", "escalation", "observability", "disclosure",
	"identity", "evidence_files",
}

// governanceLoader reads what an organisation says of an agent whose own file cannot say it.
var governanceLoader = Loader{
	Name:     "governance",
	Doc:      "pacheck's governance file: owner, risk tier, approval, limits and the like of one agent, beside the agent's file or in `.pacheck/agents/`.",
	Family:   "Governance",
	Dialect:  "governance",
	Globs:    []string{"**/*.governance.yaml", "**/*.governance.yml"},
	Can:      governanceCan,
	Reserved: true,
	Claims:   func(n *source.Node) bool { return n.IsMap() },
	Load:     loadGovernance,
}

func loadGovernance(f *source.File) (*Document, error) {
	doc := &Document{}
	for _, n := range documentsOf(f) {
		if n == nil || n.Kind == source.Null {
			n = &source.Node{Place: source.Place{File: f}, Kind: source.Map}
		}
		if err := governanceShape.check(n, ""); err != nil {
			return nil, err
		}
		doc.Agents = append(doc.Agents, governedAgent(n, f.Path))
	}
	return doc, nil
}

// governedAgent is what a governance file says, as an agent. Link joins it with the agent of its name.
func governedAgent(n *source.Node, file string) *Agent {
	a := &Agent{
		Entity:     Entity{Name: n.Get("name").Field(), At: n.Place, Evidence: "the file name"},
		Model:      n.Get("model").Field(),
		Tools:      Tools{Mode: "unknown"},
		Delegation: governedDelegation(n.Get("delegation")),
		Limits:     governedLimits(n.Get("limits")),
		Sandbox:    governedSandbox(n.Get("sandbox")),
		Memory:     textOr(n.Get("memory"), "kind", "scope"),
		MemoryUse:  readMemory(n.Get("memory")),
		Governance: readGovernance(n),
	}
	if !a.Name.Set {
		stem, _, _ := strings.Cut(path.Base(file), ".governance.")
		a.Name = source.Say(stem, source.Place{})
	}
	a.Refs = usesModel(a.Model)
	for _, to := range a.Delegation.To.V {
		a.Refs = append(a.Refs, Ref{Rel: DelegatesTo, To: to})
	}
	for _, prompt := range n.Get("prompts").Texts().V {
		a.Refs = append(a.Refs, Ref{Rel: UsesPrompt, To: prompt, Path: path.Join(path.Dir(file), prompt.V)})
	}
	return a
}

func governedLimits(n *source.Node) Limits {
	if !n.IsMap() {
		return Limits{}
	}
	return Limits{
		Ref:           n.Get("external_ref").Field(),
		MaxTurns:      n.Get("max_turns").Amount(),
		MaxIterations: n.Get("max_iterations").Amount(),
		Timeout:       n.Get("timeout").Field(),
		MaxCost:       n.Get("max_cost_usd").Amount(),
		MaxRPM:        n.Get("max_rpm").Amount(),
		MaxRetries:    n.Get("max_retries").Amount(),
		At:            n.Place,
	}
}

func governedSandbox(n *source.Node) *Sandbox {
	if !n.IsMap() {
		return nil
	}
	network := n.Get("network")
	return &Sandbox{
		Enabled:    n.Get("enabled").Flag(),
		Mode:       n.Get("mode").Field(),
		Image:      n.Get("image").Field(),
		Network:    textOr(network, "mode"),
		NetworkRef: network.Get("external_ref").Field(),
		AllowHosts: network.Get("allow_hosts").Texts(),
		DenyHosts:  network.Get("deny_hosts").Texts(),
		At:         n.Place,
	}
}

func governedDelegation(n *source.Node) Delegation {
	if !n.IsMap() {
		return Delegation{}
	}
	return Delegation{
		To:          n.Get("to").Texts(),
		MaxDepth:    n.Get("max_depth").Amount(),
		Credentials: n.Get("credentials").Field(),
		Discovery:   n.Get("discovery").Field(),
		At:          n.Place,
	}
}

// readGovernance reads the governance fields that stand directly below n, whose format allows keys of
// one's own. What has another shape than in a governance file is left out, save that a plain text for
// the owner is the team, or the contact where it looks like an address.
func readGovernance(n *source.Node) Governance {
	if !n.IsMap() {
		return Governance{}
	}
	data, inout := n.Get("data"), n.Get("io")
	return Governance{
		Owner:         readOwner(n.Get("owner")),
		Purpose:       n.Get("purpose").Field(),
		Tier:          n.Get("risk_tier").Field(),
		Status:        n.Get("status").Field(),
		ReviewBy:      n.Get("review_by").Field(),
		Environment:   n.Get("environment").Field(),
		Autonomy:      n.Get("autonomy").Field(),
		UserFacing:    n.Get("user_facing").Flag(),
		Audience:      n.Get("audience").Texts(),
		Commercial:    n.Get("commercial").Flag(),
		Region:        n.Get("region").Texts(),
		UseCaseTags:   n.Get("use_case_tags").Texts(),
		OutOfScope:    n.Get("out_of_scope_tags").Texts(),
		Approval:      readApproval(n.Get("approval")),
		DataClasses:   data.Get("classes").Texts(),
		InputTrust:    inout.Get("input_trust").Field(),
		Output:        inout.Get("output").Field(),
		Guardrails:    readGuardrails(n),
		KillSwitch:    readKillSwitch(n.Get("kill_switch")),
		Escalation:    readEscalation(n.Get("escalation")),
		Observability: readObservability(n.Get("observability")),
		Disclosure:    readDisclosure(n.Get("disclosure")),
		Identity:      textOr(n.Get("identity"), "ref", "kind"),
		Evidences:     pairsOf(n.Get("evidence")),
	}
}

func readOwner(n *source.Node) *Owner {
	switch {
	case n.IsMap():
		return &Owner{Team: n.Get("team").Field(), Name: n.Get("name").Field(), Contact: n.Get("contact").Field(), At: n.Place}
	case !n.IsString():
		return nil
	case strings.Contains(n.Value, "@") || strings.HasPrefix(n.Value, "#"):
		return &Owner{Contact: n.Field(), At: n.Place}
	}
	return &Owner{Team: n.Field(), At: n.Place}
}

func readApproval(n *source.Node) *Approval {
	if !n.IsMap() {
		return nil
	}
	return &Approval{
		Tools:     pairsOf(n.Get("tools")),
		Default:   n.Get("default").Field(),
		OnTimeout: n.Get("on_timeout").Field(),
		Timeout:   n.Get("timeout").Field(),
		Approvers: n.Get("approvers").Texts(),
		Scope:     n.Get("scope").Field(),
		Batch:     n.Get("batch").Flag(),
		Inputs:    n.Get("show_inputs").Flag(),
		At:        n.Place,
	}
}

func readKillSwitch(n *source.Node) *KillSwitch {
	switch {
	case n.IsMap():
		return &KillSwitch{Kind: n.Get("kind").Field(), Ref: n.Get("ref").Field(), Tested: n.Get("tested").Field(), At: n.Place}
	case n.Field().Set:
		return &KillSwitch{Ref: n.Field(), At: n.Place}
	}
	return nil
}

func readEscalation(n *source.Node) *Escalation {
	switch {
	case n.IsMap():
		return &Escalation{Contact: n.Get("contact").Field(), URL: n.Get("url").Field(), On: n.Get("on").Texts(), At: n.Place}
	case n.Field().Set:
		return &Escalation{Contact: n.Field(), At: n.Place}
	}
	return nil
}

func readDisclosure(n *source.Node) *Disclosure {
	if !n.IsMap() {
		return nil
	}
	return &Disclosure{
		Disclosed: n.Get("ai_disclosed").Flag(), Text: n.Get("text").Field(), UI: n.Get("ui_ref").Field(),
		Marking: n.Get("marking").Field(), At: n.Place,
	}
}

func readObservability(n *source.Node) *Observability {
	if !n.IsMap() {
		return nil
	}
	return &Observability{
		AuditLog:  n.Get("audit_log").Flag(),
		Sink:      n.Get("sink").Field(),
		Redact:    n.Get("redact").Texts(),
		Retention: n.Get("retention_days").Amount(),
		Content:   n.Get("content").Flag(),
		At:        n.Place,
	}
}
