package loaders

import "regexp"

// openaiToolsLoader reads the functions and hosted tools of OpenAI.
var openaiToolsLoader = Loader{
	Name:    "openai-tools",
	Doc:     "Tools of [OpenAI](https://platform.openai.com/docs/guides/function-calling) in the shapes of Chat Completions, Responses and the older `functions`, hosted MCP servers included.",
	Family:  "Tools",
	Dialect: "openai",
	Weak:    []string{"**/*.json", "**/*.jsonc", "**/*.jsonl", "**/*.yaml", "**/*.yml"},
	Hints:   []string{`"parameters"`, `"server_url"`, "type: function"},
	Marks:   regexp.MustCompile(`(?s)"type"\s*:\s*"function".*"parameters"\s*:\s*\{`),
	Can:     append([]string{"strict"}, toolCan...),
	Claims:  claimsTools(shapeOpenAI, shapeLegacy, shapeHostedMCP),
	Load:    loadTools,
}

// anthropicToolsLoader reads the tools of Anthropic's Messages API.
var anthropicToolsLoader = Loader{
	Name:    "anthropic-tools",
	Doc:     "Tools of [Anthropic](https://docs.claude.com/en/docs/agents-and-tools/tool-use): with `input_schema`, or the host's own.",
	Family:  "Tools",
	Dialect: "anthropic",
	Weak:    []string{"**/*.json", "**/*.jsonc", "**/*.jsonl", "**/*.yaml", "**/*.yml"},
	Hints:   []string{"input_schema", "bash_2", "text_editor_2", "computer_2", "web_search_2", "web_fetch_2", "code_execution_2", "mcp_toolset"},
	Marks:   regexp.MustCompile(`"input_schema"\s*:\s*\{`),
	Can:     toolCan,
	Claims:  claimsTools(shapeAnthropic, shapeAnthropicOwn),
	Load:    loadTools,
}

// geminiToolsLoader reads the function declarations of Gemini.
var geminiToolsLoader = Loader{
	Name:    "gemini-tools",
	Doc:     "Function declarations of [Gemini](https://ai.google.dev/gemini-api/docs/function-calling).",
	Family:  "Tools",
	Dialect: "gemini",
	Weak:    []string{"**/*.json", "**/*.jsonc", "**/*.yaml", "**/*.yml"},
	Hints:   []string{"functionDeclarations", "function_declarations"},
	Marks:   regexp.MustCompile(`"function_?[dD]eclarations"\s*:\s*\[`),
	Can:     toolCan,
	Claims:  claimsTools(shapeGemini),
	Load:    loadTools,
}

// otherToolsLoader reads the tools of Amazon Bedrock, of Docker's MCP catalogue and of Cohere, and those
// of the Gorilla data sets.
var otherToolsLoader = Loader{
	Name:   "other-tools",
	Doc:    "Tools of Amazon Bedrock (`toolSpec`, function schemas), Docker's MCP catalogue (`arguments`), Cohere (`parameter_definitions`) and Gorilla.",
	Family: "Tools",
	Weak:   []string{"**/*.json", "**/*.jsonl"},
	Hints:  []string{`"toolSpec"`, `"tool_spec"`, `"requireConfirmation"`, `"desc"`, `"parameter_definitions"`, `"dict"`},
	Marks:  regexp.MustCompile(`"toolSpec"\s*:\s*\{|"parameter_definitions"\s*:\s*\{`),
	Can:    toolCan,
	Claims: claimsTools(shapeBedrock, shapeDocker, shapeCohere, shapeGorilla),
	Load:   loadTools,
}
