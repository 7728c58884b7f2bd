package loaders

import (
	"path"
	"strings"

	"github.com/pacheck/pacheck/loaders/source"
)

// commandCan is what the front matter of a slash command is able to state.
var commandCan = []string{"description", "allowed_tools", "model", "disable_model_invocation", "injections"}

// claudeCommandLoader reads slash commands from the folders that hosts reserve for them.
var claudeCommandLoader = Loader{
	Name:   "slash-command",
	Doc:    "[Slash commands](https://docs.claude.com/en/docs/claude-code/slash-commands): `.claude/commands`, and the folders of hosts that read the same format.",
	Family: "Skills and commands",
	Globs: []string{
		"**/.claude/commands/**/*.md", "**/.cursor/commands/**/*.md", "**/.roo/commands/**/*.md", "**/.codex/prompts/**/*.md",
		"**/.opencode/command/**/*.md", "**/.opencode/commands/**/*.md",
	},
	Reserved: true,
	Can:      commandCan,
	Load: func(f *source.File) (*Document, error) {
		if f.Root == nil && isDocumentation(f.Path) {
			return nil, nil
		}
		dialect, evidence := folderDialect(f.Path)
		return slashCommand(f, dialect, evidence), nil
	},
}

// pluginCommandLoader reads the slash commands of plugins.
var pluginCommandLoader = Loader{
	Name:    "plugin-command",
	Doc:     "Slash commands in the folder `commands/` of a plugin, or of anything whose front matter speaks of tools and arguments.",
	Family:  "Skills and commands",
	Dialect: "claude-code",
	Weak:    []string{"**/commands/**/*.md"},
	Can:     commandCan,
	Claims:  func(*source.Node) bool { return true },
	Load: func(f *source.File) (*Document, error) {
		if manifest := pluginManifest(f, "commands"); manifest != "" && (f.Root != nil || !isDocumentation(f.Path)) {
			return slashCommand(f, manifestDialect(manifest), "the manifest "+manifest), nil
		}
		if f.Root.Get("allowed-tools", "argument-hint", "disable-model-invocation") != nil {
			return slashCommand(f, "claude-code", "the front matter of a command"), nil
		}
		if f.Root.Get("description").IsString() && f.Body != nil && strings.Contains(f.Body.Value, "$ARGUMENTS") {
			return slashCommand(f, "claude-code", "a description and $ARGUMENTS"), nil
		}
		return &Document{}, nil
	},
}

// outputStyleLoader reads output styles, which replace a part of the system prompt.
var outputStyleLoader = Loader{
	Name:     "output-style",
	Doc:      "[Output styles](https://docs.claude.com/en/docs/claude-code/output-styles) of Claude Code, which replace a part of its system prompt.",
	Family:   "Prompts",
	Dialect:  "claude-code",
	Globs:    []string{"**/.claude/output-styles/**/*.md"},
	Weak:     []string{"**/output-styles/**/*.md"},
	Reserved: true,
	Can:      []string{"text", "description"},
	Claims:   func(n *source.Node) bool { return n.Get("name").IsString() && n.Get("description").IsString() },
	Load: func(f *source.File) (*Document, error) {
		p := bodyPrompt(f, "system")
		p.Name = named(f.Root, stem(f.Path, ".md"))
		p.Description = f.Root.Get("description").Field()
		return &Document{Prompts: []*Prompt{p}}, nil
	},
}

// slashCommand is a command and its text.
func slashCommand(f *source.File, dialect, evidence string) *Document {
	n := f.Root
	p := bodyPrompt(f, "command")
	p.Can = textCan
	p.Dialect, p.Evidence = dialect, evidence
	p.Name = source.Say(commandName(f.Path), source.Place{})
	p.Refs = importsOf(f)
	s := &Skill{
		Entity:       Entity{Name: p.Name, At: agentPlace(f), Dialect: dialect, Evidence: evidence},
		Kind:         "command",
		Description:  n.Get("description").Field(),
		AllowedTools: grants(n.Get("allowed-tools"), dialect),
		Model:        n.Get("model").Field(),
		NoAuto:       n.Get("disable-model-invocation").Flag(),
		Injections:   injectionsOf(f),
	}
	s.Refs = append(usesModel(s.Model), usesPrompt(p, f.Path))
	return &Document{Skills: []*Skill{s}, Prompts: []*Prompt{p}, Hooks: readHooks(n.Get("hooks"), dialect)}
}

// commandName is the path of a command below the folder of commands, with colons.
func commandName(name string) string {
	below := path.Base(name)
	for dir := path.Dir(name); dir != "." && dir != "/"; dir = path.Dir(dir) {
		base := path.Base(dir)
		if base == "commands" || base == "command" || base == "prompts" {
			return strings.ReplaceAll(strings.TrimSuffix(below, ".md"), "/", ":")
		}
		below = base + "/" + below
	}
	return stem(name, ".md")
}

// injectionsOf finds the commands that the host runs while it loads the text of a Markdown file.
func injectionsOf(f *source.File) []Injection {
	if f.Body == nil {
		return nil
	}
	return injectionsIn(source.Say(f.Body.Value, f.Body.Place))
}

// injectionsIn finds the commands that the host runs while it loads a text: a code span, or a fenced
// block, that is marked by an exclamation mark.
func injectionsIn(t source.Text) []Injection {
	text := t.V
	if !strings.Contains(text, "`") || !strings.Contains(text, "!") {
		return nil
	}
	var found []Injection
	for _, c := range codeIn(text) {
		if len(found) > maxInjections {
			break
		}
		marked := c.fence && c.info == "!"
		if !c.fence && c.start > 0 && text[c.start-1] == '!' {
			marked = c.start == 1 || strings.IndexByte(" \t\r\n", text[c.start-2]) >= 0
		}
		if command := strings.TrimSpace(text[c.from:c.to]); marked && command != "" {
			from := c.from + strings.Index(text[c.from:c.to], command)
			found = append(found, Injection{Command: command, At: t.At.Sub(text, from, from+len(command))})
		}
	}
	return found
}
