package check_test

import (
	"encoding/json"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// compared are the rules that testdata/conftest says in its own way.
var compared = []string{
	"tag-character-smuggling", "bidi-control-character", "invisible-character", "control-or-escape-sequence",
	"secret-literal", "hidden-markup-instruction", "encoded-instruction-payload", "runner-package-unpinned",
	"image-unpinned", "cleartext-transport", "server-secret-literal", "opaque-launch-command",
	"launch-downloads-and-executes", "tls-verification-disabled", "loader-environment-override", "auto-approve-all",
	"sensitive-host-path", "approval-bypass-mode", "unrestricted-shell-grant", "filesystem-root-grant",
	"sandbox-disabled", "tool-schema-invalid", "tool-schema-inconsistent", "tool-description-poisoned",
	"tool-annotations-contradictory",
}

// BenchmarkScanBesideConftest runs pacheck and conftest in turn, as whole processes, on the same 1,000
// files with rules of the same meaning, and reports the ratio of the medians of their wall times:
// conftest/same with those rules alone, conftest/profile with all of the recommended profile. Both must
// find the same, rule by rule. It is skipped where there is no conftest on the PATH.
func BenchmarkScanBesideConftest(b *testing.B) {
	conftest, err := exec.LookPath("conftest")
	if err != nil {
		b.Skip("conftest is not on the PATH: go install github.com/open-policy-agent/conftest@v0.71.1")
	}
	root := b.TempDir()
	files := writeCorpus(b, root, 1000, structured)
	pacheck := buildPacheck(b)
	rules, err := filepath.Abs("testdata/conftest")
	if err != nil {
		b.Fatal(err)
	}
	same := []string{pacheck, "scan", "-q", "--profile", "none", "--select", strings.Join(compared, ","), "-o", "json", root}
	profile := []string{pacheck, "scan", "-q", "-o", "json", root}
	other := append([]string{conftest, "test", "-o", "json", "--no-color", "--policy", rules}, files...) // it does not walk hidden folders
	if diff := cmp.Diff(conftestCounts(b, other), pacheckCounts(b, same)); diff != "" {
		b.Fatalf("the findings differ (-conftest +pacheck):\n%s", diff)
	}
	took := map[string][]time.Duration{}
	for b.Loop() {
		for name, command := range map[string][]string{"same": same, "profile": profile, "conftest": other} {
			start := time.Now()
			run1(b, command)
			took[name] = append(took[name], time.Since(start))
		}
	}
	b.ReportMetric(float64(median(took["conftest"]))/float64(median(took["same"])), "conftest/same")
	b.ReportMetric(float64(median(took["conftest"]))/float64(median(took["profile"])), "conftest/profile")
	b.ReportMetric(1000/median(took["profile"]).Seconds(), "files/s")
}

// BenchmarkScanOneFile reports how many times longer a run on one file takes than one on an empty
// folder, as whole processes in turn.
func BenchmarkScanOneFile(b *testing.B) {
	pacheck := buildPacheck(b)
	empty, one := b.TempDir(), b.TempDir()
	write(b, empty, ".git/HEAD", "ref: refs/heads/main\n")
	writeCorpus(b, one, 1, structured)
	took := map[string][]time.Duration{}
	for b.Loop() {
		for _, root := range []string{empty, one} {
			start := time.Now()
			run1(b, []string{pacheck, "scan", "-q", root})
			took[root] = append(took[root], time.Since(start))
		}
	}
	b.ReportMetric(float64(median(took[one]))/float64(median(took[empty])), "one/empty")
}

func median(all []time.Duration) time.Duration {
	slices.Sort(all)
	return all[len(all)/2]
}

// buildPacheck builds the program as it is released.
func buildPacheck(b *testing.B) string {
	b.Helper()
	name := filepath.Join(b.TempDir(), "pacheck")
	out, err := exec.CommandContext(b.Context(), "go", "build", "-trimpath", "-ldflags=-s -w", "-o", name, "..").CombinedOutput()
	if err != nil {
		b.Fatalf("building pacheck: %v\n%s", err, out)
	}
	return name
}

// run1 runs a program once. Findings, which exit with 1, are no failure.
func run1(b *testing.B, command []string) []byte {
	b.Helper()
	cmd := exec.CommandContext(b.Context(), command[0], command[1:]...)
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	if exit, ok := errors.AsType[*exec.ExitError](err); err != nil && (!ok || exit.ExitCode() != 1) {
		b.Fatalf("running %v: %v\n%s", command, err, out)
	}
	return out
}

// pacheckCounts are the findings by rule.
func pacheckCounts(b *testing.B, command []string) map[string]int {
	b.Helper()
	var report struct{ Findings []struct{ Rule string } }
	if err := json.Unmarshal(run1(b, command), &report); err != nil {
		b.Fatal(err)
	}
	counts := map[string]int{}
	for _, f := range report.Findings {
		counts[f.Rule]++
	}
	return counts
}

// conftestCounts are the failures by the rule that their messages begin with.
func conftestCounts(b *testing.B, command []string) map[string]int {
	b.Helper()
	var results []struct{ Failures []struct{ Msg string } }
	if err := json.Unmarshal(run1(b, command), &results); err != nil {
		b.Fatal(err)
	}
	counts := map[string]int{}
	for _, r := range results {
		for _, f := range r.Failures {
			rule, _, _ := strings.Cut(f.Msg, ":")
			counts[rule]++
		}
	}
	if len(counts) == 0 {
		b.Fatal("conftest finds nothing")
	}
	return counts
}
