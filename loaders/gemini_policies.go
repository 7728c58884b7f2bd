package loaders

import (
	"path"
	"slices"
	"strings"

	"github.com/pacheck/pacheck/loaders/facts"
	"github.com/pacheck/pacheck/loaders/source"
)

// geminiPolicyLoader reads the rules of the policy engine.
var geminiPolicyLoader = Loader{
	Name:    "gemini-policy",
	Doc:     "Rules of the [policy engine](https://geminicli.com/docs/reference/policy-engine/) of Gemini CLI: `policies/*.toml` with `[[rule]]`. Rules for some modes only are settings of their own; what is allowed in the mode that asks for nothing is left out.",
	Family:  "Host settings",
	Dialect: "gemini-cli",
	Globs:   []string{"**/.gemini/policies/*.toml", "**/.qwen/policies/*.toml"},
	Weak:    []string{"**/policies/*.toml"},
	Hints:   []string{"decision", "approvedTools", "safety_checker"},
	Can:     []string{"allow", "ask", "deny", "sandbox"},
	Claims: func(n *source.Node) bool {
		if n != nil && n.File != nil && policyFolders[path.Base(path.Dir(path.Dir(n.File.Path)))] {
			return true
		}
		return isPolicy(n) || isSandboxPolicy(n) || slices.ContainsFunc(itemsOf(n.Get("safety_checker")), func(c *source.Node) bool {
			return c.Has("toolName", "checker")
		})
	},
	Load: func(f *source.File) (*Document, error) {
		doc := &Document{}
		r := policyReader{doc: doc, at: placeOf(f.Root)}
		for _, rule := range slices.Concat(itemsOf(f.Root.Get("rule")), itemsOf(f.Root.Get("rules"))) {
			r.rule(rule)
		}
		for _, mode := range entriesOf(f.Root.Get("modes")) {
			r.sandbox(mode)
		}
		if len(doc.Settings) == 0 {
			doc.Settings = append(doc.Settings, &Setting{Entity: Entity{At: placeOf(f.Root)}})
		}
		return doc, nil
	},
}

// policyFolders are the folders of hosts in which every policy is one of theirs.
var policyFolders = map[string]bool{".gemini": true, ".qwen": true}

// isPolicy says whether a rule decides about a tool.
func isPolicy(n *source.Node) bool {
	return slices.ContainsFunc(slices.Concat(itemsOf(n.Get("rule")), itemsOf(n.Get("rules"))), func(rule *source.Node) bool {
		decision := rule.Get("decision").Text()
		about := rule.Get("toolName", "mcpName", "commandPrefix", "commandRegex", "toolAnnotations") != nil
		return about && (decision == "allow" || decision == "deny" || decision == "ask_user")
	})
}

// isSandboxPolicy says whether a mode lists tools that run without a question.
func isSandboxPolicy(n *source.Node) bool {
	return slices.ContainsFunc(entriesOf(n.Get("modes")), func(mode source.Pair) bool { return mode.Value.Get("approvedTools").IsList() })
}

// policyReader collects rules in settings, one for all modes and one for each set of modes.
type policyReader struct {
	doc *Document
	at  source.Place
}

// setting is the one for the modes of a name; without a name that of all modes.
func (r policyReader) setting(name source.Text, at source.Place) *Setting {
	for _, s := range r.doc.Settings {
		if s.Name.V == name.V {
			return s
		}
	}
	s := &Setting{Entity: Entity{Name: name, At: at}}
	r.doc.Settings = append(r.doc.Settings, s)
	return s
}

func (r policyReader) rule(n *source.Node) {
	decision := n.Get("decision").Text()
	var name source.Text
	at := r.at
	if modes := n.Get("modes").Texts(); modes.Set && !containsText(modes.V, "default") {
		words := []string{}
		for _, m := range modes.V {
			if m.V != "yolo" || decision != "allow" {
				words = append(words, m.V)
			}
		}
		if len(words) == 0 {
			return
		}
		name, at = source.Say("modes."+strings.Join(words, "+"), modes.At), n.Place
	}
	s := r.setting(name, at)
	grants := policyGrants(n)
	switch decision {
	case "allow":
		s.Allow = source.Say(append(s.Allow.V, grants...), n.Place)
	case "ask_user":
		s.Ask = source.Say(append(s.Ask.V, grants...), n.Place)
	case "deny":
		s.Deny = source.Say(append(s.Deny.V, grants...), n.Place)
	}
}

// policyGrants are what a rule is about: each of its tools, with each of its prefixes.
func policyGrants(n *source.Node) []facts.Grant {
	tools := n.Get("toolName").Texts().V
	if len(tools) == 0 {
		tools = []source.Text{source.Say("*", n.Place)}
		if n.Has("commandPrefix") || n.Has("commandRegex") {
			tools = []source.Text{source.Say("run_shell_command", n.Place)}
		}
	}
	var grants []facts.Grant
	for _, tool := range tools {
		if server := n.Get("mcpName"); server.IsString() {
			tool = source.Say("mcp__"+server.Value+"__"+tool.V, tool.At)
		}
		prefixes := n.Get("commandPrefix").Texts().V
		for _, prefix := range prefixes {
			grants = append(grants, facts.ParseGrant(source.Say(tool.V+"("+prefix.V+")", prefix.At), "gemini-cli"))
		}
		if len(prefixes) == 0 {
			grants = append(grants, policyGrant(tool, n.Get("argsPattern", "commandRegex")))
		}
	}
	return grants
}

// policyGrant is a tool, of which an expression may pick some uses only.
func policyGrant(tool source.Text, pattern *source.Node) facts.Grant {
	g := facts.ParseGrant(tool, "gemini-cli")
	if pattern.IsString() {
		g.Matches, g.MatchesAll, g.Specifier = "pattern", false, pattern.Value
	}
	return g
}

// sandbox reads what commands may do in one mode without being asked for.
func (r policyReader) sandbox(mode source.Pair) {
	s := r.setting(source.Say("modes."+mode.Key.Value, mode.Key.Place), entryPlace(mode))
	commands := mode.Value.Get("approvedTools").Texts()
	grants := make([]facts.Grant, 0, len(commands.V))
	for _, command := range commands.V {
		g := facts.ParseGrant(source.Say("run_shell_command("+command.V+")", command.At), "gemini-cli")
		g.Raw = command.V
		grants = append(grants, g)
	}
	if commands.Set {
		s.Allow = source.Say(grants, commands.At)
	}
	if network := mode.Value.Get("network").Flag(); network.Set {
		s.Sandbox = &Sandbox{Network: source.Say("none", network.At), At: entryPlace(mode)}
		if network.V {
			s.Sandbox.Network.V = "open"
		}
	}
}
