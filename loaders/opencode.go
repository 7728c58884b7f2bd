package loaders

import (
	"path"
	"slices"
	"strings"

	"github.com/bmatcuk/doublestar/v4"

	"github.com/pacheck/pacheck/loaders/source"
)

// opencodeLoader reads the configuration of OpenCode.
var opencodeLoader = Loader{
	Name:     "opencode",
	Doc:      "The project configuration of [OpenCode](https://opencode.ai/docs/config/): `opencode.json` and `opencode.jsonc` with permissions, agents, commands, instructions and MCP servers.",
	Family:   "Host settings",
	Dialect:  "opencode",
	Globs:    []string{"**/opencode.json", "**/opencode.jsonc", "**/.opencode/config.json"},
	Reserved: true,
	Can:      []string{"mode", "allow", "ask", "deny", "additional_directories", "commands", "model", "values"},
	Load: func(f *source.File) (*Document, error) {
		n, doc := f.Root, &Document{}
		doc.Settings = append(doc.Settings, opencodeSetting(f))
		for _, key := range []string{"agent", "agents", "mode"} {
			for _, p := range entriesOf(n.Get(key)) {
				if off, _ := p.Value.Get("disable", "disabled").Bool(); p.Value.IsMap() && !off {
					doc.addOpencodeAgent(f, p)
				}
			}
		}
		for _, key := range []string{"command", "commands"} {
			for _, p := range entriesOf(n.Get(key)) {
				doc.addOpencodeCommand(f, p)
			}
		}
		first := len(doc.Servers)
		doc.addServers(n.Get("mcp"), "opencode", "the file name")
		for _, s := range doc.Servers[first:] {
			s.Can = mcpCan
		}
		return doc, nil
	},
}

// opencodeSetting is what the configuration tells the host for all agents.
func opencodeSetting(f *source.File) *Setting {
	n := f.Root
	s := &Setting{
		Entity: Entity{At: placeOf(n), Evidence: "the file name"},
		Mode:   n.Get("permission").Field(),
		Model:  n.Get("model").Field(),
		Values: settingValues(withoutKeys(n, "mcp", "agent", "agents", "mode", "command", "commands", "permission")),
	}
	s.setRules(opencodeRules(n))
	for _, key := range []string{"formatter", "lsp"} {
		for _, p := range entriesOf(n.Get(key)) {
			if command := commandLine(p.Value.Get("command")); command.Set {
				s.Commands = append(s.Commands, Pair{Key: key + "." + p.Key.Value, Value: command, At: p.Key.Place})
			}
		}
	}
	s.Refs = append(usesModel(s.Model), usesModel(n.Get("small_model").Field())...)
	s.Refs = append(s.Refs, opencodeInstructions(f)...)
	for _, plugin := range n.Get("plugin").Texts().V {
		s.Refs = append(s.Refs, Ref{Rel: Packages, To: plugin})
	}
	return s
}

// maxMatches bounds how many files one pattern of instructions stands for.
const maxMatches = 100

// opencodeInstructions are the files that are given to the model: paths, patterns and addresses.
func opencodeInstructions(f *source.File) []Ref {
	var refs []Ref
	for _, text := range f.Root.Get("instructions").Texts().V {
		name := path.Join(path.Dir(f.Path), text.V)
		switch {
		case strings.Contains(text.V, "://"), strings.HasPrefix(text.V, "~"), strings.HasPrefix(text.V, "/"):
			refs = append(refs, Ref{Rel: Imports, To: text})
		default:
			refs = append(refs, importsMatching(f, text, name)...)
		}
	}
	return refs
}

// importsMatching are the references to the file of a name, or to the files that a pattern matches.
func importsMatching(f *source.File, says source.Text, name string) []Ref {
	if !strings.ContainsAny(name, "*?[{") {
		return []Ref{{Rel: Imports, To: says, Path: name}}
	}
	if f.Dir == nil {
		return nil
	}
	var refs []Ref
	matches, _ := doublestar.Glob(f.Dir, name, doublestar.WithFilesOnly())
	for _, match := range matches[:min(len(matches), maxMatches)] {
		refs = append(refs, Ref{Rel: Imports, To: says, Path: match})
	}
	return refs
}

// addOpencodeAgent adds an agent that the configuration defines, its prompt and its permissions.
func (d *Document) addOpencodeAgent(f *source.File, p source.Pair) {
	n := p.Value
	a := opencodeAgent(n, p.Key.Field())
	a.At = entryPlace(p)
	d.Agents = append(d.Agents, a)
	d.addAgentRules(n, a)
	text := n.Get("prompt", "system")
	file, found := strings.CutPrefix(text.Text(), "{file:")
	if found {
		file = strings.TrimSuffix(file, "}")
	}
	d.addAgentPrompt(f, a, text, file)
}

// addAgentPrompt adds the prompt of an agent: a text, or the file that it names, relative to that of the
// agent. The file is the text itself where it names none.
func (d *Document) addAgentPrompt(f *source.File, a *Agent, text *source.Node, file string) {
	switch {
	case !text.IsString():
	case file == text.Value:
		p := &Prompt{Entity: Entity{Name: a.Name, At: text.Place, Can: textCan}, Kind: "agent", Text: text.Field()}
		d.Prompts = append(d.Prompts, p)
		a.Refs = append(a.Refs, usesPrompt(p, f.Path))
	case strings.HasPrefix(file, "/"), strings.HasPrefix(file, "~"):
		a.Refs = append(a.Refs, Ref{Rel: UsesPrompt, To: text.Field()})
	default:
		a.Refs = append(a.Refs, Ref{Rel: UsesPrompt, To: text.Field(), Path: path.Join(path.Dir(f.Path), file)})
	}
}

// addOpencodeCommand adds a command that the configuration defines.
func (d *Document) addOpencodeCommand(f *source.File, p source.Pair) {
	text := p.Value.Get("template")
	if !text.IsString() {
		return
	}
	prompt := &Prompt{Entity: Entity{Name: p.Key.Field(), At: text.Place, Can: textCan}, Kind: "command", Text: text.Field()}
	s := &Skill{
		Entity:      Entity{Name: p.Key.Field(), At: entryPlace(p), Can: []string{"description", "model", "injections"}},
		Kind:        "command",
		Description: p.Value.Get("description").Field(),
		Model:       p.Value.Get("model").Field(),
		Injections:  injectionsIn(prompt.Text),
	}
	s.Refs = append(usesModel(s.Model), usesPrompt(prompt, f.Path))
	if agent := p.Value.Get("agent").Field(); agent.Set && !slices.Contains(opencodeAgents, agent.V) {
		s.Refs = append(s.Refs, Ref{Rel: DelegatesTo, To: agent})
	}
	d.Skills, d.Prompts = append(d.Skills, s), append(d.Prompts, prompt)
}

// opencodeAgents are the agents that the host brings itself.
var opencodeAgents = []string{"build", "plan", "general", "explore"}
