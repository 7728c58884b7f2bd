package source

import (
	"regexp"
	"strings"
)

// placeholder matches what template engines replace: {{ x }}, {% x %}, <% x %>, ${x}, ${{ x }}.
var placeholder = regexp.MustCompile(`\$?\{\{[^\n]*?\}\}|\{%[^\n]*?%\}|<%[^\n]*?%>|\$\{[^\n{}]*\}|\{\{[-~]?\s*(/\*|#)`)

// templateCauses says whether the error at an offset of f is due to placeholders of a template: one
// stands on the line of the error, or the text parses when all are replaced.
func templateCauses(f *File, at int) bool {
	if !strings.Contains(f.Text, "{{") && !strings.Contains(f.Text, "{%") && !strings.Contains(f.Text, "${") &&
		!strings.Contains(f.Text, "<%") {
		return false
	}
	if onPlaceholder(f.Text, at) {
		return true
	}
	plain := &File{Path: f.Path, Syntax: f.Syntax, Text: withoutPlaceholders(f.Text)}
	if plain.Text == f.Text {
		return false
	}
	whole := region{file: plain, end: len(plain.Text)}
	switch f.Syntax {
	case JSON:
		return parseJSON(whole).err == nil
	case YAML:
		return parseYAML(whole).err == nil
	case TOML:
		return parseTOML(whole).err == nil
	}
	return false
}

// onPlaceholder says whether a placeholder begins, ends or lies around an offset.
func onPlaceholder(text string, at int) bool {
	start := strings.LastIndexAny(text[:at], "\r\n") + 1
	end, _ := lineEnd(text, at)
	for _, span := range placeholder.FindAllStringIndex(text[start:end], -1) {
		if from, to := start+span[0], start+span[1]; from-1 <= at && at <= to {
			return true
		}
	}
	return false
}

// withoutPlaceholders replaces placeholders: a line of nothing else by blanks, others by letters.
func withoutPlaceholders(text string) string {
	return placeholder.ReplaceAllStringFunc(text, func(s string) string { return strings.Repeat("x", len(s)) })
}
