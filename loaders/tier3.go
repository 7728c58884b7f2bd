package loaders

import (
	"regexp"
	"slices"
	"strings"

	"github.com/pacheck/pacheck/loaders/source"
)

// The formats of this file are recognised and named, so that nobody takes silence for a verdict, but not
// analysed.

var n8nLoader = Loader{
	Name: "n8n", Family: "Found, not analysed", Dialect: "n8n", Tier3: true,
	Doc:   "[n8n](https://docs.n8n.io) workflows with nodes of models, agents or prompts.",
	Weak:  []string{"**/*.json"},
	Hints: []string{"n8n-nodes-"},
	Marks: regexp.MustCompile(`"@n8n/n8n-nodes-langchain\.`),
	Claims: func(n *source.Node) bool {
		return n.Get("connections").IsMap() && slices.ContainsFunc(itemsOf(n.Get("nodes")), func(node *source.Node) bool {
			kind := node.Get("type").Text()
			return node.Get("parameters").IsMap() && (strings.HasPrefix(kind, "@n8n/n8n-nodes-langchain.") || strings.Contains(kind, "openAi"))
		})
	},
}

var flowiseLoader = Loader{
	Name: "flowise", Family: "Found, not analysed", Dialect: "flowise", Tier3: true,
	Doc:   "[Flowise](https://docs.flowiseai.com) chat flows and agent flows. Other diagrams of nodes and edges are none.",
	Weak:  []string{"**/*.json"},
	Hints: []string{`"inputParams"`},
	Marks: regexp.MustCompile(`"inputParams"\s*:\s*\[`),
	Claims: func(n *source.Node) bool {
		return n.Get("edges").IsList() && slices.ContainsFunc(itemsOf(n.Get("nodes")), func(node *source.Node) bool { return node.At("data", "inputParams").IsList() })
	},
}

var langflowLoader = Loader{
	Name: "langflow", Family: "Found, not analysed", Dialect: "langflow", Tier3: true,
	Doc:    "[Langflow](https://docs.langflow.org) flows.",
	Weak:   []string{"**/*.json"},
	Hints:  []string{`"last_tested_version"`},
	Marks:  regexp.MustCompile(`"last_tested_version"\s*:`),
	Claims: func(n *source.Node) bool { return n.Has("last_tested_version") && n.At("data", "nodes").IsList() },
}

var difyLoader = Loader{
	Name: "dify", Family: "Found, not analysed", Dialect: "dify", Tier3: true,
	Doc:   "[Dify](https://docs.dify.ai) applications in its own language (`kind: app`).",
	Weak:  []string{"**/*.yaml", "**/*.yml"},
	Hints: []string{"kind: app"},
	Marks: regexp.MustCompile(`(?ms)^app:.*^kind:\s*app\b|^kind:\s*app\b.*^app:`),
	Claims: func(n *source.Node) bool {
		return n.Get("kind").Text() == "app" && n.At("app", "mode").IsString() && n.Get("workflow", "model_config") != nil
	},
}

var elizaLoader = Loader{
	Name: "eliza-character", Family: "Found, not analysed", Dialect: "eliza", Tier3: true,
	Doc:   "Characters of [elizaOS](https://docs.elizaos.ai).",
	Weak:  []string{"**/*.json"},
	Hints: []string{`"bio"`},
	Marks: regexp.MustCompile(`(?s)"bio"\s*:.*"(?:lore|messageExamples|modelProvider)"\s*:|"modelProvider"\s*:.*"bio"\s*:`),
	Claims: func(n *source.Node) bool {
		bio := n.Get("bio")
		described := bio.IsString() || bio.IsList() && bio.Index(0).IsString()
		kept := []string{"lore", "topics", "messageExamples", "adjectives", "postExamples", "plugins"}
		lists := func(key string) bool { return n.Get(key).IsList() }
		return n.Get("name").IsString() && described && (n.Get("style").IsMap() || n.Has("modelProvider")) && slices.ContainsFunc(kept, lists)
	},
}

var copilotStudioLoader = Loader{
	Name: "copilot-studio", Family: "Found, not analysed", Dialect: "copilot-studio", Tier3: true,
	Doc:      "Components of [Copilot Studio](https://learn.microsoft.com/microsoft-copilot-studio/) agents (`*.mcs.yml`).",
	Globs:    []string{"**/*.mcs.yml", "**/*.mcs.yaml"},
	Reserved: true,
}

var promptFlowLoader = Loader{
	Name: "prompt-flow", Family: "Found, not analysed", Dialect: "prompt-flow", Tier3: true,
	Doc:   "[Prompt flow](https://microsoft.github.io/promptflow/) of Azure (`flow.dag.yaml`, `flow.flex.yaml`).",
	Globs: []string{"**/flow.dag.yaml", "**/flow.flex.yaml"},
	Claims: func(n *source.Node) bool {
		return n.Get("nodes").IsList() && !n.Has("component_type") || n.Get("entry").IsString()
	},
}

var bamlLoader = Loader{
	Name: "baml", Family: "Found, not analysed", Dialect: "baml", Tier3: true,
	Doc:      "Functions, clients and prompts in [BAML](https://docs.boundaryml.com).",
	Globs:    []string{"**/*.baml"},
	Reserved: true,
	Syntax:   source.Plain,
}

var pomlLoader = Loader{
	Name: "poml", Family: "Found, not analysed", Dialect: "poml", Tier3: true,
	Doc:      "Prompts in Microsoft's [POML](https://microsoft.github.io/poml/).",
	Globs:    []string{"**/*.poml"},
	Reserved: true,
	Syntax:   source.Plain,
}

var railLoader = Loader{
	Name: "rail", Family: "Found, not analysed", Dialect: "guardrails-ai", Tier3: true,
	Doc:      "Specifications of [Guardrails AI](https://docs.guardrailsai.com) (`*.rail`).",
	Globs:    []string{"**/*.rail"},
	Reserved: true,
	Syntax:   source.Plain,
}

var priomptLoader = Loader{
	Name: "priompt", Family: "Found, not analysed", Dialect: "priompt", Tier3: true,
	Doc:    "Prompts written as components for [Priompt](https://github.com/anysphere/priompt): programs that import it.",
	Weak:   []string{"**/*.tsx", "**/*.jsx"},
	Hints:  []string{"@anysphere/priompt"},
	Syntax: source.Plain,
	Claims: func(*source.Node) bool { return true },
}

var openaiPluginLoader = Loader{
	Name: "openai-plugin", Family: "Found, not analysed", Dialect: "openai", Tier3: true,
	Doc:   "Plugin manifests of OpenAI's retired [plugins](https://github.com/openai/plugins-quickstart) (`ai-plugin.json`, version 1).",
	Weak:  []string{"**/*.json"},
	Hints: []string{`"name_for_model"`},
	Marks: regexp.MustCompile(`"name_for_model"\s*:`),
	Claims: func(n *source.Node) bool {
		return n.Get("name_for_model").IsString() && n.Get("api").IsMap() && !n.Has("runtimes")
	},
}

var lobeLoader = Loader{
	Name: "lobe-agent", Family: "Found, not analysed", Dialect: "lobe", Tier3: true,
	Doc:   "Agents of [LobeHub](https://lobehub.com) (`lobe-agent.json`, and those of its index).",
	Weak:  []string{"**/*.json"},
	Hints: []string{`"systemRole"`},
	Marks: regexp.MustCompile(`"systemRole"\s*:\s*"`),
	Claims: func(n *source.Node) bool {
		return n.At("config", "systemRole").IsString() && n.Get("meta").IsMap()
	},
}

var agentPolicyLoader = Loader{
	Name: "agent-policy", Family: "Found, not analysed", Dialect: "agent-policy", Tier3: true,
	Doc:    "Policies of agent governance toolkits (`apiVersion: governance.toolkit/…`).",
	Weak:   []string{"**/*.yaml", "**/*.yml"},
	Hints:  []string{"governance.toolkit/"},
	Marks:  regexp.MustCompile(`(?m)^apiVersion:\s*["']?governance\.toolkit/`),
	Claims: func(n *source.Node) bool { return strings.HasPrefix(n.Get("apiVersion").Text(), "governance.toolkit/") },
}

var azureModelLoader = Loader{
	Name: "azure-model-asset", Family: "Found, not analysed", Dialect: "azure-ml", Tier3: true,
	Doc:    "Model and prompt assets of [Azure Machine Learning](https://learn.microsoft.com/azure/machine-learning/reference-yaml-model).",
	Weak:   []string{"**/*.yaml", "**/*.yml"},
	Hints:  []string{"azuremlschemas"},
	Marks:  regexp.MustCompile(`(?m)^\$schema:.*azuremlschemas.*/model\.schema\.json`),
	Claims: func(n *source.Node) bool { return strings.HasSuffix(n.Get("$schema").Text(), "/model.schema.json") },
}

var agentcoreProjectLoader = Loader{
	Name: "agentcore-project", Family: "Found, not analysed", Dialect: "bedrock", Tier3: true,
	Doc:    "Projects of the [AgentCore command line](https://docs.aws.amazon.com/bedrock-agentcore/) (`agentcore/agentcore.json`).",
	Globs:  []string{"**/agentcore/agentcore.json"},
	Claims: func(n *source.Node) bool { return n.IsMap() },
}
