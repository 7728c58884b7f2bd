package report

import (
	"github.com/fatih/color"

	"github.com/pacheck/pacheck/check/policy"
)

// palette is the colours of one writer. The package color decides for the whole process, by looking at
// standard output; each of these is told what its own writer can show.
type palette struct {
	severity             map[policy.Severity]*color.Color
	problem, bold, faint *color.Color
}

func newPalette(on bool) palette {
	style := func(attributes ...color.Attribute) *color.Color {
		c := color.New(attributes...)
		if on {
			c.EnableColor()
		} else {
			c.DisableColor()
		}
		return c
	}
	return palette{
		severity: map[policy.Severity]*color.Color{
			policy.Critical: style(color.FgHiRed, color.Bold),
			policy.High:     style(color.FgRed),
			policy.Medium:   style(color.FgYellow),
			policy.Low:      style(color.FgCyan),
			policy.Info:     style(color.FgBlue),
			policy.None:     style(),
		},
		problem: style(color.FgMagenta),
		bold:    style(color.Bold),
		faint:   style(color.Faint),
	}
}
