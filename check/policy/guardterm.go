package policy

import (
	"slices"
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"
)

// term is what is known of a term, and what has to hold for it to be there.
func (r *guardReader) term(t *ast.Term, vars variables) (known, []guard) {
	switch v := t.Value.(type) {
	case ast.Var:
		return vars[v], nil
	case ast.Ref:
		return r.ref(v, vars)
	}
	if t.IsGround() && ast.IsConstant(t.Value) {
		return known{values: []ast.Value{t.Value}}, nil
	}
	return known{}, nil
}

func (r *guardReader) ref(ref ast.Ref, vars variables) (known, []guard) {
	if ref[0].Equal(ast.DefaultRootDocument) {
		return r.data(ref, vars)
	}
	from, steps := known{}, ref[1:]
	if head, ok := ref[0].Value.(ast.Var); ok && !ref[0].Equal(ast.InputRootDocument) {
		from = vars[head]
		if from.param != "" {
			return inParam(from.param, steps, vars)
		}
		if from.path == "" {
			return below(from.values, steps, vars)
		}
	}
	path := strings.TrimPrefix(from.path+"/"+joined(steps), "/")
	if len(steps) == 0 {
		path = from.path
	}
	if path == "" {
		return known{}, nil
	}
	return known{path: path}, []guard{{Path: path}}
}

// joined are steps as a path. What is no plain key may be any.
func joined(steps ast.Ref) string {
	keys := make([]string, len(steps))
	for i, step := range steps {
		keys[i] = "*"
		if key, ok := step.Value.(ast.String); ok && !strings.Contains(string(key), "/") {
			keys[i] = string(key)
		}
	}
	return strings.Join(keys, "/")
}

// data reads a reference to another rule: to a constant, or to one that has to hold.
func (r *guardReader) data(ref ast.Ref, vars variables) (known, []guard) {
	if len(ref) >= 4 && ref[:4].IsGround() && ref[:3].Equal(paramsRef) {
		return inParam(joined(ref[3:4]), ref[4:], vars)
	}
	for end := 2; end <= len(ref); end++ {
		rules := r.compiler.GetRulesExact(ref[:end])
		if len(rules) == 0 {
			continue
		}
		if other := renamed(rules); other != nil {
			return r.data(other.Concat(ref[end:]), vars)
		}
		if value := constant(rules); value != nil {
			return below([]ast.Value{value}, ref[end:], vars)
		}
		if rules[0].Head.RuleKind() == ast.MultiValue && end == len(ref) {
			return known{}, nil // a set may be empty
		}
		return known{}, []guard{r.rules(rules, nil)}
	}
	return known{}, nil
}

// renamed is what a rule stands for that gives a part of the parameters another name, else nil.
func renamed(rules []*ast.Rule) ast.Ref {
	head, body := rules[0].Head, rules[0].Body
	if len(rules) > 1 || rules[0].Else != nil || head.RuleKind() != ast.SingleValue || len(head.Args) > 0 || head.Value == nil || len(body) != 1 {
		return nil
	}
	value := head.Value
	if body[0].IsEquality() && body[0].Operand(0).Equal(value) {
		value = body[0].Operand(1)
	}
	if ref, ok := value.Value.(ast.Ref); ok && ref.IsGround() && ref.HasPrefix(paramsRef) {
		return ref
	}
	return nil
}

// inParam walks down from a place in the parameters. A key that stands in the document has to be one of
// the keys there.
func inParam(param string, steps ast.Ref, vars variables) (known, []guard) {
	var guards []guard
	for _, step := range steps {
		if v, ok := step.Value.(ast.Var); ok && vars[v].path != "" {
			guards = append(guards, guard{Path: vars[v].path, Param: param + "/" + keysOf})
		}
		param += "/" + joined(ast.Ref{step})
	}
	if strings.Count(param, "/") > 1 { // a parameter itself is always there
		guards = append(guards, guard{Param: param})
	}
	return known{param: param}, guards
}

// keysOf is the step from a map in the parameters to its keys.
const keysOf = "(keys)"

// constant is the value of a rule that always has the same one, else nil.
func constant(rules []*ast.Rule) ast.Value {
	head := rules[0].Head
	if len(rules) > 1 || head.RuleKind() != ast.SingleValue || len(head.Args) > 0 || head.Value == nil || !ast.IsConstant(head.Value.Value) {
		return nil
	}
	if body := rules[0].Body; len(body) != 1 || !body[0].Equal(ast.NewExpr(ast.BooleanTerm(true))) {
		return nil
	}
	return head.Value.Value
}

// below walks down from values that a term may have. A key that stands in the document has to be one of
// theirs.
func below(values []ast.Value, steps ast.Ref, vars variables) (known, []guard) {
	var guards []guard
	for _, step := range steps {
		var keys, next []ast.Value
		for _, v := range values {
			inner, items := entries(v)
			for i, key := range inner {
				if ast.IsScalar(step.Value) && key.Compare(step.Value) != 0 && key.Compare(ast.Null{}) != 0 {
					continue
				}
				keys, next = append(keys, key), append(next, items[i])
			}
		}
		if v, ok := step.Value.(ast.Var); ok && vars[v].path != "" && !slices.ContainsFunc(keys, isNull) {
			guards = append(guards, guard{Path: vars[v].path, Is: plain(keys)})
		}
		values = next
	}
	return known{values: values}, guards
}

func isNull(v ast.Value) bool { return v.Compare(ast.Null{}) == 0 }
