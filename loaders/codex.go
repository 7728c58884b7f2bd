package loaders

import (
	"cmp"
	"path"
	"regexp"

	"github.com/pacheck/pacheck/loaders/source"
)

// codexLoader reads what Codex is told.
var codexLoader = Loader{
	Name:    "codex-config",
	Doc:     "[Codex configuration](https://developers.openai.com/codex/config-reference): approval policy, sandbox, MCP servers, environment and profiles.",
	Family:  "Host settings",
	Dialect: "codex",
	Globs:   []string{"**/.codex/config.toml", "**/.codex/*.config.toml", "**/.codex/managed_config.toml"},
	Weak:    []string{"**/config.toml"},
	Hints:   []string{"approval_policy", "sandbox_mode", "mcp_servers"},
	Marks:   regexp.MustCompile(`(?m)^\[mcp_servers\.|^(?:approval_policy|sandbox_mode)\s*=`),
	Can:     append([]string{"mode", "sandbox", "env", "commands", "model", "values"}, mcpCan...),
	Claims: func(n *source.Node) bool {
		if n != nil && n.File != nil && path.Base(path.Dir(n.File.Path)) == ".codex" {
			return true
		}
		return n.Get("approval_policy") != nil || n.Get("sandbox_mode").IsString() || isServerMap(n.Get("mcp_servers"))
	},
	Load: func(f *source.File) (*Document, error) {
		n := f.Root
		doc := &Document{Settings: []*Setting{codexSetting(n, nil)}, Hooks: readHooks(n.Get("hooks"), "codex")}
		for _, p := range entriesOf(n.Get("profiles")) {
			if p.Value.IsMap() {
				s := codexSetting(p.Value, n)
				s.Name = source.Say("profiles."+p.Key.Value, p.Key.Place)
				doc.Settings = append(doc.Settings, s)
			}
		}
		doc.addServers(n.Get("mcp_servers"), "codex", "")
		if text := n.Get("developer_instructions"); text.IsString() {
			p := &Prompt{Entity: Entity{Can: textCan}, Kind: "system", Text: text.Field()}
			p.Name, p.At = source.Say("developer_instructions", n.Key("developer_instructions").Place), text.Place
			doc.Prompts = append(doc.Prompts, p)
		}
		return doc, nil
	},
}

// codexSetting reads the settings of a table. Of a profile that states either the approval policy or the
// sandbox, the other one is as base has it, since only both together tell what may happen unattended.
func codexSetting(n, base *source.Node) *Setting {
	policy, sandbox := n.Get("approval_policy"), n.Get("sandbox_mode")
	if policy != nil || sandbox != nil {
		policy, sandbox = cmp.Or(policy, base.Get("approval_policy")), cmp.Or(sandbox, base.Get("sandbox_mode"))
	}
	s := &Setting{
		Entity:   Entity{At: placeOf(n)},
		Mode:     policy.Field(),
		Sandbox:  codexSandbox(sandbox, n.Get("sandbox_workspace_write")),
		Commands: commandPairs(n, "notify"),
		Model:    n.Get("model").Field(),
		Values:   settingValues(n),
	}
	s.setEnv(n.At("shell_environment_policy", "set"))
	s.Refs = usesModel(s.Model)
	return s
}

func codexSandbox(mode, workspace *source.Node) *Sandbox {
	if mode == nil && workspace == nil {
		return nil
	}
	s := &Sandbox{
		Mode:  mode.Field(),
		Write: pathGrants(workspace.Get("writable_roots")),
		At:    cmp.Or(placeOf(mode), placeOf(workspace)),
	}
	if network := workspace.Get("network_access").Flag(); network.Set {
		s.Network = source.Say("none", network.At)
		if network.V {
			s.Network.V = "open"
		}
	}
	return s
}

// codexAgentLoader reads the sub-agents of Codex.
var codexAgentLoader = Loader{
	Name:     "codex-agent",
	Doc:      "[Sub-agents](https://developers.openai.com/codex/subagents) of Codex: `.codex/agents/*.toml`.",
	Family:   "Agents",
	Dialect:  "codex",
	Globs:    []string{"**/.codex/agents/*.toml"},
	Reserved: true,
	Can:      []string{"description", "model", "mode", "sandbox"},
	Load: func(f *source.File) (*Document, error) {
		n := f.Root
		name := named(n, stem(f.Path, ".toml"))
		a := &Agent{
			Entity:      Entity{Name: name, At: placeOf(n)},
			Description: n.Get("description").Field(),
			Model:       n.Get("model").Field(),
			Tools:       Tools{Mode: "unknown"},
			Mode:        n.Get("approval_policy").Field(),
			Sandbox:     codexSandbox(n.Get("sandbox_mode"), n.Get("sandbox_workspace_write")),
			Governance:  governanceOf(n),
		}
		a.Refs = usesModel(a.Model)
		doc := &Document{Agents: []*Agent{a}}
		if text := n.Get("developer_instructions"); text.IsString() {
			p := &Prompt{Entity: Entity{Name: name, At: text.Place, Can: textCan}, Kind: "agent", Text: text.Field()}
			doc.Prompts = append(doc.Prompts, p)
			a.Refs = append(a.Refs, usesPrompt(p, f.Path))
		}
		doc.addServers(n.Get("mcp_servers"), "codex", "")
		for _, s := range doc.Servers {
			a.Refs = append(a.Refs, Ref{Rel: UsesServer, To: s.Name})
		}
		return doc, nil
	},
}
