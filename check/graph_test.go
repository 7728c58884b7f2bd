package check_test

import (
	"fmt"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"github.com/pacheck/pacheck/check"
)

// TestGraph: the graph has what acts and what it reaches, with the prompts of agents as their parts, and
// what nothing defines as a node without a file.
func TestGraph(t *testing.T) {
	o := options(mapFS(files{
		".claude/agents/lead.md":      "---\nname: lead\ndescription: Leads.\nmodel: sonnet\ntools: Agent(helper), mcp__mail__send\n---\nLead.\n",
		".claude/agents/helper.md":    "---\nname: helper\ndescription: Helps.\nmodel: sonnet\n---\nHelp.\n",
		".claude/settings.json":       `{"enabledMcpjsonServers": ["mail"], "permissions": {"allow": ["Read"]}}`,
		".claude/settings.local.json": `{"permissions": {"deny": ["Read"]}}`,
		".mcp.json":                   `{"mcpServers": {"mail": {"command": "mail"}}}`,
		"CLAUDE.md":                   "Be kind.\n",
	}))
	o.Rules = check.Selection{Profile: "none", Select: []string{"runner-package-unpinned"}}
	if g := run(t, o).Graph; g != nil {
		t.Errorf("a graph although no rule asks for more than one file: %v", g)
	}
	o.Graph = true
	g := run(t, o).Graph
	var got []string
	for _, n := range g.Nodes {
		got = append(got, fmt.Sprintf("%s %s in %q, with %d parts", n.Kind, n.Name, n.File, len(n.Parts)))
	}
	for _, e := range g.Edges {
		got = append(got, fmt.Sprintf("%s %s %s (broken: %v)", e.From, e.Rel, e.To, e.Broken))
	}
	want := []string{
		`host .claude/settings.json in ".claude/settings.json", with 0 parts`,
		`agent helper in ".claude/agents/helper.md", with 1 parts`,
		`agent lead in ".claude/agents/lead.md", with 1 parts`,
		`server mail in ".mcp.json", with 0 parts`,
		`tool mcp__mail__send in "", with 0 parts`,
		`model sonnet in "", with 0 parts`,
		"agents:.claude/agents/helper.md#helper uses_model models:#sonnet (broken: false)",
		"agents:.claude/agents/lead.md#lead delegates_to agents:.claude/agents/helper.md#helper (broken: false)",
		"agents:.claude/agents/lead.md#lead uses_model models:#sonnet (broken: false)",
		"agents:.claude/agents/lead.md#lead uses_tool tools:#mcp__mail__send (broken: false)",
		"servers:.mcp.json#mail offers tools:#mcp__mail__send (broken: false)",
		"settings:.claude/settings.json#.claude/settings.json uses_server servers:.mcp.json#mail (broken: false)",
	}
	if diff := gocmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// TestVerdict: the threshold of the configuration decides.
func TestVerdict(t *testing.T) {
	grant := files{".claude/settings.json": `{"permissions": {"allow": ["Bash(*)"]}}`}
	tests := []struct {
		name, failOn string
		files        files
		want         string
	}{
		{"nothing found", "low", files{"CLAUDE.md": "Be kind.\n"}, check.VerdictPassed},
		{"at the threshold", "high", grant, check.VerdictFailed},
		{"below it", "critical", grant, check.VerdictPassed},
		{"never", "never", grant, check.VerdictPassed},
		{"a broken file", "never", files{".mcp.json": "{"}, check.VerdictIncomplete},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			o := options(mapFS(tt.files))
			o.Config = &check.Config{Layers: []check.Layer{{FailOn: check.Stated{Value: tt.failOn}}}}
			if got := run(t, o).Verdict; got != tt.want {
				t.Errorf("%s, want %s", got, tt.want)
			}
		})
	}
}
