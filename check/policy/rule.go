package policy

import (
	"slices"
	"strings"

	"github.com/pacheck/pacheck/loaders/facts"
)

// Severity is how bad a finding is. The zero Severity is none.
type Severity int

// The severities, in order.
const (
	None Severity = iota
	Info
	Low
	Medium
	High
	Critical
)

var severityNames = [...]string{"none", "info", "low", "medium", "high", "critical"}

// String is the lower-case word.
func (s Severity) String() string {
	if s < None || s > Critical {
		return "none"
	}
	return severityNames[s]
}

// MarshalText writes the lower-case word.
func (s Severity) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// ParseSeverity reads a lower-case word.
func ParseSeverity(word string) (Severity, bool) {
	for i, name := range severityNames {
		if name == word {
			return Severity(i), true
		}
	}
	return None, false
}

// The scopes of rules.
const (
	FileScope = "file" // sees the document of one file
	RepoScope = "repo" // sees the merged and linked document of the repository

	// ExceptionScope sees the exceptions, with what the rules of the other scopes found that they are for: an
	// exception of which it finds something suppresses nothing.
	ExceptionScope = "exceptions"
)

// Rule is one policy: the METADATA of its Rego package, which is its only documentation.
type Rule struct {
	Name         string              // the file's name in kebab-case, unique
	Code         string              // for auditors, such as PA-AGT-021; may be empty in a user's rule
	Group        string              // the folder: agent, prompt, tool, mcp, skill, model, cross, or a user's own
	Title        string              // one line
	Description  string              // why it matters
	Remediation  string              // what to do
	Message      string              // not used by the engine; an example of a finding's message, for documentation
	Severity     Severity            // before conditions
	SeverityWhen []SeverityWhen      // when it differs, in words
	Scope        string              // FileScope, RepoScope or ExceptionScope
	Precision    string              // very-high, high, medium or low
	Principle    string              // one of the principles of the catalogue
	Profiles     []string            // recommended, strict
	Packs        map[string][]string // pack → ids of the framework
	Roles        []string            // the roles of files it speaks about; empty means all
	Adversarial  bool                // an attacker writes the artefact: inline suppression is never honoured
	Unwaivable   bool                // no exception suppresses its findings
	KeepSeverity bool                // the severity is not lowered for templates, examples, tests and documentation
	Params       map[string]Param
	Bad, Good    []Example
	References   []Reference
	File         string // the path of its source, within its set
	Set          string // the name of the set it came with
	Digest       string // sha256 of its source, in hex
	Package      string // the Rego package, such as data.pacheck.rules.agent.unrestricted_shell_grant
}

// In says whether one of the packs names the rule.
func (r *Rule) In(packs []string) bool {
	return slices.ContainsFunc(packs, func(pack string) bool { _, ok := r.Packs[pack]; return ok })
}

// SeverityWhen says in words when the severity differs.
type SeverityWhen struct {
	When     string
	Severity Severity
}

// Param is a parameter of a rule: Default has its type. A Default that is a text with the prefix lex: is
// the value at that path of lexicons.yaml.
type Param struct {
	Default     any
	Under       map[string]any // other defaults: by the name of a profile, or under "packs" where a pack that names the rule is enabled
	Description string
}

// Value is the default under a profile, and with packs that name the rule or without.
func (p Param) Value(profile string, packs bool) any {
	value := p.Default
	if v, ok := p.Under[profile]; ok {
		value = v
	}
	if v, ok := p.Under[inPacks]; ok && packs {
		value = v
	}
	if text, ok := value.(string); ok {
		if table, ok := lexicon(text); ok {
			return table
		}
	}
	return value
}

// inPacks is the key of a parameter's default where a pack is enabled that names the rule.
const inPacks = "packs"

// lexicon is the value that a text with the prefix lex: stands for.
func lexicon(text string) (any, bool) {
	path, ok := strings.CutPrefix(text, "lex:")
	if !ok {
		return nil, false
	}
	return facts.Table(path)
}

// Example is a small repository. A good one may say in which cases the rule is silent that it shows, each
// in a sentence without its point. One with dates in it may say for which day it holds.
type Example struct {
	Now     string   `json:"now,omitempty" doc:"The evaluation time that it holds for, as 2027-01-31; any where nothing is said."`
	NotWhen []string `json:"not_when,omitempty" doc:"The cases it shows in which the rule is silent."`
	Files   Files    `json:"files" doc:"From paths to contents."`
}

// Files are the contents of files by their paths, with slashes.
type Files map[string]string

// Reference is further reading.
type Reference struct {
	Ref, Description string
}
