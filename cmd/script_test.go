package cmd_test

import (
	"os"
	"path/filepath"
	"regexp"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/pacheck/pacheck/cmd"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"pacheck": func() { os.Exit(cmd.Main(os.Args[1:], os.Stdin, os.Stdout, os.Stderr)) },
	})
}

// TestScripts runs the behaviours of the command line, one a file.
func TestScripts(t *testing.T) {
	action, err := filepath.Abs("../.github/action")
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Setup: func(env *testscript.Env) error {
			env.Setenv("ACTION", action)
			return withGit(env)
		},
		Dir:                 "testdata/script",
		UpdateScripts:       os.Getenv("UPDATE_SCRIPTS") != "",
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"status": status, "await": await, "registry": startRegistry, "artifact": artifact, "tarball": tarball,
		},
	})
}

// withGit gives git an author, and no configuration but its own.
func withGit(env *testscript.Env) error {
	env.Vars = append(env.Vars,
		"GIT_CONFIG_GLOBAL="+os.DevNull, "GIT_CONFIG_NOSYSTEM=1",
		"GIT_AUTHOR_NAME=Ann", "GIT_AUTHOR_EMAIL=ann@example.com", "GIT_AUTHOR_DATE=2026-12-01T12:00:00Z",
		"GIT_COMMITTER_NAME=Ann", "GIT_COMMITTER_EMAIL=ann@example.com", "GIT_COMMITTER_DATE=2026-12-01T12:00:00Z")
	return nil
}

// status runs a program and checks its exit code: status 3 pacheck scan.
func status(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: status code program [args]")
	}
	err := ts.Exec(args[1], args[2:]...)
	code := 0
	if exit, ok := err.(interface{ ExitCode() int }); ok {
		code = exit.ExitCode()
	} else if err != nil {
		ts.Fatalf("running %s: %v", args[1], err)
	}
	if want := args[0]; want != string(rune('0'+code)) {
		ts.Fatalf("%v exited with %d, want %s\nstdout:\n%s\nstderr:\n%s", args[1:], code, want, ts.ReadFile("stdout"), ts.ReadFile("stderr"))
	}
}

// await waits until a file that a program in the background writes matches: await file regexp.
func await(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: await file regexp")
	}
	want := regexp.MustCompile(args[1])
	var text []byte
	for start := time.Now(); time.Since(start) < 20*time.Second; time.Sleep(5 * time.Millisecond) {
		if text, _ = os.ReadFile(ts.MkAbs(args[0])); want.Match(text) {
			return
		}
	}
	ts.Fatalf("%s does not match %s:\n%s", args[0], args[1], text)
}
