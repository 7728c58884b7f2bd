package loaders

import (
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/pacheck/pacheck/loaders/facts"
	"github.com/pacheck/pacheck/loaders/source"
)

// gooseRecipeLoader reads recipes.
var gooseRecipeLoader = Loader{
	Name:    "goose-recipe",
	Doc:     "[Recipes](https://block.github.io/goose/docs/guides/recipes/recipe-reference) of goose, in YAML or JSON, wherever they lie: an agent with its prompts, extensions, parameters, sub-recipes and the commands that check its result.",
	Family:  "Agents",
	Dialect: "goose",
	Weak:    []string{"**/*.yaml", "**/*.yml", "**/*.json"},
	Hints:   []string{"instructions:", `"instructions"`, "prompt:", `"prompt"`},
	Marks:   regexp.MustCompile(`(?m)^\s*-\s*type:\s*["']?(?:builtin|stdio|streamable_http|platform|inline_python)\b|\bgoose_(?:provider|model)\b`),
	Can:     []string{"description", "owner", "model", "tools", "delegation", "limits"},
	Claims:  isRecipe,
	Load:    loadRecipe,
}

// isRecipe wants a title, a description, a text for the model, and a part that only recipes have in its
// form.
func isRecipe(n *source.Node) bool {
	text := n.Get("instructions").IsString() || n.Get("prompt").IsString()
	if !text || !n.Get("title").IsString() || !n.Get("description").IsString() {
		return false
	}
	settings, retry := n.Get("settings"), n.Get("retry")
	return slices.ContainsFunc(itemsOf(n.Get("extensions")), isRecipeExtension) ||
		slices.ContainsFunc(itemsOf(n.Get("parameters")), isRecipeParameter) ||
		slices.ContainsFunc(itemsOf(n.Get("sub_recipes")), func(s *source.Node) bool { return s.Has("name", "path") }) ||
		settings.Get("goose_provider", "goose_model") != nil ||
		retry.Has("max_retries", "checks") ||
		n.At("response", "json_schema").IsMap() ||
		n.Get("activities").IsList() && n.Get("version").IsString()
}

func isRecipeExtension(n *source.Node) bool {
	return slices.Contains(gooseTypes, n.Get("type").Text()) && n.Get("name").IsString()
}

func isRecipeParameter(n *source.Node) bool {
	return n.Get("key").IsString() && n.Get("input_type").IsString() && n.Get("requirement").IsString()
}

func loadRecipe(f *source.File) (*Document, error) {
	n, doc := f.Root, &Document{}
	a := &Agent{
		Entity:      Entity{Name: n.Get("title").Field(), At: placeOf(n), Evidence: "the keys of a recipe"},
		Description: n.Get("description").Field(),
		Model:       n.At("settings", "goose_model").Field(),
		Tools:       recipeTools(n.Get("extensions")),
		Limits:      recipeLimits(n),
		Governance:  governanceOf(n),
	}
	if contact := n.At("author", "contact").Field(); contact.Set && a.Owner == nil {
		a.Owner = &Owner{Contact: contact, At: n.Get("author").Place}
	}
	doc.Agents = append(doc.Agents, a)
	a.Refs = usesModel(a.Model)
	doc.addRecipePrompts(f, a)
	for _, item := range itemsOf(n.Get("extensions")) {
		if s := recipeServer(item); s != nil {
			doc.addServer(s, "an extension of a recipe")
			a.Refs = append(a.Refs, Ref{Rel: UsesServer, To: s.Name})
		}
	}
	for _, item := range itemsOf(n.Get("sub_recipes")) {
		a.addSubRecipe(f, item)
	}
	doc.Hooks = recipeChecks(n.Get("retry"))
	return doc, nil
}

// recipeVariables are the parameters of a recipe.
func recipeVariables(n *source.Node) []source.Text {
	var names []source.Text
	for _, item := range itemsOf(n.Get("parameters")) {
		if key := item.Get("key").Field(); key.Set {
			names = append(names, key)
		}
	}
	return names
}

// addRecipePrompts adds what the model is told before, and what it is told first. A parameter belongs to
// the texts that use it, and to the first where none does.
func (d *Document) addRecipePrompts(f *source.File, a *Agent) {
	declared := recipeVariables(f.Root)
	for _, part := range []struct{ key, kind, suffix string }{{"instructions", "agent", ""}, {"prompt", "prompt", ".prompt"}} {
		text := f.Root.Get(part.key)
		if !text.IsString() {
			continue
		}
		p := &Prompt{
			Entity: Entity{Name: source.Say(a.Name.V+part.suffix, a.Name.At), At: text.Place, Can: []string{"text", "variables"}},
			Kind:   part.kind, Text: text.Field(), Template: jinja2, Declares: f.Root.Get("parameters").IsList(),
		}
		used := slices.DeleteFunc(usedVariables(jinja2, p.Text), func(v Variable) bool { return v.Name == "recipe_dir" }) // which the host has itself
		uses := func(name source.Text) bool {
			return slices.ContainsFunc(used, func(v Variable) bool { return v.Name == name.V })
		}
		foreign := func(name source.Text) bool { return !uses(name) && filledIn(f.Text, name.V) }
		if len(d.Prompts) > 0 {
			foreign = func(name source.Text) bool { return !uses(name) }
		}
		p.Variables = variables(slices.DeleteFunc(slices.Clone(declared), foreign), used)
		d.Prompts = append(d.Prompts, p)
		a.Refs = append(a.Refs, usesPrompt(p, f.Path))
	}
}

// filledIn says whether a text has a place for the value of a name.
func filledIn(text, name string) bool {
	for rest := text; ; {
		_, after, found := strings.Cut(rest, "{{")
		if !found {
			return false
		}
		if inner, _, closed := strings.Cut(after, "}}"); closed && slices.Contains(strings.FieldsFunc(inner, notName), name) {
			return true
		}
		rest = after
	}
}

// notName says whether a character parts names.
func notName(r rune) bool { return r != '_' && !unicode.IsLetter(r) && !unicode.IsDigit(r) }

// recipeTools are the extensions of a recipe; without a list it has those that the user switched on.
func recipeTools(n *source.Node) Tools {
	t := Tools{Mode: "all", At: placeOf(n)}
	if !n.IsList() {
		return t
	}
	t.Mode = "list"
	if len(n.Items) == 0 {
		t.Mode = "none"
	}
	found := []facts.Grant{}
	for _, item := range n.Items {
		name := textOr(item, "name")
		if !name.Set {
			continue
		}
		tools := item.Get("available_tools").Texts().V
		for _, tool := range tools {
			found = append(found, extensionGrant(item, name, tool))
		}
		if len(tools) == 0 {
			found = append(found, extensionGrant(item, name, source.Text{}))
		}
	}
	t.Allow = source.Say(found, n.Place)
	return t
}

// extensionGrant is a tool of an extension, or the whole extension. The one for developers has the shell.
func extensionGrant(item *source.Node, name, tool source.Text) facts.Grant {
	kind := item.Get("type").Text()
	own := kind == "" || kind == "builtin" || kind == "platform" || kind == "frontend"
	switch {
	case own && tool.Set:
		return facts.ParseGrant(tool, "goose")
	case own:
		g := facts.ParseGrant(name, "goose")
		if name.V == "developer" {
			g.Tool = "shell"
		}
		return g
	case tool.Set:
		g := facts.ParseGrant(source.Say("mcp__"+name.V+"__"+tool.V, tool.At), "goose")
		g.Raw = tool.V
		return g
	}
	g := facts.ParseGrant(source.Say("mcp__"+name.V, name.At), "goose")
	g.Raw = name.V
	return g
}

// recipeServer is an extension that is a server of its own, or a program in the recipe itself; else nil.
func recipeServer(item *source.Node) *Server {
	name := item.Get("name")
	if !name.IsString() {
		return nil
	}
	code := item.Get("code")
	if !isGooseServer(item) && !code.IsString() {
		return nil
	}
	s := newServer(name.Value, name.Place, item, "goose")
	s.Can = mcpCan
	if code.IsString() {
		s.Transport = "stdio"
		s.Launch = &facts.Launch{At: code.Place, Program: "python", Inline: &facts.InlineCode{At: code.Place, Program: "python", Flag: "code"}}
	}
	return s
}

// addSubRecipe adds a recipe that this one may start.
func (a *Agent) addSubRecipe(f *source.File, item *source.Node) {
	name, file := item.Get("name").Field(), item.Get("path").Field()
	if !name.Set {
		return
	}
	first := len(a.Refs)
	a.handOver(name, false)
	local := file.V != "" && !strings.Contains(file.V, "://") && !strings.HasPrefix(file.V, "/") && !strings.Contains(file.V, "{{")
	if local && len(a.Refs) > first {
		a.Refs[first].Path = path.Join(path.Dir(f.Path), file.V)
	}
}

func recipeLimits(n *source.Node) Limits {
	settings, retry := n.Get("settings"), n.Get("retry")
	l := Limits{MaxTurns: settings.Get("max_turns").Amount(), MaxRetries: retry.Get("max_retries").Amount()}
	if seconds := retry.Get("timeout_seconds").Field(); seconds.Set {
		l.Timeout = source.Say(seconds.V+"s", seconds.At)
	}
	for _, at := range []source.Place{l.MaxTurns.At, l.Timeout.At, l.MaxRetries.At} {
		if l.At.IsZero() {
			l.At = at
		}
	}
	return l
}

// recipeChecks are the commands that goose runs to see whether a recipe succeeded, and where it did not.
func recipeChecks(retry *source.Node) []*Hook {
	var hooks []*Hook
	add := func(event string, at source.Place, command *source.Node) {
		if !command.IsString() {
			return
		}
		h := &Hook{Entity: Entity{Name: source.Say(event, command.Place), At: at, Can: hookCan}, Event: event, Kind: "command"}
		h.Timeout = retry.Get("timeout_seconds").Amount()
		h.run(command, nil)
		hooks = append(hooks, h)
	}
	for i, check := range itemsOf(retry.Get("checks")) {
		add("retry.checks."+strconv.Itoa(i), check.Place, check.Get("command"))
	}
	if fallback := retry.Get("on_failure"); fallback.IsString() {
		add("retry.on_failure", fallback.Place, fallback)
	}
	return hooks
}
