package loaders

import (
	"strings"

	"github.com/pacheck/pacheck/loaders/source"
)

// agentWords are what a file must contain somewhere to start an agent program.
var agentWords = []string{
	"claude", "codex", "gemini", "copilot", "q chat", "kiro-cli", "cursor-agent", "opencode", "aider", "goose", "amp ", "droid",
}

var launchCan = []string{"argv", "bypass_flags", "allow", "additional_directories", "sandbox_off"}

// workflowLoader reads the CI workflows that start an agent program.
var workflowLoader = Loader{
	Name:   "ci-launches",
	Doc:    "Steps of GitHub workflows and actions, and scripts of GitLab CI, that start an agent program such as claude or codex.",
	Family: "Launches",
	Weak: []string{
		"**/.github/workflows/*.yml", "**/.github/workflows/*.yaml", "**/action.yml", "**/action.yaml", "**/.gitlab-ci.yml",
	},
	Hints:  agentWords,
	Can:    launchCan,
	Claims: func(n *source.Node) bool { return n.IsMap() },
	Load: func(f *source.File) (*Document, error) {
		s := &launchScan{trigger: "ci"}
		for _, n := range documentsOf(f) {
			s.workflow(n)
		}
		return s.document()
	},
}

// scriptLoader reads the shell scripts that start an agent program.
var scriptLoader = Loader{
	Name:   "script-launches",
	Doc:    "Shell scripts that start an agent program.",
	Family: "Launches",
	Weak:   []string{"**/*.sh", "**/*.bash"},
	Hints:  agentWords,
	Can:    launchCan,
	Claims: func(*source.Node) bool { return true },
	Load: func(f *source.File) (*Document, error) {
		s := &launchScan{trigger: "script"}
		s.script(f.Body.Field(), nil)
		return s.document()
	},
}

// packageLoader reads the scripts of package.json that start an agent program.
var packageLoader = Loader{
	Name:   "package-launches",
	Doc:    "Scripts of `package.json` that start an agent program.",
	Family: "Launches",
	Weak:   []string{"**/package.json"},
	Hints:  agentWords,
	Can:    launchCan,
	Claims: func(n *source.Node) bool { return n.Get("scripts").IsMap() },
	Load: func(f *source.File) (*Document, error) {
		s := &launchScan{trigger: "script"}
		for _, p := range entriesOf(f.Root.Get("scripts")) {
			s.script(p.Value.Field(), nil)
		}
		return s.document()
	},
}

// buildLoader reads the recipes and image builds that start an agent program.
var buildLoader = Loader{
	Name:   "build-launches",
	Doc:    "Recipes of makefiles and instructions of container files that start an agent program.",
	Family: "Launches",
	Weak: []string{
		"**/Makefile", "**/makefile", "**/GNUmakefile", "**/*.mk", "**/Dockerfile", "**/Containerfile", "**/*.Dockerfile",
		"**/*.dockerfile", "**/Dockerfile.*",
	},
	Hints:  agentWords,
	Syntax: source.Plain,
	Can:    launchCan,
	Claims: func(*source.Node) bool { return true },
	Load: func(f *source.File) (*Document, error) {
		s := &launchScan{trigger: "build"}
		lower := strings.ToLower(f.Path[strings.LastIndexByte(f.Path, '/')+1:])
		if strings.Contains(lower, "dockerfile") || strings.Contains(lower, "containerfile") {
			s.container = closedContainer
			s.dockerfile(f)
		} else {
			s.makefile(f)
		}
		return s.document()
	},
}

// devcontainerLoader reads what a development container starts, and the MCP servers and settings that it
// brings for VS Code.
var devcontainerLoader = Loader{
	Name:   "devcontainer",
	Doc:    "[Development containers](https://containers.dev) that start an agent program, or bring MCP servers or chat settings for VS Code.",
	Family: "Launches",
	Weak:   []string{"**/devcontainer.json", "**/.devcontainer.json"},
	Hints:  append([]string{`"mcp`, `"chat.`}, agentWords...),
	Can:    append(append([]string{"mode", "values"}, mcpCan...), launchCan...),
	Claims: func(n *source.Node) bool { return n.IsMap() },
	Load: func(f *source.File) (*Document, error) {
		n := f.Root
		s := &launchScan{trigger: "devcontainer"}
		env := append(pairsOf(n.Get("containerEnv")), pairsOf(n.Get("remoteEnv"))...)
		for _, key := range []string{
			"initializeCommand", "onCreateCommand", "updateContentCommand", "postCreateCommand", "postStartCommand", "postAttachCommand",
		} {
			s.container = mountedContainer
			if key == "initializeCommand" { // the one that runs on the host
				s.container = ""
			}
			s.command(n.Get(key), env)
		}
		doc, err := s.document()
		code := n.At("customizations", "vscode")
		doc.addVSCode(code)
		doc.addVSCode(code.Get("settings"))
		return doc, err
	},
}
