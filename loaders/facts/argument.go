package facts

import (
	"slices"
	"strings"
)

// ArgumentsIn are the arguments of a slash command that a shell command expands, each once: $ARGUMENTS
// anywhere, since the host puts it in before any shell looks at quotes, and $1 to $9 outside single quotes,
// within which they belong to awk and the like.
func ArgumentsIn(command string) []string {
	var found []string
	note := func(name string) {
		if !slices.Contains(found, name) {
			found = append(found, name)
		}
	}
	single, double := false, false
	for i := 0; i < len(command); i++ {
		switch c := command[i]; {
		case c == '\\' && !single:
			i++
		case c == '\'' && !double:
			single = !single
		case c == '"' && !single:
			double = !double
		case c == '$' && strings.HasPrefix(command[i:], "$ARGUMENTS"):
			note("$ARGUMENTS")
		case c == '$' && !single && i+1 < len(command) && command[i+1] >= '1' && command[i+1] <= '9':
			note(command[i : i+2])
		}
	}
	return found
}
