package policy

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"
)

// shapes looks for what is slow in a module: each costs more than it seems, and has a form that does not.
type shapes struct {
	review *review
	repo   bool // whether the module may look at the whole repository
}

func (s *shapes) look(m *ast.Module) {
	ast.WalkRules(m, func(rule *ast.Rule) bool {
		head := rule.Head.Ref()
		if s.repo && rule.Head.RuleKind() == ast.MultiValue && slices.ContainsFunc(head[1:], isOpen) {
			s.review.warn(rule.Head.Location, fmt.Sprintf(
				"slow: a set for each key is looked up in time that grows with the square of the keys: write %s := {key: {value | ...} | ...}, with the loops inside", head[0]))
		}
		texts := aliases(rule)
		ast.WalkBodies(rule, func(body ast.Body) bool {
			s.loops(body)
			return false
		})
		ast.WalkExprs(rule, func(expr *ast.Expr) bool {
			s.expression(expr, texts)
			return false
		})
		return false
	})
}

// isOpen says whether a step of the name of a rule is no fixed one.
func isOpen(step *ast.Term) bool { return !ast.IsScalar(step.Value) }

// loops finds two loops over collections of the input within each other.
func (s *shapes) loops(body ast.Body) {
	bound := map[ast.Var]bool{}
	var first ast.Ref
	for _, expr := range body {
		for _, over := range loopsOf(expr, bound) {
			switch {
			case first == nil:
				first = over
			case first.Equal(over):
				s.review.warn(expr.Location, fmt.Sprintf("slow: %s is gone through for each of its own items: group them once, in a rule such as "+
					"groups := {key: [item | some item in %s; item.name == key] | some key in names}, and look at groups with more than one", over, over))
				return
			default:
				s.review.warn(expr.Location, fmt.Sprintf("slow: %s is gone through for each item of %s: make a map of it once, in a rule such as "+
					"by_id := {item.id: item | some item in %s}, and look up what is meant; what refers to what is in input.edges", over, first, over))
				return
			}
		}
	}
}

// loopsOf are the collections of the input that an expression goes through, and notes the variables that
// have a value afterwards.
func loopsOf(expr *ast.Expr, bound map[ast.Var]bool) []ast.Ref {
	var over []ast.Ref
	if some, ok := expr.Terms.(*ast.SomeDecl); ok {
		call, ok := some.Symbols[0].Value.(ast.Call)
		if !ok {
			return nil
		}
		for _, symbol := range call[1 : len(call)-1] {
			ast.WalkVars(symbol, func(v ast.Var) bool { bound[v] = true; return false })
		}
		if ref, ok := call[len(call)-1].Value.(ast.Ref); ok && isInput(ref) && ref.IsGround() {
			over = append(over, ref)
		}
		return over
	}
	if expr.Negated {
		return nil
	}
	ast.WalkTerms(expr, func(t *ast.Term) bool {
		switch v := t.Value.(type) {
		case *ast.ArrayComprehension, *ast.SetComprehension, *ast.ObjectComprehension:
			return true
		case ast.Ref:
			if i := slices.IndexFunc(v, func(step *ast.Term) bool { return isFree(step, bound) }); isInput(v) && i > 1 && v[1:i].IsGround() {
				over = append(over, v[:i])
			}
			ast.WalkVars(v[1:], func(v ast.Var) bool { bound[v] = true; return false })
		}
		return false
	})
	if expr.IsAssignment() {
		ast.WalkVars(expr.Operand(0), func(v ast.Var) bool { bound[v] = true; return false })
	}
	return over
}

func isInput(ref ast.Ref) bool { return len(ref) > 1 && ref[0].Equal(ast.InputRootDocument) }

// isFree says whether a step of a path is a variable without a value so far.
func isFree(step *ast.Term, bound map[ast.Var]bool) bool {
	v, ok := step.Value.(ast.Var)
	return ok && !step.Equal(ast.InputRootDocument) && (v.IsWildcard() || !bound[v])
}

// aliases are what variables of a rule stand for.
func aliases(rule *ast.Rule) map[ast.Var]*ast.Term {
	found := map[ast.Var]*ast.Term{}
	ast.WalkExprs(rule, func(expr *ast.Expr) bool {
		if !expr.IsAssignment() && !expr.IsEquality() || len(expr.Operands()) != 2 {
			return false
		}
		if v, ok := expr.Operand(0).Value.(ast.Var); ok {
			found[v] = expr.Operand(1)
		}
		return false
	})
	return found
}

// longTexts are the fields that hold whole texts.
var longTexts = []string{"text", "front_matter", "instructions", "raw"}

// longText says whether a term is a whole text, or made of one.
func longText(t *ast.Term, known map[ast.Var]*ast.Term) bool {
	switch v := t.Value.(type) {
	case ast.Ref:
		last, ok := v[len(v)-1].Value.(ast.String)
		return ok && len(v) > 1 && slices.Contains(longTexts, string(last))
	case ast.Var:
		return known[v] != nil && longText(known[v], nil)
	case ast.Call:
		return len(v) > 1 && longText(v[1], known)
	}
	return false
}

// expression finds calls that are slow.
func (s *shapes) expression(expr *ast.Expr, known map[ast.Var]*ast.Term) {
	if len(expr.With) > 0 {
		s.review.warn(expr.Location, "slow: with evaluates anew all that depends on what it replaces: give a function what differs as an argument")
	}
	check := func(operator string, operands []*ast.Term, at *ast.Location) {
		subject := operands
		switch {
		case operator == "walk":
			s.review.warn(at, "slow: walk visits everything below a value: name the fields that are meant")
			return
		case operator == "regex.replace":
		case strings.HasPrefix(operator, "regex.") && len(operands) > 1 && !startsWithText(operands[0]):
			subject = operands[1:]
		case operator == "split":
		default:
			return
		}
		if len(subject) > 0 && longText(subject[0], known) {
			s.review.warn(at, "slow: "+operator+" goes through a whole text: facts of it are in the document already, such as input.texts, and sections, phrases and acts of prompts; "+
				"where they do not do, ask contains(text, \"...\") first, or begin the pattern with three letters that have to be there")
		}
	}
	if expr.IsCall() {
		check(expr.Operator().String(), expr.Operands(), expr.Location)
	}
	ast.WalkTerms(expr, func(t *ast.Term) bool {
		if call, ok := t.Value.(ast.Call); ok {
			check(call[0].String(), call[1:], t.Location)
		}
		return false
	})
}

// startsWithText says whether a pattern begins with a text, which the engine looks for first.
func startsWithText(t *ast.Term) bool {
	const long = 3
	pattern, ok := t.Value.(ast.String)
	if !ok {
		return false
	}
	compiled, err := regexp.Compile(string(pattern))
	if err != nil {
		return false
	}
	prefix, _ := compiled.LiteralPrefix()
	return len(prefix) >= long
}
