package loaders

import (
	"path"
	"slices"
	"strings"

	"github.com/pacheck/pacheck/loaders/facts"
	"github.com/pacheck/pacheck/loaders/source"
)

// promptfooLoader reads the configurations of promptfoo.
var promptfooLoader = Loader{
	Name:     "promptfoo",
	Doc:      "Configurations of [promptfoo](https://www.promptfoo.dev/docs/configuration/reference/): prompts, providers with their tools, and the programs that they run.",
	Family:   "Prompts",
	Dialect:  "promptfoo",
	Globs:    []string{"**/promptfooconfig*.yaml", "**/promptfooconfig*.yml", "**/promptfooconfig*.json"},
	Reserved: true,
	Weak:     []string{"**/*.yaml", "**/*.yml"},
	Hints:    []string{"prompts:", "redteam:"},
	Can:      []string{"text", "messages", "variables", "model", "values", "commands", "env"},
	Claims: func(n *source.Node) bool {
		prompts := n.Get("prompts")
		asked := n.Get("providers", "targets")
		checked := n.Get("tests", "redteam", "defaultTest", "scenarios")
		return (prompts.IsList() || prompts.IsString() || n.Get("redteam").IsMap()) && asked != nil && !asked.IsMap() && checked != nil
	},
	Load: func(f *source.File) (*Document, error) {
		n := f.Root
		doc := &Document{}
		s := &Setting{
			Entity: Entity{Name: named(n, path.Base(f.Path)), At: placeOf(n), Evidence: "prompts and providers"},
			Values: settingValues(n),
		}
		s.setEnv(n.Get("env"))
		r := promptfoo{doc: doc, setting: s, dir: path.Dir(f.Path)}
		r.prompts(n.Get("prompts"))
		r.providers(n.Get("providers"))
		r.providers(n.Get("targets"))
		r.checks(n)
		doc.Settings = append(doc.Settings, s)
		return doc, nil
	},
}

// promptfoo reads one configuration.
type promptfoo struct {
	doc     *Document
	setting *Setting
	dir     string
}

// prompts reads one prompt, a list of them, or a map of files to labels.
func (r *promptfoo) prompts(n *source.Node) {
	switch {
	case n.IsString():
		r.prompt(n.Field(), source.Text{})
	case n.IsMap():
		for _, p := range n.Pairs {
			r.prompt(p.Key.Field(), p.Value.Field())
		}
	}
	for _, item := range itemsOf(n) {
		if item.IsString() {
			r.prompt(item.Field(), source.Text{})
			continue
		}
		r.prompt(item.Get("raw", "id").Field(), item.Get("label").Field())
	}
}

// prompt reads a text, the path of a file, a program or a function.
func (r *promptfoo) prompt(t, label source.Text) {
	if !t.Set || t.V == "" || r.reference(t, "prompts", UsesPrompt) {
		return
	}
	p := &Prompt{
		Entity: Entity{Name: label, At: t.At, Evidence: r.setting.Evidence}, Kind: "prompt", Text: t,
		Template: "nunjucks", Variables: usedVariables("nunjucks", t),
	}
	r.doc.Prompts = append(r.doc.Prompts, p)
}

// promptfooFiles are the endings of files of which promptfoo reads the text.
var promptfooFiles = []string{".txt", ".md", ".json", ".jsonl", ".yaml", ".yml", ".j2", ".csv", ".prompty"}

// promptfooCode are the endings of files that promptfoo runs.
var promptfooCode = []string{".py", ".js", ".ts", ".mjs", ".cjs", ".rb", ".go", ".sh"}

// reference reads what names a file or a command instead of standing for itself; it says whether t does.
func (r *promptfoo) reference(t source.Text, key, rel string) bool {
	if command, ok := strings.CutPrefix(t.V, "exec:"); ok {
		at := t.At.Sub(t.V, len("exec:"), len(t.V))
		words := argumentWords(source.Say(command, at))
		if len(words) == 0 {
			return true
		}
		r.doc.Hooks = append(r.doc.Hooks, &Hook{
			Entity: Entity{Name: words[0], At: t.At, Evidence: "exec:"}, Event: key, Kind: "command", Command: source.Say(command, at),
			Launch: facts.ParseLaunch(words[0], source.Say(words[1:], words[0].At)),
		})
		return true
	}
	name, isFile := strings.CutPrefix(t.V, "file://")
	for _, scheme := range []string{"python:", "javascript:", "golang:", "ruby:"} {
		if rest, ok := strings.CutPrefix(name, scheme); ok {
			name, isFile = rest, true
		}
	}
	base, _, _ := strings.Cut(path.Base(name), ":")
	switch ext := path.Ext(base); {
	case strings.ContainsAny(name, "\n{ ") && !isFile, !isFile && rel == UsesModel:
		return false
	case slices.Contains(promptfooCode, ext):
		r.setting.Commands = append(r.setting.Commands, Pair{Key: key, Value: t, At: t.At})
	case isFile, slices.Contains(promptfooFiles, ext):
		target := ""
		if !strings.ContainsAny(name, "*?{") {
			target = path.Join(r.dir, strings.TrimPrefix(name, "/"))
		}
		r.setting.Refs = append(r.setting.Refs, Ref{Rel: rel, To: t, Path: target})
	default:
		return false
	}
	return true
}

// providers reads the models that are asked, and what they are given.
func (r *promptfoo) providers(n *source.Node) {
	if n.IsString() {
		r.provider(n.Field())
	}
	for _, item := range itemsOf(n) {
		config := item.Get("config")
		switch {
		case item.IsString():
			r.provider(item.Field())
			continue
		case item.Get("id").IsString():
			r.provider(item.Get("id").Field())
		case item.IsMap() && len(item.Pairs) == 1:
			r.provider(item.Pairs[0].Key.Field())
			config = item.Pairs[0].Value.Get("config")
		}
		if tools := config.Get("tools"); tools.IsString() {
			r.reference(tools.Field(), "tools", Imports)
		} else {
			r.doc.addTools(tools)
		}
		r.doc.addTools(config.Get("functions"))
	}
}

func (r *promptfoo) provider(t source.Text) {
	if !r.reference(t, "providers", UsesModel) && strings.Contains(t.V, ":") && !strings.Contains(t.V, "://") {
		r.setting.Refs = append(r.setting.Refs, usesModel(t)...)
	}
}

// checks reads the programs that tests, assertions and transformations run.
func (r *promptfoo) checks(n *source.Node) {
	for _, p := range entriesOf(n) {
		switch p.Key.Value {
		case "prompts", "providers", "targets":
			continue
		}
		r.programs(p.Key.Value, p.Value, 0)
	}
}

func (r *promptfoo) programs(key string, n *source.Node, depth int) {
	if depth > 8 || n == nil {
		return
	}
	if n.IsString() && (strings.HasPrefix(n.Value, "file://") || strings.HasPrefix(n.Value, "exec:") || strings.HasPrefix(n.Value, "python:")) {
		if ext := path.Ext(strings.Split(path.Base(n.Value), ":")[0]); strings.HasPrefix(n.Value, "exec:") || slices.Contains(promptfooCode, ext) {
			r.reference(n.Field(), key, Imports)
		}
	}
	for _, p := range n.Pairs {
		r.programs(key+"."+p.Key.Value, p.Value, depth+1)
	}
	for _, item := range n.Items {
		r.programs(key, item, depth+1)
	}
}
