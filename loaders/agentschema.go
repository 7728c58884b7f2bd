package loaders

import (
	"regexp"
	"slices"
	"strings"

	"github.com/pacheck/pacheck/loaders/source"
)

// agentSchemaLoader reads Microsoft's common format of agents, of Foundry and of the Agent Framework.
var agentSchemaLoader = Loader{
	Name:    "agentschema",
	Doc:     "[AgentSchema](https://github.com/microsoft/AgentSchema) of Microsoft Foundry and the Agent Framework: prompt agents, hosted agents, workflows and their manifests.",
	Family:  "Agents",
	Dialect: "foundry",
	Weak:    []string{"**/*.yaml", "**/*.yml"},
	Hints: []string{
		"kind: prompt", "kind: Prompt", "kind: hosted", "kind: Hosted", "kind: workflow", "kind: Workflow", "kind: WORKFLOW",
		`kind: "prompt"`, `kind: "hosted"`, `kind: "workflow"`,
	},
	Marks: regexp.MustCompile(`(?mi)^kind:\s*["']?(?:prompt|hosted)["']?\s*$|^kind:\s*["']?workflow["']?\s*\ntrigger:`),
	Can: []string{
		"description", "model", "tools", "code_execution", "delegation", "approval", "env", "text", "input_schema", "url", "headers",
	},
	Claims: func(n *source.Node) bool { return schemaAgent(n) != nil },
	Load: func(f *source.File) (*Document, error) {
		doc := &Document{}
		for _, n := range documentsOf(f) {
			if agent := schemaAgent(n); agent != nil {
				doc.addSchemaAgent(n, agent)
			}
		}
		return doc, nil
	},
}

// schemaAgent is the agent of a document: itself, or the template of a manifest; nil where it is none.
func schemaAgent(n *source.Node) *source.Node {
	if !n.IsMap() || n.Has("apiVersion") {
		return nil
	}
	if template := n.Get("template"); template.IsMap() && n.Get("name", "displayName", "parameters", "resources") != nil {
		return schemaKind(template)
	}
	return schemaKind(n)
}

func schemaKind(n *source.Node) *source.Node {
	certain := false
	switch strings.ToLower(n.Get("kind").Text()) {
	case "prompt":
		certain = n.Get("model", "instructions") != nil && n.Get("messages") == nil
	case "hosted":
		certain = n.Get("name").IsString() && n.Get("protocols", "image", "environment_variables", "resources", "models") != nil
	case "workflow":
		certain = n.At("trigger", "actions").IsList()
	}
	if !certain {
		return nil
	}
	return n
}

func (d *Document) addSchemaAgent(root, n *source.Node) {
	name := n.Get("name").Field()
	if trigger := n.At("trigger", "id").Field(); !name.Set {
		name = trigger
	}
	a := &Agent{
		Entity:      Entity{Name: name, At: root.Place, Dialect: "foundry", Evidence: "kind: " + n.Get("kind").Text()},
		Description: n.Get("description").Field(),
		Model:       textOr(n.Get("model"), "id"),
		Tools:       toolsGiven(n.Get("tools")),
		Governance:  readGovernance(root.Get("metadata")),
	}
	if !a.Description.Set {
		a.Description = root.Get("description").Field()
	}
	if !strings.EqualFold(n.Get("kind").Text(), "prompt") {
		a.Tools = Tools{Mode: "unknown"}
	}
	for _, tool := range itemsOf(n.Get("tools")) {
		d.addSchemaTool(a, tool)
	}
	for _, action := range itemsOf(n.At("trigger", "actions")) {
		d.addAction(a, action)
	}
	d.setEnvironment(a.Name, "foundry", n.Get("environment_variables"))
	d.addAgent(a, n.Get("instructions").Field(), mustache)
	d.instruct(a, source.Say("additionalInstructions", placeOf(n.Key("additionalInstructions"))), n.Get("additionalInstructions").Field(), mustache)
}

func (d *Document) addSchemaTool(a *Agent, n *source.Node) {
	kind, name := n.Get("kind", "type").Field(), n.Get("name").Field()
	switch kind.V {
	case "mcp":
		d.addSchemaServer(a, n)
	case "function", "Function":
		t := &Tool{Entity: Entity{Name: name, At: n.Place}, Description: n.Get("description").Field(), Strict: n.Get("strict").Flag()}
		d.addFunction(t, schemaParameters(n.Get("parameters")))
		a.give(name)
	case "code_interpreter", "codeInterpreter":
		a.runsCode("safe", kind.At)
		a.give(kind)
	default:
		a.give(kind)
	}
}

// schemaParameters are the parameters of a function: a schema of which the type may be left out.
func schemaParameters(n *source.Node) *source.Node {
	if n.IsMap() && !n.Has("type") {
		return objectSchema(n.Place, n.Get("properties"), n.Get("required"))
	}
	return n
}

func (d *Document) addSchemaServer(a *Agent, n *source.Node) {
	name := n.Get("name", "serverName")
	s := newServer(name.Text(), placeOf(name), withoutKeys(n, "kind"), "foundry")
	s.At = n.Place
	if connection := n.Get("connection"); connection.Has("kind") {
		s.Credential = s.Credential || !strings.EqualFold(connection.Get("kind").Text(), "anonymous")
		if endpoint := connection.Get("endpoint").Field(); !s.URL.Set && endpoint.Set {
			s.URL = endpoint
		}
	}
	mode := n.Get("approvalMode")
	if word := textOr(mode, "kind"); word.V == "never" {
		s.ApproveAll = source.Say("approvalMode: never", word.At)
	}
	s.AutoApprove = mode.Get("neverRequireApprovalTools").Texts()
	for _, tool := range mode.Get("alwaysRequireApprovalTools").Texts().V {
		a.approve(tool.V, source.Say("always", tool.At), tool.At)
	}
	d.addServer(s, "kind: mcp")
	a.giveServer(s.Name, s.Tools)
}

// addAction reads what an action of a workflow starts, and those inside it.
func (d *Document) addAction(a *Agent, n *source.Node) {
	switch strings.ToLower(n.Get("kind").Text()) {
	case "invokeazureagent", "invokeagent":
		if to := textOr(n.Get("agent"), "name"); !strings.HasPrefix(to.V, "=") {
			a.handOver(to, false)
		}
	case "invokemcptool":
		d.addInvokedServer(a, n)
	case "invokefunctiontool":
		a.give(n.Get("functionName").Field())
	}
	if wanted, ok := n.Get("requireApproval").Bool(); ok {
		name := n.Get("functionName", "toolName", "id").Text()
		a.approve(name, source.Say(map[bool]string{true: "always", false: "never"}[wanted], n.Get("requireApproval").Place), n.Place)
	}
	for _, p := range entriesOf(n) {
		for _, inner := range itemsOf(p.Value) {
			if inner.Has("kind") || inner.Has("actions") {
				d.addAction(a, inner)
			}
		}
	}
}

// addInvokedServer adds the server that an action calls, once for all of its actions.
func (d *Document) addInvokedServer(a *Agent, n *source.Node) {
	url := n.Get("serverUrl")
	if !url.IsString() {
		return
	}
	name := n.Get("serverLabel", "serverUrl").Field()
	if !slices.ContainsFunc(d.Servers, func(s *Server) bool { return s.Name.V == name.V }) {
		d.addServer(newServer(name.V, name.At, withoutKeys(n, "kind", "id"), "foundry"), "kind: InvokeMcpTool")
	}
	tool := n.Get("toolName").Texts()
	if len(tool.V) == 1 && (tool.V[0].V == "tools/list" || strings.HasPrefix(tool.V[0].V, "=")) {
		return
	}
	a.giveServer(name, tool)
}
