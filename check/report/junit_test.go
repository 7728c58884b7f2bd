package report_test

import (
	"encoding/xml"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/pacheck/pacheck/check"
	"github.com/pacheck/pacheck/check/policy"
	"github.com/pacheck/pacheck/check/report"
)

type counts struct {
	Tests    int `xml:"tests,attr"`
	Failures int `xml:"failures,attr"`
	Errors   int `xml:"errors,attr"`
}

type junit struct {
	counts
	Suites []struct {
		counts
		Name  string `xml:"name,attr"`
		Cases []struct {
			Name    string  `xml:"name,attr"`
			Class   string  `xml:"classname,attr"`
			Failure *string `xml:"failure"`
			Error   *string `xml:"error"`
		} `xml:"testcase"`
	} `xml:"testsuite"`
}

func parseJUnit(t testing.TB, r *check.Report) junit {
	t.Helper()
	var j junit
	if err := xml.Unmarshal([]byte(write(t, report.Formats["junit"], r)), &j); err != nil {
		t.Fatal(err)
	}
	return j
}

// Dashboards add up what is in the file; the totals must agree with it, and names must be unique.
func TestJUnitCountsAndNames(t *testing.T) {
	for name, r := range map[string]*check.Report{"rich": rich(), "many": manyFindings(500), "hostile": hostileReport("<a>\x00\x1b]]>")} {
		j := parseJUnit(t, r)
		var all counts
		seen := map[string]bool{}
		for _, s := range j.Suites {
			var c counts
			for _, k := range s.Cases {
				if key := k.Class + "\x00" + k.Name; seen[key] {
					t.Errorf("%s: %q is there twice", name, key)
				} else {
					seen[key] = true
				}
				c.Tests++
				if k.Failure != nil {
					c.Failures++
				}
				if k.Error != nil {
					c.Errors++
				}
			}
			if c != s.counts {
				t.Errorf("%s: suite %s counts %v, has %v", name, s.Name, s.counts, c)
			}
			all = counts{all.Tests + c.Tests, all.Failures + c.Failures, all.Errors + c.Errors}
		}
		if all != j.counts {
			t.Errorf("%s: counts %v, has %v", name, j.counts, all)
		}
	}
}

// A finding that moves down keeps its name; two of one rule and place are one case that tells both.
func TestJUnitNamesHaveNoLines(t *testing.T) {
	at := func(line int) *check.Report {
		f := check.Finding{Rule: shellRule, Severity: policy.High, Message: "m", Path: "servers > x", Location: place("f", line, 1, 2)}
		g := f
		g.Location = place("f", line+1, 1, 2)
		return &check.Report{Findings: []check.Finding{f, g}}
	}
	before, after := parseJUnit(t, at(1)).Suites[0].Cases, parseJUnit(t, at(100)).Suites[0].Cases
	if len(before) != 1 || before[0].Name != after[0].Name {
		t.Errorf("names changed: %v, %v", before, after)
	}
	for _, want := range []string{"at   f:1:1\n", "at   f:2:1\n"} {
		if !strings.Contains(*before[0].Failure, want) {
			t.Errorf("%q is not in %q", want, *before[0].Failure)
		}
	}
}

func TestJUnitFilesWithoutFindingsPass(t *testing.T) {
	r := rich()
	r.Findings, r.Problems = nil, nil
	if diff := cmp.Diff(counts{Tests: len(r.Files)}, parseJUnit(t, r).counts); diff != "" {
		t.Error(diff)
	}
}

// The xUnit plugin of Jenkins validates what it reads, and refuses a file for an attribute that it does not
// know, such as the file of a test case.
func TestJUnitHasKnownAttributesOnly(t *testing.T) {
	known := map[string]string{
		"testsuites": "name tests failures errors", "testsuite": "name tests failures errors skipped", "testcase": "name classname", "properties": "", "property": "name value",
		"failure": "type", "error": "type", "skipped": "type",
	}
	cast := []string{"symbol", "date", "datetime", "duration", "integer", "float", "decimal", "boolean", "string", "yaml", "base64Binary", "hexBinary", "file"}
	d := xml.NewDecoder(strings.NewReader(write(t, report.Formats["junit"], rich())))
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return
		}
		if err != nil {
			t.Fatal(err)
		}
		element, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		attributes, ok := known[element.Name.Local]
		if !ok {
			t.Errorf("has the element %s", element.Name.Local)
		}
		for _, a := range element.Attr {
			if !slices.Contains(strings.Fields(attributes), a.Name.Local) {
				t.Errorf("%s has the attribute %s", element.Name.Local, a.Name.Local)
			}
			if a.Name.Local == "type" && slices.Contains(cast, a.Value) {
				t.Errorf("%s is of the type %s, which GitLab decodes", element.Name.Local, a.Value)
			}
		}
	}
}
