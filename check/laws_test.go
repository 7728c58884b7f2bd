package check_test

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	gocmp "github.com/google/go-cmp/cmp"
	"github.com/santhosh-tekuri/jsonschema/v6"
	"pgregory.net/rapid"

	"github.com/pacheck/pacheck/check"
	"github.com/pacheck/pacheck/check/policy"
	"github.com/pacheck/pacheck/check/report"
	"github.com/pacheck/pacheck/loaders"
	"github.com/pacheck/pacheck/loaders/source"
	"github.com/pacheck/pacheck/policies"
)

// law checks a law on so many drawn values, unless the flag -rapid.checks asks for another number.
func law(t *testing.T, checks int, property func(*rapid.T)) {
	t.Helper()
	given := false
	flag.Visit(func(f *flag.Flag) { given = given || f.Name == "rapid.checks" })
	if !given {
		f := flag.Lookup("rapid.checks")
		before := f.Value.String()
		defer f.Value.Set(before) //nolint:errcheck // it was a value of the flag
		if err := f.Value.Set(strconv.Itoa(checks)); err != nil {
			t.Fatal(err)
		}
	}
	rapid.Check(t, property)
}

// probes are policies that see everything: each value below an entry of a collection is a finding.
var probes = policy.Source{Name: "probes", FS: fstest.MapFS{
	"every_value.rego":   {Data: probe("every_value", "file", `count(path) > 1; _ := value`)},
	"every_linked.rego":  {Data: probe("every_linked", "repo", `count(path) > 1; _ := value`)},
	"every_written.rego": {Data: probe("every_written", "file", `"raw" in path; _ := value`)},
}}

// entries is a policy that sees each entry of a collection.
var entries = policy.Source{Name: "entries", FS: fstest.MapFS{"every_entry.rego": {Data: probe("every_entry", "file", `count(path) == 2; _ := value`)}}}

func probe(name, scope, condition string) []byte {
	return fmt.Appendf(nil, `# METADATA
# title: Everything
# custom:
#   severity: info
#   scope: %s
package probes.%s

findings contains {"at": path, "message": "is there"} if {
	[path, value] := walk(input)
	%s
}
`, scope, name, condition)
}

// options are those of a run over a repository with the built-in rules and others.
func options(tree fs.FS, more ...policy.Source) check.Options {
	return check.Options{
		Tree: tree, Policies: append([]policy.Source{builtIn}, more...), Rules: check.Selection{Profile: "strict"},
		Run: check.Limits{Now: evaluationTime, Version: "v1.0.0"},
	}
}

// run is a check that cannot fail as a whole.
func run(t rapid.TB, o check.Options) *check.Report {
	t.Helper()
	r, err := checked(o)
	if err != nil {
		t.Fatal(err)
	}
	r.Stats.Elapsed = 0
	return r
}

// checkers are those that tests have made, by all that goes into them: to make one takes much longer than to
// judge a small tree.
var checkers sync.Map

// checked is a check as by check.Run, with a Checker that was made before where nothing but the tree differs.
// Sources with the same name are the same.
func checked(o check.Options) (*check.Report, error) {
	special := o
	special.Tree, special.Policies, special.Rules, special.Run = nil, nil, check.Selection{}, check.Limits{}
	if o.Tree == nil || !reflect.DeepEqual(special, check.Options{}) {
		return check.Run(context.Background(), o)
	}
	key := fmt.Sprint(o.Rules, o.Run)
	for _, s := range o.Policies {
		key += " " + s.Name
	}
	c, ok := checkers.Load(key)
	if !ok {
		made, err := check.New(o)
		if err != nil {
			return nil, err
		}
		c, _ = checkers.LoadOrStore(key, made)
	}
	return c.(*check.Checker).Check(context.Background(), o.Tree)
}

// newEngine makes an engine of all rules of some sources.
func newEngine(t rapid.TB, sources ...policy.Source) *policy.Engine {
	t.Helper()
	all, err := policy.Load(sources...)
	if err != nil {
		t.Fatal(err)
	}
	engine, err := policy.NewEngine(all, policy.Options{Now: evaluationTime})
	if err != nil {
		t.Fatal(err)
	}
	return engine
}

// said is what the rules of a scope say of a document, by place instead of by path.
func said(t rapid.TB, engine *policy.Engine, scope string, d *loaders.Document) []string {
	t.Helper()
	violations, faults, err := engine.Evaluate(context.Background(), scope, d)
	if err != nil || len(faults) > 0 {
		t.Fatalf("evaluating: %v %+v", err, faults)
	}
	var all []string
	for _, v := range violations {
		spot := d.Locate(v.At)
		all = append(all, strings.Join([]string{v.Rule.Name, spot.Place.Location().String(), spot.Entity, spot.Role, spot.Key, v.Message}, " | "))
	}
	slices.Sort(all)
	return all
}

// TestFileRulesDistributeOverMerge: what file rules say of the merge of documents is what they say of
// each of them.
func TestFileRulesDistributeOverMerge(t *testing.T) {
	distributes := func(t rapid.TB, engine *policy.Engine, docs []*loaders.Document) {
		var apart []string
		for _, d := range docs {
			apart = append(apart, said(t, engine, policy.FileScope, d)...)
		}
		slices.Sort(apart)
		together := said(t, engine, policy.FileScope, loaders.Merge(docs))
		if diff := gocmp.Diff(apart, together); diff != "" {
			t.Fatalf("apart and together differ (-apart +together):\n%s", diff)
		}
	}
	distributes(t, newEngine(t, builtIn, entries), everyFixture())
	engine := newEngine(t, builtIn, probes)
	law(t, 20, func(t *rapid.T) {
		docs, _ := loaded(repositories().Draw(t, "repository"))
		distributes(t, engine, docs)
	})
}

// TestFindingsStandInTheirFiles: each finding is in a file of the repository, inside of its text, and in
// the file of its entity; only what a governance file adds, and what an agent has from others, stands
// elsewhere.
func TestFindingsStandInTheirFiles(t *testing.T) {
	law(t, 25, func(t *rapid.T) {
		all := repositories().Draw(t, "repository")
		o := options(mapFS(all), probes)
		o.Run.Jobs = 2
		findings := run(t, o).Findings
		if !slices.IsSortedFunc(findings, byPlace) {
			t.Fatal("the findings are not in order of places")
		}
		for _, f := range findings {
			where := fmt.Sprintf("%s at %v (%s)", f.Rule.Name, f.Location, f.Path)
			text, ok := all[f.Location.File]
			if f.Location.File == "." { // nothing in it is an agent file
				continue
			}
			if !ok {
				t.Fatalf("%s is in no file of the repository", where)
			}
			if !inside(text, f.Location) {
				t.Fatalf("%s is outside of the text:\n%q", where, text)
			}
			_, entity, _ := strings.Cut(f.Entity, ":")
			elsewhere := strings.Contains(f.Path, " > effective") || strings.Contains(f.Path, " > capabilities")
			if f.Entity != "" && !elsewhere && !strings.HasPrefix(entity, f.Location.File+"#") && !strings.Contains(f.Location.File, ".governance.") {
				t.Fatalf("%s belongs to %s", where, f.Entity)
			}
			if len(f.Fingerprint) != 64 || f.Role == "" || f.Path == "" {
				t.Fatalf("%s is incomplete: %+v", where, f)
			}
		}
	})
}

func byPlace(a, b check.Finding) int {
	x, y := a.Location, b.Location
	return cmp.Or(strings.Compare(x.File, y.File), cmp.Compare(x.Start.Line, y.Start.Line), cmp.Compare(x.Start.Column, y.Start.Column))
}

// inside says whether a place is in the text of a file.
func inside(text string, at source.Location) bool {
	f := source.Read(at.File, []byte(text))
	start, end := f.Offset(at.Start), f.Offset(at.End)
	return f.Position(start) == at.Start && f.Position(end) == at.End && start <= end
}

// TestBytesDoNotDependOnOrder: all reports are the same for any number of workers and any order of files.
func TestBytesDoNotDependOnOrder(t *testing.T) {
	law(t, 8, func(t *rapid.T) {
		all := files{}
		for i := range 4 {
			for name, text := range repositories().Draw(t, "repository") {
				all[fmt.Sprintf("%d/%s", i, name)] = text
			}
		}
		one, many := options(mapFS(all), probes), options(shuffled{mapFS(all)}, probes)
		one.Run.Jobs, many.Run.Jobs = 1, 16
		want, got := written(t, run(t, one)), written(t, run(t, many))
		for format := range want {
			if diff := gocmp.Diff(want[format], got[format]); diff != "" {
				t.Fatalf("%s differs:\n%s", format, diff)
			}
		}
	})
}

// shuffled is a tree that lists its folders in another order each time.
type shuffled struct{ fstest.MapFS }

// ReadDir lists a folder.
func (s shuffled) ReadDir(name string) ([]fs.DirEntry, error) {
	entries, err := s.MapFS.ReadDir(name)
	rand.Shuffle(len(entries), func(i, j int) { entries[i], entries[j] = entries[j], entries[i] })
	return entries, err
}

// written is a report in every format.
func written(t rapid.TB, r *check.Report) map[string]string {
	t.Helper()
	all := map[string]string{}
	for name, format := range report.Formats {
		var b bytes.Buffer
		if err := format(&b, r); err != nil {
			t.Fatalf("writing %s: %v", name, err)
		}
		all[name] = b.String()
	}
	return all
}

// echo is a rule that repeats its input, and echoRaw one that gets the parsed trees, too.
var (
	echo    = policy.Source{Name: "echo", FS: fstest.MapFS{"echo.rego": {Data: []byte(echoText)}}}
	echoRaw = policy.Source{Name: "echo", FS: fstest.MapFS{"echo.rego": {Data: []byte(echoText + "# \"raw\"\n")}}}
)

const echoText = `# METADATA
# title: Echo
# custom:
#   severity: info
package echo.echo

findings contains {"at": [], "message": json.marshal(input)}
`

// heard is the input that an engine with echo gives to policies.
func heard(t rapid.TB, engine *policy.Engine, d *loaders.Document) any {
	t.Helper()
	violations, faults, err := engine.Evaluate(context.Background(), policy.FileScope, d)
	if err != nil || len(violations) != 1 {
		t.Fatalf("the rule does not answer: %v %v", faults, err)
	}
	return decoded(t, []byte(violations[0].Message))
}

// TestInputConforms: what policies get is what is printed, and both conform to the schema.
func TestInputConforms(t *testing.T) {
	engine, engineRaw, schema := newEngine(t, echo), newEngine(t, echoRaw), compiledSchema(t)
	law(t, 60, func(t *rapid.T) {
		docs, repository := loaded(repositories().Draw(t, "repository"))
		if len(docs) == 0 {
			return // no rule is asked about nothing
		}
		all := loaders.Merge(docs)
		loaders.Link(all, repository)
		for _, d := range append(docs, all) {
			input := heard(t, engine, d)
			for _, value := range []any{input, heard(t, engineRaw, d)} {
				if err := schema.Validate(value); err != nil {
					t.Fatalf("the input does not conform: %v", err)
				}
			}
			data, err := json.Marshal(d)
			if err != nil {
				t.Fatal(err)
			}
			if diff := gocmp.Diff(plain(decoded(t, data)), plain(input)); diff != "" {
				t.Fatalf("the input is not what is printed (-printed +input):\n%s", diff)
			}
		}
	})
}

func compiledSchema(t rapid.TB) *jsonschema.Schema {
	t.Helper()
	c := jsonschema.NewCompiler()
	if err := c.AddResource("document.json", decoded(t, loaders.Schema())); err != nil {
		t.Fatal(err)
	}
	schema, err := c.Compile("document.json")
	if err != nil {
		t.Fatal(err)
	}
	return schema
}

func decoded(t rapid.TB, data []byte) any {
	t.Helper()
	value, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
	if err != nil {
		t.Fatalf("%v\n%s", err, data)
	}
	return value
}

// plain is a decoded value in which equal numbers are equal.
func plain(v any) any {
	switch v := v.(type) {
	case json.Number:
		f, err := v.Float64()
		return fmt.Sprint(f, err)
	case []any:
		for i := range v {
			v[i] = plain(v[i])
		}
	case map[string]any:
		for key := range v {
			v[key] = plain(v[key])
		}
	}
	return v
}

// TestFilesDoNotDisturbEachOther: no rule fails on any input, and a further file that is clean and
// unrelated changes nothing elsewhere.
func TestFilesDoNotDisturbEachOther(t *testing.T) {
	law(t, 20, func(t *rapid.T) {
		all := repositories().Draw(t, "repository")
		before := run(t, options(mapFS(all)))
		for _, p := range before.Problems {
			if p.Kind == "policy" {
				t.Fatalf("%s fails: %s", p.Rule, p.Message)
			}
		}
		const name = "zz/.cursor/rules/unrelated.mdc"
		all[name] = "---\ndescription: How this folder is laid out\nglobs: \"*.proto\"\n---\nMessages come before services.\n"
		after := run(t, options(mapFS(all)))
		want, got := listed(before.Findings, name), listed(after.Findings, name)
		if diff := gocmp.Diff(want, got); diff != "" {
			t.Fatalf("a clean file changes the findings in others:\n%s", diff)
		}
	})
}

// listed are findings in all files but one.
func listed(findings []check.Finding, but string) []string {
	var list []string
	for _, f := range findings {
		if f.Location.File != but {
			list = append(list, fmt.Sprintln(f.Location, f.Rule.Name, f.Severity, f.Message, f.Fingerprint))
		}
	}
	return list
}

// TestLinkedIsCompiled: the built-in rules say the same in the form that is compiled at the time of
// building, of which only those are asked that may find something, and compiled from their sources.
func TestLinkedIsCompiled(t *testing.T) {
	linked := newEngine(t, builtIn)
	compiled := newEngine(t, policy.Source{Name: "built-in", FS: commented(t), BuiltIn: true})
	same := func(t rapid.TB, scope string, d *loaders.Document) {
		if diff := gocmp.Diff(said(t, compiled, scope, d), said(t, linked, scope, d)); diff != "" {
			t.Fatalf("they differ (-compiled +linked):\n%s", diff)
		}
	}
	for _, doc := range everyFixture() {
		same(t, policy.FileScope, doc)
	}
	for _, r := range everyRule(t) {
		for _, example := range slices.Concat(r.Bad, r.Good) {
			docs, _ := loaded(files(example.Files))
			for _, doc := range docs {
				same(t, policy.FileScope, doc)
			}
		}
	}
	law(t, 20, func(t *rapid.T) {
		docs, repository := loaded(repositories().Draw(t, "repository"))
		for _, doc := range docs {
			same(t, policy.FileScope, doc)
		}
		all := loaders.Merge(docs)
		loaders.Link(all, repository)
		same(t, policy.RepoScope, all)
	})
}

func everyRule(t *testing.T) []*policy.Rule {
	t.Helper()
	all, err := everyPolicy()
	if err != nil {
		t.Fatal(err)
	}
	return all.Rules
}

var everyPolicy = sync.OnceValues(func() (*policy.Policies, error) { return policy.Load(builtIn) })

var everyFixture = sync.OnceValue(func() []*loaders.Document {
	all := files{}
	for i, f := range fixtures() {
		all[fmt.Sprintf("fixture/%d/%s", i, f.path)] = f.text
	}
	docs, _ := loaded(all)
	return docs
})

// commented are the built-in policies with a comment at the end, so that none of them is known.
func commented(t *testing.T) fs.FS {
	t.Helper()
	tree := fstest.MapFS{}
	err := fs.WalkDir(policies.FS, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(policies.FS, name)
		tree[name] = &fstest.MapFile{Data: append(data, "\n# changed\n"...)}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return tree
}

// TestSelectionsAgree: a rule finds the same whichever other rules are enabled, so what is not found out
// because no rule reads it makes no difference.
func TestSelectionsAgree(t *testing.T) {
	rules := everyRule(t)
	law(t, 60, func(t *rapid.T) {
		o := options(mapFS(repositories().Draw(t, "repository")))
		o.Rules = check.Selection{Profile: "none"}
		for _, rule := range rules {
			o.Rules.Select = append(o.Rules.Select, rule.Name)
		}
		whole := run(t, o)
		o.Rules.Select = nil
		for range rapid.IntRange(1, 12).Draw(t, "rules") {
			o.Rules.Select = append(o.Rules.Select, picked(t, rules).Name)
		}
		var want []check.Finding
		for _, f := range whole.Findings {
			if slices.Contains(o.Rules.Select, f.Rule.Name) {
				want = append(want, f)
			}
		}
		some, err := check.Run(context.Background(), o)
		if err != nil {
			t.Fatal(err)
		}
		if diff := gocmp.Diff(listed(want, ""), listed(some.Findings, "")); diff != "" {
			t.Fatalf("%v find other things alone (-with all +alone):\n%s", o.Rules.Select, diff)
		}
	})
}
