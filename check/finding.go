package check

import (
	"slices"
	"time"

	"github.com/pacheck/pacheck/check/policy"
	"github.com/pacheck/pacheck/loaders"
	"github.com/pacheck/pacheck/loaders/source"
)

// Finding is one violation, with the place where a person finds it.
type Finding struct {
	Rule        *policy.Rule    // never nil
	Severity    policy.Severity // effective: after the rule's own conditions and the role of the file
	Message     string          // one sentence, without the place; may quote scanned text
	Location    source.Location // always with a file, a line and a column
	Path        string          // the logical place, such as "servers > github > args[1]"
	Entity      string          // the id of the entity it is about, else ""
	Role        string          // the role of the file
	Label       string          // what to write under the marked text, else ""
	Lines       []Line          // the source around the place, the marked line among them
	Related     []Related       // further places, in the order in which they tell the story
	Suppression *Suppression    // by what it is suppressed; nil where it is not
	Fingerprint string          // stable over moves in the file: rule, file, named path, value; 64 hex digits
	Lasting     bool            // no baseline makes it old: it marks a literal secret, or no exception may suppress it

	anywhere string // the fingerprint without the file
}

// Suppression is the exception by which a finding does not count.
type Suppression struct {
	Kind     string          // WaiverKind or InlineKind
	ID       string          // of a waiver, as stated
	Category string          // of a waiver
	Reason   string          // why
	Owner    string          // of a waiver: who answers for it
	Approver string          // of a waiver: who decided
	Ticket   string          // of a waiver
	Until    string          // the last day on which it holds, as stated
	Ends     time.Time       // when it ends
	Location source.Location // where the exception stands
}

// The kinds of suppressions.
const (
	WaiverKind = "waiver" // an entry of the file of waivers
	InlineKind = "inline" // a comment in the file itself
)

// Line is a line of a source file.
type Line struct {
	Number int
	Text   string // of a saved report, what was near the mark, without secrets

	// What is marked of a Text that is not the whole line: code points, counted from 0, and how many the
	// line has. All are 0 where it is, and the place of the finding says what is marked.
	From, To, Columns int
}

// Related is a further place that belongs to a finding.
type Related struct {
	Location source.Location
	Path     string
	Message  string // what is there, else ""
}

// Problem is why the verdict is incomplete: a file that could not be read, or a policy that failed while
// running. A run with problems exits with 3.
type Problem struct {
	Kind     string          // "file" or "policy"
	Rule     string          // for policies, the name of the rule
	Location source.Location // for files; the position may be 0 where the whole file is meant
	Message  string
}

// Report is all that a run found out. Everything in it is in a fixed order; apart from Stats.Elapsed it
// depends on nothing but the scanned files, the policies and the options.
type Report struct {
	Verdict  string    // VerdictPassed, VerdictFailed or VerdictIncomplete, under the threshold of Context.Config
	Findings []Finding // by file, line, column, rule

	Baseline   *BaselineUse // what a baseline took out of Findings; nil where there was none
	Trust      *TrustUse    // the revision that said how to check; nil where the files did
	Since      *SinceUse    // what an earlier revision took out of Findings; nil where there was none
	Suppressed []Finding    // findings that an exception suppresses, in the same order; each has its Suppression

	Rules    []*policy.Rule  // those that were evaluated, by name
	Files    []*loaders.File // recognised files, by path
	Problems []Problem
	Evidence []Evidence // by pack, as they were enabled
	Graph    *Graph     // nil where Options do not ask for it
	Context  Context
	Merged   []Context // those of the results that this one was merged from; nil for the report of one run
	Stats    Stats
	Secrets  []string // literal secrets that were seen; the writers mask them, nobody writes them out

	found map[*policy.Rule]int // findings of the whole repository, also where Findings are narrowed to some paths
}

// What a run comes to.
const (
	VerdictPassed     = "passed"     // no finding reaches the threshold
	VerdictFailed     = "failed"     // some do
	VerdictIncomplete = "incomplete" // a file could not be read, or a policy failed while running
)

// verdicts are from the best to the worst.
var verdicts = []string{VerdictPassed, VerdictFailed, VerdictIncomplete}

// Judge says what a report comes to under the threshold of its configuration: what it says already, or
// what its findings and problems do, whichever is worse.
func (r *Report) Judge() string {
	said, is := slices.Index(verdicts, r.Verdict), slices.Index(verdicts, r.comesTo())
	return verdicts[max(said, is)]
}

func (r *Report) comesTo() string {
	least, ok := policy.ParseSeverity(r.Context.Config.FailOn().Value)
	switch {
	case len(r.Problems) > 0:
		return VerdictIncomplete
	case ok && slices.ContainsFunc(r.Findings, func(f Finding) bool { return f.Severity >= least }):
		return VerdictFailed
	}
	return VerdictPassed
}

// Context is what the run knew of its surroundings.
type Context struct {
	Root     string           // the base name of the root folder, not its path
	Now      time.Time        // the evaluation time
	Paths    []string         // what the report is narrowed to; nil means all
	Version  string           // of pacheck
	Run      *loaders.Context // what policies see as input.context; nil where there was no run
	Policies []policy.Set
	Commits  map[string]Commit // the last change of policies that git knows: by the name of the set, and by set and file
	Config   *Config           // what the run was told
	Digest   string            // of the effective configuration, in hex
	Changes  []Change          // what that makes different of the rules
}

// Commit is a change that git knows.
type Commit struct {
	Revision string // the digest of the commit, in hex
	Author   loaders.Author
	Time     time.Time
	Subject  string // the first line of its message
}

// Stats counts what was looked at.
type Stats struct {
	Walked      int            // files that the walk saw and did not exclude
	Skipped     map[string]int // files and folders that were left out, by reason
	Entities    map[string]int // entities by collection
	NotAnalysed int            // recognised, but of a format that is not analysed
	Old, Stale  int            // findings that the baseline has, and of those it has, that are no more
	Elapsed     time.Duration
}
