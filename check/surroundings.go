package check

import (
	"cmp"
	"reflect"
	"time"

	"github.com/pacheck/pacheck/loaders"
)

// Surroundings are what is known of a run before it begins. The zero Surroundings are those of a desk.
type Surroundings struct {
	Stated loaders.Context // what somebody said; wins over git
	CI     loaders.Context // what the CI system says; git wins over it, but for the branch
	Bases  []string        // commits or names of them that the change starts from, the best first
	Record bool            // whether the report tells what git knows, also where no rule asks
}

// context is the context of a run, given what git knows.
func (s Surroundings) context(now time.Time, git loaders.Context) *loaders.Context {
	git.Branch = cmp.Or(s.CI.Branch, git.Branch)
	c := over(over(s.Stated, git), s.CI)
	c.Now = now.UTC().Format(time.RFC3339)
	return &c
}

// over is one context with what only the one below knows.
func over(top, below loaders.Context) loaders.Context {
	if top.PullRequest != nil && below.PullRequest != nil {
		both := *top.PullRequest
		fill(reflect.ValueOf(&both).Elem(), reflect.ValueOf(*below.PullRequest))
		top.PullRequest = &both
	}
	fill(reflect.ValueOf(&top).Elem(), reflect.ValueOf(below))
	return top
}

// fill sets the members of a struct that are zero.
func fill(to, from reflect.Value) {
	for i := range to.NumField() {
		if to.Field(i).IsZero() {
			to.Field(i).Set(from.Field(i))
		}
	}
}
