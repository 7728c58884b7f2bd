package loaders_test

import (
	"io/fs"
	"os"
	"strings"
	"testing"
)

// fuzzPaths are paths that each call on loaders of their own.
var fuzzPaths = []string{
	".mcp.json", "mcp.json", "conf.json", "conf.yaml", "opencode.json", ".gemini/settings.json", "gemini-extension.json", ".zed/settings.json",
	".vscode/settings.json", "a.code-workspace", "devcontainer.json", "config.yaml", "a.governance.yaml", "agent_card.json", "agents.yaml", "crew.jsonc",
	"tools.json", "tools.jsonl", "tools.yaml", "a.snap", "a.prompty", "a.prompt", "prompts/a.md", "a_prompt.txt", "README.md", "MODEL_CARD.md",
	".github/workflows/a.yml", ".gitlab-ci.yml", "a.sh", "package.json", "Makefile", "Dockerfile", ".claude/settings.json", ".claude/agents/a.md",
	"SKILL.md", "AGENTS.md", ".codex/config.toml", "hooks/hooks.json",
	"a.prompt.yml", "promptfooconfig.yaml", "prompts/a.j2", "prompts/a.hbs", "bom.xml", "Modelfile", "MLmodel", "tools/openapi.yaml", "compose.yaml",
}

// FuzzLoad feeds texts to the loaders, none of which may fail by a fault of its own, or state a place
// outside the file.
func FuzzLoad(f *testing.F) {
	err := fs.WalkDir(os.DirFS("testdata"), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || strings.HasSuffix(name, "want.json") || strings.HasPrefix(name, "fuzz/") {
			return err
		}
		data, err := os.ReadFile("testdata/" + name)
		if err != nil || len(data) > 4096 {
			return err
		}
		for i, path := range fuzzPaths {
			if strings.HasSuffix(path, name[strings.LastIndexByte(name, '.')+1:]) {
				f.Add(uint8(i), string(data))
			}
		}
		return nil
	})
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, which uint8, text string) {
		path := fuzzPaths[int(which)%len(fuzzPaths)]
		doc := loadText(path, map[string]string{path: text})
		if doc == nil {
			return
		}
		file := doc.Files[0]
		if strings.Contains(file.Problem, "pacheck itself") {
			t.Fatal(file.Problem)
		}
		if at := file.At; at.File != nil && (at.Start < 0 || at.End < at.Start || at.End > len(at.File.Text)) {
			t.Errorf("%s: the place %d to %d is outside the file", path, at.Start, at.End)
		}
		for i := range doc.Servers {
			spot(doc.Locate([]any{"servers", i, "command"}).Place)
		}
		for i := range doc.Launches {
			spot(doc.Locate([]any{"launches", i, "argv", 0}).Place)
		}
	})
}
