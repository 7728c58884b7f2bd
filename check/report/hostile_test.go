package report_test

import (
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"maps"
	"regexp"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"pgregory.net/rapid"

	"github.com/pacheck/pacheck/check"
	"github.com/pacheck/pacheck/check/policy"
	"github.com/pacheck/pacheck/check/report"
	"github.com/pacheck/pacheck/loaders"
)

// hostileReport has s wherever scanned text can be.
func hostileReport(s string) *check.Report {
	at := place(s, 1, 2, 4)
	return &check.Report{
		Findings: []check.Finding{{
			Rule: shellRule, Severity: policy.High, Message: s, Location: at, Path: s, Entity: s, Label: s,
			Lines: []check.Line{{Number: 1, Text: s}, {Number: 2, Text: s}}, Related: []check.Related{{Location: at, Path: s, Message: s}, {Location: at, Path: s}},
		}},
		Suppressed: []check.Finding{{
			Rule: shellRule, Severity: policy.High, Message: s, Location: at, Path: s,
			Suppression: &check.Suppression{Kind: check.WaiverKind, ID: s, Category: s, Reason: s, Owner: s, Approver: s, Ticket: s, Until: s, Location: at},
		}},
		Files:    []*loaders.File{{Path: s, Problem: s}, {Path: "x" + s}},
		Problems: []check.Problem{{Kind: "file", Location: at, Message: s}, {Kind: "policy", Rule: "r", Message: s}},
		Context: check.Context{
			Root: s, Version: "v1", Policies: []policy.Set{{Name: s}}, Commits: map[string]check.Commit{s: {Author: loaders.Author{Name: s, Email: s}, Subject: s}},
			Run: &loaders.Context{Repository: s, Revision: s, Branch: s, Actor: s, Run: s, Changed: []string{s}, Labels: map[string]string{s: s}},
		},
		Graph: &check.Graph{
			Nodes: []check.Node{{ID: s, Kind: "agent", Name: s, File: s, Parts: []string{s}}, {ID: "b", Kind: "tool", Name: s}},
			Edges: []check.Edge{{From: s, To: "b", Rel: "uses_tool"}},
		},
		Evidence: []check.Evidence{{
			Pack:         &policy.Pack{Name: s, Title: s, Version: s, Note: s},
			Requirements: []check.RequirementEvidence{{Requirement: policy.Requirement{ID: s, Title: s}, Status: check.Failed, Rules: []string{"r"}, Failed: []string{"r"}}},
		}},
	}
}

// formats is every way in which a report is written.
func formats() map[string]report.Format {
	all := map[string]report.Format{"wide": report.Text(report.TextOptions{Width: 5000, Suppressed: true}), "suppressed": report.SARIF(true)}
	maps.Copy(all, report.Formats)
	return all
}

var hostile = map[string]string{
	"command at once":  "::error::x",
	"command after":    "\u00a0 \u3000::error::x",
	"workflow command": "a\n::error file=x::forged\r\n::set-output name=a::b",
	"pipeline command": "##vso[task.setvariable variable=a]b ##[error]x ##TeamCity[y] ###vso[z]",
	"terminal":         "\x1b[31mred\x1b[0m\x1b]8;;http://evil.example\x07click\x1b]8;;\x07 \u009b2J",
	"bidi":             "a\u202eb\u2066c\u2069",
	"zero width":       "a\u200bb\ufeffc\u00add\u2060e",
	"tags":             "a\U000e0041\U000e0042\U000e007f",
	"variation":        "a\ufe00b\U000e0100",
	"separators":       "a\u2028b\u2029c\vd\fe\u0085f",
	"end of CDATA":     "a]]>b<!--c--><![CDATA[d",
	"end of script":    "</script><script>alert(1)</script>&amp;\"'",
	"Markdown":         "|a|`b`|\n# c\n[d](javascript:e)",
	"not UTF-8":        "a\xff\xfe\xc3(\xed\xa0\x80",
	"NUL":              "a\x00b",
	"not in XML":       "a\x01\ufffe\uffff\x7f",
	"placeholders":     "{0} %s %[1]d ${x} {{y}}",
	"one long line":    strings.Repeat("a\u202e", 5_000),
}

func TestHostileText(t *testing.T) {
	for text, s := range hostile {
		for name, format := range formats() {
			t.Run(name+"/"+text, func(t *testing.T) {
				if err := harm(name, write(t, format, hostileReport(s))); err != nil {
					t.Error(err)
				}
			})
		}
	}
}

// annotation is a workflow command as GitHub reads it, and as it is meant here.
var annotation = regexp.MustCompile(`^::(error|warning|notice) (file=[^:,\r\n]+,(line=\d+,endLine=\d+,(col=\d+,endColumn=\d+,)?)?)?title=[^:,\r\n]+::[^\r\n]+\n$`)

// compactLine is a line of the compact format, as an editor reads it.
var compactLine = regexp.MustCompile(`^(.*:\d+:\d+: (critical|high|medium|low|info|none): .* \[[a-z-]+\]|(.+: )?problem: .+)\n$`)

// harm says how out could make somebody else's program do something.
func harm(format, out string) error {
	for _, r := range out {
		if r != '\n' && (unicode.IsControl(r) || unicode.In(r, unicode.Cf, unicode.Zl, unicode.Zp, unicode.Noncharacter_Code_Point)) {
			return fmt.Errorf("has %U", r)
		}
	}
	for line := range strings.Lines(out) {
		if strings.HasPrefix(strings.TrimSpace(line), "::") && !(format == "github" && annotation.MatchString(line)) {
			return fmt.Errorf("has the workflow command %q", line)
		}
	}
	for _, command := range []string{"##vso[", "##[", "##teamcity["} {
		if strings.Contains(strings.ToLower(out), command) {
			return fmt.Errorf("has the command %s", command)
		}
	}
	switch format {
	case "json", "sarif", "attest", "suppressed", "gitlab":
		if !json.Valid([]byte(out)) || strings.Contains(out, "</script>") {
			return errors.New("is not JSON that can be embedded")
		}
	case "junit":
		return wellFormed(out)
	case "markdown":
		return markdownHarm(out)
	case "html":
		return htmlHarm(out)
	case "compact":
		for line := range strings.Lines(out) {
			if !compactLine.MatchString(line) {
				return fmt.Errorf("has the line %q", line)
			}
		}
	}
	if !utf8.ValidString(out) {
		return errors.New("is not UTF-8")
	}
	return nil
}

// wellFormed is what is wrong with an XML text.
func wellFormed(text string) error {
	d := xml.NewDecoder(strings.NewReader(text))
	for {
		if _, err := d.Token(); errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return err
		}
	}
}

func TestHostileReportsAnyText(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.OneOf(rapid.String(), rapid.SampledFrom([]string{"##vso[", "::x::", "\n", "\x1b[", "]]>"}))
		r := hostileReport(strings.Join(rapid.SliceOfN(s, 1, 5).Draw(t, "text"), ""))
		for name, format := range formats() {
			var b strings.Builder
			if err := format(&b, r); err != nil {
				t.Fatal(err)
			}
			if err := harm(name, b.String()); err != nil {
				t.Fatalf("%s: %v", name, err)
			}
		}
	})
}

// No format ever tells a secret: neither one that the loaders saw, nor one in the format of a provider.
func TestSecretsStayInside(t *testing.T) {
	const alphabet = "qxzjkvwyQXZJKVWY0123456789/+=\"\\<&é"
	rapid.Check(t, func(t *rapid.T) {
		secret := rapid.StringOfN(rapid.SampledFrom([]rune(alphabet)), 8, 60, -1).Draw(t, "secret")
		lines := rapid.SampledFrom([]string{"", "\n" + secret + "Second"}).Draw(t, "more lines")
		around := rapid.StringOfN(rapid.SampledFrom([]rune("ab c\t{}:,")), 0, 30, -1)
		quoted, _ := json.Marshal(secret)
		escaped := string(quoted[1 : len(quoted)-1])
		text := around.Draw(t, "before") + " " + secret + lines + " " + escaped + " " + around.Draw(t, "between") + " " + token + " " + around.Draw(t, "after")
		r := hostileReport(text)
		r.Secrets = []string{secret + lines}
		from := rapid.IntRange(1, len(text)+3).Draw(t, "from")
		r.Findings[0].Location = place(text, 1, from, rapid.IntRange(from, len(text)+9).Draw(t, "to"))
		for name, format := range formats() {
			var b strings.Builder
			if err := format(&b, r); err != nil {
				t.Fatal(err)
			}
			for _, s := range []string{secret, token, escaped} {
				if strings.Contains(b.String(), s) {
					t.Fatalf("%s tells %q", name, s)
				}
			}
		}
	})
}

// A text of a megabyte is not worth a report of a megabyte, nor does the mark get out of sight.
func TestLongTextsAreCut(t *testing.T) {
	long := strings.Repeat("x", 500_000) + "MARK" + strings.Repeat("y", 500_000)
	f := check.Finding{
		Rule: quietRule, Message: long, Label: long, Path: long,
		Location: place("f", 1, 500_001, 500_005), Lines: []check.Line{{Number: 1, Text: long}},
	}
	for name, format := range report.Formats {
		out := write(t, format, &check.Report{Findings: []check.Finding{f}})
		if more := len(out) - len(write(t, format, &check.Report{})); more > 10_000 {
			t.Errorf("%s: %d bytes more than without findings", name, more)
		}
		if name == "text" && !strings.Contains(out, "xMARKy") {
			t.Errorf("the mark is not in %s", out)
		}
	}
}
