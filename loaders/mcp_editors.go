package loaders

import (
	"regexp"
	"strings"

	"github.com/pacheck/pacheck/loaders/source"
)

// vscodeLoader reads what settings of VS Code say to the agent inside it.
var vscodeLoader = Loader{
	Name:    "vscode-settings",
	Doc:     "VS Code settings for chat, MCP and trust, and tasks that start by themselves, in `.vscode/settings.json`, `.vscode/tasks.json` and workspace files.",
	Family:  "Host settings",
	Dialect: "vscode-copilot",
	Weak:    []string{"**/.vscode/settings.json", "**/.vscode/tasks.json", "**/*.code-workspace"},
	Hints:   []string{`"chat.`, `"mcp`, `"github.copilot.`, `"runOn"`, `"task.allowAutomaticTasks"`, `"security.workspace.trust.`},
	Marks:   regexp.MustCompile(`"chat\.(?:tools|mcp|agent)\.`),
	Syntax:  source.JSON,
	Can:     append([]string{"mode", "values"}, mcpCan...),
	Claims: func(n *source.Node) bool {
		inner := n.Get("settings")
		return runsOnOpen(n.Get("tasks")) || runsOnOpen(n.At("tasks", "tasks")) || hasChatSettings(n) || hasChatSettings(inner) || len(vscodeServers(n)) > 0 || len(vscodeServers(inner)) > 0
	},
	Load: func(f *source.File) (*Document, error) {
		doc := &Document{}
		doc.addVSCode(f.Root)
		doc.addVSCode(f.Root.Get("settings"))
		doc.addTasks(f.Root.Get("tasks"))
		doc.addTasks(f.Root.At("tasks", "tasks"))
		return doc, nil
	},
}

// chatPrefixes begin the keys of VS Code that govern its agent.
var chatPrefixes = []string{"chat.", "github.copilot.", "mcp", "task.allowAutomaticTasks", "security.workspace.trust."}

func isChatKey(key string) bool {
	for _, prefix := range chatPrefixes {
		if strings.HasPrefix(key, prefix) {
			return true
		}
	}
	return false
}

// hasChatSettings says whether n has a setting for the agent, other than its servers.
func hasChatSettings(n *source.Node) bool {
	for _, p := range entriesOf(n) {
		if isChatKey(p.Key.Value) && !strings.HasPrefix(p.Key.Value, "mcp") {
			return true
		}
	}
	return false
}

// vscodeServers are the maps of servers in settings.
func vscodeServers(n *source.Node) []*source.Node {
	var found []*source.Node
	for _, servers := range []*source.Node{n.At("mcp", "servers"), n.Get("mcp.servers")} {
		if isServerMap(servers) {
			found = append(found, servers)
		}
	}
	return found
}

func (d *Document) addVSCode(n *source.Node) {
	for _, servers := range vscodeServers(n) {
		d.addServers(servers, "vscode-copilot", "the key")
	}
	if !hasChatSettings(n) {
		return
	}
	chat := &source.Node{Place: n.Place, Kind: source.Map}
	for _, p := range n.Pairs {
		if isChatKey(p.Key.Value) && !isServerMap(p.Value) && !isServerMap(p.Value.Get("servers")) {
			chat.Pairs = append(chat.Pairs, p)
		}
	}
	d.Settings = append(d.Settings, &Setting{Entity: Entity{At: n.Place, Dialect: "vscode-copilot", Evidence: "keys for chat"}, Values: settingValues(chat)})
}

// zedLoader reads the MCP servers in the settings of the Zed editor.
var zedLoader = Loader{
	Name:    "zed-settings",
	Doc:     "MCP servers (`context_servers`) in the settings of the [Zed](https://zed.dev) editor.",
	Family:  "MCP servers",
	Dialect: "zed",
	Weak:    []string{"**/settings.json"},
	Hints:   []string{`"context_servers"`},
	Marks:   regexp.MustCompile(`"context_servers"\s*:\s*\{`),
	Can:     mcpCan,
	Claims:  func(n *source.Node) bool { return isServerMap(n.Get("context_servers")) },
	Load: func(f *source.File) (*Document, error) {
		doc := &Document{}
		doc.addServers(f.Root.Get("context_servers"), "zed", "context_servers")
		return doc, nil
	},
}
