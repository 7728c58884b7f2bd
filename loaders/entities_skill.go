package loaders

import (
	"github.com/pacheck/pacheck/loaders/facts"
	"github.com/pacheck/pacheck/loaders/source"
)

// Skill is an agent skill, a slash command or a plugin.
type Skill struct {
	Entity
	Kind         string                      `json:"kind" doc:"skill, command, plugin, marketplace, or listing for a plugin as a marketplace offers it."`
	Description  source.Text                 `json:"description,omitzero" surface:"skill.description" doc:"What it says of itself; hosts choose by it."`
	Wording      string                      `json:"description_fault,omitempty" doc:"Why the description says nothing: empty, placeholder or name."`
	Folder       string                      `json:"folder,omitempty" doc:"The name of the folder of a skill; absent at the root of the repository."`
	AllowedTools source.Field[[]facts.Grant] `json:"allowed_tools,omitzero" doc:"Tools that are approved in advance while it runs."`
	Licence      source.Text                 `json:"license,omitzero" doc:"The licence as written."`
	Version      source.Text                 `json:"version,omitzero" doc:"The version."`
	Model        source.Text                 `json:"model,omitzero" doc:"The model it asks for."`
	Compat       source.Text                 `json:"compatibility,omitzero" doc:"What it needs."`
	Metadata     []Pair                      `json:"metadata,omitempty" doc:"Further metadata."`
	Origin       source.Text                 `json:"origin,omitzero" doc:"The address outside the repository that its front matter says it comes from."`
	AutoUpdate   source.Flag                 `json:"auto_update,omitzero" doc:"Whether its front matter asks for updates from there."`
	Owner        *Owner                      `json:"owner,omitempty" doc:"Who makes it: the author of a plugin, the owner of a marketplace."`
	Source       *PluginSource               `json:"source,omitempty" doc:"Where a marketplace fetches the plugin from."`
	NoAuto       source.Flag                 `json:"disable_model_invocation,omitzero" doc:"Whether only people may start it."`
	Files        []SkillFile                 `json:"files,omitempty" doc:"The files in its folder."`
	Injections   []Injection                 `json:"injections,omitempty" doc:"Commands that the host runs while it loads the text."`
	Signals      []facts.Signal              `json:"signals,omitempty" doc:"Signs that its description speaks to the model instead of describing."`
}

// SkillFile is a file in the folder of a skill.
type SkillFile struct {
	Path       string          `json:"path" doc:"The path, relative to the skill's folder."`
	Size       int64           `json:"size" doc:"Bytes."`
	Executable bool            `json:"executable" doc:"Whether it may be run."`
	Opaque     string          `json:"opaque,omitempty" doc:"What it is where nobody can review it: elf, pe, macho, class, pyc, wasm, dmg, sevenzip, rar, zip or gzip; hidden for a program whose name begins with a dot."`
	SHA256     string          `json:"sha256,omitempty" doc:"Of an opaque file up to 64 MiB: the digest, in hex."`
	Link       string          `json:"link,omitempty" doc:"Of a symbolic link: what it says."`
	Escapes    bool            `json:"escapes,omitempty" doc:"Whether the link leads out of the repository."`
	Lang       string          `json:"lang,omitempty" doc:"Of a script: the language."`
	Acts       []facts.Act     `json:"acts,omitempty" doc:"What the script does that a reviewer has to look at."`
	LongLine   *facts.LongLine `json:"long_line,omitempty" doc:"The longest line of the script, where it is over 1000 characters long."`
	At         source.Place    `json:"-"`
}

// Injection is a command in a text that the host runs and replaces by its output.
type Injection struct {
	Command   string       `json:"command" doc:"The command."`
	Arguments []string     `json:"arguments,omitempty" doc:"The arguments of the slash command that it expands: $ARGUMENTS, $1."`
	Acts      []facts.Act  `json:"acts,omitempty" doc:"What it does that a reviewer has to look at."`
	At        source.Place `json:"-"`
}

// Acting is what is known of the commands in a text.
type Acting struct {
	Acts []facts.Act `json:"acts,omitempty" doc:"What the commands and sentences of the text do or ask for that a reviewer has to look at: downloads that are run, credentials that are read, protections that are switched off."`
}

// ToolWords is what the name and the description of a tool are like.
type ToolWords struct {
	NameFault         string `json:"name_fault,omitempty" doc:"Which rule for names the name breaks: characters or length."`
	DescriptionFault  string `json:"description_fault,omitempty" doc:"Why the description says nothing: empty, placeholder or name."`
	DescriptionLength int    `json:"description_length,omitempty" doc:"The characters of the description; one of Chinese, Japanese or Korean counts for three."`
	Sandboxed         bool   `json:"sandboxed,omitempty" doc:"Whether the description claims that what it runs is kept apart."`
	Twins             []Twin `json:"twins,omitempty" doc:"The tools before it, of the same file or server, that have its name and are not the same; found over the whole repository."`

	Rivals   []Rival   `json:"rivals,omitempty" doc:"The tools of other servers of the same session that have its name, or one that differs by a letter, and are not the same; found over the whole repository, of two tools for the one whose server comes later in the alphabet."`
	Mentions []Mention `json:"mentions,omitempty" doc:"Where its texts name a tool that only another server of the same session has; found over the whole repository."`
}

// Twin is another tool with the same name.
type Twin struct {
	ID    string `json:"id" doc:"Its id."`
	Name  string `json:"name" doc:"Its name."`
	File  string `json:"file" doc:"The path of its file."`
	Exact bool   `json:"exact" doc:"Whether the names are equal to the letter, rather than without case and separators."`
	Index int    `json:"index" doc:"Its index in tools."`
}
