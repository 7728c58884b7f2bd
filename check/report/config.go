package report

import (
	"encoding/json"
	"fmt"
	"strings"

	"github.com/pacheck/pacheck/check"
	"github.com/pacheck/pacheck/check/policy"
)

type jsonConfig struct {
	Digest   string           `json:"digest,omitempty" doc:"SHA-256 over all values of the configuration, the data that policies see and the baseline, in hex: the same where the same was asked for."`
	Files    []jsonConfigFile `json:"files" doc:"The files that were read, each after those that it extends."`
	Profile  string           `json:"profile" doc:"The name of the profile."`
	FailOn   string           `json:"fail_on" doc:"The lowest severity that fails, or never."`
	Enforced []jsonStated     `json:"enforced" doc:"What layers above cannot loosen: names of rules, profile, exclude or fail-on."`
	Excluded []jsonStated     `json:"excluded" doc:"The patterns of files that were left out."`
	Changes  []jsonChange     `json:"changes" doc:"What differs from the rules as they come."`
}

type jsonConfigFile struct {
	Path   string `json:"path" doc:"The path, relative to the root where it is below it, with slashes."`
	Digest string `json:"digest" doc:"SHA-256 of its bytes, in hex."`
}

type jsonStated struct {
	Value  string `json:"value" doc:"What is stated."`
	Reason string `json:"reason,omitempty" doc:"Why."`
	Origin string `json:"origin" doc:"The line of a file, the variable or the flag that states it."`
}

type jsonChange struct {
	Rule     string   `json:"rule" doc:"The name of the rule."`
	Key      string   `json:"key" doc:"on, severity, or params. and the name of a parameter."`
	From     string   `json:"from" doc:"What it was before, as JSON where it is no word."`
	To       string   `json:"to" doc:"What it is, as JSON where it is no word."`
	Paths    []string `json:"paths,omitempty" doc:"The globs of the files that it is about; absent where it is about all."`
	Loosened string   `json:"loosened,omitempty" enum:"off,lowered" doc:"How this makes the verdict milder; absent where it does not, or nobody can tell."`
	Origin   string   `json:"origin" doc:"The line of a file, the variable or the flag that states it."`
}

// jsonConfig is what the run was told, and what that changed.
func (c *cleaner) jsonConfig(x check.Context) jsonConfig {
	stated := func(s check.Stated) jsonStated {
		return jsonStated{Value: c.line(s.Value), Reason: c.line(s.Reason), Origin: c.line(s.Origin.String())}
	}
	return jsonConfig{
		Digest: x.Digest,
		Files: each(x.Config.Files(), func(l check.Layer) jsonConfigFile {
			return jsonConfigFile{Path: c.line(l.Name), Digest: l.Digest}
		}),
		Profile:  x.Config.Profile().Value,
		FailOn:   x.Config.FailOn().Value,
		Enforced: each(x.Config.Enforced(), stated),
		Excluded: each(x.Config.Exclude(), stated),
		Changes: each(x.Changes, func(change check.Change) jsonChange {
			return jsonChange{
				Rule: change.Rule.Name, Key: change.Key, From: c.line(word(change.From)), To: c.line(word(change.To)),
				Paths: change.Paths, Loosened: loosening(change), Origin: c.line(change.Origin.String()),
			}
		}),
	}
}

// word is a value of a setting on one line.
func word(v any) string {
	switch v := v.(type) {
	case policy.Severity:
		return v.String()
	case string:
		return v
	}
	text, err := json.Marshal(v)
	if err != nil {
		return fmt.Sprint(v)
	}
	return string(text)
}

// loosening is how a change makes the verdict milder, "" where it does not.
func loosening(change check.Change) string {
	switch {
	case !change.Loosens():
		return ""
	case change.Key == check.On:
		return "off"
	}
	return "lowered"
}

// maxLoosened is how many rules the text names that the configuration loosens.
const maxLoosened = 12

// loosenings says what the configuration made milder, since a verdict is worth what was asked for.
func loosenings(r *check.Report) []string {
	var parts []string
	for _, change := range r.Context.Changes {
		how := loosening(change)
		if how == "" {
			continue
		}
		if how == "lowered" {
			how = fmt.Sprintf("%s instead of %s", word(change.To), word(change.From))
		}
		part := change.Rule.Name + " is " + how
		if change.Paths != nil {
			part += " in " + strings.Join(change.Paths, " ")
		}
		parts = append(parts, part)
	}
	if more := len(parts) - maxLoosened; more > 0 {
		parts = append(parts[:maxLoosened], fmt.Sprintf("and %d more", more))
	}
	if n := len(r.Context.Config.Exclude()); n > 0 {
		parts = append(parts, count(n, "pattern")+" of files left out")
	}
	return parts
}

// loosened tells what the configuration made milder.
func (t *textWriter) loosened(r *check.Report) {
	if parts := loosenings(r); len(parts) > 0 {
		t.paragraph("configured: " + strings.Join(parts, ", ") + "; pacheck config says where")
	}
}
