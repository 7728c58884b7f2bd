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

// rounds is how often the programs that are compared run for one operation of a benchmark, in turn.
const rounds = 5

// BenchmarkScanBesideConftest runs pacheck and conftest in turn, as whole processes, on the same 1,000
// files with rules of the same meaning: each file of testdata/conftest has the name of the rule that it
// says in its own way. Both must find the same, rule by rule. It reports how many times longer conftest
// takes, by the medians of wall times: conftest/same than pacheck with those rules alone,
// conftest/profile than pacheck with all of the recommended profile. tuned/same is for a conftest whose
// rules share one walk over the file instead of having one each. It is skipped where there is no conftest
// on the PATH.
func BenchmarkScanBesideConftest(b *testing.B) {
	conftest, err := exec.LookPath("conftest")
	if err != nil {
		b.Skip("conftest is not on the PATH: go install github.com/open-policy-agent/conftest@v0.71.1")
	}
	root := b.TempDir()
	files := writeCorpus(b, root, 1000, structured)
	pacheck := buildPacheck(b)
	rules, plain, tuned := conftestRules(b)
	other := func(policies string) []string { // which does not walk hidden folders
		return append([]string{conftest, "test", "-o", "json", "--no-color", "--policy", policies}, files...)
	}
	commands := map[string][]string{
		"same":    {pacheck, "scan", "-q", "--profile", "none", "--select", strings.Join(rules, ","), "-o", "json", root},
		"profile": {pacheck, "scan", "-q", "-o", "json", root},
		"plain":   other(plain),
		"tuned":   other(tuned),
	}
	want := pacheckCounts(b, commands["same"])
	for _, name := range []string{"plain", "tuned"} {
		if diff := cmp.Diff(conftestCounts(b, commands[name]), want); diff != "" {
			b.Fatalf("the findings differ (-%s +pacheck):\n%s", name, diff)
		}
	}
	if len(want) != len(rules) {
		b.Fatalf("only %d of %d rules find something", len(want), len(rules))
	}
	took := inTurn(b, commands)
	b.ReportMetric(took["plain"]/took["same"], "conftest/same")
	b.ReportMetric(took["plain"]/took["profile"], "conftest/profile")
	b.ReportMetric(took["tuned"]/took["same"], "tuned/same")
	b.ReportMetric(1000/took["profile"], "files/s")
}

// BenchmarkScanOneFile reports how many times longer a run on one file takes than one on an empty
// folder, as whole processes in turn.
func BenchmarkScanOneFile(b *testing.B) {
	pacheck := buildPacheck(b)
	empty, one := b.TempDir(), b.TempDir()
	write(b, empty, ".git/HEAD", "ref: refs/heads/main\n")
	writeCorpus(b, one, 1, structured)
	took := inTurn(b, map[string][]string{"empty": {pacheck, "scan", "-q", empty}, "one": {pacheck, "scan", "-q", one}})
	b.ReportMetric(took["one"]/took["empty"], "one/empty")
}

// inTurn runs programs in turn, and returns the medians of their wall times in seconds.
func inTurn(b *testing.B, commands map[string][]string) map[string]float64 {
	b.Helper()
	took := map[string][]float64{}
	for b.Loop() {
		for range rounds {
			for name, command := range commands {
				start := time.Now()
				runOnce(b, command)
				took[name] = append(took[name], time.Since(start).Seconds())
			}
		}
	}
	medians := map[string]float64{}
	for name, all := range took {
		slices.Sort(all)
		medians[name] = all[len(all)/2]
	}
	return medians
}

// conftestRules are the names of the rules of testdata/conftest, the folder, and one with the same rules
// where texts are gathered once for all.
func conftestRules(b *testing.B) (names []string, plain, tuned string) {
	b.Helper()
	plain, err := filepath.Abs("testdata/conftest")
	if err != nil {
		b.Fatal(err)
	}
	files, err := filepath.Glob(filepath.Join(plain, "*.rego"))
	if err != nil {
		b.Fatal(err)
	}
	const walk, shared = "\twalk(input, [_, text])\n\tis_string(text)\n", "\tsome text in texts\n"
	tuned = b.TempDir()
	write(b, tuned, "texts.rego", "package main\n\ntexts contains text if {\n"+walk+"}\n")
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			b.Fatal(err)
		}
		name := filepath.Base(file)
		write(b, tuned, name, strings.ReplaceAll(string(data), walk, shared))
		if name != "lib.rego" {
			names = append(names, strings.ReplaceAll(strings.TrimSuffix(name, ".rego"), "_", "-"))
		}
	}
	return names, plain, tuned
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

// runOnce runs a program. Findings, which exit with 1, are no failure.
func runOnce(b *testing.B, command []string) []byte {
	b.Helper()
	cmd := exec.CommandContext(b.Context(), command[0], command[1:]...)
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	var exit *exec.ExitError
	if err != nil && (!errors.As(err, &exit) || exit.ExitCode() != 1) {
		b.Fatalf("running %v: %v\n%s", command, err, out)
	}
	return out
}

// pacheckCounts are the findings by rule.
func pacheckCounts(b *testing.B, command []string) map[string]int {
	b.Helper()
	var report struct{ Findings []struct{ Rule string } }
	if err := json.Unmarshal(runOnce(b, command), &report); err != nil {
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
	if err := json.Unmarshal(runOnce(b, command), &results); err != nil {
		b.Fatal(err)
	}
	counts := map[string]int{}
	for _, r := range results {
		for _, f := range r.Failures {
			rule, _, _ := strings.Cut(f.Msg, ":")
			counts[rule]++
		}
	}
	return counts
}
