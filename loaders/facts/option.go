package facts

import (
	"slices"
	"strings"

	"github.com/pacheck/pacheck/loaders/source"
)

// option is one option of a command line.
type option struct {
	name  string      // with its dashes, without "="
	value source.Text // absent where it has none
	at    source.Text // the argument that holds the name
}

// place is where the value stands, or else the option.
func (o option) place() source.Place {
	if o.value.Set {
		return o.value.At
	}
	return o.at.At
}

// splitOptions reads the options at the start of args, up to the first argument that is neither an option
// nor the value of one, or up to "--". Values are the options that take a value; their short ones may stand
// at the end of a cluster (-it, -iv) or be followed by the value at once (-p8080).
func splitOptions(args []source.Text, values []string) (options []option, rest []source.Text) {
	for i := 0; i < len(args); i++ {
		arg := args[i]
		if arg.V == "--" {
			return options, args[i+1:]
		}
		if len(arg.V) < 2 || arg.V[0] != '-' {
			return options, args[i:]
		}
		o, needsNext := readOption(arg, values)
		if needsNext && i+1 < len(args) {
			i++
			o[len(o)-1].value = args[i]
		}
		options = append(options, o...)
	}
	return options, nil
}

// readOption takes one argument apart; needsNext says that the value of the last option is the next one.
func readOption(arg source.Text, values []string) (options []option, needsNext bool) {
	if name, value, found := strings.Cut(arg.V, "="); found && (strings.HasPrefix(name, "--") || !isCluster(name, values)) {
		at := arg.At.Sub(arg.V, len(arg.V)-len(value), len(arg.V))
		return []option{{name: name, value: source.Say(value, at), at: arg}}, false
	}
	if strings.HasPrefix(arg.V, "--") || slices.Contains(values, arg.V) || !isCluster(arg.V, values) {
		return []option{{name: arg.V, at: arg}}, slices.Contains(values, arg.V)
	}
	for i := 1; i < len(arg.V); i++ {
		o := option{name: "-" + arg.V[i:i+1], at: arg}
		if !slices.Contains(values, o.name) {
			options = append(options, o)
			continue
		}
		if i+1 == len(arg.V) {
			return append(options, o), true
		}
		start := i + 1
		if arg.V[start] == '=' {
			start++
		}
		o.value = source.Say(arg.V[start:], arg.At.Sub(arg.V, start, len(arg.V)))
		return append(options, o), false
	}
	return options, false
}

// isCluster says whether an argument with one dash is several short options, of which one takes a value.
func isCluster(arg string, values []string) bool {
	if len(arg) < 3 {
		return false
	}
	for i := 1; i < len(arg); i++ {
		if slices.Contains(values, "-"+arg[i:i+1]) {
			return true
		}
		if !isWordByte(arg[i]) {
			return false
		}
	}
	return false
}

// optionValue is the value of the first of the options with one of the names.
func optionValue(options []option, names ...string) source.Text {
	for _, o := range options {
		if slices.Contains(names, o.name) {
			return o.value
		}
	}
	return source.Text{}
}

// hasOption says whether one of the names is among the options.
func hasOption(options []option, names ...string) bool {
	return slices.ContainsFunc(options, func(o option) bool { return slices.Contains(names, o.name) })
}
