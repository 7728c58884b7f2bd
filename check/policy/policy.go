// Package policy turns Rego into rules, and documents into violations. It is alone in knowing OPA.
package policy

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"sync"

	"github.com/open-policy-agent/opa/v1/ast"
)

// Source is a set of policies that come together: the built-in ones, or a folder of the user's.
type Source struct {
	Name    string // "built-in", or the path as given
	FS      fs.FS  // every .rego file below it belongs to the set, but those of tests (_test.rego) and of FixtureFolders
	BuiltIn bool   // may use codes with the prefix PA- and packages below pacheck

	Conftest bool // written for conftest, as each folder with a marker is
}

// Set says what was loaded from a Source.
type Set struct {
	Name   string
	Digest string // sha256 over the names and contents of its files, in hex
	Rules  int
	Files  []string // the paths of its files
}

// Policies are rules with the Rego that decides them, and the libraries that they share.
type Policies struct {
	Rules   []*Rule // by name
	Sets    []Set
	given   []Source
	modules []module

	conftests []*conftest
	fresh     bool // nothing is looked up among what is known from the time of building
}

// module is one file of Rego.
type module struct {
	set     string // the name of the source that it came with
	name    string // as it stands in errors: set and path
	text    string
	parsed  *ast.Module                 // nil where the file is known from the time of building
	linked  *linked                     // what is known of the file from the time of building, else nil
	tree    func() (*ast.Module, error) // the linked form, parsed when it is first asked for
	rule    *Rule                       // nil for a library
	builtIn bool
}

// Load reads all sources. Its error, a joined one, names file and line of every fault, and what to do.
func Load(sources ...Source) (*Policies, error) {
	p := &Policies{given: slices.Clone(sources)}
	var errs []error
	for _, s := range sources {
		errs = append(errs, p.load(s)...)
	}
	slices.SortStableFunc(p.Rules, func(a, b *Rule) int { return cmp.Compare(a.Name, b.Name) })
	if err := errors.Join(append(errs, p.conflicts()...)...); err != nil {
		return nil, err
	}
	return p, nil
}

func (p *Policies) load(s Source) []error {
	var errs []error
	var files []string
	sum := sha256.New()
	before := len(p.Rules)
	styles := conftestFolders{}
	c := &conftest{}
	walk := func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && slices.Contains(FixtureFolders, name) {
			return fs.SkipDir
		}
		if d.IsDir() {
			return styles.enter(s, name)
		}
		if path.Ext(name) != ".rego" || strings.HasSuffix(name, "_test.rego") {
			return nil
		}
		data, err := fs.ReadFile(s.FS, name)
		if err != nil {
			return err
		}
		fmt.Fprintf(sum, "%d %s %d\n", len(name), name, len(data))
		sum.Write(data)
		files = append(files, name)
		if styles[path.Dir(name)] {
			err = p.addConftest(c, s, name, data)
		} else {
			err = p.add(s, name, data)
		}
		if err != nil {
			errs = append(errs, err)
		}
		return nil
	}
	var fault *SourceError
	if err := fs.WalkDir(s.FS, ".", walk); errors.As(err, &fault) {
		errs = append(errs, fault)
	} else if err != nil {
		errs = append(errs, fmt.Errorf("reading policies of %s: %w", s.Name, err))
	}
	if len(c.modules) > 0 {
		c.tests = Source{Name: s.Name, FS: part{s.FS, styles, true}}
		p.conftests = append(p.conftests, c)
		i := slices.IndexFunc(p.given, func(given Source) bool { return given.Name == s.Name })
		p.given[i].FS = part{s.FS, styles, false}
	}
	p.Sets = append(p.Sets, Set{Name: s.Name, Digest: hex.EncodeToString(sum.Sum(nil)), Rules: len(p.Rules) - before, Files: files})
	return errs
}

// add takes one file in. A file that the table of linked ones knows by its digest is not parsed.
func (p *Policies) add(s Source, name string, data []byte) error {
	digest := sha256.Sum256(data)
	m := module{set: s.Name, name: path.Join(s.Name, name), text: string(data), builtIn: s.BuiltIn}
	if slices.ContainsFunc(p.modules, func(other module) bool { return other.name == m.name }) {
		return &SourceError{File: m.name, Message: "is given twice"}
	}
	if s.BuiltIn && !p.fresh {
		m.linked = lookup(digest)
	}
	if m.linked != nil {
		m.tree = sync.OnceValues(m.parseLinked)
	} else {
		parsed, err := parse(m.name, m.text)
		if err != nil {
			return err
		}
		if !s.BuiltIn && parsed.Package.Path.HasPrefix(reserved) {
			return faultAt(parsed.Package.Location, "packages below pacheck are reserved for the built-in policies: use a name of your own")
		}
		m.parsed = parsed
	}
	rule, err := m.metadata()
	if err != nil {
		return err
	}
	if s.BuiltIn && rule == nil && m.linked == nil {
		p.fresh = true // what follows was linked with this library as it was then; libraries come first
	}
	if rule != nil {
		rule.File, rule.Set, rule.Digest = name, s.Name, hex.EncodeToString(digest[:])
		if rule.Group == "" {
			rule.Group = path.Base(path.Dir(name))
		}
		m.rule = rule
		p.Rules = append(p.Rules, rule)
	}
	p.modules = append(p.modules, m)
	return nil
}

// codePrefix begins the codes of the built-in rules.
const codePrefix = "PA-"

// reserved is where the built-in packages are.
var reserved = ast.MustParseRef("data.pacheck")

func parse(name, text string) (*ast.Module, error) {
	m, err := ast.ParseModuleWithOpts(name, text, ast.ParserOptions{
		ProcessAnnotation: true, RegoVersion: ast.RegoV1, Capabilities: Capabilities(),
	})
	if faults, ok := errors.AsType[ast.Errors](err); ok {
		return nil, compileError(faults)
	}
	return m, err
}

// metadata makes the rule of a file that has one: of each with a rule called findings.
func (m *module) metadata() (*Rule, error) {
	if m.linked != nil {
		return m.linked.rule(), nil
	}
	if !slices.ContainsFunc(m.parsed.Rules, func(r *ast.Rule) bool { return r.Head.Name == "findings" || r.Head.Ref().String() == "findings" }) {
		return nil, nil
	}
	rule, err := newRule(m.parsed)
	if err != nil {
		return nil, err
	}
	if !m.builtIn && strings.HasPrefix(rule.Code, codePrefix) {
		at := *m.parsed.Package.Location
		at.Row = newMetadataKeys(m.parsed, packageAnnotations(m.parsed)).line("custom.code")
		return nil, faultAt(&at, "the code %s starts with %s, which is reserved for the built-in rules: use a prefix of your own", rule.Code, codePrefix)
	}
	return rule, nil
}

// conflicts are the names, codes and packages that two rules share.
func (p *Policies) conflicts() []error {
	var errs []error
	seen := map[string]*Rule{}
	for _, r := range p.Rules {
		for _, key := range []string{"name " + r.Name, "code " + r.Code, "package " + r.Package} {
			if strings.HasSuffix(key, " ") {
				continue
			}
			if other := seen[key]; other != nil {
				errs = append(errs, &SourceError{File: r.source(), Line: p.line(r), Message: fmt.Sprintf("the %s is taken by %s: rename one of them", key, other.source())})
			}
			seen[key] = r
		}
	}
	return errs
}

// line is where the package of a rule is; 0 where it was linked.
func (p *Policies) line(r *Rule) int {
	i := slices.IndexFunc(p.modules, func(m module) bool { return m.rule == r })
	if i < 0 || p.modules[i].parsed == nil {
		return 0
	}
	return p.modules[i].parsed.Package.Location.Row
}

func (r *Rule) source() string { return path.Join(r.Set, r.File) }

// Find is the rule of a name or a code, else nil.
func (p *Policies) Find(name string) *Rule {
	for _, r := range p.Rules {
		if r.Name == name || r.Code != "" && r.Code == name {
			return r
		}
	}
	return nil
}
