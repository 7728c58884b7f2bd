package facts

import (
	"regexp"
	"strings"
	"sync"
)

// ownFiles matches the files that hold an agent's rules, memory and permissions, and those that start
// programs with the user's session.
const ownFiles = `(?i)\b(?:CLAUDE|AGENTS|GEMINI|SOUL|MEMORY)\.md\b|\.cursorrules\b|\.cursor/rules\b|\.claude/settings\b|\.mcp\.json\b|\.vscode/settings\.json\b|` +
	`\.github/copilot-instructions\.md\b|~/\.(?:bashrc|zshrc)\b|\bcrontab\b|\bLaunchAgents\b|\bsystemd\b`

var ownFile = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(ownFiles) })

var (
	writeVerb = regexp.MustCompile(`(?i)(?:^|[^\w-])((?:add|append|write|update|insert|modify|edit|create)\s)`)
	proposes  = regexp.MustCompile(`(?i)\b(?:propos\w+|suggest\w*|recommend\w*|offer\w*|pull\s+requests?|ask\w*|approv\w+|confirm\w*|want\w*|should|when\s+the\s+user|if\s+the\s+user|the\s+user\s+(?:can|may)|you\s+can|how\s+to)\b`)
	writing   = regexp.MustCompile(`(?:>>?|\btee\b|\bsed\s+-i\S*\s)[^\n|;&]{0,60}$`)
)

// orderedWrites finds orders to write one of an agent's own files: a verb up to 80 bytes before its name, in
// a sentence that does not leave the change to people.
func orderedWrites(p *Pattern, s string) [][]int {
	const reach = 80
	var found [][]int
	last := -1
	for _, at := range p.FindAllIndex(s, maxPhrases) {
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

var into = regexp.MustCompile(`(?i)\b(?:to|into|in|at)\b`)

// intoFile says whether a verb changes what the file says: to create one, or to add one more, is to set up a
// project.
func intoFile(verb, rest string) bool {
	switch strings.ToLower(strings.TrimSpace(verb)) {
	case "update", "modify", "edit":
		return true
	}
	return into.MatchString(rest)
}

// commandWrites finds shell commands that write one of an agent's own files.
func commandWrites(p *Pattern, s string) [][]int {
	const reach = 80
	var found [][]int
	for _, at := range p.FindAllIndex(s, maxPhrases) {
		from := max(0, at[0]-reach)
		if m := writing.FindStringIndex(s[from:at[0]]); m != nil {
			found = append(found, []int{from + m[0], at[1]})
		}
	}
	return found
}
