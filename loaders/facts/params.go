package facts

import (
	"slices"
	"strconv"
	"strings"

	"github.com/pacheck/pacheck/loaders/source"
)

// Param is one parameter of a tool, at whatever depth of the schema it stands.
type Param struct {
	Name        string        `json:"name" doc:"The name of the property."`
	Pointer     string        `json:"pointer" doc:"The JSON pointer to it inside the schema."`
	Type        []string      `json:"type,omitempty" doc:"The types it may be of, in lower case, through references and branches; empty where the schema does not say."`
	ItemType    []string      `json:"item_type,omitempty" doc:"The types of the items of a list."`
	Required    bool          `json:"required" doc:"Whether the object around it requires it."`
	Described   bool          `json:"described" doc:"Whether it has a description, itself or through a reference or branch."`
	Title       source.Text   `json:"title,omitzero" surface:"tool.parameter.title" doc:"The title."`
	Description source.Text   `json:"description,omitzero" surface:"tool.parameter.description" doc:"The description that stands beside the name."`
	Enum        source.Texts  `json:"enum,omitzero" surface:"tool.parameter.enum" doc:"The values that enum and const allow, for a list those of its items; what is no string is JSON text."`
	Default     source.Text   `json:"default,omitzero" surface:"tool.parameter.default" doc:"The default; what is no string is JSON text."`
	Examples    source.Texts  `json:"examples,omitzero" surface:"tool.parameter.example" doc:"The examples; what is no string is JSON text."`
	Format      string        `json:"format,omitempty" doc:"The format, for a list that of its items."`
	Pattern     source.Text   `json:"pattern,omitzero" doc:"The regular expression, for a list that of its items."`
	MinLength   source.Amount `json:"min_length,omitzero" doc:"The least number of characters."`
	MaxLength   source.Amount `json:"max_length,omitzero" doc:"The greatest number of characters."`
	Minimum     source.Amount `json:"minimum,omitzero" doc:"The least number."`
	Maximum     source.Amount `json:"maximum,omitzero" doc:"The greatest number."`
	FreeForm    bool          `json:"free_form" doc:"Whether it is a string, or a list of strings, without enum, const, pattern and format."`
	Bounds      []string      `json:"bounds,omitempty" doc:"What enum, const, format and pattern keep out: shell (commands and SQL), path (absolute paths and those that go up), url (addresses of any host)."`
	Role        string        `json:"role,omitempty" doc:"What its name says it is: command, query, url, path, credential, cursor or side_note."`
	Sink        string        `json:"sink,omitempty" doc:"Where its text ends up, by its name and what tool and parameter say: a shell, an interpreter or a database."`
	Rooted      bool          `json:"rooted,omitempty" doc:"Whether the description says below which folder, or in which store, a path is meant."`
	ReadOnly    bool          `json:"read_only,omitempty" doc:"Whether the schema marks it as read-only."`
	Header      source.Text   `json:"header,omitzero" doc:"The HTTP header that it is copied into (x-mcp-header)."`
	HeaderFault string        `json:"header_fault,omitempty" doc:"What is wrong with that header: empty, token, duplicate or type."`

	At source.Place `json:"-"`
}

// Params lists the parameters of the schema at n in the order of the file: those of the root and, at
// any depth, of items, of the branches of allOf, anyOf and oneOf, and of the schemas that local
// references lead to, each once and under its own pointer. The dialect is that of ReadSchema.
func Params(n *source.Node, dialect string) []Param {
	if n == nil {
		return nil
	}
	draft, flat := schemaDraftOf(n, dialect)
	if flat {
		return flatParams(n)
	}
	r := paramReader{walk: &schemaWalk{root: n, draft: draft}, met: map[*source.Node]bool{}, required: map[*source.Node]map[string]bool{}}
	r.schema(n, 0)
	slices.SortStableFunc(r.params, func(a, b Param) int { return a.At.Start - b.At.Start })
	paramTwinHeaders(r.params)
	return r.params
}

// paramReader gathers parameters, and does not enter a schema twice.
type paramReader struct {
	walk     *schemaWalk // to resolve references with
	met      map[*source.Node]bool
	required map[*source.Node]map[string]bool // the names in lists of required ones
	path     []string
	params   []Param
}

// schema gathers the parameters in n.
func (r *paramReader) schema(n *source.Node, depth int) {
	if !n.IsMap() || r.met[n] || depth > SchemaMaxDepth || len(r.params) > SchemaMaxSubschemas {
		return
	}
	r.met[n] = true
	for _, pair := range schemaPairs(n) {
		r.path = append(r.path, pair.Key.Value)
		switch pair.Key.Value {
		case "properties":
			for _, property := range schemaPairs(pair.Value) {
				r.path = append(r.path, property.Key.Value)
				r.param(n, property)
				r.schema(property.Value, depth+1)
				r.path = r.path[:len(r.path)-1]
			}
		case "items", "additionalProperties", "if", "then", "else", "contains":
			r.schema(pair.Value, depth+1)
			r.list(pair.Value, depth)
		case "allOf", "anyOf", "oneOf", "prefixItems":
			r.list(pair.Value, depth)
		case "patternProperties", "dependentSchemas":
			for _, inner := range schemaPairs(pair.Value) {
				r.inner(inner.Key.Value, inner.Value, depth)
			}
		case "$ref":
			r.reference(n, depth)
		}
		r.path = r.path[:len(r.path)-1]
	}
}

func (r *paramReader) list(n *source.Node, depth int) {
	for i, item := range schemaItems(n) {
		r.inner(strconv.Itoa(i), item, depth)
	}
}

func (r *paramReader) inner(token string, n *source.Node, depth int) {
	r.path = append(r.path, token)
	r.schema(n, depth+1)
	r.path = r.path[:len(r.path)-1]
}

// reference goes on where n refers to, under the pointer of that place.
func (r *paramReader) reference(n *source.Node, depth int) {
	target := r.walk.localTarget(n)
	if target == nil {
		return
	}
	_, fragment, _ := strings.Cut(n.Get("$ref").Value, "#")
	path := r.path
	r.path = nil
	for token := range strings.SplitSeq(strings.TrimPrefix(fragment, "/"), "/") {
		if token != "" {
			r.path = append(r.path, strings.ReplaceAll(strings.ReplaceAll(token, "~1", "/"), "~0", "~"))
		}
	}
	r.schema(target, depth+1)
	r.path = path
}

// requires says whether a name is in a list of required ones.
func (r *paramReader) requires(list *source.Node, name string) bool {
	names, known := r.required[list]
	if !known {
		names = map[string]bool{}
		for _, item := range schemaItems(list) {
			if item.IsString() {
				names[item.Value] = true
			}
		}
		r.required[list] = names
	}
	return names[name]
}

// param makes a parameter of a property of object.
func (r *paramReader) param(object *source.Node, property source.Pair) {
	n, name := property.Value, property.Key.Value
	p := Param{Name: name, Pointer: schemaPointer(r.path...), At: property.Key.Place, Role: paramRole(name)}
	p.Required = r.requires(object.Get("required"), name)
	if n.IsMap() {
		p.Title, p.Description = schemaProse(n.Get("title")), schemaProse(n.Get("description"))
		p.Default = schemaAsText(n.Get("default"))
		p.Examples = paramExamples(n)
		p.ReadOnly, _ = n.Get("readOnly").Bool()
		p.Header = n.Get("x-mcp-header").Field()
	}
	v := paramValue{reader: r, param: &p}
	free := v.read(n, 0)
	p.FreeForm = free && slices.Contains(slices.Concat(p.Type, p.ItemType), "string")
	p.Bounds = paramBounds(&p)
	p.HeaderFault = paramHeaderFault(&p)
	r.params = append(r.params, p)
}

// paramValue reads what a schema and those about the same value say of a parameter.
type paramValue struct {
	reader *paramReader
	param  *Param
	items  bool // the schema is that of the items of a list
	met    int  // schemas read, which are few unless somebody wants it to be slow
}

// read adds what n says, and tells whether n leaves strings free.
func (v *paramValue) read(n *source.Node, depth int) (free bool) {
	if v.met++; !n.IsMap() || depth > 8 || v.met > 200 {
		return true
	}
	p := v.param
	types := &p.Type
	if v.items {
		types = &p.ItemType
	}
	for _, t := range v.reader.walk.types(n) {
		if !slices.Contains(*types, t) {
			*types = append(*types, t)
		}
	}
	p.Described = p.Described || !v.items && strings.TrimSpace(n.Get("description").Text()) != ""
	free = v.own(n)
	if target := v.reader.walk.localTarget(n); target != nil {
		free = v.read(target, depth+1) && free
	}
	for _, part := range schemaItems(n.Get("allOf")) {
		free = v.read(part, depth+1) && free
	}
	for _, key := range []string{"anyOf", "oneOf"} {
		if branches := schemaItems(n.Get(key)); len(branches) > 0 {
			free = v.branches(branches, depth+1) && free
		}
	}
	if items := n.Get("items"); items.IsMap() && !v.items {
		v.items = true
		free = v.read(items, depth+1) && free
		v.items = false
	}
	return free
}

// branches reads schemas of which one is enough: strings are free where one that allows them leaves
// them free.
func (v *paramValue) branches(branches []*source.Node, depth int) bool {
	someFree, someText := false, false
	for _, branch := range branches {
		free := v.read(branch, depth)
		types := v.reader.walk.rootType(branch, 0)
		if types == "" || strings.Contains(types, "string") || strings.Contains(types, "array") {
			someFree, someText = someFree || free, true
		}
	}
	return someFree || !someText
}

// own reads the keywords of n itself.
func (v *paramValue) own(n *source.Node) (free bool) {
	p := v.param
	members := schemaItems(n.Get("enum"))
	if c := n.Get("const"); c != nil {
		members = append(slices.Clip(members), c)
	}
	for _, member := range members {
		p.Enum.V, p.Enum.Set = append(p.Enum.V, schemaAsText(member)), true
	}
	format, pattern := n.Get("format").Text(), n.Get("pattern")
	if p.Format == "" {
		p.Format = format
	}
	if !p.Pattern.Set {
		p.Pattern = pattern.Field()
	}
	for _, limit := range [...]struct {
		key string
		to  *source.Amount
	}{{"minLength", &p.MinLength}, {"maxLength", &p.MaxLength}, {"minimum", &p.Minimum}, {"maximum", &p.Maximum}} {
		if !limit.to.Set {
			*limit.to = n.Get(limit.key).Amount()
		}
	}
	return len(members) == 0 && format == "" && pattern == nil
}

// paramExamples are example and examples together.
func paramExamples(n *source.Node) source.Texts {
	var all source.Texts
	if one := n.Get("example"); one != nil {
		all = source.Say([]source.Text{schemaAsText(one)}, one.Place)
	}
	if list := n.Get("examples"); list.IsList() {
		all.Set, all.At = true, list.Place
		for _, item := range list.Items {
			all.V = append(all.V, schemaAsText(item))
		}
	}
	return all
}

// schemaAsText is a String as it is, and any other value as JSON text; absent where n is nil.
func schemaAsText(n *source.Node) source.Text {
	switch {
	case n == nil:
		return source.Text{}
	case n.IsString():
		return n.Field()
	case n.Kind == source.Bool || n.Kind == source.Number:
		return source.Say(n.Value, n.Place)
	}
	return source.Say(schemaJSON(n, 0), n.Place)
}

// schemaJSON writes a value as JSON text, with everything that is readable left readable.
func schemaJSON(n *source.Node, depth int) string {
	switch {
	case n.Kind == source.Null:
		return "null"
	case depth > SchemaMaxDepth:
		return "..."
	case n.Kind == source.String:
		return schemaQuote(n.Value)
	case n.Kind == source.List:
		items := make([]string, len(n.Items))
		for i, item := range n.Items {
			items[i] = schemaJSON(item, depth+1)
		}
		return "[" + strings.Join(items, ", ") + "]"
	case n.Kind == source.Map:
		pairs := make([]string, len(n.Pairs))
		for i, pair := range n.Pairs {
			pairs[i] = schemaQuote(pair.Key.Value) + ": " + schemaJSON(pair.Value, depth+1)
		}
		return "{" + strings.Join(pairs, ", ") + "}"
	}
	return n.Value
}

var schemaEscapes = strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`, "\r", `\r`, "\t", `\t`)

// schemaQuote puts a text in quotes.
func schemaQuote(text string) string {
	return `"` + schemaEscapes.Replace(text) + `"`
}
