package loaders

import (
	"strings"

	"github.com/pacheck/pacheck/loaders/source"
)

// rulesLoader reads rule files: instructions that a host gives always, for some files, or on request.
var rulesLoader = Loader{
	Name:   "rules",
	Doc:    "Rule files of coding agents: `.cursor/rules`, `.windsurf/rules`, `.claude/rules`, `.clinerules/`, `.roo/rules`, `.kiro/steering`, `.amazonq/rules` and the like.",
	Family: "Instruction files",
	Globs: []string{
		"**/*.mdc", "**/.cursor/rules/**/*.md", "**/.claude/rules/**/*.md", "**/.windsurf/rules/**/*.md",
		"**/.clinerules/**/*.md", "**/.clinerules/**/*.txt", "**/.roo/rules*/**/*.md", "**/.roo/rules*/**/*.txt",
		"**/.amazonq/rules/**/*.md", "**/.kiro/steering/**/*.md", "**/.augment/rules/**/*.md", "**/.trae/rules/**/*.md",
		"**/.continue/rules/**/*.md", "**/.agent/rules/**/*.md", "**/.junie/rules/**/*.md",
	},
	Reserved: true,
	Syntax:   source.Markdown,
	Can:      []string{"text", "description", "applies_to", "always"},
	Load: func(f *source.File) (*Document, error) {
		p := bodyPrompt(f, "rule")
		p.At = source.Place{File: f, End: len(f.Text)}
		p.Dialect, p.Evidence = folderDialect(f.Path)
		p.Description = f.Root.Get("description").Field()
		p.AppliesTo = commaList(f.Root.Get("globs", "paths", "fileMatchPattern", "applyTo"))
		p.Always = alwaysApplied(f.Root, p.Dialect)
		if importing[p.Dialect] {
			p.Refs = importsOf(f)
		}
		return &Document{Prompts: []*Prompt{p}}, nil
	},
}

// alwaysApplied says whether a host gives a rule to the model without being asked for; absent where the
// file leaves that to the model.
func alwaysApplied(n *source.Node, dialect string) source.Flag {
	if always := n.Get("alwaysApply"); always != nil {
		return always.Flag()
	}
	if trigger := n.Get("trigger", "inclusion").Field(); trigger.Set {
		return source.Say(trigger.V == "always_on" || trigger.V == "always", trigger.At)
	}
	switch dialect {
	case "claude-code", "cline-roo", "kiro-amazonq":
		return source.Say(!n.Get("paths").Texts().Set, source.Place{})
	}
	return source.Flag{}
}

// dialectFolders are the folders of hosts, and the dialects of what lies in them.
var dialectFolders = []struct{ folder, dialect string }{
	{".claude", "claude-code"}, {".cursor", "cursor"}, {".github", "copilot"}, {".gemini", "gemini-cli"}, {".qwen", "qwen-code"},
	{".codex", "codex"}, {".windsurf", "windsurf"}, {".clinerules", "cline-roo"}, {".cline", "cline-roo"}, {".roo", "cline-roo"},
	{".amazonq", "kiro-amazonq"}, {".kiro", "kiro-amazonq"}, {".augment", "augment"}, {".trae", "trae"}, {".continue", "continue"},
	{".junie", "junie"}, {".opencode", "opencode"}, {".agent", "antigravity"}, {".goose", "goose"},
}

// folderDialect is the dialect of the innermost folder of a host that a path lies in, and the evidence
// for it; a file for Cursor is one by its extension.
func folderDialect(name string) (dialect, evidence string) {
	if strings.HasSuffix(name, ".mdc") {
		return "cursor", "the extension .mdc"
	}
	segments := strings.Split(name, "/")
	for i := len(segments) - 2; i >= 0; i-- {
		for _, host := range dialectFolders {
			if segments[i] == host.folder {
				return host.dialect, "the folder " + host.folder
			}
		}
	}
	return "", ""
}
