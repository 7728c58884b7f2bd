package check

import (
	"regexp"
	"strings"

	"github.com/bmatcuk/doublestar/v4"

	"github.com/pacheck/pacheck/check/policy"
	"github.com/pacheck/pacheck/loaders"
	"github.com/pacheck/pacheck/loaders/source"
)

// uses finds out what exceptions are for.
type uses struct {
	ruling *Ruling
	all    *loaders.Document
	report *Report
}

// target is what a waiver is for.
type target struct {
	fingerprint string
	path        string // a pattern
	entity      string // the name of an entity; empty for all that is in the file
}

var fingerprintPattern = regexp.MustCompile(`^[0-9a-f]{64}$`)

func parseTarget(text string) target {
	if fingerprintPattern.MatchString(text) {
		return target{fingerprint: text}
	}
	file, entity, _ := strings.Cut(text, "#")
	if i := strings.IndexByte(file, ':'); entity != "" && loaders.HoldsEntities(file[:max(i, 0)]) {
		file = file[i+1:] // the id of the entity as a whole
	}
	return target{path: strings.TrimPrefix(file, "./"), entity: entity}
}

// holds says whether the target is a file.
func (t target) holds(file string) bool {
	ok, err := doublestar.Match(t.path, file)
	return ok && err == nil
}

// matches says whether a finding is one of those that the target means.
func (t target) matches(f *Finding) bool {
	if t.fingerprint != "" {
		return f.Fingerprint == t.fingerprint
	}
	if t.entity == "" {
		return t.holds(f.Location.File)
	}
	_, id, _ := strings.Cut(f.Entity, ":")
	file, name, _ := strings.Cut(id, "#")
	return name == t.entity && t.holds(file)
}

// waiver is what a waiver is for, and the indexes of the findings.
func (u uses) waiver(w *loaders.Waiver) (*loaders.ExceptionUse, []int) {
	use, rule := u.of(w.Rule)
	t := parseTarget(w.Target.V)
	use.Gone = t.fingerprint == "" && !u.known(t)
	var found []int
	digests := map[string]bool{}
	for i := range u.report.Findings {
		if f := &u.report.Findings[i]; f.Rule == rule && t.matches(f) {
			found = append(found, i)
			digests[u.digest(t, f)] = true
		}
	}
	for digest := range digests {
		use.Content = digest
	}
	if len(digests) > 1 {
		use.Content = ""
	}
	u.count(use, found)
	return use, found
}

// known says whether there is a file, and an entity in it, that the target names.
func (u uses) known(t target) bool {
	for _, f := range u.all.Files {
		if t.holds(f.Path) && (t.entity == "" || u.all.HasEntity(f.Path, t.entity)) {
			return true
		}
	}
	return false
}

// digest is that of what a finding is about: the entity where the target names one, else the file.
func (u uses) digest(t target, f *Finding) string {
	if text := u.all.TextOf(f.Entity); t.path == "" && f.Entity != "" || t.entity != "" {
		return source.Digest([]byte(text))
	}
	for _, file := range u.all.Files {
		if file.Path == f.Location.File {
			return file.SHA256
		}
	}
	return ""
}

// ignore is what a comment is for, and the indexes of the findings.
func (u uses) ignore(c *loaders.Ignore) (*loaders.ExceptionUse, []int) {
	use, rule := u.of(c.Rule)
	var found []int
	for i := range u.report.Findings {
		if f := &u.report.Findings[i]; f.Rule == rule && !c.InText && c.Covers(f.Location.File, f.Location.Start) {
			found = append(found, i)
		}
	}
	u.count(use, found)
	return use, found
}

// of is what is known of an exception by its rule, which is nil where there is none of that name.
func (u uses) of(name source.Text) (*loaders.ExceptionUse, *policy.Rule) {
	rule := u.ruling.Policies.Find(name.V)
	if rule == nil {
		return &loaders.ExceptionUse{Near: nearestRule(name.V, u.ruling.Policies)}, nil
	}
	use := &loaders.ExceptionUse{
		Rule: rule.Name, Waivable: !rule.Unwaivable, Adversarial: rule.Adversarial, Severity: rule.Severity.String(),
		Enforced: len(u.ruling.floors[rule]) > 0,
	}
	for _, r := range u.report.Rules {
		use.Evaluated = use.Evaluated || r == rule
	}
	return use, rule
}

// count states how many findings there are, and how severe they are.
func (u uses) count(use *loaders.ExceptionUse, found []int) {
	most := policy.None
	for _, i := range found {
		most = max(most, u.report.Findings[i].Severity)
	}
	if use.Findings = len(found); use.Findings > 0 {
		use.Severity = most.String()
	}
}
