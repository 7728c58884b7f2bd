package facts

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/pacheck/pacheck/loaders/source"
)

// keyword compares a keyword with its shape, and walks the schemas in it.
func (w *schemaWalk) keyword(pair source.Pair, f schemaFrame) {
	key, n := pair.Key.Value, pair.Value
	shape, known := w.draft.keywords[key]
	if !known && w.draft == schemaDraft07 && key != "$defs" {
		_, newer := schemaDraft2020.keywords[key]
		w.newer = w.newer || newer
	}
	switch {
	case key == "$defs" && !known && w.draft.library != nil:
		shape = shapeSchemaMap // where generators put schemas also in older drafts
	case !known || w.draft.fold && n.Kind == source.Null:
		return
	}
	switch shape {
	case shapeAny:
		w.unsure = w.unsure || key == "additionalItems" // in which the library looks for $id all the same
	case shapeNeedsBound:
		bound := strings.ToLower(strings.TrimPrefix(key, "exclusive"))
		if !w.at.Has(bound) {
			w.report("keyword", n, key+" stands without "+bound)
		}
		w.scalar(key, n, shapeBool)
	case shapeString, shapeBool, shapeNumber, shapePositive, shapeCount, shapeSwitch:
		w.scalar(key, n, shape)
	case shapePattern, shapeDialect, shapeID, shapeRef, shapeAnchor:
		w.special(key, n, shape)
	case shapeNames, shapeNamesSome, shapeEnum, shapeEnumSome, shapeList, shapeType:
		w.list(key, n, shape)
	case shapeNamesMap, shapeVocabulary, shapeNeeds, shapePatternMap, shapeSchemaMap:
		w.table(key, n, shape, f)
	default:
		w.schemas(key, n, shape, f)
	}
}

// scalar checks keywords that are one value.
func (w *schemaWalk) scalar(key string, n *source.Node, shape schemaShape) {
	number := n.Kind == source.Number || w.draft.fold && n.IsString() && schemaNumber(n.Value) != nil
	switch shape {
	case shapeString:
		if !n.IsString() {
			w.expect(key, n, "a string")
		}
	case shapeBool:
		if _, ok := n.Bool(); !ok {
			w.expect(key, n, "true or false")
		}
	case shapeSwitch:
		if _, ok := n.Bool(); !ok && !number {
			w.expect(key, n, "a number")
		}
	case shapeNumber:
		if !number {
			w.expect(key, n, "a number")
		}
	case shapePositive:
		if v := schemaNumber(n.Value); !number || v != nil && v.Sign() <= 0 {
			w.expect(key, n, "a number over 0")
		}
	case shapeCount:
		if v := schemaNumber(n.Value); !number || v != nil && (!v.IsInt() || v.Sign() < 0) {
			w.expect(key, n, "a whole number from 0")
		}
	}
}

// special checks strings that have a form of their own.
func (w *schemaWalk) special(key string, n *source.Node, shape schemaShape) {
	if !n.IsString() {
		w.expect(key, n, "a string")
		return
	}
	inside := len(w.path) > 1
	switch shape {
	case shapePattern:
		if err := checkSchemaPattern(n.Value); err != nil {
			w.report("pattern", n, fmt.Sprintf("%q is not a valid regular expression: %v", n.Value, err))
		}
	case shapeRef:
		w.refs = append(w.refs, schemaRef{at: n, path: w.pointer()})
		w.unsure = w.unsure || key != "$ref"
	case shapeAnchor:
		w.anchors = append(w.anchors, n.Value)
		w.unsure = true
	case shapeID:
		address, name, _ := strings.Cut(n.Value, "#")
		if name != "" {
			w.anchors = append(w.anchors, name)
		}
		w.unsure = w.unsure || inside || name != "" || !schemaPlainURI(address)
		w.ids = append(w.ids, address)
	case shapeDialect:
		w.unsure = w.unsure || !schemaPlainURI(n.Value) || !strings.Contains(n.Value, "://")
	}
}

// schemaPlainURI says whether a text is beyond doubt a reference to a resource.
func schemaPlainURI(text string) bool {
	for i := range len(text) {
		c := text[i]
		switch {
		case 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z', '0' <= c && c <= '9' && i > 0, strings.IndexByte("-._/#", c) >= 0:
		case c == ':' && (i == 4 && text[:4] == "http" || i == 5 && text[:5] == "https"):
		default:
			return false
		}
	}
	return true
}

// list checks keywords that are lists of values.
func (w *schemaWalk) list(key string, n *source.Node, shape schemaShape) {
	if shape == shapeType {
		w.typeNames(key, n)
		return
	}
	if !n.IsList() {
		w.expect(key, n, "a list")
		return
	}
	if len(n.Items) == 0 && (shape == shapeNamesSome || shape == shapeEnumSome) {
		w.report("keyword", n, key+" must not be empty")
	}
	switch shape {
	case shapeNames, shapeNamesSome:
		w.names(key, n)
	case shapeEnumSome:
		if twin := schemaTwin(n); twin != nil {
			w.report("keyword", twin, key+" has a value twice")
		}
	}
}

// names checks a list of strings, each of which occurs once.
func (w *schemaWalk) names(key string, n *source.Node) {
	for i, item := range n.Items {
		if !item.IsString() {
			w.path = append(w.path, strconv.Itoa(i))
			w.expect(key, item, "a list of strings")
			w.path = w.path[:len(w.path)-1]
			return
		}
	}
	if twin := schemaTwin(n); twin != nil && !w.draft.fold {
		w.report("keyword", twin, fmt.Sprintf("%s names %q twice", key, twin.Value))
	}
}

// typeNames checks the name of a type, or a list of them.
func (w *schemaWalk) typeNames(key string, n *source.Node) {
	names := []*source.Node{n}
	if n.IsList() {
		names = n.Items
		if len(names) == 0 {
			w.report("keyword", n, key+" must not be empty")
		} else if twin := schemaTwin(n); twin != nil {
			w.report("keyword", twin, fmt.Sprintf("%s names %q twice", key, twin.Value))
		}
	}
	for _, name := range names {
		if !name.IsString() {
			w.expect(key, name, "the name of a type")
		} else if !w.knownType(name.Value) {
			w.report("keyword", name, fmt.Sprintf("%q is not a type of %s", name.Value, w.draft.name))
		}
	}
}

// knownType says whether the draft has a type of that name.
func (w *schemaWalk) knownType(name string) bool {
	if w.draft.fold {
		name = strings.ToLower(name)
	}
	switch name {
	case "array", "boolean", "integer", "null", "number", "object", "string":
		return true
	}
	return slices.Contains(w.draft.types, name) || slices.Contains(w.draft.types, "*")
}

// table checks keywords that are maps of names to something.
func (w *schemaWalk) table(key string, n *source.Node, shape schemaShape, f schemaFrame) {
	if !n.IsMap() {
		w.expect(key, n, "an object")
		return
	}
	w.unsure = w.unsure || shape == shapeVocabulary
	f.param = key == "properties"
	f.same = key == "dependentSchemas" || shape == shapeNeeds
	for _, pair := range schemaPairs(n) {
		w.path = append(w.path, pair.Key.Value)
		names := shape == shapeNamesMap || shape == shapeNeeds && pair.Value.IsList()
		switch {
		case shape == shapeVocabulary:
		case names && !pair.Value.IsList():
			w.expect(key, pair.Value, "a list of strings")
		case names && len(pair.Value.Items) == 0 && w.draft == schemaDraft04:
			w.report("keyword", pair.Value, key+" must not be empty")
		case names:
			w.names(key, pair.Value)
		default:
			w.sub(pair.Value, f)
		}
		if shape == shapePatternMap {
			if err := checkSchemaPattern(pair.Key.Value); err != nil {
				w.report("pattern", pair.Key, fmt.Sprintf("%q is not a valid regular expression: %v", pair.Key.Value, err))
			}
		}
		w.path = w.path[:len(w.path)-1]
	}
}

// schemas checks and walks keywords that are a schema or a list of schemas.
func (w *schemaWalk) schemas(key string, n *source.Node, shape schemaShape, f schemaFrame) {
	list := shape == shapeSchemas || shape == shapeItems && n.IsList()
	switch key {
	case "allOf", "anyOf", "oneOf", "if", "then", "else":
		f.same = true
	case "not":
		f.same, f.denied = true, true
	}
	switch {
	case list && !n.IsList():
		w.expect(key, n, "a list of schemas")
	case list && len(n.Items) == 0:
		w.report("keyword", n, key+" must not be empty")
	case list:
		for i, item := range n.Items {
			w.inner(strconv.Itoa(i), item, f)
		}
	case shape == shapeBoolSchema && n.Kind == source.Bool:
	default:
		w.sub(n, f)
	}
}

// expect reports that a keyword has another shape.
func (w *schemaWalk) expect(key string, n *source.Node, want string) {
	w.report("keyword", n, key+" must be "+want+", not "+schemaKindName(n))
}
