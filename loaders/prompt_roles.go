package loaders

import (
	"regexp"
	"strings"
	"unicode"

	"github.com/pacheck/pacheck/loaders/source"
)

var (
	roleLine = newLinePattern(`(?i)^[ \t]*#?[ \t]*(system|user|assistant|developer|tool|function)[ \t]*(?:\[[^\]\n]*\])?[ \t]*:[ \t]*\r?$`, func(line string) bool {
		return strings.HasSuffix(strings.TrimRight(line, " \t\r"), ":")
	})
	roleMark  = regexp.MustCompile(`\{\{~?\s*(#?)role\s+["']([a-z_]+)["'][^}]*\}\}`)
	roleClose = regexp.MustCompile(`\{\{~?\s*/role\s*~?\}\}`)
)

// roleMessages cuts a text at lines such as "system:". What stands before the first one is the system's.
func roleMessages(t source.Text) []Message {
	marks := roleLine.find(t.V)
	if marks == nil {
		return nil
	}
	var found []Message
	add := func(role string, start, end int) {
		if text := trimmed(t, start, end); text.V != "" || role != "" {
			found = append(found, message(role, text))
		}
	}
	if strings.TrimSpace(t.V[:marks[0][0]]) != "" {
		add("system", 0, marks[0][0])
	}
	for i, m := range marks {
		end := len(t.V)
		if i+1 < len(marks) {
			end = marks[i+1][0]
		}
		add(strings.ToLower(t.V[m[2]:m[3]]), m[1], end)
	}
	return found
}

// handlebarsMessages cuts a text at {{role "system"}} and takes blocks of {{#role}}. What stands before
// the first one is the user's.
func handlebarsMessages(t source.Text) []Message {
	marks := roleMark.FindAllStringSubmatchIndex(t.V, -1)
	if marks == nil {
		return nil
	}
	var found []Message
	if text := trimmed(t, 0, marks[0][0]); text.V != "" {
		found = append(found, message("user", text))
	}
	for i, m := range marks {
		end := len(t.V)
		if i+1 < len(marks) {
			end = marks[i+1][0]
		}
		if block := m[2] < m[3]; block {
			if closing := roleClose.FindStringIndex(t.V[m[1]:end]); closing != nil {
				end = m[1] + closing[0]
			}
		}
		found = append(found, message(t.V[m[4]:m[5]], trimmed(t, m[1], end)))
	}
	return found
}

// roleNames are the other names of roles.
var roleNames = map[string]string{"model": "assistant", "system_instruction": "system", "function": "tool"}

func message(role string, text source.Text) Message {
	if other := roleNames[role]; other != "" {
		role = other
	}
	return Message{Role: role, Text: text, At: text.At}
}

// trimmed is a part of a text without the blanks around it.
func trimmed(t source.Text, start, end int) source.Text {
	part := t.V[start:end]
	left := len(part) - len(strings.TrimLeftFunc(part, unicode.IsSpace))
	part = strings.TrimSpace(part)
	from := start + left
	if part == "" {
		from = start
	}
	return source.Say(part, t.At.Sub(t.V, from, from+len(part)))
}
