package report_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/pacheck/pacheck/check"
	"github.com/pacheck/pacheck/check/report"
)

// gitlabSchema is what GitLab's own schema of code quality asks of each issue, and what its documentation
// adds to it: a name of the check, one of five severities, and a path that is relative.
const gitlabSchema = `{
	"type": "array",
	"items": {
		"type": "object",
		"required": ["description", "check_name", "fingerprint", "severity", "location"],
		"properties": {
			"description": {"type": "string", "minLength": 1},
			"check_name": {"type": "string", "minLength": 1},
			"fingerprint": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
			"severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
			"location": {
				"type": "object",
				"required": ["path", "lines"],
				"properties": {
					"path": {"type": "string", "pattern": "^[^/]"},
					"lines": {"type": "object", "required": ["begin"], "properties": {"begin": {"type": "integer", "minimum": 1}}}
				}
			}
		}
	}
}`

// GitLab keeps one issue of a fingerprint.
func TestGitLabIsValid(t *testing.T) {
	twice := rich()
	twice.Findings = append(twice.Findings, twice.Findings...)
	for name, r := range map[string]*check.Report{"rich": rich(), "empty": {}, "twice": twice, "hostile": hostileReport("\x1b]]>\n::error::")} {
		text := write(t, report.Formats["gitlab"], r)
		if err := validate(t, []byte(gitlabSchema), text); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		var issues []struct{ Fingerprint string }
		if err := json.Unmarshal([]byte(text), &issues); err != nil {
			t.Fatal(err)
		}
		var all []string
		for _, issue := range issues {
			all = append(all, issue.Fingerprint)
		}
		slices.Sort(all)
		if want := len(r.Findings) + len(r.Problems); len(slices.Compact(all)) != want {
			t.Errorf("%s: %d fingerprints for %d issues", name, len(slices.Compact(all)), want)
		}
	}
}

// What has the same fingerprint in both branches is not new, whatever its line is.
func TestGitLabFingerprintsHaveNoLines(t *testing.T) {
	before, after := rich(), rich()
	after.Findings[0].Location.Start.Line += 10
	lines := func(r *check.Report) []string {
		all := strings.Split(write(t, report.Formats["gitlab"], r), "\n")
		return slices.DeleteFunc(all, func(line string) bool { return !strings.Contains(line, "fingerprint") })
	}
	if !slices.Equal(lines(before), lines(after)) {
		t.Error("a fingerprint depends on the line")
	}
}
