package check

import (
	"bytes"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/pacheck/pacheck/check/pack"
	"github.com/pacheck/pacheck/check/policy"
	"github.com/pacheck/pacheck/loaders"
)

// Compare finds out what the files under check would make of the gate that the trusted revision is: what of
// their configuration, policies, data and baseline asks for less. What can be told neither way, such as a
// changed policy, counts as asking for less. Parted is the revision at which the two part: what is as it was
// there is not of this change. Baseline is the path of the file of the baseline; "" where none is read.
func (t *Trust) Compare(base, head Options, parted *Trust, baseline string) {
	c := &comparison{trust: t, base: base, head: head, parted: parted}
	c.configuration()
	c.policies()
	c.file("policy", Stated{Value: filepath.Join(head.Root, filepath.FromSlash(pack.LockPath))})
	for _, stated := range base.Config.Data() {
		c.file("data", stated)
	}
	if baseline != "" {
		c.baseline(baseline)
	}
	t.Weakened = append(t.Weakened, c.found...)
}

// Broken notes that the files under check cannot be used to check.
func (t *Trust) Broken(root string, err error) {
	text, _ := os.ReadFile(filepath.Join(root, loaders.ConfigName)) // without it, the place is the first line
	what := "nothing could be checked with it: " + strings.Join(strings.Fields(err.Error()), " ")
	t.Weakened = append(t.Weakened, loaders.NewWeakening("configuration", what, loaders.ConfigName, text, 1))
}

// comparison is a Compare on its way.
type comparison struct {
	trust, parted *Trust
	base, head    Options
	found         []*loaders.Weakening
}

// add notes a weakening in a file that the change touches.
func (c *comparison) add(kind, what, name string, line int) {
	place := name
	if !filepath.IsAbs(place) {
		place = filepath.Join(c.head.Root, filepath.FromSlash(name))
	}
	text, err := os.ReadFile(place)
	if before, was := c.parted.ReadFile(place); (err == nil) == (was == nil) && bytes.Equal(text, before) {
		return
	}
	c.found = append(c.found, loaders.NewWeakening(kind, what, c.head.Config.Short(place), text, line))
}

// configuration compares what the layers come to.
func (c *comparison) configuration() {
	digests := func(config *Config) (all []string) {
		for _, l := range config.Files() {
			all = append(all, l.Name+" "+l.Digest)
		}
		return all
	}
	if slices.Equal(digests(c.base.Config), digests(c.head.Config)) {
		return
	}
	before, err := Settle(c.base)
	if err != nil {
		return // the run says so
	}
	after, err := Settle(c.head)
	if err != nil {
		c.trust.Broken(c.head.Root, err)
		return
	}
	c.values(before, after)
	c.rules(before, after)
}

// values compares what is not about one rule.
func (c *comparison) values(before, after *Ruling) {
	was, is := map[string]Value{}, map[string]Value{}
	key := func(v Value) string {
		if v.Key == "profile" || v.Key == "fail-on" {
			return v.Key
		}
		return fmt.Sprint(v.Key, "\x00", v.Value)
	}
	general := func(r *Ruling) []Value {
		return slices.DeleteFunc(r.Effective(), func(v Value) bool {
			return strings.HasPrefix(v.Key, "rules.") || strings.HasPrefix(v.Key, "overrides[")
		})
	}
	for _, v := range general(before) {
		was[key(v)] = v
	}
	for _, v := range general(after) {
		is[key(v)] = v
		if old, ok := was[key(v)]; !ok || old.Value != v.Value {
			if kind, what := stating(v, fmt.Sprint(old.Value)); what != "" {
				c.add(kind, what, v.Origin.Source, v.Origin.Line)
			}
		}
	}
	for _, v := range general(before) {
		if _, ok := is[key(v)]; !ok {
			if kind, what := unstating(v); what != "" {
				c.add(kind, what, v.Origin.Source, 1)
			}
		}
	}
}

// stating is how a value that was not there before asks for less; empty where it does not.
func stating(v Value, before string) (kind, what string) {
	value := fmt.Sprint(v.Value)
	switch v.Key {
	case "packs", "policies", "enforce":
		return "", ""
	case "profile":
		if rank(value) >= rank(before) {
			return "", ""
		}
		return "configuration", "lowers the profile from " + before + " to " + value
	case "fail-on":
		if strictness(value) <= strictness(before) {
			return "", ""
		}
		return "configuration", "fails on " + value + " and no longer on " + before
	case "exclude":
		if strings.HasPrefix(value, "!") {
			return "", ""
		}
		return "exclude", "leaves out " + value
	}
	return "configuration", "states " + v.Key + " " + value
}

// unstating is how a value that is no longer there asks for less; empty where it does not.
func unstating(v Value) (kind, what string) {
	value := fmt.Sprint(v.Value)
	switch v.Key {
	case "exclude":
		if !strings.HasPrefix(value, "!") {
			return "", ""
		}
		return "exclude", "no longer takes in " + strings.TrimPrefix(value, "!")
	case "policies":
		return "policy", "no longer has the policies " + value
	case "enforce":
		return "configuration", "no longer enforces " + value
	case "packs":
		return "configuration", "no longer has the pack " + value
	}
	return "configuration", "no longer states " + v.Key + " " + value
}

// rules compares what is said of each rule.
func (c *comparison) rules(before, after *Ruling) {
	was, is := before.Changes(), after.Changes()
	for _, change := range is {
		if slices.ContainsFunc(was, change.alike) {
			continue
		}
		if what := change.loosening(); what != "" {
			c.add("configuration", what, change.Origin.Source, change.Origin.Line)
		}
	}
	for _, change := range was {
		kept := func(other Change) bool {
			to, isSeverity := other.To.(policy.Severity)
			from, _ := change.To.(policy.Severity)
			return other.about(change) && (same(other.To, change.To) || isSeverity && to >= from)
		}
		if change.Loosens() || slices.ContainsFunc(is, kept) {
			continue
		}
		c.add("configuration", "no longer "+change.told(), change.Origin.Source, 1)
	}
}

// about says whether two changes are about the same side of a rule, in the same files.
func (c Change) about(other Change) bool {
	return c.Rule.Name == other.Rule.Name && c.Key == other.Key && slices.Equal(c.Paths, other.Paths)
}

func (c Change) alike(other Change) bool { return c.about(other) && same(c.To, other.To) }

// loosening is how a change asks for less; empty where it does not.
func (c Change) loosening() string {
	if c.Loosens() || strings.HasPrefix(c.Key, Param) {
		return c.told()
	}
	return ""
}

// told is a change in words.
func (c Change) told() string {
	where := ""
	if len(c.Paths) > 0 {
		where = " for " + strings.Join(c.Paths, ", ")
	}
	switch to := c.To.(type) {
	case bool:
		if c.Key == On {
			return "switches " + c.Rule.Name + map[bool]string{true: " on", false: " off"}[to] + where
		}
	case policy.Severity:
		return "makes " + c.Rule.Name + " " + to.String() + where
	}
	return "sets the parameter " + strings.TrimPrefix(c.Key, Param) + " of " + c.Rule.Name + where
}

// file compares a file that the configuration of the trusted revision names.
func (c *comparison) file(kind string, stated Stated) {
	if _, ok := c.trust.below(stated.Value); !ok {
		return
	}
	before, err := c.trust.ReadFile(stated.Value)
	now, gone := os.ReadFile(stated.Value)
	name := c.head.Config.Short(stated.Value)
	switch {
	case err != nil || gone == nil && bytes.Equal(before, now):
	case gone != nil:
		c.add(kind, "deletes the "+kind+" "+name, stated.Value, 1)
	default:
		c.add(kind, "changes the "+kind+" "+name, stated.Value, firstDifference(before, now))
	}
}

// firstDifference is the number of the first line that differs.
func firstDifference(before, now []byte) int {
	was, is := strings.Split(string(before), "\n"), strings.Split(string(now), "\n")
	for i, line := range is {
		if i >= len(was) || was[i] != line {
			return i + 1
		}
	}
	return max(len(is), 1)
}

var packageLine = regexp.MustCompile(`(?m)^package\s+\S+`)

// policies compares the files of policies of the trusted revision. A new file counts where it adds to one of
// their packages; else it is a new rule, which asks for more.
func (c *comparison) policies() {
	for _, stated := range c.base.Config.Policies() {
		info, err := c.trust.Stat(stated.Value)
		if err != nil || !info.IsDir() {
			c.file("policy", stated)
			continue
		}
		packages := map[string]bool{}
		tree, err := c.trust.Folder(stated.Value)
		if err != nil {
			continue // the run says so
		}
		known := filesOf(tree)
		for _, name := range known {
			text, _ := fs.ReadFile(tree, name) // what cannot be read has no package
			packages[packageLine.FindString(string(text))] = true
			c.file("policy", Stated{Value: filepath.Join(stated.Value, filepath.FromSlash(name))})
		}
		for _, name := range filesOf(os.DirFS(stated.Value)) {
			place := filepath.Join(stated.Value, filepath.FromSlash(name))
			text, _ := os.ReadFile(place)
			said := packageLine.FindString(string(text))
			if !slices.Contains(known, name) && (said == "" || packages[said]) {
				c.add("policy", "adds "+c.head.Config.Short(place)+" to the policies that are there", place, 1)
			}
		}
	}
}

// filesOf are the files of a folder of policies that decide something.
func filesOf(tree fs.FS) []string {
	var names []string
	_ = fs.WalkDir(tree, ".", func(name string, d fs.DirEntry, err error) error {
		decides := slices.Contains([]string{".rego", ".yaml", ".yml", ".json"}, path.Ext(name)) && !strings.HasSuffix(name, "_test.rego")
		if err == nil && !d.IsDir() && decides {
			names = append(names, name)
		}
		return nil
	})
	return names
}

// baseline compares the findings that are old.
func (c *comparison) baseline(file string) {
	if c.head.Baseline == nil {
		return
	}
	left := map[string]int{}
	if c.base.Baseline != nil {
		for _, e := range c.base.Baseline.Findings {
			left[e.Fingerprint] += e.Count
		}
	}
	text, _ := os.ReadFile(file) // it was read before
	counts, lines := map[string]int{}, map[string]int{}
	for _, e := range c.head.Baseline.Findings {
		more := max(e.Count-left[e.Fingerprint], 0)
		left[e.Fingerprint] = max(left[e.Fingerprint]-e.Count, 0)
		if more > 0 && counts[e.Rule] == 0 {
			before, _, _ := strings.Cut(string(text), e.Fingerprint)
			lines[e.Rule] = strings.Count(before, "\n") + 1
		}
		counts[e.Rule] += more
	}
	for _, rule := range slices.Sorted(maps.Keys(counts)) {
		if n := counts[rule]; n > 0 {
			c.add("baseline", fmt.Sprintf("makes %d findings of %s old", n, rule), file, lines[rule])
		}
	}
}
