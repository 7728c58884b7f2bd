package facts

import (
	"regexp"
	"slices"
	"strings"

	"github.com/pacheck/pacheck/loaders/source"
)

// ShellAction is something that a command or a script does that reaches outside: it runs what it fetches,
// sends something out, or removes the record of what an agent did.
type ShellAction struct {
	At     source.Place `json:"-"`
	Kind   string       `json:"kind" doc:"pipe_to_shell, pipe_to_shell_ps, decode_to_shell or reverse_shell where it runs what it fetches, decodes or is sent; sends_credentials, sends_environment, sends_conversation or sends for what goes out; risky_host for an address of a place that anybody may use unnamed; removes_record where it removes the agent's own record."`
	Text   string       `json:"text" doc:"The line, shortened."`
	Host   string       `json:"host,omitempty" doc:"The other machine, where the line names one."`
	Script string       `json:"script,omitempty" doc:"The script in which the line stands; empty for the command itself."`
	Line   int          `json:"line,omitempty" doc:"The number of the line in a text of several."`
}

// What the lines of a script are looked through for, beside the patterns of the lexicon.
var (
	actionHost    = NewPattern(`(?i)\bhttps?://[^\s"'<>)|;]+`)
	dumpsVariable = NewPattern(`(?:^|[;&|(\x60]|\$\()\s*(?:printenv|env)\s*(?:[|)>;&\x60]|$)`)
	conversation  = NewPattern(`(?i)transcript_path|\$\{?CLAUDE_TRANSCRIPT|\.claude/projects\b|\.codex/sessions\b|jq\b[^|]*['"\s]\.(?:prompt|user_prompt)\b`)
	wholeInput    = NewPattern(`(?:-d|--data|--data-binary|--data-raw|--json|-T|--upload-file)[ =]?["']?(?:@-|@/dev/stdin|-(?:\s|$)|"?\$\(cat\)|"?\$\(</dev/stdin\))`)
	assigned      = regexp.MustCompile(`(?:^|[\s;&])(?:export\s+|local\s+)?([A-Za-z_]\w*)=`)
	recordRemoved = NewPattern(`(?:\brm\s+(?:-\S+\s+)*|\btruncate\s+(?:-\S+\s+)*|\bshred\s+(?:-\S+\s+)*|[^0-9&>]>\s*|:\s*>\s*)["']?(?:~|\$HOME|\$\{HOME\})/(?:\.claude/(?:projects|history\.jsonl|logs)|\.codex/(?:sessions|history\.jsonl|log)|\.gemini/tmp|\.copilot/(?:logs|history-session-state)|\.cursor/projects)`)
	deviceHost    = regexp.MustCompile(`/dev/(?:tcp|udp)/([^/\s]+)/`)
)

// maxActions bounds how many actions of one text are listed.
const maxActions = 8

// ShellActions are what a command or a script does that reaches outside. Comments are left out, and lines
// that go on are put together.
func ShellActions(t source.Text) []ShellAction {
	if !t.Set || len(t.V) > scanLimit {
		return nil
	}
	var found []ShellAction
	carries := carriers{}
	for _, line := range scriptLines(t.V) {
		for _, a := range lineActions(line.text, carries) {
			if a.Line = line.number; len(found) < maxActions {
				found = append(found, a)
			}
		}
		carries.note(line.text)
	}
	if !strings.Contains(strings.TrimSpace(t.V), "\n") {
		for i := range found {
			found[i].Line = 0
		}
	}
	return found
}

// scriptLine is a line of a script with those that continue it.
type scriptLine struct {
	text   string
	number int
}

// scriptLines are the lines of a script that are no comments.
func scriptLines(text string) []scriptLine {
	var lines []scriptLine
	var open *scriptLine
	number := 0
	for raw := range strings.SplitSeq(text, "\n") {
		number++
		raw = strings.TrimRight(raw, " \t\r")
		trimmed := strings.TrimSpace(raw)
		if open == nil && (trimmed == "" || strings.HasPrefix(trimmed, "#") || strings.HasPrefix(trimmed, "//")) {
			continue
		}
		if open == nil {
			lines = append(lines, scriptLine{number: number})
			open = &lines[len(lines)-1]
		}
		more := strings.HasSuffix(raw, `\`)
		open.text += strings.TrimSuffix(raw, `\`) + " "
		if !more {
			open = nil
		}
	}
	return lines
}

// carriers are the variables of a script that hold what should not go out, and the kind of it.
type carriers map[string]string

// note remembers the variables that a line fills with what should not go out.
func (c carriers) note(line string) {
	if kind := c.content(line); kind != "" {
		for _, m := range assigned.FindAllStringSubmatch(line, 4) {
			c[m[1]] = kind
		}
	}
}

// content is the kind of what a line reads that should not go out; empty where there is nothing.
func (c carriers) content(line string) string {
	switch {
	case Lookup("credential_path").MatchString(line):
		return "sends_credentials"
	case dumpsVariable.MatchString(line):
		return "sends_environment"
	case conversation.MatchString(line):
		return "sends_conversation"
	}
	for name, kind := range c {
		if mentions(line, name) {
			return kind
		}
	}
	return ""
}

// mentions says whether a line expands a variable.
func mentions(line, name string) bool {
	if strings.Contains(line, "${"+name+"}") {
		return true
	}
	_, rest, found := strings.Cut(line, "$"+name)
	return found && (rest == "" || !isWordByte(rest[0]))
}

// lineActions are the actions of one line.
func lineActions(line string, carries carriers) []ShellAction {
	var found []ShellAction
	note := func(kind, text, host string) {
		found = append(found, ShellAction{Kind: kind, Text: shortened(text), Host: host})
	}
	for _, kind := range downloadKinds {
		for _, at := range Lookup(kind).FindAllIndex(line, 2) {
			text := line[at[0]:at[1]]
			if host := hostIn(text); !LoopbackHost(host) {
				note(kind, text, host)
			}
		}
	}
	if recordRemoved.MatchString(line) {
		note("removes_record", line, "")
	}
	outbound := Lookup("outbound_command").FindAllIndex(line, 1)
	if outbound == nil {
		return append(found, riskyAddress(line)...)
	}
	host := hostIn(line[outbound[0][0]:])
	if LoopbackHost(host) {
		return found
	}
	kind := carries.content(line)
	if kind == "" && wholeInput.MatchString(line) && readsInput(line[:outbound[0][0]], line[outbound[0][0]:]) {
		kind = "sends_conversation"
	}
	if kind == "" {
		kind = "sends"
	}
	note(kind, line, host)
	return append(found, riskyAddress(line)...)
}

// readsInput says whether a command that sends its input stands first in its line, so that the input is
// what the host hands to the hook.
func readsInput(before, command string) bool {
	before = strings.TrimSpace(before)
	return !strings.HasSuffix(before, "|") && !strings.Contains(command, "<<") ||
		strings.HasSuffix(before, "cat |")
}

// riskyAddress is the address of a place that anybody may use unnamed, where a line names one.
func riskyAddress(line string) []ShellAction {
	for _, at := range Lookup("risky_host").FindAllIndex(line, 4) {
		host := hostIn(line[at[0]:])
		u := ParseURL(source.Say("https://"+host, source.Place{}))
		if u != nil && !u.Loopback && !u.Private {
			return []ShellAction{{Kind: "risky_host", Text: shortened(line), Host: host}}
		}
	}
	return nil
}

// hostIn is the host of the first address in a text, or of the first device of a connection; empty where a
// variable gives it.
func hostIn(text string) string {
	if m := deviceHost.FindStringSubmatch(text); m != nil {
		return strings.ToLower(m[1])
	}
	for _, at := range actionHost.FindAllIndex(text, 1) {
		u := ParseURL(source.Say(text[at[0]:at[1]], source.Place{}))
		if u != nil && !u.Variable {
			return u.Host
		}
	}
	return ""
}

// shortened is a line without blanks around it, cut where it is long.
func shortened(line string) string {
	words := strings.Fields(line)
	const most = 120
	text := Redact(strings.Join(words, " "))
	if len(text) <= most {
		return text
	}
	runes := []rune(text)
	return string(slices.Clip(runes[:min(len(runes), most)])) + "…"
}
