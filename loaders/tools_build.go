package loaders

import (
	"slices"

	"github.com/pacheck/pacheck/loaders/facts"
	"github.com/pacheck/pacheck/loaders/source"
)

// loadTools reads every tool of a file, whichever shapes it mixes.
func loadTools(f *source.File) (*Document, error) {
	doc := &Document{}
	for _, n := range documentsOf(f) {
		doc.addTools(n)
	}
	return doc, nil
}

// claimsTools makes a Claims for files whose first certain tool has one of the shapes.
func claimsTools(shapes ...string) func(*source.Node) bool {
	return func(n *source.Node) bool {
		for _, e := range toolElements(n) {
			if !e.certain() {
				continue
			}
			return slices.Contains(shapes, e.shape)
		}
		return false
	}
}

// addTools adds the tools of a container, and the servers that it names among them.
func (d *Document) addTools(n *source.Node) {
	elements := toolElements(n)
	server := source.Text{}
	if n.Has("tools", "name") && len(elements) > 0 && elements[0].node != n && !n.Has("model") {
		server = n.Get("name").Field()
	}
	var tools []*Tool
	for _, e := range elements {
		if e.shape == shapeHostedMCP {
			d.addServer(hostedServer(e.node), "type: mcp")
			continue
		}
		t := newTool(e)
		t.Server = server
		tools = append(tools, t)
	}
	for _, t := range tools {
		t.readSignals(tools)
	}
	d.Tools = append(d.Tools, tools...)
	if len(elements) == 0 {
		return
	}
	for _, s := range itemsOf(n.Get("mcp_servers")) {
		if name := s.Get("name"); name.IsString() && s.Get("url").IsString() {
			d.addServer(newServer(name.Value, name.Place, s, "anthropic"), "mcp_servers")
		}
	}
}

// newTool reads one definition.
func newTool(e element) *Tool {
	n, dialect := e.node, toolDialect(e.shape)
	inner := definition(n)
	t := &Tool{
		Entity:      Entity{Name: inner.Get("name").Field(), At: n.Place, Dialect: dialect, Evidence: toolEvidence[e.shape]},
		Title:       inner.Get("title").Field(),
		Description: inner.Get("description").Field(),
		Annotations: facts.ReadAnnotations(inner.Get("annotations")),
		Strict:      inner.Get("strict").Flag(),
		Kind:        "function",
	}
	if e.key != nil && !t.Name.Set {
		t.Name, t.At = e.key.Field(), entryPlace(source.Pair{Key: e.key, Value: n})
	}
	switch e.shape {
	case shapeHosted, shapeAnthropicOwn:
		t.Kind = hostKind(n.Get("type").Text())
		if !t.Name.Set {
			t.Name = n.Get("type").Field()
		}
	case shapeGeminiOwn:
		t.Kind = t.Name.V
	}
	t.readSchemas(inner, e.shape)
	t.Effects = facts.EffectsOf(t.Name.V, t.Params)
	return t
}

// readSignals looks for texts that speak to the model, also about the other tools beside it.
func (t *Tool) readSignals(tools []*Tool) {
	const most = 1000 // names to look for in each text
	var others []string
	for _, other := range tools[:min(len(tools), most)] {
		if other.Name.V != t.Name.V {
			others = append(others, other.Name.V)
		}
	}
	texts := []source.Text{t.Title, t.Description}
	for _, s := range []*facts.Schema{t.InputSchema, t.OutputSchema} {
		if s != nil {
			texts = append(texts, s.Title, s.Description)
			texts = append(texts, s.Texts.V...)
		}
	}
	t.Signals = facts.ToolSignals(texts, slices.Concat(t.Params, t.Results), others)
}

// definition is the part of a definition that has the name.
func definition(n *source.Node) *source.Node {
	for _, key := range []string{"function", "toolSpec", "tool_spec"} {
		if inner := n.Get(key); inner.Get("name").IsString() {
			return inner
		}
	}
	return n
}

// readSchemas reads what the tool takes and gives.
func (t *Tool) readSchemas(n *source.Node, shape string) {
	input, dialect := inputSchema(n, shape)
	if input != nil {
		t.InputSchema = facts.ReadInputSchema(input, dialect)
		t.Params = facts.Params(input, dialect)
	}
	if output := n.Get("outputSchema", "output_schema"); output != nil && shape != shapeDocker {
		t.OutputSchema = facts.ReadSchema(output, dialect)
		t.Results = facts.Params(output, dialect)
	}
}

// inputSchema is the schema of the arguments, and the dialect to read it in.
func inputSchema(n *source.Node, shape string) (schema *source.Node, dialect string) {
	dialect = toolDialect(shape)
	switch shape {
	case shapeMCP:
		return n.Get("inputSchema"), dialect
	case shapeAnthropic:
		return n.Get("input_schema"), dialect
	case shapeGemini:
		if schema := n.Get("parametersJsonSchema", "parameters_json_schema"); schema != nil {
			return schema, "mcp"
		}
		return n.Get("parameters"), dialect
	case shapeBedrock:
		if schema := n.Get("inputSchema"); schema != nil {
			return schema.Get("json"), "mcp"
		}
		return n.Get("parameters"), dialect
	case shapeDocker:
		return n.Get("arguments"), dialect
	case shapeCohere:
		return n.Get("parameter_definitions"), dialect
	case shapeHosted, shapeAnthropicOwn, shapeGeminiOwn:
		return nil, dialect
	}
	return n.Get("parameters", "inputSchema", "input_schema"), dialect
}

// toolDialect is whose vocabulary a shape is.
func toolDialect(shape string) string {
	switch shape {
	case shapeOpenAI, shapeLegacy, shapeHosted, shapeHostedMCP:
		return "openai"
	case shapeAnthropicOwn:
		return "anthropic"
	case shapeGeminiOwn:
		return "gemini"
	case "":
		return shapeMCP
	}
	return shape
}

// toolEvidence is what shows each shape.
var toolEvidence = map[string]string{
	shapeMCP: "inputSchema", shapeOpenAI: "type: function", shapeLegacy: "name, description and parameters", shapeHosted: "the type",
	shapeAnthropic: "input_schema", shapeAnthropicOwn: "the type", shapeGemini: "functionDeclarations", shapeBedrock: "the shape of Bedrock's tools",
	shapeGeminiOwn: "the key",
	shapeDocker:    "arguments", shapeCohere: "parameter_definitions", shapeGorilla: "parameters of type dict",
}

// hostKind is the type of a host's own tool without the date.
func hostKind(kind string) string {
	if m := anthropicTool.FindStringSubmatch(kind); m != nil {
		return m[1]
	}
	return kind
}

// hostedServer is an MCP server that a hosted agent reaches by itself.
func hostedServer(n *source.Node) *Server {
	name := n.Get("server_label", "name")
	if name == nil {
		name = n.Get("server_url", "type")
	}
	return newServer(name.Text(), name.Place, n, "openai")
}
