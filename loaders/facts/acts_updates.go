package facts

import "regexp"

// actOwn is a path to what a model is told: the folder of the skill, folders and files of agent hosts.
const actOwn = `(?:["']?(?:~|\$\{?HOME\}?|\.|\.\.|%USERPROFILE%)?[/\\]?(?:[\w.-]+[/\\])*(?:\.(?:claude|codex|cursor|gemini|agents|openclaw|clawdbot|windsurf|copilot|opencode|kiro|roo|goose)(?:[/\\]|["'\s]|$)|skills?[/\\]|SKILL\.md|CLAUDE\.md|AGENTS\.md|GEMINI\.md|\.cursorrules|\.windsurfrules)|["']?\$\{?CLAUDE_(?:SKILL_DIR|PLUGIN_ROOT)\}?|["']?\{baseDir\})`

var (
	actUpdates = NewPattern(`(?i)\bgit\s+-C\s+` + actOwn + `[^\s|;&]*\s+(?:pull\b|fetch\b[^\n]{0,80}\breset\b)` +
		`|\bcd\s+` + actOwn + `[^\s;&|]*\s*(?:&&|;)\s*git\s+(?:pull\b|fetch\b[^\n]{0,80}\breset\b)` +
		`|\b(?:curl|wget)\b[^\n|;&]{0,300}?\s(?:-o|-O|--output|--output-document)[ =]` + actOwn +
		`|\b(?:curl|wget)\b[^\n|;&]{0,300}?\s>\s*` + actOwn +
		`|\bnpx\s+(?:-\S+\s+)*(?:clawhub|skills|skillfish|openskills|add-skill)(?:@\S+)?\s+(?:install|update|add|i|sync)\b[^\n|;&]*`)

	actUpdateText = NewPattern(`(?i)\b(?:update|refresh|sync(?:hroni[sz]e)?)\s+(?:this|the)\s+(?:skill|rules|instructions|agent)\s+from\s+[<\[\x60(]{0,2}https?://[^\s>)\x60]+`)

	// actFixedUpdate matches what ends in a single package with its version.
	actFixedUpdate = regexp.MustCompile(`\s(?:install|update|add|i|sync)\s+[\w./@-]+(?:@|\s--version[ =])v?\d+\.\d+\.\d+(?:\s+--?[\w-]+)*[\x60"'.,)\s]*$`)

	actInstalls = regexp.MustCompile(`(?i)\b(?:install(?:ation|ing)?|setup|set up|getting started|prerequisites?|upgrad(?:e|ing)|updating|updates?\W*$|quick ?start|contribut\w+|development)\b`)
)

// updates notes commands and sentences by which a text replaces itself, or other texts and code that a
// model is given, by what another machine has.
func (a *acts) updates() {
	for _, pattern := range []*Pattern{actUpdates, actUpdateText} {
		for start, end := range a.hits("update", pattern) {
			if actFixedUpdate.MatchString(a.s[start:end]) {
				continue
			}
			m := machineIn(a.s[start:end])
			install := false
			if i := a.index(start); i >= 0 {
				install = actInstalls.MatchString(a.headingOf(i))
			}
			a.add(Act{Kind: "self_update", Host: m.host, Install: install}, start, end)
		}
	}
}
