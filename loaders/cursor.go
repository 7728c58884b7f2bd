package loaders

import (
	"slices"
	"strings"

	"github.com/pacheck/pacheck/loaders/facts"
	"github.com/pacheck/pacheck/loaders/source"
)

// cursorLoader reads what the command line and the background agents of Cursor are told.
var cursorLoader = Loader{
	Name:    "cursor-settings",
	Doc:     "Settings of [Cursor](https://cursor.com/docs/cli/reference/permissions): permissions (`.cursor/cli.json`, `.cursor/permissions.json`), the machine of background agents (`.cursor/environment.json`) and the sandbox (`.cursor/sandbox.json`).",
	Family:  "Host settings",
	Dialect: "cursor",
	Globs: []string{
		"**/.cursor/cli.json", "**/.cursor/cli-config.json", "**/.cursor/permissions.json", "**/.cursor/environment.json", "**/.cursor/sandbox.json",
	},
	Reserved: true,
	Can:      []string{"mode", "allow", "deny", "sandbox", "commands", "values"},
	Load: func(f *source.File) (*Document, error) {
		n := f.Root
		s := &Setting{
			Entity:   Entity{At: placeOf(n), Evidence: "the path"},
			Mode:     n.Get("approvalMode").Field(),
			Allow:    cursorAllowed(n),
			Deny:     cursorGrants(n.At("permissions", "deny")),
			Sandbox:  cursorSandbox(n),
			Commands: cursorCommands(n),
			Values:   settingValues(n),
		}
		facts.MarkOverruled(s.Allow.V, s.Deny.V)
		s.setEnv(n.Get("env"))
		return &Document{Settings: []*Setting{s}}, nil
	},
}

func cursorGrants(n *source.Node) source.Field[[]facts.Grant] {
	if !n.IsList() {
		return source.Field[[]facts.Grant]{}
	}
	return grants(n, "cursor")
}

// cursorAllowed is what runs without a question: by rules, and by lists of commands and of tools.
func cursorAllowed(n *source.Node) source.Field[[]facts.Grant] {
	allowed := cursorGrants(n.At("permissions", "allow"))
	for _, list := range []struct{ key, tool string }{{"terminalAllowlist", "Shell"}, {"mcpAllowlist", "Mcp"}} {
		entries := n.Get(list.key)
		if !entries.IsList() {
			continue
		}
		found := slices.Concat([]facts.Grant{}, allowed.V)
		for _, entry := range entries.Texts().V {
			g := facts.ParseGrant(source.Say(list.tool+"("+entry.V+")", entry.At), "cursor")
			g.Raw = entry.V
			found = append(found, g)
		}
		allowed = source.Say(found, entries.Place)
	}
	return allowed
}

// cursorCommands are the commands that prepare the machine of a background agent.
func cursorCommands(n *source.Node) []Pair {
	commands := commandPairs(n, "install", "start", "update")
	for _, t := range itemsOf(n.Get("terminals")) {
		if command := t.Get("command").Field(); command.Set {
			commands = append(commands, Pair{Key: "terminals." + t.Get("name").Text(), Value: command, At: t.Place})
		}
	}
	return commands
}

// cursorSandbox is the sandbox of commands, by a file of its own or as a part of the settings.
func cursorSandbox(n *source.Node) *Sandbox {
	inner := n.Get("sandbox")
	policy := n.Get("networkPolicy")
	if inner == nil && policy == nil && !strings.HasPrefix(n.Get("type").Text(), "workspace") && n.Get("type").Text() != "insecure_none" {
		return nil
	}
	s := &Sandbox{
		Mode:       n.Get("type").Field(),
		AllowHosts: policy.Get("allow").Texts(),
		DenyHosts:  policy.Get("deny").Texts(),
		Read:       pathGrants(n.Get("additionalReadonlyPaths")),
		Write:      pathGrants(n.Get("additionalReadwritePaths")),
		At:         n.Place,
	}
	if inner != nil {
		s.Mode, s.At = textOr(inner, "mode"), inner.Place
	}
	switch policy.Get("default").Text() {
	case "allow":
		s.Network = source.Say("open", policy.Get("default").Place)
	case "deny":
		s.Network = source.Say("allowlist", policy.Get("default").Place)
		if len(s.AllowHosts.V) == 0 {
			s.Network.V = "none"
		}
	}
	if s.Mode.V == "disabled" || s.Mode.V == "insecure_none" {
		s.Enabled = source.Say(false, s.Mode.At)
	} else if s.Mode.Set {
		s.Enabled = source.Say(true, s.Mode.At)
	}
	return s
}
