package facts

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/pacheck/pacheck/loaders/source"
)

// checkConsistent looks for contradictions in every schema that the walk met.
func (w *schemaWalk) checkConsistent() {
	for i := range w.objects {
		w.checkRequired(i)
		w.checkEnum(i)
		w.checkBounds(i)
		w.checkAlike(i)
		w.checkSamples(i)
	}
}

// contradict notes an inconsistency of a schema, whose pointer begins at the schema, unless the same
// place is an error already.
func (w *schemaWalk) contradict(index int, p SchemaProblem) {
	same := func(other SchemaProblem) bool { return other.At == p.At }
	if slices.ContainsFunc(w.out.Errors, same) || slices.ContainsFunc(w.out.Inconsistencies, same) {
		return
	}
	p.Pointer = w.pathOf(index) + p.Pointer
	w.out.Inconsistencies = append(w.out.Inconsistencies, p)
}

// checkRequired finds names in required that no property has. What a branch requires may be a property
// of the object around it.
func (w *schemaWalk) checkRequired(index int) {
	seen := &w.objects[index]
	required := seen.node.Get("required")
	if !required.IsList() || seen.denied {
		return
	}
	around := index
	for w.objects[around].same && w.objects[around].parent >= 0 {
		around = w.objects[around].parent
	}
	if w.objects[around].node.Get("properties") == nil && w.inBranch(around) {
		return
	}
	for i, name := range required.Items {
		if !name.IsString() || seen.node.Get("properties").Get(name.Value) != nil {
			continue
		}
		if !w.declares(w.objects[around].node, name.Value, 0) {
			w.contradict(index, SchemaProblem{Kind: "required", Pointer: "/required/" + strconv.Itoa(i), At: name.Place,
				Message: fmt.Sprintf("%q is required and is no property", name.Value)})
		}
	}
}

// inBranch says whether a schema stands inside a branch, so that another branch may describe the same
// value.
func (w *schemaWalk) inBranch(index int) bool {
	for ; index >= 0; index = w.objects[index].parent {
		if w.objects[index].same {
			return true
		}
	}
	return false
}

// declares says whether n, or a schema about the same value, allows for a property. What is not known,
// because it stands elsewhere, does.
func (w *schemaWalk) declares(n *source.Node, name string, depth int) bool {
	if !n.IsMap() || depth > 16 {
		return depth > 16
	}
	if n.Get("properties").Get(name) != nil {
		return true
	}
	for _, key := range []string{"additionalProperties", "unevaluatedProperties"} {
		more := n.Get(key)
		if open, _ := more.Bool(); open || more.IsMap() {
			return true
		}
	}
	if patterns := n.Get("patternProperties"); patterns.IsMap() {
		for _, pair := range patterns.Pairs {
			if re, err := regexp.Compile(pair.Key.Value); err != nil || re.MatchString(name) {
				return true
			}
		}
	}
	if n.Get("$dynamicRef", "$recursiveRef") != nil {
		return true
	}
	if n.Get("$ref") != nil {
		if target := w.localTarget(n); target == nil || w.declares(target, name, depth+1) {
			return true
		}
	}
	return w.branchDeclares(n, name, depth+1)
}

// branchDeclares is declares for the branches of n.
func (w *schemaWalk) branchDeclares(n *source.Node, name string, depth int) bool {
	declares := func(n *source.Node) bool { return w.declares(n, name, depth) }
	for _, key := range []string{"allOf", "anyOf", "oneOf"} {
		if slices.ContainsFunc(schemaItems(n.Get(key)), declares) {
			return true
		}
	}
	for _, key := range []string{"if", "then", "else"} {
		if declares(n.Get(key)) {
			return true
		}
	}
	for _, key := range []string{"dependentSchemas", "dependencies"} {
		for _, pair := range schemaPairs(n.Get(key)) {
			if declares(pair.Value) {
				return true
			}
		}
	}
	return false
}

// checkEnum finds an enum that is empty, has a member twice or of another type than the schema, and a
// const that is not in it.
func (w *schemaWalk) checkEnum(index int) {
	n := w.objects[index].node
	enum := n.Get("enum")
	if !enum.IsList() {
		return
	}
	if len(enum.Items) == 0 {
		w.contradict(index, SchemaProblem{Kind: "enum-empty", Pointer: "/enum", At: enum.Place,
			Message: "enum is empty, so that no value fits"})
		return
	}
	if twin := schemaTwin(enum); twin != nil {
		w.contradict(index, SchemaProblem{Kind: "enum-duplicate", At: twin.Place,
			Pointer: "/enum/" + strconv.Itoa(slices.Index(enum.Items, twin)), Message: "enum has " + schemaShort(twin) + " twice"})
	}
	if types := w.types(n); len(types) > 0 && !w.draft.fold {
		i := slices.IndexFunc(enum.Items, func(m *source.Node) bool { return !schemaIsOf(m, types) && !schemaNullable(n, m) })
		if i >= 0 {
			w.contradict(index, SchemaProblem{Kind: "enum-type", Pointer: "/enum/" + strconv.Itoa(i), At: enum.Items[i].Place,
				Message: schemaShort(enum.Items[i]) + " is in enum and not of type " + strings.Join(types, " or ")})
		}
	}
	if c := n.Get("const"); c != nil && schemaFitAmong(c, enum.Items) == schemaMisfit {
		w.contradict(index, SchemaProblem{Kind: "const", Pointer: "/const", At: c.Place,
			Message: "const " + schemaShort(c) + " is not in enum"})
	}
}

// schemaIsOf says whether a value is of one of the types; a type that JSON does not have, any value is of.
func schemaIsOf(n *source.Node, types []string) bool {
	for _, t := range types {
		switch t {
		case "null":
			if n.Kind == source.Null {
				return true
			}
		case "boolean":
			if n.Kind == source.Bool {
				return true
			}
		case "number":
			if n.Kind == source.Number {
				return true
			}
		case "integer":
			if v := schemaNumber(n.Value); n.Kind == source.Number && (v == nil || v.IsInt()) {
				return true
			}
		case "string":
			if n.Kind == source.String {
				return true
			}
		case "array":
			if n.Kind == source.List {
				return true
			}
		case "object":
			if n.Kind == source.Map {
				return true
			}
		default:
			return true
		}
	}
	return false
}

// schemaNullable says whether a value is null and n says nullable.
func schemaNullable(n, value *source.Node) bool {
	nullable, _ := n.Get("nullable").Bool()
	return nullable && value.Kind == source.Null
}

// schemaPairsOfBounds are the keywords that are a lower and an upper bound of one thing.
var schemaPairsOfBounds = [][2]string{
	{"minimum", "maximum"}, {"exclusiveMinimum", "exclusiveMaximum"}, {"minLength", "maxLength"},
	{"minItems", "maxItems"}, {"minProperties", "maxProperties"}, {"minContains", "maxContains"},
}

// checkBounds finds a lower bound over its upper bound.
func (w *schemaWalk) checkBounds(index int) {
	n := w.objects[index].node
	for _, keys := range schemaPairsOfBounds {
		low := n.Get(keys[0])
		if low == nil || low.Kind != source.Number && low.Kind != source.String {
			continue
		}
		high := n.Get(keys[1])
		least, most := schemaNumber(low.Text()), schemaNumber(high.Text())
		if high == nil || least == nil || most == nil || least.Cmp(most) <= 0 {
			continue
		}
		w.contradict(index, SchemaProblem{Kind: "bounds", Pointer: "/" + keys[0], At: low.Place,
			Message: fmt.Sprintf("%s %s is over %s %s, so that no value fits", keys[0], low.Value, keys[1], high.Value)})
	}
}

// checkAlike finds two properties whose names differ in case and separators only.
func (w *schemaWalk) checkAlike(index int) {
	properties := w.objects[index].node.Get("properties")
	if !properties.IsMap() || len(properties.Pairs) < 2 {
		return
	}
	first := make(map[string]string, len(properties.Pairs))
	for _, pair := range schemaPairs(properties) {
		name := pair.Key.Value
		plain := schemaPlainName(name)
		if other, ok := first[plain]; ok {
			w.contradict(index, SchemaProblem{Kind: "alike", Pointer: "/properties" + schemaPointer(name), At: pair.Key.Place,
				Message: fmt.Sprintf("the properties %q and %q differ in case and separators only", other, name)})
			continue
		}
		first[plain] = name
	}
}

// schemaPlainName is a name in lower case without the separators inside it.
func schemaPlainName(name string) string {
	const separators = "_-. "
	inner := strings.Trim(name, separators)
	if !strings.ContainsAny(inner, separators) {
		return strings.ToLower(name)
	}
	start := strings.Index(name, inner)
	inner = strings.Map(func(r rune) rune {
		if strings.ContainsRune(separators, r) {
			return -1
		}
		return r
	}, inner)
	return strings.ToLower(name[:start] + inner)
}
