package loaders

import (
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/pacheck/pacheck/loaders/facts"
	"github.com/pacheck/pacheck/loaders/source"
)

// openapiLoader reads descriptions of HTTP interfaces as tools, where agents use them. All others describe
// interfaces for programs, and are left alone.
var openapiLoader = Loader{
	Name: "openapi",
	Doc: "Operations of [OpenAPI 3](https://spec.openapis.org/oas/v3.1.0.html) and [Swagger 2](https://swagger.io/specification/v2/) as tools, where the path has the word " +
		"action, plugin, tool, appPackage or agent, or where a manifest beside the file names it.",
	Family:  "Tools",
	Dialect: "openapi",
	Weak:    []string{"**/*.json", "**/*.yaml", "**/*.yml"},
	Hints:   []string{`"openapi"`, "openapi:", `"swagger"`, "swagger:"},
	Can:     []string{"description", "input_schema", "http", "requires_confirmation"},
	Claims:  isOpenAPI,
	Load: func(f *source.File) (*Document, error) {
		if !usedByAgents(f.Path) && !namedByManifest(f) {
			return nil, nil
		}
		return interfaceTools(f), nil
	},
}

// interfaceTools are the operations of a description.
func interfaceTools(f *source.File) *Document {
	doc := &Document{}
	reader := openapi{root: f.Root}
	for _, route := range entriesOf(f.Root.Get("paths")) {
		doc.Tools = append(doc.Tools, reader.route(route)...)
	}
	for _, t := range doc.Tools {
		t.readSignals(doc.Tools)
	}
	return doc
}

var openapiVersion = regexp.MustCompile(`^3\.\d`)

func isOpenAPI(n *source.Node) bool {
	version := openapiVersion.MatchString(n.Get("openapi").Text()) || strings.HasPrefix(n.Get("swagger").Text(), "2")
	return version && n.Get("paths").IsMap() && n.Get("info").IsMap()
}

// agentPathWords are what a path has to do with agents by.
var agentPathWords = []string{"action", "plugin", "tool", "apppackage", "agent"}

// usedByAgents says whether a segment of the path, or a word of the file's name, is one of agents.
func usedByAgents(name string) bool {
	dir, base := path.Split(name)
	words := strings.Split(strings.ToLower(dir), "/")
	words = append(words, facts.NameTokens(stem(base, path.Ext(base)))...)
	return slices.ContainsFunc(words, func(w string) bool { return slices.Contains(agentPathWords, strings.TrimSuffix(w, "s")) })
}

// maxManifest is the size of manifests that are searched for the name of a file beside them.
const maxManifest = 256 << 10

// namedByManifest says whether a manifest of an agent or a plugin beside the file, or in .well-known,
// names it.
func namedByManifest(f *source.File) bool {
	if f.Dir == nil {
		return false
	}
	dir, base := path.Dir(f.Path), path.Base(f.Path)
	for _, folder := range []string{dir, path.Join(dir, ".well-known")} {
		entries, err := fs.ReadDir(f.Dir, folder)
		if err != nil {
			continue
		}
		for _, e := range entries[:min(200, len(entries))] {
			name := path.Join(folder, e.Name())
			if name == f.Path || !e.Type().IsRegular() || !isManifest(e.Name()) {
				continue
			}
			if info, err := e.Info(); err != nil || info.Size() > maxManifest {
				continue
			}
			if data, err := fs.ReadFile(f.Dir, name); err == nil && mentions(string(data), base) {
				return true
			}
		}
	}
	return false
}

// isManifest says whether a file may be the manifest of an agent or a plugin.
func isManifest(name string) bool {
	ext := strings.ToLower(path.Ext(name))
	if ext == ".prompty" {
		return true
	}
	return slices.Contains([]string{".json", ".yaml", ".yml"}, ext) && usedByAgents(name)
}

// mentions says whether a text has a file's name as the end of a path or an address.
func mentions(text, base string) bool {
	for at := 0; ; {
		i := strings.Index(text[at:], base)
		if i < 0 {
			return false
		}
		start := at + i
		at = start + len(base)
		before := start > 0 && strings.IndexByte("/\\\"' :", text[start-1]) >= 0
		after := at == len(text) || strings.IndexByte("\"' \r\n?#,", text[at]) >= 0
		if before && after {
			return true
		}
	}
}

// openapi reads the operations of one description.
type openapi struct {
	root *source.Node
}

var httpMethods = []string{"get", "put", "post", "delete", "options", "head", "patch", "trace"}

// route reads the operations of one path.
func (o openapi) route(route source.Pair) []*Tool {
	var found []*Tool
	item := o.resolve(route.Value)
	for _, p := range entriesOf(item) {
		if slices.Contains(httpMethods, p.Key.Value) && p.Value.IsMap() {
			found = append(found, o.operation(route.Key.Value, item, p))
		}
	}
	return found
}

// operation reads one operation.
func (o openapi) operation(route string, item *source.Node, p source.Pair) *Tool {
	n, method := p.Value, strings.ToUpper(p.Key.Value)
	t := &Tool{
		Entity:      Entity{Name: n.Get("operationId").Field(), At: entryPlace(p), Evidence: "openapi", Raw: n},
		Title:       n.Get("summary").Field(),
		Description: n.Get("description").Field(),
		Kind:        "function",
		HTTP:        &HTTPCall{Method: method, Path: route, Servers: o.servers(n, item), At: p.Key.Place},
	}
	if o.root.Has("swagger") {
		t.Evidence = "swagger"
	}
	shown := t.Name.V
	if !t.Name.Set {
		t.Name, shown = source.Say(method+" "+route, p.Key.Place), route
	}
	if t.Description.V == "" {
		t.Description = t.Title
	}
	schema := o.arguments(n, item)
	t.InputSchema, t.Params = facts.ReadInputSchema(schema, "openapi"), facts.Params(schema, "openapi")
	t.Effects = httpEffects(facts.EffectsOf(shown, t.Params), method)
	o.security(t, n)
	if c := n.Get("x-openai-isConsequential").Flag(); c.Set {
		t.Confirm = c
	} else if c := n.Get("x-requireConfirmation").Field(); c.Set {
		t.Confirm = source.Say(strings.EqualFold(c.V, "ENABLED") || c.V == "true", c.At)
	}
	return t
}

// httpEffects adds what the method shows to what the name does.
func httpEffects(e facts.Effects, method string) facts.Effects {
	kind := ""
	switch {
	case method == "DELETE":
		kind = "destructive"
		if !e.Destructive {
			e.Destructive, e.Evidence = true, method
		}
	case slices.Contains([]string{"POST", "PUT", "PATCH"}, method) && !slices.Contains(e.VerbKinds, "read"):
		kind = "write"
	}
	if kind != "" && !slices.Contains(e.Kinds, kind) {
		e.Kinds = append([]string{kind}, e.Kinds...)
	}
	return e
}

// servers are the addresses of an operation: its own, those of its path, or those of all.
func (o openapi) servers(n, item *source.Node) []Interface {
	list := n.Get("servers")
	for _, outer := range []*source.Node{item, o.root} {
		if list == nil {
			list = outer.Get("servers")
		}
	}
	var found []Interface
	for _, s := range itemsOf(list) {
		if url := s.Get("url").Field(); url.Set {
			found = append(found, Interface{URL: url, Endpoint: facts.ParseURL(url), At: s.Place})
		}
	}
	if host := o.root.Get("host").Field(); host.V != "" {
		schemes := o.root.Get("schemes").Texts().V
		if len(schemes) == 0 {
			schemes = []source.Text{source.Say("https", host.At)}
		}
		for _, scheme := range schemes {
			url := source.Say(scheme.V+"://"+host.V+o.root.Get("basePath").Text(), host.At)
			found = append(found, Interface{URL: url, Endpoint: facts.ParseURL(url), At: host.At})
		}
	}
	return found
}

// security states which credentials an operation asks for. An empty requirement asks for none.
func (o openapi) security(t *Tool, n *source.Node) {
	list := n.Get("security")
	if list == nil {
		list = o.root.Get("security")
	}
	if !list.IsList() {
		return
	}
	needed := len(list.Items) > 0
	for _, requirement := range list.Items {
		needed = needed && requirement.IsMap() && len(requirement.Pairs) > 0
		for _, p := range entriesOf(requirement) {
			scheme := o.resolve(o.root.At("components", "securitySchemes", p.Key.Value))
			if scheme == nil {
				scheme = o.root.At("securityDefinitions", p.Key.Value)
			}
			t.HTTP.Schemes = append(t.HTTP.Schemes, Scheme{Name: p.Key.Value, Type: scheme.Get("type").Text(), At: p.Key.Place})
		}
	}
	t.HTTP.Security = source.Say(needed, list.Place)
}
