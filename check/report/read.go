package report

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"strings"
	"sync"
	"time"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/pacheck/pacheck/check"
	"github.com/pacheck/pacheck/check/policy"
	"github.com/pacheck/pacheck/loaders"
	"github.com/pacheck/pacheck/loaders/source"
)

// Read reads a report in the JSON format. Rules that are known, by name and digest, have all that is known
// of them; of others there is what the report says. Nothing in the report is trusted: what it says is as
// good as the text of a stranger. The error says what is wrong with it.
func Read(data []byte, known []*policy.Rule) (*check.Report, error) {
	var version struct{ Version string }
	if err := json.Unmarshal(data, &version); err != nil {
		return nil, fmt.Errorf("no JSON report of pacheck: %w", err)
	}
	if version.Version != jsonVersion {
		return nil, fmt.Errorf("a report of version %q, and this pacheck reads version %s", version.Version, jsonVersion)
	}
	instance, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
	if err != nil {
		return nil, fmt.Errorf("no JSON report of pacheck: %w", err)
	}
	if err := reportSchema().Validate(instance); err != nil {
		_, where, _ := strings.Cut(err.Error(), "\n- ") // the first of its lines that says where
		where, _, _ = strings.Cut(where, "\n")
		return nil, fmt.Errorf("no JSON report of pacheck: %s", where)
	}
	var saved jsonReport
	d := json.NewDecoder(bytes.NewReader(data))
	d.UseNumber()
	d.DisallowUnknownFields()
	if err := d.Decode(&saved); err != nil {
		return nil, fmt.Errorf("no JSON report that this version of pacheck knows: %w", err)
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return nil, errors.New("no JSON report of pacheck: something follows it")
	}
	r := &reader{rules: map[string]*policy.Rule{}, known: map[string]*policy.Rule{}, commits: map[string]check.Commit{}}
	for _, rule := range known {
		r.known[rule.Name+" "+rule.Digest] = rule
	}
	return r.report(saved)
}

// reportSchema is the schema of the format, compiled.
var reportSchema = sync.OnceValue(func() *jsonschema.Schema {
	document, err := jsonschema.UnmarshalJSON(bytes.NewReader(Schema()))
	if err != nil {
		panic(err) // it was made by Schema
	}
	compiler := jsonschema.NewCompiler()
	if err := compiler.AddResource("report.schema.json", document); err != nil {
		panic(err)
	}
	return compiler.MustCompile("report.schema.json")
})

// reader makes a report of one that was saved. It keeps the first fault.
type reader struct {
	rules   map[string]*policy.Rule // by name
	known   map[string]*policy.Rule // by name and digest
	commits map[string]check.Commit // of rules, by set and file
	err     error
}

func (r *reader) report(saved jsonReport) (*check.Report, error) {
	out := &check.Report{Rules: each(saved.Rules, r.rule)}
	out.Files = each(saved.Files, func(f jsonFile) *loaders.File {
		return &loaders.File{
			Path: f.Path, Loader: f.Loader, Format: f.Format, Role: f.Role, Parse: f.Parse, Problem: f.Problem, Size: f.Size, SHA256: f.SHA256,
		}
	})
	out.Findings = each(saved.Findings, r.finding)
	out.Suppressed = each(saved.Suppressed, r.finding)
	for _, f := range out.Suppressed {
		if f.Suppression == nil && r.err == nil {
			r.err = errors.New("a finding among the suppressed ones has no suppression")
		}
	}
	out.Problems = each(saved.Problems, readProblem)
	out.Graph = readGraph(saved.Graph)
	out.Evidence = each(saved.Packs, r.evidence)
	out.Context = r.context(saved.Context)
	maps.Copy(out.Context.Commits, r.commits)
	for _, c := range saved.Merged {
		out.Merged = append(out.Merged, r.context(c))
	}
	out.Stats = check.Stats{
		Walked: saved.Stats.Walked, Skipped: saved.Stats.Skipped, Entities: saved.Stats.Entities, NotAnalysed: saved.Stats.NotAnalysed,
		Old: saved.Stats.Old, Stale: saved.Stats.Stale,
	}
	if t := saved.Stats.Trust; t != nil {
		out.Trust = &check.TrustUse{Revision: t.Revision, Commit: t.Commit, Weakened: t.Weakened}
	}
	if s := saved.Stats.Since; s != nil {
		out.Since = &check.SinceUse{Revision: s.Revision, Commit: s.Commit, Old: s.Old, Gone: s.Gone}
	}
	if out.Verdict = saved.Verdict; out.Verdict != "" {
		out.Verdict = out.Judge()
	}
	return out, r.err
}

// named is the rule of a name. One that the report does not list, such as one that is switched off, has
// nothing but what is said of it.
func (r *reader) named(rule policy.Rule) *policy.Rule {
	if r.rules[rule.Name] == nil {
		r.rules[rule.Name] = &rule
	}
	return r.rules[rule.Name]
}

func (r *reader) finding(f jsonFinding) check.Finding {
	out := check.Finding{
		Severity: severity(f.Severity), Message: f.Message, Location: f.Location.read(), Path: f.Path, Entity: f.Entity, Role: f.Role,
		Label: f.Label, Fingerprint: f.Fingerprint,
	}
	out.Rule = r.named(policy.Rule{Name: f.Rule, Code: f.Code, Title: f.Rule, Severity: out.Severity})
	for _, l := range f.Lines {
		out.Lines = append(out.Lines, check.Line{Number: l.Number, Text: l.Text, From: l.Start - 1, To: l.End - 1, Columns: l.Columns})
	}
	for _, x := range f.Related {
		out.Related = append(out.Related, check.Related{Location: x.Location.read(), Path: x.Path, Message: x.Message})
	}
	if s := f.Suppression; s != nil {
		out.Suppression = &check.Suppression{
			Kind: s.Kind, ID: s.ID, Category: s.Category, Reason: s.Reason, Owner: s.Owner, Approver: s.Approver, Ticket: s.Ticket,
			Until: s.Until, Ends: r.time(s.Ends), Location: s.Location.read(),
		}
	}
	return out
}

func (l jsonLocation) read() source.Location {
	return source.Location{File: l.File, Start: source.Position(l.Start), End: source.Position(l.End)}
}

// severity is the one of a word, which the schema has checked.
func severity(word string) policy.Severity {
	s, _ := policy.ParseSeverity(word)
	return s
}

// time is that of a text, the zero time for "".
func (r *reader) time(text string) time.Time {
	if text == "" {
		return time.Time{}
	}
	for _, layout := range []string{time.RFC3339, time.DateOnly} {
		if t, err := time.Parse(layout, text); err == nil {
			return t
		}
	}
	if r.err == nil {
		r.err = fmt.Errorf("%q is no time as in 2027-01-31T12:00:00Z", text)
	}
	return time.Time{}
}

func readProblem(p jsonProblem) check.Problem {
	out := check.Problem{Kind: p.Kind, Rule: p.Rule, Message: p.Message}
	out.Location = source.Location{File: p.File, Start: source.Position{Line: p.Line, Column: p.Column}}
	if p.End != nil {
		out.Location.End = source.Position(*p.End)
	}
	return out
}
