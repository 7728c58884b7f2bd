package loaders

import (
	"regexp"
	"slices"
	"strings"

	"github.com/pacheck/pacheck/loaders/source"
)

// The template languages of prompts.
const (
	fString    = "f-string"   // {name}
	dollar     = "dollar"     // ${name}
	mustache   = "mustache"   // {{name}}
	handlebars = "handlebars" // {{#if name}}
	jinja2     = "jinja2"     // {{ name | upper }}, {% if name %}
)

var (
	doubleBraces = regexp.MustCompile(`(?s)\{\{.*?\}\}`)
	dollarBraces = regexp.MustCompile(`\$\{([A-Za-z_][A-Za-z0-9_]*)\}`)
	singleBraces = regexp.MustCompile(`\{([A-Za-z_][A-Za-z0-9_]*)(?:[.!:\[][^{}\n]*)?\}`)
	// jinjaMarks match a text in quotes at the start of an expression as a whole, whatever marks it shows.
	jinjaMarks = regexp.MustCompile(`(?s)\{%.*?%\}|\{\{[-+]?\s*(?:'[^'\n]*'|"[^"\n]*").*?\}\}|\{\{.*?\}\}|\{#.*?#\}`)
)

// templateOf guesses the template language of a text; empty where nothing is to be filled in.
func templateOf(text string) string {
	switch {
	case strings.Contains(text, "{%") && strings.Contains(text, "%}"):
		return jinja2
	case strings.Contains(text, "{{#") || strings.Contains(text, "{{/") || strings.Contains(text, "{{>"):
		return handlebars
	case doubleBraces.MatchString(text):
		return mustache
	case dollarBraces.MatchString(text):
		return dollar
	case singleBraces.MatchString(text):
		return fString
	}
	return ""
}

// usedVariables are the variables that texts of a template language use, each once, in order.
func usedVariables(template string, texts ...source.Text) []Variable {
	var found []Variable
	known := map[string]bool{}
	left := maxMarks + 1
	for _, t := range texts {
		left -= eachUse(template, t.V, left, func(name string, start, end int) {
			if !known[name] && len(found) <= maxVariables {
				known[name] = true
				found = append(found, Variable{Name: name, Used: true, At: t.At.Sub(t.V, start, end)})
			}
		})
	}
	return found
}

// eachUse finds the places where a text of a template language uses variables, among so many marks at most,
// and returns how many marks it saw.
func eachUse(template, text string, most int, use use) int {
	switch template {
	case fString:
		return useSingle(text, most, use)
	case dollar:
		marks := dollarBraces.FindAllStringSubmatchIndex(text, most)
		for _, m := range marks {
			use(text[m[2]:m[3]], m[0], m[1])
		}
		return len(marks)
	case jinja2, "nunjucks", "liquid":
		return useJinja(text, most, use)
	case mustache:
		return useHandlebars(text, most, use)
	case handlebars:
		return useHandlebars(text, most, func(name string, start, end int) {
			if !escapedMark(text[:start]) {
				use(name, start, end)
			}
		})
	case semanticKernel:
		return useKernel(text, most, use)
	}
	return 0
}

// variables joins what a file declares with what its text uses.
func variables(declared []source.Text, used []Variable) []Variable {
	all := make([]Variable, 0, len(declared)+len(used))
	index := map[string]int{}
	for _, name := range declared {
		if _, known := index[name.V]; !known {
			index[name.V] = len(all)
		}
		all = append(all, Variable{Name: name.V, Declared: true, At: name.At})
	}
	for _, u := range used {
		if i, known := index[u.Name]; known {
			all[i].Used = true
			continue
		}
		index[u.Name] = len(all)
		all = append(all, u)
	}
	return all
}

// use takes the name of a variable and the span in which it is used.
type use = func(name string, start, end int)

// useSingle finds {name}, but not {{name}}, which stands for itself.
func useSingle(text string, most int, use use) int {
	marks := singleBraces.FindAllStringSubmatchIndex(text, most)
	for _, m := range marks {
		before := m[0] > 0 && strings.IndexByte("{$", text[m[0]-1]) >= 0
		if after := m[1] < len(text) && text[m[1]] == '}'; !before && !after {
			use(text[m[2]:m[3]], m[0], m[1])
		}
	}
	return len(marks)
}

// useHandlebars finds variables outside blocks that give names another meaning.
func useHandlebars(text string, most int, use use) int {
	var scopes []string // the blocks around, by their first words
	// In raw blocks, the last of which ends there, nothing is filled in.
	raw, last := false, strings.LastIndex(text, "{{{{/")
	marks := doubleBraces.FindAllStringIndex(text, most)
	for _, m := range marks {
		inner := strings.Trim(text[m[0]:m[1]], "{}~& \t\r\n")
		words := templateWords(strings.TrimLeft(inner, "#^/"))
		if strings.HasPrefix(text[m[0]:], "{{{{") && m[0] <= last {
			raw = !strings.HasPrefix(inner, "/")
			continue
		}
		if raw || len(words) == 0 || strings.HasPrefix(inner, "!") || strings.HasPrefix(inner, ">") {
			continue
		}
		if strings.HasPrefix(inner, "/") {
			if n := len(scopes); n > 0 && scopes[n-1] == words[0] {
				scopes = scopes[:n-1]
			}
			continue
		}
		if len(scopes) == 0 {
			for _, name := range handlebarsNames(words) {
				use(name, m[0], m[1])
			}
		}
		if strings.HasPrefix(inner, "#") && isScope(words) {
			scopes = append(scopes, words[0])
		}
	}
	return len(marks)
}

// escapedMark says whether the text before a mark of Handlebars makes it stand for itself: \{{x}} does, while
// \\{{x}} is a backslash and a value.
func escapedMark(before string) bool {
	return strings.HasSuffix(before, `\`) && !strings.HasSuffix(before, `\\`)
}

// useKernel finds the variables of Semantic Kernel, which begin with a dollar sign. A word without one names a
// function.
func useKernel(text string, most int, use use) int {
	marks := doubleBraces.FindAllStringIndex(text, most)
	for _, m := range marks {
		for _, word := range templateWords(strings.Trim(text[m[0]:m[1]], "{} \t\r\n")) {
			if name, value, ok := strings.Cut(word, "="); ok && !strings.HasPrefix(name, "$") {
				word = value
			}
			if name := rootName(word); name != "" && word[0] == '$' {
				use(name, m[0], m[1])
			}
		}
	}
	return len(marks)
}

// isScope says whether names in a block are those of an item: in each and with, and in the sections of
// mustache.
func isScope(words []string) bool {
	return words[0] == "each" || words[0] == "with" || len(words) == 1 && !slices.Contains(helpers, words[0])
}

// helpers are the words of Handlebars and of dotprompt that stand before arguments.
var helpers = []string{"else", "history", "role", "media", "section", "json", "if", "unless", "each", "with", "this"}

// handlebarsNames are the variables of one expression: its only word, or the arguments of its helper.
func handlebarsNames(words []string) []string {
	if len(words) > 1 || slices.Contains(helpers, words[0]) {
		words = words[1:]
	}
	var names []string
	for _, word := range words {
		if _, value, ok := strings.Cut(word, "="); ok {
			word = value
		}
		if name := rootName(strings.Trim(word, "()")); name != "" && name != "this" && name != "as" && name != "if" {
			names = append(names, name)
		}
	}
	return names
}

// templateWords splits at blanks outside quotes.
func templateWords(text string) []string {
	var words []string
	quote, start := byte(0), -1
	for i := 0; i <= len(text); i++ {
		blank := i == len(text) || quote == 0 && strings.IndexByte(" \t\r\n", text[i]) >= 0
		switch {
		case blank && start >= 0:
			words, start = append(words, text[start:i]), -1
		case !blank && start < 0:
			start = i
		}
		if i < len(text) && (text[i] == '"' || text[i] == '\'') && (quote == 0 || quote == text[i]) {
			quote ^= text[i]
		}
	}
	return words
}

var identifier = regexp.MustCompile(`^[A-Za-z_][A-Za-z0-9_-]*`)

// rootName is the variable that a path such as user.name begins with; empty where it is a literal.
func rootName(word string) string {
	name := identifier.FindString(strings.TrimLeft(word, "$."))
	switch name {
	case "true", "false", "null", "undefined":
		return ""
	}
	return name
}
