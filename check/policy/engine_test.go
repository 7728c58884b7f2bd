package policy_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/pacheck/pacheck/check/policy"
	"github.com/pacheck/pacheck/loaders"
)

// ruleText is a rule in a package of its own.
func ruleText(name, custom, body string) string {
	return fmt.Sprintf("# METADATA\n# title: T\n# custom:\n#   severity: medium\n%spackage acme[%q]\n\n%s\n", custom, name, body)
}

// set is a set of policies, from the names of files to their texts.
func set(name string, files map[string]string) policy.Source {
	tree := fstest.MapFS{}
	for file, text := range files {
		tree[file] = &fstest.MapFile{Data: []byte(text)}
	}
	return policy.Source{Name: name, FS: tree}
}

func engine(t *testing.T, o policy.Options, sources ...policy.Source) *policy.Engine {
	t.Helper()
	all, err := policy.Load(sources...)
	if err != nil {
		t.Fatal(err)
	}
	e, err := policy.NewEngine(all, o)
	if err != nil {
		t.Fatal(err)
	}
	return e
}

// settings is the document of one settings file.
func settings(t *testing.T) *loaders.Document {
	t.Helper()
	tree := fstest.MapFS{".claude/settings.json": {Data: []byte(`{"permissions": {"allow": ["Bash(ls)", "Read"]}}`)}}
	d := loaders.NewRepository(tree, nil, 0).Load(loaders.Entry{Path: ".claude/settings.json", Role: "runtime"})
	if d == nil {
		t.Fatal("the file is not recognised")
	}
	return d
}

const (
	always  = `findings contains {"at": ["settings", i], "message": "seen"} if some i, _ in input.settings`
	endless = `findings contains {"at": ["settings", i], "message": "x"} if {
	some i, _ in input.settings
	some a in numbers.range(1, 5000)
	some b in numbers.range(1, 5000)
	a * b < 0
}`
)

func TestEvaluate(t *testing.T) {
	found := func(object string) string { return "findings contains " + object + " if count(input.settings) > 0" }
	tests := []struct {
		name, body string
		want       string // violation, or the fault
	}{
		{"the least", found(`{"at": ["settings", 0], "message": "m"}`), "medium [settings 0] m"},
		{"everything", found(`{"at": [], "message": "m", "label": "l", "severity": "critical", "related": [["files", 0], {"at": ["settings"], "message": "r"}]}`), "critical [] m l [files 0] [settings]r"},
		{"nothing", `findings contains {"at": [], "message": "m"} if count(input.settings) > 1`, ""},
		{"the same twice", found(`{"at": ["settings", 0], "message": "m"}`) + "\n" + found(`{"at": ["settings", 0], "message": "m", "label": "l"}`), "medium [settings 0] m l"},
		{"no path", found(`{"message": "m"}`), `a finding is wrong: it lacks "at", a path such as ["servers", 0, "url"], or "message"`},
		{"no message", found(`{"at": []}`), `a finding is wrong: it lacks "at", a path such as ["servers", 0, "url"], or "message"`},
		{"an unknown key", found(`{"at": [], "message": "m", "where": 1}`), `a finding is wrong: it has the unknown key "where": the keys are at, message, label, severity and related`},
		{"a path that is a text", found(`{"at": "settings", "message": "m"}`), `a finding is wrong: its "at" has the wrong type`},
		{"an unknown severity", found(`{"at": [], "message": "m", "severity": "none"}`), `a finding is wrong: severity "none" is none of critical, high, medium, low, info`},
		{"a related text", found(`{"at": [], "message": "m", "related": ["x"]}`), `a finding is wrong: an item of "related" is neither a path nor {"at": path, "message": text}`},
		{"a text", found(`"m"`), `a finding is wrong: it is no object with "at" and "message"`},
		{"no set", `findings := {"at": []}`, `findings is not a set: write findings contains {"at": …, "message": …} if { … }`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			e := engine(t, policy.Options{}, set("own", map[string]string{"r.rego": ruleText("r", "", tt.body), "other.rego": ruleText("other", "", always)}))
			violations, faults, err := e.Evaluate(t.Context(), policy.FileScope, settings(t))
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tt.want, told(violations, faults)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// told is what rules say, without the rule called other, which must say what it always says.
func told(violations []policy.Violation, faults []policy.Fault) string {
	var words []string
	others := 0
	for _, v := range violations {
		if v.Rule.Name == "other" {
			others++
			continue
		}
		words = append(words, v.Severity.String(), fmt.Sprint(v.At), v.Message)
		if v.Label != "" {
			words = append(words, v.Label)
		}
		for _, r := range v.Related {
			words = append(words, fmt.Sprint(r.At)+r.Message)
		}
	}
	for _, f := range faults {
		words = append(words, f.Message)
	}
	if others != 1 {
		words = append(words, fmt.Sprintf("the other rule said %d things", others))
	}
	return strings.Join(words, " ")
}

// TestRulesThatNeverEnd: such a rule costs its time a few times only, and the others answer each time.
func TestRulesThatNeverEnd(t *testing.T) {
	e := engine(t, policy.Options{Timeout: 50 * time.Millisecond}, set("own", map[string]string{
		"endless.rego": ruleText("endless", "", endless), "other.rego": ruleText("other", "", always),
	}))
	d := settings(t)
	var failed []string
	start := time.Now()
	for i := range 50 {
		violations, faults, err := e.Evaluate(t.Context(), policy.FileScope, d)
		if err != nil || len(violations) != 1 {
			t.Fatalf("%d: got %v, %v", i, violations, err)
		}
		for _, f := range faults {
			failed = append(failed, f.Rule.Name+" "+f.Message)
		}
	}
	if diff := cmp.Diff(slices.Repeat([]string{"endless ran out of time"}, 3), failed); diff != "" {
		t.Error(diff)
	}
	if took := time.Since(start); took > 4*time.Second {
		t.Errorf("it took %v", took)
	}
}

// TestRulesThatTakeMuch: an allocation without end is stopped long before the clock stops it, unless it takes
// so long that it does not get far.
func TestRulesThatTakeMuch(t *testing.T) {
	const memory = "ran out of memory: it needs more than 128 MB for one document"
	tests := []struct {
		name, body string
		timeout    time.Duration
		want       string
	}{
		{"numbers", `count(numbers.range(1, 2000000000)) > 0`, time.Minute, memory},
		{"texts", `count([x | some a in numbers.range(1, 100000); x := sprintf("%0100000d", [a])]) > 0`, time.Minute, memory},
		{"pairs", `count({[a, b] | some a in numbers.range(1, 100000); some b in numbers.range(1, 100000)}) > 0`, 200 * time.Millisecond, "ran out of time"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			text := "findings contains {\"at\": [], \"message\": \"x\"} if {\n\tcount(input.settings) > 0\n\t" + tt.body + "\n}"
			e := engine(t, policy.Options{Timeout: tt.timeout}, set("own", map[string]string{
				"much.rego": ruleText("much", "", text), "other.rego": ruleText("other", "", always),
			}))
			violations, faults, err := e.Evaluate(t.Context(), policy.FileScope, settings(t))
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tt.want, told(violations, faults)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestCancelledEvaluation(t *testing.T) {
	e := engine(t, policy.Options{Timeout: time.Minute}, set("own", map[string]string{"endless.rego": ruleText("endless", "", endless)}))
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	start := time.Now()
	if _, _, err := e.Evaluate(ctx, policy.FileScope, settings(t)); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("got %v, want that the time is over", err)
	}
	if took := time.Since(start); took > 4*time.Second {
		t.Errorf("it took %v", took)
	}
}

// TestKindsOfLibraries: a rule is asked about what only a library of its looks at.
func TestKindsOfLibraries(t *testing.T) {
	files := map[string]string{
		"lib/hosts.rego": "package pacheck.lib.hosts\n\nsettings contains i if some i, _ in input.settings\n",
		"rules/test/by_library.rego": `# METADATA
# title: T
# custom:
#   severity: low
package pacheck.rules.test.by_library

import data.pacheck.lib.hosts

findings contains {"at": ["agents", i], "message": "agent"} if some i, _ in input.agents

findings contains {"at": ["settings", i], "message": "by library"} if some i in hosts.settings
`,
		"rules/test/agents_only.rego": `# METADATA
# title: T
# custom:
#   severity: low
package pacheck.rules.test.agents_only

findings contains {"at": ["agents", i], "message": "agent"} if some i, _ in input.agents
`,
	}
	source := set("built-in", files)
	source.BuiltIn = true
	violations, faults, err := engine(t, policy.Options{}, source).Evaluate(t.Context(), policy.FileScope, settings(t))
	if err != nil || len(faults) > 0 || len(violations) != 1 || violations[0].Message != "by library" {
		t.Errorf("got %+v, %+v, %v", violations, faults, err)
	}
}

func TestParams(t *testing.T) {
	custom := "#   params:\n#     most: {default: 5, description: d}\n"
	body := `findings contains {"at": [], "message": sprintf("%d", [data.pacheck.params.limited.most])} if count(input.settings) > 0`
	source := set("own", map[string]string{"limited.rego": ruleText("limited", custom, body)})
	for want, params := range map[string]map[string]map[string]any{"5": nil, "7": {"limited": {"most": 7}}} {
		violations, faults, err := engine(t, policy.Options{Params: params}, source).Evaluate(t.Context(), policy.FileScope, settings(t))
		if err != nil || len(faults) > 0 || len(violations) != 1 || violations[0].Message != want {
			t.Errorf("got %+v, %+v, %v, want %s", violations, faults, err, want)
		}
	}
}

// TestOddNames: a rule is found by the name of its file, whatever that is.
func TestOddNames(t *testing.T) {
	for _, name := range []string{`quo"te`, "ümlaut", "back`tick", "new\nline", "with space", "ctrl\x01", "per%cent"} {
		t.Run(name, func(t *testing.T) {
			e := engine(t, policy.Options{}, set("own", map[string]string{name + ".rego": ruleText("p", "", always)}))
			violations, faults, err := e.Evaluate(t.Context(), policy.FileScope, settings(t))
			if err != nil || len(faults) > 0 || len(violations) != 1 || violations[0].Rule.Name != name {
				t.Errorf("got %+v, %+v, %v", violations, faults, err)
			}
		})
	}
}
