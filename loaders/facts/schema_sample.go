package facts

import (
	"fmt"
	"regexp"
	"strconv"
	"unicode/utf8"

	"github.com/pacheck/pacheck/loaders/source"
)

// checkSamples holds the default and the examples of a schema against the schema itself.
func (w *schemaWalk) checkSamples(seen *schemaSeen) {
	n := seen.node
	if value := n.Get("default"); value != nil {
		w.checkSample(seen, "default", "/default", value)
	}
	if value := n.Get("example"); value != nil {
		w.checkSample(seen, "example", "/example", value)
	}
	if values := n.Get("examples"); values.IsList() {
		for i, value := range values.Items {
			w.checkSample(seen, "example", "/examples/"+strconv.Itoa(i), value)
		}
	}
}

// checkSample reports a value that does not fit.
func (w *schemaWalk) checkSample(seen *schemaSeen, kind, token string, value *source.Node) {
	if schemaNullable(seen.node, value) {
		return
	}
	fits := w.fitsPlainly(seen.node, value)
	if fits == schemaUnknown {
		fits = w.fitsLibrary(seen, value)
	}
	if fits == schemaMisfit {
		w.contradict(kind, seen.path+token, value, fmt.Sprintf("the %s %s does not fit the schema", kind, schemaShort(value)))
	}
}

// schemaFit is whether a value fits a schema.
type schemaFit uint8

const (
	schemaUnknown schemaFit = iota
	schemaFits
	schemaMisfit
)

// fitsPlainly decides for the keywords that are about one value, which nearly all defaults meet.
func (w *schemaWalk) fitsPlainly(n, value *source.Node) schemaFit {
	unknown := false
	for _, pair := range schemaPairs(n) {
		switch w.fitsKeyword(n, pair, value) {
		case schemaMisfit:
			return schemaMisfit
		case schemaUnknown:
			unknown = true
		case schemaFits:
		}
	}
	if unknown {
		return schemaUnknown
	}
	return schemaFits
}

// fitsKeyword decides for one keyword.
func (w *schemaWalk) fitsKeyword(n *source.Node, pair source.Pair, value *source.Node) schemaFit {
	limit := pair.Value
	switch pair.Key.Value {
	case "type":
		types := w.types(n)
		return schemaFitIf(len(types) == 0 || schemaIsOf(value, types))
	case "enum":
		return schemaFitAmong(value, limit.Items)
	case "const":
		return schemaFitIf(schemaKey(value) == schemaKey(limit))
	case "minimum", "maximum", "minLength", "maxLength":
		return fitsBound(n, pair, value)
	case "pattern":
		if !value.IsString() || !limit.IsString() {
			return schemaFits
		}
		re, err := regexp.Compile(limit.Value)
		return schemaFitIf(err != nil || re.MatchString(value.Value))
	case "anyOf":
		return w.fitsAny(limit, value)
	case "items", "minItems", "maxItems", "uniqueItems", "prefixItems", "additionalItems", "contains", "unevaluatedItems":
		return schemaSure(!value.IsList())
	case "properties", "patternProperties", "additionalProperties", "required", "minProperties", "maxProperties",
		"propertyNames", "dependentRequired", "dependentSchemas", "dependencies", "unevaluatedProperties":
		return schemaSure(!value.IsMap())
	case "exclusiveMinimum", "exclusiveMaximum", "multipleOf":
		return schemaSure(value.Kind != source.Number)
	case "$ref", "$dynamicRef", "$recursiveRef", "allOf", "oneOf", "not", "if":
		return schemaUnknown
	}
	return schemaFits
}

// schemaFitIf is a decision.
func schemaFitIf(fits bool) schemaFit {
	if fits {
		return schemaFits
	}
	return schemaMisfit
}

// schemaSure is schemaFits where the keyword does not apply, else unknown.
func schemaSure(idle bool) schemaFit {
	if idle {
		return schemaFits
	}
	return schemaUnknown
}

// schemaFitAmong decides for enum.
func schemaFitAmong(value *source.Node, members []*source.Node) schemaFit {
	key := schemaKey(value)
	for _, member := range members {
		if schemaKey(member) == key {
			return schemaFits
		}
	}
	return schemaMisfit
}

// fitsBound decides for the bounds of numbers and of the length of strings. A bound that is a truth
// value beside it is left to the library.
func fitsBound(n *source.Node, pair source.Pair, value *source.Node) schemaFit {
	limit := schemaNumber(pair.Value.Text())
	var size = schemaNumber(value.Text())
	switch key := pair.Key.Value; key {
	case "minLength", "maxLength":
		if !value.IsString() {
			return schemaFits
		}
		size = schemaNumber(strconv.Itoa(utf8.RuneCountInString(value.Value)))
	default:
		if value.Kind != source.Number {
			return schemaFits
		}
		if schemaIsBool(n.Get("exclusiveMinimum")) || schemaIsBool(n.Get("exclusiveMaximum")) {
			return schemaUnknown
		}
	}
	if limit == nil || size == nil {
		return schemaUnknown
	}
	if pair.Key.Value[1] == 'i' {
		return schemaFitIf(size.Cmp(limit) >= 0)
	}
	return schemaFitIf(size.Cmp(limit) <= 0)
}

// fitsAny decides for anyOf where a branch fits plainly, or none can.
func (w *schemaWalk) fitsAny(branches, value *source.Node) schemaFit {
	fit := schemaMisfit
	for _, branch := range branches.Items {
		if !branch.IsMap() {
			return schemaUnknown
		}
		if schemaNullable(branch, value) {
			return schemaFits
		}
		switch w.fitsPlainly(branch, value) {
		case schemaFits:
			return schemaFits
		case schemaUnknown:
			fit = schemaUnknown
		case schemaMisfit:
		}
	}
	return fit
}

// schemaWorkLimit bounds what the library is given to do for one value.
const schemaWorkLimit = 20000

// fitsLibrary asks the library; unknown where the schema is not valid or the work would be too much.
func (w *schemaWalk) fitsLibrary(seen *schemaSeen, value *source.Node) (fit schemaFit) {
	if len(w.out.Errors) > 0 || w.overLimit() || !w.cheap(seen.node, value) {
		return schemaUnknown
	}
	s, err := w.library().schema(seen.path)
	if err != nil {
		return schemaUnknown
	}
	defer func() {
		if recover() != nil {
			fit = schemaUnknown
		}
	}()
	return schemaFitIf(s.Validate(schemaPlain(value, 0)) == nil)
}

// cheap says whether the library, which cannot be stopped, will be done soon with a value. A schema may
// lead to the same schema along many ways, and each is gone.
func (w *schemaWalk) cheap(n, value *source.Node) bool {
	nodes, depth := schemaMeasure(value, 1)
	if nodes > 1000 || depth > SchemaMaxDepth {
		return false
	}
	work := schemaWork{walk: w, known: map[schemaStep]int{}}
	return work.of(n, depth)*nodes < schemaWorkLimit
}

// schemaMeasure counts the nodes of a value and how deep they are nested.
func schemaMeasure(n *source.Node, depth int) (nodes, deepest int) {
	nodes, deepest = 1, depth
	for _, item := range n.Items {
		more, deep := schemaMeasure(item, depth+1)
		nodes, deepest = nodes+more, max(deepest, deep)
	}
	for _, pair := range n.Pairs {
		more, deep := schemaMeasure(pair.Value, depth+1)
		nodes, deepest = nodes+more, max(deepest, deep)
	}
	return nodes, deepest
}

// schemaWork counts how many schemas the library would visit.
type schemaWork struct {
	walk  *schemaWalk
	known map[schemaStep]int
}

// schemaStep is a schema and the levels of the value that are left when it is reached.
type schemaStep struct {
	node  *source.Node
	depth int
}

func (s schemaWork) of(n *source.Node, depth int) int {
	if !n.IsMap() || depth < 0 {
		return 1
	}
	step := schemaStep{n, depth}
	if work, ok := s.known[step]; ok {
		return work
	}
	s.known[step] = schemaWorkLimit // while it is counted: a schema that comes back to itself
	work := 1
	if target := s.walk.localTarget(n); target != nil {
		work += s.of(target, depth)
	}
	for _, pair := range n.Pairs {
		switch s.walk.draft.keywords[pair.Key.Value] {
		case shapeSchema, shapeBoolSchema, shapeSchemas, shapeItems:
			work += s.all(pair, depth)
		case shapeSchemaMap, shapePatternMap, shapeNeeds:
			if pair.Key.Value != "$defs" && pair.Key.Value != "definitions" {
				work += s.all(pair, depth)
			}
		}
		work = min(work, schemaWorkLimit)
	}
	s.known[step] = work
	return work
}

// all counts the schemas under a keyword: branches look at the same value, the others at a part of it.
func (s schemaWork) all(pair source.Pair, depth int) int {
	switch pair.Key.Value {
	case "allOf", "anyOf", "oneOf", "not", "if", "then", "else", "dependentSchemas", "dependencies":
	default:
		depth--
	}
	work := 0
	if pair.Value.IsMap() && s.walk.draft.keywords[pair.Key.Value] < shapeSchemaMap {
		return s.of(pair.Value, depth)
	}
	for _, item := range pair.Value.Items {
		work = min(work+s.of(item, depth), schemaWorkLimit)
	}
	for _, inner := range pair.Value.Pairs {
		work = min(work+s.of(inner.Value, depth), schemaWorkLimit)
	}
	return work
}

// schemaIsBool says whether n is a truth value.
func schemaIsBool(n *source.Node) bool {
	_, ok := n.Bool()
	return ok
}
