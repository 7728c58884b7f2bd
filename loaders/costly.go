package loaders

import (
	"slices"

	"github.com/pacheck/pacheck/loaders/facts"
	"github.com/pacheck/pacheck/loaders/source"
)

// costlyFacts are those that take long to find out and that nothing but rules reads, by their paths in the
// document. Where no rule reads one, it is not found out. Those of the context come from git.
var costlyFacts = []string{
	"context/author",
	"context/branch",
	"context/changed_files",
	"context/dirty",
	"context/revision",
	"prompts/*/acts",
	"servers/*/command_sha256",
	"servers/*/first_party",
	"servers/*/identity",
	"skills/*/description_fault",
	"skills/*/injections/*/acts",
	"skills/*/injections/*/arguments",
	"texts/*/conflicts",
	"texts/*/phrases",
	"tools/*/description_fault",
	"tools/*/description_length",
	"tools/*/name_fault",
	"tools/*/params/*/rooted",
	"tools/*/params/*/sink",
	"tools/*/sandboxed",
}

// linkedFacts are those of them that Link reads as well.
var linkedFacts = []string{"servers/*/identity"}

// CostlyFacts are the paths of the facts that Repository.FindOnly may leave out.
func CostlyFacts() []string { return slices.Clone(costlyFacts) }

// FindOnly makes Load leave out the costly facts that are not among some; linked says that the document
// is linked afterwards. It is called before the first Load. Where the repository has a lock, all facts are
// found out.
func (r *Repository) FindOnly(wanted []string, linked bool) {
	if linked {
		wanted = slices.Concat(wanted, linkedFacts)
	}
	r.left = slices.DeleteFunc(CostlyFacts(), func(fact string) bool { return slices.Contains(wanted, fact) })
}

// unread are the facts that are left out.
func (r *Repository) unread() []string {
	if len(r.left) == 0 || r.keep() {
		return nil
	}
	return r.left
}

// find is a fact about a text, unless nobody reads it.
func find[T any](f *source.File, fact string, t source.Text, in func(source.Text) []T) []T {
	if !f.Wants(fact) {
		return nil
	}
	return in(t)
}

// actsOf are the acts of a text, unless nobody reads them.
func actsOf(f *source.File, fact string, t source.Text, segments []facts.Segment) []facts.Act {
	return find(f, fact, t, func(t source.Text) []facts.Act { return facts.Acts(t, segments) })
}
