package loaders_test

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/pacheck/pacheck/loaders"
)

func TestLinks(t *testing.T) {
	outside := writeTree(t, map[string]string{"secret.md": "", "folder/x.md": ""})
	root := writeTree(t, map[string]string{
		".gitignore":               "ignored/\nprivate.md\n",
		"AGENTS.md":                "agents",
		"CLAUDE.md":                "-> AGENTS.md",
		"GEMINI.md":                "-> CLAUDE.md",
		".agents/skills/SKILL.md":  "",
		".claude/skills":           "-> ../.agents/skills",
		"far/skills":               "-> ../.claude/skills",
		"up/here":                  "-> ..",
		"up/self":                  "-> .",
		"loop-a":                   "-> loop-b",
		"loop-b":                   "-> loop-a",
		"self":                     "-> self",
		"broken":                   "-> nothing/there",
		"through":                  "-> AGENTS.md/x",
		"out.md":                   "-> " + filepath.ToSlash(outside) + "/secret.md",
		"out":                      "-> " + filepath.ToSlash(outside) + "/folder",
		"out-and-broken":           "-> ../../../../../../../../../nothing/there",
		"private.md":               "four",
		"public.md":                "-> private.md",
		"again.md":                 "-> private.md",
		"ignored/x.md":             "",
		"to-ignored":               "-> ignored",
		"node_modules/p/AGENTS.md": "",
		"p.md":                     "-> node_modules/p/AGENTS.md",
		"p":                        "-> node_modules/p",
		".git/config":              "",
		"config":                   "-> .git/config",
		"vendored/x.md":            "",
		"v.md":                     "-> vendored/x.md",
		"big.md":                   strings.Repeat("x", 2000),
		"large.md":                 "-> big.md",
		"a/node_modules":           "-> ../.agents",
		"empty/":                   "",
		"to-empty":                 "-> empty",
		"ignored.lnk/private.md":   "-> ../AGENTS.md",
	})
	d := discover(t, root, loaders.Walk{MaxSize: 1000, Exclude: []string{"/vendored"}})
	files := map[string]string{}
	for _, e := range d.Files {
		files[e.Path] = fmt.Sprintf("%s %d %v %s", e.Link, e.Size, e.Dir, e.Role)
	}
	wantFiles := map[string]string{
		".gitignore":               " 20 false runtime",
		"AGENTS.md":                " 6 false runtime",
		"CLAUDE.md":                "AGENTS.md 6 false runtime",
		"GEMINI.md":                "AGENTS.md 6 false runtime",
		".agents/skills/SKILL.md":  " 0 false runtime",
		".claude/skills":           ".agents/skills 0 true runtime",
		"far/skills":               ".agents/skills 0 true runtime",
		"private.md":               " 4 false runtime",
		"public.md":                "private.md 4 false runtime",
		"again.md":                 "private.md 4 false runtime",
		"node_modules/p/AGENTS.md": " 0 false vendored",
		"p.md":                     "node_modules/p/AGENTS.md 0 false runtime",
		"to-empty":                 "empty 0 true runtime",
	}
	if diff := cmp.Diff(wantFiles, files); diff != "" {
		t.Errorf("files (-want +got):\n%s", diff)
	}
	skipped := map[string]string{}
	for _, s := range d.Skipped {
		skipped[s.Path] = string(s.Kind) + ": " + s.Reason
	}
	wantSkipped := map[string]string{
		"up/here":        "link-loop: link loop",
		"up/self":        "link-loop: link loop",
		"loop-a":         "link-loop: link loop",
		"loop-b":         "link-loop: link loop",
		"self":           "link-loop: link loop",
		"broken":         "broken-link: broken link",
		"through":        "broken-link: broken link",
		"out.md":         "escapes: links outside the repository",
		"out":            "escapes: links outside the repository",
		"out-and-broken": "escapes: links outside the repository",
		"to-ignored":     "unwalked: links to ignored/, which is left out",
		"p":              "unwalked: links to node_modules/p/, which is left out",
		"config":         "unwalked: links to .git/config, which is left out",
		"v.md":           "unwalked: links to vendored/x.md, which is left out",
		"big.md":         "too-large: larger than 1000 bytes",
		"large.md":       "too-large: links to a file larger than 1000 bytes",
	}
	if diff := cmp.Diff(wantSkipped, skipped); diff != "" {
		t.Errorf("skipped (-want +got):\n%s", diff)
	}
	wantLinks := []loaders.Symlink{
		{From: ".claude/skills", To: ".agents/skills", Dir: true},
		{From: "CLAUDE.md", To: "AGENTS.md"},
		{From: "GEMINI.md", To: "AGENTS.md"},
		{From: "again.md", To: "private.md"},
		{From: "far/skills", To: ".agents/skills", Dir: true},
		{From: "p.md", To: "node_modules/p/AGENTS.md"},
		{From: "public.md", To: "private.md"},
		{From: "to-empty", To: "empty", Dir: true},
	}
	if diff := cmp.Diff(wantLinks, d.Links); diff != "" {
		t.Errorf("links (-want +got):\n%s", diff)
	}
}

// TestLinkedRoot: paths are relative to what a linked root leads to.
func TestLinkedRoot(t *testing.T) {
	root := writeTree(t, map[string]string{"real/a.md": "", "link": "-> real", "real/b.md": "-> a.md"})
	d := discover(t, filepath.Join(root, "link"), loaders.Walk{})
	if filepath.Base(d.Root) != "real" {
		t.Errorf("got root %s", d.Root)
	}
	if diff := cmp.Diff([]string{"a.md", "b.md"}, paths(d)); diff != "" {
		t.Errorf("files (-want +got):\n%s", diff)
	}
}
