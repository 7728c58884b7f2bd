package loaders

import (
	"regexp"
	"slices"
	"strings"

	"github.com/pacheck/pacheck/loaders/source"
)

// mcpAgentLoader reads the configuration of mcp-agent and of fast-agent, and their files of secrets.
var mcpAgentLoader = Loader{
	Name: "mcp-agent",
	Doc: "Configuration of [mcp-agent](https://docs.mcp-agent.com) and [fast-agent](https://fast-agent.ai): MCP servers, agent definitions, models and secrets; and " +
		"`mcp.servers` in any YAML.",
	Family:  "Agents",
	Dialect: "mcp-agent",
	Globs: []string{
		"**/mcp_agent.config.yaml", "**/fastagent.config.yaml", "**/fast-agent.yaml", "**/mcp_agent.secrets.yaml", "**/fastagent.secrets.yaml",
	},
	Weak:  []string{"**/*.yaml", "**/*.yml"},
	Hints: []string{"execution_engine:", "mcp:"},
	Marks: regexp.MustCompile(`(?m)^execution_engine:|^mcp:\s*\n\s+servers:`),
	Can:   append([]string{"description", "model", "tools", "values", "text"}, mcpCan...),
	Claims: func(n *source.Node) bool {
		return n.IsMap() && (isMCPAgent(n) || isServerMap(n.At("mcp", "servers")))
	},
	Load: func(f *source.File) (*Document, error) {
		n, doc := f.Root, &Document{}
		doc.addServers(n.At("mcp", "servers"), "mcp-agent", "mcp.servers")
		if !isMCPAgent(n) {
			return doc, nil
		}
		s := &Setting{Entity: Entity{At: placeOf(n)}, Values: settingValues(withoutKeys(n, "mcp", "agents")), Model: mcpAgentModel(n)}
		s.Refs = usesModel(s.Model)
		doc.Settings = append(doc.Settings, s)
		definitions := n.At("agents", "definitions")
		for _, item := range itemsOf(definitions) {
			doc.addMCPAgent(nameOr(item, source.Text{}), item, item.Place)
		}
		for _, p := range entriesOf(definitions) {
			doc.addMCPAgent(p.Key.Field(), p.Value, entryPlace(p))
		}
		return doc, nil
	},
}

// isMCPAgent says whether a file is the configuration of agents, by its name or its keys, rather than one
// of anything that has servers.
func isMCPAgent(n *source.Node) bool {
	named := n.File != nil && (strings.Contains(n.File.Path, "agent.config.y") || strings.Contains(n.File.Path, "agent.secrets.y") || strings.HasSuffix(n.File.Path, "fast-agent.yaml"))
	return named || n.Get("execution_engine").IsString() || n.At("agents", "definitions") != nil
}

// mcpAgentModel is the default model, of fast-agent at the top, of mcp-agent below the provider.
func mcpAgentModel(n *source.Node) source.Text {
	if model := n.Get("default_model").Field(); model.Set {
		return model
	}
	for _, p := range entriesOf(n) {
		if model := p.Value.Get("default_model").Field(); model.Set {
			return model
		}
	}
	return source.Text{}
}

func (d *Document) addMCPAgent(name source.Text, n *source.Node, at source.Place) {
	if !n.IsMap() {
		return
	}
	a := &Agent{
		Entity: Entity{Name: name, At: at, Dialect: "mcp-agent", Evidence: "agents.definitions"},
		Model:  n.Get("model").Field(),
		Tools:  toolsGiven(n.Get("server_names", "servers")),
	}
	for _, server := range n.Get("server_names", "servers").Texts().V {
		a.giveServer(server, source.Texts{})
	}
	functions := n.Get("functions").Texts()
	for _, f := range functions.V {
		a.give(f)
	}
	instruction := n.Get("instruction", "instructions").Field()
	d.addAgent(a, instruction, "")
	slices.SortStableFunc(d.Prompts, func(x, y *Prompt) int { return x.At.Start - y.At.Start })
}
