package facts

import (
	"regexp"
	"slices"
	"strings"

	"github.com/pacheck/pacheck/loaders/source"
)

// agentPrograms maps the names of agent programs, and of the packages that hold them, to the program.
var agentPrograms = map[string]string{
	"claude": "claude", "claude-code": "claude", "@anthropic-ai/claude-code": "claude",
	"codex": "codex", "@openai/codex": "codex",
	"gemini": "gemini", "gemini-cli": "gemini", "@google/gemini-cli": "gemini",
	"copilot": "copilot", "@github/copilot": "copilot",
	"q": "q", "qchat": "q", "kiro-cli": "kiro-cli", "cursor-agent": "cursor-agent", "opencode": "opencode", "opencode-ai": "opencode",
	"aider": "aider", "aider-chat": "aider", "goose": "goose", "amp": "amp", "@sourcegraph/amp": "amp", "droid": "droid",
}

var (
	bypassFlag  = regexp.MustCompile(`(?i)^(?:--dangerously-skip-permissions|--dangerously-bypass-approvals-and-sandbox|--yolo|--trust-all-tools|--allow-all-tools|--allow-all|--yes-always|--skip-permissions-unsafe)(?:=(?:true|1))?$`)
	bypassValue = regexp.MustCompile(`(?i)^(?:--approval-mode=yolo|(?:--ask-for-approval|-a)=never|--permission-mode=bypassPermissions|--sandbox=danger-full-access)$`)
)

// unwrapped is a command line without wrappers.
func unwrapped(argv []source.Text) []source.Text {
	u := &unwrapper{argv: argv, exact: true}
	u.run()
	return u.argv
}

// agentProgram is the agent program that a command line starts, by its own name or through a package
// runner; "" for any other.
func agentProgram(argv []source.Text) string {
	for i, arg := range argv {
		name, _ := cutVersion(arg.V)
		if program, ok := agentPrograms[strings.ToLower(name)]; ok && (i == 0 || len(name) > 1) {
			return program
		}
		if program, ok := agentPrograms[programName(name)]; ok && i == 0 {
			return program
		}
	}
	return ""
}

// BypassFlags are the options of a command line, wrapped or not, that switch human approval off, each with its value
// where that is an argument of its own; there are none where it starts no agent program.
func BypassFlags(argv []source.Text) (program string, flags []source.Text) {
	argv = unwrapped(argv)
	program = agentProgram(argv)
	if program == "" {
		return "", nil
	}
	for i, arg := range argv {
		switch {
		case bypassFlag.MatchString(arg.V), bypassValue.MatchString(arg.V):
			flags = append(flags, arg)
		case i+1 < len(argv) && bypassValue.MatchString(arg.V+"="+argv[i+1].V):
			flags = append(flags, source.Say(arg.V+" "+argv[i+1].V, arg.At))
		}
	}
	return program, flags
}

// AllowedTools are the permissions that the arguments of an agent program grant in advance.
func AllowedTools(argv []source.Text) []source.Text {
	return flagLists(argv, []string{"--allowedTools", "--allowed-tools", "--allow-tool"}, SplitTools)
}

// AddedDirs are the folders that the arguments of an agent program open besides the working one.
func AddedDirs(argv []source.Text) []source.Text {
	return flagLists(argv, []string{"--add-dir", "--include-directories"}, splitCommas)
}

// flagLists are the values of options that take one or more, each of which may be a list.
func flagLists(argv []source.Text, names []string, split func(source.Text) []source.Text) []source.Text {
	var values []source.Text
	open := false
	for _, arg := range argv {
		name, value, found := strings.Cut(arg.V, "=")
		switch {
		case found && slices.Contains(names, name):
			values = append(values, split(source.Say(value, arg.At.Sub(arg.V, len(name)+1, len(arg.V))))...)
		case strings.HasPrefix(arg.V, "-"):
			open = slices.Contains(names, arg.V)
		case open:
			values = append(values, split(arg)...)
		}
	}
	return values
}

// splitCommas splits a list at commas.
func splitCommas(t source.Text) []source.Text {
	return splitOutsideParens(t, func(c byte) bool { return c == ',' })
}
