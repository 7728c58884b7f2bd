package loaders

import (
	"regexp"
	"strings"

	"github.com/pacheck/pacheck/loaders/source"
)

// serverCardLoader names what servers say of themselves to clients that look for them.
var serverCardLoader = Loader{
	Name:   "mcp-server-card",
	Doc:    "Server cards of the [Model Context Protocol](https://modelcontextprotocol.io) below `.well-known/`: `mcp/server-card.json` and `mcp.json`.",
	Family: "MCP servers",
	Globs:  []string{"**/.well-known/mcp/server-card.json", "**/.well-known/mcp-server-card.json", "**/.well-known/mcp-server-card/*.json"},
	Weak:   []string{"**/.well-known/mcp.json"},
	Tier3:  true,
	Claims: func(n *source.Node) bool {
		return n.IsMap() && !n.Has("mcpServers") && (n.Has("serverInfo") || n.Has("protocolVersion") || n.Has("transport") || n.Has("endpoints") || n.Has("servers"))
	},
}

// smitheryLoader names how the Smithery registry builds and starts a server.
var smitheryLoader = Loader{
	Name:   "smithery",
	Doc:    "Configuration of the [Smithery](https://smithery.ai/docs/build/project-config/smithery-yaml) registry: `smithery.yaml`.",
	Family: "MCP servers",
	Weak:   []string{"**/smithery.yaml", "**/smithery.yml"},
	Marks:  regexp.MustCompile(`(?m)^startCommand:`),
	Tier3:  true,
	Claims: func(n *source.Node) bool { return n.Get("startCommand").IsMap() || n.Get("runtime").IsString() },
}

// glamaLoader names who maintains a server in the Glama registry.
var glamaLoader = Loader{
	Name:   "glama",
	Doc:    "Metadata of the [Glama](https://glama.ai/mcp) registry: `glama.json`.",
	Family: "MCP servers",
	Weak:   []string{"**/glama.json"},
	Marks:  regexp.MustCompile(`"https://glama\.ai/mcp/schemas/`),
	Tier3:  true,
	Claims: func(n *source.Node) bool {
		return strings.Contains(n.Get("$schema").Text(), "glama.ai") || n.Get("maintainers").IsList()
	},
}
