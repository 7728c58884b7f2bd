package report

import (
	"github.com/pacheck/pacheck/check/policy"
	"github.com/pacheck/pacheck/loaders"
)

// jsonVersion is raised when a program that reads the report has to be changed.
const jsonVersion = "1"

// jsonReport is the JSON format. Its names and `doc` tags are the published schema; a tag `enum` lists
// the values of a string, and `min` is the least value of a number.
type jsonReport struct {
	Version  string        `json:"version" enum:"1" doc:"The version of this format. Members may be added to it; none changes its meaning."`
	Verdict  string        `json:"verdict,omitempty" enum:"passed,failed,incomplete" doc:"What the run came to under the threshold of the configuration: incomplete where a file could not be read or a policy failed."`
	Findings []jsonFinding `json:"findings" doc:"What violates a rule, by file, line, column and rule."`

	Suppressed []jsonFinding `json:"suppressed" doc:"What violates a rule, and is suppressed by a waiver or a comment; each has its suppression. It does not count."`

	Files    []jsonFile    `json:"files" doc:"The agent files that were recognised, by path."`
	Rules    []jsonRule    `json:"rules" doc:"The rules that were evaluated, by name."`
	Problems []jsonProblem `json:"problems" doc:"Why the verdict is incomplete; empty where it is not."`
	Graph    *jsonGraph    `json:"graph,omitempty" doc:"What acts, what it reaches, and how they refer to each other. Absent where no rule asks about more than one file."`
	Packs    []jsonPack    `json:"packs,omitempty" doc:"What the checks show for the frameworks that were asked for; no statement of conformity."`
	Context  jsonContext   `json:"context" doc:"What the run knew of its surroundings: on what, with which policies and which configuration it ran; of a merged report, what its parts have in common."`
	Merged   []jsonContext `json:"merged,omitempty" doc:"The contexts of the reports that this one was merged from."`
	Stats    jsonStats     `json:"stats" doc:"What was looked at."`
}

type jsonFinding struct {
	Rule        string        `json:"rule" doc:"The name of the rule."`
	Code        string        `json:"code,omitempty" doc:"Its code, for auditors."`
	Severity    string        `json:"severity" enum:"info,low,medium,high,critical" doc:"How bad it is here."`
	Message     string        `json:"message" doc:"What is wrong, in one sentence. Invisible characters of scanned text are written as <U+202E>."`
	Path        string        `json:"path,omitempty" doc:"The logical place, such as servers > github > args[1]."`
	Entity      string        `json:"entity,omitempty" doc:"The id of the entity it is about."`
	Role        string        `json:"role,omitempty" doc:"What the file is for: runtime, local, template, example, test, doc or vendored."`
	Location    jsonLocation  `json:"location" doc:"Where it stands."`
	Label       string        `json:"label,omitempty" doc:"What to say of the marked text."`
	Lines       []jsonLine    `json:"lines,omitempty" doc:"The source around the place, without secrets."`
	Related     []jsonRelated `json:"related" doc:"Further places, in the order in which they tell the story."`
	Fingerprint string        `json:"fingerprint" doc:"The same as long as rule, file, logical place and value are; free of line numbers."`

	Suppression *jsonSuppression `json:"suppression,omitempty" doc:"By what it is suppressed; absent where it is not."`
}

type jsonLine struct {
	Number  int    `json:"number" min:"1" doc:"Counted from 1."`
	Text    string `json:"text" doc:"The line, of a long one what is near the mark."`
	Start   int    `json:"start" min:"1" doc:"The first code point of the text that is marked, counted from 1."`
	End     int    `json:"end" min:"1" doc:"The first one after the mark; the same where nothing is marked."`
	Columns int    `json:"columns" doc:"How many code points the whole line has."`
}

type jsonSuppression struct {
	Kind     string       `json:"kind" enum:"waiver,inline" doc:"waiver for an entry of the file of waivers, inline for a comment in the file itself."`
	ID       string       `json:"id,omitempty" doc:"The name of the waiver."`
	Category string       `json:"category,omitempty" doc:"Of a waiver: false-positive, accepted-risk, compensating-control or migration."`
	Reason   string       `json:"reason" doc:"Why."`
	Owner    string       `json:"owner,omitempty" doc:"Of a waiver: who answers for it."`
	Approver string       `json:"approver,omitempty" doc:"Of a waiver: who decided."`
	Ticket   string       `json:"ticket,omitempty" doc:"Of a waiver: where it was discussed."`
	Until    string       `json:"until" doc:"The last day on which it holds, as stated."`
	Ends     string       `json:"ends,omitempty" doc:"When it ends, RFC 3339; absent where it does not."`
	Location jsonLocation `json:"location" doc:"Where it stands."`
}

type jsonLocation struct {
	File  string       `json:"file" doc:"The path, relative to the root, with slashes."`
	Start jsonPosition `json:"start" doc:"The first position in the place."`
	End   jsonPosition `json:"end" doc:"The first position after it."`
}

type jsonPosition struct {
	Line   int `json:"line" min:"1" doc:"Counted from 1."`
	Column int `json:"column" min:"1" doc:"In code points, counted from 1."`
}

type jsonRelated struct {
	Location jsonLocation `json:"location" doc:"Where it stands."`
	Path     string       `json:"path,omitempty" doc:"The logical place."`
	Message  string       `json:"message,omitempty" doc:"What is there."`
}

type jsonFile struct {
	Path    string `json:"path" doc:"The path, relative to the root, with slashes."`
	Loader  string `json:"loader" doc:"The name of the loader that recognised it."`
	Format  string `json:"format" doc:"The syntax: json, yaml, toml, markdown or text."`
	Role    string `json:"role" doc:"What the file is for: runtime, local, template, example, test, doc or vendored."`
	Parse   string `json:"parse" doc:"How reading went: ok, recovered, partial, templated, failed or skipped."`
	Problem string `json:"problem,omitempty" doc:"Why it could not be read as it is meant."`
	Size    int64  `json:"size" doc:"Bytes on disk."`
	SHA256  string `json:"sha256,omitempty" doc:"Digest of the bytes on disk, in hex."`
}

type jsonRule struct {
	Name         string               `json:"name" doc:"The unique name."`
	Code         string               `json:"code,omitempty" doc:"The code, for auditors."`
	Group        string               `json:"group,omitempty" doc:"What it is about: agent, prompt, tool, mcp, skill, model, cross, or a word of its author's."`
	Title        string               `json:"title" doc:"One line."`
	Description  string               `json:"description,omitempty" doc:"Why it matters."`
	Remediation  string               `json:"remediation,omitempty" doc:"What to do."`
	Severity     string               `json:"severity" enum:"none,info,low,medium,high,critical" doc:"Before conditions; that of a finding may differ."`
	SeverityWhen []jsonSeverityWhen   `json:"severity_when,omitempty" doc:"When it differs."`
	Scope        string               `json:"scope" doc:"file where it sees one file at a time, repo where it sees all, exceptions where it sees what suppresses findings."`
	Precision    string               `json:"precision,omitempty" doc:"How often it is right: very-high, high, medium or low."`
	Principle    string               `json:"principle,omitempty" doc:"The principle of governance that it serves."`
	Profiles     []string             `json:"profiles,omitempty" doc:"The profiles that it belongs to."`
	Packs        map[string][]string  `json:"packs,omitempty" doc:"Identifiers in frameworks, by pack."`
	Roles        []string             `json:"roles,omitempty" doc:"The roles of the files that it speaks about; absent where it speaks about all."`
	Adversarial  bool                 `json:"adversarial,omitempty" doc:"Whether no comment in a file suppresses its findings."`
	Unwaivable   bool                 `json:"unwaivable,omitempty" doc:"Whether nothing suppresses its findings."`
	Params       map[string]jsonParam `json:"params,omitempty" doc:"Its parameters, by name."`
	References   []jsonReference      `json:"references,omitempty" doc:"Further reading."`
	Bad          []policy.Example     `json:"bad,omitempty" doc:"Small repositories in which it finds something; absent for built-in rules, whose pages have them."`
	Good         []policy.Example     `json:"good,omitempty" doc:"Those in which it finds nothing."`
	Set          string               `json:"set" doc:"The set of policies it came with."`
	File         string               `json:"file,omitempty" doc:"The path of its source within the set."`
	Digest       string               `json:"digest" doc:"SHA-256 of its source, in hex."`
	Commit       *jsonCommit          `json:"commit,omitempty" doc:"The last change of its source; absent where git does not know it."`
}

type jsonSeverityWhen struct {
	When     string `json:"when" doc:"In which case."`
	Severity string `json:"severity" enum:"info,low,medium,high,critical" doc:"How bad it is then."`
}

type jsonParam struct {
	Default     any            `json:"default" doc:"Its value where nobody sets it."`
	Under       map[string]any `json:"under,omitempty" doc:"Other defaults: by the name of a profile, or under packs where a pack that names the rule is enabled."`
	Description string         `json:"description,omitempty" doc:"What it means."`
}

type jsonReference struct {
	Ref         string `json:"ref" doc:"The address."`
	Description string `json:"description,omitempty" doc:"What is there."`
}

type jsonCommit struct {
	Revision string         `json:"revision" doc:"The commit, in hex."`
	Author   loaders.Author `json:"author" doc:"Who wrote it."`
	Time     string         `json:"time" doc:"When it was written, RFC 3339."`
	Subject  string         `json:"subject,omitempty" doc:"The first line of its message."`
}

type jsonProblem struct {
	Kind    string `json:"kind" enum:"file,policy" doc:"Whether a file could not be read or a policy failed."`
	Rule    string `json:"rule,omitempty" doc:"The policy that failed."`
	File    string `json:"file,omitempty" doc:"The file that could not be read."`
	Line    int    `json:"line,omitempty" min:"1" doc:"Where in it, counted from 1; absent where the whole file is meant."`
	Column  int    `json:"column,omitempty" min:"1" doc:"In code points, counted from 1."`
	Message string `json:"message" doc:"What went wrong."`

	End *jsonPosition `json:"end,omitempty" doc:"The first position after it."`
}

type jsonPack struct {
	Name         string            `json:"name" doc:"The name of the pack."`
	Title        string            `json:"title" doc:"The framework."`
	Version      string            `json:"version,omitempty" doc:"Its version."`
	Note         string            `json:"note,omitempty" doc:"What a reader must know."`
	Relation     string            `json:"relation,omitempty" doc:"What its checks are to it: mitigates, implements or evidence_for."`
	Requirements []jsonRequirement `json:"requirements" doc:"Its parts, in its order."`
}

type jsonRequirement struct {
	ID       string   `json:"id" doc:"The identifier in the framework."`
	Title    string   `json:"title" doc:"What it is about."`
	Status   string   `json:"status" enum:"passed,failed,incomplete,no subject,not evaluated,not yet,beyond" doc:"What its checks came to: passed and failed; incomplete where one failed to run; no subject where the repository has nothing that they look at; not evaluated where none is switched on; not yet where it does not apply at the evaluation time; beyond where no check of files can show it."`
	From     string   `json:"from,omitempty" doc:"The day from which it applies."`
	Rules    []string `json:"rules" doc:"The rules that were evaluated for it."`
	Failed   []string `json:"failed" doc:"Those that found something."`
	Findings int      `json:"findings" doc:"How many findings they have."`
}

type jsonContext struct {
	Root string `json:"root" doc:"The name of the root folder; empty where results of several are merged."`
	loaders.Context
	Version  string          `json:"version" doc:"The version of pacheck."`
	Paths    []string        `json:"paths,omitempty" doc:"The files and folders that the report is narrowed to; absent where it tells of all."`
	Policies []jsonPolicySet `json:"policies" doc:"The sets of policies that were loaded."`
	Config   jsonConfig      `json:"config" doc:"The configuration: pacheck config shows all of it."`
}

type jsonPolicySet struct {
	Name   string      `json:"name" doc:"built-in, or the path as given."`
	Digest string      `json:"digest" doc:"SHA-256 over the names and contents of its files, in hex."`
	Rules  int         `json:"rules" doc:"How many rules it has."`
	Commit *jsonCommit `json:"commit,omitempty" doc:"The last change of any of its files; absent where git does not know it."`
}

type jsonStats struct {
	Walked      int            `json:"walked" doc:"Files that the walk saw and did not exclude."`
	Skipped     map[string]int `json:"skipped" doc:"Files and folders that were left out, by reason."`
	Entities    map[string]int `json:"entities" doc:"Entities by collection."`
	NotAnalysed int            `json:"not_analysed" doc:"Files that were recognised, but whose format is not analysed."`
	Findings    map[string]int `json:"findings" doc:"Findings by severity."`
	Suppressed  int            `json:"suppressed" doc:"Findings that are suppressed."`
	Old         int            `json:"old" doc:"Findings that are left out since the baseline has them."`
	Stale       int            `json:"stale" doc:"Findings that the baseline has and that are no more."`
	Trust       *jsonTrust     `json:"trust,omitempty" doc:"The revision of --trust-base, which alone said how to check."`
	Since       *jsonSince     `json:"since,omitempty" doc:"What was found in the earlier revision of --new-from."`
}

type jsonTrust struct {
	Revision string `json:"revision" doc:"The revision, as it was named."`
	Commit   string `json:"commit" doc:"The commit that it means, in hex."`
	Weakened int    `json:"weakened" doc:"How many changes would weaken the gate; they do not count."`
}

type jsonSince struct {
	Revision string `json:"revision" doc:"The revision, as it was named."`
	Commit   string `json:"commit" doc:"The commit that this one was compared with, in hex: where the two part."`
	Old      int    `json:"old" doc:"Findings that are left out since that commit has them, too."`
	Gone     int    `json:"gone" doc:"Findings that it has and that are no more."`
}
