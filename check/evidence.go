package check

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/pacheck/pacheck/check/policy"
	"github.com/pacheck/pacheck/loaders"
)

// Evidence is what a run shows for the requirements of a pack. It is no statement of conformity.
type Evidence struct {
	Pack         *policy.Pack
	Requirements []RequirementEvidence // in the order of the pack
}

// RequirementEvidence is what the checks of a requirement came to.
type RequirementEvidence struct {
	policy.Requirement
	Status   string   // one of the statuses
	Rules    []string // the rules that were evaluated for it, by name
	Failed   []string // those of them that found something
	Findings int
}

// The statuses of requirements. A requirement passes by the checks that there are, which need not be all
// that it asks for.
const (
	Passed       = "passed"        // its checks ran over something, and found nothing
	Failed       = "failed"        // a check found something
	Incomplete   = "incomplete"    // a check failed to run, or an agent file could not be read
	NoSubject    = "no subject"    // there is nothing in the repository that its checks look at
	NotEvaluated = "not evaluated" // its checks are switched off, or there are none
	Later        = "not yet"       // it does not apply yet
	Beyond       = "beyond"        // no check of files can show it
)

// evidence is what the report shows for the packs that are enabled.
func evidence(ruling *Ruling, engine *policy.Engine, r *Report) ([]Evidence, error) {
	var list []Evidence
	for _, name := range values(ruling.Config.Packs()) {
		pack, err := ruling.Policies.Pack(name)
		if err != nil {
			return nil, err
		}
		e := Evidence{Pack: pack}
		for _, requirement := range pack.Requirements {
			e.Requirements = append(e.Requirements, weigh(requirement, name, engine, r))
		}
		for _, requirement := range pack.Beyond {
			e.Requirements = append(e.Requirements, RequirementEvidence{Requirement: requirement, Status: Beyond})
		}
		list = append(list, e)
	}
	return list, nil
}

// weigh is what the report shows for one requirement.
func weigh(requirement policy.Requirement, pack string, engine *policy.Engine, r *Report) RequirementEvidence {
	e := RequirementEvidence{Requirement: requirement}
	if !requirement.Applies(r.Context.Now) {
		e.Status = Later
		return e
	}
	subject := false
	for _, rule := range r.Rules {
		if !slices.Contains(rule.Packs[pack], requirement.ID) {
			continue
		}
		e.Rules = append(e.Rules, rule.Name)
		subject = subject || r.concerns(engine.ReadsOf(rule))
		if n := r.found[rule]; n > 0 {
			e.Failed = append(e.Failed, rule.Name)
			e.Findings += n
		}
	}
	incomplete := slices.ContainsFunc(r.Problems, func(p Problem) bool { return p.Kind == "file" || slices.Contains(e.Rules, p.Rule) })
	switch {
	case len(e.Rules) == 0:
		e.Status = NotEvaluated
	case len(e.Failed) > 0:
		e.Status = Failed
	case incomplete:
		e.Status = Incomplete
	case !subject:
		e.Status = NoSubject
	default:
		e.Status = Passed
	}
	return e
}

// concerns says whether the repository has something of what is read: an entity of one of the collections
// of entities, or any agent file where there is none among them, as with edges.
func (r *Report) concerns(collections []string) bool {
	entities := slices.DeleteFunc(slices.Clone(collections), func(name string) bool { return !loaders.HoldsEntities(name) })
	if len(entities) == 0 {
		return len(r.Files) > 0
	}
	return slices.ContainsFunc(entities, func(name string) bool { return r.Stats.Entities[name] > 0 })
}

// inPacks are the rules that packs add: those that give evidence for a requirement which applies.
func inPacks(p *policy.Policies, packs []string, now time.Time) (map[*policy.Rule]bool, error) {
	added := map[*policy.Rule]bool{}
	for _, name := range packs {
		if known := p.Packs(); !slices.Contains(known, name) {
			return nil, unknownPack(name, known)
		}
		pack, err := p.Pack(name)
		if err != nil {
			return nil, err
		}
		for _, rule := range p.Rules {
			added[rule] = added[rule] || slices.ContainsFunc(pack.Requirements, func(r policy.Requirement) bool {
				return r.Applies(now) && slices.Contains(rule.Packs[name], r.ID)
			})
		}
	}
	return added, nil
}

func unknownPack(name string, known []string) error {
	if near := loaders.Nearest(name, known); near != "" {
		return fmt.Errorf("unknown pack %q: did you mean %s?", name, near)
	}
	return fmt.Errorf("unknown pack %q: the packs are %s", name, strings.Join(known, ", "))
}
