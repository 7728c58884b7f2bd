package loaders

import (
	"regexp"
	"slices"
	"strings"

	"github.com/pacheck/pacheck/loaders/source"
)

// hostTools are the types of tools that OpenAI's hosts have themselves.
var hostTools = []string{
	"web_search", "web_search_preview", "file_search", "code_interpreter", "computer", "computer_use", "computer_use_preview",
	"image_generation", "local_shell", "shell", "apply_patch", "retrieval",
}

// anthropicTool matches the types of tools that Anthropic's hosts have themselves, which carry a date.
var anthropicTool = regexp.MustCompile(`^(bash|text_editor|computer|web_search|web_fetch|code_execution|memory|tool_search_tool_\w+)_\d{8}$`)

// toolShape finds out what n defines a tool for; empty where it is none for certain. In a likely place,
// such as below "functions", less will do.
func toolShape(n *source.Node, likely bool) string {
	if !n.IsMap() {
		return ""
	}
	if shape := typedShape(n); shape != "" {
		return shape
	}
	if spec := n.Get("toolSpec", "tool_spec"); spec.Get("name").IsString() && spec.Has("inputSchema") {
		return shapeBedrock
	}
	if !n.Get("name").IsString() || n.Has("kind") || n.Has("instructions") {
		return ""
	}
	parameters := n.Get("parameters")
	switch {
	case isSchema(n.Get("inputSchema")):
		return shapeMCP
	case isSchema(n.Get("input_schema")):
		return shapeAnthropic
	case n.Get("parameter_definitions").IsMap():
		return shapeCohere
	case isArguments(n.Get("arguments"), likely):
		return shapeDocker
	case parameters.Get("type").Text() == "dict":
		return shapeGorilla
	case likely && n.Get("requireConfirmation").IsString() && parameters.IsMap():
		return shapeBedrock
	case likely && !n.Has("type") && !n.Has("in") && n.Has("description") && strings.EqualFold(parameters.Get("type").Text(), "object"):
		return shapeLegacy
	}
	return ""
}

// typedShape goes by "type".
func typedShape(n *source.Node) string {
	kind := n.Get("type").Text()
	switch {
	case kind == "function" && n.Get("function").Get("name").IsString():
		return shapeOpenAI
	case kind == "function" && n.Get("name").IsString() && (n.Get("parameters").IsMap() || n.Has("strict")):
		return shapeOpenAI
	case kind == "mcp" && (n.Get("server_url").IsString() || n.Get("server_label").IsString()):
		return shapeHostedMCP
	case kind == "mcp_toolset", anthropicTool.MatchString(kind):
		return shapeAnthropicOwn
	case kind == "custom" && isSchema(n.Get("input_schema")):
		return shapeAnthropic
	case slices.Contains(hostTools, kind) && !n.Has("parameters"):
		return shapeHosted
	}
	return ""
}

// isArguments says whether n is the list of arguments of a tool in Docker's catalogue, whose items have
// "desc". In a likely place, an empty list will do.
func isArguments(n *source.Node, likely bool) bool {
	if !n.IsList() {
		return false
	}
	for _, item := range n.Items {
		if !item.Get("name").IsString() || !item.Get("type").IsString() || !item.Has("desc") {
			return false
		}
	}
	return len(n.Items) > 0 || likely
}
