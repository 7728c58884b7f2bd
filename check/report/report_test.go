package report_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/pacheck/pacheck/check"
	"github.com/pacheck/pacheck/check/policy"
	"github.com/pacheck/pacheck/check/report"
	"github.com/pacheck/pacheck/loaders"
	"github.com/pacheck/pacheck/loaders/source"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// token looks like a credential of a provider, and is put together here so that no scanner takes the
// source of this test for a leak.
var token = "ghp_" + strings.Repeat("Invented0", 4)

var (
	shellRule = &policy.Rule{
		Name: "unrestricted-shell-grant", Code: "PA-AGT-021", Group: "agent",
		Title:       "Unrestricted shell grant",
		Description: "A grant of the whole shell lets a prompt injection run anything that the developer can run.",
		Remediation: "Grant the commands that are needed, one by one:\n  Bash(npm test), Bash(git diff *).",
		Severity:    policy.High, Scope: policy.FileScope, Precision: "high", Principle: "least-privilege",
		SeverityWhen: []policy.SeverityWhen{{When: "a sandbox contains it", Severity: policy.Medium}},
		Packs:        map[string][]string{"owasp-llm": {"LLM06:2025"}, "owasp-agentic": {"ASI02", "ASI05"}},
		References:   []policy.Reference{{Ref: "https://example.com/shell", Description: "Why shells are special"}},
		Set:          "built-in", Digest: strings.Repeat("5a", 32),
	}
	secretRule = &policy.Rule{
		Name: "server-secret-literal", Code: "PA-MCP-003", Group: "mcp", Title: "Secret in a server's configuration",
		Description: "Who can read the repository has the credential.", Remediation: "Refer to a variable of the environment.",
		Severity: policy.Critical, Scope: policy.FileScope, Precision: "very-high", Set: "built-in",
	}
	ownRule = &policy.Rule{
		Name: "team-agent-needs-owner", Title: "Agents need an owner", Group: "team", Severity: policy.Medium,
		Scope: policy.RepoScope, Set: "policies/", File: "team.rego",
		References: []policy.Reference{{Ref: "javascript:alert(1)"}, {Ref: "https://wiki.example.com/agents"}},
	}
	quietRule = &policy.Rule{
		Name: "bidi-control-character", Code: "PA-PRM-002", Group: "prompt", Title: "Bidirectional control character",
		Description: "Text that reads differently from what it says.", Severity: policy.Low, Scope: policy.FileScope,
		Precision: "very-high", Set: "built-in",
	}
)

// place is a location on one line.
func place(file string, line, from, to int) source.Location {
	return source.Location{
		File:  file,
		Start: source.Position{Line: line, Column: from},
		End:   source.Position{Line: line, Column: to},
	}
}

// rich is a report with something of everything.
func rich() *check.Report {
	return &check.Report{
		Findings: []check.Finding{
			{
				Rule: shellRule, Severity: policy.High, Message: `agent "billing" may run any shell command without approval`,
				Location: place(".claude/settings.json", 7, 7, 16), Path: "settings > permissions > allow[2]",
				Entity: "setting:.claude/settings.json#", Role: "runtime", Label: "matches every command",
				Lines: []check.Line{{Number: 6, Text: `      "Read",`}, {Number: 7, Text: `      "Bash(*)",`}, {Number: 8, Text: "    ]"}},
				Related: []check.Related{
					{Location: place(".claude/agents/billing.md", 4, 8, 12), Message: "this agent inherits the grant"},
					{Location: place("docs/a b.md", 1, 1, 2), Path: "prompts > a b"},
				},
				Fingerprint: strings.Repeat("a1", 32),
			},
			{
				Rule: shellRule, Severity: policy.Medium, Message: `agent "helper" may run any shell command without approval`,
				Location: source.Location{File: ".claude/settings.json", Start: source.Position{Line: 99, Column: 2}, End: source.Position{Line: 101, Column: 3}},
				Path:     "settings > permissions", Role: "runtime",
				Lines:       []check.Line{{Number: 99, Text: "\t[\"Bash\","}, {Number: 100, Text: "\t \"Edit\""}},
				Fingerprint: strings.Repeat("b2", 32),
			},
			{
				Rule: secretRule, Severity: policy.Critical, Message: `server "github" carries the credential ` + token,
				Location: place("servers/.mcp.json", 3, 13, 57), Path: "servers > github > env > TOKEN", Role: "runtime",
				Lines:       []check.Line{{Number: 3, Text: `   "TOKEN": "` + token + `", "PASSWORD": "correct horse"`}},
				Fingerprint: strings.Repeat("c3", 32),
			},
			{
				Rule: quietRule, Severity: policy.Low, Message: "the prompt hides \u202edesrever\u202c text",
				Location: place("servers/文書.md", 2, 3, 5), Path: "prompts > 文書", Role: "doc",
				Lines:       []check.Line{{Number: 2, Text: "危険\u202ex は"}},
				Fingerprint: strings.Repeat("d4", 32),
			},
			{
				Rule: ownRule, Severity: policy.Info, Message: "nobody owns the agent",
				Location: place("servers/文書.md", 2, 1, 1), Role: "doc", Fingerprint: strings.Repeat("e5", 32),
			},
		},
		Suppressed: []check.Finding{{
			Rule: quietRule, Severity: policy.Medium, Message: "the prompt hides text", Location: place("servers/.mcp.json", 4, 1, 5), Path: "prompts > x",
			Fingerprint: strings.Repeat("f6", 32),
			Suppression: &check.Suppression{
				Kind: check.WaiverKind, ID: "W-1", Category: "migration", Reason: "It is ]]> being \u202emoved", Owner: "@corp/a", Approver: "@corp/b",
				Ticket: "SEC-1", Until: "2026-12-01", Ends: time.Date(2026, 12, 2, 0, 0, 0, 0, time.UTC), Location: place(".pacheck/waivers.yaml", 3, 3, 9),
			},
		}},
		Verdict: check.VerdictIncomplete,
		Rules:   []*policy.Rule{quietRule, secretRule, ownRule, shellRule},
		Files: []*loaders.File{
			{Path: ".claude/agents/billing.md", Loader: "claude", Format: "markdown", Role: "runtime", Parse: "ok", Size: 120, SHA256: strings.Repeat("0f", 32)},
			{Path: ".claude/settings.json", Loader: "claude", Format: "json", Role: "runtime", Parse: "ok", Size: 345},
			{Path: "broken.mcp.json", Loader: "mcp", Format: "json", Role: "runtime", Parse: "failed", Problem: "unexpected end", Size: 9},
			{Path: "servers/.mcp.json", Loader: "mcp", Format: "json", Role: "runtime", Parse: "ok", Size: 99},
			{Path: "servers/文書.md", Loader: "prompt", Format: "markdown", Role: "doc", Parse: "ok", Size: 31},
		},
		Problems: []check.Problem{
			{Kind: "file", Location: place("broken.mcp.json", 2, 5, 5), Message: "unexpected end of the text"},
			{Kind: "file", Location: source.Location{File: "locked.md"}, Message: "permission denied"},
			{Kind: "policy", Rule: "team-agent-needs-owner", Message: "eval_conflict_error: functions must not produce multiple outputs"},
		},
		Context: check.Context{
			Root: "shop", Now: time.Date(2026, 11, 22, 10, 0, 0, 0, time.UTC), Version: "v1.2.3",
			Policies: []policy.Set{{Name: "built-in", Digest: strings.Repeat("77", 32), Rules: 3}, {Name: "policies/", Digest: strings.Repeat("88", 32), Rules: 1}},
			Digest:   strings.Repeat("99", 32),
			Commits: map[string]check.Commit{"policies/": {
				Revision: strings.Repeat("4d", 20), Author: loaders.Author{Name: "Ana \u202eB", Email: "ana@example.com"},
				Time: time.Date(2026, 11, 2, 9, 30, 0, 0, time.UTC), Subject: "policies: ask for owners",
			}},
			Run: &loaders.Context{
				Revision: strings.Repeat("3c", 20), Dirty: new(true), Branch: "topic/`id`", CI: "github-actions", Event: "pull_request", Actor: "ana",
				Author: &loaders.Author{Name: "Ana"}, PullRequest: &loaders.PullRequest{Number: 7, Base: "main", Fork: new(false)},
				Changed: []string{"a b.md"}, Labels: map[string]string{"ticket": "OPS-7"},
			},
		},
		Stats: check.Stats{
			Walked: 321, Skipped: map[string]int{"binary": 4, "too large": 1}, NotAnalysed: 2,
			Entities: map[string]int{"agents": 1, "prompts": 9, "launches": 1, "servers": 0, "edges": 30},
			Elapsed:  83 * time.Millisecond,
		},
		Graph: &check.Graph{
			Nodes: []check.Node{
				{ID: "setting:.claude/settings.json#", Kind: "host", Name: ".claude/settings.json", File: ".claude/settings.json", Role: "runtime"},
				{ID: "agents:a.md#billing", Kind: "agent", Name: "billing", File: "a.md", Role: "runtime", Parts: []string{"prompts:a.md#billing"}},
				{ID: "agents:b.md#helper", Kind: "agent", Name: "helper", File: "b.md", Role: "runtime"},
				{ID: "servers:.mcp.json#github", Kind: "server", Name: "github", File: ".mcp.json", Role: "runtime"},
				{ID: "tools:t.json#send", Kind: "tool", Name: "send", File: "t.json", Role: "runtime"},
				{ID: "tools:#gone", Kind: "tool", Name: "gone"},
				{ID: "models:#haiku", Kind: "model", Name: "haiku"},
			},
			Edges: []check.Edge{
				{From: "agents:a.md#billing", To: "agents:b.md#helper", Rel: "delegates_to", Conditional: true},
				{From: "agents:b.md#helper", To: "agents:a.md#billing", Rel: "delegates_to"},
				{From: "agents:a.md#billing", To: "models:#haiku", Rel: "uses_model"},
				{From: "agents:b.md#helper", To: "servers:.mcp.json#github", Rel: "uses_server"},
				{From: "servers:.mcp.json#github", To: "tools:t.json#send", Rel: "offers"},
				{From: "setting:.claude/settings.json#", To: "tools:#gone", Rel: "uses_tool", Broken: true},
			},
		},
		Secrets: []string{"correct horse"},
	}
}

// write is a report in a format.
func write(t testing.TB, format report.Format, r *check.Report) string {
	t.Helper()
	var b bytes.Buffer
	if err := format(&b, r); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func golden(t *testing.T, file, got string) {
	t.Helper()
	file = filepath.Join("testdata", file)
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s (run the test with -update and read the difference):\n%s", file, diff)
	}
}

func TestGolden(t *testing.T) {
	for name, format := range report.Formats {
		t.Run(name, func(t *testing.T) {
			text := write(t, format, rich())
			if name == "sarif" { // which is one line
				var b bytes.Buffer
				if err := json.Indent(&b, []byte(text), "", "  "); err != nil {
					t.Fatal(err)
				}
				text = b.String()
			}
			if name == "html" { // whose style and script are files of their own
				text = regexp.MustCompile(`(?s)(<(?:style|script)>).*?(</)|sha256-.*?=`).ReplaceAllString(text, "$1$2")
			}
			golden(t, name+".golden", text)
		})
	}
}

func TestFormatsHaveAPurpose(t *testing.T) {
	for _, name := range report.Names() {
		if report.Purpose(name) == "" {
			t.Errorf("nothing says for whom %s is", name)
		}
	}
}

func TestGoldenColor(t *testing.T) {
	got := write(t, report.Text(report.TextOptions{Color: true, Links: true, Width: 80, MinSeverity: policy.High}), rich())
	golden(t, "color.golden", strings.ReplaceAll(got, "\x1b", "ESC"))
}

// Nothing but the elapsed time may differ between two runs, and that is in the text alone.
func TestElapsedIsInTextOnly(t *testing.T) {
	slow := rich()
	slow.Stats.Elapsed = time.Hour
	for name, format := range report.Formats {
		same := write(t, format, slow) == write(t, format, rich())
		if same != (name != "text") {
			t.Errorf("%s: same bytes after another time: %v", name, same)
		}
	}
}

type brokenPipe struct{}

func (brokenPipe) Write([]byte) (int, error) { return 0, os.ErrClosed }

func TestWriteErrorsAreReturned(t *testing.T) {
	for name, format := range report.Formats {
		if err := format(brokenPipe{}, rich()); err == nil {
			t.Errorf("%s: no error from a writer that is closed", name)
		}
	}
}

// manyFindings is a report of n findings over n/10 files.
func manyFindings(n int) *check.Report {
	r := rich()
	templates := r.Findings[:4]
	r.Findings = nil
	for i := range n {
		f := templates[i%len(templates)]
		f.Location.File = "folder/" + strings.Repeat("x", 1+i/1000) + string(rune('a'+i/10%26)) + ".json"
		f.Path += strings.Repeat("!", i%50)
		r.Findings = append(r.Findings, f)
	}
	return r
}

func BenchmarkFormats(b *testing.B) {
	r := manyFindings(2000)
	for name, format := range report.Formats {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				write(b, format, r)
			}
		})
	}
}
