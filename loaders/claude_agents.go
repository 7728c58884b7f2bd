package loaders

import (
	"cmp"
	"path"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/pacheck/pacheck/loaders/source"
)

// agentCan is what the front matter of a sub-agent is able to state.
var agentCan = []string{"description", "model", "tools", "mode", "delegation", "limits", "sandbox", "memory", "skills"}

// claudeAgentLoader reads sub-agents from the folders that hosts reserve for them.
var claudeAgentLoader = Loader{
	Name:     "claude-agent",
	Doc:      "[Sub-agents](https://docs.claude.com/en/docs/claude-code/sub-agents) of Claude Code, and of the hosts that read the same format: `.claude/agents`, `.cursor/agents`, `.gemini/agents`, `.qwen/agents`.",
	Family:   "Agents",
	Dialect:  "claude-code",
	Globs:    []string{"**/.claude/agents/**/*.md", "**/.cursor/agents/**/*.md", "**/.gemini/agents/**/*.md", "**/.qwen/agents/**/*.md"},
	Reserved: true,
	Can:      agentCan,
	Load: func(f *source.File) (*Document, error) {
		if f.Root == nil && isDocumentation(f.Path) {
			return nil, nil
		}
		dialect, evidence := folderDialect(f.Path)
		return subAgent(f, dialect, evidence), nil
	},
}

// freeAgentLoader reads sub-agents of plugins and collections, which lie anywhere.
var freeAgentLoader = Loader{
	Name:    "sub-agent",
	Doc:     "The same format elsewhere: `agents/` of a plugin, and any Markdown file whose front matter has a name, a description, and tools or a model.",
	Family:  "Agents",
	Dialect: "claude-code",
	Weak:    []string{"**/agents/**/*.md", "**/*.md"},
	Hints:   []string{"description:"},
	Can:     agentCan,
	Claims:  claimsAgent,
	Load: func(f *source.File) (*Document, error) {
		dialect, _ := folderDialect(f.Path)
		if manifest := cmp.Or(pluginManifest(f, "agents"), extensionManifest(f, "agents")); manifest != "" {
			return subAgent(f, cmp.Or(dialect, manifestDialect(manifest)), "the manifest "+manifest), nil
		}
		dialect = cmp.Or(dialect, "claude-code")
		powers := f.Root.Get("tools", "model", "disallowedTools", "permissionMode") != nil || inFolder(f.Path, "agents")
		if !f.Root.Get("name").IsString() || !powers || isDocumentation(f.Path) {
			return &Document{}, nil
		}
		return subAgent(f, dialect, "name, description and tools or model"), nil
	},
}

var agentName = regexp.MustCompile(`^[\p{L}\p{N}][\p{L}\p{N} _.:-]*$`)

// foreignKeys stand in front matter that is not a sub-agent's: of sites, model cards, workflows, prompt
// templates and skills.
var foreignKeys = []string{
	"title", "layout", "sidebar", "sidebar_label", "sidebar_position", "slug", "date", "permalink", "nav_order", "weight",
	"library_name", "pipeline_tag", "base_model", "on", "inputs", "input", "api", "messages", "template", "applyTo", "globs",
	"allowed-tools", "steps", "mode", "engine", "safe-outputs", "task_categories",
}

// claimsAgent wants a description, a name if any, and nothing that speaks for another format.
func claimsAgent(n *source.Node) bool {
	name := n.Get("name")
	if !n.Get("description").IsString() || name != nil && !isAgentName(strings.TrimSpace(name.Text())) {
		return false
	}
	return !slices.ContainsFunc(foreignKeys, func(key string) bool { return n.Get(key) != nil })
}

func isAgentName(name string) bool {
	const longest = 100
	return utf8.RuneCountInString(name) <= longest && agentName.MatchString(name)
}

// inFolder says whether a path has a folder of that name.
func inFolder(name, folder string) bool {
	return strings.Contains("/"+path.Dir(name)+"/", "/"+folder+"/")
}

// pluginManifest is the manifest of the plugin whose folder of that name holds f, or of the marketplace
// that has the plugin below plugins/; else empty.
func pluginManifest(f *source.File, folder string) string {
	for dir := path.Dir(f.Path); dir != "." && dir != "/"; dir = path.Dir(dir) {
		if path.Base(dir) != folder {
			continue
		}
		for _, manifest := range []string{".claude-plugin/plugin.json", ".codex-plugin/plugin.json", ".cursor-plugin/plugin.json"} {
			if name := path.Join(path.Dir(dir), manifest); exists(f.Dir, name) {
				return name
			}
		}
		if plugins := path.Dir(path.Dir(dir)); path.Base(plugins) == "plugins" {
			return marketplaceAbove(f, path.Dir(plugins))
		}
	}
	return ""
}

// manifestDialect is the dialect of the host that a manifest is for.
func manifestDialect(manifest string) string {
	switch base, folder := path.Base(manifest), path.Base(path.Dir(manifest)); {
	case folder == ".codex-plugin":
		return "codex"
	case folder == ".cursor-plugin":
		return "cursor"
	case base == "gemini-extension.json", base == "qwen-extension.json":
		return "gemini-cli"
	}
	return "claude-code"
}

// marketplaceAbove is the list of a marketplace in a folder or in one that holds it, else empty.
func marketplaceAbove(f *source.File, dir string) string {
	for {
		if name := path.Join(dir, ".claude-plugin/marketplace.json"); exists(f.Dir, name) {
			return name
		}
		if dir == "." || dir == "/" {
			return ""
		}
		dir = path.Dir(dir)
	}
}

// subAgent is an agent, its text, and the servers and hooks that it brings along.
func subAgent(f *source.File, dialect, evidence string) *Document {
	n := f.Root
	p := bodyPrompt(f, "agent")
	p.Can = textCan
	p.Dialect, p.Evidence = dialect, evidence
	p.Name = named(n, stem(f.Path, ".md"))
	a := &Agent{
		Entity:      Entity{Name: p.Name, At: agentPlace(f), Dialect: dialect, Evidence: evidence},
		Description: n.Get("description").Field(),
		Model:       n.Get("model").Field(),
		Tools:       toolsOf(n.Get("tools"), dialect),
		Mode:        n.Get("permissionMode").Field(),
		Limits:      agentLimits(n),
		Memory:      n.Get("memory").Field(),
		Skills:      commaList(n.Get("skills")),
		Governance:  governanceOf(n),
	}
	a.Tools.Deny = grants(n.Get("disallowedTools"), dialect)
	if isolation := n.Get("isolation").Field(); isolation.Set {
		a.Sandbox = &Sandbox{Mode: isolation, At: isolation.At}
	}
	doc := &Document{Agents: []*Agent{a}, Prompts: []*Prompt{p}, Hooks: readHooks(n.Get("hooks"), dialect)}
	a.Refs = append(usesModel(a.Model), usesPrompt(p, f.Path))
	tools := toolTexts(n.Get("tools"))
	a.delegates(tools)
	a.useTools(tools)
	doc.attachServers(a, n.Get("mcpServers"))
	return doc
}

// agentPlace is the place of an agent whose front matter states it, else the whole file.
func agentPlace(f *source.File) source.Place {
	if f.Root == nil {
		return source.Place{File: f, End: len(f.Text)}
	}
	return f.Root.Place
}

func agentLimits(n *source.Node) Limits {
	l := governedLimits(n.Get("limits"))
	if turns := n.Get("maxTurns", "max_turns").Amount(); turns.Set {
		l.MaxTurns, l.At = turns, turns.At
	}
	if minutes := n.Get("timeout_mins").Field(); minutes.Set {
		minutes.V += "m"
		l.Timeout, l.At = minutes, minutes.At
	}
	return l
}

// delegation matches the entry of a tool list that names the agents that may be started.
var delegation = regexp.MustCompile(`^(?:Agent|Task)\(([^()]*)\)$`)

// delegates states to whom the tools of an agent let it hand over.
func (a *Agent) delegates(tools source.Texts) {
	for _, entry := range tools.V {
		found := delegation.FindStringSubmatchIndex(entry.V)
		if found == nil {
			continue
		}
		names := &source.Node{Kind: source.String, Value: entry.V[found[2]:found[3]], Place: entry.At.Sub(entry.V, found[2], found[3])}
		for _, to := range commaList(names).V {
			a.handOver(to, false)
		}
	}
}

// handOver adds an agent to those that a may hand over to. A person may have to confirm it.
func (a *Agent) handOver(to source.Text, confirmed bool) {
	if to.V == "" {
		return
	}
	known := slices.ContainsFunc(a.Delegation.To.V, func(t source.Text) bool { return t.V == to.V })
	if !known {
		a.Delegation.To = source.Say(append(a.Delegation.To.V, to), cmp.Or(a.Delegation.To.At, to.At))
		a.Delegation.At = cmp.Or(a.Delegation.At, to.At)
	}
	if to.V != "*" {
		a.Refs = append(a.Refs, Ref{Rel: DelegatesTo, To: to, Conditional: confirmed})
	}
}

// useTools makes a reference of each tool that a list gives.
func (a *Agent) useTools(tools source.Texts) {
	for _, tool := range tools.V {
		if tool.V != "*" {
			a.Refs = append(a.Refs, Ref{Rel: UsesTool, To: tool})
		}
	}
}

// attachServers reads the servers that the front matter of an agent brings along: a list of names and of
// definitions, or a map of definitions.
func (d *Document) attachServers(a *Agent, n *source.Node) {
	for _, item := range itemsOf(n) {
		if name := item.Field(); name.Set {
			a.Refs = append(a.Refs, Ref{Rel: UsesServer, To: name})
		}
		d.defineServers(a, item)
	}
	d.defineServers(a, n)
}

func (d *Document) defineServers(a *Agent, n *source.Node) {
	for _, p := range entriesOf(n) {
		a.Refs = append(a.Refs, Ref{Rel: UsesServer, To: source.Say(p.Key.Value, p.Key.Place)})
		if p.Value.IsMap() {
			s := newServer(p.Key.Value, p.Key.Place, p.Value, a.Dialect)
			s.Can = mcpCan
			d.Servers = append(d.Servers, s)
		}
	}
}
