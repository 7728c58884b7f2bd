package loaders

import (
	"github.com/pacheck/pacheck/loaders/facts"
	"github.com/pacheck/pacheck/loaders/source"
)

// Document is what is known of one file or, merged and linked, of a whole repository: the input of
// every rule. What a file does not state is left out; a stated empty value is there, empty. The JSON
// names and the `doc` tags of these types are the published schema.
//
// A tag `surface:"…"` marks a text that a model reads; its facts are found without the loader's help.
type Document struct {
	Files    []*File      `json:"files" doc:"Each file that was recognised as an agent file, in order of paths."`
	Agents   []*Agent     `json:"agents" doc:"Whatever acts: sub-agents, custom agents, crews' members, agent cards."`
	Prompts  []*Prompt    `json:"prompts" doc:"Text that a model is given: instruction files, rules, system prompts, templates, and the bodies of agents, skills and commands."`
	Tools    []*Tool      `json:"tools" doc:"Functions that a model may call."`
	Models   []*Model     `json:"models" doc:"Models and data sets that a card describes, or that an agent uses."`
	Servers  []*Server    `json:"servers" doc:"MCP servers, and how they are launched or reached."`
	Skills   []*Skill     `json:"skills" doc:"Agent skills, slash commands and plugins."`
	Settings []*Setting   `json:"settings" doc:"What an agent host is told: mode, permissions, sandbox, environment."`
	Hooks    []*Hook      `json:"hooks" doc:"Commands that a host runs by itself on an event."`
	Launches []*Launch    `json:"launches" doc:"Places where an agent program is started, or a model is served: CI workflows, scripts, build files, compose files, manifests of Kubernetes."`
	Texts    []*Text      `json:"texts" doc:"Each text that a model reads and in which something notable was found: invisible characters, hidden or encoded instructions, words of attacks, personal data."`
	Edges    []*Edge      `json:"edges" doc:"References between entities, resolved over the whole repository; empty in the document of one file."`
	Cycles   []*Cycle     `json:"cycles" doc:"Circles of delegation, found over the whole repository; empty in the document of one file."`
	Locks    []*Lock      `json:"locks,omitempty" doc:"What things were when they were approved: the entries of the lock."`
	Waivers  []*Waiver    `json:"waivers,omitempty" doc:"Decisions to accept what a rule finds: the entries of the file of waivers."`
	Ignores  []*Ignore    `json:"ignores,omitempty" doc:"Comments that leave a finding out: pacheck:ignore RULE reason=\"...\" until=YYYY-MM-DD."`
	Weakened []*Weakening `json:"weakened,omitempty" doc:"What the change would do to the gate that it has to pass: what its files say otherwise than the revision of --trust-base; there for rules of the scope exceptions alone."`
	Context  *Context     `json:"context,omitempty" doc:"What is known of the run: revision, branch, CI system, event, environment, changed files, evaluation time. What is not known is absent."`
}

// File is a recognised file.
type File struct {
	Path     string       `json:"path" doc:"The path, relative to the root, with slashes."`
	Loader   string       `json:"loader" doc:"The name of the loader that recognised it."`
	Format   string       `json:"format" doc:"The syntax: json, yaml, toml, markdown or text."`
	Role     string       `json:"role" doc:"What the file is for: runtime, local, template, example, test, doc or vendored."`
	Parse    string       `json:"parse" doc:"How reading went: ok, recovered, partial, templated, failed or skipped."`
	Problem  string       `json:"problem,omitempty" doc:"Why the file could not be read as it is meant."`
	SHA256   string       `json:"sha256,omitempty" doc:"Digest of the bytes on disk, in hex."`
	Size     int64        `json:"size" doc:"Bytes on disk."`
	Link     string       `json:"link,omitempty" doc:"The path that this path is a symbolic link to."`
	Notes    []Note       `json:"notes,omitempty" doc:"What was odd but read all the same."`
	Includes []Include    `json:"includes,omitempty" doc:"Addresses and entries of hubs that instructions are loaded from."`
	Secrets  []FileSecret `json:"secrets,omitempty" doc:"Credentials in the formats of known providers, anywhere in the file."`
	At       source.Place `json:"-"`
}

// Note is something odd in a file that was read all the same.
type Note struct {
	Kind string       `json:"kind" doc:"A word: bom, duplicate-key, unknown-tag, latin-1, utf-16 and so on."`
	Text string       `json:"text" doc:"What was seen, for people."`
	At   source.Place `json:"-"`
}

// Entity is what every agent, prompt, tool, model, server, skill, setting, hook and launch has. A loader
// sets Name, At, and Dialect where it differs from the loader's; the rest is filled in afterwards.
type Entity struct {
	ID       string       `json:"id" doc:"<collection>:<file>#<name>, the handle that edges use."`
	Name     source.Text  `json:"name,omitzero" doc:"The name; the path where nothing names it."`
	File     string       `json:"file" doc:"The path of the file that states it."`
	Dialect  string       `json:"dialect" doc:"Whose vocabulary the file speaks: claude-code, copilot, cursor, codex, … or generic."`
	Evidence string       `json:"evidence,omitempty" doc:"What shows the dialect."`
	Role     string       `json:"role" doc:"The role of its file: runtime, local, template, example, test, doc or vendored."`
	Can      []string     `json:"can,omitempty" doc:"The fields that its format is able to state; what is not listed is not missing."`
	Governed bool         `json:"governed" doc:"Whether it states governance fields itself, or a governance file names it."`
	Risk     *Risk        `json:"risk,omitempty" doc:"The risk tier: of an agent its own, of what agents use the highest of theirs; found over the whole repository, and absent in the document of one file."`
	Lock     *LockState   `json:"lock,omitempty" doc:"What the lock says of it; absent where there is no lock, or the lock says nothing. Found over the whole repository, and absent in the document of one file."`
	Raw      *source.Node `json:"-" lazy:"raw" doc:"The parsed tree as it stands in the file; there only when an enabled policy refers to raw."`
	At       source.Place `json:"-"`
	Refs     []Ref        `json:"-"`

	Content map[string]string `json:"-"` // what it is made of, where the repository has a lock
}

// Ref is a reference as an entity states it. Link turns it into an Edge.
type Ref struct {
	Rel  string      // the relation, one of the Rel constants
	To   source.Text // what the file says: a name, a path, an identifier
	Path string      // for references to files: the path relative to the root, cleaned

	Conditional bool // a person confirms it each time, as with a hand-over that waits for a click
}

// The relations of edges.
const (
	UsesTool    = "uses_tool"
	UsesPrompt  = "uses_prompt"
	UsesModel   = "uses_model"
	UsesServer  = "uses_server"
	UsesSkill   = "uses_skill"
	DelegatesTo = "delegates_to"
	Imports     = "imports"
	Packages    = "packages"
	SameAs      = "same_as"
	Documents   = "documents"
)

// Edge is a reference, resolved.
type Edge struct {
	From        string       `json:"from" doc:"The id of the entity that refers."`
	Rel         string       `json:"rel" doc:"The relation: uses_tool, uses_prompt, uses_model, uses_server, uses_skill, delegates_to, imports, packages, same_as or documents."`
	To          string       `json:"to" doc:"The id of the entity that is meant, or what the file says where it is not resolved."`
	Resolved    any          `json:"resolved" doc:"true; false where everything that could define the target is known and nothing does; \"external\" where it lies outside the repository; \"open\" where not all that could define it is known."`
	Suggestion  string       `json:"suggestion,omitempty" doc:"The known name that is most alike, where the target is not resolved."`
	Conditional bool         `json:"conditional" doc:"Whether a person confirms it each time."`
	FromFile    string       `json:"file" doc:"The path of the file that refers."`
	Role        string       `json:"role" doc:"The role of the file that refers."`
	At          source.Place `json:"-"`
}

// Cycle is a circle of agents that delegate to each other.
type Cycle struct {
	Agents  []string     `json:"agents" doc:"The ids of the agents on a shortest circle, in order; the first one is not repeated."`
	Names   []string     `json:"names" doc:"Their names."`
	Bounded bool         `json:"bounded" doc:"Whether some agent on it has a limit of turns, depth or iterations."`
	Limited bool         `json:"limited" doc:"Whether every agent on it has a limit of delegation depth or recursion."`
	File    string       `json:"file" doc:"The path of the file of the first agent."`
	Role    string       `json:"role" doc:"The role of that file."`
	Steps   []CycleStep  `json:"steps" doc:"The delegations of the circle, in order."`
	At      source.Place `json:"-"`
}

// CycleStep is one delegation of a circle.
type CycleStep struct {
	From string       `json:"from" doc:"The id of the agent that delegates."`
	To   string       `json:"to" doc:"The id of the agent it delegates to."`
	At   source.Place `json:"-"`
}

// Text is a surface in which something notable was found.
type Text struct {
	ID         string             `json:"id" doc:"The id of the entity that the text belongs to."`
	Surface    string             `json:"surface" doc:"What the text is: prompt.body, tool.description, tool.parameter.description, server.instructions, …"`
	Name       string             `json:"name" doc:"The name of the entity."`
	File       string             `json:"file" doc:"The path of the file."`
	Role       string             `json:"role" doc:"The role of the file."`
	Dialect    string             `json:"dialect" doc:"The dialect of the entity."`
	Characters []facts.Characters `json:"characters,omitempty" doc:"Invisible, bidirectional and control characters outside the contexts that need them."`
	Hidden     []facts.Hidden     `json:"hidden,omitempty" doc:"Markup that rendering drops and that speaks to the model."`
	Encoded    []facts.Encoded    `json:"encoded,omitempty" doc:"Blobs that decode to instructions or commands."`
	Sender     string             `json:"sender,omitempty" doc:"Of prompt.message: the role of the message."`
	Phrases    []facts.Phrase     `json:"phrases,omitempty" doc:"Where it speaks in the words of an attack, or holds what no prompt should."`
	Mixed      []facts.MixedWord  `json:"mixed,omitempty" doc:"Words with letters of scripts that look alike. Names have such an entry as well: tool.name, tool.parameter.name, server.name, server.host, server.package, agent.name, skill.name."`
	Personal   []facts.Personal   `json:"personal,omitempty" doc:"Identifiers of persons."`
	Conflicts  []facts.Conflict   `json:"conflicts,omitempty" doc:"Sentences that contradict each other."`
	At         source.Place       `json:"-"`
}
