package cmd_test

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strings"
	"syscall"
	"testing"
)

// mostMemory is what a run on one hostile file may take, in bytes.
const mostMemory = 300 << 20

// TestMemory: one file of the size that is read, full of what costs most, takes no more memory than is
// promised, and is told about where it is not read to its end.
func TestMemory(t *testing.T) {
	t.Parallel()
	if info, ok := debug.ReadBuildInfo(); testing.Short() || ok && slices.Contains(info.Settings, debug.BuildSetting{Key: "-race", Value: "true"}) {
		t.Skip("the race detector takes several times the memory")
	}
	fill := func(format string) string {
		var b strings.Builder
		for i := 0; b.Len() < 5<<20-200; i++ {
			fmt.Fprintf(&b, format, i)
		}
		return b.String()
	}
	list := func(n int, item string) string { return strings.Repeat(item+", ", n) + item }
	tests := []struct {
		name, path, text string
		code             int
		want             string // on the standard output
	}{
		{"launches", "Makefile", "all:\n" + fill("\tclaude -p x%d\n"), 3, "commands that name an agent program"},
		{"list items", "CLAUDE.md", fill("- a%d\n"), 3, "paragraphs, headings, list items"},
		{"dynamic commands", ".claude/commands/a.md", fill("!`x%d` "), 3, "only as far as this"},
		{"messages", "Modelfile", "FROM x\n" + fill("SYSTEM a%d\n"), 3, "messages of a prompt"},
		{"findings on a line", ".claude/settings.json", `{"permissions": {"allow": [` + list(40_000, `"Bash(*)"`) + `]}}`, 1, "39991 more of unrestricted-shell-grant on this line"},
		{"values", "agents.yaml", fill("a%d:\n  role: r\n  goal: g\n  backstory: b\n"), 3, "more than 100000 values"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel() // each in a process of its own
			root := t.TempDir()
			file := filepath.Join(root, filepath.FromSlash(tt.path))
			if err := errors.Join(os.MkdirAll(filepath.Dir(file), 0o755), os.Mkdir(filepath.Join(root, ".git"), 0o755), os.WriteFile(file, []byte(tt.text), 0o644)); err != nil {
				t.Fatal(err)
			}
			run := exec.Command(os.Args[0])
			run.Args = []string{"pacheck", "scan", root} // the name by which TestMain tells what to do
			var out, faults bytes.Buffer
			run.Stdout, run.Stderr = &out, &faults
			if err := run.Run(); run.ProcessState == nil {
				t.Fatal(err)
			}
			if code := run.ProcessState.ExitCode(); code != tt.code || !strings.Contains(out.String(), tt.want) {
				t.Errorf("it exited with %d, want %d and %q:\n%s%s", code, tt.code, tt.want, out.String(), faults.String())
			}
			if used := run.ProcessState.SysUsage().(*syscall.Rusage).Maxrss << 10; used > mostMemory {
				t.Errorf("it took %d MB", used>>20)
			}
		})
	}
}
