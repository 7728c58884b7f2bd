package cmd_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/pacheck/pacheck/check/report"
	"github.com/pacheck/pacheck/cmd"
)

// pacheck runs a command line, and returns what it says on standard output.
func pacheck(t *testing.T, stdin string, args ...string) string {
	t.Helper()
	var out, err bytes.Buffer
	if code := cmd.Main(args, strings.NewReader(stdin), &out, &err); code > 1 {
		t.Fatalf("%v ends with %d: %s", args, code, err.String())
	}
	return out.String()
}

// A saved result reads in every format as the scan that has made it did, but for the elapsed time, which is
// not saved.
func TestSavedResultsReadTheSame(t *testing.T) {
	dir := t.TempDir()
	scan := []string{"scan", "../docs/example", "--as-of", "2026-11-22"}
	for _, name := range report.Names() {
		scan = append(scan, "-o", name+"="+filepath.Join(dir, name))
	}
	pacheck(t, "", scan...)
	result := read(t, filepath.Join(dir, "json"))
	for _, name := range report.Names() {
		t.Run(name, func(t *testing.T) {
			want := read(t, filepath.Join(dir, name))
			got := pacheck(t, result, "report", "-o", name)
			if name == "text" {
				i := strings.LastIndex(want, "  |  ")
				want, got = want[:i], strings.TrimSuffix(got, "\n")
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func read(t *testing.T, file string) string {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}
