package facts_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/pacheck/pacheck/loaders/facts"
)

func TestBypassFlags(t *testing.T) {
	for _, tc := range []struct{ name, script, program, flags string }{
		{"claude", `claude -p --dangerously-skip-permissions "x"`, "claude", "--dangerously-skip-permissions"},
		{"codex", "codex exec --yolo -", "codex", "--yolo"},
		{"codex values", "codex -a never --sandbox danger-full-access x", "codex", "-a never|--sandbox danger-full-access"},
		{"gemini", "gemini --approval-mode=yolo", "gemini", "--approval-mode=yolo"},
		{"copilot", "copilot --allow-all-tools", "copilot", "--allow-all-tools"},
		{"permission mode", "claude --permission-mode bypassPermissions", "claude", "--permission-mode bypassPermissions"},
		{"through a runner", "npx -y @anthropic-ai/claude-code@1.0.0 --dangerously-skip-permissions", "claude", "--dangerously-skip-permissions"},
		{"with folder", "/usr/local/bin/claude --dangerously-skip-permissions", "claude", "--dangerously-skip-permissions"},
		{"wrapped", "timeout 60 sh -c 'q chat --trust-all-tools'", "q", "--trust-all-tools"},
		{"letter", "rm q --yolo", "", ""},

		{"other program", "server --yolo", "", ""},
		{"other flags", "claude --allow-all-origins --yes --force", "claude", ""},
		{"kept sandbox", "codex --sandbox workspace-write -a on-request", "codex", ""},
		{"in the prompt", `claude -p "never use --dangerously-skip-permissions here"`, "claude", ""},
		{"other value", "gemini --approval-mode default", "gemini", ""},
	} {
		t.Run(tc.name, func(t *testing.T) {
			program, flags := facts.BypassFlags(facts.Commands(say(tc.script)[0])[0])
			if diff := cmp.Diff([]string{tc.program, tc.flags}, []string{program, texts(flags)}); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestBypassFlagsOfTheLexicon(t *testing.T) {
	pattern := facts.Lookup("approval_bypass_flag")
	for _, flag := range []string{
		"--dangerously-skip-permissions", "--dangerously-bypass-approvals-and-sandbox", "--yolo", "--trust-all-tools", "--allow-all-tools", "--allow-all",
		"--yes-always", "--skip-permissions-unsafe", "--approval-mode yolo", "--ask-for-approval never", "-a never", "--permission-mode bypassPermissions",
		"--sandbox danger-full-access", "--allow-all-origins", "--yolov8", "--yes", "--approval-mode plan",
	} {
		_, flags := facts.BypassFlags(say(append([]string{"claude"}, strings.Fields(flag)...)...))
		if want := pattern.MatchString("claude " + flag); want != (len(flags) == 1) {
			t.Errorf("%s: the lexicon says %v", flag, want)
		}
	}
}

func TestAllowedTools(t *testing.T) {
	argv := facts.Commands(say(`claude --allowedTools "Bash(git:*),Read" Edit -p x --allowed-tools=Write --add-dir ../a,~ /b --model m`)[0])[0]
	if diff := cmp.Diff("Bash(git:*)|Read|Edit|Write", texts(facts.AllowedTools(argv))); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff("../a|~|/b", texts(facts.AddedDirs(argv))); diff != "" {
		t.Error(diff)
	}
}
