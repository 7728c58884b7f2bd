package policy

import (
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/topdown"
)

// longest is how much of a value is told, in bytes.
const longest = 400

// valuesIn are the values of the variables and calls in an expression as it was evaluated, each as
// "text = value". What the compiler put in place of a call has the text of the call.
func valuesIn(expr *ast.Expr, e *topdown.Event) []string {
	var notes []string
	seen := map[string]bool{}
	ast.WalkTerms(expr, func(t *ast.Term) bool {
		v, ok := t.Value.(ast.Var)
		if !ok || t.Location == nil {
			return false
		}
		text, _, _ := strings.Cut(string(t.Location.Text), "\n")
		if meta, known := e.LocalMetadata[v]; known && meta.Name != "" && !strings.HasPrefix(string(meta.Name), ast.LocalVarPrefix) {
			text = string(meta.Name)
		}
		value := e.Locals.Get(v)
		if value == nil || text == "" || seen[text] {
			return false
		}
		seen[text] = true
		told := value.String()
		if len(told) > longest {
			told = strings.ToValidUTF8(told[:longest], "") + "…"
		}
		notes = append(notes, text+" = "+told)
		return false
	})
	return notes
}
