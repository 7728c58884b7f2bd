package loaders

import (
	"cmp"
	"slices"
	"strings"

	"github.com/pacheck/pacheck/loaders/facts"
	"github.com/pacheck/pacheck/loaders/source"
)

// opencodeAgentCan is what an agent of OpenCode is able to state.
var opencodeAgentCan = []string{"description", "model", "tools", "delegation", "limits"}

// opencodeAgentLoader reads the agents of OpenCode that are files.
var opencodeAgentLoader = Loader{
	Name:     "opencode-agent",
	Doc:      "[Agents](https://opencode.ai/docs/agents/) of OpenCode: `.opencode/agent/*.md` and `.opencode/agents/*.md`; their permissions are settings of the same name.",
	Family:   "Agents",
	Dialect:  "opencode",
	Globs:    []string{"**/.opencode/agent/**/*.md", "**/.opencode/agents/**/*.md", "**/.opencode/mode/**/*.md", "**/.opencode/modes/**/*.md"},
	Reserved: true,
	Can:      opencodeAgentCan,
	Load: func(f *source.File) (*Document, error) {
		if f.Root == nil && isDocumentation(f.Path) {
			return nil, nil
		}
		p := bodyPrompt(f, "agent")
		p.Can = textCan
		p.Name = named(f.Root, stem(f.Path, ".md"))
		a := opencodeAgent(f.Root, p.Name)
		a.At = agentPlace(f)
		a.Refs = append(a.Refs, usesPrompt(p, f.Path))
		doc := &Document{Agents: []*Agent{a}, Prompts: []*Prompt{p}}
		doc.addAgentRules(f.Root, a)
		return doc, nil
	},
}

// opencodeAgent is what the configuration and the front matter of an agent have in common. An agent has
// all tools but those that are switched off.
func opencodeAgent(n *source.Node, name source.Text) *Agent {
	a := &Agent{
		Entity:      Entity{Name: name, Can: opencodeAgentCan, Evidence: "the path"},
		Description: n.Get("description").Field(),
		Model:       n.Get("model").Field(),
		Tools:       opencodeTools(n.Get("tools")),
		Limits:      Limits{MaxIterations: n.Get("steps", "maxSteps", "max_steps").Amount()},
		Governance:  governanceOf(n),
	}
	a.Limits.At = a.Limits.MaxIterations.At
	if n.Get("description", "prompt", "system") == nil && n.Has("model") {
		a.Can = a.Can[1:] // it only changes an agent that is described elsewhere
	}
	a.Refs = usesModel(a.Model)
	for _, r := range opencodeRules(n) {
		if r.tool.V == "task" && r.effect != "deny" && r.pattern.V != "" && !strings.Contains(r.pattern.V, "*") {
			a.handOver(r.pattern, r.effect == "ask")
		}
	}
	return a
}

// opencodeTools reads a map of names to truth values; a list is the one of those that are on.
func opencodeTools(n *source.Node) Tools {
	if n.IsList() {
		return toolsOf(n, "opencode")
	}
	t := Tools{Mode: "all", At: placeOf(n)}
	var allow, deny []facts.Grant
	for _, p := range entriesOf(n) {
		on, ok := p.Value.Bool()
		grant := facts.ParseGrant(p.Key.Field(), "opencode")
		switch {
		case !ok:
		case on:
			allow = append(allow, grant)
		default:
			deny = append(deny, grant)
			if p.Key.Value == "*" {
				t.Mode = "list"
			}
		}
	}
	if len(allow) > 0 || t.Mode == "list" {
		t.Allow = source.Say(slices.Concat([]facts.Grant{}, allow), n.Place)
	}
	if len(deny) > 0 {
		t.Deny = source.Say(deny, n.Place)
	}
	if t.Mode == "list" && len(allow) == 0 {
		t.Mode = "none"
	}
	return t
}

// addAgentRules adds the permissions of one agent as settings of its name.
func (d *Document) addAgentRules(n *source.Node, a *Agent) {
	rules := n.Get("permission", "permissions")
	if rules == nil || rules.Kind == source.Null {
		return
	}
	s := &Setting{
		Entity: Entity{Name: source.Say("agent."+a.Name.V, rules.Place), At: rules.Place, Evidence: a.Evidence, Can: []string{"mode", "allow", "ask", "deny"}},
		Mode:   rules.Field(),
	}
	s.setRules(opencodeRules(n))
	d.Settings = append(d.Settings, s)
}

// opencodeRule says what happens when a tool is used in a way.
type opencodeRule struct {
	tool, pattern source.Text
	effect        string
}

// opencodeRules are the rules in effect, in order: a later one that covers an earlier one replaces it.
func opencodeRules(n *source.Node) []opencodeRule {
	var rules []opencodeRule
	add := func(tool, pattern source.Text, effect string) {
		if effect != "allow" && effect != "ask" && effect != "deny" {
			return
		}
		rules = slices.DeleteFunc(rules, func(r opencodeRule) bool {
			return covers(tool.V, r.tool.V) && (covers(pattern.V, r.pattern.V) || pattern.V == "")
		})
		rules = append(rules, opencodeRule{tool: tool, pattern: pattern, effect: effect})
	}
	for _, p := range entriesOf(n.Get("tools")) {
		if on, ok := p.Value.Bool(); ok && !on {
			add(p.Key.Field(), source.Text{}, "deny")
		}
	}
	permission := n.Get("permission", "permissions")
	if all := permission.Field(); all.Set {
		add(source.Say("*", all.At), source.Text{}, all.V)
	}
	for _, p := range entriesOf(permission) {
		if effect := p.Value.Field(); effect.Set {
			add(p.Key.Field(), source.Text{}, effect.V)
		}
		for _, q := range entriesOf(p.Value) {
			add(p.Key.Field(), q.Key.Field(), q.Value.Text())
		}
	}
	for _, rule := range itemsOf(permission) {
		add(rule.Get("action").Field(), rule.Get("resource").Field(), rule.Get("effect").Text())
	}
	return rules
}

// covers says whether a pattern matches all that another one does, as far as that is plain.
func covers(pattern, other string) bool { return pattern == "*" || pattern == other }

// setRules states rules as grants, and the folders that they open.
func (s *Setting) setRules(rules []opencodeRule) {
	for _, r := range rules {
		text := r.tool
		if r.pattern.Set && r.pattern.V != "*" {
			text = source.Say(r.tool.V+"("+r.pattern.V+")", r.pattern.At)
		}
		g := facts.ParseGrant(text, "opencode")
		to := map[string]*source.Field[[]facts.Grant]{"allow": &s.Allow, "ask": &s.Ask, "deny": &s.Deny}[r.effect]
		*to = source.Say(append(to.V, g), text.At)
		if r.tool.V == "external_directory" && r.effect == "allow" {
			folder := cmp.Or(r.pattern.V, "*")
			s.AdditionalDirectories = append(s.AdditionalDirectories, PathGrant{
				Path: folder, Root: folder == "*" || facts.RootPath(strings.TrimRight(folder, "*")), At: text.At,
			})
		}
	}
}
