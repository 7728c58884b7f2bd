package report

import (
	"fmt"

	"github.com/pacheck/pacheck/check"
	"github.com/pacheck/pacheck/check/policy"
)

// How many findings of one rule are shown, since nobody reads thousands of them: the text says how many
// more there are. The formats for machines have them all.
const (
	maxOnLine = 10
	maxInFile = 500
)

// omitted is how many more findings of its rule a finding stands for.
type omitted struct{ onLine, inFile int }

// ruleInFile is where the findings of a rule in a file are counted.
type ruleInFile struct {
	rule *policy.Rule
	file string
}

// shownInFile is what is shown of a rule in a file.
type shownInFile struct {
	line, onLine, inFile int
	last                 int // the last finding that is shown
}

// omit chooses the findings that are shown, and says for each of them how many it stands for. The findings
// are in the order of reports.
func omit(findings []check.Finding, least policy.Severity) map[int]*omitted {
	chosen := map[int]*omitted{}
	counts := map[ruleInFile]*shownInFile{}
	for i := range findings {
		f := &findings[i]
		if f.Severity < least {
			continue
		}
		key := ruleInFile{f.Rule, f.Location.File}
		n := counts[key]
		if n == nil {
			n = &shownInFile{}
			counts[key] = n
		}
		if line := f.Location.Start.Line; line != n.line || n.inFile == 0 {
			n.line, n.onLine = line, 0
		}
		switch {
		case n.onLine >= maxOnLine:
			chosen[n.last].onLine++
		case n.inFile >= maxInFile:
			chosen[n.last].inFile++
		default:
			n.onLine, n.inFile, n.last = n.onLine+1, n.inFile+1, i
			chosen[i] = &omitted{}
		}
	}
	return chosen
}

// omitted tells how many more findings of a rule there are.
func (t *textWriter) omitted(gutter string, rule *policy.Rule, more *omitted) string {
	for _, n := range []struct {
		count int
		where string
	}{{more.onLine, "on this line"}, {more.inFile, "on later lines of this file"}} {
		if n.count > 0 {
			t.note(gutter, "and ", fmt.Sprintf("%d more of %s %s", n.count, visible(rule.Name), n.where))
			gutter = ""
		}
	}
	return gutter
}
