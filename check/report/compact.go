package report

import (
	"bytes"
	"fmt"
	"io"

	"github.com/pacheck/pacheck/check"
	"github.com/pacheck/pacheck/loaders/source"
)

// writeCompact is the format for editors and grep: one line for each finding, and for each problem.
func writeCompact(w io.Writer, r *check.Report) error {
	c := newCleaner(r.Secrets)
	var b bytes.Buffer
	for i := range r.Findings {
		f := &r.Findings[i]
		fmt.Fprintf(&b, "%s: %s: %s [%s]\n", c.where(f.Location), f.Severity, c.line(f.Message), visible(f.Rule.Name))
	}
	for _, p := range r.Problems {
		place := ""
		if p.Location.File != "" {
			place = c.where(p.Location) + ": "
		}
		fmt.Fprintf(&b, "%sproblem: %s\n", place, c.line(problemText(p)))
	}
	_, err := b.WriteTo(w)
	return err
}

// where is "path:line:column", or the path alone where the whole file is meant.
func (c *cleaner) where(at source.Location) string {
	file := c.file(at.File)
	if at.Start.Line == 0 {
		return file
	}
	return fmt.Sprintf("%s:%d:%d", file, at.Start.Line, at.Start.Column)
}
