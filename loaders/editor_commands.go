package loaders

import (
	"path"

	"github.com/pacheck/pacheck/loaders/source"
)

// editorWorkflowLoader reads the workflows of editors, which people start like commands.
var editorWorkflowLoader = Loader{
	Name:   "editor-workflow",
	Doc:    "Workflows and prompts that people start by name: `.windsurf/workflows`, `.clinerules/workflows`, `.agent/workflows`, `.kilocode/workflows` and `.continue/prompts`.",
	Family: "Skills and commands",
	Globs: []string{
		"**/.windsurf/workflows/**/*.md", "**/.clinerules/workflows/**/*.md", "**/.agent/workflows/**/*.md", "**/.kilocode/workflows/**/*.md",
		"**/.continue/prompts/**/*.md", "**/.qwen/commands/**/*.md",
	},
	Reserved: true,
	Can:      commandCan,
	Load:     claudeCommandLoader.Load,
}

// clineHookLoader reads the hooks of Cline, which are programs named after their events.
var clineHookLoader = Loader{
	Name:    "cline-hook",
	Doc:     "[Hooks](https://docs.cline.bot/features/hooks/hook-reference) of Cline: programs in `.clinerules/hooks/` that are named after their event.",
	Family:  "Host settings",
	Dialect: "cline-roo",
	Globs: []string{
		"**/.clinerules/hooks/PreToolUse", "**/.clinerules/hooks/PostToolUse", "**/.clinerules/hooks/UserPromptSubmit",
		"**/.clinerules/hooks/TaskStart", "**/.clinerules/hooks/TaskResume", "**/.clinerules/hooks/TaskCancel",
		"**/.clinerules/hooks/TaskComplete", "**/.clinerules/hooks/PreCompact", "**/.clinerules/hooks/*.ps1",
	},
	Reserved: true,
	Syntax:   source.Plain,
	Can:      []string{"event", "command", "kind"},
	Load: func(f *source.File) (*Document, error) {
		event := stem(f.Path, ".ps1")
		h := &Hook{
			Entity: Entity{Name: source.Say(event, source.Place{}), At: source.Place{File: f, End: len(f.Text)}, Evidence: "the folder .clinerules"},
			Event:  event, Kind: "command",
		}
		program := &source.Node{Place: source.Place{File: f}, Kind: source.String, Value: "./" + path.Join(".clinerules/hooks", path.Base(f.Path))}
		h.run(program, nil)
		return &Document{Hooks: []*Hook{h}}, nil
	},
}
