package facts

import "github.com/pacheck/pacheck/loaders/source"

// schemaWorkLimit bounds what the library is given to do for one value.
const schemaWorkLimit = 20000

// fitsLibrary asks the library; unknown where the schema is not valid or the work would be too much.
func (w *schemaWalk) fitsLibrary(index int, value *source.Node) (fit schemaFit) {
	if len(w.out.Errors) > 0 || w.overLimit() || !w.cheap(w.objects[index].node, value) {
		return schemaUnknown
	}
	s, err := w.library().schema(w.pathOf(index))
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
