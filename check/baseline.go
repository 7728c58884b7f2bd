package check

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/pacheck/pacheck/check/policy"
)

// BaselinePath is where the baseline of a repository is.
const BaselinePath = ".pacheck/baseline.json"

// baselineVersion is raised when fingerprints are made of something else.
const baselineVersion = 1

// Baseline is which findings are old: those that were there when a repository began to be checked.
type Baseline struct {
	Version  int             `json:"version"`
	Findings []BaselineEntry `json:"findings"`
}

// BaselineEntry is a number of findings that are alike.
type BaselineEntry struct {
	Rule        string `json:"rule"`
	File        string `json:"file"`
	Fingerprint string `json:"fingerprint"`
	Anywhere    string `json:"anywhere"` // the same without the file, by which findings are found in a file that was renamed
	Count       int    `json:"count"`
}

// BaselineUse is what a baseline was for in a run.
type BaselineUse struct {
	Old   []Finding       // findings that it has
	Stale []BaselineEntry // what it has and is no more, each with the count that is gone
}

// counts are how many findings are old, and how many of the baseline are no more.
func (u *BaselineUse) counts() (old, stale int) {
	if u == nil {
		return 0, 0
	}
	for _, e := range u.Stale {
		stale += e.Count
	}
	return len(u.Old), stale
}

// ReadBaseline reads what Write wrote.
func ReadBaseline(data []byte) (*Baseline, error) {
	d := json.NewDecoder(bytes.NewReader(data))
	d.DisallowUnknownFields()
	b := &Baseline{}
	if err := d.Decode(b); err != nil {
		return nil, fmt.Errorf("no baseline: %w; write it anew with pacheck baseline write", err)
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return nil, errors.New("no baseline: something follows it; write it anew with pacheck baseline write")
	}
	if b.Version != baselineVersion {
		return nil, fmt.Errorf("a baseline of version %d, and this pacheck reads version %d: write it anew with pacheck baseline write", b.Version, baselineVersion)
	}
	for i, e := range b.Findings {
		if e.Rule == "" || e.File == "" || e.Count < 1 || !fingerprintPattern.MatchString(e.Fingerprint) || !fingerprintPattern.MatchString(e.Anywhere) {
			return nil, fmt.Errorf("entry %d of the baseline lacks a rule, a file, a count or a digest: write it anew with pacheck baseline write", i+1)
		}
	}
	return b, nil
}

// Write writes the baseline, an entry a line, so that a review shows what is new in it.
func (b *Baseline) Write(w io.Writer) error {
	var text bytes.Buffer
	fmt.Fprintf(&text, "{\n  \"version\": %d,\n  \"findings\": [", b.Version)
	for i, e := range b.Findings {
		line, err := json.Marshal(e)
		if err != nil {
			return fmt.Errorf("encoding the baseline: %w", err)
		}
		separator := map[bool]string{true: "\n    ", false: ",\n    "}[i == 0]
		text.WriteString(separator + string(line))
	}
	if len(b.Findings) > 0 {
		text.WriteString("\n  ")
	}
	text.WriteString("]\n}\n")
	_, err := w.Write(text.Bytes())
	return err
}

// NewBaseline is a baseline of findings and of entries that stay. Findings that are never old are left out,
// and counted.
func NewBaseline(findings []Finding, stay []BaselineEntry) (b *Baseline, left int) {
	counts := map[BaselineEntry]int{}
	for _, f := range findings {
		if f.Lasting {
			left++
			continue
		}
		counts[BaselineEntry{Rule: f.Rule.Name, File: f.Location.File, Fingerprint: f.Fingerprint, Anywhere: f.anywhere}]++
	}
	for _, e := range stay {
		n := e.Count
		e.Count = 0
		counts[e] += n
	}
	b = &Baseline{Version: baselineVersion, Findings: []BaselineEntry{}}
	for e, n := range counts {
		e.Count = n
		b.Findings = append(b.Findings, e)
	}
	slices.SortFunc(b.Findings, func(x, y BaselineEntry) int {
		return cmp.Or(strings.Compare(x.File, y.File), strings.Compare(x.Rule, y.Rule), strings.Compare(x.Fingerprint, y.Fingerprint), strings.Compare(x.Anywhere, y.Anywhere))
	})
	return b, left
}

// subtract takes the findings that a baseline has out of the report: of several that are alike as many as it
// counts, and then those of files that are gone where another file has them now.
func (r *Report) subtract(b *Baseline) {
	s := subtraction{left: map[string]*BaselineEntry{}, new: r.Findings}
	for _, e := range b.Findings {
		if known := s.left[e.Fingerprint]; known != nil {
			known.Count += e.Count
			continue
		}
		s.left[e.Fingerprint] = &e
	}
	s.take(func(f *Finding) *BaselineEntry { return s.left[f.Fingerprint] })
	s.follow(r.moves(b, &s))
	r.Findings = s.new
	slices.SortFunc(s.old, compareFindings)
	r.Baseline = &BaselineUse{Old: s.old}
	for _, e := range b.Findings {
		if left := s.left[e.Fingerprint]; left != nil && left.Count > 0 && evaluated(r.Rules, e.Rule) {
			r.Baseline.Stale = append(r.Baseline.Stale, *left)
			delete(s.left, e.Fingerprint)
		}
	}
}

func evaluated(rules []*policy.Rule, name string) bool {
	return slices.ContainsFunc(rules, func(r *policy.Rule) bool { return r.Name == name })
}

// subtraction is a subtract on its way.
type subtraction struct {
	left     map[string]*BaselineEntry // by fingerprint, with the count that is left
	new, old []Finding
}

// take moves the findings to the old ones for which there is an entry with something left.
func (s *subtraction) take(entry func(*Finding) *BaselineEntry) {
	var left []Finding
	for _, f := range s.new {
		if e := entry(&f); e != nil && e.Count > 0 && !f.Lasting {
			e.Count--
			s.old = append(s.old, f)
			continue
		}
		left = append(left, f)
	}
	s.new = left
}

// follow moves the findings of files that were renamed, given the old names by the new ones.
func (s *subtraction) follow(moves map[string]string) {
	if len(moves) == 0 {
		return
	}
	type place struct{ file, anywhere string }
	entries := map[place]*BaselineEntry{}
	for _, e := range s.left {
		entries[place{e.File, e.Anywhere}] = e
	}
	s.take(func(f *Finding) *BaselineEntry { return entries[place{moves[f.Location.File], f.anywhere}] })
}

// moves are the old names of files that were renamed, by the new ones: a file that is gone is the one that
// has the most of its findings now and was in no baseline, each file once.
func (r *Report) moves(b *Baseline, s *subtraction) map[string]string {
	here, gone := map[string]bool{}, map[string]map[string]int{}
	for _, f := range r.Files {
		here[f.Path] = true
	}
	known := map[string]bool{}
	for _, e := range b.Findings {
		known[e.File] = true
		if here[e.File] {
			continue
		}
		if gone[e.File] == nil {
			gone[e.File] = map[string]int{}
		}
		gone[e.File][e.Anywhere] += e.Count
	}
	type pair struct {
		from, to string
		alike    int
	}
	var pairs []pair
	for from, wanted := range gone {
		alike := map[string]int{}
		for _, f := range s.new {
			if wanted[f.anywhere] > 0 && !known[f.Location.File] {
				alike[f.Location.File]++
			}
		}
		for to, n := range alike {
			pairs = append(pairs, pair{from, to, n})
		}
	}
	slices.SortFunc(pairs, func(x, y pair) int {
		return cmp.Or(y.alike-x.alike, strings.Compare(x.from, y.from), strings.Compare(x.to, y.to))
	})
	moves, moved := map[string]string{}, map[string]bool{}
	for _, p := range pairs {
		if moves[p.to] == "" && !moved[p.from] {
			moves[p.to], moved[p.from] = p.from, true
		}
	}
	return moves
}

// Unevaluated are the entries of rules other than those that were evaluated, of which nothing is known.
func (b *Baseline) Unevaluated(rules []*policy.Rule) []BaselineEntry {
	return slices.DeleteFunc(slices.Clone(b.Findings), func(e BaselineEntry) bool { return evaluated(rules, e.Rule) })
}
