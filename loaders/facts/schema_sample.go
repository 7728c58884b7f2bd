package facts

import (
	"fmt"
	"regexp"
	"strconv"
	"unicode/utf8"

	"github.com/pacheck/pacheck/loaders/source"
)

// checkSamples holds the default and the examples of a schema against the schema itself.
func (w *schemaWalk) checkSamples(index int) {
	n := w.objects[index].node
	if w.objects[index].denied {
		return
	}
	if value := n.Get("default"); value != nil {
		w.checkSample(index, "/default", value)
	}
	if value := n.Get("example"); value != nil {
		w.checkSample(index, "/example", value)
	}
	if values := n.Get("examples"); values.IsList() {
		for i, value := range values.Items {
			w.checkSample(index, "/examples/"+strconv.Itoa(i), value)
		}
	}
}

// checkSample reports a value that does not fit.
func (w *schemaWalk) checkSample(index int, token string, value *source.Node) {
	n := w.objects[index].node
	if schemaNullable(n, value) {
		return
	}
	fits := w.fitsPlainly(n, value)
	if fits == schemaUnknown {
		fits = w.fitsLibrary(index, value)
	}
	if fits != schemaMisfit {
		return
	}
	kind := "example"
	if token == "/default" {
		kind = "default"
	}
	w.contradict(index, SchemaProblem{Kind: kind, Pointer: token, At: value.Place,
		Message: fmt.Sprintf("the %s %s does not fit the schema", kind, schemaShort(value))})
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
	w.nested++
	defer func() { w.nested-- }()
	if w.steps++; w.steps > schemaWorkLimit || w.nested > SchemaMaxDepth {
		return schemaUnknown
	}
	if ref := n.Get("$ref"); ref != nil && w.draft.refAlone {
		return w.fitsRef(n, value)
	}
	fit := schemaFits
	for _, pair := range schemaPairs(n) {
		if fit = fit.and(w.fitsKeyword(n, pair, value)); fit == schemaMisfit {
			break
		}
	}
	return fit
}

// and is whether a value fits both of two schemas.
func (f schemaFit) and(other schemaFit) schemaFit {
	switch {
	case f == schemaMisfit || other == schemaMisfit:
		return schemaMisfit
	case f == schemaUnknown || other == schemaUnknown:
		return schemaUnknown
	}
	return schemaFits
}

// fitsRef decides for a reference inside the document.
func (w *schemaWalk) fitsRef(n, value *source.Node) schemaFit {
	target := w.localTarget(n)
	if !target.IsMap() {
		return schemaUnknown
	}
	return w.fitsPlainly(target, value)
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
	case "allOf":
		return w.fitsAll(limit, value)
	case "$ref":
		return w.fitsRef(n, value)
	case "items", "minItems", "maxItems", "uniqueItems", "prefixItems", "additionalItems", "contains", "unevaluatedItems":
		return schemaSure(!value.IsList())
	case "properties", "patternProperties", "additionalProperties", "required", "minProperties", "maxProperties",
		"propertyNames", "dependentRequired", "dependentSchemas", "dependencies", "unevaluatedProperties":
		return schemaSure(!value.IsMap())
	case "exclusiveMinimum", "exclusiveMaximum", "multipleOf":
		return schemaSure(value.Kind != source.Number)
	case "$dynamicRef", "$recursiveRef", "oneOf", "not", "if":
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

// fitsAll decides for allOf.
func (w *schemaWalk) fitsAll(branches, value *source.Node) schemaFit {
	fit := schemaFits
	for _, branch := range branches.Items {
		if !branch.IsMap() {
			return schemaUnknown
		}
		fit = fit.and(w.fitsPlainly(branch, value))
	}
	return fit
}

// schemaIsBool says whether n is a truth value.
func schemaIsBool(n *source.Node) bool {
	_, ok := n.Bool()
	return ok
}
