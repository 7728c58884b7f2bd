package loaders

import (
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/pacheck/pacheck/loaders/facts"
	"github.com/pacheck/pacheck/loaders/source"
)

// promptTemplateLoader reads templates that their path shows to be prompts; all others are templates of
// pages and configurations.
var promptTemplateLoader = Loader{
	Name: "prompt-template",
	Doc: "Templates in [Jinja](https://jinja.palletsprojects.com/en/stable/templates/), [Handlebars](https://handlebarsjs.com/guide/), " +
		"[Mustache](https://mustache.github.io/mustache.5.html) or [Liquid](https://shopify.github.io/liquid/) whose path has the word prompt.",
	Family: "Prompts",
	Weak: []string{
		"**/*.j2", "**/*.jinja", "**/*.jinja2", "**/*.njk", "**/*.hbs", "**/*.handlebars", "**/*.mustache", "**/*.liquid",
	},
	Syntax: source.Markdown,
	Can:    []string{"text", "variables", "messages", "model"},
	Claims: func(*source.Node) bool { return true },
	Load: func(f *source.File) (*Document, error) {
		if !isPromptTemplate(f) {
			return nil, nil
		}
		p := filePrompt(f)
		p.Kind, p.Evidence = "template", "the path"
		p.Name = named(f.Root, templateName(f.Path))
		p.Template = templateEngine(f.Path)
		p.Model = textOr(f.Root.Get("model"), "name", "id")
		p.Messages = templateMessages(p)
		inputs := f.Root.Get("inputs", "input_variables", "variables")
		p.Variables = variables(declaredNames(inputs), usedVariables(p.Template, p.Text))
		p.declare(inputs)
		p.Refs = append(usesModel(p.Model), templateIncludes(f, p)...)
		return &Document{Prompts: []*Prompt{p}}, nil
	},
}

// templateEndings are the endings of templates, and their languages.
var templateEndings = map[string]string{
	".j2": jinja2, ".jinja": jinja2, ".jinja2": jinja2, ".njk": "nunjucks",
	".hbs": handlebars, ".handlebars": handlebars, ".mustache": mustache, ".liquid": "liquid",
}

func templateEngine(name string) string { return templateEndings[path.Ext(name)] }

// templateName is the last segment of the path without the endings of templates and texts.
func templateName(name string) string {
	base := stem(name, path.Ext(name))
	return stem(base, ".md", ".txt", ".xml", ".prompt")
}

var pageMarks = regexp.MustCompile(`(?i)<(?:!doctype|html|body|div|span|button|input|script|form|svg|template|style)\b|\sclass="|\{\{#?yield\b|\{\{on "|@on[A-Z]`)

// isPromptTemplate says whether a template is a prompt: its path has the word prompt as a word, what it
// makes is a text, and it is no part of a page.
func isPromptTemplate(f *source.File) bool {
	inner := path.Ext(stem(f.Path, path.Ext(f.Path)))
	if inner != "" && !slices.Contains([]string{".md", ".txt", ".xml", ".prompt", ".system", ".user"}, inner) {
		return false
	}
	segments := strings.Split(strings.ToLower(f.Path), "/")
	if slices.ContainsFunc(segments[:len(segments)-1], func(s string) bool { return slices.Contains(publicFolders, s) }) {
		return false
	}
	if slices.Contains(segments, "roles") && slices.Contains(segments, "templates") {
		return false // a role of Ansible
	}
	words := facts.NameTokens(f.Path)
	if !slices.Contains(words, "prompt") && !slices.Contains(words, "prompts") {
		return false
	}
	return f.Body != nil && !pageMarks.MatchString(f.Body.Value)
}

// templateMessages cuts a template at its marks of roles, whichever sort it has.
func templateMessages(p *Prompt) []Message {
	if found := handlebarsMessages(p.Text); found != nil {
		return found
	}
	return roleMessages(p.Text)
}

var (
	jinjaInclude = regexp.MustCompile(`\{%[-+]?\s*(?:include|extends|import|from)\s+["']([^"'\n]+)["']`)
	partialMark  = regexp.MustCompile(`\{\{~?\s*>\s*["']?([\w./@-]+)["']?`)
	liquidRender = regexp.MustCompile(`\{%-?\s*(?:render|include)\s+["']([^"'\n]+)["']`)
)

// templateIncludes are the references to other templates. One that is found nowhere near is left
// without a path, since engines are told elsewhere where to look.
func templateIncludes(f *source.File, p *Prompt) []Ref {
	marks := map[string]*regexp.Regexp{
		jinja2: jinjaInclude, "nunjucks": jinjaInclude, "liquid": liquidRender, handlebars: partialMark, mustache: partialMark,
	}[p.Template]
	if marks == nil {
		return nil
	}
	var refs []Ref
	for _, m := range marks.FindAllStringSubmatchIndex(p.Text.V, -1) {
		name := p.Text.V[m[2]:m[3]]
		refs = append(refs, Ref{
			Rel: Imports, To: source.Say(name, p.Text.At.Sub(p.Text.V, m[2], m[3])), Path: findTemplate(f, name),
		})
	}
	return refs
}

// findTemplate looks for a template by its name, with and without the ending of the one that names it:
// beside that one, in the folders above, and in their folders of partials.
func findTemplate(f *source.File, name string) string {
	ext := path.Ext(f.Path)
	for dir := path.Dir(f.Path); ; dir = path.Dir(dir) {
		for _, folder := range []string{dir, path.Join(dir, "partials"), path.Join(dir, "_partials")} {
			target := path.Join(folder, name)
			underscored := path.Join(path.Dir(target), "_"+path.Base(target))
			for _, found := range []string{target, target + ext, underscored + ext} {
				if info, err := stat(f.Dir, found); err == nil && info.Mode().IsRegular() && found != f.Path {
					return found
				}
			}
		}
		if dir == "." {
			return ""
		}
	}
}
