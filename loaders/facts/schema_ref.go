package facts

import (
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/pacheck/pacheck/loaders/source"
)

// checkRefs sorts the references: those to other documents are listed, those inside the schema must
// lead to a schema, and following them must come to an end.
func (w *schemaWalk) checkRefs() {
	if u := w.out.URI; u.Set && schemaRemote(u.V) && schemaDraftByURI(u.V) == nil {
		w.out.RemoteRefs = append(w.out.RemoteRefs, newRemoteRef("$schema", u))
	}
	if len(w.refs) == 0 {
		return
	}
	w.met = make(map[*source.Node]bool, len(w.objects))
	for _, seen := range w.objects {
		w.met[seen.node] = true
	}
	local := false
	for _, ref := range w.refs {
		if w.elsewhere(ref.at.Value) {
			if schemaRemote(ref.at.Value) {
				w.out.RemoteRefs = append(w.out.RemoteRefs, newRemoteRef(ref.path[strings.LastIndexByte(ref.path, '/')+1:], ref.at.Field()))
			}
			continue
		}
		local = true
		target, ok := w.target(ref.at.Value)
		switch {
		case !ok:
			w.unsure = true
		case target == nil:
			w.badRef(ref, "leads to nothing in this schema")
		case !target.IsMap() && target.Kind != source.Bool:
			w.badRef(ref, "leads to "+schemaKindName(target)+" and not to a schema")
		case !w.met[target]:
			w.unsure = true
		}
	}
	if local {
		w.checkRecursion()
	}
}

// newRemoteRef states a reference with its host.
func newRemoteRef(keyword string, uri source.Text) RemoteRef {
	r := RemoteRef{Keyword: keyword, URI: uri.V, At: uri.At}
	address := strings.ReplaceAll(strings.TrimSpace(uri.V), `\`, "/")
	if strings.HasPrefix(address, "//") {
		address = "https:" + address
	}
	if u := ParseURL(source.Say(address, uri.At)); u != nil {
		r.Host = u.Host
	}
	return r
}

// badRef reports a reference.
func (w *schemaWalk) badRef(ref schemaRef, message string) {
	w.out.Errors = append(w.out.Errors, SchemaProblem{Kind: "reference", Pointer: ref.path, At: ref.at.Place,
		Message: fmt.Sprintf("%q %s", ref.at.Value, message)})
}

// schemaRemote says whether a reference is an address by which a document is fetched.
func schemaRemote(ref string) bool {
	lower := strings.ToLower(strings.TrimSpace(ref))
	for _, prefix := range []string{"http:", "https:", "ftp:", "ftps:", "file:", "//", `\\`} {
		if strings.HasPrefix(lower, prefix) {
			return true
		}
	}
	return false
}

// elsewhere says whether a reference leads out of this schema, bundled schemas included in it.
func (w *schemaWalk) elsewhere(ref string) bool {
	address, _, _ := strings.Cut(ref, "#")
	if address == "" || slices.Contains(w.ids, address) {
		return false
	}
	if _, err := url.Parse(ref); err != nil {
		return false // no reference at all, as the library will say
	}
	base, err := url.Parse(w.root.Get("$id", "id").Text())
	if err != nil || len(w.ids) == 0 {
		return true
	}
	for _, id := range w.ids {
		if a, errA := base.Parse(address); errA == nil {
			if b, errB := base.Parse(id); errB == nil && a.String() == b.String() {
				return false
			}
		}
	}
	return true
}

// target is where a reference leads: nil for nowhere. It is not ok where only the library knows.
func (w *schemaWalk) target(ref string) (target *source.Node, ok bool) {
	address, fragment, _ := strings.Cut(ref, "#")
	if address != "" || len(w.ids) > 1 || len(w.ids) == 1 && w.root.Get("$id", "id") == nil {
		return nil, false
	}
	fragment, err := url.PathUnescape(fragment)
	if err != nil {
		return nil, true
	}
	if fragment != "" && fragment[0] != '/' {
		return nil, slices.Index(w.anchors, fragment) < 0
	}
	target = schemaAt(w.root, fragment)
	if target == nil && w.draft == schemaOpenAPI && w.root.File != nil {
		target = schemaAt(w.root.File.Root, fragment)
	}
	return target, true
}

// schemaAt follows a JSON pointer from n; nil where it leads to nothing.
func schemaAt(n *source.Node, pointer string) *source.Node {
	if pointer == "" {
		return n
	}
	for token := range strings.SplitSeq(pointer[1:], "/") {
		token = strings.ReplaceAll(strings.ReplaceAll(token, "~1", "/"), "~0", "~")
		if n.IsList() {
			i, err := strconv.Atoi(token)
			if err != nil {
				return nil
			}
			n = n.Index(i)
			continue
		}
		n = n.Get(token)
	}
	return n
}

// localTarget is the schema that n refers to inside the document, or nil.
func (w *schemaWalk) localTarget(n *source.Node) *source.Node {
	ref := n.Get("$ref")
	if !ref.IsString() || w.elsewhere(ref.Value) {
		return nil
	}
	target, _ := w.target(ref.Value)
	return target
}

// schemaRounds is how often checkRecursion looks again before it gives up on a schema that is made to
// be slow.
const schemaRounds = 64

// checkRecursion reports references by which a schema asks for itself without end, so that no value
// fits. It finds the schemas that some finite value fits, starting with those that ask for nothing.
func (w *schemaWalk) checkRecursion() {
	if len(w.objects) > SchemaMaxSubschemas {
		return
	}
	done := make(map[*source.Node]bool, len(w.objects))
	for round, changed := 0, true; changed; round++ {
		if round == schemaRounds {
			return
		}
		changed = false
		for _, seen := range slices.Backward(w.objects) {
			if !done[seen.node] && w.ends(seen.node, done) {
				done[seen.node], changed = true, true
			}
		}
	}
	for i, seen := range w.objects {
		ref := seen.node.Get("$ref")
		target := w.localTarget(seen.node)
		if done[seen.node] || !target.IsMap() || !w.met[target] || done[target] {
			continue
		}
		w.out.Errors = append(w.out.Errors, SchemaProblem{Kind: "recursion", Pointer: w.pathOf(i) + "/$ref", At: ref.Place,
			Message: fmt.Sprintf("%q comes back to itself without a base case", ref.Value)})
		return
	}
}

// ends says whether some finite value fits n, given the schemas of which that is known.
func (w *schemaWalk) ends(n *source.Node, done map[*source.Node]bool) bool {
	fits := func(n *source.Node) bool { return !n.IsMap() || done[n] || !w.met[n] }
	if target := w.localTarget(n); target != nil {
		if !fits(target) {
			return false
		}
		if w.draft.refAlone {
			return true
		}
	}
	for _, part := range schemaItems(n.Get("allOf")) {
		if !fits(part) {
			return false
		}
	}
	for _, key := range []string{"anyOf", "oneOf"} {
		if branches := schemaItems(n.Get(key)); len(branches) > 0 && !slices.ContainsFunc(branches, fits) {
			return false
		}
	}
	return w.membersEnd(n, fits)
}

// membersEnd says whether the properties and items that n insists on can be given.
func (w *schemaWalk) membersEnd(n *source.Node, fits func(*source.Node) bool) bool {
	types := w.types(n)
	if len(types) != 1 {
		return true
	}
	switch types[0] {
	case "object":
		for _, name := range schemaItems(n.Get("required")) {
			if !fits(n.Get("properties").Get(name.Text())) {
				return false
			}
		}
	case "array":
		least := n.Get("minItems")
		if v := schemaNumber(least.Text()); least != nil && v != nil && v.Sign() > 0 {
			return fits(n.Get("items"))
		}
	}
	return true
}

// types are the types that n states itself, in lower case where the draft folds them.
func (w *schemaWalk) types(n *source.Node) []string {
	stated := n.Get("type")
	if stated == nil {
		return nil
	}
	if stated.IsString() {
		return []string{w.typeName(stated)}
	}
	types := make([]string, 0, len(stated.Items))
	for _, t := range stated.Items {
		if t.IsString() {
			types = append(types, w.typeName(t))
		}
	}
	return types
}

// typeName is the name of a type as it is compared.
func (w *schemaWalk) typeName(n *source.Node) string {
	if w.draft.fold {
		return strings.ToLower(n.Value)
	}
	return n.Value
}

// rootType is the type of the root, joined by commas, found through references and allOf.
func (w *schemaWalk) rootType(n *source.Node, depth int) string {
	if types := w.types(n); len(types) > 0 || depth > 8 {
		return strings.Join(types, ",")
	}
	if target := w.localTarget(n); target != nil {
		if t := w.rootType(target, depth+1); t != "" {
			return t
		}
	}
	for _, part := range schemaItems(n.Get("allOf")) {
		if t := w.rootType(part, depth+1); t != "" {
			return t
		}
	}
	return ""
}

// schemaItems are the items of a List.
func schemaItems(n *source.Node) []*source.Node {
	if n == nil {
		return nil
	}
	return n.Items
}
