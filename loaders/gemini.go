package loaders

import (
	"path"

	"github.com/pacheck/pacheck/loaders/facts"
	"github.com/pacheck/pacheck/loaders/source"
)

// geminiSettingsLoader reads the settings of Gemini CLI, and of Qwen Code, which has the same.
var geminiSettingsLoader = Loader{
	Name:     "gemini-settings",
	Doc:      "Settings of [Gemini CLI](https://github.com/google-gemini/gemini-cli) and Qwen Code, nested or flat as before version 0.3.",
	Family:   "Host settings",
	Dialect:  "gemini-cli",
	Globs:    []string{"**/.gemini/settings.json", "**/.qwen/settings.json"},
	Reserved: true,
	Can:      append([]string{"mode", "allow", "ask", "deny", "sandbox", "model", "values"}, mcpCan...),
	Load: func(f *source.File) (*Document, error) {
		n, dialect := f.Root, "gemini-cli"
		if path.Base(path.Dir(f.Path)) == ".qwen" {
			dialect = "qwen-code"
		}
		doc := &Document{Settings: []*Setting{geminiSetting(n, dialect)}, Hooks: readHooks(n.Get("hooks"), dialect)}
		doc.addServers(n.Get("mcpServers"), dialect, "the path")
		return doc, nil
	},
}

// geminiExtensionLoader reads the manifests of extensions of Gemini CLI.
var geminiExtensionLoader = Loader{
	Name:     "gemini-extension",
	Doc:      "Extension manifests of [Gemini CLI](https://github.com/google-gemini/gemini-cli) (`gemini-extension.json`): their MCP servers and the tools that they take away.",
	Family:   "Host settings",
	Dialect:  "gemini-cli",
	Globs:    []string{"**/gemini-extension.json", "**/qwen-extension.json"},
	Reserved: true,
	Can:      []string{"deny", "values"},
	Load: func(f *source.File) (*Document, error) {
		n := f.Root
		s := &Setting{
			Entity: Entity{Name: n.Get("name").Field(), At: placeOf(n), Evidence: "the file name"},
			Deny:   geminiGrants(n.Get("excludeTools")),
			Values: settingValues(withoutKeys(n, "mcpServers")),
		}
		dialect := extensionDialects[path.Base(f.Path)]
		s.Dialect = dialect
		doc := &Document{Settings: []*Setting{s}, Hooks: readHooks(n.Get("hooks"), dialect)}
		doc.Skills = append(doc.Skills, geminiExtension(f, dialect))
		doc.addServers(n.Get("mcpServers"), dialect, "the file name")
		for _, server := range doc.Servers {
			server.Can = mcpCan
			doc.Skills[0].Refs = append(doc.Skills[0].Refs, Ref{Rel: UsesServer, To: server.Name})
		}
		return doc, nil
	},
}

// extensionCan is what the manifest of an extension is able to state of it.
var extensionCan = []string{"name", "description", "version"}

// geminiExtension is an extension as a plugin, with the files that belong to it.
func geminiExtension(f *source.File, dialect string) *Skill {
	p := pluginReader{file: f, root: path.Dir(f.Path), dialect: dialect, evidence: "the file name"}
	s := p.skill(f.Root, "plugin")
	s.Can = extensionCan
	for _, key := range []string{"commands", "agents", "skills", "policies"} {
		p.folder(s, path.Join(p.root, key), key, source.Place{})
	}
	if name := path.Join(p.root, "hooks/hooks.json"); exists(f.Dir, name) {
		p.add(s, name, source.Say(name, source.Place{}))
	}
	for _, text := range listed(f.Root.Get("contextFileName")).V {
		p.add(s, path.Join(p.root, text.V), text)
	}
	if name := path.Join(p.root, "GEMINI.md"); !f.Root.Has("contextFileName") && exists(f.Dir, name) {
		p.add(s, name, source.Say(name, source.Place{}))
	}
	return s
}

// geminiSetting reads the nested keys, and where they are missing the flat ones.
func geminiSetting(n *source.Node, dialect string) *Setting {
	tools := n.Get("tools")
	either := func(nested, flat *source.Node) *source.Node {
		if nested != nil {
			return nested
		}
		return flat
	}
	s := &Setting{
		Entity:  Entity{At: placeOf(n), Dialect: dialect, Evidence: "the path"},
		Mode:    n.At("general", "defaultApprovalMode").Field(),
		Allow:   geminiGrants(either(tools.Get("allowed"), n.Get("allowedTools"))),
		Ask:     geminiGrants(tools.Get("confirmationRequired")),
		Deny:    geminiGrants(either(tools.Get("exclude"), n.Get("excludeTools"))),
		Sandbox: geminiSandbox(tools, either(tools.Get("sandbox"), n.Get("sandbox"))),
		Model:   textOr(n.Get("model"), "name"),
		Commands: append(
			commandPairs(n, "tools.discoveryCommand", "tools.callCommand", "mcp.serverCommand"),
			commandPairs(n, "toolDiscoveryCommand", "toolCallCommand", "mcpServerCommand")...,
		),
		Values: settingValues(withoutKeys(n, "mcpServers", "hooks")),
	}
	s.Refs = usesModel(s.Model)
	return s
}

// geminiSandbox is a truth value, or the program that makes the sandbox.
func geminiSandbox(tools, n *source.Node) *Sandbox {
	if n == nil && !tools.Has("sandboxNetworkAccess") && !tools.Has("sandboxAllowedPaths") {
		return nil
	}
	s := &Sandbox{Enabled: n.Flag(), At: placeOf(n), Write: pathGrants(tools.Get("sandboxAllowedPaths"))}
	if n.IsString() {
		s.Mode, s.Enabled = n.Field(), source.Say(n.Value != "false" && n.Value != "none" && n.Value != "", n.Place)
	}
	if open := tools.Get("sandboxNetworkAccess").Flag(); open.Set {
		s.Network = source.Say(map[bool]string{true: "open", false: "none"}[open.V], open.At)
	}
	if s.At.IsZero() {
		s.At = placeOf(tools)
	}
	return s
}

func geminiGrants(n *source.Node) source.Field[[]facts.Grant] {
	if !n.IsList() {
		return source.Field[[]facts.Grant]{}
	}
	return grants(n, "gemini-cli")
}

// withoutKeys is a Map without some of its keys.
func withoutKeys(n *source.Node, names ...string) *source.Node {
	if !n.IsMap() {
		return n
	}
	rest := &source.Node{Place: n.Place, Kind: source.Map}
	for _, p := range n.Pairs {
		drop := false
		for _, name := range names {
			drop = drop || p.Key.Value == name
		}
		if !drop {
			rest.Pairs = append(rest.Pairs, p)
		}
	}
	return rest
}
