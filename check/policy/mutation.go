package policy

import (
	"fmt"
	"slices"
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"
)

// Mutation is a policy with one small fault, which its tests ought to notice.
type Mutation struct {
	Kind string // one of the kinds of faults
	Line int    // of what is other, in the policy as it was
	What string // what is other, for people
	Text string // the policy with the fault, METADATA included
}

// The kinds of faults.
const (
	ConditionFault  = "condition"  // a condition is missing
	NegationFault   = "negation"   // a condition is turned round
	ComparisonFault = "comparison" // a comparison is another one
	DefinitionFault = "definition" // one of several definitions is missing
	MemberFault     = "member"     // a list of constants lacks one
)

// Mutations are the faults that a policy may have: a condition is dropped or turned round, a comparison is
// another one, a member of a list of constants is missing, one of several definitions is missing. Not
// each of them compiles. Name stands in errors.
func Mutations(name, text string) ([]Mutation, error) {
	parsed, err := parse(name, text)
	if err != nil {
		return nil, err
	}
	parsed.Annotations = nil
	m := mutator{module: parsed, head: header(text, parsed)}
	m.clauses()
	for _, r := range parsed.Rules {
		ast.WalkRules(r, func(r *ast.Rule) bool {
			uses := refsOf(r)
			ast.WalkBodies(r.Body, func(b ast.Body) bool { return m.conditions(b, uses) })
			ast.WalkBodies(r.Head, func(b ast.Body) bool { return m.conditions(b, uses) })
			return false
		})
	}
	ast.WalkTerms(parsed, func(t *ast.Term) bool {
		m.constants(t)
		return false
	})
	slices.SortStableFunc(m.found, func(a, b Mutation) int { return a.Line - b.Line })
	return m.found, nil
}

// header is what stands above the package.
func header(text string, m *ast.Module) string {
	lines := strings.SplitAfter(text, "\n")
	return strings.Join(lines[:min(len(lines), m.Package.Location.Row-1)], "")
}

// mutator changes a module, prints it, and changes it back.
type mutator struct {
	module *ast.Module
	head   string
	found  []Mutation
}

func (m *mutator) note(kind string, line int, format string, args ...any) {
	m.found = append(m.found, Mutation{Kind: kind, Line: line, What: fmt.Sprintf(format, args...), Text: m.head + m.module.String() + "\n"})
}

// refsOf are the references of a rule, each as often as it stands there.
func refsOf(r *ast.Rule) []ast.Ref {
	var all []ast.Ref
	visit := func(ref ast.Ref) bool {
		all = append(all, ref)
		return false
	}
	ast.WalkRefs(r.Head, visit)
	ast.WalkRefs(r.Body, visit)
	return all
}

func (m *mutator) conditions(b ast.Body, uses []ast.Ref) bool {
	for _, e := range b {
		m.condition(e, needed(e, uses))
	}
	return false
}

// needed says whether a condition is only that something is there which the rule uses elsewhere, too, and
// so would not hold without it.
func needed(e *ast.Expr, uses []ast.Ref) bool {
	t, ok := e.Terms.(*ast.Term)
	if !ok || e.Negated {
		return false
	}
	ref, ok := t.Value.(ast.Ref)
	if !ok {
		return false
	}
	n := 0
	for _, other := range uses {
		if other.HasPrefix(ref) {
			n++
		}
	}
	return n > 1
}

// condition drops a condition, unless it is needed anyway, turns it round, and compares otherwise.
func (m *mutator) condition(e *ast.Expr, anyway bool) {
	if e.Generated || e.IsAssignment() || e.Location == nil || isTrue(e) {
		return
	}
	if _, declares := e.Terms.(*ast.SomeDecl); declares {
		return
	}
	before, line, text := *e, e.Location.Row, short(e)
	if !anyway {
		*e = *ast.NewExpr(ast.BooleanTerm(true))
		e.Index = before.Index
		m.note(ConditionFault, line, "without %s", text)
		*e = before
	}
	e.Negated = !e.Negated
	m.note(NegationFault, line, "turned round: %s", text)
	*e = before
	m.comparison(e, line)
}

func isTrue(e *ast.Expr) bool {
	t, ok := e.Terms.(*ast.Term)
	return ok && t.Equal(ast.BooleanTerm(true))
}

// short is a part of a policy on a line, with operators as they are written.
func short(n fmt.Stringer) string {
	text := n.String()
	if e, ok := n.(*ast.Expr); ok && e.IsCall() && len(e.Operands()) == 2 {
		if b := ast.BuiltinMap[e.Operator().String()]; b != nil && b.Infix != "" {
			text = fmt.Sprintf("%v %s %v", e.Operand(0), b.Infix, e.Operand(1))
			if e.Negated {
				text = "not " + text
			}
		}
	}
	text = strings.Join(strings.Fields(text), " ")
	if len(text) > 80 {
		text = text[:77] + "..."
	}
	return text
}

// otherwise are the comparisons that stand in for others.
var otherwise = map[string]*ast.Builtin{
	ast.Equal.Name: ast.NotEqual, ast.NotEqual.Name: ast.Equal,
	ast.LessThan.Name: ast.LessThanEq, ast.LessThanEq.Name: ast.LessThan,
	ast.GreaterThan.Name: ast.GreaterThanEq, ast.GreaterThanEq.Name: ast.GreaterThan,
}

func (m *mutator) comparison(e *ast.Expr, line int) {
	terms, ok := e.Terms.([]*ast.Term)
	if !ok || !e.IsCall() {
		return
	}
	other := otherwise[e.Operator().String()]
	if other == nil {
		return
	}
	before, text := terms[0], short(e)
	terms[0] = ast.NewTerm(other.Ref())
	m.note(ComparisonFault, line, "%s in place of %s", short(e), text)
	terms[0] = before
}

// constants drops each member of a set, a list or an object of constants.
func (m *mutator) constants(t *ast.Term) {
	if t.Location == nil || !t.IsGround() {
		return
	}
	before := t.Value
	without := func(member *ast.Term, rest ast.Value) {
		t.Value = rest
		m.note(MemberFault, t.Location.Row, "without %s in %s", member, short(before))
		t.Value = before
	}
	switch v := before.(type) {
	case ast.Set:
		for _, member := range v.Slice() {
			without(member, ast.NewSet(slices.DeleteFunc(slices.Clone(v.Slice()), func(o *ast.Term) bool { return o == member })...))
		}
	case ast.Object:
		for _, key := range v.Keys() {
			rest := ast.NewObject()
			v.Foreach(func(k, value *ast.Term) {
				if k != key {
					rest.Insert(k, value)
				}
			})
			without(key, rest)
		}
	}
}

// clauses drops each of several definitions of one rule, and each else.
func (m *mutator) clauses() {
	count := map[string]int{}
	for _, r := range m.module.Rules {
		count[r.Head.Ref().String()]++
	}
	all := m.module.Rules
	for i, r := range all {
		name := r.Head.Ref().String()
		if count[name] > 1 && !r.Default {
			m.module.Rules = slices.Delete(slices.Clone(all), i, i+1)
			m.note(DefinitionFault, r.Location.Row, "without one definition of %s", name)
			m.module.Rules = all
		}
		for ; r.Else != nil; r = r.Else {
			other := r.Else
			r.Else = other.Else
			m.note(DefinitionFault, other.Location.Row, "without one else of %s", name)
			r.Else = other
		}
	}
}
