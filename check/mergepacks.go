package check

import "slices"

// weight are the statuses of requirements, those that outweigh others first.
var weight = []string{Failed, Incomplete, Passed, NoSubject, NotEvaluated, Later, Beyond}

// evidence adds what a report shows for a pack to what the others show: what is worse outweighs the rest.
func (m *merger) evidence(e Evidence) {
	i := slices.IndexFunc(m.out.Evidence, func(other Evidence) bool { return other.Pack.Name == e.Pack.Name })
	if i < 0 {
		e.Requirements = slices.Clone(e.Requirements)
		m.out.Evidence = append(m.out.Evidence, e)
		return
	}
	known := &m.out.Evidence[i]
	for _, r := range e.Requirements {
		j := slices.IndexFunc(known.Requirements, func(other RequirementEvidence) bool { return other.ID == r.ID })
		if j < 0 {
			known.Requirements = append(known.Requirements, r)
			continue
		}
		k := &known.Requirements[j]
		if slices.Index(weight, r.Status) < slices.Index(weight, k.Status) {
			k.Status = r.Status
		}
		k.Rules, k.Failed = union(k.Rules, r.Rules), union(k.Failed, r.Failed)
	}
}

func union(a, b []string) []string {
	all := slices.Concat(a, b)
	slices.Sort(all)
	return slices.Compact(all)
}

// count counts the findings of the rules of each requirement, each finding once.
func (r *Report) count(e *Evidence) {
	for i := range e.Requirements {
		requirement := &e.Requirements[i]
		requirement.Findings = 0
		for _, findings := range [][]Finding{r.Findings, r.Suppressed} {
			for _, f := range findings {
				if slices.Contains(requirement.Failed, f.Rule.Name) && f.Rule.In([]string{e.Pack.Name}) {
					requirement.Findings++
				}
			}
		}
	}
}
