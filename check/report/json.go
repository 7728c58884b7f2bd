package report

import (
	"io"
	"time"

	"github.com/pacheck/pacheck/check"
	"github.com/pacheck/pacheck/check/policy"
	"github.com/pacheck/pacheck/loaders"
	"github.com/pacheck/pacheck/loaders/source"
)

// jsonVersion is raised when a program that reads the report has to be changed.
const jsonVersion = "1"

// jsonReport is the JSON format. Its names and `doc` tags are the published schema; a tag `enum` lists
// the values of a string, and `min` is the least value of a number.
type jsonReport struct {
	Version  string        `json:"version" enum:"1" doc:"The version of this format. Members may be added to it; none changes its meaning."`
	Verdict  string        `json:"verdict,omitempty" enum:"passed,failed,incomplete" doc:"What the run came to under the threshold of the configuration: incomplete where a file could not be read or a policy failed."`
	Findings []jsonFinding `json:"findings" doc:"What violates a rule, by file, line, column and rule."`

	Suppressed []jsonFinding `json:"suppressed" doc:"What violates a rule, and is suppressed by a waiver or a comment; each has its suppression. It does not count."`

	Files    []jsonFile    `json:"files" doc:"The agent files that were recognised, by path."`
	Rules    []jsonRule    `json:"rules" doc:"The rules that were evaluated, by name."`
	Problems []jsonProblem `json:"problems" doc:"Why the verdict is incomplete; empty where it is not."`
	Graph    *jsonGraph    `json:"graph,omitempty" doc:"What acts, what it reaches, and how they refer to each other."`
	Packs    []jsonPack    `json:"packs,omitempty" doc:"What the checks show for the frameworks that were asked for; no statement of conformity."`
	Context  jsonContext   `json:"context" doc:"What the run knew of its surroundings."`
	Stats    jsonStats     `json:"stats" doc:"What was looked at."`
}

type jsonFinding struct {
	Rule        string        `json:"rule" doc:"The name of the rule."`
	Code        string        `json:"code,omitempty" doc:"Its code, for auditors."`
	Severity    string        `json:"severity" enum:"info,low,medium,high,critical" doc:"How bad it is here."`
	Message     string        `json:"message" doc:"What is wrong, in one sentence. Invisible characters of scanned text are written as <U+202E>."`
	Path        string        `json:"path,omitempty" doc:"The logical place, such as servers > github > args[1]."`
	Entity      string        `json:"entity,omitempty" doc:"The id of the entity it is about."`
	Role        string        `json:"role,omitempty" doc:"What the file is for: runtime, local, template, example, test, doc or vendored."`
	Location    jsonLocation  `json:"location" doc:"Where it stands."`
	Label       string        `json:"label,omitempty" doc:"What to say of the marked text."`
	Related     []jsonRelated `json:"related" doc:"Further places, in the order in which they tell the story."`
	Fingerprint string        `json:"fingerprint" doc:"The same as long as rule, file, logical place and value are; free of line numbers."`

	Suppression *jsonSuppression `json:"suppression,omitempty" doc:"By what it is suppressed; absent where it is not."`
}

type jsonSuppression struct {
	Kind     string       `json:"kind" enum:"waiver,inline" doc:"waiver for an entry of the file of waivers, inline for a comment in the file itself."`
	ID       string       `json:"id,omitempty" doc:"The name of the waiver."`
	Category string       `json:"category,omitempty" doc:"Of a waiver: false-positive, accepted-risk, compensating-control or migration."`
	Reason   string       `json:"reason" doc:"Why."`
	Owner    string       `json:"owner,omitempty" doc:"Of a waiver: who answers for it."`
	Approver string       `json:"approver,omitempty" doc:"Of a waiver: who decided."`
	Ticket   string       `json:"ticket,omitempty" doc:"Of a waiver: where it was discussed."`
	Until    string       `json:"until" doc:"The last day on which it holds, as stated."`
	Location jsonLocation `json:"location" doc:"Where it stands."`
}

type jsonLocation struct {
	File  string       `json:"file" doc:"The path, relative to the root, with slashes."`
	Start jsonPosition `json:"start" doc:"The first position in the place."`
	End   jsonPosition `json:"end" doc:"The first position after it."`
}

type jsonPosition struct {
	Line   int `json:"line" min:"1" doc:"Counted from 1."`
	Column int `json:"column" min:"1" doc:"In code points, counted from 1."`
}

type jsonRelated struct {
	Location jsonLocation `json:"location" doc:"Where it stands."`
	Path     string       `json:"path,omitempty" doc:"The logical place."`
	Message  string       `json:"message,omitempty" doc:"What is there."`
}

type jsonFile struct {
	Path    string `json:"path" doc:"The path, relative to the root, with slashes."`
	Loader  string `json:"loader" doc:"The name of the loader that recognised it."`
	Format  string `json:"format" doc:"The syntax: json, yaml, toml, markdown or text."`
	Role    string `json:"role" doc:"What the file is for: runtime, local, template, example, test, doc or vendored."`
	Parse   string `json:"parse" doc:"How reading went: ok, recovered, partial, templated, failed or skipped."`
	Problem string `json:"problem,omitempty" doc:"Why it could not be read as it is meant."`
	Size    int64  `json:"size" doc:"Bytes on disk."`
	SHA256  string `json:"sha256,omitempty" doc:"Digest of the bytes on disk, in hex."`
}

type jsonRule struct {
	Name     string              `json:"name" doc:"The unique name."`
	Code     string              `json:"code,omitempty" doc:"The code, for auditors."`
	Title    string              `json:"title" doc:"One line."`
	Severity string              `json:"severity" enum:"none,info,low,medium,high,critical" doc:"Before conditions; that of a finding may differ."`
	Scope    string              `json:"scope" doc:"file where it sees one file at a time, repo where it sees all, exceptions where it sees what suppresses findings."`
	Packs    map[string][]string `json:"packs,omitempty" doc:"Identifiers in frameworks, by pack."`
	Set      string              `json:"set" doc:"The set of policies it came with."`
	Digest   string              `json:"digest" doc:"SHA-256 of its source, in hex."`
}

type jsonProblem struct {
	Kind    string `json:"kind" enum:"file,policy" doc:"Whether a file could not be read or a policy failed."`
	Rule    string `json:"rule,omitempty" doc:"The policy that failed."`
	File    string `json:"file,omitempty" doc:"The file that could not be read."`
	Line    int    `json:"line,omitempty" min:"1" doc:"Where in it, counted from 1; absent where the whole file is meant."`
	Column  int    `json:"column,omitempty" min:"1" doc:"In code points, counted from 1."`
	Message string `json:"message" doc:"What went wrong."`
}

type jsonPack struct {
	Name         string            `json:"name" doc:"The name of the pack."`
	Title        string            `json:"title" doc:"The framework."`
	Version      string            `json:"version,omitempty" doc:"Its version."`
	Relation     string            `json:"relation,omitempty" doc:"What its checks are to it: mitigates, implements or evidence_for."`
	Requirements []jsonRequirement `json:"requirements" doc:"Its parts, in its order."`
}

type jsonRequirement struct {
	ID       string   `json:"id" doc:"The identifier in the framework."`
	Title    string   `json:"title" doc:"What it is about."`
	Status   string   `json:"status" enum:"passed,failed,incomplete,no subject,not evaluated,not yet,beyond" doc:"What its checks came to: passed and failed; incomplete where one failed to run; no subject where the repository has nothing that they look at; not evaluated where none is switched on; not yet where it does not apply at the evaluation time; beyond where no check of files can show it."`
	From     string   `json:"from,omitempty" doc:"The day from which it applies."`
	Rules    []string `json:"rules" doc:"The rules that were evaluated for it."`
	Failed   []string `json:"failed" doc:"Those that found something."`
	Findings int      `json:"findings" doc:"How many findings they have."`
}

type jsonContext struct {
	Root     string          `json:"root" doc:"The name of the root folder."`
	Now      string          `json:"now,omitempty" doc:"The evaluation time, RFC 3339."`
	Version  string          `json:"version" doc:"The version of pacheck."`
	Policies []jsonPolicySet `json:"policies" doc:"The sets of policies that were loaded."`
	Config   jsonConfig      `json:"config" doc:"The configuration: pacheck config shows all of it."`
}

type jsonPolicySet struct {
	Name   string `json:"name" doc:"built-in, or the path as given."`
	Digest string `json:"digest" doc:"SHA-256 over the names and contents of its files, in hex."`
	Rules  int    `json:"rules" doc:"How many rules it has."`
}

type jsonStats struct {
	Walked      int            `json:"walked" doc:"Files that the walk saw and did not exclude."`
	Skipped     map[string]int `json:"skipped" doc:"Files and folders that were left out, by reason."`
	Entities    map[string]int `json:"entities" doc:"Entities by collection."`
	NotAnalysed int            `json:"not_analysed" doc:"Files that were recognised, but whose format is not analysed."`
	Findings    map[string]int `json:"findings" doc:"Findings by severity."`
	Suppressed  int            `json:"suppressed" doc:"Findings that are suppressed."`
	Old         int            `json:"old" doc:"Findings that are left out since the baseline has them."`
	Stale       int            `json:"stale" doc:"Findings that the baseline has and that are no more."`
	Since       *jsonSince     `json:"since,omitempty" doc:"What was found in the earlier revision of --new-from."`
}

type jsonSince struct {
	Revision string `json:"revision" doc:"The revision, as it was named."`
	Commit   string `json:"commit" doc:"The commit that this one was compared with, in hex: where the two part."`
	Old      int    `json:"old" doc:"Findings that are left out since that commit has them, too."`
	Gone     int    `json:"gone" doc:"Findings that it has and that are no more."`
}

func sinceJSON(s *check.SinceUse) *jsonSince {
	if s == nil {
		return nil
	}
	return &jsonSince{Revision: newCleaner(nil).line(s.Revision), Commit: s.Commit, Old: len(s.Old), Gone: len(s.Gone)}
}

// writeJSON is the format for programs.
func writeJSON(w io.Writer, r *check.Report) error {
	c := newCleaner(r.Secrets)
	return encode(w, jsonReport{
		Version:  jsonVersion,
		Verdict:  r.Verdict,
		Findings: each(r.Findings, c.jsonFinding),
		Files:    each(r.Files, c.jsonFile),

		Suppressed: each(r.Suppressed, c.jsonFinding),

		Rules:    each(r.Rules, ruleJSON),
		Problems: each(r.Problems, c.jsonProblem),
		Graph:    c.jsonGraph(r.Graph),
		Packs:    each(r.Evidence, c.jsonPack),
		Context:  c.jsonContext(r.Context),
		Stats:    statsJSON(r),
	}, "  ")
}

// each is f of each of the values; never nil, so that it is never null.
func each[T, U any](values []T, f func(T) U) []U {
	out := make([]U, len(values))
	for i, v := range values {
		out[i] = f(v)
	}
	return out
}

func (c *cleaner) jsonFinding(f check.Finding) jsonFinding {
	return jsonFinding{
		Rule:        f.Rule.Name,
		Code:        f.Rule.Code,
		Severity:    f.Severity.String(),
		Message:     c.line(f.Message),
		Path:        c.line(f.Path),
		Entity:      c.line(f.Entity),
		Role:        f.Role,
		Location:    c.jsonLocation(f.Location),
		Label:       c.line(f.Label),
		Related:     each(f.Related, c.jsonRelated),
		Fingerprint: f.Fingerprint,
		Suppression: c.jsonSuppression(f.Suppression),
	}
}

func (c *cleaner) jsonSuppression(s *check.Suppression) *jsonSuppression {
	if s == nil {
		return nil
	}
	return &jsonSuppression{
		Kind: s.Kind, ID: c.line(s.ID), Category: c.line(s.Category), Reason: c.line(s.Reason), Owner: c.line(s.Owner),
		Approver: c.line(s.Approver), Ticket: c.line(s.Ticket), Until: c.line(s.Until), Location: c.jsonLocation(s.Location),
	}
}

// jsonLocation keeps the path as it is, apart from secrets, so that a program can open the file.
func (c *cleaner) jsonLocation(l source.Location) jsonLocation {
	return jsonLocation{File: c.mask(l.File), Start: jsonPosition(l.Start), End: jsonPosition(l.End)}
}

func (c *cleaner) jsonRelated(r check.Related) jsonRelated {
	return jsonRelated{Location: c.jsonLocation(r.Location), Path: c.line(r.Path), Message: c.line(r.Message)}
}

func (c *cleaner) jsonFile(f *loaders.File) jsonFile {
	return jsonFile{
		Path:    c.mask(f.Path),
		Loader:  f.Loader,
		Format:  f.Format,
		Role:    f.Role,
		Parse:   f.Parse,
		Problem: c.line(f.Problem),
		Size:    f.Size,
		SHA256:  f.SHA256,
	}
}

func ruleJSON(r *policy.Rule) jsonRule {
	return jsonRule{
		Name:     r.Name,
		Code:     r.Code,
		Title:    visible(r.Title),
		Severity: r.Severity.String(),
		Scope:    r.Scope,
		Packs:    r.Packs,
		Set:      r.Set,
		Digest:   r.Digest,
	}
}

func (c *cleaner) jsonProblem(p check.Problem) jsonProblem {
	return jsonProblem{
		Kind:    p.Kind,
		Rule:    p.Rule,
		File:    c.mask(p.Location.File),
		Line:    p.Location.Start.Line,
		Column:  p.Location.Start.Column,
		Message: c.line(p.Message),
	}
}

func (c *cleaner) jsonContext(x check.Context) jsonContext {
	out := jsonContext{
		Root:    c.line(x.Root),
		Version: x.Version,
		Policies: each(x.Policies, func(s policy.Set) jsonPolicySet {
			return jsonPolicySet{Name: c.line(s.Name), Digest: s.Digest, Rules: s.Rules}
		}),
	}
	out.Config = c.jsonConfig(x)
	if !x.Now.IsZero() {
		out.Now = x.Now.Format(time.RFC3339)
	}
	return out
}

func (c *cleaner) jsonPack(e check.Evidence) jsonPack {
	return jsonPack{
		Name: c.line(e.Pack.Name), Title: c.line(e.Pack.Title), Version: c.line(e.Pack.Version), Relation: e.Pack.Relation,
		Requirements: each(e.Requirements, func(r check.RequirementEvidence) jsonRequirement {
			j := jsonRequirement{ID: c.line(r.ID), Title: c.line(r.Title), Status: r.Status, Rules: orNone(r.Rules), Failed: orNone(r.Failed), Findings: r.Findings}
			if !r.From.IsZero() {
				j.From = r.From.Format(time.DateOnly)
			}
			return j
		}),
	}
}

// orNone is an empty list where there is none, so that it is never null.
func orNone(list []string) []string {
	if list == nil {
		return []string{}
	}
	return list
}

// statsJSON leaves out the elapsed time, which differs from run to run.
func statsJSON(r *check.Report) jsonStats {
	findings := map[string]int{}
	for severity, n := range bySeverity(r.Findings) {
		if s := policy.Severity(severity); s != policy.None {
			findings[s.String()] = n
		}
	}
	old, stale := baselineCounts(r)
	return jsonStats{
		Walked:      r.Stats.Walked,
		Skipped:     orEmpty(r.Stats.Skipped),
		Entities:    orEmpty(r.Stats.Entities),
		NotAnalysed: r.Stats.NotAnalysed,
		Findings:    findings,
		Suppressed:  len(r.Suppressed),
		Old:         old,
		Stale:       stale,
		Since:       sinceJSON(r.Since),
	}
}

// baselineCounts are how many findings are old, and how many of the baseline are no more.
func baselineCounts(r *check.Report) (old, stale int) {
	if r.Baseline == nil {
		return 0, 0
	}
	for _, e := range r.Baseline.Stale {
		stale += e.Count
	}
	return len(r.Baseline.Old), stale
}

func orEmpty(m map[string]int) map[string]int {
	if m == nil {
		return map[string]int{}
	}
	return m
}
