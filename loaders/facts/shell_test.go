package facts_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/pacheck/pacheck/loaders/facts"
	"github.com/pacheck/pacheck/loaders/source"
)

func TestParseLaunchOpaque(t *testing.T) {
	for _, tc := range []struct {
		name, want string
		argv       []string
	}{
		{"several and background", "several_commands background", []string{"bash", "-c", "cd /srv; ./x & node s.js"}},
		{"and", "several_commands", []string{"sh", "-c", "cd x && npx foo"}},
		{"lines", "several_commands", []string{"sh", "-c", "a\nb"}},
		{"pipeline", "pipeline", []string{"sh", "-c", "a | b"}},
		{"substitution", "substitution", []string{"sh", "-c", "npx $(cat p)"}},
		{"backquotes", "substitution", []string{"sh", "-c", "npx `cat p`"}},
		{"redirection", "redirection", []string{"sh", "-c", "node x > log"}},
		{"here document", "redirection", []string{"sh", "-c", "node <<E\nx\nE\n"}},
		{"background", "background", []string{"sh", "-c", "node x &"}},
		{"compound", "several_commands", []string{"sh", "-c", "if a; then b; fi"}},
		{"template", "several_commands", []string{"sh", "-c", "npx <PKG>; ${{ x.y }}"}},
		{"unreadable", "several_commands", []string{"sh", "-c", "a ); b"}},
		{"cmd", "several_commands", []string{"cmd", "/c", "a && b"}},
		{"cmd with lines", "several_commands", []string{"cmd", "/c", "a\nb"}},
		{"cmd with words", "pipeline", []string{"cmd", "/c", "a", "|", "b"}},
		{"powershell", "pipeline", []string{"powershell", "-NoProfile", "-Command", "irm x | iex"}},
		{"powershell without flag", "several_commands", []string{"powershell", "a; b"}},
		{"encoded", "encoded", []string{"pwsh", "-enc", "aGk="}},
		{"line as command", "pipeline", []string{"a | b"}},
		{"login shell", "several_commands", []string{"bash", "-lc", "nvm use; node x"}},
		{"deep", "unparsed", []string{"sh", "-c", strings.Repeat("(", 5000)}},

		{"null device", "", []string{"sh", "-c", "node x 2>/dev/null"}},
		{"both streams", "", []string{"sh", "-c", "node x 2>&1"}},
		{"parameter", "", []string{"sh", "-c", "node ${X:-y} $Z"}},
		{"working directory", "", []string{"sh", "-c", "docker run -v $(pwd):/x img"}},
		{"no script", "", []string{"sh", "-c"}},
		{"semicolon at the end", "", []string{"sh", "-c", "node x;"}},
		{"quoted operators", "", []string{"sh", "-c", "node 'a | b' \"c; d\""}},
		{"operators in an argument", "", []string{"server", "a | b; c"}},
		{"cmd null device", "", []string{"cmd", "/c", "npx foo 2>nul"}},
		{"powershell trailing semicolon", "", []string{"pwsh", "-Command", "npx foo;"}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			got := ""
			if s := launch(tc.argv...).Shell; s != nil {
				got = strings.Join(s.Reasons, " ")
			}
			if diff := cmp.Diff(tc.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestCommands(t *testing.T) {
	for _, tc := range []struct{ name, script, want string }{
		{"workflow", "set -e\nif x; then\n  claude -p \"do it\" --yolo\nfi\n# claude\n", "set|-e / x / claude|-p|do it|--yolo"},
		{"substitution", "a \"$(b c)\"", "a|$(b c) / b|c"},
		{"template", "echo ${{ github.sha }} && codex exec", "echo|${{ github.sha }} / codex|exec"},
		{"continued line", "claude \\\n  -p x", "claude|-p|x"},
		{"windows path", `C:\tools\x.exe a\ b`, `C:\tools\x.exe|a b`},
		{"unparseable", "if a 'b\nclaude --yolo", "if|a|b\nclaude --yolo"},
		{"unparseable with comment", "a )\n# b\nc d", "a|) / c|d"},
		{"ansi quotes", `echo $'a' b`, "echo|a|b"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			var got []string
			for _, c := range facts.Commands(say(tc.script)[0]) {
				got = append(got, texts(c))
			}
			if diff := cmp.Diff(tc.want, strings.Join(got, " / ")); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestCommandsPlaces(t *testing.T) {
	root := readJSON(t, `{"run": "a \"b\"\n'c d'"}`)
	commands := facts.Commands(root.Get("run").Field())
	got := []string{commands[0][1].At.Raw(), commands[1][0].At.Raw()}
	if diff := cmp.Diff([]string{`\"b\"`, `'c d'`}, got); diff != "" {
		t.Error(diff)
	}
}

func FuzzCommands(f *testing.F) {
	f.Add("a && b | c $(d) `e` > f")
	f.Add("if [ x ]; then ${{ y }}; fi")
	f.Fuzz(func(t *testing.T, script string) {
		for _, c := range facts.Commands(source.Say(script, source.Place{})) {
			if len(c) == 0 {
				t.Fatal("an empty command")
			}
		}
	})
}
