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
	filter prefilter.Filter
	once   sync.Once
	re     *regexp.Regexp

	late     bool // the filter is not known from the time of building
	lateOnce sync.Once

	anchoredOnce sync.Once
	anchored     *regexp.Regexp

	startsOnce sync.Once
	starts     *prefilter.Starts // nil where a match may begin with anything
}

// Compile makes a pattern of an expression in RE2 syntax.
func Compile(source string) (*Pattern, error) {
	re, err := regexp.Compile(source)
	if err != nil {
		return nil, err
	}
	filter, err := prefilter.Collect(source)
	if err != nil {
		return nil, err
	}
	p := &Pattern{source: source, filter: filter, re: re}
	p.once.Do(func() {})
	return p, nil
}

// NewPattern is Compile for an expression of the program's own, which is looked at when it is first used,
// and must be one.
func NewPattern(source string) *Pattern { return &Pattern{source: source, late: true} }

// MatchString says whether s holds a match.
func (p *Pattern) MatchString(s string) bool {
	if !p.mayMatch(s) {
		return false
	}
	if hits, ok := p.fromStarts(s, 1); ok {
		return len(hits) > 0
	}
	return p.engine().MatchString(s)
}

// FindAllIndex is the start and end of up to n matches in s, of all where n is negative, as
// regexp.Regexp's FindAllStringIndex has them.
func (p *Pattern) FindAllIndex(s string, n int) [][]int {
	if !p.mayMatch(s) {
		return nil
	}
	if hits, ok := p.fromStarts(s, n); ok {
		return hits
	}
	return p.engine().FindAllStringIndex(s, n)
}

// findLikely is FindAllIndex for up to maxPhrases matches, faster for a text that is likely to have some.
func (p *Pattern) findLikely(s string) [][]int {
	if hits, ok := p.fromStarts(s, maxPhrases); ok {
		return hits
	}
	return p.FindAllIndex(s, maxPhrases)
}

// maxMisses is how many beginnings of matches may turn out to be none before the engine goes through the
// whole text: it then costs less, and never more than so many times as much.
const maxMisses = 8

// fromStarts is FindAllIndex by trying the few places where a match may begin, which costs far less than to
// try all. It is not ok where those are not known, or many.
func (p *Pattern) fromStarts(s string, n int) (hits [][]int, ok bool) {
	p.startsOnce.Do(func() { p.starts = prefilter.CollectStarts(p.source) })
	if p.starts == nil || !p.starts.Sure(s) {
		return nil, false
	}
	misses := 0
	for at := p.starts.Next(s, 0); at >= 0 && len(hits) != n; {
		next := at + 1
		if length := p.matchLength(s[at:]); length > 0 {
			next = at + length
			hits = append(hits, []int{at, next})
		} else if misses++; misses > maxMisses {
			return nil, false
		}
		at = p.starts.Next(s, next)
	}
	return hits, true
}

// ReplaceAllString is s with matches replaced, as regexp.Regexp has it.
func (p *Pattern) ReplaceAllString(s, by string) string {
	if !p.mayMatch(s) {
		return s
	}
	return p.engine().ReplaceAllString(s, by)
}

func (p *Pattern) mayMatch(s string) bool {
	if p.late {
		p.lateOnce.Do(func() {
			filter, err := prefilter.Collect(p.source)
			if err != nil {
				panic(err)
			}
			p.filter = filter
		})
	}
	return p.filter.Pass(s)
}

func (p *Pattern) engine() *regexp.Regexp {
	p.once.Do(func() { p.re = regexp.MustCompile(p.source) })
	return p.re
}

// matchLength is how long the match at the very start of s is; 0 where there is none.
func (p *Pattern) matchLength(s string) int {
	p.anchoredOnce.Do(func() { p.anchored = regexp.MustCompile("^(?:" + p.source + ")") })
	if hit := p.anchored.FindStringIndex(s); hit != nil {
		return hit[1]
	}
	return 0
}
