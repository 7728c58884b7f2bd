package loaders

import (
	"path"
	"slices"
	"strings"

	"github.com/pacheck/pacheck/loaders/source"
)

// The shapes in which tools are defined.
const (
	shapeMCP          = "mcp"
	shapeOpenAI       = "openai"         // the function below "function" or beside "type"
	shapeLegacy       = "openai-legacy"  // name, description, parameters and nothing else to tell it by
	shapeHosted       = "openai-builtin" // a tool that the host has itself
	shapeHostedMCP    = "openai-mcp"
	shapeAnthropic    = "anthropic"
	shapeAnthropicOwn = "anthropic-builtin"
	shapeGemini       = "gemini"
	shapeGeminiOwn    = "gemini-builtin"
	shapeBedrock      = "bedrock"
	shapeDocker       = "docker"
	shapeCohere       = "cohere"
	shapeGorilla      = "gorilla"
)

// element is one definition in a container of tools.
type element struct {
	node  *source.Node
	key   *source.Node // the name, where the container is a map of names
	shape string       // empty where the definition alone does not show it
}

// toolElements unwraps the containers that tools come in: a list, "tools", a JSON-RPC result,
// "functions", a tool configuration, a map of names, or a single tool. It is nil where n holds no tool
// for certain.
func toolElements(n *source.Node) []element {
	if n == nil || notTools(n) {
		return nil
	}
	found := containerElements(n, toolsPath(n))
	if !slices.ContainsFunc(found, element.certain) {
		return nil
	}
	main := found[slices.IndexFunc(found, element.certain)].shape
	return slices.DeleteFunc(found, func(e element) bool {
		return e.shape == "" && (main != shapeMCP || !e.node.Get("name").IsString())
	})
}

// certain says whether e is a tool whatever stands around it.
func (e element) certain() bool {
	return e.shape != "" && e.shape != shapeHosted && e.shape != shapeGeminiOwn
}

// toolsPath says whether the name of the file speaks of tools.
func toolsPath(n *source.Node) bool {
	if n.File == nil {
		return false
	}
	base := strings.ToLower(path.Base(n.File.Path))
	return strings.Contains(base, "tool") || strings.Contains(base, "function")
}

// containerElements takes one container off at a time.
func containerElements(n *source.Node, likely bool) []element {
	switch {
	case n.IsList():
		return listElements(n, likely)
	case !n.IsMap():
		return nil
	case toolShape(n, false) != "":
		return []element{{node: n, shape: toolShape(n, false)}}
	}
	if declarations := n.Get(geminiKeys...); declarations.IsList() {
		return declared(declarations)
	}
	for _, key := range []string{"tools", "functions", "function"} {
		if inner := n.Get(key); inner.IsList() || inner.IsMap() && key == "tools" {
			return containerElements(inner, likely || key == "tools" || key == "functions")
		}
	}
	for _, key := range []string{"result", "toolConfig", "tool_config", "functionSchema"} {
		if inner := n.Get(key); inner.IsMap() {
			return containerElements(inner, true)
		}
	}
	return namedElements(n, likely)
}

func listElements(n *source.Node, likely bool) []element {
	var found []element
	for _, item := range n.Items {
		declarations := item.Get(geminiKeys...)
		switch {
		case declarations.IsList():
			found = append(found, declared(declarations)...)
		case item.IsMap() && len(item.Pairs) == 1 && slices.Contains(geminiTools, item.Pairs[0].Key.Value):
			found = append(found, element{node: item, key: item.Pairs[0].Key, shape: shapeGeminiOwn})
		default:
			found = append(found, element{node: item, shape: toolShape(item, likely)})
		}
	}
	return found
}

// geminiKeys are the keys of Gemini's lists of functions.
var geminiKeys = []string{"functionDeclarations", "function_declarations"}

// geminiTools are the tools that Gemini's hosts have themselves, each the only key of its entry.
var geminiTools = []string{
	"googleSearch", "google_search", "googleSearchRetrieval", "codeExecution", "code_execution", "urlContext", "url_context",
	"computerUse", "computer_use", "googleMaps", "google_maps", "fileSearch", "file_search",
}

// declared are the functions of one of Gemini's lists.
func declared(list *source.Node) []element {
	var found []element
	for _, d := range list.Items {
		if d.Get("name").IsString() {
			found = append(found, element{node: d, shape: shapeGemini})
		}
	}
	return found
}

// namedElements reads a map of names to definitions, all of which must be tools.
func namedElements(n *source.Node, likely bool) []element {
	var found []element
	for _, p := range n.Pairs {
		shape := toolShape(p.Value, likely)
		if shape == "" && p.Value.IsMap() && isSchema(p.Value.Get("inputSchema")) {
			shape = shapeMCP
		}
		if shape == "" && p.Value.IsMap() && isSchema(p.Value.Get("input_schema")) {
			shape = shapeAnthropic
		}
		if shape == "" {
			return nil
		}
		found = append(found, element{node: p.Value, key: p.Key, shape: shape})
	}
	return found
}

// notTools refuses what has tools inside but is something else: interface descriptions, JSON Schema
// files, and recordings of what a model or a client said.
func notTools(n *source.Node) bool {
	if !n.IsMap() {
		return false
	}
	for _, key := range []string{"openapi", "swagger", "component_type", "agentspec_version", "runtimes"} {
		if n.Has(key) {
			return true
		}
	}
	schema := strings.Contains(n.Get("$schema").Text(), "json-schema.org")
	if schema && !n.Has("inputSchema") && !n.Has("input_schema") {
		return true
	}
	return isRecording(n)
}

// isRecording says whether n is a message between a client and a model rather than a definition.
func isRecording(n *source.Node) bool {
	for _, key := range []string{"output", "choices", "usage", "conversation"} {
		if n.Has(key) {
			return true
		}
	}
	if n.Has("input") && n.Has("model") {
		return true
	}
	return slices.ContainsFunc(itemsOf(n.Get("messages")), func(m *source.Node) bool {
		role := m.Get("role").Text()
		return role != "system" && role != "developer"
	})
}

// isSchema says whether n looks like the schema of an object.
func isSchema(n *source.Node) bool {
	if !n.IsMap() {
		return false
	}
	properties := n.Get("properties")
	return len(n.Pairs) == 0 || n.Get("type") != nil || properties.IsMap() || n.Has("$ref") || n.Has("$schema") ||
		n.Has("anyOf") || n.Has("oneOf") || n.Has("allOf")
}
