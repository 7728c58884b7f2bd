package loaders

import (
	"regexp"

	"github.com/pacheck/pacheck/loaders/source"
)

// lettaLoader reads agents of Letta that were exported with their memory.
var lettaLoader = Loader{
	Name:    "letta-agent-file",
	Doc:     "[Agent files](https://docs.letta.com/guides/agents/agent-file) of Letta (`*.af`): agents with their memory blocks, tools and MCP servers, also of the older shape.",
	Family:  "Agents",
	Dialect: "letta",
	Weak:    []string{"**/*.af"},
	Syntax:  source.JSON,
	Hints:   []string{`"agents"`, `"core_memory"`},
	Marks:   regexp.MustCompile(`"core_memory"\s*:|"agents"\s*:\s*\[`),
	Can: []string{
		"description", "model", "tools", "memory", "approval", "env", "text", "input_schema", "command", "url", "headers",
	},
	Claims: func(n *source.Node) bool {
		current := n.Get("agents").IsList() && n.Get("tools", "blocks", "mcp_servers") != nil
		return current || n.Get("core_memory").IsList() && n.Get("system").IsString()
	},
	Load: func(f *source.File) (*Document, error) {
		n, doc := f.Root, &Document{}
		names := doc.addLettaTools(n.Get("tools"))
		for _, s := range itemsOf(n.Get("mcp_servers")) {
			doc.addLettaServer(s)
		}
		agents := itemsOf(n.Get("agents"))
		if len(agents) == 0 {
			agents = []*source.Node{n}
		}
		for _, agent := range agents {
			doc.addLettaAgent(n, agent, names)
		}
		return doc, nil
	},
}

// addLettaTools adds the tools of a file and returns them by their ids.
func (d *Document) addLettaTools(n *source.Node) map[string]*source.Node {
	byID := map[string]*source.Node{}
	for _, item := range itemsOf(n) {
		name := item.Get("name").Field()
		if !name.Set {
			continue
		}
		byID[item.Get("id").Text()] = item
		t := &Tool{Entity: Entity{Name: name, At: item.Place, Evidence: "json_schema", Can: []string{"description", "input_schema"}}, Description: item.At("json_schema", "description").Field()}
		if !t.Description.Set {
			t.Description = item.Get("description").Field()
		}
		if code := item.Get("tool_type").Text(); code != "custom" && code != "" {
			t.Kind = code
		}
		d.addFunction(t, item.At("json_schema", "parameters"))
	}
	return byID
}

func (d *Document) addLettaServer(n *source.Node) {
	name := n.Get("server_name", "name")
	config := n
	for _, key := range []string{"stdio_config", "config"} {
		if inner := n.Get(key); inner.IsMap() {
			config = inner
		}
	}
	if !name.IsString() || !isServer(config) && !config.Get("server_url").IsString() {
		return
	}
	s := newServer(name.Value, name.Place, mapOf(config, renamed(config, "custom_headers", "headers")), "letta")
	s.At = n.Place
	d.addServer(s, "mcp_servers")
}

func (d *Document) addLettaAgent(root, n *source.Node, tools map[string]*source.Node) {
	a := &Agent{
		Entity:      Entity{Name: n.Get("name").Field(), At: n.Place, Dialect: "letta", Evidence: "agents, blocks and tools"},
		Description: n.Get("description").Field(),
		Model:       n.At("llm_config", "model").Field(),
		Tools:       toolsGiven(n.Get("tool_ids", "tools")),
	}
	for _, id := range n.Get("tool_ids").Texts().V {
		tool := tools[id.V]
		if name := tool.Get("name").Field(); name.Set {
			a.give(source.Say(name.V, id.At))
		}
		if asked, ok := tool.Get("default_requires_approval").Bool(); ok && asked {
			a.approve(tool.Get("name").Text(), source.Say("always", id.At), id.At)
		}
		if tool.Get("name").Text() == "run_code" {
			a.runsCode("safe", id.At)
		}
	}
	for _, tool := range itemsOf(n.Get("tools")) {
		a.give(tool.Get("name").Field())
	}
	for _, rule := range itemsOf(n.Get("tool_rules")) {
		if kind := rule.Get("type"); kind.Text() == "requires_approval" {
			a.approve(rule.Get("tool_name").Text(), source.Say("always", kind.Place), rule.Place)
		}
	}
	d.setEnvironment(a.Name, "letta", n.Get("tool_exec_environment_variables"))
	d.addAgent(a, n.Get("system").Field(), "")
	d.addBlocks(a, root, n)
}

// addBlocks adds the blocks of memory that an agent has in its context all the time.
func (d *Document) addBlocks(a *Agent, root, n *source.Node) {
	mine := map[string]bool{}
	for _, id := range n.Get("block_ids").Texts().V {
		mine[id.V] = true
	}
	blocks := itemsOf(n.Get("core_memory"))
	for _, block := range itemsOf(root.Get("blocks")) {
		if mine[block.Get("id").Text()] {
			blocks = append(blocks, block)
		}
	}
	for _, block := range blocks {
		a.Memory = source.Say("persistent", block.Place)
		d.instruct(a, block.Get("label").Field(), block.Get("value").Field(), "")
	}
}

// oasfLoader reads records of the Open Agentic Schema Framework.
var oasfLoader = Loader{
	Name:    "oasf-record",
	Doc:     "Records of the [Open Agentic Schema Framework](https://schema.oasf.outshift.com/) of AGNTCY, of version 0.7 to 1.1: skills, locators and modules.",
	Family:  "Agents",
	Dialect: "oasf",
	Weak:    []string{"**/*.json"},
	Hints:   []string{`"schema_version"`},
	Marks:   regexp.MustCompile(`(?s)"schema_version"\s*:.*"locators"\s*:`),
	Can:     []string{"description", "owner", "skills", "command", "env", "url", "headers"},
	Claims: func(n *source.Node) bool {
		named := n.Get("name").IsString() && n.Get("schema_version").IsString() && n.Get("version").IsString()
		return named && n.Get("skills").IsList() && n.Get("authors").IsList() && n.Get("locators", "modules", "domains", "created_at") != nil
	},
	Load: func(f *source.File) (*Document, error) {
		n, doc := f.Root, &Document{}
		a := &Agent{
			Entity:      Entity{Name: n.Get("name").Field(), At: n.Place, Evidence: "schema_version, skills and authors"},
			Description: n.Get("description").Field(),
			Skills:      source.Say([]source.Text{}, n.Get("skills").Place),
		}
		for _, skill := range itemsOf(n.Get("skills")) {
			a.Skills.V = append(a.Skills.V, textOr(skill, "name", "class_name"))
		}
		if author := n.Get("authors").Index(0); author.IsString() {
			a.Owner = readOwner(author)
		}
		doc.addAgent(a, source.Text{}, "")
		for _, module := range itemsOf(n.Get("modules")) {
			doc.addModule(module)
		}
		return doc, nil
	},
}

// addModule adds the servers that a module of a record describes, one for each way to reach it.
func (d *Document) addModule(n *source.Node) {
	data := n.Get("data")
	servers := itemsOf(data.Get("servers"))
	if data.Get("connections").IsList() {
		servers = append(servers, data)
	}
	for _, server := range servers {
		name := server.Get("name")
		connections := itemsOf(server.Get("connections"))
		if isServer(server) {
			connections = append(connections, server)
		}
		for _, c := range connections {
			if !name.IsString() || !isServer(c) {
				continue
			}
			s := newServer(name.Value, name.Place, withoutKeys(c, "env_vars"), "oasf")
			s.At = c.Place
			for _, v := range itemsOf(c.Get("env_vars")) {
				s.Env = append(s.Env, Pair{Key: v.Get("name").Text(), Value: v.Get("default_value").Field(), At: v.Place})
			}
			d.addServer(s, "a module of MCP")
		}
	}
}
