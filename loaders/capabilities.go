package loaders

import (
	"cmp"
	"slices"
	"strings"

	"github.com/pacheck/pacheck/loaders/facts"
	"github.com/pacheck/pacheck/loaders/source"
)

// Capability is something that an agent is able to do, with what shows it.
type Capability struct {
	Kind     string       `json:"kind" doc:"untrusted_input: it reads what anybody may have written; private_data: it reads what is not for everybody; external_communication: it can send something out; side_effects: it changes something that lasts; money: it moves money; code_execution: it runs commands or programs of its own."`
	Strength string       `json:"strength" doc:"strong where the evidence leaves no doubt; weak where it is likely or limited, as with whatever a host gives by default, or what a person confirms."`
	Limited  bool         `json:"limited,omitempty" doc:"Whether it is weak because of a limit: a person confirms each use, a sandbox is in the way, or the recipients are fixed."`
	Evidence string       `json:"evidence" doc:"What shows it: grant WebFetch, tool send_email, server mail (@corp/mcp-gmail), skill, hook, setting, data class and so on."`
	Via      []string     `json:"via,omitempty" doc:"The ids of the entities on the way to what shows it: the agents that it delegates to, in order, then the tool, server, skill, hook or setting itself; empty where the agent's own file shows it."`
	At       source.Place `json:"-"`
}

const (
	strong = "strong"
	weak   = "weak"
)

// Bounds of what is listed for one agent and one kind.
const (
	maxStrong = 8
	maxWeak   = 2
)

// maxHops is how far delegation is followed.
const maxHops = 6

// ability finds out what agents are able to do.
type ability struct {
	linker  *linker
	layers  *layers
	edges   map[string][]*Edge // of agents, by their id
	tools   map[string]*Tool   // by id
	offers  *offers
	servers map[string]*Server // by id
	skills  map[string]*Skill  // by id
	hooks   map[string][]*Hook // by file

	byName   map[string][]facts.Capability // what names of tools show
	byTool   map[string][]facts.Capability // what tools show, by id
	products map[string]product            // what servers show, by id, or by name
}

// enable states the capabilities and the effective permissions of all agents. Agents that have any are
// replaced by copies.
func (l *linker) enable() {
	y := newAbility(l)
	own := make(map[string][]Capability, len(l.doc.Agents))
	in := make([]*layer, len(l.doc.Agents))
	for i, a := range l.doc.Agents {
		in[i] = y.layers.of(a)
		own[a.ID] = y.own(a, in[i])
	}
	reached := y.reach(own)
	for i, a := range l.doc.Agents {
		all := slices.Concat(own[a.ID], reached[a.ID])
		permissions := effective(a, in[i])
		if len(all) == 0 && permissions == nil {
			continue
		}
		whole := *a
		whole.Capabilities, whole.Effective = all, permissions
		l.doc.Agents[i] = &whole
	}
}

func newAbility(l *linker) *ability {
	y := &ability{
		linker: l, layers: newLayers(l.doc), offers: newOffers(l.doc), edges: map[string][]*Edge{}, tools: map[string]*Tool{}, servers: map[string]*Server{},
		skills: map[string]*Skill{}, hooks: map[string][]*Hook{},
		byName: map[string][]facts.Capability{}, byTool: map[string][]facts.Capability{}, products: map[string]product{},
	}
	for _, e := range l.doc.Edges {
		if strings.HasPrefix(e.From, "agents:") {
			y.edges[e.From] = append(y.edges[e.From], e)
		}
	}
	for _, t := range l.doc.Tools {
		y.tools[t.ID] = t
	}
	for _, s := range l.doc.Servers {
		y.servers[s.ID] = s
	}
	for _, s := range l.doc.Skills {
		y.skills[s.ID] = s
	}
	for _, h := range l.doc.Hooks {
		y.hooks[h.File] = append(y.hooks[h.File], h)
	}
	return y
}

// own is what an agent is able to do without its delegates.
func (y *ability) own(a *Agent, in *layer) []Capability {
	f := &finding{ability: y, agent: a, in: in, seen: map[string]bool{}}
	f.declared()
	for _, g := range a.Tools.Allow.V {
		if !f.denied(g) {
			f.grant(g)
		}
	}
	f.referred()
	if a.Tools.Mode == "all" {
		f.inherited()
	}
	for _, h := range y.hooks[a.File] {
		f.hook(h)
	}
	return bounded(f.found)
}

// bounded sorts evidence by kind and strength, and keeps a few of each. What is weak adds nothing to what
// is strong.
func bounded(all []Capability) []Capability {
	slices.SortStableFunc(all, func(a, b Capability) int {
		return cmp.Or(cmp.Compare(kindOrder(a.Kind), kindOrder(b.Kind)), strings.Compare(a.Strength, b.Strength), btoi(a.Limited)-btoi(b.Limited))
	})
	counts := map[[2]string]int{}
	seen := map[string]bool{}
	return slices.DeleteFunc(all, func(c Capability) bool {
		key := [2]string{c.Kind, c.Strength}
		same := c.Kind + "\x00" + c.Evidence
		if seen[same] {
			return true
		}
		seen[same] = true
		counts[key]++
		if c.Strength == strong {
			return counts[key] > maxStrong
		}
		return counts[key] > maxWeak || counts[[2]string{c.Kind, strong}] > 0
	})
}

var kindOrders = []string{
	facts.UntrustedInput, facts.PrivateData, facts.ExternalCommunication, facts.SideEffects, facts.Money, facts.CodeExecution,
}

func kindOrder(kind string) int { return slices.Index(kindOrders, kind) }

// reached is what an agent is able to do through a delegate: the origin of the evidence and the way to it.
type reached struct {
	capability Capability
	origin     string // the id of the agent that has it
}

// reach follows delegation. Of each kind it keeps the strongest evidence at the end of the shortest way,
// and only where the agent itself has none as strong. In each round the capabilities go one hop back, so
// that the work is in proportion to the number of delegations.
func (y *ability) reach(own map[string][]Capability) map[string][]Capability {
	best := map[string]map[string]reached{} // by agent and kind
	for id, all := range own {
		for _, c := range all {
			offer(best, id, reached{capability: c, origin: id})
		}
	}
	for range maxHops {
		if !y.hop(best) {
			break
		}
	}
	found := map[string][]Capability{}
	for id, kinds := range best {
		for _, kind := range kindOrders {
			if r, ok := kinds[kind]; ok && r.origin != id {
				found[id] = append(found[id], r.capability)
			}
		}
	}
	return found
}

// hop carries what delegates are able to do to the agents that delegate to them, and says whether anything
// changed.
func (y *ability) hop(best map[string]map[string]reached) bool {
	var steps []step
	for _, a := range y.linker.doc.Agents {
		for _, e := range y.edges[a.ID] {
			if e.Rel == DelegatesTo && e.Resolved == true {
				steps = append(steps, gains(best, e)...)
			}
		}
	}
	changed := false
	for _, s := range steps {
		changed = offer(best, s.to, s.r) || changed
	}
	return changed
}

// step is what one delegation adds to an agent.
type step struct {
	to string
	r  reached
}

// gains are what an agent gains by one delegation.
func gains(best map[string]map[string]reached, e *Edge) []step {
	var steps []step
	for _, kind := range kindOrders {
		r, ok := best[e.To][kind]
		if !ok || r.origin == e.From {
			continue
		}
		strength := r.capability.Strength
		if e.Conditional {
			strength = weak
		}
		if old, found := best[e.From][kind]; !found || !old.keeps(e.From, strength, len(r.capability.Via)+1) {
			steps = append(steps, step{e.From, r.through(e)})
		}
	}
	return steps
}

// keeps says whether an agent gains nothing by evidence of some strength and distance: what it has is
// stronger, or as strong and either its own or as near.
func (r reached) keeps(id, strength string, distance int) bool {
	if c := strings.Compare(r.capability.Strength, strength); c != 0 {
		return c < 0
	}
	return r.origin == id || len(r.capability.Via) <= distance
}

// through is what an agent has by a delegation. What a person confirms each time is weak.
func (r reached) through(e *Edge) reached {
	c := r.capability
	c.Via = append([]string{e.To}, c.Via...)
	c.At = e.At
	if e.Conditional {
		c.Strength, c.Limited = weak, true
	}
	return reached{capability: c, origin: r.origin}
}

// offer keeps a capability of an agent if there is none of its kind that is as good.
func offer(best map[string]map[string]reached, id string, r reached) bool {
	kind := r.capability.Kind
	if old, found := best[id][kind]; found && old.keeps(id, r.capability.Strength, len(r.capability.Via)) {
		return false
	}
	if best[id] == nil {
		best[id] = map[string]reached{}
	}
	best[id][kind] = r
	return true
}
