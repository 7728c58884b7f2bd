// Package report turns a check.Report into bytes: for people, for programs, for code scanning and for
// test dashboards. It decides nothing. What the scanned files say was written by strangers, so it leaves
// through the sanitiser in sanitize.go and by no other way.
package report

import (
	"fmt"
	"io"
	"slices"

	"github.com/pacheck/pacheck/check"
)

// Format writes a report. It does not change the report, and may be called from several goroutines.
type Format func(io.Writer, *check.Report) error

// Formats holds every format by the name that the command line knows. Apart from the elapsed time in
// text, the bytes depend on nothing but the report.
var Formats = map[string]Format{
	"attest":   writeAttestation,
	"compact":  writeCompact,
	"github":   writeGitHub,
	"gitlab":   writeGitLab,
	"html":     writeHTML,
	"json":     writeJSON,
	"junit":    writeJUnit,
	"markdown": writeMarkdown,
	"sarif":    SARIF(false),
	"text":     Text(TextOptions{}),
}

// purposes says in a few words for whom each format is.
var purposes = map[string]string{
	"attest":   "an in-toto statement to sign",
	"compact":  "one line a finding, for editors and grep",
	"github":   "annotations on a pull request at GitHub",
	"gitlab":   "code quality of a merge request at GitLab",
	"html":     "for people without a terminal: one page that needs nothing else",
	"json":     "for programs, with a published schema",
	"junit":    "test dashboards: Jenkins, GitLab, Azure",
	"markdown": "the summary of a job, with a graph that GitHub and GitLab draw",
	"sarif":    "code scanning at GitHub, and viewers of SARIF",
	"text":     "for people at a terminal",
}

// Purpose says in a few words for whom the format of that name is.
func Purpose(name string) string { return purposes[name] }

// Draws says whether the format of that name shows the graph, for which files are linked although no rule
// asks for that. JSON has the graph where they are linked anyway.
func Draws(name string) bool { return slices.Contains([]string{"html", "markdown"}, name) }

// Records says whether the format of that name tells in full what a report was made of: the revision, and
// who changed the policies last, which takes some calls of git to find out.
func Records(name string) bool {
	return !slices.Contains([]string{"compact", "github", "gitlab", "text"}, name)
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
