package report

import (
	"cmp"
	"encoding/xml"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/pacheck/pacheck/check"
)

// The elements of the JUnit format. It has no standard; what is here is what Jenkins and GitLab both
// read, and no attribute that the schema of the xUnit plugin of Jenkins does not have: it refuses the whole
// file for one. GitLab shows the class name as the suite, compares runs by names, keeps the first of equal names
// only, and shows the content of elements, not their attributes.
type (
	junitReport struct {
		XMLName  xml.Name      `xml:"testsuites"`
		Name     string        `xml:"name,attr"`
		Tests    int           `xml:"tests,attr"`
		Failures int           `xml:"failures,attr"`
		Errors   int           `xml:"errors,attr"`
		Suites   []*junitSuite `xml:"testsuite"`
	}
	junitSuite struct {
		Name       string           `xml:"name,attr"`
		Tests      int              `xml:"tests,attr"`
		Failures   int              `xml:"failures,attr"`
		Errors     int              `xml:"errors,attr"`
		Skipped    int              `xml:"skipped,attr"`
		Properties *junitProperties `xml:"properties"`
		Cases      []*junitCase     `xml:"testcase"`
	}
	junitProperties struct {
		List []junitProperty `xml:"property"`
	}
	junitProperty struct {
		Name  string `xml:"name,attr"`
		Value string `xml:"value,attr"`
	}
	junitCase struct {
		Name    string       `xml:"name,attr"`
		Class   string       `xml:"classname,attr"`
		Failure *junitResult `xml:"failure"`
		Error   *junitResult `xml:"error"`
		Skipped *junitResult `xml:"skipped"`
	}
	junitResult struct {
		Type string `xml:"type,attr"`
		Text string `xml:",cdata"`
	}
)

const (
	engineSuite = "pacheck"            // for problems that are not of one file, and for what the report was made of
	passedCase  = "no policy violated" // the one case of a file without findings
	readCase    = "file can be read"
)

// writeJUnit is the format for test dashboards. A suite is a file, and a test case is a rule that failed
// at one logical place of it, whose name has no line number, so that it stays the same when lines move.
// A file in which no rule failed has one case, which passes: one for each rule would be most of the
// report, and say nothing more.
func writeJUnit(w io.Writer, r *check.Report) error {
	j := &junitWriter{
		clean:  newCleaner(r.Secrets),
		suites: map[string]*junitSuite{},
		cases:  map[[2]string]*junitCase{},
	}
	for i := range r.Findings {
		j.finding(&r.Findings[i])
	}
	for i := range r.Suppressed {
		j.suppressed(&r.Suppressed[i])
	}
	for _, p := range r.Problems {
		j.problem(p)
	}
	for _, f := range r.Files {
		if _, ok := j.suites[j.clean.file(f.Path)]; !ok {
			j.testCase(f.Path, passedCase)
		}
	}
	j.properties(r)
	if _, err := io.WriteString(w, xml.Header); err != nil {
		return err
	}
	encoder := xml.NewEncoder(w)
	encoder.Indent("", "  ")
	if err := encoder.Encode(j.report()); err != nil {
		return fmt.Errorf("encoding the report: %w", err)
	}
	_, err := io.WriteString(w, "\n")
	return err
}

// junitWriter collects the suites of one report by name, and the cases by suite and name.
type junitWriter struct {
	clean  *cleaner
	suites map[string]*junitSuite
	cases  map[[2]string]*junitCase
}

// finding adds f to the case of its rule and its logical place.
func (j *junitWriter) finding(f *check.Finding) {
	c := j.testCase(f.Location.File, caseName(f))
	if c.Failure == nil {
		c.Failure = &junitResult{Type: f.Severity.String()}
	}
	c.Failure.Text += j.describe(f)
}

// suppressed adds f, which does not count, to the case of its rule and its logical place.
func (j *junitWriter) suppressed(f *check.Finding) {
	c := j.testCase(f.Location.File, caseName(f))
	if c.Skipped == nil {
		c.Skipped = &junitResult{Type: f.Suppression.Kind}
	}
	c.Skipped.Text += j.describe(f) + "  but  " + j.clean.line(suppressionText(f.Suppression)) + "\n"
}

// caseName is what a finding is called, without a line number.
func caseName(f *check.Finding) string {
	if f.Path == "" {
		return f.Rule.Name
	}
	return f.Rule.Name + ": " + f.Path
}

// describe tells one finding, one line for each thing. No line begins with scanned text.
func (j *junitWriter) describe(f *check.Finding) string {
	var b strings.Builder
	fmt.Fprintf(&b, "\n%s: %s\n  at   %s\n", f.Severity, j.clean.line(f.Message), j.clean.where(f.Location))
	for _, r := range f.Related {
		fmt.Fprintf(&b, "  also %s  %s\n", j.clean.where(r.Location), j.clean.line(cmp.Or(r.Message, r.Path)))
	}
	if fix := strings.Join(strings.Fields(f.Rule.Remediation), " "); fix != "" {
		fmt.Fprintf(&b, "  fix  %s\n", visible(fix))
	}
	return b.String()
}

// problem adds p as a case that could not be carried out.
func (j *junitWriter) problem(p check.Problem) {
	c := j.testCase(cmp.Or(p.Location.File, engineSuite), cmp.Or(p.Rule, readCase))
	if c.Error == nil {
		c.Error = &junitResult{Type: "pacheck-" + p.Kind} // GitLab takes the type "file" for that of an upload in base64
	}
	c.Error.Text += "\n" + j.clean.line(problemText(p)) + "\n"
	if p.Location.Start.Line > 0 {
		c.Error.Text += "  at   " + j.clean.where(p.Location) + "\n"
	}
}

// testCase finds the case of that name in the suite of that name, or adds it.
func (j *junitWriter) testCase(suite, name string) *junitCase {
	suite, name = j.clean.file(suite), j.clean.line(name)
	key := [2]string{suite, name}
	if c, ok := j.cases[key]; ok {
		return c
	}
	s, ok := j.suites[suite]
	if !ok {
		s = &junitSuite{Name: suite}
		j.suites[suite] = s
	}
	c := &junitCase{Name: name, Class: suite}
	s.Cases = append(s.Cases, c)
	j.cases[key] = c
	return c
}

// report sorts and counts. A case that both failed and could not be carried out counts as an error, and
// tells both; one of which some findings are suppressed counts by the others.
func (j *junitWriter) report() *junitReport {
	out := &junitReport{Name: engineSuite}
	for _, s := range j.suites {
		for _, c := range s.Cases {
			if c.Error != nil || c.Failure != nil {
				c.Skipped = nil
			}
			switch {
			case c.Error != nil && c.Failure != nil:
				c.Error.Text += c.Failure.Text
				c.Failure = nil
				s.Errors++
			case c.Error != nil:
				s.Errors++
			case c.Failure != nil:
				s.Failures++
			case c.Skipped != nil:
				s.Skipped++
			}
		}
		s.Tests = len(s.Cases)
		out.Tests += s.Tests
		out.Failures += s.Failures
		out.Errors += s.Errors
		out.Suites = append(out.Suites, s)
	}
	slices.SortFunc(out.Suites, func(a, b *junitSuite) int { return cmp.Compare(a.Name, b.Name) })
	return out
}
