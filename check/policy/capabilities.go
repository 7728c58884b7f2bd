package policy

import (
	"slices"

	"github.com/open-policy-agent/opa/v1/ast"
	opa "github.com/open-policy-agent/opa/v1/version"
)

// OPAVersion is the version of OPA that evaluates the rules.
func OPAVersion() string { return opa.Version }

// forbidden are the built-in functions that a policy must not use although OPA calls them
// deterministic: they may fetch remote schemas, or write to the outside.
var forbidden = []string{"json.match_schema", "json.verify_schema", "print", "trace"}

// Capabilities are OPA's, without whatever reaches for the network, the clock, randomness, or the
// environment: a verdict depends on the document, the policies and their data alone. A printing policy
// would mix with the report, so printing is left to tests.
func Capabilities() *ast.Capabilities {
	all := ast.CapabilitiesForThisVersion()
	all.Builtins = slices.DeleteFunc(slices.Clone(all.Builtins), func(b *ast.Builtin) bool {
		return b.Nondeterministic || slices.Contains(forbidden, b.Name)
	})
	all.AllowNet = []string{}
	return all
}

// testCapabilities are those of policies, and what prints.
func testCapabilities() *ast.Capabilities {
	all := Capabilities()
	all.Builtins = append(all.Builtins, ast.Print)
	return all
}
