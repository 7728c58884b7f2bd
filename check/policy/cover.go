package policy

import (
	"fmt"
	"slices"
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/cover"
)

// Cover notes which lines of policies are used. Engines, tests in Rego and goroutines may share it.
type Cover struct{ tracer *cover.Cover }

// NewCover makes a Cover that has noted nothing.
func NewCover() *Cover { return &Cover{tracer: cover.New()} }

// Coverage says how much of a file of policies is used.
type Coverage struct {
	Set     string `json:"set"`               // the source that it came with
	File    string `json:"file"`              // set and path
	Covered int    `json:"covered"`           // lines that are used
	Lines   int    `json:"lines"`             // lines that could be used
	Missing []int  `json:"missing,omitempty"` // those that are not
}

// Coverage is what a Cover noted of the files for which of says so, by name. A file is given with its set.
func (p *Policies) Coverage(c *Cover, of func(set, file string) bool) ([]Coverage, error) {
	modules := map[string]*ast.Module{}
	sets := map[string]string{}
	for _, m := range p.every() {
		if !of(m.set, m.name) {
			continue
		}
		parsed, err := m.parse(false)
		if err != nil {
			return nil, fmt.Errorf("reading %s: %w", m.name, err)
		}
		modules[m.name], sets[m.name] = parsed, m.set
	}
	var all []Coverage
	for name, f := range c.tracer.Report(modules).Files {
		if modules[name] == nil || f.CoveredLines+f.NotCoveredLines == 0 {
			continue
		}
		file := Coverage{Set: sets[name], File: name, Covered: f.CoveredLines, Lines: f.CoveredLines + f.NotCoveredLines}
		for _, r := range f.NotCovered {
			for line := r.Start.Row; line <= r.End.Row; line++ {
				file.Missing = append(file.Missing, line)
			}
		}
		slices.Sort(file.Missing)
		file.Missing = slices.Compact(file.Missing)
		all = append(all, file)
	}
	slices.SortFunc(all, func(a, b Coverage) int { return strings.Compare(a.File, b.File) })
	return all, nil
}
