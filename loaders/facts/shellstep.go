package facts

import (
	"regexp"
	"slices"
	"strings"

	"github.com/pacheck/pacheck/loaders/source"
)

// shellPrograms are the programs that read scripts; the last ones have a syntax of their own.
var shellPrograms = []string{"sh", "bash", "zsh", "dash", "ksh", "ash", "fish", "csh", "tcsh", "cmd", "powershell", "pwsh"}

var (
	posixShellValues = []string{"-o", "-O", "+o", "+O", "--rcfile", "--init-file", "-C", "--init-command"}
	powershellValues = []string{
		"-executionpolicy", "-ep", "-ex", "-exec", "-windowstyle", "-w", "-version", "-v", "-inputformat", "-outputformat",
		"-configurationname", "-workingdirectory", "-wd", "-psconsolefile",
	}
	posixCommandFlag = regexp.MustCompile(`^-[a-zA-Z]*c[a-zA-Z]*$`)
)

// shellStep resolves a shell that is given a script on its command line: it takes the shell off where
// the script is one simple command, and else notes why it cannot be. It is false where argv is no such
// shell.
func (u *unwrapper) shellStep() bool {
	name := programName(u.argv[0].V)
	if !slices.Contains(shellPrograms, name) {
		return false
	}
	script, flag, ok := u.shellScript(name)
	if !ok {
		return false
	}
	parsed := script.parse(name, flag)
	if len(parsed.commands) == 0 && len(parsed.reasons) == 0 {
		return false
	}
	if !parsed.simple() {
		parsed.because(parsed.orUnparsed())
		u.shell = &Shell{At: script.text.At, Opaque: true, Reasons: parsed.reasons, Script: script.text}
		return true
	}
	u.env = append(u.env, parsed.env...)
	u.exact = script.words == nil
	u.argv = passOn(parsed.commands[0], script.rest)
	u.wrappers = append(u.wrappers, name+" "+flag)
	return true
}

// passOn puts the arguments of a script, of which the first is its name, where it says "$@".
func passOn(command, rest []source.Text) []source.Text {
	last := len(command) - 1
	if last < 0 || command[last].V != "$@" {
		return command
	}
	return slices.Concat(command[:last], rest[min(1, len(rest)):])
}

// orUnparsed is a reason that a script which is not simple has anyway, or else "unparsed".
func (s *shellScript) orUnparsed() string {
	if len(s.reasons) > 0 {
		return s.reasons[0]
	}
	return "unparsed"
}

// scriptArgument is the script on a shell's command line.
type scriptArgument struct {
	text  source.Text   // the script, or the first word of it
	words []source.Text // the words of the script, where each is an argument of its own
	rest  []source.Text // arguments that follow the script, for POSIX shells
}

// parse takes the script apart by the rules of the shell.
func (a scriptArgument) parse(shell, flag string) *shellScript {
	switch {
	case strings.HasPrefix(flag, "-e"):
		return &shellScript{reasons: []string{"encoded"}}
	case shell != "cmd" && shell != "powershell" && shell != "pwsh":
		return readScript(a.text)
	}
	rules := powershellRules
	if shell == "cmd" {
		rules = cmdRules
	}
	if a.words == nil {
		return splitScript(a.text, rules)
	}
	return joinWords(a.words, rules)
}

// joinWords makes a script of words that are arguments already; only words that are operators end a
// command.
func joinWords(words []source.Text, rules splitRules) *shellScript {
	s := &shellScript{}
	var command []source.Text
	for i, w := range words {
		op, reason := rules.operator(w.V)
		if op == "" || op != w.V {
			command = append(command, w)
			continue
		}
		if op == "&" && i == 0 {
			continue
		}
		s.because(reason)
		s.flush(command)
		command = nil
	}
	s.flush(command)
	return s
}

// shellScript finds the script on the command line of a shell, and the flag before it.
func (u *unwrapper) shellScript(name string) (script scriptArgument, flag string, ok bool) {
	switch name {
	case "cmd":
		return u.cmdScript()
	case "powershell", "pwsh":
		return u.powershellScript(name)
	}
	args := u.argv[1:]
	for i := 0; i < len(args); i++ {
		arg := args[i].V
		if text, found := strings.CutPrefix(arg, "--command="); found {
			at := args[i].At.Sub(arg, len(arg)-len(text), len(arg))
			return scriptArgument{text: source.Say(text, at)}, "-c", true
		}
		switch {
		case arg == "--command", posixCommandFlag.MatchString(arg):
			if i+1 == len(args) {
				return script, "", false
			}
			return scriptArgument{text: args[i+1], rest: args[i+2:]}, arg, true
		case slices.Contains(posixShellValues, arg):
			i++
		case !strings.HasPrefix(arg, "-") && !strings.HasPrefix(arg, "+"):
			return script, "", false
		}
	}
	return script, "", false
}

// cmdScript finds what follows /c or /k.
func (u *unwrapper) cmdScript() (script scriptArgument, flag string, ok bool) {
	for i, arg := range u.argv[1:] {
		flag := strings.ToLower(arg.V)
		if len(flag) < 2 || flag[0] != '/' {
			return script, "", false
		}
		words := u.argv[i+2:]
		if flag != "/c" && flag != "/k" || len(words) == 0 {
			continue
		}
		if strings.ToLower(words[0].V) == "start" {
			words = afterStart(words)
		}
		return wordsOrText(words), flag, len(words) > 0
	}
	return script, "", false
}

// afterStart skips cmd's start with its options and title.
func afterStart(words []source.Text) []source.Text {
	words = words[1:]
	for len(words) > 0 && (strings.HasPrefix(words[0].V, "/") || words[0].V == "" || strings.HasPrefix(words[0].V, `"`)) {
		words = words[1:]
	}
	return words
}

// powershellScript finds what follows -Command, also where the flag is left out or shortened.
func (u *unwrapper) powershellScript(name string) (script scriptArgument, flag string, ok bool) {
	args := u.argv[1:]
	for i := 0; i < len(args); i++ {
		flag := strings.ToLower(args[i].V)
		switch {
		case !strings.HasPrefix(flag, "-"):
			return wordsOrText(args[i:]), "-command", name == "powershell" && !strings.HasSuffix(flag, ".ps1")
		case slices.Contains(powershellValues, flag):
			i++
		case flag == "-file" || flag == "-f":
			return script, "", false
		case len(flag) > 1 && (strings.HasPrefix("-command", flag) || strings.HasPrefix("-encodedcommand", flag) || flag == "-ec"):
			if i+1 == len(args) {
				return script, "", false
			}
			return wordsOrText(args[i+1:]), flag, true
		}
	}
	return script, "", false
}

// wordsOrText is a script that is one argument, or several.
func wordsOrText(words []source.Text) scriptArgument {
	switch len(words) {
	case 0:
		return scriptArgument{}
	case 1:
		return scriptArgument{text: words[0]}
	}
	return scriptArgument{text: words[0], words: words}
}
