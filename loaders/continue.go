package loaders

import (
	"path"
	"slices"
	"strconv"

	"github.com/pacheck/pacheck/loaders/source"
)

// continueLoader reads the configuration of Continue.
var continueLoader = Loader{
	Name:    "continue-config",
	Doc:     "[Configuration](https://docs.continue.dev/reference) of Continue: `.continue/config.yaml`, `.continue/agents/*.yaml` and the blocks beside them, with models, rules, prompts and MCP servers.",
	Family:  "Host settings",
	Dialect: "continue",
	Globs: []string{
		"**/.continue/config.yaml", "**/.continue/config.json", "**/.continue/agents/*.yaml", "**/.continue/assistants/*.yaml",
		"**/.continue/models/*.yaml", "**/.continue/rules/*.yaml", "**/.continue/prompts/*.yaml", "**/.continue/mcpServers/*.yaml",
	},
	Weak:   []string{"**/*.yaml", "**/*.yml"},
	Hints:  []string{"schema: v1", `schema: "v1"`},
	Can:    []string{"model", "values"},
	Claims: claimsContinue,
	Load: func(f *source.File) (*Document, error) {
		n, doc := f.Root, &Document{}
		name := named(n, stem(f.Path, ".yaml", ".yml", ".json"))
		models := itemsOf(n.Get("models"))
		s := &Setting{Entity: Entity{Name: name, At: placeOf(n), Evidence: "the keys of Continue"}}
		s.Values = settingValues(withoutKeys(n, "mcpServers"))
		for _, m := range models {
			s.addModel(m)
		}
		doc.Settings = append(doc.Settings, s)
		doc.addContinueTexts(f, s)
		servers := itemsOf(n.Get("mcpServers"))
		servers = append(servers, itemsOf(n.At("experimental", "modelContextProtocolServers"))...)
		doc.addContinueServers(n, servers, s)
		if len(models) > 0 && (path.Base(path.Dir(f.Path)) != "models" || len(doc.Prompts)+len(doc.Servers) > 0) {
			doc.Agents = append(doc.Agents, continueAgent(n, name, s))
		}
		return doc, nil
	},
}

// continueKeys are the lists of a configuration.
var continueKeys = []string{"models", "rules", "prompts", "mcpServers", "context", "docs", "data"}

// claimsContinue wants the schema, and one of the lists.
func claimsContinue(n *source.Node) bool {
	lists := slices.ContainsFunc(continueKeys, func(key string) bool { return n.Get(key).IsList() })
	if n != nil && n.File != nil && inFolder(n.File.Path, ".continue") {
		return n.IsMap()
	}
	return n.Get("schema").Text() == "v1" && n.Get("name").IsString() && lists
}

// addModel states a model, and each scalar that is said of it by its name.
func (s *Setting) addModel(m *source.Node) {
	model := m.Get("model").Field()
	if uses := m.Get("uses").Field(); uses.Set {
		s.Refs = append(s.Refs, Ref{Rel: Packages, To: uses})
		return
	}
	if !s.Model.Set {
		s.Model = model
	}
	s.Refs = append(s.Refs, usesModel(model)...)
	for _, p := range settingValues(m) {
		p.Key = "models." + m.Get("name", "title", "model").Text() + "." + p.Key
		s.Values = append(s.Values, p)
	}
}

// continueAgent is the assistant that a configuration makes.
func continueAgent(n *source.Node, name source.Text, s *Setting) *Agent {
	a := &Agent{
		Entity:      Entity{Name: name, At: placeOf(n), Can: []string{"description", "model"}, Evidence: "the keys of Continue"},
		Description: n.Get("description").Field(),
		Model:       s.Model,
		Tools:       Tools{Mode: "unknown"},
		Governance:  governanceOf(n),
	}
	for _, ref := range s.Refs {
		if ref.Rel != Packages {
			a.Refs = append(a.Refs, ref)
		}
	}
	return a
}

// addContinueTexts adds the rules and the prompts of a configuration. Those of the hub are references.
func (d *Document) addContinueTexts(f *source.File, s *Setting) {
	n := f.Root
	for i, item := range itemsOf(n.Get("rules")) {
		if uses := item.Get("uses").Field(); uses.Set {
			s.Refs = append(s.Refs, Ref{Rel: Packages, To: uses})
			continue
		}
		text := textOr(item, "rule")
		if !text.Set {
			continue
		}
		name := named(item, "rules."+strconv.Itoa(i))
		p := &Prompt{Entity: Entity{Name: name, At: item.Place, Can: textCan}, Kind: "rule", Text: text, AppliesTo: commaList(item.Get("globs"))}
		p.Always = source.Say(!p.AppliesTo.Set, source.Place{})
		d.Prompts = append(d.Prompts, p)
		s.Refs = append(s.Refs, usesPrompt(p, f.Path))
	}
	if text := n.Get("systemMessage"); text.IsString() {
		p := &Prompt{Entity: Entity{Name: source.Say("systemMessage", text.Place), At: text.Place, Can: textCan}, Kind: "system", Text: text.Field()}
		d.Prompts = append(d.Prompts, p)
		s.Refs = append(s.Refs, usesPrompt(p, f.Path))
	}
	for _, item := range slices.Concat(itemsOf(n.Get("prompts")), itemsOf(n.Get("customCommands"))) {
		if uses := item.Get("uses").Field(); uses.Set {
			s.Refs = append(s.Refs, Ref{Rel: Packages, To: uses})
		}
		d.addContinuePrompt(f, item)
	}
}

// addContinuePrompt adds a prompt that people start by its name.
func (d *Document) addContinuePrompt(f *source.File, item *source.Node) {
	text := item.Get("prompt")
	if !text.IsString() {
		return
	}
	p := &Prompt{Entity: Entity{Name: item.Get("name").Field(), At: text.Place, Can: textCan}, Kind: "command", Text: text.Field()}
	command := &Skill{
		Entity: Entity{Name: p.Name, At: item.Place, Can: []string{"description"}, Refs: []Ref{usesPrompt(p, f.Path)}},
		Kind:   "command", Description: item.Get("description").Field(),
	}
	d.Prompts, d.Skills = append(d.Prompts, p), append(d.Skills, command)
}

// addContinueServers adds the servers of a list, or of a map, which blocks have, too.
func (d *Document) addContinueServers(n *source.Node, list []*source.Node, s *Setting) {
	for i, item := range list {
		if uses := item.Get("uses").Field(); uses.Set {
			s.Refs = append(s.Refs, Ref{Rel: Packages, To: uses})
			continue
		}
		if !isServer(item) && !isServer(item.Get("transport")) {
			continue
		}
		name := named(item, "mcpServers."+strconv.Itoa(i))
		d.addServer(newServer(name.V, name.At, item, "continue"), "a list of mcpServers")
	}
	d.addServers(mapOnly(n.Get("mcpServers")), "continue", "the keys of Continue")
	for _, server := range d.Servers {
		server.Can = mcpCan
		s.Refs = append(s.Refs, Ref{Rel: UsesServer, To: server.Name})
	}
}

// mapOnly is n where it is a Map, else nil.
func mapOnly(n *source.Node) *source.Node {
	if !n.IsMap() {
		return nil
	}
	return n
}
