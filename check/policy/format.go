package policy

import (
	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/format"
)

// Format is a file of Rego as OPA's formatter writes it. Name is what errors call it.
func Format(name string, text []byte) ([]byte, error) {
	formatted, err := format.SourceWithOpts(name, text, format.Opts{
		RegoVersion: ast.RegoV1, ParserOptions: &ast.ParserOptions{RegoVersion: ast.RegoV1, ProcessAnnotation: true}, SkipDefensiveCopying: true,
	})
	if err != nil {
		return nil, err
	}
	return formatted, nil
}
