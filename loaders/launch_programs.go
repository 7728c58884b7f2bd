package loaders

import (
	"slices"
	"strings"

	"github.com/pacheck/pacheck/loaders/facts"
	"github.com/pacheck/pacheck/loaders/source"
)

// agentProgram is the agent program that a word names, itself or the package that holds it; empty for
// any other.
func agentProgram(word source.Text) string {
	program, _ := facts.BypassFlags([]source.Text{word})
	return program
}

// programDialect is the host that a program is.
func programDialect(program string) string {
	switch program {
	case "claude":
		return "claude-code"
	case "gemini":
		return "gemini-cli"
	case "copilot":
		return "copilot-cli"
	case "q", "kiro-cli":
		return "kiro-amazonq"
	case "cursor-agent":
		return "cursor"
	}
	return program
}

// otherCommands are the subcommands of agent programs that start no agent.
var otherCommands = map[string][]string{
	"claude":       {"mcp", "plugin", "plugins", "config", "update", "doctor", "install", "setup-token", "auth", "login", "logout", "migrate-installer", "upgrade"},
	"codex":        {"login", "logout", "mcp", "completion", "features", "update"},
	"gemini":       {"mcp", "extensions", "extension", "skills", "hooks"},
	"opencode":     {"auth", "upgrade", "models", "mcp", "stats", "export", "import", "uninstall", "agent"},
	"cursor-agent": {"login", "logout", "status", "update", "upgrade", "mcp"},
	"kiro-cli":     {"login", "logout", "update", "doctor", "settings", "mcp", "integrations"},
}

// ownCommands tell programs apart from others of the same name: one of these must be among the
// arguments.
var ownCommands = map[string][]string{
	"goose":   {"session", "run", "web", "acp", "schedule", "project", "recipe"},
	"q":       {"chat"},
	"amp":     {"-x", "--execute", "--dangerously-allow-all", "threads"},
	"droid":   {"exec"},
	"copilot": {"-p", "--prompt", "--allow-tool", "--deny-tool", "--model", "--add-dir", "-i", "--interactive", "--resume", "--continue", "--agent"},
}

// runsAgent says whether a command line of an agent program runs an agent, rather than setting the
// program up, or another program of the same name.
func runsAgent(program string, argv []source.Text) bool {
	named := slices.Concat([]source.Text{source.Say(program, argv[0].At)}, argv[1:])
	args := make([]string, 0, len(argv))
	for _, arg := range argv[1:] {
		name, _, _ := strings.Cut(arg.V, "=")
		args = append(args, name)
	}
	for _, arg := range args {
		if slices.Contains([]string{"--version", "-v", "-V", "--help", "-h"}, arg) {
			return false
		}
	}
	if _, flags := facts.BypassFlags(named); len(flags) > 0 {
		return true
	}
	if own := ownCommands[program]; own != nil {
		return slices.ContainsFunc(args, func(arg string) bool { return slices.Contains(own, arg) })
	}
	return len(args) == 0 || !slices.Contains(otherCommands[program], firstCommand(args))
}

// firstCommand is the first argument that is no option, nor the package that a runner fetches.
func firstCommand(args []string) string {
	for _, arg := range args {
		if !strings.HasPrefix(arg, "-") && agentProgram(source.Say(arg, source.Place{})) == "" {
			return arg
		}
	}
	return ""
}

// sandboxOff is the option that switches a program's sandbox off.
func sandboxOff(program string, argv []source.Text) source.Text {
	for i, arg := range argv {
		name, value, joined := strings.Cut(arg.V, "=")
		if !joined && i+1 < len(argv) {
			value = argv[i+1].V
		}
		switch {
		case name == "--dangerously-bypass-approvals-and-sandbox", name == "--no-sandbox", program == "codex" && name == "--yolo":
			return arg
		case (name == "--sandbox" || name == "-s") && (value == "danger-full-access" || joined && value == "false"):
			return source.Say(name+" "+value, arg.At)
		}
	}
	return source.Text{}
}

// argumentWords splits the arguments that stand in one text, over several lines or not, as a shell does.
func argumentWords(t source.Text) []source.Text {
	if !t.Set {
		return nil
	}
	var words []source.Text
	for _, command := range facts.Commands(t) {
		words = append(words, command...)
	}
	return words
}
