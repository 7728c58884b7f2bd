package policy

import (
	"slices"
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"

	"github.com/pacheck/pacheck/loaders"
)

// factReader finds out which of the costly facts a rule may look at: more than it does look at, never
// less. It reads modules as the compiler rewrote them, follows each variable that stands for a place in
// the document, and takes a place that is handed on as a whole to be read to its leaves.
type factReader struct {
	compiler *ast.Compiler
	wanted   map[string]bool
	texts    bool                    // whether anything below texts is looked at
	found    bool                    // whether that is something that was found in them
	seen     map[*ast.Rule]bool      // the rules without arguments that were read
	vars     map[ast.Var]*string     // where in the document they stand, of the rule that is read
	values   map[ast.Var][]ast.Value // those that variables may have, where the policy lists them
	quiet    bool                    // whether places are only followed
	depth    int
}

// factsOf are the costly facts that the rule of a module may look at.
func factsOf(c *ast.Compiler, m *ast.Module) []string {
	r := &factReader{compiler: c, wanted: map[string]bool{}, seen: map[*ast.Rule]bool{}}
	for _, rule := range c.GetRulesExact(m.Package.Path.Append(ast.StringTerm("findings"))) {
		r.rule(rule, nil)
	}
	if r.texts && !r.found {
		r.mark("texts", true) // what is found decides which texts there are
	}
	return slices.DeleteFunc(loaders.CostlyFacts(), func(fact string) bool { return !r.wanted[fact] })
}

// rule reads a rule, or a function with what its arguments stand for; nil is unknown.
func (r *factReader) rule(rule *ast.Rule, arguments []*string) {
	const maxDepth = 12
	if r.depth == maxDepth {
		r.mark("", true)
		return
	}
	outer := *r
	r.depth++
	defer func() { r.vars, r.values, r.quiet, r.depth = outer.vars, outer.values, outer.quiet, outer.depth }()
	for ; rule != nil; rule = rule.Else {
		r.vars, r.values = map[ast.Var]*string{}, map[ast.Var][]ast.Value{}
		for i, head := range rule.Head.Args {
			if i < len(arguments) && arguments[i] != nil {
				r.unify(head, ast.NewTerm(ast.Null{}), arguments[i])
			}
		}
		r.quiet = true // a variable may be used before the expression that says what it is
		r.body(rule.Body)
		if r.quiet = outer.quiet; !r.quiet {
			r.body(rule.Body)
			for _, term := range []*ast.Term{rule.Head.Key, rule.Head.Value} {
				r.use(term, true)
			}
			for _, term := range rule.Head.Reference[1:] {
				r.use(term, true)
			}
		}
	}
}

func (r *factReader) body(body ast.Body) {
	for _, expr := range body {
		if len(expr.With) > 0 {
			r.mark("", true)
		}
		switch terms := expr.Terms.(type) {
		case *ast.Term:
			r.use(terms, false)
		case *ast.Every:
			r.use(terms.Domain, false)
			if at := r.place(terms.Domain); at != nil {
				r.bind(terms.Value, *at+"/*")
			} else {
				r.use(terms.Domain, true)
			}
			r.body(terms.Body)
		case []*ast.Term:
			r.call(terms)
		default:
			r.mark("", true)
		}
	}
}

// call reads an equality, a function of the policies or one of OPA. What the last one is given is read as
// a whole.
func (r *factReader) call(terms []*ast.Term) {
	operator, operands := terms[0].Value.(ast.Ref), terms[1:]
	if (operator.Equal(ast.Equality.Ref()) || operator.Equal(ast.Assign.Ref())) && len(operands) == 2 {
		r.use(operands[0], false)
		r.use(operands[1], false)
		r.list(operands[0], operands[1])
		a, b := r.place(operands[0]), r.place(operands[1])
		switch {
		case a != nil && b != nil && *a == *b && (isVar(operands[0]) || isVar(operands[1])): // it was bound before
		default:
			if b != nil {
				r.unify(operands[0], operands[1], b)
			}
			if a != nil {
				r.unify(operands[1], operands[0], a)
			}
		}
		return
	}
	if !operator[0].Equal(ast.DefaultRootDocument) {
		for _, operand := range operands {
			r.use(operand, true)
		}
		return
	}
	arguments := make([]*string, len(operands))
	for i, operand := range operands {
		arguments[i] = r.place(operand)
		r.use(operand, arguments[i] == nil)
	}
	if !r.quiet {
		for _, rule := range r.compiler.GetRules(operator) {
			r.rule(rule, arguments)
		}
	}
}

// unify notes that a term is what stands at a place. One that is no variable, or another place, may look
// at all of it.
func (r *factReader) unify(term, other *ast.Term, at *string) {
	switch {
	case ast.IsScalar(term.Value):
	case isVar(term):
		r.bind(term, *at)
	default:
		r.mark(*at, true)
		r.use(term, true)
		r.use(other, true)
	}
}

func isVar(t *ast.Term) bool {
	_, ok := t.Value.(ast.Var)
	return ok && !t.Equal(ast.InputRootDocument)
}

// bind notes where a variable stands. One that stands at two places is compared with the whole of each.
func (r *factReader) bind(term *ast.Term, at string) {
	v, ok := term.Value.(ast.Var)
	if !ok {
		r.mark(at, true)
		return
	}
	switch known := r.vars[v]; {
	case known == nil:
		r.vars[v] = &at
	case *known != at:
		r.mark(at, true)
		r.mark(*known, true)
	}
}

// place is where in the document a term stands; nil where it stands nowhere, or nothing is known.
func (r *factReader) place(t *ast.Term) *string {
	switch v := t.Value.(type) {
	case ast.Var:
		return r.vars[v]
	case ast.Ref:
		var at string
		if head, ok := v[0].Value.(ast.Var); ok && !v[0].Equal(ast.InputRootDocument) {
			if r.vars[head] == nil {
				return nil
			}
			at = *r.vars[head]
		} else if !ok {
			return nil
		}
		if len(v) > 1 {
			at += "/" + r.joined(v[1:])
		}
		return &at
	}
	return nil
}

// list notes the values that a variable may have.
func (r *factReader) list(v, of *ast.Term) {
	if name, ok := v.Value.(ast.Var); ok && r.values[name] == nil {
		r.values[name] = r.valuesOf(of)
	}
}

// valuesOf are the values that a term may have, where the policy lists them.
func (r *factReader) valuesOf(t *ast.Term) []ast.Value {
	switch v := t.Value.(type) {
	case ast.Var:
		return r.values[v]
	case ast.Ref:
		if head, ok := v[0].Value.(ast.Var); ok && r.values[head] != nil {
			found, _ := below(r.values[head], v[1:], nil)
			return found.values
		}
		for end := 2; end <= len(v) && v[0].Equal(ast.DefaultRootDocument); end++ {
			if rules := r.compiler.GetRulesExact(v[:end]); len(rules) > 0 {
				if value := constant(rules); value != nil {
					found, _ := below([]ast.Value{value}, v[end:], nil)
					return found.values
				}
			}
		}
	case *ast.Array, ast.Set:
		if ast.IsConstant(v) {
			return []ast.Value{v}
		}
	}
	return nil
}

// joined are steps as a path, with | between keys of which it is one.
func (r *factReader) joined(steps ast.Ref) string {
	keys := strings.Split(joined(steps), "/")
	for i, step := range steps {
		var some []string
		for _, value := range r.valuesOf(step) {
			if key, ok := value.(ast.String); ok {
				some = append(some, string(key))
			}
		}
		if v, ok := step.Value.(ast.Var); ok && len(some) > 0 && len(some) == len(r.values[v]) && !strings.Contains(strings.Join(some, ""), "/") {
			keys[i] = strings.Join(some, "|")
		}
	}
	return strings.Join(keys, "/")
}

// use reads a term: what stands there, or all that is below it.
func (r *factReader) use(t *ast.Term, whole bool) {
	if t == nil {
		return
	}
	if at := r.place(t); at != nil {
		r.mark(*at, whole)
	}
	switch v := t.Value.(type) {
	case ast.Ref:
		r.ref(v)
	case ast.Call:
		r.call(v)
	case *ast.ArrayComprehension:
		r.body(v.Body)
		r.use(v.Term, true)
	case *ast.SetComprehension:
		r.body(v.Body)
		r.use(v.Term, true)
	case *ast.ObjectComprehension:
		r.body(v.Body)
		r.use(v.Key, true)
		r.use(v.Value, true)
	case *ast.Array:
		v.Foreach(func(item *ast.Term) { r.use(item, true) })
	case ast.Set:
		v.Foreach(func(item *ast.Term) { r.use(item, true) })
	case ast.Object:
		v.Foreach(func(key, value *ast.Term) { r.use(key, true); r.use(value, true) })
	}
}

// ref reads the steps of a reference, and the rules that it names.
func (r *factReader) ref(ref ast.Ref) {
	if _, ok := ref[0].Value.(ast.Var); !ok {
		r.use(ref[0], true)
	}
	for _, step := range ref[1:] {
		r.use(step, true)
	}
	if !ref[0].Equal(ast.DefaultRootDocument) || r.quiet || ref.HasPrefix(paramsRef) {
		return
	}
	for _, rule := range r.compiler.GetRules(ref) {
		if !r.seen[rule] {
			r.seen[rule] = true
			r.rule(rule, nil)
		}
	}
}

// mark notes that what stands at a place is looked at, or all that is below it.
func (r *factReader) mark(at string, whole bool) {
	if r.quiet {
		return
	}
	steps := strings.FieldsFunc(at, func(c rune) bool { return c == '/' })
	r.texts = r.texts || len(steps) > 0 && steps[0] == "texts"
	r.found = r.found || len(steps) > 3 && steps[0] == "texts"
	for _, fact := range loaders.CostlyFacts() {
		to := strings.Split(fact, "/")
		common := min(len(steps), len(to))
		agree := true
		for i := range common {
			agree = agree && (steps[i] == "*" || to[i] == "*" || slices.Contains(strings.Split(steps[i], "|"), to[i]))
		}
		r.wanted[fact] = r.wanted[fact] || agree && (whole || len(steps) >= len(to))
	}
}
