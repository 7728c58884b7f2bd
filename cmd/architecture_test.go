package cmd_test

import (
	"bufio"
	"bytes"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

const module = "github.com/pacheck/pacheck"

// order is the direction of imports: a package may import those after it only.
var order = []string{"cmd", "check/policytest", "check/report", "check/registry", "check", "check/pack", "check/policy", "check/revision", "loaders", "loaders/facts", "loaders/source"}

// TestImportsGoOneWay holds the rooms apart.
func TestImportsGoOneWay(t *testing.T) {
	rank := map[string]int{"policies": len(order)}
	for i, p := range order {
		rank[p] = i
	}
	for file, tree := range sources(t) {
		from, ok := rank[path.Dir(file)]
		if !ok {
			continue // main, generators and the internals of one package
		}
		for _, spec := range tree.Imports {
			name, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				t.Fatal(err)
			}
			below, ours := strings.CutPrefix(name, module+"/")
			to, known := rank[below]
			if ours && known && to <= from && below != path.Dir(file) {
				t.Errorf("%s imports %s, against the direction of imports", file, below)
			}
			if ours && path.Dir(file) == "policies" {
				t.Errorf("%s imports %s: policies imports nothing of ours", file, below)
			}
		}
	}
}

// TestOnlyTheRoomsHoldCode holds the top level as it was given.
func TestOnlyTheRoomsHoldCode(t *testing.T) {
	for file := range sources(t) {
		room, _, _ := strings.Cut(file, "/")
		switch room {
		case "main.go", "cmd", "check", "loaders", "policies":
		default:
			t.Errorf("%s: code lives in main.go, cmd, check, loaders and policies only", file)
		}
	}
}

// TestPackagesHaveDocs wants one comment that says what a package is.
func TestPackagesHaveDocs(t *testing.T) {
	documented := map[string]bool{}
	for file, tree := range sources(t) {
		documented[path.Dir(file)] = documented[path.Dir(file)] || tree.Doc != nil
	}
	for dir, ok := range documented {
		if !ok {
			t.Errorf("the package in %s has no comment", dir)
		}
	}
}

// TestExportedNamesHaveDocs wants a comment on every exported name that starts with the name.
func TestExportedNamesHaveDocs(t *testing.T) {
	for file, tree := range sources(t) {
		for _, decl := range tree.Decls {
			for name, doc := range exported(decl) {
				if doc == "" {
					t.Errorf("%s: %s has no comment", file, name)
				}
			}
		}
	}
}

// exported are the exported names of a declaration and their comments.
func exported(decl ast.Decl) map[string]string {
	names := map[string]string{}
	switch d := decl.(type) {
	case *ast.FuncDecl:
		if d.Name.IsExported() && d.Recv == nil {
			names[d.Name.Name] = d.Doc.Text()
		}
	case *ast.GenDecl:
		for _, spec := range d.Specs {
			switch s := spec.(type) {
			case *ast.TypeSpec:
				if s.Name.IsExported() {
					names[s.Name.Name] = d.Doc.Text() + s.Doc.Text()
				}
			case *ast.ValueSpec:
				for _, name := range s.Names {
					if name.IsExported() {
						names[name.Name] = d.Doc.Text() + s.Doc.Text() + s.Comment.Text()
					}
				}
			}
		}
	}
	return names
}

// TestSizes holds files and functions small.
func TestSizes(t *testing.T) {
	set := token.NewFileSet()
	for file, tree := range parse(t, set) {
		if strings.HasSuffix(file, "_gen.go") {
			continue
		}
		if lines := set.File(tree.Pos()).LineCount(); lines > 400 {
			t.Errorf("%s has %d lines, more than 400", file, lines)
		}
		for _, decl := range tree.Decls {
			f, ok := decl.(*ast.FuncDecl)
			if !ok {
				continue
			}
			if f.Name.Name == "init" && f.Recv == nil {
				t.Errorf("%s has an init function", file)
			}
			if lines := set.Position(f.End()).Line - set.Position(f.Pos()).Line + 1; lines > 80 {
				t.Errorf("%s: %s has %d lines, more than 80", file, f.Name.Name, lines)
			}
		}
	}
}

// TestListsAreDerived proves that adding a loader or a rule edits no list by hand: each file that holds
// one is generated, and says so.
func TestListsAreDerived(t *testing.T) {
	for list, names := range map[string][]string{
		"loaders/all_gen.go":         {"mcpClientLoader", "skillLoader"},
		"check/policy/linked_gen.go": {"unrestricted_shell_grant"},
	} {
		data, err := os.ReadFile(filepath.Join("..", list))
		if err != nil {
			t.Fatal(err)
		}
		first, _, _ := bufio.NewReader(bytes.NewReader(data)).ReadLine()
		if !strings.HasPrefix(string(first), "// Code generated ") {
			t.Errorf("%s does not say that it is generated", list)
		}
		for _, name := range names {
			if users := mentions(t, name); len(users) > 0 && !strings.Contains(string(data), name) {
				t.Errorf("%s lacks %s", list, name)
			} else if len(users) > 3 {
				t.Errorf("%s is named in %v: a list is kept by hand", name, users)
			}
		}
	}
}

// mentions are the Go files that name something, tests left out.
func mentions(t *testing.T, name string) []string {
	t.Helper()
	var files []string
	for file := range sources(t) {
		data, err := os.ReadFile(filepath.Join("..", file))
		if err != nil {
			t.Fatal(err)
		}
		if bytes.Contains(data, []byte(name)) {
			files = append(files, file)
		}
	}
	return files
}

// TestGeneratedFilesAreFresh runs the generators of lists into a copy and compares.
func TestGeneratedFilesAreFresh(t *testing.T) {
	for list, generator := range map[string]string{
		"loaders/all_gen.go":         "./internal/genlist",
		"check/policy/linked_gen.go": "./internal/genlinked",
	} {
		t.Run(list, func(t *testing.T) {
			want, err := os.ReadFile(filepath.Join("..", list))
			if err != nil {
				t.Fatal(err)
			}
			dir := filepath.Join("..", path.Dir(list))
			cmd := exec.CommandContext(t.Context(), "go", "run", generator, "-o", "-")
			cmd.Dir = dir
			got, err := cmd.Output()
			if err != nil {
				t.Fatal(err)
			}
			if !bytes.Equal(got, want) {
				t.Errorf("%s is stale: run go generate ./...", list)
			}
		})
	}
}

// sources are the Go files of the module, tests and test data left out, by path below its root.
func sources(t *testing.T) map[string]*ast.File { return parse(t, token.NewFileSet()) }

func parse(t *testing.T, set *token.FileSet) map[string]*ast.File {
	t.Helper()
	files := map[string]*ast.File{}
	err := filepath.WalkDir("..", func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && (d.Name() == "testdata" || d.Name() == ".git") {
			return filepath.SkipDir
		}
		if filepath.Ext(name) != ".go" || strings.HasSuffix(name, "_test.go") {
			return nil
		}
		tree, err := parser.ParseFile(set, name, nil, parser.ParseComments)
		below, _ := filepath.Rel("..", name)
		files[filepath.ToSlash(below)] = tree
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}
