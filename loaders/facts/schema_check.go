package facts

import (
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/pacheck/pacheck/loaders/source"
)

// checkLimits reports a schema that is too deep or has too many parts.
func (w *schemaWalk) checkLimits() {
	limit := func(at *source.Node, message string) {
		w.out.Errors = append(w.out.Errors, SchemaProblem{Kind: "limit", Message: message, At: at.Place})
	}
	if w.depthAt != nil {
		limit(w.depthAt, fmt.Sprintf("schemas are nested %d deep, more than %d", w.out.Depth, SchemaMaxDepth))
	}
	switch {
	case w.excessAt != nil:
		limit(w.excessAt, fmt.Sprintf("there are more than %d schemas inside the schema", schemaWalkLimit))
	case w.out.Subschemas > SchemaMaxSubschemas:
		limit(w.root, fmt.Sprintf("there are %d schemas inside the schema, more than %d", w.out.Subschemas, SchemaMaxSubschemas))
	}
}

// overLimit says whether the schema is too large to be given to the library.
func (w *schemaWalk) overLimit() bool {
	return w.depthAt != nil || w.out.Subschemas > SchemaMaxSubschemas
}

// judge asks the library where our own check found faults of shape, which the library must confirm, and
// where it met something that only the library decides.
func (w *schemaWalk) judge() {
	ofShape := func(p SchemaProblem) bool { return p.Kind == "keyword" }
	faults := slices.ContainsFunc(w.out.Errors, ofShape)
	if w.draft.library == nil || w.overLimit() || !faults && (!w.unsure || len(w.out.Errors) > 0) {
		return
	}
	err := w.library().compile("")
	switch {
	case err == nil:
		w.out.Errors = slices.DeleteFunc(w.out.Errors, ofShape)
	case len(w.out.Errors) == 0:
		w.out.Errors = append(w.out.Errors, w.translate(err))
	}
}

// translate turns an error of the library into a problem with a place.
func (w *schemaWalk) translate(err error) SchemaProblem {
	p := SchemaProblem{Kind: "compile", At: w.root.Place}
	var invalid *jsonschema.ValidationError
	var refused *jsonschema.SchemaValidationError
	if errors.As(err, &refused) && errors.As(refused.Err, &invalid) {
		for len(invalid.Causes) > 0 {
			invalid = invalid.Causes[0]
		}
		_, base, _ := strings.Cut(refused.URL, "#")
		if plain, err := url.PathUnescape(base); err == nil {
			base = plain
		}
		p.Pointer = base + schemaPointer(invalid.InstanceLocation...)
		if at := schemaAt(w.root, p.Pointer); at != nil {
			p.At = at.Place
		}
		_, p.Message, _ = strings.Cut(invalid.Error(), "': ")
	}
	if p.Message == "" {
		p.Message = strings.ReplaceAll(err.Error(), schemaAddress, "")
	}
	return p
}

// schemaAddress is the name under which a schema is given to the library.
const schemaAddress = "http://pacheck.invalid/schema"

// schemaOracle is a schema in the library.
type schemaOracle struct {
	compiler *jsonschema.Compiler
	err      error
}

// library gives the schema to the library, once.
func (w *schemaWalk) library() *schemaOracle {
	if w.oracle != nil {
		return w.oracle
	}
	o := &schemaOracle{compiler: jsonschema.NewCompiler()}
	w.oracle = o
	o.compiler.UseLoader(schemaNoLoader{})
	o.compiler.UseRegexpEngine(schemaRegexp)
	o.compiler.DefaultDraft(jsonschema.Draft2020)
	if w.draft.library != nil {
		o.compiler.DefaultDraft(w.draft.library)
	}
	o.err = o.compiler.AddResource(schemaAddress, w.plainSchema(w.root, 0))
	return o
}

// compile compiles the schema at a pointer. A panic of the library is an error.
func (o *schemaOracle) compile(pointer string) error {
	_, err := o.schema(pointer)
	return err
}

func (o *schemaOracle) schema(pointer string) (s *jsonschema.Schema, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("the schema cannot be compiled: %v", r)
		}
	}()
	if o.err != nil {
		return nil, o.err
	}
	return o.compiler.Compile(schemaAddress + "#" + schemaFragment(pointer))
}

// schemaFragment writes a pointer so that it can stand in an address.
func schemaFragment(pointer string) string {
	var b strings.Builder
	for i := range len(pointer) {
		c := pointer[i]
		if c == '%' || c == '#' || c < '!' || c > '~' {
			fmt.Fprintf(&b, "%%%02X", c)
			continue
		}
		b.WriteByte(c)
	}
	return b.String()
}

// schemaNoLoader refuses to fetch anything.
type schemaNoLoader struct{}

var errSchemaElsewhere = errors.New("references to other documents are not followed")

// Load refuses.
func (schemaNoLoader) Load(string) (any, error) { return nil, errSchemaElsewhere }

// plainSchema turns a schema into the values of encoding/json, as standard JSON Schema: without references
// to other documents, and with the ways of the subsets written in the standard's.
func (w *schemaWalk) plainSchema(n *source.Node, depth int) any {
	if !n.IsMap() || depth > SchemaMaxDepth {
		return schemaPlain(n, 0)
	}
	m := make(map[string]any, len(n.Pairs))
	for _, pair := range schemaPairs(n) {
		if v, ok := w.plainKeyword(pair, depth); ok {
			m[pair.Key.Value] = v
		}
	}
	if null, _ := n.Get("nullable").Bool(); null && w.draft.library == nil {
		if types, ok := m["type"].([]any); ok {
			m["type"] = append(types, "null")
		}
		if members, ok := m["enum"].([]any); ok {
			m["enum"] = append(members, nil)
		}
	}
	return m
}

// plainKeyword is the value of a keyword, and false where it is to be left out.
func (w *schemaWalk) plainKeyword(pair source.Pair, depth int) (any, bool) {
	n := pair.Value
	shape := w.draft.keywords[pair.Key.Value]
	switch {
	case pair.Key.Value == "$defs":
		shape = shapeSchemaMap
	case pair.Key.Value == "format" && n.IsString():
		return nil, false // an annotation: values are not held against it
	}
	switch shape {
	case shapeRef:
		return schemaPlain(n, 0), !n.IsString() || !w.elsewhere(n.Value)
	case shapeDialect:
		return schemaPlain(n, 0), !n.IsString() || schemaDraftByURI(n.Value) != nil
	case shapeType:
		if w.draft.library == nil {
			return schemaAnys(w.types(n)), true
		}
	case shapeSwitch:
		return schemaPlain(n, 0), n.Kind == source.Number
	case shapeSchema, shapeBoolSchema:
		return w.plainSchema(n, depth+1), true
	case shapeSchemas, shapeItems:
		if n.IsList() {
			list := make([]any, len(n.Items))
			for i, item := range n.Items {
				list[i] = w.plainSchema(item, depth+1)
			}
			return list, true
		}
		return w.plainSchema(n, depth+1), true
	case shapeSchemaMap, shapePatternMap, shapeNeeds:
		if n.IsMap() {
			m := make(map[string]any, len(n.Pairs))
			for _, inner := range schemaPairs(n) {
				m[inner.Key.Value] = w.plainSchema(inner.Value, depth+1)
			}
			return m, true
		}
	}
	return schemaPlain(n, 0), true
}

// schemaAnys is a list of texts as a list of values.
func schemaAnys(texts []string) []any {
	all := make([]any, len(texts))
	for i, text := range texts {
		all[i] = text
	}
	return all
}

// schemaPlain turns a node into the values of encoding/json.
func schemaPlain(n *source.Node, depth int) any {
	switch n.Kind {
	case source.Bool:
		return n.Value == "true"
	case source.Number:
		return schemaPlainNumber(n.Value)
	case source.String:
		return n.Value
	case source.List:
		list := make([]any, 0, len(n.Items))
		for _, item := range n.Items {
			if depth < 100 {
				list = append(list, schemaPlain(item, depth+1))
			}
		}
		return list
	case source.Map:
		m := make(map[string]any, len(n.Pairs))
		for _, pair := range n.Pairs {
			if depth < 100 {
				m[pair.Key.Value] = schemaPlain(pair.Value, depth+1)
			}
		}
		return m
	}
	return nil
}

// schemaPlainNumber is a number with a size at which exact arithmetic stays cheap.
func schemaPlainNumber(text string) any {
	if v := schemaNumber(text); v != nil {
		if v.IsInt() && v.Num().IsInt64() {
			return v.Num().Int64()
		}
		f, _ := v.Float64()
		return f
	}
	if f, err := strconv.ParseFloat(text, 64); err == nil && strings.Trim(text, "-0123456789") == "" {
		return max(-1e100, min(f, 1e100))
	}
	return 1e100
}
