package prefilter

import (
	"regexp/syntax"
	"slices"
	"strings"
	"unicode"
)

const (
	maxStarts = 64 // beginnings that a pattern may have
	startLen  = 6  // bytes of a beginning that are looked at
)

// Starts are the texts of which every match of a pattern begins with one, in any case of ASCII letters.
type Starts struct {
	texts []string // in lower case
	first [256]bool
	word  bool // a match begins where a word does
	fold  bool // some are in any case
}

// CollectStarts works out the beginnings of a pattern in RE2 syntax. It is nil where nothing can be said, or
// where a match hangs on what stands before it in another way than by beginning a word.
func CollectStarts(pattern string) *Starts {
	tree, err := syntax.Parse(pattern, syntax.Perl)
	if err != nil {
		return nil
	}
	s := &Starts{}
	tree = tree.Simplify()
	if rest, ok := afterBoundary(tree); ok {
		s.word, tree = true, rest
	}
	if looksBack(tree) {
		return nil
	}
	for _, b := range beginnings(tree, &s.fold) {
		if b.text == "" || s.word && !isWord(b.text[0]) {
			return nil
		}
		s.texts = append(s.texts, b.text)
		s.first[b.text[0]], s.first[upper(b.text[0])] = true, true
	}
	return s
}

// Next is the offset at or after from at which a match may begin; -1 where there is none.
func (st *Starts) Next(s string, from int) int {
	for i := from; i < len(s); i++ {
		if !st.first[s[i]] || st.word && i > 0 && isWord(s[i-1]) {
			continue
		}
		for _, text := range st.texts {
			if i+len(text) <= len(s) && equalFold(s[i:i+len(text)], text) {
				return i
			}
		}
	}
	return -1
}

// Sure says whether Next finds all beginnings in s, which it does unless a letter outside ASCII folds to one
// of ASCII.
func (st *Starts) Sure(s string) bool { return !st.fold || !foldsFromOutside(s) }

// afterBoundary is what follows the word boundary with which every alternative of a pattern begins.
func afterBoundary(re *syntax.Regexp) (*syntax.Regexp, bool) {
	rest := *re
	switch re.Op {
	case syntax.OpWordBoundary:
		return &syntax.Regexp{Op: syntax.OpEmptyMatch}, true
	case syntax.OpCapture, syntax.OpConcat:
		first, ok := afterBoundary(re.Sub[0])
		rest.Sub = append([]*syntax.Regexp{first}, re.Sub[1:]...)
		return &rest, ok
	case syntax.OpAlternate:
		rest.Sub = nil
		for _, sub := range re.Sub {
			branch, ok := afterBoundary(sub)
			if !ok {
				return re, false
			}
			rest.Sub = append(rest.Sub, branch)
		}
		return &rest, true
	}
	return re, false
}

// looksBack says whether a match may hang on what stands before its first character.
func looksBack(re *syntax.Regexp) bool {
	switch {
	case re.Op == syntax.OpEmptyMatch:
		return false
	case isEmpty(re.Op):
		return true
	case re.Op != syntax.OpConcat:
		return slices.ContainsFunc(re.Sub, looksBack)
	}
	for _, sub := range re.Sub {
		if looksBack(sub) {
			return true
		}
		if !mayBeEmpty(sub) {
			break
		}
	}
	return false
}

// mayBeEmpty says whether a node matches the empty text.
func mayBeEmpty(re *syntax.Regexp) bool {
	switch re.Op {
	case syntax.OpStar, syntax.OpQuest:
		return true
	case syntax.OpRepeat:
		return re.Min == 0 || mayBeEmpty(re.Sub[0])
	case syntax.OpPlus, syntax.OpCapture:
		return mayBeEmpty(re.Sub[0])
	case syntax.OpConcat:
		return !slices.ContainsFunc(re.Sub, func(sub *syntax.Regexp) bool { return !mayBeEmpty(sub) })
	case syntax.OpAlternate:
		return slices.ContainsFunc(re.Sub, mayBeEmpty)
	}
	return isEmpty(re.Op)
}

// beginning is a text that a match begins with; what follows continues it where it is whole.
type beginning struct {
	text  string
	whole bool
}

// beginnings are those of what a node matches. It notes whether some are in any case.
func beginnings(re *syntax.Regexp, fold *bool) []beginning {
	switch {
	case isEmpty(re.Op):
		return []beginning{{whole: true}}
	case re.Op == syntax.OpConcat:
		return joined(re.Sub, fold)
	case re.Op == syntax.OpCapture:
		return beginnings(re.Sub[0], fold)
	case re.Op == syntax.OpQuest:
		return append(beginnings(re.Sub[0], fold), beginning{whole: true})
	case re.Op == syntax.OpStar:
		return append(cutOff(beginnings(re.Sub[0], fold)), beginning{whole: true})
	case re.Op == syntax.OpPlus:
		return cutOff(beginnings(re.Sub[0], fold))
	case re.Op == syntax.OpRepeat && re.Min > 0:
		return cutOff(beginnings(re.Sub[0], fold))
	case re.Op == syntax.OpAlternate:
		var all []beginning
		for _, sub := range re.Sub {
			all = append(all, beginnings(sub, fold)...)
		}
		return all
	}
	k := analyse(re)
	if k.exact == nil {
		return []beginning{{}}
	}
	*fold = *fold || k.exact.fold
	var all []beginning
	for _, text := range k.exact.texts {
		text = strings.ToLower(text)
		if strings.ContainsFunc(text, func(r rune) bool { return r > unicode.MaxASCII }) {
			return []beginning{{}}
		}
		all = append(all, beginning{text, true})
	}
	return all
}

// cutOff are beginnings that nothing continues.
func cutOff(all []beginning) []beginning {
	for i := range all {
		all[i].whole = false
	}
	return all
}

// joined are the beginnings of nodes one after the other.
func joined(subs []*syntax.Regexp, fold *bool) []beginning {
	all := []beginning{{whole: true}}
	for _, sub := range subs {
		if !slices.ContainsFunc(all, func(b beginning) bool { return b.whole }) {
			break
		}
		follow := beginnings(sub, fold)
		var next []beginning
		for _, b := range all {
			if !b.whole || len(b.text) >= startLen {
				next = append(next, beginning{text: b.text})
				continue
			}
			for _, f := range follow {
				next = append(next, beginning{b.text + f.text, f.whole})
			}
		}
		if len(next) > maxStarts {
			return cutOff(all)
		}
		all = next
	}
	return all
}

// isWord says whether a byte belongs to a word, as \w does.
func isWord(c byte) bool {
	return c == '_' || '0' <= c && c <= '9' || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z'
}

// upper is a letter in upper case.
func upper(c byte) byte {
	if 'a' <= c && c <= 'z' {
		c -= 'a' - 'A'
	}
	return c
}
