package cmd_test

import (
	"bytes"
	"encoding/json"
	"io"
	"io/fs"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/pacheck/pacheck/cmd"
)

// verdict is what a policy says of a file.
type verdict struct{ File, Namespace, Kind, Message string }

// TestConftest holds that policies in conftest's style say the same under pacheck: what is written down here,
// and where conftest is on the PATH what conftest says.
func TestConftest(t *testing.T) {
	t.Chdir("testdata/conftest/repo")
	want := []verdict{
		{".mcp.json", "mcp.env", "warning", "3 servers"},
		{".mcp.json", "mcp.env", "warning", "server files has a literal FILES_TOKEN"},
		{".mcp.json", "mcp.pinned", "failure", "server files runs @acme/files without a version"},
		{".mcp.json", "mcp.transport", "failure", "server wiki is reached without encryption"},
		{".well-known/agent-card.json", "a2a.provider", "failure", "agent-card.json: the card of Example is not ours"},
		{".well-known/agent-card.json", "a2a.security", "failure", "the scheme key sends a key in the query"},
		{".well-known/agent-card.json", "a2a.version", "failure", `the identifier "pay back" has blanks`},
		{".well-known/agent-card.json", "a2a.version", "warning", "protocol 0.2.5 is older than 0.3.0"},
		{"config/agents.yaml", "crewai.delegation", "failure", "researcher may go on for 40 turns, 15 more than allowed"},
		{"config/agents.yaml", "crewai.delegation", "warning", "researcher may delegate"},
		{"config/agents.yaml", "crewai.goal", "failure", "writer has no goal"},
		{"deploy/agents.yaml", "kagent.model", "failure", "agent billing names no model"},
		{"deploy/agents.yaml", "kagent.model", "failure", "model gpt-4.1 of large is not approved"},
		{"deploy/agents.yaml", "kagent.owner", "failure", "agent billing has no owner"},
		{"tools/tools.json", "tool.names", "failure", "the tool PAY_BACK shouts"},
	}
	ours, files := underPacheck(t)
	if diff := cmp.Diff(want, ours); diff != "" {
		t.Errorf("pacheck says otherwise (-want +got):\n%s", diff)
	}
	const judged = 6 // the files above, and one whose faults are excepted
	if len(files) != judged {
		t.Errorf("%v were judged", files)
	}
	t.Run("side by side", func(t *testing.T) {
		program, err := exec.LookPath("conftest")
		if err != nil {
			t.Skip("conftest is not on the PATH")
		}
		if diff := cmp.Diff(underConftest(t, program, files), ours); diff != "" {
			t.Errorf("conftest and pacheck differ (-conftest +pacheck):\n%s", diff)
		}
	})
}

// underPacheck are the verdicts of the policies alone, and the files that were judged.
func underPacheck(t *testing.T) (all []verdict, files []string) {
	t.Helper()
	var out bytes.Buffer
	if code := cmd.Main([]string{"scan", "-o", "json", "."}, nil, &out, io.Discard); code != 1 {
		t.Fatalf("pacheck exits with %d", code)
	}
	var report struct {
		Files    []struct{ Path string }
		Findings []struct {
			Rule, Severity, Message string
			Location                struct{ File string }
		}
	}
	if err := json.Unmarshal(out.Bytes(), &report); err != nil {
		t.Fatal(err)
	}
	policies := namespaces(t)
	for _, f := range report.Findings {
		namespace := policies[regexp.MustCompile(`-(deny|violation|warn)(-.*)?$`).ReplaceAllString(f.Rule, "")]
		if namespace == "" {
			continue // of a built-in rule
		}
		all = append(all, verdict{f.Location.File, namespace, map[string]string{"high": "failure", "medium": "warning"}[f.Severity], f.Message})
	}
	for _, f := range report.Files {
		files = append(files, f.Path)
	}
	return sortedVerdicts(all), files
}

// namespaces are the packages of the policies, by what rules are called after them.
func namespaces(t *testing.T) map[string]string {
	t.Helper()
	found := map[string]string{}
	err := filepath.WalkDir("../policy", func(name string, _ fs.DirEntry, err error) error {
		if base, ok := strings.CutSuffix(filepath.Base(name), ".rego"); ok {
			found[strings.ReplaceAll(base, "_", "-")] = strings.Replace(base, "_", ".", 1)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

func underConftest(t *testing.T, program string, files []string) (all []verdict) {
	t.Helper()
	args := append([]string{"test", "--all-namespaces", "--no-fail", "-o", "json", "-p", "../policy", "-d", "../data"}, files...)
	out, err := exec.CommandContext(t.Context(), program, args...).Output()
	if err != nil {
		t.Fatalf("running conftest: %v", err)
	}
	type result struct{ Msg string }
	var results []struct {
		Filename, Namespace string
		Failures, Warnings  []result
	}
	if err := json.Unmarshal(out, &results); err != nil {
		t.Fatal(err)
	}
	for _, r := range results {
		for _, f := range r.Failures {
			all = append(all, verdict{r.Filename, r.Namespace, "failure", f.Msg})
		}
		for _, w := range r.Warnings {
			all = append(all, verdict{r.Filename, r.Namespace, "warning", w.Msg})
		}
	}
	return sortedVerdicts(all)
}

func sortedVerdicts(all []verdict) []verdict {
	slices.SortFunc(all, func(a, b verdict) int {
		return strings.Compare(strings.Join([]string{a.File, a.Namespace, a.Kind, a.Message}, "\x00"), strings.Join([]string{b.File, b.Namespace, b.Kind, b.Message}, "\x00"))
	})
	return all
}
