package loaders

import (
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/pacheck/pacheck/loaders/facts"
	"github.com/pacheck/pacheck/loaders/source"
)

// plainPromptLoader reads prompts that nothing but their path shows to be prompts.
var plainPromptLoader = Loader{
	Name:   "plain-prompt",
	Doc:    "Prompts as plain text, Markdown or XML: below `prompts/`, named like a system prompt, or beside an agent's file.",
	Family: "Prompts",
	Weak: []string{
		"**/prompts/**/*.md", "**/prompts/**/*.txt", "**/prompts/**/*.xml", "**/prompt/**/*.md", "**/prompt/**/*.txt", "**/prompt/**/*.xml",
		"**/*system_prompt*.md", "**/*system_prompt*.txt", "**/*system_prompt*.xml", "**/*system-prompt*.md", "**/*system-prompt*.txt",
		"**/*_prompt.md", "**/*-prompt.md", "**/*_prompt.txt", "**/*prompt*.txt", "**/*prompt-template.md", "**/*prompt_template.md", "**/PROMPT*.md", "**/prompt.md", "**/prompt.txt", "**/instructions.md", "**/instructions.txt", "**/appPackage/instruction.txt",
	},
	Can:    []string{"text", "variables"},
	Claims: func(*source.Node) bool { return true },
	Load: func(f *source.File) (*Document, error) {
		if !isPlainPrompt(f) {
			return &Document{}, nil
		}
		p := filePrompt(f)
		if f.Root != nil {
			p.Model = f.Root.Get("model").Field()
		}
		p.Kind, p.Evidence = plainKind(f.Path), "the path"
		text := p.Text
		if f.Syntax == source.Markdown {
			text.V = withoutCode(text.V)
		}
		p.Template = templateOf(text.V)
		p.Variables = usedVariables(p.Template, text)
		if strings.HasSuffix(f.Path, ".txt") {
			p.Messages = roleMessages(p.Text)
		}
		return &Document{Prompts: []*Prompt{p}}, nil
	},
}

// withoutCode blanks the code of a Markdown text, in which braces are seldom meant for the template.
func withoutCode(text string) string {
	var spans [][]int
	for _, c := range codeIn(text) {
		spans = append(spans, []int{c.start, c.end})
	}
	return blank(text, spans)
}

// publicFolders hold texts for people.
var publicFolders = []string{"docs", "doc", "website", "site", "blog", "_posts", "i18n", "locales", "node_modules"}

// siteKeys are keys of front matter by which generators of web sites know their pages.
var siteKeys = []string{"layout", "sidebar", "sidebar_label", "sidebar_position", "slug", "permalink"}

func isPlainPrompt(f *source.File) bool {
	segments := strings.Split(path.Dir(f.Path), "/")
	for _, s := range segments {
		if slices.Contains(publicFolders, s) {
			return false
		}
	}
	base := strings.ToLower(path.Base(f.Path))
	switch {
	case isDocumentation(path.Base(f.Path)), strings.HasPrefix(base, "readme"), strings.HasPrefix(base, "license"):
		return false
	case slices.ContainsFunc(siteKeys, func(key string) bool { return f.Root.Get(key) != nil }):
		return false
	case strings.HasSuffix(base, ".txt") && !slices.Contains(segments, "prompts") && !slices.Contains(segments, "prompt") && !saysPrompt(base):
		return false
	case base == "instructions.md", base == "instructions.txt":
		return besideAgent(f) || slices.Contains(segments, "prompts")
	}
	return true
}

// saysPrompt says whether a word of a file's name is one for a prompt.
func saysPrompt(base string) bool {
	return slices.ContainsFunc(facts.NameTokens(strings.TrimSuffix(base, path.Ext(base))), func(w string) bool {
		return strings.HasPrefix(w, "prompt") || strings.HasPrefix(w, "instruction")
	})
}

// besideAgent says whether the folder of a file has the file of an agent.
func besideAgent(f *source.File) bool {
	if f.Dir == nil {
		return false
	}
	entries, err := fs.ReadDir(f.Dir, path.Dir(f.Path))
	if err != nil {
		return false
	}
	return slices.ContainsFunc(entries, func(e fs.DirEntry) bool {
		name := strings.ToLower(e.Name())
		ext := path.Ext(name)
		data := slices.Contains([]string{".yaml", ".yml", ".json", ".toml"}, ext)
		return data && strings.Contains(strings.TrimSuffix(name, ext), "agent") && !e.IsDir()
	})
}

// plainKind is system for a file that is named like a system prompt or like instructions.
func plainKind(name string) string {
	base := strings.ToLower(path.Base(name))
	switch {
	case strings.Contains(base, "system"), strings.HasPrefix(base, "instruction"):
		return "system"
	case strings.Contains(base, "template"):
		return "template"
	}
	return "prompt"
}
