package loaders

import (
	"slices"

	"github.com/pacheck/pacheck/loaders/source"
)

var humanloopLoader = Loader{
	Name: "humanloop", Family: "Found, not analysed", Dialect: "humanloop", Tier3: true,
	Doc:    "Agents of Humanloop, which has shut down (`*.agent`).",
	Weak:   []string{"**/*.agent"},
	Syntax: source.Markdown,
	Claims: func(n *source.Node) bool {
		return n.Get("model").IsString() && n.Get("endpoint", "provider", "template", "tools") != nil
	},
}

// unknownAgentLoader names what looks like an agent in no format that another loader knows. By its name it
// is asked last.
var unknownAgentLoader = Loader{
	Name: "unknown-agent", Family: "Found, not analysed", Tier3: true,
	Doc:  "Data that looks like an agent in a format that pacheck does not know: a name, a system prompt or instructions, and a model or tools.",
	Weak: []string{"**/*.json", "**/*.jsonc", "**/*.yaml", "**/*.yml", "**/*.toml"},
	Hints: []string{
		"instructions", "system_prompt", "systemPrompt", "system-prompt", "system_message", "systemMessage",
	},
	Claims: func(n *source.Node) bool {
		return looksLikeAgent(n) || isAgentList(n) || isAgentList(n.Get("agents"))
	},
}

// looksLikeAgent says whether a mapping has the keys of an agent, and none of a recording, a schema or a
// description of something else.
func looksLikeAgent(n *source.Node) bool {
	if !n.IsMap() || slices.ContainsFunc([]string{"object", "output", "choices", "messages", "properties", "openapi", "apiVersion"}, func(key string) bool { return n.Has(key) }) {
		return false
	}
	told := n.Get("system_prompt", "systemPrompt", "system-prompt", "system_message", "systemMessage", "instructions")
	powers := n.Get("model", "llm", "tools", "model_id", "llm_config")
	return n.Get("name", "id").IsString() && told.IsString() && len(told.Value) > 0 && powers != nil
}

// isAgentList says whether a list or a mapping has such agents.
func isAgentList(n *source.Node) bool {
	return slices.ContainsFunc(itemsOf(n), looksLikeAgent) || slices.ContainsFunc(entriesOf(n), func(p source.Pair) bool {
		return p.Value.IsMap() && looksLikeAgent(p.Value)
	})
}
