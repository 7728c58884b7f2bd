package facts_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/pacheck/pacheck/loaders/facts"
	"github.com/pacheck/pacheck/loaders/source"
)

func TestParseGrant(t *testing.T) {
	for _, tc := range []struct{ entry, host, want string }{
		{"Bash", "claude-code", "shell all"},
		{"Bash(*)", "claude-code", "shell all"},
		{" Bash( * ) ", "claude-code", "shell all"},
		{"Bash()", "claude-code", "shell all"},
		{"Bash(:*)", "claude-code", "shell all"},
		{"Bash(*:*)", "claude-code", "shell all"},
		{"run_shell_command", "gemini-cli", "shell all"},
		{"Shell(*)", "cursor", "shell all"},
		{"Bash(git push *)", "claude-code", "shell prefix command=git push"},
		{"Bash(npm run test:*)", "claude-code", "shell prefix command=npm run test"},
		{"Bash(git status)", "claude-code", "shell exact command=git status"},
		{"Bash(git * main)", "claude-code", "shell pattern command=git * main"},
		{"Bash(echo (a))", "claude-code", "shell exact command=echo (a)"},
		{"run_shell_command(git)", "gemini-cli", "shell prefix command=git"},
		{"shell(git:*)", "copilot-cli", "shell prefix command=git"},
		{"Bash(python3:*)", "claude-code", "shell prefix command=python3 interpreter=python3"},
		{"Bash(curl *)", "claude-code", "shell prefix command=curl interpreter=curl"},
		{"Bash(docker run:*)", "claude-code", "shell prefix command=docker run interpreter=docker run"},
		{"Shell(curl)", "cursor", "shell prefix command=curl interpreter=curl"},
		{"Bash(python scripts/build.py)", "claude-code", "shell exact command=python scripts/build.py"},
		{"Bash(python -m pytest:*)", "claude-code", "shell prefix command=python -m pytest"},
		{"Bash(kubectl get:*)", "claude-code", "shell prefix command=kubectl get"},
		{"Bash(docker ps)", "claude-code", "shell exact command=docker ps"},
		{"BashOutput", "claude-code", "bashoutput all"},
		{"shell:cmd=git log *", "cagent", "shell prefix command=git log"},
		{"shell:cmd=*", "cagent", "shell all"},

		{"Read(./.env)", "claude-code", "read exact path=./.env"},
		{"Edit(/src/**)", "claude-code", "edit pattern path=./src/**"},
		{"Write(/**)", "claude-code", "write pattern path=./**"},
		{"Write(//**)", "claude-code", "write pattern path=/** root"},
		{"Write(/**)", "cursor", "write pattern path=/** root"},
		{"Read(//Users/ada/**)", "claude-code", "read pattern path=/Users/ada/** root"},
		{"Read(//tmp/x)", "claude-code", "read exact path=/tmp/x"},
		{"Read(~/**)", "claude-code", "read pattern path=~/** root"},
		{"Edit(~/projects/x)", "claude-code", "edit exact path=~/projects/x"},
		{"Edit(../../**)", "claude-code", "edit pattern path=../../** root"},
		{"Edit(../shared)", "claude-code", "edit exact path=../shared"},
		{"Edit(**)", "claude-code", "edit all"},
		{"Read", "claude-code", "read all"},
		{"read_file", "gemini-cli", "read all"},
		{"NotebookEdit", "claude-code", "notebook all"},

		{"WebFetch(domain:Docs.example)", "claude-code", "web_fetch exact domain=docs.example"},
		{"WebFetch(domain:*)", "claude-code", "web_fetch all"},
		{"url(https://x.example/y)", "copilot-cli", "web_fetch exact domain=x.example"},
		{"WebSearch", "claude-code", "web_search all"},
		{"google_web_search", "gemini-cli", "web_search all"},

		{"mcp__tracker__get_issue", "claude-code", "mcp exact server=tracker mcp_tool=get_issue"},
		{"mcp__tracker", "claude-code", "mcp all server=tracker"},
		{"mcp__tracker__*", "claude-code", "mcp all server=tracker mcp_tool=*"},
		{"mcp__tracker__get_*", "claude-code", "mcp pattern server=tracker mcp_tool=get_*"},
		{"mcp__*", "claude-code", "mcp all server=*"},
		{"Mcp(*:*)", "cursor", "mcp all server=* mcp_tool=*"},
		{"Mcp(tracker:get)", "cursor", "mcp exact server=tracker mcp_tool=get"},
		{"tracker/*", "vscode-copilot", "mcp all server=tracker mcp_tool=*"},
		{"@tracker/get", "kiro-amazonq", "mcp exact server=tracker mcp_tool=get"},
		{"@tracker", "kiro-amazonq", "mcp all server=tracker"},
		{"tracker(get)", "copilot-cli", "mcp exact server=tracker mcp_tool=get"},
		{"tracker", "copilot-cli", "mcp all server=tracker"},
		{"execute/runInTerminal", "vscode-copilot", "shell all"},
		{"execute/*", "vscode-copilot", "shell all"},
		{"search/codebase", "vscode-copilot", "search all"},
		{"read/problems", "vscode-copilot", "problems all"},

		{"Agent(reviewer)", "claude-code", "agent exact"},
		{"Task", "claude-code", "agent all"},
		{"Skill(pdf)", "claude-code", "skill exact"},
		{"*", "claude-code", "* all"},
		{"TodoWrite", "claude-code", "todowrite all"},
		{"", "claude-code", " all"},
	} {
		t.Run(tc.entry+" "+tc.host, func(t *testing.T) {
			g := facts.ParseGrant(say(tc.entry)[0], tc.host)
			got := g.Tool + " " + g.Matches
			for _, member := range [][2]string{{"command", g.Command}, {"interpreter", g.Interpreter}, {"path", g.Path}, {"domain", g.Domain}, {"server", g.Server}, {"mcp_tool", g.MCPTool}} {
				if member[1] != "" {
					got += " " + member[0] + "=" + member[1]
				}
			}
			got += map[bool]string{true: " root"}[g.PathRoot]
			if diff := cmp.Diff(tc.want, got); diff != "" {
				t.Error(diff)
			}
			if g.MatchesAll != (g.Matches == "all") {
				t.Errorf("matches %q and matches all %v", g.Matches, g.MatchesAll)
			}
		})
	}
}

func TestParseGrantAgreesWithTheLexicon(t *testing.T) {
	shell, interpreter := facts.Lookup("shell_wildcard_grant"), facts.Lookup("interpreter_wildcard_grant")
	for _, entry := range []string{
		"Bash", "Bash(*)", "Bash(:*)", "run_shell_command", "Shell()", "Bash(git status)", "Bash(npm run test:*)", "BashOutput", "powershell", "exec(**)",
		"Bash(python:*)", "Bash(curl *)", "Bash(sudo:*)", "Bash(npx:*)", "Bash(rm:*)", "Bash(python scripts/build.py)", "Bash(npm run lint)",
		"Bash(git diff:*)", "Bash(docker ps)", "Bash(python -c:*)", "Bash(pipx run *)", "Bash(find*)",
	} {
		g := facts.ParseGrant(say(entry)[0], "claude-code")
		if want := shell.MatchString(entry); want != (g.Tool == "shell" && g.MatchesAll) {
			t.Errorf("%s: the whole shell: the lexicon says %v", entry, want)
		}
		if want := interpreter.MatchString(entry); want != (g.Interpreter != "") {
			t.Errorf("%s: an interpreter: the lexicon says %v", entry, want)
		}
	}
}

func TestSplitTools(t *testing.T) {
	for in, want := range map[string]string{
		"Bash(git:*) Read":              "Bash(git:*)|Read",
		"Read, Grep,Bash(git log *, x)": "Read|Grep|Bash(git log *, x)",
		"Read file, Web search":         "Read file|Web search",
		"Bash(a b)":                     "Bash(a b)",
		"Bash (a b) Read":               "Bash (a b)|Read",
		`["Read", 'Edit']`:              "Read|Edit",
		"- Read\n- Edit\n":              "Read|Edit",
		"- Read - Edit":                 "Read|Edit",
		"":                              "",
		"Bash(unclosed Read":            "Bash(unclosed Read",
		"mcp__tracker__get_issue":       "mcp__tracker__get_issue",
		"Agent(a, b), Skill(c)":         "Agent(a, b)|Skill(c)",
	} {
		if diff := cmp.Diff(want, texts(facts.SplitTools(say(in)[0]))); diff != "" {
			t.Errorf("%q: %s", in, diff)
		}
	}
}

func TestSplitToolsPlaces(t *testing.T) {
	root := readJSON(t, `{"tools": "Read, \u0042ash(x)"}`)
	got := facts.SplitTools(root.Get("tools").Field())
	if diff := cmp.Diff([]string{"Read", `\u0042ash(x)`}, []string{got[0].At.Raw(), got[1].At.Raw()}); diff != "" {
		t.Error(diff)
	}
}

func FuzzGrant(f *testing.F) {
	for _, seed := range []string{"Bash(git *)", "mcp__a__b", "Read(//x)", "Mcp(*:*)", "a/b", "@x/y", "shell:cmd=x", "(", ")", "*"} {
		f.Add(seed, "claude-code")
	}
	f.Fuzz(func(t *testing.T, entry, host string) {
		for _, tool := range append(facts.SplitTools(source.Say(entry, source.Place{})), say(entry)...) {
			g := facts.ParseGrant(tool, host)
			if g.MatchesAll != (g.Matches == "all") || g.Raw != tool.V {
				t.Fatalf("%+v", g)
			}
			if strings.Contains(g.Interpreter, "*") {
				t.Fatalf("%+v", g)
			}
		}
	})
}
