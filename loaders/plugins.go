package loaders

import (
	"cmp"
	"path"
	"regexp"
	"strings"

	"github.com/pacheck/pacheck/loaders/source"
)

// pluginCan is what the manifest of a plugin is able to state of the plugin.
var pluginCan = []string{"name", "description", "version", "license", "owner", "metadata"}

// pluginLoader reads the manifests of plugins from the folders that hosts reserve for them.
var pluginLoader = Loader{
	Name:     "plugin",
	Doc:      "Plugin manifests of [Claude Code](https://docs.claude.com/en/docs/claude-code/plugins-reference), Codex, Cursor and Copilot: `plugin.json` in `.claude-plugin/`, `.codex-plugin/`, `.cursor-plugin/` and `.github/plugin/`.",
	Family:   "Skills and commands",
	Globs:    []string{"**/.claude-plugin/plugin.json", "**/.codex-plugin/plugin.json", "**/.cursor-plugin/plugin.json", "**/.github/plugin/plugin.json"},
	Reserved: true,
	Can:      pluginCan,
	Load: func(f *source.File) (*Document, error) {
		folder := path.Base(path.Dir(f.Path))
		root := path.Dir(path.Dir(f.Path))
		if folder == "plugin" {
			root = path.Dir(root)
		}
		p := pluginReader{file: f, root: root, dialect: pluginDialects[folder], evidence: "the folder " + folder}
		return p.manifest(f.Root), nil
	},
}

// pluginDialects are the hosts of plugins by the folder of the manifest.
var pluginDialects = map[string]string{
	".claude-plugin": "claude-code", ".codex-plugin": "codex", ".cursor-plugin": "cursor", "plugin": "copilot", "plugins": "codex",
}

// pluginManifests are the paths of manifests in the folder of a plugin.
var pluginManifests = []string{
	".claude-plugin/plugin.json", ".codex-plugin/plugin.json", ".cursor-plugin/plugin.json", "plugin.json", ".github/plugin/plugin.json",
}

// agentPluginLoader reads manifests of the open standard, whose name alone says nothing.
var agentPluginLoader = Loader{
	Name:    "agent-plugin",
	Doc:     "Manifests of the [Agent Plugins](https://agent-plugins.org) standard: a `plugin.json` with its `$schema`.",
	Family:  "Skills and commands",
	Dialect: "agent-plugins",
	Weak:    []string{"**/plugin.json"},
	Hints:   []string{"agent-plugins.org/"},
	Marks:   regexp.MustCompile(`"\$schema"\s*:\s*"https://agent-plugins\.org/`),
	Can:     pluginCan,
	Claims: func(n *source.Node) bool {
		return strings.HasPrefix(n.Get("$schema").Text(), "https://agent-plugins.org/schemas/")
	},
	Load: func(f *source.File) (*Document, error) {
		p := pluginReader{file: f, root: path.Dir(f.Path), evidence: "the $schema"}
		doc := p.manifest(f.Root)
		for _, host := range entriesOf(f.Root.Get("extensions")) {
			p.parts(doc.Skills[0], host.Value)
		}
		return doc, nil
	},
}

// pluginReader reads the manifests of plugins, and the entries of marketplaces, which have the same keys.
type pluginReader struct {
	file              *source.File
	root              string // the folder of the plugin
	dialect, evidence string
}

// manifest is a plugin and what its manifest defines itself.
func (p pluginReader) manifest(n *source.Node) *Document {
	s := p.skill(n, "plugin")
	if !s.Name.Set {
		s.Name = source.Say(path.Base(p.root), source.Place{})
	}
	s.At = placeOf(n)
	doc := &Document{Skills: []*Skill{s}}
	p.parts(s, n)
	p.defaultParts(s)
	p.inline(doc, n)
	return doc
}

// skill is what the manifest of a plugin and the entry of a marketplace say of it.
func (p pluginReader) skill(n *source.Node, kind string) *Skill {
	s := &Skill{
		Entity:      Entity{Name: n.Get("name").Field(), At: placeOf(n), Dialect: p.dialect, Evidence: p.evidence},
		Kind:        kind,
		Description: n.Get("description").Field(),
		Licence:     n.Get("license").Field(),
		Version:     n.Get("version").Field(),
		Owner:       authorOf(n.Get("author")),
	}
	for _, key := range []string{"homepage", "repository", "category"} {
		if value := textOr(n.Get(key), "url"); value.Set {
			s.Metadata = append(s.Metadata, Pair{Key: key, Value: value, At: n.Key(key).Place})
		}
	}
	return s
}

// authorOf reads who made something: a text, or a name with an address.
func authorOf(n *source.Node) *Owner {
	if !n.IsMap() {
		return readOwner(n)
	}
	o := &Owner{Team: n.Get("name").Field(), Contact: n.Get("email", "url", "contact").Field(), At: n.Place}
	if !o.Team.Set && !o.Contact.Set {
		return nil
	}
	return o
}

// inline adds the servers, hooks and programs that the manifest of the last plugin of doc defines itself.
func (p pluginReader) inline(doc *Document, n *source.Node) {
	first := len(doc.Servers)
	for _, servers := range append(itemsOf(n.Get("mcpServers")), n.Get("mcpServers")) {
		if inner := servers.Get("mcpServers"); inner.IsMap() {
			servers = inner
		}
		if servers.IsMap() {
			doc.addServers(servers, p.dialect, p.evidence)
		}
	}
	owner := doc.Skills[len(doc.Skills)-1]
	for _, s := range doc.Servers[first:] {
		s.Can = mcpCan
		owner.Refs = append(owner.Refs, Ref{Rel: UsesServer, To: s.Name})
	}
	for _, hooks := range append(itemsOf(n.Get("hooks")), n.Get("hooks")) {
		if inner := hooks.Get("hooks"); inner.IsMap() {
			hooks = inner
		}
		doc.Hooks = append(doc.Hooks, readHooks(hooks, p.dialect)...)
	}
	for _, lsp := range entriesOf(n.Get("lspServers")) {
		if command := lsp.Value.Get("command"); command.IsString() {
			doc.Hooks = append(doc.Hooks, p.program("lspServers", lsp.Key, lsp.Value))
		}
	}
	for _, monitor := range itemsOf(n.Get("monitors")) {
		if command := monitor.Get("command"); command.IsString() {
			doc.Hooks = append(doc.Hooks, p.program("monitors", monitor.Get("name"), monitor))
		}
	}
}

// program is a program that the host starts together with a plugin.
func (p pluginReader) program(event string, name, n *source.Node) *Hook {
	h := &Hook{Entity: Entity{At: n.Place, Dialect: p.dialect, Can: hookCan}, Event: event, Kind: "command"}
	h.Name = source.Say(event+"."+name.Text(), cmp.Or(placeOf(name), n.Place))
	h.run(n.Get("command"), n.Get("args"))
	return h
}
