package policy

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"
	"sync"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/topdown"
	"gopkg.in/yaml.v3"

	"github.com/pacheck/pacheck/loaders/source"
)

// MarkerName is the name of the file that marks a folder of policies, with conftest: true for those that are
// written for conftest.
const MarkerName = ".policies.yaml"

// conftest are policies in conftest's style that come together: their packages know each other, and no others.
type conftest struct {
	tests   Source // with the files of them alone
	modules []module
	rules   []*conftestRule

	once     sync.Once
	compiler *ast.Compiler
	err      error
}

// conftestRule is what conftest asks at once: all rules of one name in one package.
type conftestRule struct {
	*Rule

	findings ast.Ref // such as data.main.deny_root
	excepted ast.Ref // data.main.exception
	suffix   string  // that exceptions call it by, such as root
}

var (
	failureName = regexp.MustCompile(`^(deny|violation)(_[a-zA-Z0-9]+)*$`)
	warningName = regexp.MustCompile(`^warn(_[a-zA-Z0-9]+)*$`)
)

// conftestFolders are the folders of a source, and whether their policies are written for conftest.
type conftestFolders map[string]bool

// enter notes what a folder is: as its marker says, else as its parent is.
func (f conftestFolders) enter(s Source, folder string) error {
	marked, err := isConftest(s, folder)
	f[folder] = marked || s.Conftest || folder != "." && f[path.Dir(folder)]
	return err
}

// part is the files of a tree in folders of one kind.
type part struct {
	fs.FS

	folders conftestFolders
	kind    bool
}

// ReadDir lists a folder: its folders, and its files where it is of the kind.
func (p part) ReadDir(name string) ([]fs.DirEntry, error) {
	entries, err := fs.ReadDir(p.FS, name)
	return slices.DeleteFunc(entries, func(e fs.DirEntry) bool { return !e.IsDir() && p.folders[name] != p.kind }), err
}

// Parts are policies that know each other: those of pacheck's own style first, then for each source those in
// conftest's style.
func (p *Policies) Parts() []*Policies {
	parts := []*Policies{p}
	for _, c := range p.conftests {
		parts = append(parts, &Policies{given: []Source{c.tests}, modules: c.modules})
	}
	return parts
}

// isConftest reads the marker of a folder.
func isConftest(s Source, folder string) (bool, error) {
	data, err := fs.ReadFile(s.FS, path.Join(folder, MarkerName))
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	var marker map[string]yaml.Node
	fault := &SourceError{File: path.Join(s.Name, folder, MarkerName), Message: "a marker has one key, conftest: true or false"}
	if err := yaml.Unmarshal(data, &marker); err != nil {
		return false, fault
	}
	marked := false
	for key, value := range marker {
		if fault.Line = value.Line; key != "conftest" || value.Decode(&marked) != nil {
			return false, fault
		}
	}
	return marked, nil
}

// addConftest takes one file in.
func (p *Policies) addConftest(c *conftest, s Source, name string, data []byte) error {
	m := module{set: s.Name, name: path.Join(s.Name, name), text: string(data)}
	parsed, err := parse(m.name, m.text)
	if err != nil {
		return err
	}
	m.parsed = parsed
	c.modules = append(c.modules, m)
	for _, rule := range parsed.Rules {
		word := rule.Head.Name.String()
		if word == "" && len(rule.Head.Reference) > 0 {
			word = rule.Head.Reference[0].Value.String()
		}
		if !failureName.MatchString(word) && !warningName.MatchString(word) {
			continue
		}
		if rule.Head.Name == "" && rule.Head.Value != nil && rule.Head.Value.Equal(ast.BooleanTerm(true)) {
			return faultAt(rule.Location, "%s has if without contains, which conftest refuses: write %s contains msg if { ... }", word, word)
		}
		findings := parsed.Package.Path.Append(ast.StringTerm(word))
		if slices.ContainsFunc(c.rules, func(r *conftestRule) bool { return r.findings.Equal(findings) }) {
			continue
		}
		r := newConftestRule(parsed, findings, word)
		sum := sha256.Sum256(data)
		r.File, r.Set, r.Digest = name, s.Name, hex.EncodeToString(sum[:])
		c.rules = append(c.rules, r)
		p.Rules = append(p.Rules, r.Rule)
	}
	return nil
}

// newConftestRule is the rule of a name in a package, which METADATA above the package may describe.
func newConftestRule(m *ast.Module, findings ast.Ref, word string) *conftestRule {
	namespace := strings.TrimPrefix(m.Package.Path.String(), "data.")
	kebab := strings.NewReplacer(".", "-", "_", "-")
	r := &Rule{
		Description: "Decided by " + findings.String() + ", in conftest's style.",
		Name:        kebab.Replace(namespace + "." + word), Group: "conftest", Title: word + " of the conftest policies " + namespace,
		Scope: FileScope, Severity: High, KeepSeverity: true, Package: findings.String(),
	}
	if warningName.MatchString(word) {
		r.Severity = Medium
	}
	if annotations := packageAnnotations(m); annotations != nil {
		r.Title = cmp.Or(annotations.Title, r.Title)
		r.Description = cmp.Or(strings.TrimSpace(annotations.Description), r.Description)
	}
	_, suffix, _ := strings.Cut(word, "_")
	return &conftestRule{Rule: r, findings: findings, excepted: m.Package.Path.Append(ast.StringTerm("exception")), suffix: suffix}
}

// compile makes the compiler, the first time. Conftest holds policies against no schema, and drops what they
// print.
func (c *conftest) compile() error {
	c.once.Do(func() {
		modules := map[string]*ast.Module{}
		for _, m := range c.modules {
			modules[m.name] = m.parsed
		}
		c.compiler = conftestCompiler()
		if c.compiler.Compile(modules); c.compiler.Failed() {
			c.err = compileError(c.compiler.Errors)
		}
	})
	return c.err
}

func conftestCompiler() *ast.Compiler {
	capabilities := Capabilities()
	for _, b := range ast.CapabilitiesForThisVersion().Builtins {
		if b.Name == "print" || b.Name == "trace" {
			capabilities.Builtins = append(capabilities.Builtins, b)
		}
	}
	return ast.NewCompiler().WithDefaultRegoVersion(ast.RegoV1).WithCapabilities(capabilities)
}

// asked are the rules that are enabled.
func (c *conftest) asked(enabled []*Rule) []*conftestRule {
	return slices.DeleteFunc(slices.Clone(c.rules), func(r *conftestRule) bool { return !slices.Contains(enabled, r.Rule) })
}

// conftest asks the rules in conftest's style about a file: about each of its documents, or each item of its
// list.
func (e *Engine) conftest(ctx context.Context, f *source.File) ([]Violation, []Fault) {
	var all []Violation
	var faults []Fault
	for _, c := range e.conftests {
		rules := c.asked(e.rules)
		for i, root := range conftestInputs(f) {
			input := (&encoder{trees: map[*source.Node]*ast.Term{}}).tree(root)
			for _, r := range rules {
				if e.exhausted(r.Rule) || ctx.Err() != nil {
					continue
				}
				found, err := e.askConftest(ctx, c, r, input, f.Path)
				if err != nil {
					faults = append(faults, e.fault(r.Rule, err))
				}
				for _, v := range found {
					v.Rule, v.Severity, v.Root = r.Rule, r.Severity, root
					v.At = append([]any{"files", 0, "documents", i}, v.At...)
					all = append(all, v)
				}
			}
		}
	}
	return all, faults
}

// conftestInputs are what conftest judges one by one.
func conftestInputs(f *source.File) []*source.Node {
	switch {
	case f == nil || f.Root == nil:
		return nil
	case len(f.Documents) > 1:
		return f.Documents
	case f.Root.IsList():
		return f.Root.Items
	}
	return []*source.Node{f.Root}
}

// askConftest asks one rule, unless an exception is made of it.
func (e *Engine) askConftest(ctx context.Context, c *conftest, r *conftestRule, input *ast.Term, file string) ([]Violation, error) {
	excepted := ast.NewTerm(r.excepted.Append(ast.VarTerm("set")).Append(ast.VarTerm("item")))
	item := ast.VarTerm("value")
	body := ast.NewBody(
		ast.Equality.Expr(ast.VarTerm("exceptions"), ast.SetComprehensionTerm(ast.BooleanTerm(true), ast.NewBody(ast.Equality.Expr(excepted, ast.StringTerm(r.suffix))))),
		ast.Equality.Expr(ast.VarTerm("found"), ast.SetComprehensionTerm(item, ast.NewBody(ast.Equality.Expr(item, ast.NewTerm(r.findings))))),
	)
	name := ast.ObjectTerm(ast.Item(ast.StringTerm("name"), ast.StringTerm(path.Base(file))), ast.Item(ast.StringTerm("dir"), ast.StringTerm(path.Dir(file))))
	for _, expr := range body {
		expr.With = []*ast.With{{Target: ast.NewTerm(ast.MustParseRef("data.conftest.file")), Value: name}}
	}
	var all []Violation
	err := e.run(ctx, &program{compiler: c.compiler, lenient: true}, body, input, func(result topdown.QueryResult) error {
		if result["exceptions"].Value.(ast.Set).Len() > 0 {
			return nil
		}
		return result["found"].Value.(ast.Set).Iter(func(value *ast.Term) (err error) {
			all, err = conftestFindings(value)
			return err
		})
	})
	return all, err
}

// conftestFindings are the texts and objects of a set or a list; anything else is none, as conftest has it.
func conftestFindings(value *ast.Term) ([]Violation, error) {
	plain, err := ast.JSON(value.Value)
	if err != nil {
		return nil, fmt.Errorf("reading what was found: %w", err)
	}
	items, _ := plain.([]any)
	var all []Violation
	for _, item := range items {
		switch item := item.(type) {
		case string:
			all = append(all, Violation{Message: item})
		case map[string]any:
			message, ok := item["msg"].(string)
			if !ok {
				return nil, fmt.Errorf("an object lacks msg, which is a text: it has %s", strings.Join(slices.Sorted(maps.Keys(item)), ", "))
			}
			all = append(all, Violation{Message: message, At: conftestPath(item)})
		}
	}
	return all, nil
}

// conftestPath is the path that an object carries: a list of keys and indexes, or a text with dots or slashes
// between them.
func conftestPath(item map[string]any) []any {
	for _, key := range []string{"at", "path"} {
		switch v := item[key].(type) {
		case []any:
			return v
		case string:
			var steps []any
			for _, step := range strings.FieldsFunc(v, func(r rune) bool { return strings.ContainsRune("./[]$", r) }) {
				steps = append(steps, step)
			}
			return steps
		}
	}
	return nil
}
