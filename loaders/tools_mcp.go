package loaders

import (
	"regexp"

	"github.com/pacheck/pacheck/loaders/source"
)

// toolCan is what definitions of tools are able to state.
var toolCan = []string{"title", "description", "input_schema", "params"}

// mcpToolsLoader reads the tools of MCP servers.
var mcpToolsLoader = Loader{
	Name:    "mcp-tools",
	Doc:     "Tools of the [Model Context Protocol](https://modelcontextprotocol.io): a list, the result of `tools/list`, or a single tool.",
	Family:  "Tools",
	Dialect: "mcp",
	Weak:    []string{"**/*.json", "**/*.jsonc", "**/*.jsonl", "**/*.yaml", "**/*.yml"},
	Hints:   []string{"inputSchema"},
	Marks:   regexp.MustCompile(`"inputSchema"\s*:\s*\{`),
	Can:     append([]string{"output_schema", "annotations"}, toolCan...),
	Claims:  claimsTools(shapeMCP),
	Load:    loadTools,
}

// mcpToolSnapshotLoader reads the same from the snapshots that servers test themselves against.
var mcpToolSnapshotLoader = Loader{
	Name:    "mcp-tool-snapshots",
	Doc:     "MCP tools in snapshot files (`*.snap`), one tool a file.",
	Family:  "Tools",
	Dialect: "mcp",
	Weak:    []string{"**/*.snap"},
	Hints:   []string{"inputSchema"},
	Marks:   regexp.MustCompile(`"inputSchema"\s*:\s*\{`),
	Syntax:  source.JSON,
	Can:     append([]string{"output_schema", "annotations"}, toolCan...),
	Claims:  claimsTools(shapeMCP),
	Load:    loadTools,
}
