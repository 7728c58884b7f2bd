package revision_test

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/pacheck/pacheck/check/revision"
)

// sample is a repository with two commits on main, the first of which is tagged v1.
const sample = `
git init -q -b main .
mkdir -p agents "with space" sub/deep
echo one > agents/a.md; echo two > agents/b.md; echo three > "with space/ü.md"; echo four > sub/deep/c.md
printf '#!/bin/sh\n' > run.sh; chmod +x run.sh
ln -s agents/a.md link; ln -s agents linked; ln -s deep/c.md sub/up; mkdir sub/x; ln -s ../deep/c.md sub/x/c; ln -s /etc/passwd out; ln -s ../../etc away; ln -s loop loop
git add . && git commit -q -m first && git tag v1
git mv agents/b.md agents/renamed.md; git rm -q sub/deep/c.md; echo more >> agents/a.md; echo new > agents/new.md
git add . && git commit -q -m second
`

// script runs a script in a folder, as somebody whose configuration is empty.
func script(t *testing.T, dir, text string) {
	t.Helper()
	if runtime.GOOS == "windows" {
		t.Skip("the script is for a POSIX shell")
	}
	cmd := exec.CommandContext(t.Context(), "sh", "-euc", text)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "GIT_CONFIG_GLOBAL=/dev/null", "GIT_CONFIG_SYSTEM=/dev/null",
		"GIT_AUTHOR_NAME=Ann", "GIT_AUTHOR_EMAIL=ann@example.com", "GIT_AUTHOR_DATE=2026-01-02T03:04:05+01:00",
		"GIT_COMMITTER_NAME=Ann", "GIT_COMMITTER_EMAIL=ann@example.com", "GIT_COMMITTER_DATE=2026-01-02T03:04:05+01:00")
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
}

func open(t *testing.T, dir string) *revision.Repository {
	t.Helper()
	r, err := revision.Open(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func resolve(t *testing.T, r *revision.Repository, rev string) string {
	t.Helper()
	id, err := r.Resolve(t.Context(), rev)
	if err != nil {
		t.Fatal(err)
	}
	return id
}

func tree(t *testing.T, r *revision.Repository, rev string) *revision.Tree {
	t.Helper()
	found, err := r.Tree(t.Context(), resolve(t, r, rev))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(found.Close)
	return found
}

// made is the sample in a folder of its own.
func made(t *testing.T) string {
	dir := t.TempDir()
	script(t, dir, sample)
	return dir
}

func TestTreeIsWhatIsCheckedOut(t *testing.T) {
	dir := made(t)
	base := tree(t, open(t, dir), "v1")
	script(t, dir, "git checkout -q v1")
	if got, want := listing(t, base), listing(t, os.DirFS(dir)); got != want {
		t.Error(cmp.Diff(want, got))
	}
	for _, name := range []string{"out/x", "out", "away/passwd", "loop", "../x", "agents/nothing"} {
		if _, err := base.Open(name); err == nil {
			t.Errorf("%s opens", name)
		}
	}
	if err := base.Err(); err != nil {
		t.Error(err)
	}
}

// listing is all that a tree has, a line for a file.
func listing(t *testing.T, tree fs.FS) string {
	t.Helper()
	var text strings.Builder
	err := fs.WalkDir(tree, ".", func(name string, d fs.DirEntry, err error) error {
		if name == ".git" {
			return fs.SkipDir
		}
		info, infoErr := d.Info()
		if err := errors.Join(err, infoErr); err != nil {
			return err
		}
		text.WriteString(name + " " + (info.Mode() & (fs.ModeType | 0o100)).String())
		if data, err := fs.ReadFile(tree, name); err == nil && name != "out" {
			text.WriteString(" " + string(data))
		}
		if target, err := fs.ReadLink(tree, name); err == nil {
			text.WriteString(" -> " + target)
		}
		text.WriteString("\n")
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return text.String()
}

func TestTreeIsAFileSystem(t *testing.T) {
	dir := made(t)
	script(t, dir, "git checkout -q v1 && git rm -q out away loop && git commit -q -m links") // what leads nowhere no file system may have
	if err := fstest.TestFS(tree(t, open(t, dir), "HEAD"), "agents/a.md", "agents/b.md", "link", "run.sh"); err != nil {
		t.Error(err)
	}
}

func TestTreeOfAFolder(t *testing.T) {
	dir := made(t)
	sub := tree(t, open(t, filepath.Join(dir, "agents")), "v1")
	if data, err := fs.ReadFile(sub, "a.md"); err != nil || string(data) != "one\n" {
		t.Errorf("got %q, %v", data, err)
	}
	script(t, dir, "mkdir fresh")
	fresh := tree(t, open(t, filepath.Join(dir, "fresh")), "v1")
	if entries, err := fs.ReadDir(fresh, "."); err != nil || len(entries) > 0 {
		t.Errorf("a folder that the commit lacks has %v, %v", entries, err)
	}
}

func TestResolve(t *testing.T) {
	r := open(t, made(t))
	first := resolve(t, r, "v1")
	for _, rev := range []string{first, first[:10], "HEAD~1", "main^"} {
		if got := resolve(t, r, rev); got != first {
			t.Errorf("%s is %s, want %s", rev, got, first)
		}
	}
	for _, tt := range []struct{ name, rev, want string }{
		{"option", "--output=x", `"--output=x" is no revision: write a branch, a tag or the id of a commit`},
		{"empty", "", `"" is no revision: write a branch, a tag or the id of a commit`},
		{"unknown", "origin/release", "the revision origin/release is not in this clone: git fetch --depth=1 origin release fetches it; in GitHub Actions so does fetch-depth: 0 of actions/checkout"},
		{"id", strings.Repeat("ab", 20), "the revision " + strings.Repeat("ab", 20) + " is not in this clone: git fetch --depth=1 origin " + strings.Repeat("ab", 20) + " fetches it; in GitHub Actions so does fetch-depth: 0 of actions/checkout"},
		{"zero", strings.Repeat("0", 40), "the revision " + strings.Repeat("0", 40) + " means that there is none: it stands for the time before the first push of a branch; name the branch that this one comes from"},
		{"file", "main:run.sh", "the revision main:run.sh is not in this clone: write a branch, a tag or the id of a commit that was fetched"},
		{"shell", "a;b", "the revision a;b is not in this clone: write a branch, a tag or the id of a commit that was fetched"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, err := r.Resolve(t.Context(), tt.rev)
			if err == nil || err.Error() != tt.want {
				t.Errorf("got  %v\nwant %s", err, tt.want)
			}
		})
	}
}

func TestChanges(t *testing.T) {
	dir := made(t)
	r := open(t, dir)
	got, err := r.Changes(t.Context(), resolve(t, r, "v1"))
	want := []revision.Change{
		{Path: "agents/a.md", Status: 'M'}, {Path: "agents/new.md", Status: 'A'},
		{Path: "agents/renamed.md", Old: "agents/b.md", Status: 'R'}, {Path: "sub/deep/c.md", Status: 'D'},
	}
	if diff := cmp.Diff(want, got); diff != "" || err != nil {
		t.Error(err, diff)
	}
	below := open(t, filepath.Join(dir, "agents"))
	got, err = below.Changes(t.Context(), resolve(t, r, "v1"))
	if len(got) != 3 || got[2].Path != "renamed.md" || got[2].Old != "b.md" || err != nil {
		t.Error(got, err)
	}
}

func TestCommits(t *testing.T) {
	dir := made(t)
	r := open(t, filepath.Join(dir, "sub"))
	head := resolve(t, r, "HEAD")
	c, err := r.Commit(t.Context(), head)
	want := revision.Commit{ID: head, Author: "Ann", Email: "ann@example.com", Date: c.Date, Subject: "second"}
	if diff := cmp.Diff(want, c); diff != "" || err != nil || c.Date.Format("15:04:05") != "02:04:05" {
		t.Error(err, diff, c.Date)
	}
	if c, ok, err := r.LastChange(t.Context(), head, "x/c"); c.Subject != "first" || !ok || err != nil {
		t.Error(c, ok, err)
	}
	if _, ok, err := r.LastChange(t.Context(), head, "never"); ok || err != nil {
		t.Error(ok, err)
	}
	if got := r.Branch(t.Context()); got != "main" {
		t.Error(got)
	}
	if dirty, err := r.Dirty(t.Context()); dirty || err != nil {
		t.Error(dirty, err)
	}
	script(t, dir, "echo x >> run.sh; git checkout -q --detach")
	if dirty, err := r.Dirty(t.Context()); !dirty || err != nil || r.Branch(t.Context()) != "" {
		t.Error(dirty, err, r.Branch(t.Context()))
	}
}

func TestShallowClone(t *testing.T) {
	dir := made(t)
	first := resolve(t, open(t, dir), "v1")
	clone := filepath.Join(t.TempDir(), "clone")
	script(t, dir, "git checkout -q -b other v1 && echo x > x && git add x && git commit -q -m third && git checkout -q main; git clone -q --depth=1 file://\"$PWD\" "+clone)
	r := open(t, clone)
	_, err := r.Resolve(t.Context(), first)
	if _, ok := errors.AsType[*revision.MissingError](err); !ok {
		t.Errorf("got %v", err)
	}
	script(t, clone, "git config uploadpack.allowAnySHA1InWant true; git fetch -q --depth=1 origin other:other")
	base, err := r.MergeBase(t.Context(), "other", "HEAD")
	if base != "" || err != nil || !r.Shallow(t.Context()) {
		t.Error(base, err)
	}
	if c, _, err := r.LastChange(t.Context(), "HEAD", "run.sh"); !c.Cut || err != nil {
		t.Error(c, err)
	}
	full := open(t, dir)
	if base, err := full.MergeBase(t.Context(), "other", "HEAD"); base != first || err != nil {
		t.Error(base, err)
	}
}

func TestPartialClone(t *testing.T) {
	dir := made(t)
	clone := filepath.Join(t.TempDir(), "clone")
	script(t, dir, "git config uploadpack.allowFilter true; git clone -q --filter=blob:none file://\"$PWD\" "+clone)
	r := open(t, clone)
	found, err := r.Tree(t.Context(), resolve(t, r, "v1"))
	if err == nil {
		_, readErr := fs.ReadFile(found, "sub/deep/c.md")
		err = errors.Join(readErr, found.Err())
		found.Close()
	}
	if _, ok := errors.AsType[*revision.MissingError](err); !ok {
		t.Errorf("got %v", err)
	}
}

// TestNothingOfTheRepositoryRuns has a repository whose configuration and attributes name programs.
func TestNothingOfTheRepositoryRuns(t *testing.T) {
	dir := made(t)
	script(t, dir, `
for p in monitor hook filter conv diff sign; do printf '#!/bin/sh\ntouch "%s/RAN-%s"\ncat\n' "$PWD" $p > .git/$p; chmod +x .git/$p; done
mkdir .git/evil; cp .git/hook .git/evil/post-index-change
git config filter.f.clean "$PWD/.git/filter"; git config filter.f.smudge "$PWD/.git/filter"; git config filter.f.required true
git config diff.d.textconv "$PWD/.git/conv"; git config diff.external "$PWD/.git/diff"; git config gpg.program "$PWD/.git/sign"
echo '* filter=f diff=d' > .git/info/attributes; echo x >> run.sh; touch -d 2020-01-01 agents/a.md
git config log.showSignature true; git config core.hooksPath "$PWD/.git/evil"; git config core.fsmonitor "$PWD/.git/monitor"`)
	r := open(t, dir)
	_, err := r.Changes(t.Context(), resolve(t, r, "v1"))
	_, dirty := r.Dirty(t.Context())
	_, _, last := r.LastChange(t.Context(), "HEAD", "run.sh")
	if err := errors.Join(err, dirty, last); err != nil {
		t.Fatal(err)
	}
	if _, err := fs.ReadFile(tree(t, r, "v1"), "run.sh"); err != nil {
		t.Fatal(err)
	}
	if ran, _ := filepath.Glob(filepath.Join(dir, "RAN-*")); len(ran) > 0 {
		t.Errorf("ran %v", ran)
	}
}

func TestOpenSaysWhy(t *testing.T) {
	_, err := revision.Open(t.Context(), t.TempDir())
	if err == nil || !strings.Contains(err.Error(), "is in no git repository") {
		t.Errorf("got %v", err)
	}
	bare := t.TempDir()
	script(t, bare, "git init -q --bare .")
	if _, err = revision.Open(t.Context(), bare); err == nil || !strings.Contains(err.Error(), "no working tree") {
		t.Errorf("got %v", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := revision.Open(ctx, made(t)); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

// TestEnvironmentNamesNoOtherRepository stands for a hook, in which git sets variables.
func TestEnvironmentNamesNoOtherRepository(t *testing.T) {
	dir, other := made(t), made(t)
	script(t, other, "git commit -q --allow-empty -m other && git tag other")
	t.Setenv("GIT_DIR", filepath.Join(other, ".git"))
	t.Setenv("GIT_WORK_TREE", other)
	r := open(t, dir)
	if _, err := r.Resolve(t.Context(), "other"); err == nil {
		t.Error("reads the repository of GIT_DIR")
	}
}
