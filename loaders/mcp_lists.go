package loaders

import (
	"regexp"
	"slices"

	"github.com/pacheck/pacheck/loaders/source"
)

// mcpYAMLLoader reads MCP servers from YAML: lists of Continue, maps of LibreChat.
var mcpYAMLLoader = Loader{
	Name:   "mcp-servers-yaml",
	Doc:    "MCP servers in YAML: `mcpServers` of Continue and others.",
	Family: "MCP servers",
	Weak:   []string{"**/*.yaml", "**/*.yml"},
	Hints:  []string{"mcpServers:"},
	Marks:  regexp.MustCompile(`(?m)^mcpServers:`),
	Can:    mcpCan,
	Claims: func(n *source.Node) bool {
		servers := n.Get("mcpServers")
		return isServerMap(servers) || isServerList(servers)
	},
	Load: func(f *source.File) (*Document, error) {
		doc := &Document{}
		for _, n := range documentsOf(f) {
			list := n.Get("mcpServers")
			if isServerList(list) {
				doc.addServers(list, "continue", "a list of mcpServers")
			} else if isServerMap(list) {
				doc.addServers(list, mcpDialect(f.Path), "")
			}
		}
		return doc, nil
	},
}

func isServerList(n *source.Node) bool {
	return slices.ContainsFunc(itemsOf(n), func(item *source.Node) bool {
		return item.Get("name").IsString() && isServer(item)
	})
}

// gooseLoader reads the extensions of goose that are MCP servers.
var gooseLoader = Loader{
	Name:    "goose",
	Doc:     "The configuration of [goose](https://block.github.io/goose/docs/guides/config-files): mode, model and MCP servers among the `extensions`.",
	Family:  "MCP servers",
	Dialect: "goose",
	Weak:    []string{"**/*.yaml", "**/*.yml", "**/*.json"},
	Hints:   []string{"extensions", "GOOSE_MODE"},
	Marks:   regexp.MustCompile(`(?m)^GOOSE_(?:MODE|MODEL|PROVIDER)\s*:`),
	Can:     append([]string{"mode", "model", "values"}, mcpCan...),
	Claims:  isGoose,
	Load: func(f *source.File) (*Document, error) {
		n, doc := f.Root, &Document{}
		extensions := n.Get("extensions")
		for _, p := range entriesOf(extensions) {
			if isGooseServer(p.Value) {
				doc.addServer(newServer(p.Key.Value, p.Key.Place, p.Value, "goose"), "extensions")
			}
		}
		if mode := n.Get("GOOSE_MODE").Field(); mode.Set {
			s := &Setting{Entity: Entity{At: n.Place, Evidence: "GOOSE_MODE"}, Mode: mode, Model: n.Get("GOOSE_MODEL").Field()}
			s.Values, s.Refs = settingValues(withoutKeys(n, "extensions")), usesModel(s.Model)
			doc.Settings = append(doc.Settings, s)
		}
		return doc, nil
	},
}

// gooseTypes are the words by which goose tells its extensions apart.
var gooseTypes = []string{"builtin", "platform", "frontend", "stdio", "sse", "streamable_http", "inline_python"}

// isGoose wants a map of extensions of goose's kinds, or the mode that only goose has.
func isGoose(n *source.Node) bool {
	if n.Get("GOOSE_MODE").IsString() {
		return true
	}
	is := func(e *source.Node) bool {
		return slices.Contains(gooseTypes, e.Get("type").Text()) && (e.Has("name") || e.Has("enabled") || e.Has("cmd") || e.Has("uri"))
	}
	for _, p := range entriesOf(n.Get("extensions")) {
		if is(p.Value) {
			return true
		}
	}
	return false
}

// isGooseServer says whether an extension is an MCP server of its own.
func isGooseServer(n *source.Node) bool { return n.Get("cmd", "uri").IsString() }
