package loaders

import (
	"path"
	"strings"

	"github.com/pacheck/pacheck/loaders/source"
)

// geminiCommandLoader reads the commands of Gemini CLI and Qwen Code.
var geminiCommandLoader = Loader{
	Name:     "gemini-command",
	Doc:      "[Custom commands](https://geminicli.com/docs/cli/custom-commands/) of Gemini CLI and Qwen Code: `.gemini/commands/**/*.toml`, with the commands (`!{…}`) and files (`@{…}`) that are put into the prompt.",
	Family:   "Skills and commands",
	Globs:    []string{"**/.gemini/commands/**/*.toml", "**/.qwen/commands/**/*.toml"},
	Reserved: true,
	Can:      []string{"description", "injections"},
	Load: func(f *source.File) (*Document, error) {
		dialect, evidence := folderDialect(f.Path)
		return geminiCommand(f, dialect, evidence), nil
	},
}

// geminiExtensionCommandLoader reads the commands of extensions.
var geminiExtensionCommandLoader = Loader{
	Name:    "gemini-extension-command",
	Doc:     "Commands in the folder `commands/` of an extension of Gemini CLI.",
	Family:  "Skills and commands",
	Dialect: "gemini-cli",
	Weak:    []string{"**/commands/**/*.toml"},
	Hints:   []string{"prompt"},
	Can:     []string{"description", "injections"},
	Claims:  func(n *source.Node) bool { return n.Get("prompt").IsString() },
	Load: func(f *source.File) (*Document, error) {
		manifest := extensionManifest(f, "commands")
		if manifest == "" {
			return nil, nil
		}
		return geminiCommand(f, extensionDialects[path.Base(manifest)], "the manifest "+manifest), nil
	},
}

// extensionDialects are the hosts of extensions by the name of the manifest.
var extensionDialects = map[string]string{"gemini-extension.json": "gemini-cli", "qwen-extension.json": "qwen-code"}

// extensionManifest is the manifest of the extension whose folder of that name holds f, else empty.
func extensionManifest(f *source.File, folder string) string {
	for dir := path.Dir(f.Path); dir != "." && dir != "/"; dir = path.Dir(dir) {
		if path.Base(dir) != folder {
			continue
		}
		for _, base := range []string{"gemini-extension.json", "qwen-extension.json"} {
			if name := path.Join(path.Dir(dir), base); exists(f.Dir, name) {
				return name
			}
		}
	}
	return ""
}

// geminiCommand is a command and its prompt.
func geminiCommand(f *source.File, dialect, evidence string) *Document {
	n := f.Root
	name := source.Say(strings.TrimSuffix(commandName(f.Path), ".toml"), source.Place{})
	s := &Skill{
		Entity:      Entity{Name: name, At: placeOf(n), Dialect: dialect, Evidence: evidence},
		Kind:        "command",
		Description: n.Get("description").Field(),
	}
	text := n.Get("prompt")
	if !text.IsString() {
		return &Document{Skills: []*Skill{s}}
	}
	p := &Prompt{Entity: Entity{Name: name, At: text.Place, Dialect: dialect, Evidence: evidence, Can: textCan}, Kind: "command", Text: text.Field()}
	for _, b := range bracesIn(p.Text) {
		switch {
		case b.mark == '!' && b.inner.V != "":
			s.Injections = append(s.Injections, Injection{Command: b.inner.V, At: b.inner.At})
		case b.mark == '@' && b.inner.V != "":
			p.Refs = append(p.Refs, geminiImport(f, b.inner))
		}
	}
	if i := strings.Index(p.Text.V, "{{args}}"); i >= 0 {
		p.Variables = []Variable{{Name: "args", Used: true, At: p.Text.At.Sub(p.Text.V, i, i+len("{{args}}"))}}
		p.Template = mustache
	}
	s.Refs = []Ref{usesPrompt(p, f.Path)}
	return &Document{Skills: []*Skill{s}, Prompts: []*Prompt{p}}
}

// geminiImport is the reference to a file that is put into a prompt. Its path begins at the folder of the
// project, which holds .gemini; that of a command in an extension is not known.
func geminiImport(f *source.File, to source.Text) Ref {
	ref := Ref{Rel: Imports, To: to}
	if strings.ContainsAny(to.V, "{}*$~") || strings.HasPrefix(to.V, "/") {
		return ref
	}
	for _, folder := range []string{"/.gemini/", "/.qwen/"} {
		if root, _, found := strings.Cut("/"+f.Path, folder); found {
			ref.Path = path.Join(".", strings.TrimPrefix(root, "/"), to.V)
		}
	}
	return ref
}

// braces is a part of a text in braces behind a mark.
type braces struct {
	mark  byte
	inner source.Text // without blanks around it
}

// bracesIn finds what stands as !{…} or @{…}; braces inside are balanced, as the host wants them.
func bracesIn(t source.Text) []braces {
	var found []braces
	for at := 0; at+1 < len(t.V) && len(found) <= maxReferences+maxInjections; at++ {
		if (t.V[at] != '!' && t.V[at] != '@') || t.V[at+1] != '{' {
			continue
		}
		depth, end := 0, -1
		for i := at + 1; i < len(t.V) && end < 0; i++ {
			switch t.V[i] {
			case '{':
				depth++
			case '}':
				if depth--; depth == 0 {
					end = i
				}
			}
		}
		if end < 0 {
			return found
		}
		inner := strings.TrimSpace(t.V[at+2 : end])
		from := at + 2 + strings.Index(t.V[at+2:end], inner)
		found = append(found, braces{mark: t.V[at], inner: source.Say(inner, t.At.Sub(t.V, from, from+len(inner)))})
		at = end
	}
	return found
}
