package facts

import "strings"

// Redact replaces the middle of each credential in s by an ellipsis: of one in the format of a provider
// the first four characters stay, of one in an address none. It takes time linear in the length of s and
// returns s itself where there is none.
func Redact(s string) string {
	found := findCredentials(s)
	if len(found) == 0 {
		return s
	}
	var b strings.Builder
	at := 0
	for _, c := range found {
		if c.start < at {
			continue
		}
		b.WriteString(s[at:c.start])
		b.WriteString(c.prefix(s))
		b.WriteString("…")
		at = c.end
	}
	b.WriteString(s[at:])
	return b.String()
}
