package facts

import (
	"bytes"
	"cmp"
	"regexp"
	"slices"
	"strings"
)

// ownFiles are the files that hold an agent's rules, memory and permissions, and those that start programs
// with the user's session.
var ownFiles = []string{
	"claude.md", "agents.md", "gemini.md", "soul.md", "memory.md", ".cursorrules", ".cursor/rules", ".claude/settings", ".mcp.json",
	".vscode/settings.json", ".github/copilot-instructions.md", "~/.bashrc", "~/.zshrc", "crontab", "launchagents", "systemd",
}

// quotedNames are the names of the files as patterns.
func quotedNames() []string {
	var names []string
	for _, name := range ownFiles {
		names = append(names, regexp.QuoteMeta(name))
	}
	return names
}

// ownFilesIn is where the names of such files stand in a text as words, in order.
func ownFilesIn(s string) [][]int {
	lower := []byte(s)
	for i, c := range lower {
		lower[i] = lowerByte(c)
	}
	var found [][]int
	for _, name := range ownFiles {
		for from := 0; ; {
			i := bytes.Index(lower[from:], []byte(name))
			if i < 0 {
				break
			}
			start := from + i
			from = start + len(name)
			if wordBetween(lower, start, from) {
				found = append(found, []int{start, from})
			}
		}
	}
	slices.SortFunc(found, func(a, b []int) int { return cmp.Compare(a[0], b[0]) })
	return found[:min(len(found), maxPhrases)]
}

// wordBetween says whether no word goes on at the start or the end.
func wordBetween(s []byte, start, end int) bool {
	before := start > 0 && isAlphanumeric(s[start]) && (isAlphanumeric(s[start-1]) || s[start-1] == '_')
	after := end < len(s) && (isAlphanumeric(s[end]) || s[end] == '_')
	return !before && !after
}

var (
	writeVerb = regexp.MustCompile(`(?i)(?:^|[^\w-])((?:add|append|write|update|insert|modify|edit|create)\s)`)
	proposes  = regexp.MustCompile(`(?i)\b(?:propos\w+|suggest\w*|recommend\w*|offer\w*|pull\s+requests?|ask\w*|approv\w+|confirm\w*|want\w*|should|when\s+the\s+user|if\s+the\s+user|the\s+user\s+(?:can|may)|you\s+can|how\s+to)\b`)
	writing   = regexp.MustCompile(`(?:>>?|\btee\b|\bsed\s+-i\S*\s)[^\n|;&]{0,60}$`)
)

// orderedWrites finds orders to write one of an agent's own files: a verb up to 80 bytes before its name, in
// a sentence that does not leave the change to people.
func orderedWrites(own *Pattern, s string) [][]int {
	if !own.mayMatch(s) {
		return nil
	}
	const reach = 80
	var found [][]int
	last := -1
	for _, at := range ownFilesIn(s) {
		from := max(0, at[0]-reach)
		window := lastSentence(s[from:at[0]])
		from = at[0] - len(window)
		verbs := writeVerb.FindAllStringSubmatchIndex(window, -1)
		if len(verbs) == 0 {
			continue
		}
		verb := verbs[len(verbs)-1]
		start := from + verb[2]
		if start == last || !intoFile(window[verb[2]:verb[3]], window[verb[3]:]) || proposes.MatchString(sentenceIn(s, start, at[1]).text) {
			continue
		}
		last = start
		found = append(found, []int{start, at[1]})
	}
	return found
}

// consults matches what stands before the name of a file that is to be read for how something is done.
var consults = regexp.MustCompile(`(?i)\b(?:as|see|per|according\s+to|in\s+line\s+with|based\s+on|` +
	`(?:as|described|given|stated|defined|specified|documented|explained|required)\s+(?:in|at|by|per)|` +
	`(?:according\s+to|following|in\s+line\s+with|based\s+on)\s+(?:the\s+)?(?:rules|conventions|guidelines|instructions|style)\s+(?:in|of|from))\s+(?:(?:the|your|our)\s+)?\S*$`)

var into = regexp.MustCompile(`(?i)\b(?:to|into|in|at)\b`)

// intoFile says whether a verb changes what the file says: to create one, or to add one more, is to set up a
// project, and to change something else as the file says is to read it.
func intoFile(verb, rest string) bool {
	if consults.MatchString(rest) {
		return false
	}
	switch strings.ToLower(strings.TrimSpace(verb)) {
	case "update", "modify", "edit":
		return true
	}
	return into.MatchString(rest)
}

// commandWrites finds shell commands that write one of an agent's own files.
func commandWrites(own *Pattern, s string) [][]int {
	if !own.mayMatch(s) {
		return nil
	}
	const reach = 80
	var found [][]int
	for _, at := range ownFilesIn(s) {
		from := max(0, at[0]-reach)
		if m := writing.FindStringIndex(s[from:at[0]]); m != nil {
			found = append(found, []int{from + m[0], at[1]})
		}
	}
	return found
}
