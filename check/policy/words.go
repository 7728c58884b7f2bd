package policy

import (
	"maps"
	"slices"

	"github.com/open-policy-agent/opa/v1/ast"
)

// Words are the texts that rules compare with, of those rules that are not built in.
func (p *Policies) Words(rules []*Rule) []string {
	words := map[string]bool{}
	for _, m := range p.modules {
		if m.parsed == nil || m.builtIn || m.rule != nil && !slices.Contains(rules, m.rule) {
			continue
		}
		for _, r := range m.parsed.Rules {
			ast.WalkTerms(r, func(t *ast.Term) bool {
				switch v := t.Value.(type) {
				case ast.String:
					words[string(v)] = true
				case ast.Ref: // what it selects is a field
					return true
				}
				return false
			})
		}
	}
	return slices.Sorted(maps.Keys(words))
}
