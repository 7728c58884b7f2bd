package report

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	_ "embed" // for the parts of the page
	"encoding/base64"
	"fmt"
	"html/template"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/pacheck/pacheck/check"
	"github.com/pacheck/pacheck/check/policy"
)

const (
	maxCards      = 5000 // findings on a page, which a browser shows without effort
	maxTableRows  = 2000 // of each table of what was checked
	maxDrawnNodes = 120
	openCards     = 12  // so many findings are shown unfolded
	sourceWidth   = 240 // columns of a source line
	longestTitle  = 80  // code points of the name of the repository
	longestName   = 23  // code points of a name in a node
	longestDetail = 22  // code points of what stands below it, after the kind
)

// The parts of the page. Style and script stand in it as they are: its policy of security names their digests,
// so that the browser runs nothing else and loads nothing at all.
var (
	//go:embed page/page.tmpl
	pageSource string
	//go:embed page/style.css
	style string
	//go:embed page/script.js
	script string

	pageTemplate = template.Must(template.New("page").Parse(pageSource))
)

// htmlPage is what the template shows. All its texts are clean; the template makes them HTML.
type htmlPage struct {
	Security, Root, Maker, Verdict, Class, Why, Nothing, Left, Configured, MoreProblems string

	Style      template.CSS
	Script     template.JS
	Tiles      []htmlCount
	Facts      []htmlFact
	Problems   []htmlPlace
	Graph      *htmlGraph
	Findings   []htmlFinding
	Open       bool
	RuleNames  []htmlRule
	Packs      []htmlPack
	Suppressed []htmlSuppressed
	Tables     []htmlTable
}

type (
	htmlCount struct {
		Severity string
		Count    int
	}
	htmlFact  struct{ Name, Text string }
	htmlPlace struct{ At, Text string }
	htmlRule  struct {
		Name  string
		Count int
	}
)

// writeHTML is the format for people without a terminal: one file that needs no other one.
func writeHTML(w io.Writer, r *check.Report) error {
	p := &htmlWriter{clean: newCleaner(r.Secrets), report: r, drawing: draw(r, maxDrawnNodes)}
	var b bytes.Buffer
	if err := pageTemplate.Execute(&b, p.page()); err != nil {
		return fmt.Errorf("filling the page: %w", err)
	}
	_, err := b.WriteTo(w)
	return err
}

// htmlWriter makes the parts of one page.
type htmlWriter struct {
	clean   *cleaner
	report  *check.Report
	drawing *drawing // nil where there is nothing to draw
}

func (p *htmlWriter) page() *htmlPage {
	r := p.report
	out := &htmlPage{
		Security: "default-src 'none'; img-src data:; base-uri 'none'; form-action 'none'; style-src " + digest(style) + "; script-src " + digest(script),
		Style:    template.CSS(style), Script: template.JS(script), //nolint:gosec // both are ours
		Root: cmp.Or(shortened(p.clean.line(r.Context.Root), longestTitle), "repository"), Maker: strings.TrimSpace("pacheck " + r.Context.Version),
		Verdict: headline(r), Class: r.Verdict, Why: verdict(r, policy.None), Nothing: "Nothing violates a rule in " + Scanned(r) + ".",
		Configured: p.clean.line(strings.Join(loosenings(r), ", ")), Open: len(r.Findings) <= openCards,
		Facts: p.facts(), Graph: p.graph(), Packs: each(r.Evidence, p.pack), Suppressed: each(r.Suppressed, p.suppressed), Tables: p.tables(),
	}
	if len(r.Files) == 0 { // which must not look green
		out.Nothing = capital(Scanned(r)) + "."
		if r.Verdict == check.VerdictPassed {
			out.Class = ""
		}
	}
	counts := bySeverity(r.Findings)
	for s := policy.Critical; s >= policy.Info; s-- {
		out.Tiles = append(out.Tiles, htmlCount{s.String(), counts[s]})
	}
	for _, problem := range r.Problems[:min(len(r.Problems), maxTableRows)] {
		out.Problems = append(out.Problems, htmlPlace{p.clean.where(problem.Location), p.clean.line(problemText(problem))})
	}
	if more := len(r.Problems) - maxTableRows; more > 0 {
		out.MoreProblems = fmt.Sprintf("and %d more", more)
	}
	out.Findings, out.Left = p.findings()
	out.RuleNames = ruleCounts(r.Findings)
	return out
}

// digest is how a policy of security names a script or a style.
func digest(text string) string {
	sum := sha256.Sum256([]byte(text))
	return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
}

// facts say what the verdict is about.
func (p *htmlWriter) facts() []htmlFact {
	r := p.report
	list := []htmlFact{{"Checked", Scanned(r)}, {"Rules", count(len(r.Rules), "rule") + " evaluated"}}
	if r.Verdict != "" {
		list = append(list, htmlFact{"Threshold", r.Context.Config.FailOn().Value + ", profile " + p.clean.line(r.Context.Config.Profile().Value)})
	}
	if !r.Context.Now.IsZero() {
		list = append(list, htmlFact{"Evaluated at", r.Context.Now.Format(time.RFC1123)})
	}
	return append(list, p.origin()...)
}

// ruleCounts are the rules that found something, by name.
func ruleCounts(findings []check.Finding) []htmlRule {
	counts := map[string]int{}
	for i := range findings {
		counts[findings[i].Rule.Name]++
	}
	var list []htmlRule
	for name, n := range counts {
		list = append(list, htmlRule{name, n})
	}
	slices.SortFunc(list, func(a, b htmlRule) int { return strings.Compare(a.Name, b.Name) })
	return list
}
