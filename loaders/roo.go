package loaders

import (
	"strings"

	"github.com/pacheck/pacheck/loaders/facts"
	"github.com/pacheck/pacheck/loaders/source"
)

// rooLoader reads the modes of Roo Code and its relatives.
var rooLoader = Loader{
	Name:    "roo-modes",
	Doc:     "[Custom modes](https://docs.roocode.com/features/custom-modes) of Roo Code and Kilo Code: `.roomodes` (JSON or YAML) and `custom_modes.yaml`; each mode is an agent with the groups of tools it has.",
	Family:  "Agents",
	Dialect: "cline-roo",
	Globs:   []string{"**/.roomodes", "**/.kilocodemodes", "**/custom_modes.yaml", "**/custom_modes.json"},
	Syntax:  source.Plain,
	Can:     []string{"description", "tools"},
	Claims:  func(*source.Node) bool { return true },
	Load: func(f *source.File) (*Document, error) {
		if err := reparse(f); err != nil {
			return nil, err
		}
		modes := f.Root.Get("customModes")
		if !modes.IsList() && !strings.HasSuffix(f.Path, "modes") {
			return nil, nil
		}
		doc := &Document{}
		for _, n := range itemsOf(modes) {
			if n.Get("slug").IsString() {
				doc.addMode(f, n)
			}
		}
		return doc, nil
	},
}

// reparse reads a file as JSON where it begins like JSON, and else as YAML.
func reparse(f *source.File) error {
	f.Syntax, f.Body = source.YAML, nil
	if strings.HasPrefix(strings.TrimSpace(f.Text), "{") {
		f.Syntax = source.JSON
	}
	f.Parse()
	if f.Err != nil {
		return f.Err
	}
	return nil
}

// addMode adds an agent for a mode, and its texts.
func (d *Document) addMode(f *source.File, n *source.Node) {
	name := n.Get("slug").Field()
	a := &Agent{
		Entity:      Entity{Name: name, At: n.Place},
		Description: n.Get("description", "whenToUse").Field(),
		Tools:       modeTools(n.Get("groups")),
	}
	d.Agents = append(d.Agents, a)
	for _, part := range []struct{ key, kind, suffix string }{{"roleDefinition", "agent", ""}, {"customInstructions", "instructions", ".customInstructions"}} {
		text := n.Get(part.key)
		if !text.IsString() {
			continue
		}
		p := &Prompt{Entity: Entity{Name: source.Say(name.V+part.suffix, name.At), At: text.Place, Can: textCan}, Kind: part.kind, Text: text.Field()}
		d.Prompts = append(d.Prompts, p)
		a.Refs = append(a.Refs, usesPrompt(p, f.Path))
	}
}

// modeTools are the groups of tools of a mode. A group may come with a restriction to some files.
func modeTools(groups *source.Node) Tools {
	t := Tools{Mode: "list", At: placeOf(groups)}
	if !groups.IsList() {
		return t
	}
	if len(groups.Items) == 0 {
		t.Mode = "none"
	}
	found := []facts.Grant{}
	for _, item := range groups.Items {
		name, options := item, (*source.Node)(nil)
		if item.IsList() {
			name, options = item.Index(0), item.Index(1)
		}
		if name.IsString() {
			found = append(found, groupGrant(name.Field(), options.Get("fileRegex")))
		}
	}
	t.Allow = source.Say(found, groups.Place)
	return t
}

// groupGrant is one group. The names of two of them mean something else to other hosts.
func groupGrant(name source.Text, pattern *source.Node) facts.Grant {
	g := facts.ParseGrant(name, "cline-roo")
	switch name.V {
	case "command":
		g.Tool = "shell"
	case "mcp":
		g.Tool, g.Server = "mcp", "*"
	}
	if pattern.IsString() {
		g.Matches, g.MatchesAll, g.Specifier = "pattern", false, pattern.Value
	}
	return g
}
