package loaders

import (
	"regexp"
	"slices"
	"strings"
)

var (
	jinjaString = regexp.MustCompile(`"[^"]*"|'[^']*'`)
	jinjaName   = regexp.MustCompile(`[A-Za-z_][A-Za-z0-9_]*`)
)

// jinjaWords are no variables wherever they stand in an expression.
var jinjaWords = strings.Fields(`if else elif and or not in is as true false none True False None loop range dict self super caller
	varargs kwargs recursive`)

// useJinja finds the variables of expressions and statements that the template does not set itself.
func useJinja(text string, most int, use use) int {
	own := map[string]bool{}
	marks := jinjaMarks.FindAllStringIndex(text, most)
	for _, m := range marks {
		for _, name := range jinjaOwn(text[m[0]:m[1]]) {
			own[name] = true
		}
	}
	end := "" // of the block around in which nothing is filled in
	for _, m := range marks {
		mark := text[m[0]:m[1]]
		statement, first := jinjaStatement(mark)
		switch {
		case end != "":
			if first == end {
				end = ""
			}
			continue
		case first == "raw" || first == "verbatim":
			end = "end" + first
			continue
		case strings.HasPrefix(mark, "{#"), strings.HasPrefix(first, "end") && statement:
			continue
		case statement && slices.Contains([]string{"block", "macro", "call", "filter", "import", "from", "include", "extends"}, first):
			continue
		}
		for _, name := range jinjaNames(mark) {
			if !own[name] {
				use(name, m[0], m[1])
			}
		}
	}
	return len(marks)
}

// jinjaStatement says whether a mark is a statement, and what its first word is.
func jinjaStatement(mark string) (statement bool, first string) {
	if !strings.HasPrefix(mark, "{%") {
		return false, ""
	}
	return true, jinjaName.FindString(mark)
}

// jinjaOwn are the names that a statement sets: those of loops, assignments and macros.
func jinjaOwn(mark string) []string {
	statement, first := jinjaStatement(mark)
	if !statement {
		return nil
	}
	head := mark
	switch first {
	case "for":
		head, _, _ = strings.Cut(mark, " in ")
	case "set", "assign":
		head, _, _ = strings.Cut(mark, "=")
	case "macro", "with", "import", "from", "call", "capture":
	default:
		return nil
	}
	return slices.DeleteFunc(jinjaName.FindAllString(head, -1), func(name string) bool { return name == first })
}

// jinjaNames are the names in a mark that are neither words of the language, nor attributes, filters,
// tests, functions or arguments' names.
func jinjaNames(mark string) []string {
	mark = jinjaString.ReplaceAllStringFunc(mark, func(s string) string { return strings.Repeat(" ", len(s)) })
	statement, first := jinjaStatement(mark)
	var names []string
	word := ""
	for i, m := range jinjaName.FindAllStringIndex(mark, -1) {
		name := mark[m[0]:m[1]]
		if i == 0 && statement && name == first {
			continue
		}
		before := strings.TrimRight(mark[:m[0]], " \t\r\n")
		after := strings.TrimLeft(mark[m[1]:], " \t\r\n")
		previous := word
		word = name
		switch {
		case slices.Contains(jinjaWords, name), previous == "is", previous == "not" && strings.HasSuffix(before, "is not"):
		case strings.HasSuffix(before, "."), strings.HasSuffix(before, "|"), strings.HasPrefix(after, "("):
		case strings.HasPrefix(after, "=") && !strings.HasPrefix(after, "=="):
		case m[0] > 0 && mark[m[0]-1] >= '0' && mark[m[0]-1] <= '9':
		default:
			names = append(names, name)
		}
	}
	return names
}
