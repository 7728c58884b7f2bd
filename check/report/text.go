package report

import (
	"bytes"
	"io"
	"strconv"
	"strings"

	"github.com/fatih/color"

	"github.com/pacheck/pacheck/check"
	"github.com/pacheck/pacheck/check/policy"
	"github.com/pacheck/pacheck/loaders/source"
)

// TextOptions is what the text format must be told of the terminal. The zero value writes plain text.
type TextOptions struct {
	Color       bool            // colours, which never say what the words do not
	Links       bool            // names of built-in rules are links to their pages
	Width       int             // columns of the terminal; 0 means 100
	MinSeverity policy.Severity // findings below it are counted, but not shown
	Suppressed  bool            // suppressed findings are shown as well
}

// minWidth is the least number of columns that the layout needs.
const minWidth = 40

// Text is the format for people. It is the only one that tells the elapsed time.
func Text(opts TextOptions) Format {
	if opts.Width == 0 {
		opts.Width = 100
	}
	opts.Width = min(max(opts.Width, minWidth), maxWidth)
	return func(w io.Writer, r *check.Report) error {
		t := &textWriter{
			clean: newCleaner(r.Secrets),
			opts:  opts,
			paint: newPalette(opts.Color),
			told:  map[*policy.Rule]bool{},
		}
		chosen := omit(r.Findings, opts.MinSeverity)
		for i := range r.Findings {
			if more := chosen[i]; more != nil {
				t.finding(&r.Findings[i], more)
			}
		}
		if opts.Suppressed {
			t.suppressed(r.Suppressed)
		}
		for _, p := range r.Problems {
			t.problem(p)
		}
		for _, e := range r.Evidence {
			t.evidence(e)
		}
		t.loosened(r)
		t.audit(r)
		t.print(summary(r, opts.MinSeverity), "\n")
		_, err := t.out.WriteTo(w)
		return err
	}
}

// textWriter writes the blocks of one report.
type textWriter struct {
	out   bytes.Buffer
	clean *cleaner
	opts  TextOptions
	paint palette
	told  map[*policy.Rule]bool // rules whose remedy the reader has seen
}

func (t *textWriter) print(parts ...string) {
	for _, s := range parts {
		t.out.WriteString(s)
	}
}

// finding writes one block: what, where, the source, and what to do about it.
func (t *textWriter) finding(f *check.Finding, more *omitted) {
	t.title(f.Severity.String(), t.paint.severity[f.Severity], f.Message, f.Rule)
	t.place(f.Location, f.Path)
	gutter := t.source(f)
	for _, r := range f.Related {
		what := t.clean.line(r.Message)
		if what == "" {
			what = t.clean.line(r.Path)
		}
		t.note(gutter, "also", t.clean.where(r.Location), what)
		gutter = ""
	}
	gutter = t.omitted(gutter, f.Rule, more)
	if !t.told[f.Rule] {
		t.told[f.Rule] = true
		if fix := strings.Join(strings.Fields(f.Rule.Remediation), " "); fix != "" {
			t.note(gutter, "fix ", visible(fix))
			gutter = ""
		}
		t.note(gutter, "more", "pacheck explain "+visible(f.Rule.Name))
	}
	t.print("\n")
}

// title writes the first line of a block, with the name of the rule at the right edge.
func (t *textWriter) title(word string, paint *color.Color, message string, rule *policy.Rule) {
	message = t.clean.line(message)
	t.print(paint.Sprint(word), "  ", t.paint.bold.Sprint(message))
	if rule != nil {
		name := visible(rule.Name)
		used := len(word) + 2 + columns(message)
		gap := max(2, t.opts.Width-used-columns(name))
		t.print(strings.Repeat(" ", gap), t.link(rule, t.paint.faint.Sprint(name)))
	}
	t.print("\n")
}

// link makes text lead to the page of a rule, where the terminal can and the page exists.
func (t *textWriter) link(rule *policy.Rule, text string) string {
	if !t.opts.Links || rule.Set != builtIn {
		return text
	}
	const start, end = "\x1b]8;;", "\x1b\\"
	return start + page(rule) + end + text + start + end
}

// place writes the physical place and the logical one beside it.
func (t *textWriter) place(at source.Location, path string) {
	if at.File == "" {
		return
	}
	t.print("  ", t.paint.faint.Sprint("-->"), " ", t.clean.where(at))
	if path = t.clean.line(path); path != "" {
		t.print("   ", path)
	}
	t.print("\n")
}

// note writes a line below the source, and before it the line that ends the gutter, if that is still to
// be written.
func (t *textWriter) note(gutter, word string, parts ...string) {
	t.print(gutter, "  ", t.paint.faint.Sprint(word))
	for _, p := range parts {
		if p != "" {
			t.print("  ", p)
		}
	}
	t.print("\n")
}

// source writes the lines around the place, with carets below what is marked, and returns the line that
// ends the gutter. Where there are no lines, it returns nothing.
func (t *textWriter) source(f *check.Finding) string {
	if len(f.Lines) == 0 {
		return ""
	}
	digits := len(strconv.Itoa(f.Lines[len(f.Lines)-1].Number))
	bar := t.paint.faint.Sprint(strings.Repeat(" ", digits+2) + " |")
	t.print(bar, "\n")
	for _, line := range f.Lines {
		number := strconv.Itoa(line.Number)
		t.print(t.paint.faint.Sprint("  " + strings.Repeat(" ", max(0, digits-len(number))) + number + " |"))
		from, to := marks(f.Location, line)
		x := t.clean.excerpt(line.Text, from, to, t.opts.Width-digits-5)
		if text := strings.TrimRight(x.text(), " "); text != "" {
			t.print(" ", text)
		}
		t.print("\n")
		if line.Number == f.Location.Start.Line {
			t.carets(bar, x, f)
		}
	}
	return bar + "\n"
}

// marked is the code points of a line, from 0, that a place covers: of its first line only.
func marked(at source.Location, line int) (from, to int) {
	switch {
	case line != at.Start.Line:
		return 0, 0
	case at.End.Line != at.Start.Line:
		return at.Start.Column - 1, int(^uint(0) >> 1)
	}
	return at.Start.Column - 1, at.End.Column - 1
}

// carets writes the line below a marked one.
func (t *textWriter) carets(bar string, x excerpt, f *check.Finding) {
	paint := t.paint.severity[f.Severity]
	under := strings.Repeat("^", x.to-x.from)
	t.print(bar, " ", strings.Repeat(" ", x.from), paint.Sprint(under))
	if label := t.clean.line(f.Label); label != "" {
		t.print(" ", paint.Sprint(label))
	}
	t.print("\n")
}

// problem writes why the verdict is incomplete.
func (t *textWriter) problem(p check.Problem) {
	t.title("problem", t.paint.problem, problemText(p), nil)
	t.place(p.Location, "")
	t.print("\n")
}

// problemText is what went wrong, as one sentence.
func problemText(p check.Problem) string {
	if p.Rule != "" {
		return "rule " + p.Rule + " could not be evaluated: " + p.Message
	}
	return "could not be read: " + p.Message
}
