package cmd

import (
	"encoding/xml"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/pacheck/pacheck/check/policytest"
)

// writeText writes what failed, and how many tests did not.
func (s *testSummary) writeText(w io.Writer) error {
	var b strings.Builder
	for _, c := range s.Cases {
		if len(c.Problems) == 0 {
			if s.verbose {
				fmt.Fprintf(&b, "pass  %s\n", clean(c.Name))
			}
			continue
		}
		fmt.Fprintf(&b, "FAIL  %s\n", clean(c.Name))
		if c.File != "" {
			fmt.Fprintf(&b, "  --> %s\n", clean(source(c)))
		}
		for _, p := range c.Problems {
			fmt.Fprintf(&b, "      %s\n", clean(p))
		}
	}
	failed := s.Failed()
	if len(s.Coverage) > 0 {
		s.coverageText(&b)
	}
	fmt.Fprintf(&b, "%d passed, %d failed  |  %s\n", len(s.Cases)-failed, failed, s.elapsed.Round(10*time.Millisecond))
	_, err := io.WriteString(w, b.String())
	return err
}

// source is where a test is written.
func source(c policytest.Case) string {
	if c.Line == 0 {
		return c.File
	}
	return fmt.Sprintf("%s:%d", c.File, c.Line)
}

func (s *testSummary) coverageText(b *strings.Builder) {
	for _, c := range s.Coverage {
		if len(c.Missing) == 0 {
			continue
		}
		lines := strings.Trim(strings.ReplaceAll(fmt.Sprint(c.Missing), " ", ", "), "[]")
		fmt.Fprintf(b, "%5.1f %%  %s, no test in Rego uses %s\n", 100*float64(c.Covered)/float64(max(1, c.Lines)), clean(c.File), lines)
	}
	fmt.Fprintf(b, "%.1f %% of the lines of policies are used by tests in Rego", s.covered())
	if s.uncovered() {
		fmt.Fprintf(b, ", less than %g %%", s.minimum)
	}
	b.WriteString("\n")
}

// The elements of the JUnit format.
type (
	testSuites struct {
		XMLName  xml.Name     `xml:"testsuites"`
		Name     string       `xml:"name,attr"`
		Tests    int          `xml:"tests,attr"`
		Failures int          `xml:"failures,attr"`
		Suites   []*testSuite `xml:"testsuite"`
	}
	testSuite struct {
		Name     string     `xml:"name,attr"`
		Tests    int        `xml:"tests,attr"`
		Failures int        `xml:"failures,attr"`
		Cases    []testUnit `xml:"testcase"`
	}
	testUnit struct {
		Name    string       `xml:"name,attr"`
		Class   string       `xml:"classname,attr"`
		File    string       `xml:"file,attr,omitempty"`
		Line    int          `xml:"line,attr,omitempty"`
		Time    string       `xml:"time,attr"`
		Failure *testFailure `xml:"failure"`
	}
	testFailure struct {
		Type string `xml:"type,attr"`
		Text string `xml:",cdata"`
	}
)

// writeJUnit writes a suite for each kind of case.
func (s *testSummary) writeJUnit(w io.Writer) error {
	all := testSuites{Name: "pacheck test", Tests: len(s.Cases), Failures: s.Failed()}
	suites := map[string]*testSuite{}
	for _, c := range s.Cases {
		suite := suites[c.Kind]
		if suite == nil {
			suite = &testSuite{Name: c.Kind}
			suites[c.Kind] = suite
			all.Suites = append(all.Suites, suite)
		}
		unit := testUnit{Name: clean(c.Name), Class: c.Kind, File: clean(c.File), Line: c.Line, Time: fmt.Sprintf("%.3f", c.Elapsed.Seconds())}
		if len(c.Problems) > 0 {
			suite.Failures++
			unit.Failure = &testFailure{Type: c.Kind, Text: clean(strings.Join(c.Problems, "; "))}
		}
		suite.Tests++
		suite.Cases = append(suite.Cases, unit)
	}
	if _, err := io.WriteString(w, xml.Header); err != nil {
		return err
	}
	e := xml.NewEncoder(w)
	e.Indent("", "  ")
	if err := e.Encode(all); err != nil {
		return err
	}
	_, err := io.WriteString(w, "\n")
	return err
}
