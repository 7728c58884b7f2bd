package policy

import (
	"slices"
	"strings"
	"unicode"

	"github.com/open-policy-agent/opa/v1/ast"
)

// kinds is the set of the collections that a rule looks at.
type kinds uint16

// every is what a rule looks at that may look at anything.
const every = ^kinds(0)

// collections are the names of the collections, each a bit of kinds by its index.
var collections = []string{
	"files", "agents", "prompts", "tools", "models", "servers", "skills", "settings", "hooks", "launches",
	"texts", "edges", "cycles", "waivers", "ignores", contextName,
}

// contextName is what is known of the run. It is no collection, but is left out like one where no rule
// looks at it.
const contextName = "context"

// kindOf is the bit of a collection; 0 for anything else.
func kindOf(collection string) kinds {
	if i := slices.Index(collections, collection); i >= 0 {
		return 1 << i
	}
	return 0
}

// reads are the collections that a rule cannot do without, given those that libraries look at.
func (m module) reads(libraries kinds) kinds {
	if m.linked != nil {
		return m.linked.Kinds
	}
	return ruleKinds(m.parsed, libraries)
}

// ruleKinds are the collections that a rule names below input, or that a library names for it; every one
// where it names none.
func ruleKinds(m *ast.Module, libraries kinds) kinds {
	k := inputKinds(m)
	if usesLibrary(m) {
		k |= libraries
	}
	if k == 0 {
		return every
	}
	return k
}

// inputKinds are the collections that a module names below input; every one where it uses input itself.
func inputKinds(m *ast.Module) kinds {
	var k kinds
	ast.WalkRefs(m, func(r ast.Ref) bool {
		if !r[0].Equal(ast.InputRootDocument) {
			return false
		}
		if len(r) > 1 {
			if name, ok := r[1].Value.(ast.String); ok {
				k |= kindOf(string(name))
				return false
			}
		}
		k = every
		return false
	})
	return k
}

var paramsRef = ast.MustParseRef("data.pacheck.params")

// usesLibrary says whether a module names data other than its parameters.
func usesLibrary(m *ast.Module) bool {
	found := false
	ast.WalkRefs(m, func(r ast.Ref) bool {
		found = found || r[0].Equal(ast.DefaultRootDocument) && !r.HasPrefix(paramsRef) && !r.Equal(m.Package.Path)
		return false
	})
	return found
}

// readsRaw says whether a policy may name the parsed trees. Of what was not compiled at the time of
// building, only the text is known: other things are called raw as well.
func (m module) readsRaw() bool {
	if m.linked != nil {
		return m.linked.Raw
	}
	return strings.Contains(m.text, ".raw") || strings.Contains(m.text, `"raw"`)
}

// words are all that the modules are made of: a field of the document that is none of them is one that no
// rule names. They are nil, which stands for any, where there are rules of the user's: those may also
// print a whole entity, or go through its keys. The built-in ones do neither.
func words(modules []module) map[string]bool {
	words := map[string]bool{}
	for _, m := range modules {
		if !m.builtIn {
			return nil
		}
		text := m.text
		if m.linked != nil {
			text = m.linked.Text
		}
		for word := range strings.FieldsFuncSeq(text, func(r rune) bool { return r != '_' && !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
			words[word] = true
		}
	}
	return words
}
