package facts

import (
	"regexp"
	"sync"

	"github.com/pacheck/pacheck/loaders/facts/internal/prefilter"
)

// Pattern is a regular expression with a cheap test in front: the engine runs, and is compiled, only
// for a text that holds the literals without which there is no match. It may be used by several
// goroutines.
type Pattern struct {
	id     string
	source string
	needs  []prefilter.Need
	once   sync.Once
	re     *regexp.Regexp
}

// Compile makes a pattern of an expression in RE2 syntax.
func Compile(source string) (*Pattern, error) {
	re, err := regexp.Compile(source)
	if err != nil {
		return nil, err
	}
	needs, err := prefilter.Collect(source)
	if err != nil {
		return nil, err
	}
	p := &Pattern{source: source, needs: needs, re: re}
	p.once.Do(func() {})
	return p, nil
}

// MatchString says whether s holds a match.
func (p *Pattern) MatchString(s string) bool {
	return p.mayMatch(s) && p.engine().MatchString(s)
}

// FindAllIndex is the start and end of up to n matches in s, of all where n is negative, as
// regexp.Regexp's FindAllStringIndex has them.
func (p *Pattern) FindAllIndex(s string, n int) [][]int {
	if !p.mayMatch(s) {
		return nil
	}
	return p.engine().FindAllStringIndex(s, n)
}

func (p *Pattern) mayMatch(s string) bool { return prefilter.Pass(p.needs, s) }

func (p *Pattern) engine() *regexp.Regexp {
	p.once.Do(func() { p.re = regexp.MustCompile(p.source) })
	return p.re
}
