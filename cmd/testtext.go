package cmd

import (
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"github.com/pacheck/pacheck/check/policytest"
)

// testSummary is the results as they are written.
type testSummary struct {
	*policytest.Result

	verbose     bool
	elapsed     time.Duration
	minCoverage float64
	minNoticed  float64
}

// covered are the lines that tests use, of those that they could, in per cent.
func (s *testSummary) covered() float64 {
	used, all := 0, 0
	for _, c := range s.Coverage {
		used, all = used+c.Covered, all+c.Lines
	}
	return percent(used, all)
}

// noticed are the faults that tests notice, of those that were put into rules, in per cent.
func (s *testSummary) noticed() float64 {
	n := 0
	for _, f := range s.Faults {
		if f.Noticed != "" {
			n++
		}
	}
	return percent(n, len(s.Faults))
}

// percent is a part of a number; of nothing it is all.
func percent(part, of int) float64 {
	if of == 0 {
		return 100
	}
	return 100 * float64(part) / float64(of)
}

// tooLittle says whether less is covered or noticed than is asked for.
func (s *testSummary) tooLittle() bool {
	return s.covered() < s.minCoverage || s.noticed() < s.minNoticed
}

func (s *testSummary) write(stdout io.Writer, o output) (err error) {
	w := stdout
	if o.file != "" {
		file, err := os.Create(o.file)
		if err != nil {
			return err
		}
		defer func() { err = errors.Join(err, file.Close()) }()
		w = file
	}
	switch o.format {
	case "json":
		return s.writeJSON(w)
	case "junit":
		return s.writeJUnit(w)
	}
	return s.writeText(w)
}

// writeText writes what failed, and how many tests did not.
func (s *testSummary) writeText(w io.Writer) error {
	var b strings.Builder
	for _, c := range s.Cases {
		s.caseText(&b, c)
	}
	s.graftsText(&b)
	s.faultsText(&b)
	for _, r := range s.Untested {
		fmt.Fprintf(&b, "note  no test asks %s to fire: give it a bad example, a test in Rego or a fixture\n", clean(r.Name))
	}
	if len(s.Coverage) > 0 {
		s.coverageText(&b)
	}
	fmt.Fprintf(&b, "%d passed, %d failed", s.Count(policytest.Passed), s.Count(policytest.Failed))
	if n := s.Count(policytest.Errored); n > 0 {
		fmt.Fprintf(&b, ", %d failed while running", n)
	}
	if n := s.Count(policytest.Skipped); n > 0 {
		fmt.Fprintf(&b, ", %d skipped", n)
	}
	fmt.Fprintf(&b, "  |  %s\n", s.elapsed.Round(10*time.Millisecond))
	_, err := io.WriteString(w, b.String())
	return err
}

// caseText writes a case that failed, and each where all are asked for.
func (s *testSummary) caseText(b *strings.Builder, c policytest.Case) {
	words := map[policytest.Outcome]string{policytest.Passed: "pass ", policytest.Failed: "FAIL ", policytest.Errored: "ERROR", policytest.Skipped: "skip "}
	if len(c.Problems) == 0 && !s.verbose {
		return
	}
	fmt.Fprintf(b, "%s %s\n", words[c.Outcome()], clean(c.Name))
	last := ""
	for _, p := range c.Problems {
		if place := problemPlace(c, p); place != "" && place != last {
			fmt.Fprintf(b, "  --> %s\n", clean(place))
			last = place
		}
		for line := range strings.Lines(p.Message) {
			fmt.Fprintf(b, "      %s\n", clean(strings.TrimSpace(line)))
		}
		for _, n := range p.Notes {
			fmt.Fprintf(b, "      | %s\n", clean(n))
		}
	}
}

// problemPlace is where a problem is, or else the test that has it.
func problemPlace(c policytest.Case, p policytest.Problem) string {
	file, line := p.File, p.Line
	if file == "" {
		file, line = c.File, c.Line
	}
	if line == 0 {
		return file
	}
	return fmt.Sprintf("%s:%d", file, line)
}

// graftsText writes the violating twins on which a rule does not fire.
func (s *testSummary) graftsText(b *strings.Builder) {
	n := 0
	for _, g := range s.Grafts {
		if g.Fires {
			n++
		}
		if !g.Fires || s.verbose {
			fires := map[bool]string{true: "fires", false: "does not fire"}[g.Fires]
			fmt.Fprintf(b, "twin  %s %s on %s of %s where %s\n", clean(g.Rule.Name), fires, clean(g.File), clean(g.Where), clean(g.What))
		}
	}
	if len(s.Grafts) > 0 {
		fmt.Fprintf(b, "rules fire on %d of %d violating twins of documents that pass\n", n, len(s.Grafts))
	}
}

// faultsText writes the faults that nothing notices.
func (s *testSummary) faultsText(b *strings.Builder) {
	if len(s.Faults) == 0 {
		return
	}
	n := 0
	for _, f := range s.Faults {
		switch {
		case f.Noticed == "":
			fmt.Fprintf(b, "fault %s:%d: no test notices it: %s\n", clean(f.File()), f.Line, clean(f.What))
			continue
		case s.verbose:
			fmt.Fprintf(b, "fault %s:%d: a test notices it (%s): %s\n", clean(f.File()), f.Line, f.Noticed, clean(f.What))
		}
		n++
	}
	fmt.Fprintf(b, "%d of %d faults in rules are noticed (%.1f %%)%s\n", n, len(s.Faults), s.noticed(), less(s.noticed(), s.minNoticed))
}

// less says that a percentage is less than was asked for.
func less(percentage, minimum float64) string {
	if percentage >= minimum {
		return ""
	}
	return fmt.Sprintf(", less than %g %%", minimum)
}

func (s *testSummary) coverageText(b *strings.Builder) {
	for _, c := range s.Coverage {
		fmt.Fprintf(b, "%5.1f %%  %s", percent(c.Covered, c.Lines), clean(c.File))
		if len(c.Missing) > 0 {
			fmt.Fprintf(b, ", no test uses %s", ranges(c.Missing))
		}
		b.WriteString("\n")
	}
	fmt.Fprintf(b, "%.1f %% of the lines of policies are used by tests%s\n", s.covered(), less(s.covered(), s.minCoverage))
}

// ranges writes sorted lines as in 3, 7-9.
func ranges(lines []int) string {
	var words []string
	for i := 0; i < len(lines); {
		j := i
		for j+1 < len(lines) && lines[j+1] == lines[j]+1 {
			j++
		}
		word := fmt.Sprint(lines[i])
		if j > i {
			word = fmt.Sprintf("%d-%d", lines[i], lines[j])
		}
		words, i = append(words, word), j+1
	}
	return strings.Join(words, ", ")
}
