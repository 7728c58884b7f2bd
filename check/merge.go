package check

import (
	"cmp"
	"maps"
	"path"
	"reflect"
	"slices"
	"strings"

	"github.com/pacheck/pacheck/check/policy"
	"github.com/pacheck/pacheck/loaders"
	"github.com/pacheck/pacheck/loaders/source"
)

// Merge is one report of several: each finding once, and the contexts of all in Merged. Where they are of
// different repositories, the paths are put below the names of their roots. The reports are not changed.
func Merge(reports []*Report) *Report {
	if len(reports) == 1 {
		return reports[0]
	}
	m := merger{out: &Report{}, rules: map[string]*policy.Rule{}, several: severalTrees(reports)}
	for _, r := range reports {
		m.add(r)
	}
	out := m.out
	out.Rules = slices.SortedFunc(maps.Values(m.rules), func(a, b *policy.Rule) int { return strings.Compare(a.Name, b.Name) })
	evaluated := map[string]bool{}
	for _, r := range reports {
		for _, rule := range r.Rules {
			evaluated[rule.Name] = true
		}
	}
	out.Rules = slices.DeleteFunc(out.Rules, func(r *policy.Rule) bool { return !evaluated[r.Name] })
	out.sort()
	slices.SortFunc(out.Suppressed, compareFindings)
	out.Suppressed = slices.CompactFunc(out.Suppressed, sameFinding)
	out.Problems = slices.CompactFunc(out.Problems, func(a, b Problem) bool { return a == b })
	slices.SortStableFunc(out.Files, func(a, b *loaders.File) int { return strings.Compare(a.Path, b.Path) })
	out.Files = slices.CompactFunc(out.Files, func(a, b *loaders.File) bool { return a.Path == b.Path })
	out.Context = common(out.Merged)
	if out.Graph != nil {
		out.Graph.sort()
	}
	for i := range out.Evidence {
		out.count(&out.Evidence[i])
	}
	out.Verdict = out.Judge()
	return out
}

// severalTrees says whether reports are of different repositories.
func severalTrees(reports []*Report) bool {
	tree := func(r *Report) string {
		repository := ""
		if r.Context.Run != nil {
			repository = r.Context.Run.Repository
		}
		return r.Context.Root + "\n" + repository
	}
	return slices.ContainsFunc(reports, func(r *Report) bool { return tree(r) != tree(reports[0]) })
}

// merger puts reports together.
type merger struct {
	out     *Report
	rules   map[string]*policy.Rule // by name: of two, the first
	several bool                    // whether the reports are of different repositories
}

func (m *merger) add(r *Report) {
	for _, rule := range r.Rules {
		m.rule(rule)
	}
	m.out.Findings = append(m.out.Findings, m.findings(r.Findings, r)...)
	m.out.Suppressed = append(m.out.Suppressed, m.findings(r.Suppressed, r)...)
	for _, p := range r.Problems {
		p.Location = m.place(p.Location, r)
		m.out.Problems = append(m.out.Problems, p)
	}
	for _, f := range r.Files {
		moved := *f
		moved.Path = m.path(f.Path, r)
		m.out.Files = append(m.out.Files, &moved)
	}
	for _, e := range r.Evidence {
		m.evidence(e)
	}
	m.graph(r)
	m.stats(r.Stats)
	contexts := r.Merged
	if len(contexts) == 0 {
		contexts = []Context{r.Context}
	}
	m.out.Merged = append(m.out.Merged, contexts...)
	m.out.Secrets = append(m.out.Secrets, r.Secrets...)
	m.out.Verdict = verdicts[max(slices.Index(verdicts, m.out.Verdict), slices.Index(verdicts, r.Judge()))]
}

// rule is the one rule of a name.
func (m *merger) rule(r *policy.Rule) *policy.Rule {
	if m.rules[r.Name] == nil {
		m.rules[r.Name] = r
	}
	return m.rules[r.Name]
}

func (m *merger) path(name string, r *Report) string {
	if !m.several || name == "" {
		return name
	}
	return path.Join(cmp.Or(r.Context.Root, "root"), name)
}

func (m *merger) place(at source.Location, r *Report) source.Location {
	at.File = m.path(at.File, r)
	return at
}

func (m *merger) findings(list []Finding, r *Report) []Finding {
	list = slices.Clone(list)
	for i := range list {
		f := &list[i]
		f.Rule, f.Location, f.Related = m.rule(f.Rule), m.place(f.Location, r), slices.Clone(f.Related)
		for j := range f.Related {
			f.Related[j].Location = m.place(f.Related[j].Location, r)
		}
		if f.Suppression != nil {
			moved := *f.Suppression
			moved.Location = m.place(moved.Location, r)
			f.Suppression = &moved
		}
	}
	return list
}

func (m *merger) graph(r *Report) {
	if r.Graph == nil {
		return
	}
	m.out.Graph = cmp.Or(m.out.Graph, &Graph{})
	for _, n := range r.Graph.Nodes {
		n.ID, n.File, n.Parts = m.path(n.ID, r), m.path(n.File, r), slices.Clone(n.Parts)
		for i := range n.Parts {
			n.Parts[i] = m.path(n.Parts[i], r)
		}
		if !slices.ContainsFunc(m.out.Graph.Nodes, func(other Node) bool { return other.ID == n.ID }) {
			m.out.Graph.Nodes = append(m.out.Graph.Nodes, n)
		}
	}
	for _, e := range r.Graph.Edges {
		e.From, e.To = m.path(e.From, r), m.path(e.To, r)
		m.out.Graph.Edges = append(m.out.Graph.Edges, e)
	}
}

// stats are sums over repositories; of one repository, the most that any report counts.
func (m *merger) stats(s Stats) {
	both := func(a, b int) int {
		if m.several {
			return a + b
		}
		return max(a, b)
	}
	counts := func(a *map[string]int, b map[string]int) {
		if *a == nil {
			*a = map[string]int{}
		}
		for name, n := range b {
			(*a)[name] = both((*a)[name], n)
		}
	}
	all := &m.out.Stats
	all.Walked, all.NotAnalysed = both(all.Walked, s.Walked), both(all.NotAnalysed, s.NotAnalysed)
	all.Old, all.Stale = both(all.Old, s.Old), both(all.Stale, s.Stale)
	counts(&all.Skipped, s.Skipped)
	counts(&all.Entities, s.Entities)
}

// common is what contexts have in common, with the latest time, the strictest threshold, and all that
// configurations make different.
func common(contexts []Context) Context {
	out := contexts[0]
	run := loaders.Context{}
	if out.Run != nil {
		run = *out.Run
	}
	out.Config, out.Changes, out.Commits, out.Policies = &Config{}, nil, map[string]Commit{}, nil
	strictest := "never"
	for _, c := range contexts {
		out.Root, out.Version, out.Digest = shared(out.Root, c.Root), shared(out.Version, c.Version), shared(out.Digest, c.Digest)
		if c.Now.After(out.Now) {
			out.Now = c.Now
		}
		if c.Run != nil {
			keepSame(reflect.ValueOf(&run).Elem(), reflect.ValueOf(*c.Run))
		}
		for name, commit := range c.Commits {
			out.Commits[name] = cmp.Or(out.Commits[name], commit)
		}
		for _, s := range c.Policies {
			if !slices.ContainsFunc(out.Policies, func(other policy.Set) bool { return other.Name == s.Name && other.Digest == s.Digest }) {
				out.Policies = append(out.Policies, s)
			}
		}
		for _, l := range c.Config.layers() {
			if !slices.ContainsFunc(out.Config.Layers, func(other Layer) bool { return reflect.DeepEqual(other, l) }) {
				out.Config.Add(l)
			}
		}
		for _, change := range c.Changes {
			if !slices.ContainsFunc(out.Changes, func(other Change) bool { return other.Rule.Name == change.Rule.Name && other.sameAs(change) }) {
				out.Changes = append(out.Changes, change)
			}
		}
		if failOn := c.Config.FailOn().Value; strictness(failOn) < strictness(strictest) {
			strictest = failOn
		}
	}
	out.Run = &run
	out.Config.Add(Layer{FailOn: Stated{Value: strictest}})
	return out
}

// sameAs says whether two changes of one rule are the same.
func (c Change) sameAs(other Change) bool {
	return c.Key == other.Key && c.Origin == other.Origin && slices.Equal(c.Paths, other.Paths) && reflect.DeepEqual(c.To, other.To)
}

// shared is a text that two have, else "".
func shared(a, b string) string {
	if a != b {
		return ""
	}
	return a
}

// keepSame clears the members of a struct that another one has otherwise.
func keepSame(to, other reflect.Value) {
	for i := range to.NumField() {
		if !reflect.DeepEqual(to.Field(i).Interface(), other.Field(i).Interface()) {
			to.Field(i).SetZero()
		}
	}
}
