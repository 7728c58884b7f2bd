package loaders

import (
	"strings"

	"github.com/pacheck/pacheck/loaders/source"
)

// copilotAgentLoader reads custom agents.
var copilotAgentLoader = Loader{
	Name:     "copilot-agent",
	Doc:      "[Custom agents](https://docs.github.com/en/copilot/reference/custom-agents-configuration) of GitHub Copilot and VS Code: `*.agent.md`, `.github/agents/*.md`, and the older `*.chatmode.md`.",
	Family:   "Agents",
	Dialect:  "copilot",
	Globs:    []string{"**/*.agent.md", "**/.github/agents/**/*.md", "**/.github-private/agents/**/*.md", "**/*.chatmode.md"},
	Reserved: true,
	Can:      []string{"description", "model", "tools", "delegation"},
	Load: func(f *source.File) (*Document, error) {
		if f.Root == nil && isDocumentation(f.Path) {
			return nil, nil
		}
		return copilotAgent(f), nil
	},
}

func copilotAgent(f *source.File) *Document {
	n := f.Root
	evidence := "the folder .github"
	if strings.HasSuffix(f.Path, ".agent.md") || strings.HasSuffix(f.Path, ".chatmode.md") {
		evidence = "the ending of the name"
	}
	p := bodyPrompt(f, "agent")
	p.Can = textCan
	p.Name = named(n, stem(f.Path, ".agent.md", ".chatmode.md", ".md"))
	p.Evidence = evidence
	a := &Agent{
		Entity:      Entity{Name: p.Name, At: agentPlace(f), Evidence: evidence, Dialect: "copilot"},
		Description: n.Get("description").Field(),
		Model:       firstText(n.Get("model")),
		Tools:       toolsOf(n.Get("tools"), "copilot"),
		Governance:  governanceOf(n),
	}
	a.Refs = append(usesModel(a.Model), usesPrompt(p, f.Path))
	a.useTools(toolTexts(n.Get("tools")))
	if agents := n.Get("agents"); agents != nil {
		to := agents.Texts()
		a.Delegation = Delegation{To: source.Field[[]source.Text]{V: []source.Text{}, At: to.At, Set: to.Set}, At: to.At}
		for _, name := range to.V {
			a.handOver(name, false)
		}
	}
	for _, handoff := range itemsOf(n.Get("handoffs")) {
		sent, _ := handoff.Get("send").Bool()
		a.handOver(handoff.Get("agent").Field(), !sent)
	}
	doc := &Document{Agents: []*Agent{a}, Prompts: []*Prompt{p}, Hooks: readHooks(n.Get("hooks"), "copilot")}
	doc.attachServers(a, n.Get("mcp-servers", "mcpServers"))
	return doc
}

// copilotPromptLoader reads prompt files, which are run like a command.
var copilotPromptLoader = Loader{
	Name:     "copilot-prompt",
	Doc:      "[Prompt files](https://code.visualstudio.com/docs/copilot/customization/prompt-files) of GitHub Copilot: `*.prompt.md`.",
	Family:   "Prompts",
	Dialect:  "copilot",
	Globs:    []string{"**/*.prompt.md"},
	Reserved: true,
	Can:      []string{"text", "description", "model", "tools"},
	Load: func(f *source.File) (*Document, error) {
		n := f.Root
		p := bodyPrompt(f, "prompt")
		p.Name = named(n, stem(f.Path, ".prompt.md"))
		p.Description = n.Get("description").Field()
		p.Model = firstText(n.Get("model"))
		if tools := n.Get("tools"); tools != nil {
			p.Tools = toolsOf(tools, "copilot")
		}
		p.Refs = usesModel(p.Model)
		for _, tool := range toolTexts(n.Get("tools")).V {
			p.Refs = append(p.Refs, Ref{Rel: UsesTool, To: tool})
		}
		if agent := n.Get("agent", "mode").Field(); agent.Set && !copilotModes[agent.V] {
			p.Refs = append(p.Refs, Ref{Rel: DelegatesTo, To: agent})
		}
		return &Document{Prompts: []*Prompt{p}}, nil
	},
}

// copilotModes are the agents that the host brings itself.
var copilotModes = map[string]bool{"agent": true, "ask": true, "edit": true, "plan": true, "Plan": true}

// copilotInstructionsLoader reads instructions for some files.
var copilotInstructionsLoader = Loader{
	Name:     "copilot-instructions",
	Doc:      "[Instructions](https://docs.github.com/en/copilot/customizing-copilot/adding-repository-custom-instructions-for-github-copilot) for some files: `*.instructions.md`.",
	Family:   "Instruction files",
	Dialect:  "copilot",
	Globs:    []string{"**/*.instructions.md"},
	Reserved: true,
	Can:      []string{"text", "description", "applies_to"},
	Load: func(f *source.File) (*Document, error) {
		n := f.Root
		p := bodyPrompt(f, "rule")
		p.At = source.Place{File: f, End: len(f.Text)}
		p.Name = named(n, stem(f.Path, ".instructions.md"))
		p.Description = n.Get("description").Field()
		p.AppliesTo = commaList(n.Get("applyTo", "globs"))
		for _, glob := range p.AppliesTo.V {
			if glob.V == "**" || glob.V == "**/*" || glob.V == "*" {
				p.Always = source.Say(true, glob.At)
			}
		}
		return &Document{Prompts: []*Prompt{p}}, nil
	},
}
