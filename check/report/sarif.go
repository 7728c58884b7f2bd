package report

import (
	"bytes"
	"cmp"
	"fmt"
	"io"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/owenrumney/go-sarif/v2/sarif"

	"github.com/pacheck/pacheck/check"
	"github.com/pacheck/pacheck/check/policy"
	"github.com/pacheck/pacheck/loaders/source"
)

const (
	// maxResults is how many results of a run code scanning keeps.
	maxResults = 5000

	sourceRoot = "%SRCROOT%"

	// fingerprintKey names our own fingerprint and its version. The one that code scanning reads,
	// primaryLocationLineHash, is left for the upload to compute: it is made of the text of the file, and
	// the upload warns of any that differs from its own.
	fingerprintKey = "pacheck/v1"
)

var (
	semver = regexp.MustCompile(`^\d+\.\d+\.\d+([-+].*)?$`)

	// link is what makes a link of Markdown, which viewers also follow in plain messages.
	link = regexp.MustCompile(`\]\(`)

	linkText = strings.NewReplacer(`\`, `\\`, `[`, `\[`, `]`, `\]`)
)

// SARIF is the format for code scanning, SARIF 2.1.0. It has every rule that was evaluated, so that
// the list of rules does not depend on what was found, and the most severe results first. Suppressed findings
// are in it where they are asked for: code scanning would open them again.
func SARIF(suppressed bool) Format {
	return func(w io.Writer, r *check.Report) error {
		if !suppressed {
			return writeSARIF(w, r, r.Findings)
		}
		return writeSARIF(w, r, slices.Concat(r.Findings, r.Suppressed))
	}
}

func writeSARIF(w io.Writer, r *check.Report, findings []check.Finding) error {
	log, err := sarif.New(sarif.Version210)
	if err != nil {
		return fmt.Errorf("encoding the report: %w", err)
	}
	s := &sarifWriter{
		clean:     newCleaner(r.Secrets),
		run:       sarif.NewRunWithInformationURI("pacheck", project),
		rules:     map[string]uint{},
		artifacts: map[string]uint{},
	}
	s.tool(r, findings)
	for _, f := range r.Files {
		s.artifact(f.Path, int(f.Size), f.SHA256)
	}
	findings = slices.Clone(findings)
	slices.SortStableFunc(findings, func(a, b check.Finding) int { return cmp.Compare(b.Severity, a.Severity) })
	for i := range findings[:min(len(findings), maxResults)] {
		s.run.AddResult(s.result(&findings[i]))
	}
	s.invocation(r, len(findings))
	log.AddRun(s.run)
	var b bytes.Buffer
	if err := encode(&b, log, ""); err != nil {
		return err
	}
	// the library writes a null that the schema forbids; no text has this, whose quotes would be escaped
	_, err = w.Write(bytes.ReplaceAll(b.Bytes(), []byte(`,"guid":null`), nil))
	return err
}

// sarifWriter fills one run. It keeps its own indexes, since those of the library search from the start
// each time.
type sarifWriter struct {
	clean     *cleaner
	run       *sarif.Run
	rules     map[string]uint // by name
	artifacts map[string]uint // by path
}

// tool describes pacheck and the rules, and says how places are to be read.
func (s *sarifWriter) tool(r *check.Report, findings []check.Finding) {
	driver := s.run.Tool.Driver
	if v := strings.TrimPrefix(r.Context.Version, "v"); v != "" {
		driver.Version = &v
		if semver.MatchString(v) {
			driver.SemanticVersion = &v
		}
	}
	for _, rule := range r.Rules {
		s.rule(rule)
	}
	for i := range findings {
		s.rule(findings[i].Rule)
	}
	s.run.ColumnKind = "unicodeCodePoints"
	s.run.OriginalUriBaseIDs = map[string]*sarif.ArtifactLocation{
		sourceRoot: {Description: sarif.NewTextMessage("The root of the repository.")},
	}
}

// rule describes a rule, once, and returns its index.
func (s *sarifWriter) rule(rule *policy.Rule) uint {
	if i, ok := s.rules[rule.Name]; ok {
		return i
	}
	i := uint(len(s.run.Tool.Driver.Rules))
	s.run.Tool.Driver.Rules = append(s.run.Tool.Driver.Rules, descriptor(rule))
	s.rules[rule.Name] = i
	return i
}

// artifact lists a file, once, and returns its index. A size of -1 is not known.
func (s *sarifWriter) artifact(path string, size int, sha256 string) uint {
	if i, ok := s.artifacts[path]; ok {
		return i
	}
	i := uint(len(s.run.Artifacts))
	a := &sarif.Artifact{
		Location: &sarif.ArtifactLocation{URI: new(s.uri(path)), URIBaseId: new(sourceRoot)},
		Length:   size,
	}
	if sha256 != "" {
		a.Hashes = map[string]string{"sha-256": sha256}
	}
	s.run.Artifacts = append(s.run.Artifacts, a)
	s.artifacts[path] = i
	return i
}

// uri is a path relative to the root as a URI reference. A colon would make a scheme of what is before it.
func (s *sarifWriter) uri(path string) string {
	parts := strings.Split(s.clean.mask(path), "/")
	for i, p := range parts {
		parts[i] = strings.ReplaceAll(url.PathEscape(p), ":", "%3A")
	}
	return strings.Join(parts, "/")
}

// result is one finding. Code scanning ignores related locations unless the message links to them, and
// shows the steps of a flow, so both are given.
func (s *sarifWriter) result(f *check.Finding) *sarif.Result {
	out := sarif.NewRuleResult(f.Rule.Name).WithLevel(level(f.Severity))
	out.RuleIndex = new(s.rule(f.Rule))
	out.Locations = []*sarif.Location{s.location(f.Location, f.Path, f.Lines)}
	out.PartialFingerprints = map[string]any{fingerprintKey: f.Fingerprint}
	out.Properties = sarif.Properties{"severity": f.Severity.String()}
	var message strings.Builder
	message.WriteString(s.sentence(f.Message))
	if len(f.Related) > 0 {
		out.RelatedLocations, out.CodeFlows = s.related(f)
		message.WriteString(" Related:")
		for i, r := range out.RelatedLocations {
			fmt.Fprintf(&message, " [%s](%d)", linkText.Replace(*r.Message.Text), i+1)
		}
	}
	out.Message = *sarif.NewTextMessage(message.String())
	if f.Suppression != nil {
		out.Suppressions = []*sarif.Suppression{s.suppression(f.Suppression)}
	}
	return out
}

// suppression is by what a finding does not count.
func (s *sarifWriter) suppression(by *check.Suppression) *sarif.Suppression {
	kind := "external"
	if by.Kind == check.InlineKind {
		kind = "inSource"
	}
	return &sarif.Suppression{
		Kind: kind, Status: new("accepted"), Location: s.location(by.Location, "", nil), Justification: new(s.clean.line(suppressionText(by))),
	}
}

// sentence is scanned text as a sentence without links.
func (s *sarifWriter) sentence(text string) string {
	text = link.ReplaceAllString(s.clean.line(text), "] (")
	if text != "" && !strings.ContainsAny(text[len(text)-1:], ".!?") {
		text += "."
	}
	return text
}

// related is the further places of a finding: as a list, and as a flow that starts at the finding.
func (s *sarifWriter) related(f *check.Finding) ([]*sarif.Location, []*sarif.CodeFlow) {
	first := s.location(f.Location, f.Path, f.Lines)
	first.Message = sarif.NewTextMessage(s.sentence(cmp.Or(f.Label, f.Message)))
	steps := []*sarif.ThreadFlowLocation{{Location: first}}
	var list []*sarif.Location
	for i, r := range f.Related {
		l := s.location(r.Location, r.Path, nil)
		l.Message = sarif.NewTextMessage(s.clean.line(cmp.Or(r.Message, r.Path, r.Location.String())))
		step := *l
		steps = append(steps, &sarif.ThreadFlowLocation{Location: &step})
		l.Id = new(uint(i + 1))
		list = append(list, l)
	}
	return list, []*sarif.CodeFlow{{ThreadFlows: []*sarif.ThreadFlow{{Locations: steps}}}}
}

// location is a place, with its logical place where that is known.
func (s *sarifWriter) location(at source.Location, path string, lines []check.Line) *sarif.Location {
	out := sarif.NewLocation().WithPhysicalLocation(&sarif.PhysicalLocation{
		ArtifactLocation: &sarif.ArtifactLocation{
			URI:       new(s.uri(at.File)),
			URIBaseId: new(sourceRoot),
			Index:     new(s.artifact(at.File, -1, "")),
		},
		Region: region(at, lines),
	})
	if path != "" {
		out.LogicalLocations = []*sarif.LogicalLocation{{FullyQualifiedName: new(s.clean.line(path))}}
	}
	return out
}

// region is the part of a place that is on its first line: an alert is shown on a pull request only where
// all of its lines were changed. It is nil where the whole file is meant.
func region(at source.Location, lines []check.Line) *sarif.Region {
	if at.Start.Line < 1 {
		return nil
	}
	end := at.End.Column
	if at.End.Line != at.Start.Line {
		end = at.Start.Column + 1
		for _, l := range lines {
			if l.Number == at.Start.Line {
				end = cmp.Or(l.Columns, utf8.RuneCountInString(l.Text)) + 1
			}
		}
	}
	return sarif.NewRegion().WithStartLine(at.Start.Line).WithStartColumn(at.Start.Column).
		WithEndLine(at.Start.Line).WithEndColumn(max(end, at.Start.Column))
}

// invocation says whether the verdict is complete, and what is missing from the results.
func (s *sarifWriter) invocation(r *check.Report, results int) {
	out := s.run.AddInvocation(len(r.Problems) == 0)
	out.Properties = s.audit(r)
	for _, p := range r.Problems {
		n := notification("error", s.clean.line(problemText(p)))
		if p.Location.File != "" {
			n.Locations = []*sarif.Location{s.location(p.Location, "", nil)}
		}
		if i, ok := s.rules[p.Rule]; ok {
			n.AssociatedRule = &sarif.ReportingDescriptorReference{Id: &p.Rule, Index: &i}
		}
		out.ToolExecutionNotifications = append(out.ToolExecutionNotifications, n)
	}
	if more := results - maxResults; more > 0 {
		text := fmt.Sprintf("%s, the least severe, left out of %d.", count(more, "result"), results)
		out.ToolExecutionNotifications = append(out.ToolExecutionNotifications, notification("warning", text))
	}
}

func notification(level, text string) *sarif.Notification {
	return &sarif.Notification{Level: level, Message: sarif.NewTextMessage(text)}
}

// level is the nearest that SARIF has.
func level(s policy.Severity) string {
	switch {
	case s >= policy.High:
		return "error"
	case s == policy.Medium:
		return "warning"
	}
	return "note"
}
