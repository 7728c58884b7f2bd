package loaders

import (
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/pacheck/pacheck/loaders/facts"
	"github.com/pacheck/pacheck/loaders/source"
)

// kiroCan is what an agent of Kiro is able to state.
var kiroCan = []string{"description", "model", "tools"}

// kiroAgentLoader reads the agents of Kiro and Amazon Q.
var kiroAgentLoader = Loader{
	Name:    "kiro-agent",
	Doc:     "[Agents](https://kiro.dev/docs/cli/custom-agents/configuration-reference/) of Kiro and Amazon Q: `.kiro/agents/*.json` and `.amazonq/cli-agents/*.json`; the tools that are used without a question are settings of the same name.",
	Family:  "Agents",
	Dialect: "kiro-amazonq",
	Globs:   []string{"**/.kiro/agents/*.json", "**/.amazonq/cli-agents/*.json", "**/.aws/amazonq/cli-agents/*.json"},
	Weak:    []string{"**/*.json"},
	Hints:   []string{`"allowedTools"`, `"toolsSettings"`},
	Marks:   regexp.MustCompile(`(?s)"allowedTools"\s*:.*"toolsSettings"\s*:|"toolsSettings"\s*:.*"allowedTools"\s*:`),
	Can:     kiroCan,
	Claims: func(n *source.Node) bool {
		if n != nil && n.File != nil && (inFolder(n.File.Path, ".kiro") || inFolder(n.File.Path, "cli-agents")) {
			return true
		}
		approved := n.Get("allowedTools").IsList() || n.Get("toolsSettings").IsMap()
		return approved && n.Get("name").IsString() && n.Get("tools").IsList() && !n.Has("permissions")
	},
	Load: func(f *source.File) (*Document, error) {
		if !f.Root.IsMap() {
			return &Document{}, nil
		}
		return kiroAgent(f), nil
	},
}

// kiroAgentFileLoader reads the agents of Kiro that are written as a text.
var kiroAgentFileLoader = Loader{
	Name:     "kiro-sub-agent",
	Doc:      "Agents of Kiro and Continue as Markdown: `.kiro/agents/*.md` and `.continue/agents/*.md`.",
	Family:   "Agents",
	Globs:    []string{"**/.kiro/agents/**/*.md", "**/.continue/agents/**/*.md"},
	Reserved: true,
	Can:      agentCan,
	Load:     claudeAgentLoader.Load,
}

func kiroAgent(f *source.File) *Document {
	n := f.Root
	a := &Agent{
		Entity:      Entity{Name: named(n, stem(f.Path, ".json")), At: n.Place},
		Description: n.Get("description").Field(),
		Model:       n.Get("model").Field(),
		Tools:       toolsOf(n.Get("tools"), "kiro-amazonq"),
		Governance:  governanceOf(n),
	}
	a.Dialect = "kiro-amazonq"
	if !a.Tools.Allow.Set {
		a.Tools.Mode = "unknown"
	}
	a.Refs = usesModel(a.Model)
	a.useTools(toolTexts(n.Get("tools")))
	doc := &Document{Agents: []*Agent{a}, Hooks: readHooks(n.Get("hooks"), "kiro-amazonq")}
	doc.attachServers(a, n.Get("mcpServers"))
	text := n.Get("prompt")
	file, _ := strings.CutPrefix(text.Text(), "file://")
	doc.addAgentPrompt(f, a, text, file)
	for _, resource := range n.Get("resources").Texts().V {
		a.Refs = append(a.Refs, kiroResources(f, resource)...)
	}
	if s := kiroSetting(n, a.Name); s != nil {
		doc.Settings = append(doc.Settings, s)
	}
	return doc
}

// kiroResources are the files that an agent is given: from the folder of the agent, or else from that of
// the project.
func kiroResources(f *source.File, resource source.Text) []Ref {
	name := strings.TrimPrefix(strings.TrimPrefix(resource.V, "skill://"), "file://")
	if strings.Contains(name, "://") || strings.HasPrefix(name, "/") || strings.HasPrefix(name, "~") {
		return []Ref{{Rel: Imports, To: resource}}
	}
	root := "."
	for _, folder := range []string{"/.kiro/", "/.amazonq/"} {
		if before, _, found := strings.Cut("/"+f.Path, folder); found {
			root = path.Join(".", strings.TrimPrefix(before, "/"))
		}
	}
	beside, project := path.Join(path.Dir(f.Path), name), path.Join(root, name)
	if strings.HasPrefix(name, ".") && !exists(f.Dir, project) {
		if refs := importsMatching(f, resource, beside); len(refs) > 0 {
			return refs
		}
	}
	return importsMatching(f, resource, project)
}

// kiroSetting is what an agent may do without a question; nil where nothing is said of that.
func kiroSetting(n *source.Node, name source.Text) *Setting {
	allowed, settings := n.Get("allowedTools"), n.Get("toolsSettings")
	if allowed == nil && settings == nil {
		return nil
	}
	s := &Setting{
		Entity: Entity{Name: source.Say("agent."+name.V, name.At), At: placeOf(allowed), Can: []string{"allow", "deny", "values"}},
		Allow:  grants(allowed, "kiro-amazonq"),
		Values: settingValues(&source.Node{Place: n.Place, Kind: source.Map, Pairs: slices.DeleteFunc(slices.Clone(n.Pairs), func(p source.Pair) bool {
			return p.Key.Value != "includeMcpJson" && p.Key.Value != "useLegacyMcpJson" && p.Key.Value != "toolsSettings"
		})}),
	}
	if s.At.IsZero() {
		s.At = settings.Place
	}
	for _, tool := range entriesOf(settings) {
		for _, key := range []string{"allowedCommands", "allowedPaths", "allowedServices"} {
			s.Allow = withUses(s.Allow, tool.Key, tool.Value.Get(key))
		}
		for _, key := range []string{"deniedCommands", "deniedPaths", "deniedServices"} {
			s.Deny = withUses(s.Deny, tool.Key, tool.Value.Get(key))
		}
	}
	return s
}

// withUses adds the uses of one tool that a list names to grants. Commands are expressions.
func withUses(list source.Field[[]facts.Grant], tool, uses *source.Node) source.Field[[]facts.Grant] {
	for _, use := range uses.Texts().V {
		specifier := use.V
		if rest, found := strings.CutSuffix(specifier, ".*"); found {
			specifier = rest + "*"
		}
		g := facts.ParseGrant(source.Say(tool.Value+"("+specifier+")", use.At), "kiro-amazonq")
		list = source.Say(append(list.V, g), use.At)
	}
	return list
}

// kiroHookLoader reads the hooks of the editor.
var kiroHookLoader = Loader{
	Name:    "kiro-hook",
	Doc:     "[Agent hooks](https://kiro.dev/docs/hooks/) of the Kiro editor: `.kiro/hooks/*.kiro.hook` and `.kiro/hooks/*.json`, which run a command or start the agent on an event.",
	Family:  "Host settings",
	Dialect: "kiro-amazonq",
	Globs:   []string{"**/.kiro/hooks/*.hook", "**/.kiro/hooks/*.json"},
	Syntax:  source.JSON,
	Can:     []string{"event", "matcher", "kind", "command", "prompt", "timeout"},
	Claims: func(n *source.Node) bool {
		named := n != nil && n.File != nil && path.Ext(n.File.Path) == ".hook"
		return named || n.Get("when").IsMap() && n.Get("then").IsMap()
	},
	Load: func(f *source.File) (*Document, error) {
		n := f.Root
		if on, ok := n.Get("enabled").Bool(); ok && !on {
			return &Document{}, nil
		}
		when, then := n.Get("when"), n.Get("then")
		h := &Hook{
			Entity:  Entity{Name: named(n, stem(f.Path, ".kiro.hook", ".json")), At: placeOf(n), Evidence: "the path"},
			Event:   when.Get("type").Text(),
			Matcher: commaJoined(when.Get("patterns", "toolTypes")),
			Kind:    "prompt",
			Prompt:  then.Get("prompt").Field(),
			Timeout: n.Get("timeout").Amount(),
		}
		if command := then.Get("command"); command.IsString() {
			h.Kind = "command"
			h.run(command, nil)
		}
		return &Document{Hooks: []*Hook{h}}, nil
	},
}

// commaJoined are the texts of a list as one, with commas.
func commaJoined(n *source.Node) source.Text {
	var words []string
	for _, t := range n.Texts().V {
		words = append(words, t.V)
	}
	if len(words) == 0 {
		return source.Text{}
	}
	return source.Say(strings.Join(words, ","), n.Place)
}
