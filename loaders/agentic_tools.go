package loaders

import (
	"slices"
	"strings"

	"github.com/pacheck/pacheck/loaders/facts"
	"github.com/pacheck/pacheck/loaders/source"
)

// workflowSandbox is the firewall and the sandbox of the agent.
func workflowSandbox(n *source.Node) *Sandbox {
	network, sandbox := n.Get("network"), n.Get("sandbox")
	if network == nil && sandbox == nil {
		return nil
	}
	s := &Sandbox{At: placeOf(network), DenyHosts: network.Get("blocked").Texts()}
	if s.At.IsZero() {
		s.At = sandbox.Place
	}
	s.AllowHosts = network.Get("allowed").Texts()
	switch {
	case network.IsString():
		s.AllowHosts = network.Texts()
		s.Network = networkMode(s.AllowHosts)
	case s.AllowHosts.Set && len(s.AllowHosts.V) > 0:
		s.Network = networkMode(s.AllowHosts)
	case network.IsMap() && (len(network.Pairs) == 0 || s.AllowHosts.Set):
		s.Network = source.Say("none", network.Place)
	}
	agent := sandbox
	if inner := sandbox.Get("agent"); inner != nil {
		agent = inner
	}
	s.Mode = textOr(agent, "id", "type")
	if on, ok := agent.Bool(); ok {
		s.Enabled, s.Mode = source.Say(on, agent.Place), source.Text{}
	} else if s.Mode.Set {
		s.Enabled = source.Say(true, s.Mode.At)
	}
	return s
}

// workflowTools are the tools of an agent, and what its safe outputs let it write, which it calls as
// tools, too. A workflow without tools has the few of the platform.
func workflowTools(n *source.Node) Tools {
	tools := n.Get("tools")
	t := Tools{Mode: "list", At: placeOf(tools)}
	var allow, deny []facts.Grant
	for _, p := range entriesOf(tools) {
		if on, ok := p.Value.Bool(); ok && !on {
			deny = append(deny, facts.ParseGrant(p.Key.Field(), "gh-aw"))
			continue
		}
		allow = append(allow, workflowGrants(p)...)
	}
	for _, p := range entriesOf(n.Get("safe-outputs")) {
		if isSafeOutput(p) {
			allow = append(allow, facts.ParseGrant(p.Key.Field(), "gh-aw"))
		}
	}
	if tools.IsMap() || len(allow) > 0 {
		t.Allow = source.Say(slices.Concat([]facts.Grant{}, allow), placeOf(tools))
	}
	if len(deny) > 0 {
		t.Deny = source.Say(deny, tools.Place)
	}
	return t
}

// isSafeOutput tells the kinds of outputs from the settings beside them.
func isSafeOutput(p source.Pair) bool {
	for _, verb := range outputVerbs {
		if strings.HasPrefix(p.Key.Value, verb) {
			on, ok := p.Value.Bool()
			return !ok || on
		}
	}
	return false
}

// outputVerbs begin the names of safe outputs that change something.
var outputVerbs = []string{
	"create-", "add-", "close-", "update-", "push-", "upload-", "remove-", "assign-", "unassign-", "merge-", "submit-", "reply-", "resolve-",
	"hide-", "link-", "mark-", "dispatch-", "call-", "publish-", "autofix-", "set-", "minimize-",
}

// defaultCommands are what an agent may run where bash is given without a list.
var defaultCommands = []string{"echo", "ls", "pwd", "cat", "head", "tail", "grep", "wc", "sort", "uniq", "date"}

// workflowGrants are the grants of one tool.
func workflowGrants(p source.Pair) []facts.Grant {
	name := p.Key.Value
	var grants []facts.Grant
	give := func(text string, at source.Place, raw string) {
		g := facts.ParseGrant(source.Say(text, at), "gh-aw")
		g.Raw = raw
		grants = append(grants, g)
	}
	switch {
	case name == "bash" && p.Value.IsList():
		for _, command := range p.Value.Texts().V {
			give("bash("+command.V+")", command.At, command.V)
		}
	case name == "bash" && (p.Value == nil || p.Value.Kind == source.Null):
		for _, command := range defaultCommands {
			give("bash("+command+")", p.Key.Place, name)
		}
	case name == "github" || isServer(p.Value) || p.Value.Get("allowed").IsList():
		allowed := p.Value.Get("allowed").Texts()
		for _, tool := range allowed.V {
			give("mcp__"+name+"__"+tool.V, tool.At, tool.V)
		}
		if len(allowed.V) == 0 {
			give("mcp__"+name, p.Key.Place, name)
		}
	default:
		give(name, p.Key.Place, name)
	}
	return grants
}
