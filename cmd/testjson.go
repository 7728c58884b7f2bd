package cmd

import (
	"encoding/json"
	"encoding/xml"
	"fmt"
	"io"
	"strings"

	"github.com/pacheck/pacheck/check/policy"
	"github.com/pacheck/pacheck/check/policytest"
)

// testCase is a case in JSON.
type testCase struct {
	Kind     string             `json:"kind"`
	Name     string             `json:"name"`
	File     string             `json:"file,omitempty"`
	Line     int                `json:"line,omitempty"`
	Outcome  policytest.Outcome `json:"outcome"`
	Problems []testProblem      `json:"problems,omitempty"`
}

// testProblem is what is wrong with a case, in JSON.
type testProblem struct {
	File    string   `json:"file,omitempty"`
	Line    int      `json:"line,omitempty"`
	Message string   `json:"message"`
	Notes   []string `json:"notes,omitempty"`
}

// testFault is a fault that was put into a rule, in JSON.
type testFault struct {
	Rule    string `json:"rule"`
	File    string `json:"file"`
	Line    int    `json:"line"`
	Kind    string `json:"kind"`
	What    string `json:"what"`
	Noticed string `json:"noticed,omitempty"`
}

// testTwin is a violating twin of a document that passes, in JSON.
type testTwin struct {
	Rule  string `json:"rule"`
	File  string `json:"file"`
	Where string `json:"where"`
	What  string `json:"what"`
	Fires bool   `json:"fires"`
}

func (s *testSummary) writeJSON(w io.Writer) error {
	cases := make([]testCase, 0, len(s.Cases))
	for _, c := range s.Cases {
		one := testCase{Kind: c.Kind, Name: c.Name, File: c.File, Line: c.Line, Outcome: c.Outcome()}
		for _, p := range c.Problems {
			one.Problems = append(one.Problems, testProblem(p))
		}
		cases = append(cases, one)
	}
	var faults []testFault
	for _, f := range s.Faults {
		faults = append(faults, testFault{f.Rule.Name, f.File(), f.Line, f.Kind, f.What, f.Noticed})
	}
	var twins []testTwin
	for _, g := range s.Grafts {
		twins = append(twins, testTwin{g.Rule.Name, g.File, g.Where, g.What, g.Fires})
	}
	var untested []string
	for _, r := range s.Untested {
		untested = append(untested, r.Name)
	}
	e := json.NewEncoder(w)
	e.SetIndent("", "  ")
	e.SetEscapeHTML(false)
	return e.Encode(struct {
		Version  string            `json:"version"`
		Cases    []testCase        `json:"cases"`
		Untested []string          `json:"untested,omitempty"`
		Coverage []policy.Coverage `json:"coverage,omitempty"`
		Faults   []testFault       `json:"faults,omitempty"`
		Twins    []testTwin        `json:"twins,omitempty"`
	}{"1", cases, untested, s.Coverage, faults, twins})
}

// The elements of the JUnit format.
type (
	testSuites struct {
		XMLName  xml.Name     `xml:"testsuites"`
		Name     string       `xml:"name,attr"`
		Tests    int          `xml:"tests,attr"`
		Failures int          `xml:"failures,attr"`
		Errors   int          `xml:"errors,attr"`
		Skipped  int          `xml:"skipped,attr"`
		Suites   []*testSuite `xml:"testsuite"`
	}
	testSuite struct {
		Name     string     `xml:"name,attr"`
		Tests    int        `xml:"tests,attr"`
		Failures int        `xml:"failures,attr"`
		Errors   int        `xml:"errors,attr"`
		Skipped  int        `xml:"skipped,attr"`
		Cases    []testUnit `xml:"testcase"`
	}
	testUnit struct {
		Name    string       `xml:"name,attr"`
		Class   string       `xml:"classname,attr"`
		File    string       `xml:"file,attr,omitempty"`
		Line    int          `xml:"line,attr,omitempty"`
		Time    string       `xml:"time,attr"`
		Failure *testFailure `xml:"failure"`
		Error   *testFailure `xml:"error"`
		Skipped *struct{}    `xml:"skipped"`
	}
	testFailure struct {
		Type    string `xml:"type,attr"`
		Message string `xml:"message,attr"`
		Text    string `xml:",chardata"`
	}
)

// writeJUnit writes a suite for each kind of case.
func (s *testSummary) writeJUnit(w io.Writer) error {
	all := testSuites{
		Name: "pacheck test", Tests: len(s.Cases), Failures: s.Count(policytest.Failed),
		Errors: s.Count(policytest.Errored), Skipped: s.Count(policytest.Skipped),
	}
	suites := map[string]*testSuite{}
	for _, c := range s.Cases {
		suite := suites[c.Kind]
		if suite == nil {
			suite = &testSuite{Name: c.Kind}
			suites[c.Kind] = suite
			all.Suites = append(all.Suites, suite)
		}
		suite.add(c)
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

func (s *testSuite) add(c policytest.Case) {
	unit := testUnit{Name: clean(c.Name), Class: c.Kind, File: clean(c.File), Line: c.Line, Time: fmt.Sprintf("%.3f", c.Elapsed.Seconds())}
	s.Tests++
	switch c.Outcome() {
	case policytest.Passed:
	case policytest.Skipped:
		s.Skipped++
		unit.Skipped = &struct{}{}
	case policytest.Errored:
		s.Errors++
		unit.Error = failureOf(c)
	case policytest.Failed:
		s.Failures++
		unit.Failure = failureOf(c)
	}
	s.Cases = append(s.Cases, unit)
}

// oneLine is a text without line breaks.
func oneLine(text string) string { return clean(strings.Join(strings.Fields(text), " ")) }

// failureOf is all that is wrong with a case, with its places.
func failureOf(c policytest.Case) *testFailure {
	var b strings.Builder
	for _, p := range c.Problems {
		fmt.Fprintf(&b, "%s: %s\n", clean(problemPlace(c, p)), oneLine(p.Message))
		for _, n := range p.Notes {
			fmt.Fprintf(&b, "  %s\n", clean(n))
		}
	}
	return &testFailure{Type: c.Kind, Message: oneLine(c.Problems[0].Message), Text: strings.TrimSuffix(b.String(), "\n")}
}
