package loaders_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestLaunchPlaces(t *testing.T) {
	const workflow = ".github/workflows/a.yml"
	doc := loadText(workflow, map[string]string{workflow: `on: push
jobs:
  a:
    steps:
      - run: |
          cd x
          A=1 claude -p "${{ inputs.x }}" \
            --permission-mode bypassPermissions --add-dir=/
      - run: 'claude --allowedTools ''Bash(*)'' -p x'
`})
	a, b := doc.Launches[0], doc.Launches[1]
	got := []string{
		spot(a.Name.At), spot(a.Argv.V[2].At), spot(a.Argv.V[4].At), spot(a.BypassFlags[0].At), spot(a.Directories[0].At),
		spot(b.Allow[0].At), spot(b.Argv.V[4].At),
	}
	want := []string{
		"7:15 claude", `7:25 "${{ inputs.x }}"`, "8:31 bypassPermissions", "8:13 --permission-mode", "8:59 /",
		"9:37 ''Bash(*)''", "9:52 x",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestLaunches(t *testing.T) {
	tests := []struct{ name, script, want string }{
		{"the program itself", "claude -p x", "claude -p x"},
		{"in a folder", "./node_modules/.bin/claude -p x", "claude -p x"},
		{"in a pipeline", "git diff | codex exec - > out", "codex exec -"},
		{"in a substitution", `x=$(gemini -p "y")`, "gemini -p y"},
		{"behind wrappers", "sudo -u bot env A=b timeout 5 claude -p x", "claude -p x"},
		{"in a condition", "if claude -p x; then echo ok; fi", "claude -p x"},
		{"from a package", "npx -y @anthropic-ai/claude-code@2 -p x", "npx -y @anthropic-ai/claude-code@2 -p x"},
		{"in a shell", `sh -c "claude -p x && git push"`, "claude -p x"},
		{"in a container", "docker run --rm example/agent:1 claude -p x", "claude -p x"},
		{"in a service", "docker compose run --rm app claude --dangerously-skip-permissions", "claude --dangerously-skip-permissions"},
		{"in a running container", "docker exec -it box codex --yolo", "codex --yolo"},
		{"a service of the name", "docker compose run --rm claude bash; docker compose logs codex", ""},
		{"as arguments of xargs", "ls | xargs -n1 claude -p", "claude -p"},
		{"without arguments", "claude", "claude"},
		{"goose", "goose run -i plan.md", "goose run -i plan.md"},
		{"q", "q chat --trust-all-tools", "q chat --trust-all-tools"},
		{"copilot", "copilot -p x --allow-all-tools", "copilot -p x --allow-all-tools"},
		{"two of them", "claude -p a\naider --yes-always", "claude -p a; aider --yes-always"},
		{"a script that cannot be parsed", "if then claude -p x", "claude -p x"},

		{"an argument", "echo claude; git checkout codex; which gemini", ""},
		{"a comment", "# claude --dangerously-skip-permissions\ntrue", ""},
		{"an assignment", "AGENT=claude", ""},
		{"an installation", "npm i -g @anthropic-ai/claude-code; pip install aider-chat; brew install opencode", ""},
		{"a version", "claude --version; codex -V; gemini --help", ""},
		{"a setup", "claude mcp add x; codex login; gemini extensions list; opencode auth login", ""},
		{"another goose", "goose -dir m postgres x up", ""},
		{"another copilot", "copilot deploy --name api --all", ""},
		{"another q", "q -t A example.com", ""},
		{"another amp", "amp up", ""},
		{"a path", "cat ~/.claude/settings.json; ls codex/", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			doc := loadText("run.sh", map[string]string{"run.sh": tt.script})
			var got []string
			if doc != nil {
				for _, l := range doc.Launches {
					var words []string
					for _, w := range l.Argv.V {
						words = append(words, w.V)
					}
					got = append(got, strings.Join(words, " "))
				}
			}
			if diff := cmp.Diff(tt.want, strings.Join(got, "; ")); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestIsolatedLaunches(t *testing.T) {
	tests := []struct {
		name, script string
		want         bool
	}{
		{"no container", "claude -p x", false},
		{"a container with network", "docker run --rm a/b:1 claude -p x", false},
		{"a container without network", "docker run --rm --network none a/b:1 claude -p x", true},
		{"with a secret", "docker run --network=none -e API_TOKEN a/b:1 claude -p x", false},
		{"with a secret around", "API_TOKEN=x docker run --network=none a/b:1 claude -p x", false},
		{"privileged", "docker run --network=none --privileged a/b:1 claude -p x", false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			doc := loadText("run.sh", map[string]string{"run.sh": tt.script})
			if got := doc.Launches[0].Isolated; got != tt.want {
				t.Errorf("got %v, want %v", got, tt.want)
			}
		})
	}
}

// A launch stands where its program does, whatever is in front of it.
func TestLaunchesBehindWrappers(t *testing.T) {
	for script, want := range map[string]string{
		"timeout 5 claude -p x":                    "1:11 claude",
		"dotenv -e .env -- claude -p x":            "1:19 claude",
		"sudo -u bot env A=b timeout 5 codex exec": "1:31 codex",
		"claude -p x":                              "1:1 claude",
		"npx -y @anthropic-ai/claude-code@2 -p x":  "1:1 npx",
	} {
		doc := loadText("run.sh", map[string]string{"run.sh": script})
		if got := spot(doc.Launches[0].Name.At); got != want {
			t.Errorf("%s stands at %q, want %q", script, got, want)
		}
	}
}
