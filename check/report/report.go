// Package report turns a check.Report into bytes: for people, for programs, for code scanning and for
// test dashboards. It decides nothing. What the scanned files say was written by strangers, so it leaves
// through the sanitiser in sanitize.go and by no other way.
package report

import (
	"fmt"
	"io"

	"github.com/pacheck/pacheck/check"
)

// Format writes a report. It does not change the report, and may be called from several goroutines.
type Format func(io.Writer, *check.Report) error

// Formats holds every format by the name that the command line knows. Apart from the elapsed time in
// text, the bytes depend on nothing but the report.
var Formats = map[string]Format{
	"json":  writeJSON,
	"junit": writeJUnit,
	"sarif": SARIF(false),
	"text":  Text(TextOptions{}),
}

// project is where pacheck lives, and docs the page of each of its rules.
const (
	project = "https://github.com/pacheck/pacheck"
	docs    = project + "/blob/main/docs/rules/"
)

// builtIn is the name of the set of rules that has a page in the project's documentation.
const builtIn = "built-in"

// count is "1 file" or "2 files".
func count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
