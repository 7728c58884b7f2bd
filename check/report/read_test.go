package report_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/pacheck/pacheck/check"
	"github.com/pacheck/pacheck/check/policy"
	"github.com/pacheck/pacheck/check/report"
)

// saved is a report that was written as JSON and read again.
func saved(t rapid.TB, r *check.Report) *check.Report {
	t.Helper()
	var b bytes.Buffer
	if err := report.Formats["json"](&b, r); err != nil {
		t.Fatal(err)
	}
	again, err := report.Read(b.Bytes(), []*policy.Rule{shellRule, secretRule})
	if err != nil {
		t.Fatal(err)
	}
	return again
}

// A saved report reads in every format as it did when it was new, but for the elapsed time.
func TestSavedReportsReadTheSame(t *testing.T) {
	fresh := rich()
	fresh.Stats.Elapsed = 0
	for name, r := range map[string]*check.Report{"rich": fresh, "empty": {}} {
		for format, writer := range formats() {
			t.Run(name+"/"+format, func(t *testing.T) {
				if diff := cmp.Diff(write(t, writer, r), write(t, writer, saved(t, r))); diff != "" {
					t.Error(diff)
				}
			})
		}
	}
}

// So does one in which all text is a stranger's, at any width of the terminal.
func TestSavedReportsOfAnyText(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		piece := rapid.OneOf(rapid.String(), rapid.SampledFrom([]string{"##vso[", "\n", "\t", "\x1b[", "]]>", "文", token, strings.Repeat("a\u202e", 300), strings.Repeat("\tx", 300)}))
		text := strings.ToValidUTF8(strings.Join(rapid.SliceOfN(piece, 1, 5).Draw(rt, "text"), ""), "")
		r := hostileReport(text)
		r.Rules = []*policy.Rule{shellRule}
		line := strings.NewReplacer("\n", "", "\r", "").Replace(text)
		r.Findings[0].Lines = []check.Line{{Number: 1, Text: line}}
		from := rapid.IntRange(1, len(line)+2).Draw(rt, "from")
		r.Findings[0].Location = place("f", 1, from, rapid.IntRange(from, len(line)+9).Draw(rt, "to"))
		again := saved(rt, r)
		width := rapid.IntRange(40, 500).Draw(rt, "width")
		for name, format := range formats() {
			if strings.HasPrefix(name, "text") {
				format = report.Text(report.TextOptions{Width: width, Suppressed: true})
			}
			var want, got strings.Builder
			if err := format(&want, r); err != nil {
				rt.Fatal(err)
			}
			if err := format(&got, again); err != nil {
				rt.Fatal(err)
			}
			if diff := cmp.Diff(want.String(), got.String()); diff != "" {
				rt.Fatalf("%s:\n%s", name, diff)
			}
		}
	})
}

// A result from a stranger is refused or read, and what is read harms nobody in any format, reads the same
// again, and merges with others.
func FuzzRead(f *testing.F) {
	var b bytes.Buffer
	for _, r := range []*check.Report{rich(), hostileReport("a\x1b[31m\u202e##vso[x]\n::error::"), {}} {
		b.Reset()
		if err := report.Formats["json"](&b, r); err != nil {
			f.Fatal(err)
		}
		f.Add(b.Bytes())
	}
	f.Add([]byte(`{"version": "2"}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		r, err := report.Read(data, nil)
		if err != nil {
			return
		}
		for name, format := range formats() {
			out := write(t, format, r)
			if err := harm(name, out); err != nil {
				t.Errorf("%s: %v", name, err)
			}
			if diff := cmp.Diff(out, write(t, format, saved(t, r))); diff != "" {
				t.Errorf("%s reads otherwise again:\n%s", name, diff)
			}
			write(t, format, check.Merge([]*check.Report{r, rich()}))
		}
	})
}

func TestReadRefuses(t *testing.T) {
	valid := write(t, report.Formats["json"], rich())
	tests := []struct{ name, text, want string }{
		{"nothing", "", "no JSON report"},
		{"something else", "[]", "no JSON report"},
		{"another version", strings.Replace(valid, `"version": "1"`, `"version": "2"`, 1), `of version "2"`},
		{"an unknown member", strings.Replace(valid, `"version": "1"`, `"version": "1", "extra": 1`, 1), "extra"},
		{"an unknown severity", strings.Replace(valid, `"severity": "high"`, `"severity": "dire"`, 1), "at '/findings/0/severity'"},
		{"a negative line", strings.Replace(valid, `"line": 7`, `"line": -7`, 1), "at '/findings/0/location/start/line'"},
		{"a number that is too large", strings.Replace(valid, `"line": 7`, `"line": 7e99`, 1), "no JSON report"},
		{"a time that is none", strings.Replace(valid, `"now": "2026-11-22T10:00:00Z"`, `"now": "soon"`, 1), `"soon" is no time`},
		{"more after it", valid + "{}", "no JSON report"},
		{"two rules of one name", strings.Replace(valid, `"name": "server-secret-literal"`, `"name": "bidi-control-character"`, 1), "two rules are called"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if _, err := report.Read([]byte(tt.text), nil); err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("the error is %v, want %s", err, tt.want)
			}
		})
	}
}
