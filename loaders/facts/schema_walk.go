package facts

import (
	"slices"
	"strings"

	"github.com/pacheck/pacheck/loaders/source"
)

// schemaWalk goes through a schema once, compares every keyword with its shape, and gathers what the
// later checks need.
type schemaWalk struct {
	root  *source.Node
	draft *schemaDraft
	out   *Schema

	at       *source.Node          // the schema whose keywords are being read
	path     []string              // the tokens of the pointer to where the walk is
	refs     []schemaRef           // every reference
	objects  []schemaSeen          // every schema that is a Map, in order
	met      map[*source.Node]bool // the same as a set, where there are references
	anchors  []string              // names that a reference may use
	ids      []string              // addresses of schemas inside this one
	unsure   bool                  // something that only the library decides
	steps    int                   // schemas that a default or an example was held against
	nested   int                   // how deep that is just now
	newer    bool                  // read as draft-07, it has keywords of later drafts
	depthAt  *source.Node          // the first schema that is nested too deep
	excessAt *source.Node          // the first schema beyond the walk's limit
	oracle   *schemaOracle         // made on the first question to the library
}

// schemaSeen is a schema that the walk met.
type schemaSeen struct {
	node   *source.Node
	tail   [2]string // the tokens of the pointer from the schema around it to this one
	tails  int       // how many of them there are
	parent int       // index of the schema around it, -1 for the root
	same   bool      // it is about the same value as the schema around it: a branch of allOf and the like
	denied bool      // it stands under not, and says what must not be
}

// schemaFrame is what a schema knows of where it stands.
type schemaFrame struct {
	depth  int
	parent int
	length int // of the pointer to the schema around it
	same   bool
	denied bool
	param  bool // it is the value of a property, so that Params lists its texts
}

// schemaRef is a reference: the node of its text and the pointer to it.
type schemaRef struct {
	at   *source.Node
	path string
}

// readRoot fills in what is stated at the root.
func (w *schemaWalk) readRoot() {
	n, out := w.root, w.out
	out.URI = n.Get("$schema").Field()
	out.Title, out.Description = schemaProse(n.Get("title")), schemaProse(n.Get("description"))
	out.Properties = len(schemaPairs(n.Get("properties")))
	if n.Get("required").IsList() {
		out.Required = n.Get("required").Texts()
	}
	out.AdditionalProperties = schemaOpenness(n)
}

// schemaProse is the text of a String.
func schemaProse(n *source.Node) source.Text {
	if !n.IsString() {
		return source.Text{}
	}
	return n.Field()
}

// schemaOpenness says what an object schema does with properties that it does not name.
func schemaOpenness(n *source.Node) string {
	more := n.Get("additionalProperties")
	if more == nil {
		more = n.Get("unevaluatedProperties")
	}
	if open, ok := more.Bool(); ok && open {
		return "open"
	} else if ok {
		return "closed"
	}
	if more.IsMap() {
		return "schema"
	}
	return ""
}

// schema reads one schema and those inside it.
func (w *schemaWalk) schema(n *source.Node, f schemaFrame) {
	w.out.Depth = max(w.out.Depth, f.depth)
	if f.depth > SchemaMaxDepth && w.depthAt == nil {
		w.depthAt = n
	}
	if n.Kind == source.Bool && w.draft.bools {
		return
	}
	if !n.IsMap() {
		if !w.draft.fold || n.Kind != source.Null {
			w.report("keyword", n, "a schema is expected here, not "+schemaKindName(n))
		}
		return
	}
	if len(w.objects) > schemaWalkLimit {
		if w.excessAt == nil {
			w.excessAt = n
		}
		return
	}
	index := len(w.objects)
	seen := schemaSeen{node: n, parent: f.parent, same: f.same, denied: f.denied}
	seen.tails = copy(seen.tail[:], w.path[f.length:])
	w.objects = append(w.objects, seen)
	w.noteOpen(n)
	inner := schemaFrame{depth: f.depth + 1, parent: index, length: len(w.path), denied: f.denied}
	for _, pair := range schemaPairs(n) {
		key := pair.Key.Value
		w.path = append(w.path, key)
		w.collect(pair, index == 0, f.param)
		w.at = n
		w.keyword(pair, inner)
		w.path = w.path[:len(w.path)-1]
	}
}

// collect keeps the texts that neither a parameter nor the root shows. Members of enum are with the
// parameters.
func (w *schemaWalk) collect(pair source.Pair, root, param bool) {
	switch pair.Key.Value {
	case "title", "description":
		if root || param {
			return
		}
	case "default", "example", "examples":
		if param {
			return
		}
	case "$comment":
	default:
		if _, known := w.draft.keywords[pair.Key.Value]; known || pair.Value.Kind == source.Number {
			return
		}
	}
	texts := &w.out.Texts
	texts.V = schemaStrings(texts.V, pair.Value, 0)
	texts.Set = len(texts.V) > 0
}

// schemaStrings adds the strings in n, at any depth within reason, to a list.
func schemaStrings(to []source.Text, n *source.Node, depth int) []source.Text {
	if n.IsString() && n.Value != "" {
		return append(to, n.Field())
	}
	if depth > 8 || len(to) > schemaWalkLimit {
		return to
	}
	for _, item := range n.Items {
		to = schemaStrings(to, item, depth+1)
	}
	for _, pair := range n.Pairs {
		to = schemaStrings(to, pair.Value, depth+1)
	}
	return to
}

// noteOpen lists an object schema that has properties and accepts others.
func (w *schemaWalk) noteOpen(n *source.Node) {
	if open := schemaOpenness(n); open != "" && open != "open" || !n.Get("properties").IsMap() {
		return
	}
	w.out.OpenObjects.Set = true
	w.out.OpenObjects.V = append(w.out.OpenObjects.V, source.Say(w.pointer(), n.Place))
}

// inner walks a schema under one more token.
func (w *schemaWalk) inner(token string, n *source.Node, f schemaFrame) {
	w.path = append(w.path, token)
	w.sub(n, f)
	w.path = w.path[:len(w.path)-1]
}

// sub counts and walks the schema at which the walk is.
func (w *schemaWalk) sub(n *source.Node, f schemaFrame) {
	w.out.Subschemas++
	w.schema(n, f)
}

// report notes a fault of the keyword at which the walk is.
func (w *schemaWalk) report(kind string, n *source.Node, message string) {
	w.out.Errors = append(w.out.Errors, SchemaProblem{Kind: kind, Pointer: w.pointer(), Message: message, At: n.Place})
}

// pathOf is the JSON pointer to a schema that the walk met.
func (w *schemaWalk) pathOf(index int) string {
	var tokens []string
	for ; index >= 0; index = w.objects[index].parent {
		seen := &w.objects[index]
		for i := range seen.tails {
			tokens = append(tokens, seen.tail[seen.tails-1-i])
		}
	}
	slices.Reverse(tokens)
	return schemaPointer(tokens...)
}

// pointer is the JSON pointer to where the walk is.
func (w *schemaWalk) pointer() string { return schemaPointer(w.path...) }

// schemaPointer joins tokens to a JSON pointer.
func schemaPointer(tokens ...string) string {
	var b strings.Builder
	for _, token := range tokens {
		b.WriteByte('/')
		if strings.ContainsAny(token, "~/") {
			token = strings.ReplaceAll(strings.ReplaceAll(token, "~", "~0"), "/", "~1")
		}
		b.WriteString(token)
	}
	return b.String()
}

// schemaPairs are the pairs of a Map, of a repeated key only the last.
func schemaPairs(n *source.Node) []source.Pair {
	if n == nil {
		return nil
	}
	if len(n.Pairs) <= 12 && !schemaRepeats(n.Pairs) {
		return n.Pairs
	}
	seen := make(map[string]int, len(n.Pairs))
	pairs := make([]source.Pair, 0, len(n.Pairs))
	for _, pair := range n.Pairs {
		if i, ok := seen[pair.Key.Value]; ok {
			pairs[i] = pair
			continue
		}
		seen[pair.Key.Value] = len(pairs)
		pairs = append(pairs, pair)
	}
	return pairs
}

// schemaRepeats says whether a key occurs twice; for short lists.
func schemaRepeats(pairs []source.Pair) bool {
	for i := range pairs {
		for j := range i {
			if pairs[i].Key.Value == pairs[j].Key.Value {
				return true
			}
		}
	}
	return false
}

// schemaKindName names what n is, with an article, for messages.
func schemaKindName(n *source.Node) string {
	switch n.Kind {
	case source.Null:
		return "null"
	case source.Bool:
		return "a truth value"
	case source.Number:
		return "a number"
	case source.String:
		return "a string"
	case source.List:
		return "a list"
	}
	return "an object"
}
