package check

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"path"
	"slices"
	"strings"

	"github.com/pacheck/pacheck/check/policy"
	"github.com/pacheck/pacheck/loaders"
	"github.com/pacheck/pacheck/loaders/source"
)

// assemble makes the report of what the rules said.
func assemble(o Options, enabled []*policy.Rule, all *loaders.Document, results []result) *Report {
	r := &Report{
		Rules:   enabled,
		Files:   slices.Clone(all.Files),
		Context: Context{Root: rootName(o), Now: o.Run.Now, Version: o.Run.Version},
		Secrets: secrets(results),
	}
	faulty := map[string]bool{}
	for _, result := range results {
		r.Findings = append(r.Findings, result.findings...)
		for _, f := range result.faults {
			p := problemOf(f, result.doc)
			if key := p.Rule + p.Location.File + p.Message; !faulty[key] {
				faulty[key] = true
				r.Problems = append(r.Problems, p)
			}
		}
	}
	for _, f := range all.Files {
		if f.Unread() {
			r.Problems = append(r.Problems, Problem{Kind: "file", Location: f.At.Location(), Message: f.Problem})
		}
	}
	slices.SortStableFunc(r.Files, func(a, b *loaders.File) int { return strings.Compare(a.Path, b.Path) })
	r.sort()
	return r
}

// sort puts findings and problems in order, and drops what reads the same twice.
func (r *Report) sort() {
	slices.SortFunc(r.Findings, compareFindings)
	r.Findings = slices.CompactFunc(r.Findings, sameFinding)
	r.found = byRule(r.Findings)
	slices.SortStableFunc(r.Problems, func(a, b Problem) int {
		return cmp.Or(compareLocations(a.Location, b.Location), strings.Compare(a.Kind, b.Kind), strings.Compare(a.Rule, b.Rule))
	})
}

// narrow leaves out the findings that have no place in the paths. What a rule over the repository finds of an
// entity may have its cause in one that refers to it, or that it refers to, so their files count too.
func (r *Report) narrow(paths []string, edges []*loaders.Edge) {
	if len(paths) == 0 {
		return
	}
	beside := neighbours(edges)
	if r.Trust != nil {
		paths = slices.Concat(paths, r.Trust.files)
	}
	outside := func(f Finding) bool {
		files := []string{f.Location.File}
		for _, related := range f.Related {
			files = append(files, related.Location.File)
		}
		if f.Rule.Scope == policy.RepoScope {
			files = append(files, beside[f.Entity]...)
		}
		return !slices.ContainsFunc(files, func(file string) bool { return within(paths, file) })
	}
	r.Findings = slices.DeleteFunc(r.Findings, outside)
	r.Suppressed = slices.DeleteFunc(r.Suppressed, outside)
	if r.Baseline != nil {
		r.Baseline.Old = slices.DeleteFunc(r.Baseline.Old, outside)
	}
	r.Since.without(outside)
}

// last marks the findings that no baseline makes old: those of rules that no exception suppresses, that judge
// exceptions, or that are enforced, and those that mark a literal secret.
func (r *Report) last(ruling *Ruling) {
	covered := masking(r.Secrets)
	var at columns
	for i := range r.Findings {
		f := &r.Findings[i]
		marked := at.marked(f)
		f.Lasting = f.Rule.Unwaivable || f.Rule.Scope == policy.ExceptionScope || len(ruling.floors[f.Rule]) > 0 ||
			covered.Replace(marked) != marked
	}
}

// masking takes secrets out of texts, in one pass however many they are.
func masking(secrets []string) *strings.Replacer {
	pairs := make([]string, 0, 2*len(secrets))
	for _, secret := range secrets {
		if secret != "" {
			pairs = append(pairs, secret, "")
		}
	}
	return strings.NewReplacer(pairs...)
}

// problemOf tells that a rule failed over a document.
func problemOf(f policy.Fault, doc *loaders.Document) Problem {
	p := Problem{Kind: "policy", Rule: f.Rule.Name, Message: f.Message}
	if len(doc.Files) == 1 {
		p.Location = source.Location{File: doc.Files[0].Path}
	}
	return p
}

// byRule counts findings.
func byRule(findings []Finding) map[*policy.Rule]int {
	counts := map[*policy.Rule]int{}
	for i := range findings {
		counts[findings[i].Rule]++
	}
	return counts
}

func compareFindings(a, b Finding) int {
	return cmp.Or(
		compareLocations(a.Location, b.Location),
		strings.Compare(a.Rule.Name, b.Rule.Name),
		strings.Compare(a.Path, b.Path),
		strings.Compare(a.Message, b.Message),
		strings.Compare(a.Fingerprint, b.Fingerprint),
	)
}

// sameFinding says whether two findings read the same: of entities that share a name and what is stated of
// them, such as the packages of one server.
func sameFinding(a, b Finding) bool {
	return a.Rule == b.Rule && a.Location == b.Location && a.Path == b.Path && a.Message == b.Message && a.Severity == b.Severity
}

func compareLocations(a, b source.Location) int {
	return cmp.Or(
		strings.Compare(a.File, b.File),
		cmp.Compare(a.Start.Line, b.Start.Line), cmp.Compare(a.Start.Column, b.Start.Column),
		cmp.Compare(a.End.Line, b.End.Line), cmp.Compare(a.End.Column, b.End.Column),
	)
}

// demoted are the roles whose findings are one step less severe.
var demoted = []string{"template", "example", "test", "doc"}

// secrets are those of all documents, longest first.
func secrets(results []result) []string {
	var all []string
	for _, r := range results {
		all = append(all, r.secrets...)
	}
	slices.SortFunc(all, func(a, b string) int { return cmp.Or(len(b)-len(a), strings.Compare(a, b)) })
	return slices.Compact(all)
}

// newFindings are the violations that are findings.
func newFindings(doc *loaders.Document, violations []policy.Violation, ruling *Ruling) []Finding {
	var findings []Finding
	for _, v := range violations {
		if f, ok := newFinding(doc, v, ruling); ok {
			findings = append(findings, f)
		}
	}
	return findings
}

// locate finds the place of a violation. One of a policy in conftest's style is called by its message as
// well, since its path may be no more than the file.
func locate(doc *loaders.Document, v policy.Violation) loaders.Spot {
	if v.Root == nil {
		return doc.Locate(v.At)
	}
	spot := doc.LocateIn(v.Root, v.Below())
	spot.Key += "/" + v.Message
	return spot
}

// newFinding finds the place of a violation. It is not one where the rule does not speak about files of
// that role, or is off for the file.
func newFinding(doc *loaders.Document, v policy.Violation, ruling *Ruling) (Finding, bool) {
	spot := locate(doc, v)
	if spot.Place.File == nil { // of a repository without agent files: nothing but the root is there to point to
		spot.Place.File, spot.Role = &source.File{Path: "."}, cmp.Or(spot.Role, loaders.RoleRuntime)
		spot.Crumbs = cmp.Or(spot.Crumbs, "the repository")
	}
	if len(v.Rule.Roles) > 0 && !slices.Contains(v.Rule.Roles, spot.Role) {
		return Finding{}, false
	}
	at := spot.Place.Location()
	severity, on := ruling.judge(v, at.File, spot.Role)
	if !on {
		return Finding{}, false
	}
	f := Finding{
		Rule: v.Rule, Severity: severity, Message: v.Message, Location: at,
		Path: spot.Crumbs, Entity: spot.Entity, Role: spot.Role, Label: v.Label,
	}
	if file := spot.Place.File; file != nil && file.Text != "" {
		f.Lines = []Line{{Number: f.Location.Start.Line, Text: file.Line(f.Location.Start.Line)}}
	}
	for _, related := range v.Related {
		s := doc.Locate(related.At)
		f.Related = append(f.Related, Related{Location: s.Place.Location(), Path: s.Crumbs, Message: related.Message})
	}
	value, err := json.Marshal(spot.Value)
	if err != nil {
		value = nil // a value that JSON cannot hold, such as an infinite number, is left out of the name
	}
	value = bytes.ReplaceAll(value, []byte(`\r\n`), []byte(`\n`)) // checkouts differ in the ends of lines
	f.Fingerprint = fingerprint(v.Rule.Name, at.File, spot.Key, string(value))
	f.anywhere = fingerprint(v.Rule.Name, withoutFile(spot.Key, at.File), strings.ReplaceAll(string(value), at.File, ""))
	return f, true
}

// withoutFile is a key without the path of its file, and the name of it that some entities have.
func withoutFile(key, file string) string {
	if file == "" {
		return key
	}
	base := path.Base(file)
	stem := strings.TrimSuffix(base, path.Ext(base))
	steps := strings.Split(strings.ReplaceAll(key, file, ""), "/")
	for i, step := range steps {
		if step == base || step == stem {
			steps[i] = ""
		}
	}
	return strings.Join(steps, "/")
}

// fingerprint names a finding so that it keeps its name when lines are inserted, list items are moved,
// or the file is indented anew. It changes with the parts: the rule, the file, the named path and the value.
func fingerprint(parts ...string) string {
	sum := sha256.New()
	for _, part := range parts {
		sum.Write([]byte(part))
		sum.Write([]byte{0})
	}
	return hex.EncodeToString(sum.Sum(nil))
}

// neighbours are the files of the entities that refer to an entity, or that it refers to, by its id.
func neighbours(edges []*loaders.Edge) map[string][]string {
	files := map[string][]string{}
	for _, e := range edges {
		if e.Resolved != true {
			continue
		}
		files[e.To] = append(files[e.To], e.FromFile)
		if _, rest, ok := strings.Cut(e.To, ":"); ok {
			file, _, _ := strings.Cut(rest, "#")
			files[e.From] = append(files[e.From], file)
		}
	}
	return files
}

// within says whether a file is one of the paths, or lies below one.
func within(paths []string, file string) bool {
	return slices.ContainsFunc(paths, func(p string) bool {
		p = path.Clean(p)
		return p == "." || p == file || strings.HasPrefix(file, p+"/")
	})
}

// stats counts what was looked at.
func stats(d *loaders.Document, found *loaders.Discovery) Stats {
	s := Stats{Walked: len(found.Files), Skipped: map[string]int{}, Entities: d.Counts()}
	for kind, n := range found.Counts {
		s.Skipped[string(kind)] = n
	}
	for _, f := range d.Files {
		if f.Parse == string(source.Skipped) && f.Problem == "" && len(f.Notes) == 0 {
			s.NotAnalysed++
		}
	}
	return s
}
