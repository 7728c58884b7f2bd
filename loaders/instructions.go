package loaders

import (
	"path"
	"strings"

	"github.com/pacheck/pacheck/loaders/source"
)

// instructionsLoader reads the files that a host puts into every conversation.
var instructionsLoader = Loader{
	Name:   "instructions",
	Doc:    "Instruction files of coding agents: [AGENTS.md](https://agents.md), CLAUDE.md, GEMINI.md, copilot-instructions.md and their relatives.",
	Family: "Instruction files",
	Globs: []string{
		"**/AGENTS.md", "**/AGENTS.override.md", "**/AGENTS.local.md", "**/AGENT.md",
		"**/CLAUDE.md", "**/CLAUDE.local.md", "**/GEMINI.md", "**/QWEN.md", "**/CRUSH.md", "**/WARP.md",
		"**/copilot-instructions.md", "**/*.copilot-instructions.md", "**/.cursorrules", "**/.windsurfrules",
		"**/.clinerules", "**/.roorules", "**/.goosehints", ".rules", "**/.junie/guidelines.md",
	},
	Reserved: true,
	Syntax:   source.Markdown,
	Can:      []string{"text"},
	Load: func(f *source.File) (*Document, error) {
		p := bodyPrompt(f, "instructions")
		p.Dialect = instructionDialect(f.Path)
		p.Evidence = "the name of the file"
		p.At = source.Place{File: f, End: len(f.Text)}
		p.Always = source.Say(true, source.Place{})
		if importing[p.Dialect] {
			p.Refs = importsOf(f)
		}
		return &Document{Prompts: []*Prompt{p}}, nil
	},
}

// instructionDialects are the hosts that read files of these names; any host reads the others.
var instructionDialects = map[string]string{
	"CLAUDE.md": "claude-code", "CLAUDE.local.md": "claude-code",
	"GEMINI.md": "gemini-cli", "QWEN.md": "qwen-code", "CRUSH.md": "crush", "WARP.md": "warp",
	".cursorrules": "cursor", ".windsurfrules": "windsurf", ".clinerules": "cline-roo", ".roorules": "cline-roo",
	".goosehints": "goose", ".rules": "zed", "guidelines.md": "junie",
	"AGENTS.override.md": "codex",
}

// importing are the dialects in which @path includes a file.
var importing = map[string]bool{"claude-code": true, "gemini-cli": true, "qwen-code": true}

func instructionDialect(name string) string {
	base := path.Base(name)
	if strings.HasSuffix(base, "copilot-instructions.md") {
		return "copilot"
	}
	if dialect := instructionDialects[base]; dialect != "" {
		return dialect
	}
	return "generic"
}

// openclawLoader reads the files of an OpenClaw workspace. Their names are ordinary words, so at least
// SOUL.md must stand beside another one of them.
var openclawLoader = Loader{
	Name:    "openclaw-workspace",
	Doc:     "The workspace files of OpenClaw: SOUL.md and, beside it, IDENTITY.md, TOOLS.md, HEARTBEAT.md, USER.md and BOOTSTRAP.md.",
	Family:  "Instruction files",
	Dialect: "openclaw",
	Weak:    []string{"**/SOUL.md", "**/IDENTITY.md", "**/TOOLS.md", "**/HEARTBEAT.md", "**/USER.md", "**/BOOTSTRAP.md"},
	Can:     []string{"text"},
	Claims:  func(*source.Node) bool { return true },
	Load: func(f *source.File) (*Document, error) {
		doc := &Document{}
		if beside := workspaceNeighbour(f); beside != "" {
			p := bodyPrompt(f, "instructions")
			p.At = source.Place{File: f, End: len(f.Text)}
			p.Always = source.Say(true, source.Place{})
			p.Evidence = beside + " stands beside it"
			doc.Prompts = append(doc.Prompts, p)
		}
		return doc, nil
	},
}

// workspaceNeighbour is a file beside f that shows that both are of an OpenClaw workspace.
func workspaceNeighbour(f *source.File) string {
	beside := []string{"SOUL.md"}
	if path.Base(f.Path) == "SOUL.md" {
		beside = []string{"IDENTITY.md", "TOOLS.md", "HEARTBEAT.md", "USER.md", "BOOTSTRAP.md", "AGENTS.md"}
	}
	for _, name := range beside {
		if exists(f.Dir, path.Join(path.Dir(f.Path), name)) {
			return name
		}
	}
	return ""
}
