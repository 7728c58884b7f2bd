package cmd_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"testing"

	"gopkg.in/yaml.v3"
	"mvdan.cc/sh/v3/expand"
	"mvdan.cc/sh/v3/interp"
	"mvdan.cc/sh/v3/syntax"

	"github.com/pacheck/pacheck/cmd"
)

// TestPages runs every page of the documentation that is written by hand, from top to bottom, in a new repository:
//
//	```sh          commands that end with 0
//	```sh exit=1   commands the last of which ends with 1
//	```sh parse    commands for another place, such as one with a network: what they say to pacheck exists
//	```json file=a.json   a file that the commands find
//	```text output        what the commands before said, each line of it
//
// Whatever block uses the action names inputs that it has.
func TestPages(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("the pages use programs such as rm")
	}
	root, err := filepath.Abs("..")
	if err != nil {
		t.Fatal(err)
	}
	for _, page := range pages(t, root) {
		name, err := filepath.Rel(root, page)
		if err != nil {
			t.Fatal(err)
		}
		t.Run(filepath.ToSlash(name), func(t *testing.T) {
			text, err := os.ReadFile(page)
			if err != nil {
				t.Fatal(err)
			}
			p := newPage(t, root, text)
			for _, b := range blocks(string(text)) {
				p.follow(t, b)
			}
			checkLinks(t, page, string(text))
		})
	}
}

// pages are the README and what is written by hand in docs/.
func pages(t *testing.T, root string) []string {
	t.Helper()
	docs, err := filepath.Glob(filepath.Join(root, "docs", "*.md"))
	if err != nil {
		t.Fatal(err)
	}
	byHand := []string{filepath.Join(root, "README.md")}
	for _, file := range docs {
		if text, err := os.ReadFile(file); err != nil || !bytes.HasPrefix(text, []byte("<!-- Code generated")) {
			byHand = append(byHand, file)
		}
	}
	return byHand
}

// block is a fenced block of a page.
type block struct {
	line int    // of the fence
	lang string // the first word after it
	info string // the rest
	text string
}

var fence = regexp.MustCompile("(?ms)^( *)```([a-z]+)([^\n`]*)\n(.*?)^ *```$")

func blocks(page string) []block {
	var all []block
	for _, m := range fence.FindAllStringSubmatchIndex(page, -1) {
		part := func(i int) string { return page[m[2*i]:m[2*i+1]] }
		text := strings.ReplaceAll("\n"+part(4), "\n"+part(1), "\n")[1:] // blocks in lists are indented
		all = append(all, block{1 + strings.Count(page[:m[0]], "\n"), part(2), strings.TrimSpace(part(3)), text})
	}
	return all
}

// page is a page on its way.
type page struct {
	inputs map[string]any // of the action
	shell  *interp.Runner
	output bytes.Buffer // of the last block
}

// newPage makes an empty repository, with a copy of the example where the page speaks of it, and goes there.
func newPage(t *testing.T, root string, text []byte) *page {
	t.Helper()
	t.Chdir(t.TempDir())
	if err := os.MkdirAll(".git", 0o755); err != nil {
		t.Fatal(err)
	}
	if bytes.Contains(text, []byte("docs/example")) {
		if err := os.CopyFS("docs/example", os.DirFS(filepath.Join(root, "docs", "example"))); err != nil {
			t.Fatal(err)
		}
	}
	p := &page{inputs: inputs(t, root)}
	here, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	environment := append(os.Environ(), "GIT_AUTHOR_NAME=a", "GIT_AUTHOR_EMAIL=a@example.com", "GIT_COMMITTER_NAME=a", "GIT_COMMITTER_EMAIL=a@example.com")
	p.shell, err = interp.New(interp.Dir(here), interp.StdIO(nil, &p.output, &p.output), interp.Env(expand.ListEnviron(environment...)),
		interp.ExecHandlers(func(next interp.ExecHandlerFunc) interp.ExecHandlerFunc { return run(root, next) }))
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// inputs are those of the action.
func inputs(t *testing.T, root string) map[string]any {
	t.Helper()
	var action struct{ Inputs map[string]any }
	text, err := os.ReadFile(filepath.Join(root, "action.yml"))
	if err == nil {
		err = yaml.Unmarshal(text, &action)
	}
	if err != nil {
		t.Fatal(err)
	}
	return action.Inputs
}

// run runs pacheck in this process, also where the page compiles it, and other programs as they are.
func run(root string, next interp.ExecHandlerFunc) interp.ExecHandlerFunc {
	return func(ctx context.Context, args []string) error {
		if len(args) > 2 && slices.Equal(args[:3], []string{"go", "run", "."}) {
			args = append([]string{"pacheck"}, args[3:]...)
		}
		if args[0] != "pacheck" {
			return next(ctx, args)
		}
		h := interp.HandlerCtx(ctx)
		if err := os.Chdir(h.Dir); err != nil {
			return err
		}
		if code := cmd.Main(args[1:], h.Stdin, h.Stdout, h.Stderr); code != 0 {
			return interp.ExitStatus(code)
		}
		return nil
	}
}

func (p *page) follow(t *testing.T, b block) {
	t.Helper()
	file, isFile := strings.CutPrefix(b.info, "file=")
	switch {
	case isFile:
		if err := os.MkdirAll(filepath.Join(p.shell.Dir, filepath.Dir(file)), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(p.shell.Dir, file), []byte(b.text), 0o644); err != nil {
			t.Fatal(err)
		}
	case b.lang == "sh":
		p.commands(t, b)
	case b.lang == "text" && b.info == "output":
		p.said(t, b)
	case b.lang == "yaml":
		p.checkUses(t, b)
	case b.lang == "console" || b.lang == "bash" || b.lang == "shell":
		t.Errorf("line %d: write ```sh, so that the commands are tested", b.line)
	}
}

func (p *page) commands(t *testing.T, b block) {
	t.Helper()
	tree, err := syntax.NewParser().Parse(strings.NewReader(b.text), "")
	if err != nil {
		t.Fatalf("line %d: %v", b.line, err)
	}
	want := 0
	switch b.info {
	case "parse":
		parseCalls(t, b, tree)
		return
	case "":
	default:
		if _, err := fmt.Sscanf(b.info, "exit=%d", &want); err != nil {
			t.Fatalf("line %d: a block of commands is ```sh, ```sh exit=N or ```sh parse", b.line)
		}
	}
	p.output.Reset()
	for i, statement := range tree.Stmts {
		err := p.shell.Run(t.Context(), statement)
		var status interp.ExitStatus
		if err != nil && !errors.As(err, &status) {
			t.Fatalf("line %d: %v", b.line, err)
		}
		if last := i == len(tree.Stmts)-1; int(status) != want && (last || status != 0) {
			t.Fatalf("line %d: the commands end with %d, and not with %d:\n%s\n%s", b.line, status, want, b.text, p.output.String())
		}
	}
}

// parseCalls holds what a block says to pacheck against the commands and flags that there are.
func parseCalls(t *testing.T, b block, tree syntax.Node) {
	t.Helper()
	syntax.Walk(tree, func(n syntax.Node) bool {
		call, ok := n.(*syntax.CallExpr)
		if !ok {
			return true
		}
		var words []string
		for _, w := range call.Args {
			var text strings.Builder
			if err := syntax.NewPrinter().Print(&text, w); err != nil {
				t.Fatal(err)
			}
			words = append(words, text.String())
		}
		at := slices.IndexFunc(words, func(w string) bool { return strings.HasPrefix(w, "ghcr.io/pacheck/pacheck") })
		if len(words) > 0 && words[0] == "pacheck" {
			at = 0
		}
		if at < 0 || at+1 == len(words) {
			return true
		}
		c, rest, err := cmd.Root().Find(words[at+1:])
		if err == nil {
			err = c.ParseFlags(rest)
		}
		if err == nil {
			err = c.ValidateArgs(c.Flags().Args())
		}
		if err != nil {
			t.Errorf("line %d: %s: %v", b.line, strings.Join(words, " "), err)
		}
		return true
	})
}

var seconds = regexp.MustCompile(`\d+\.\d\d s`)

// said holds the lines of a block against the output of the commands before it.
func (p *page) said(t *testing.T, b block) {
	t.Helper()
	output := seconds.ReplaceAllString(p.output.String(), "0.00 s")
	for line := range strings.Lines(seconds.ReplaceAllString(b.text, "0.00 s")) {
		if line = strings.TrimSpace(line); line != "…" && !strings.Contains(output, line) {
			t.Errorf("line %d: the commands did not say %q, but\n%s", b.line, line, output)
		}
	}
}

// checkUses holds the inputs of a step against those of the action.
func (p *page) checkUses(t *testing.T, b block) {
	t.Helper()
	var tree yaml.Node
	if err := yaml.Unmarshal([]byte(b.text), &tree); err != nil {
		t.Fatalf("line %d: %v", b.line, err)
	}
	var visit func(n *yaml.Node)
	visit = func(n *yaml.Node) {
		var step struct {
			Uses string
			With map[string]any
		}
		if n.Kind == yaml.MappingNode && n.Decode(&step) == nil && strings.HasPrefix(step.Uses, "pacheck/pacheck@") {
			for name := range step.With {
				if _, ok := p.inputs[name]; !ok {
					t.Errorf("line %d: the action has no input %s", b.line, name)
				}
			}
		}
		for _, child := range n.Content {
			visit(child)
		}
	}
	visit(&tree)
}

var link = regexp.MustCompile(`\]\(([^):#]+)(#[^)]*)?\)`)

// checkLinks holds the links to files against the files that there are.
func checkLinks(t *testing.T, page, text string) {
	t.Helper()
	for _, m := range link.FindAllStringSubmatch(fence.ReplaceAllString(text, ""), -1) {
		if _, err := os.Stat(filepath.Join(filepath.Dir(page), filepath.FromSlash(m[1]))); err != nil {
			t.Errorf("the link to %s leads nowhere", m[1])
		}
	}
}
