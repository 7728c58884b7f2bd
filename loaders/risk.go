package loaders

import (
	"slices"
	"strings"

	"github.com/pacheck/pacheck/loaders/facts"
)

// Risk is the tier of an agent, or of what agents use.
type Risk struct {
	Tier     string   `json:"tier" doc:"The tier that counts: minimal, limited, high or critical; the higher one of the declared tier and the floor."`
	Declared string   `json:"declared,omitempty" doc:"The tier that the agent declares, where it is one of the four."`
	Floor    string   `json:"floor,omitempty" doc:"The tier that what the agent is able to do and is used for asks for at least; of agents alone."`
	Reasons  []string `json:"reasons,omitempty" doc:"What sets the floor; empty where it is minimal."`
	From     string   `json:"from,omitempty" doc:"The id of the agent whose tier it is, for what agents use."`
}

// tiers are the risk tiers, from the lowest.
var tiers = [...]string{"minimal", "limited", "high", "critical"}

// rank is the place of a tier in the order; -1 for any other word.
func rank(tier string) int { return slices.Index(tiers[:], strings.ToLower(strings.TrimSpace(tier))) }

// assess states the risk tiers of agents that say something of their risk themselves, or show strongly
// what they are able to do, and hands them down to all that these agents reach. Entities that it
// completes are replaced by copies.
func assess(d *Document) {
	own := map[string]*Risk{}
	for _, a := range d.Agents {
		if risk := riskOf(a); risk != nil {
			own[a.ID] = risk
		}
	}
	if len(own) == 0 {
		return
	}
	given := inherited(d, own)
	rate(d.Agents, own, func(a *Agent) *Entity { return &a.Entity })
	rate(d.Prompts, given, func(p *Prompt) *Entity { return &p.Entity })
	rate(d.Tools, given, func(t *Tool) *Entity { return &t.Entity })
	rate(d.Models, given, func(m *Model) *Entity { return &m.Entity })
	rate(d.Servers, given, func(s *Server) *Entity { return &s.Entity })
	rate(d.Skills, given, func(s *Skill) *Entity { return &s.Entity })
}

// rate replaces the entities that have a tier, by their id, by copies that say so.
func rate[T any](list []*T, risks map[string]*Risk, entity func(*T) *Entity) {
	for i, v := range list {
		if risk := risks[entity(v).ID]; risk != nil {
			whole := *v
			entity(&whole).Risk = risk
			list[i] = &whole
		}
	}
}

// riskOf is the tier of an agent; nil where nothing is known: it declares none, and shows no reason for
// more than the lowest.
func riskOf(a *Agent) *Risk {
	risk := &Risk{Floor: tiers[0]}
	if i := rank(a.Tier.V); i >= 0 {
		risk.Declared = tiers[i]
	}
	for _, floor := range []struct {
		tier    string
		reasons []string
	}{{"critical", a.criticalReasons()}, {"high", a.highReasons()}, {"limited", a.limitedReasons()}} {
		if len(floor.reasons) > 0 {
			risk.Floor, risk.Reasons = floor.tier, floor.reasons
			break
		}
	}
	if risk.Declared == "" && risk.Floor == tiers[0] {
		return nil
	}
	risk.Tier = tiers[max(rank(risk.Declared), rank(risk.Floor))]
	return risk
}

// sensitiveUses are the agent's uses that the law calls high-risk.
func (a *Agent) sensitiveUses() []string {
	var uses []string
	for _, tag := range a.UseCaseTags.V {
		if slices.Contains(facts.WordList("annex_iii_areas"), strings.ToLower(tag.V)) {
			uses = append(uses, "use case "+tag.V)
		}
	}
	return uses
}

func (a *Agent) criticalReasons() []string {
	if uses := a.sensitiveUses(); a.Autonomy.V == "autonomous" && len(uses) > 0 {
		return append(uses, "autonomy autonomous")
	}
	if money := a.strongly(facts.Money); len(money) > 0 && !a.Limits.MaxCost.Set && a.Approval != nil && a.Approval.never() {
		return append(money, "no approval", "no limit of cost")
	}
	return nil
}

func (a *Agent) highReasons() []string {
	reasons := a.sensitiveUses()
	for _, class := range a.DataClasses.V {
		if slices.Contains([]string{"special-category", "regulated", "secret"}, class.V) {
			reasons = append(reasons, "data class "+class.V)
		}
	}
	reasons = append(reasons, a.strongly(facts.Money)...)
	if code := a.strongly(facts.CodeExecution); len(code) > 0 && a.Sandbox != nil && a.Sandbox.Network.V == "open" {
		reasons = append(reasons, append(code, "network open")...)
	}
	if production := a.Environment.V == "production"; production {
		for _, change := range a.strongly(facts.SideEffects) {
			reasons = append(reasons, change+" in production")
		}
	}
	legs := [][]string{a.strongly(facts.UntrustedInput), a.strongly(facts.PrivateData), a.strongly(facts.ExternalCommunication)}
	if !slices.ContainsFunc(legs, func(leg []string) bool { return len(leg) == 0 }) {
		reasons = append(reasons, slices.Concat(legs...)...)
	}
	return reasons
}

func (a *Agent) limitedReasons() []string {
	var reasons []string
	if a.UserFacing.V {
		reasons = append(reasons, "user-facing")
	}
	for _, class := range a.DataClasses.V {
		if facts.PrivateClass(class.V) {
			reasons = append(reasons, "data class "+class.V)
		}
	}
	reasons = append(reasons, a.strongly(facts.ExternalCommunication)...)
	reasons = append(reasons, a.strongly(facts.SideEffects)...)
	for _, to := range a.Delegation.To.V {
		reasons = append(reasons, "delegates to "+to.V)
	}
	return reasons
}

// strongly is the first strong evidence for a capability that the agent has itself.
func (a *Agent) strongly(kind string) []string {
	for _, c := range a.Capabilities {
		if c.Kind == kind && c.Strength == strong && !slices.ContainsFunc(c.Via, func(id string) bool { return strings.HasPrefix(id, "agents:") }) {
			return []string{c.Evidence}
		}
	}
	return nil
}

// never says whether calls are not approved by anybody.
func (a *Approval) never() bool {
	return a.Default.V == "never" || a.Default.V == "allow"
}

// inherited are the highest tiers of the agents that reach an entity, by its id. Agents do not inherit
// from agents that delegate to them: their own tier says what they are able to do.
func inherited(d *Document, own map[string]*Risk) map[string]*Risk {
	uses := map[string][]string{}
	for _, e := range d.Edges {
		if e.Resolved == true && e.Rel != Documents { // a card leads to all that it is the card of, which its users do not use
			uses[e.From] = append(uses[e.From], e.To)
		}
	}
	given := map[string]*Risk{}
	for _, a := range d.Agents {
		if risk := own[a.ID]; risk != nil {
			hand(given, uses, &Risk{Tier: risk.Tier, From: a.ID})
		}
	}
	return given
}

// hand gives a tier to all that its agent reaches, where nothing higher was given yet.
func hand(given map[string]*Risk, uses map[string][]string, risk *Risk) {
	for queue := slices.Clone(uses[risk.From]); len(queue) > 0; queue = queue[1:] {
		id := queue[0]
		if id == risk.From || given[id] != nil && rank(given[id].Tier) >= rank(risk.Tier) {
			continue
		}
		given[id] = risk
		queue = append(queue, uses[id]...)
	}
}
