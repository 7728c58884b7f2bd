package loaders

import (
	"path"
	"regexp"
	"strings"

	"github.com/pacheck/pacheck/loaders/source"
)

// mcpCan is what the configurations of MCP clients are able to state.
var mcpCan = []string{
	"transport", "command", "args", "url", "env", "headers", "cwd", "disabled", "auto_approve", "approve_all", "tools",
	"excluded_tools", "env_file",
}

// mcpClientLoader reads the configuration files that MCP clients reserve.
var mcpClientLoader = Loader{
	Name:   "mcp-client",
	Doc:    "MCP servers as a client is told to start or reach them: `.mcp.json` and the files of Cursor, VS Code, Claude Desktop, Cline, Roo, Kiro, Amazon Q and Junie.",
	Family: "MCP servers",
	Globs: []string{
		"**/.mcp.json", "**/.vscode/mcp.json", "**/.cursor/mcp.json", "**/.roo/mcp.json", "**/.kiro/settings/mcp.json",
		"**/.amazonq/mcp.json", "**/.junie/mcp/mcp.json", "**/claude_desktop_config*.json", "**/cline_mcp_settings.json",
	},
	Reserved: true,
	Can:      mcpCan,
	Load:     loadMCPClient,
}

// mcpLoader reads the same from any other file, by its content.
var mcpLoader = Loader{
	Name:   "mcp-servers",
	Doc:    "Any JSON file with a map `mcpServers`, and `mcp.json` wherever it lies.",
	Family: "MCP servers",
	Globs:  []string{"**/mcp.json", "**/mcp_settings.json"},
	Weak:   []string{"**/*.json", "**/*.jsonc"},
	Hints:  []string{"mcpServers"},
	Marks:  regexp.MustCompile(`"mcpServers"\s*:\s*\{`),
	Can:    mcpCan,
	Claims: claimsMCP,
	Load:   loadMCPClient,
}

// mcpDialects are the clients by a part of the path of their file.
var mcpDialects = []struct{ part, dialect string }{
	{"/.vscode/", "vscode-copilot"},
	{"/.cursor/", "cursor"},
	{"/.roo/", "cline-roo"},
	{"/cline_mcp_settings.json", "cline-roo"},
	{"/mcp_settings.json", "cline-roo"},
	{"/.kiro/", "kiro-amazonq"},
	{"/.amazonq/", "kiro-amazonq"},
	{"/.junie/", "junie"},
	{"/claude_desktop_config", "claude-desktop"},
	{"/.continue/", "continue"},
	{"/.gemini/", "gemini-cli"},
	{"/.claude-plugin/", "claude-code"},
	{"/.mcp.json", "claude-code"},
}

// mcpDialect is the client that a path belongs to, or empty.
func mcpDialect(name string) string {
	for _, d := range mcpDialects {
		if strings.Contains("/"+name, d.part) {
			return d.dialect
		}
	}
	return ""
}

// claimsMCP wants a map of servers below "mcpServers"; mcp.json may also be the map itself, or have it
// below "servers".
func claimsMCP(n *source.Node) bool {
	if isServerMap(n.Get("mcpServers")) || isServerMap(n.At("mcp", "mcpServers")) {
		return true
	}
	if n == nil || n.File == nil || !strings.HasPrefix(path.Base(n.File.Path), "mcp") {
		return false
	}
	empty := n.Get("mcpServers").IsMap() && len(n.Get("mcpServers").Pairs) == 0
	return empty || isServerMap(n.Get("servers")) || isServerMap(n)
}

// isServerMap says whether n is a map of names to servers. One server suffices: the others may be
// faulty.
func isServerMap(n *source.Node) bool {
	for _, p := range entriesOf(n) {
		if isServer(p.Value) {
			return true
		}
	}
	return false
}

// isServer says whether n says how a server is started or reached.
func isServer(n *source.Node) bool {
	if !n.IsMap() {
		return false
	}
	command := n.Get("command")
	if command.IsString() || command.IsList() || command.IsMap() && command.Has("path") {
		return true
	}
	return n.Get("url", "httpUrl", "serverUrl").IsString()
}

func loadMCPClient(f *source.File) (*Document, error) {
	n, doc := f.Root, &Document{}
	dialect, evidence := mcpDialect(f.Path), ""
	if dialect != "" {
		evidence = "the path"
	}
	found := false
	for _, servers := range []*source.Node{n.Get("mcpServers"), n.At("mcp", "mcpServers"), n.Get("servers")} {
		found = found || servers.IsMap()
		doc.addServers(servers, dialect, evidence)
	}
	if !found && isServerMap(n) {
		doc.addServers(n, dialect, evidence)
	}
	return doc, nil
}

// addServers adds the servers of a map of names, and of a list of servers with names.
func (d *Document) addServers(n *source.Node, dialect, evidence string) {
	for _, p := range entriesOf(n) {
		if p.Value.IsMap() {
			d.addServer(newServer(p.Key.Value, p.Key.Place, p.Value, dialect), evidence)
		}
	}
	for _, item := range itemsOf(n) {
		if name := item.Get("name"); name.IsString() {
			d.addServer(newServer(name.Value, name.Place, item, dialect), evidence)
		}
	}
}

func (d *Document) addServer(s *Server, evidence string) {
	s.Evidence = evidence
	d.Servers = append(d.Servers, s)
}
