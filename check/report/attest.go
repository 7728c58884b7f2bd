package report

import (
	"cmp"
	"encoding/json"
	"io"
	"reflect"

	"github.com/pacheck/pacheck/check"
	"github.com/pacheck/pacheck/check/policy"
)

const (
	// statementType is the version of the in-toto specification.
	statementType = "https://in-toto.io/Statement/v1"

	// predicateType is the page that describes the predicate, and its version.
	predicateType = project + "/blob/main/docs/attestation.md#v1"
)

// statement is an in-toto statement, which says something of what its digests name. Its `doc` tags are the
// published schema.
type statement struct {
	Type          string    `json:"_type" enum:"https://in-toto.io/Statement/v1" doc:"The version of the in-toto specification."`
	Subject       []subject `json:"subject" doc:"What was checked: the commit, where nothing in it was changed, and the agent files."`
	PredicateType string    `json:"predicateType" enum:"https://github.com/pacheck/pacheck/blob/main/docs/attestation.md#v1" doc:"The kind and the version of the predicate."`
	Predicate     predicate `json:"predicate" doc:"What the check came to."`
}

type subject struct {
	Name   string            `json:"name" doc:"The repository of a commit, the path of a file, or, where there is neither, a set of policies."`
	Digest map[string]string `json:"digest" doc:"gitCommit of a commit, sha256 of a file, in hex."`
}

type predicate struct {
	Tool         tool                `json:"tool" doc:"What checked."`
	Verdict      string              `json:"verdict" enum:"passed,failed,incomplete" doc:"What the check came to under the threshold of the configuration."`
	Context      jsonContext         `json:"context" doc:"On what, when, with which policies and which configuration, as in the JSON report."`
	Merged       []jsonContext       `json:"merged,omitempty" doc:"The contexts of the reports that this one was merged from."`
	Rules        map[string]string   `json:"rules" doc:"SHA-256 of the source of each rule that was evaluated, in hex, by its name."`
	Stats        jsonStats           `json:"stats" doc:"What was looked at, and how many findings there are, by severity."`
	Suppressions []suppressedFinding `json:"suppressions" doc:"The findings that do not count, each with by whom, why and until when."`
	Problems     []jsonProblem       `json:"problems" doc:"What could not be checked; empty where the verdict is complete."`
}

type tool struct {
	Name    string `json:"name" enum:"pacheck" doc:"Its name."`
	Version string `json:"version" doc:"Its version."`
}

// AttestationSchema is the JSON Schema of the attest format.
func AttestationSchema() []byte {
	schema := schemaOf(reflect.TypeFor[statement]())
	schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
	schema["$id"] = "https://raw.githubusercontent.com/pacheck/pacheck/main/docs/schemas/attestation.schema.json"
	schema["title"] = "The in-toto statement of pacheck"
	text, err := json.MarshalIndent(schema, "", "  ")
	if err != nil {
		panic(err) // maps, slices and strings always marshal
	}
	return append(text, '\n')
}

// writeAttestation is the format for signing: an in-toto statement.
func writeAttestation(w io.Writer, r *check.Report) error {
	c := newCleaner(r.Secrets)
	rules := map[string]string{}
	for _, rule := range r.Rules {
		rules[rule.Name] = rule.Digest
	}
	return encode(w, statement{
		Type: statementType, Subject: c.subjects(r), PredicateType: predicateType,
		Predicate: predicate{
			Tool: tool{Name: "pacheck", Version: r.Context.Version}, Verdict: r.Judge(), Context: c.jsonContext(r.Context),
			Merged: each(r.Merged, c.jsonContext), Rules: rules, Stats: statsJSON(r),
			Suppressions: each(r.Suppressed, c.suppressedFinding), Problems: each(r.Problems, c.jsonProblem),
		},
	}, "  ")
}

// subjects are what a statement is about. A commit is none of it where files were changed, or nobody knows
// whether they were: then not the commit was checked. There is always one, since in-toto asks for it.
func (c *cleaner) subjects(r *check.Report) []subject {
	all := []subject{}
	for _, x := range contextsOf(r) {
		if run := x.Run; run != nil && run.Revision != "" && run.Dirty != nil && !*run.Dirty {
			all = append(all, subject{c.line(cmp.Or(run.Repository, x.Root, "repository")), map[string]string{"gitCommit": c.line(run.Revision)}})
		}
	}
	for _, f := range r.Files {
		if f.SHA256 != "" {
			all = append(all, subject{c.mask(f.Path), map[string]string{"sha256": f.SHA256}})
		}
	}
	if len(all) == 0 {
		all = append(all, each(r.Context.Policies, func(s policy.Set) subject {
			return subject{"policies " + c.line(s.Name), map[string]string{"sha256": s.Digest}}
		})...)
	}
	return all
}

// contextsOf are the contexts of the runs that a report tells of.
func contextsOf(r *check.Report) []check.Context {
	if len(r.Merged) > 0 {
		return r.Merged
	}
	return []check.Context{r.Context}
}
