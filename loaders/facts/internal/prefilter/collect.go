package prefilter

import (
	"cmp"
	"regexp/syntax"
	"slices"
	"strings"
	"unicode"
)

const (
	maxSet      = 16 // literals that a set may grow to while it is put together
	maxClass    = 8  // characters that a class may have to be spelt out
	maxBranches = 8  // alternatives that are told apart
	maxNeeds    = 3  // conditions kept for an alternative
	goodLen     = 5  // longer literals are not rarer in a way that matters
	minLen      = 3  // a literal of so many bytes is worth looking for beside others
)

// Collect works out the filter of a pattern in RE2 syntax. It is empty where nothing can be said.
func Collect(pattern string) (Filter, error) {
	tree, err := syntax.Parse(pattern, syntax.Perl)
	if err != nil {
		return nil, err
	}
	var f Filter
	for _, branch := range branches(tree.Simplify()) {
		k := analyse(branch)
		sets := k.needs
		if k.exact != nil {
			sets = append(sets, *k.exact)
		}
		needs := choose(sets)
		if len(needs) == 0 {
			return nil, nil
		}
		f = append(f, needs)
	}
	return f, nil
}

// branches are the alternatives that a pattern as a whole consists of.
func branches(re *syntax.Regexp) []*syntax.Regexp {
	switch re.Op {
	case syntax.OpCapture:
		return branches(re.Sub[0])
	case syntax.OpAlternate:
		var all []*syntax.Regexp
		for _, sub := range re.Sub {
			all = append(all, branches(sub)...)
		}
		if len(all) <= maxBranches {
			return all
		}
	case syntax.OpConcat:
		subs := slices.DeleteFunc(slices.Clone(re.Sub), func(sub *syntax.Regexp) bool { return isEmpty(sub.Op) })
		if len(subs) == 1 {
			return branches(subs[0])
		}
	}
	return []*syntax.Regexp{re}
}

// isEmpty says whether an operator matches only the empty text.
func isEmpty(op syntax.Op) bool {
	switch op {
	case syntax.OpEmptyMatch, syntax.OpBeginLine, syntax.OpEndLine, syntax.OpBeginText, syntax.OpEndText,
		syntax.OpWordBoundary, syntax.OpNoWordBoundary:
		return true
	}
	return false
}

// set is a set of literals.
type set struct {
	texts []string
	fold  bool
}

// known is what is known of the texts that a node matches.
type known struct {
	exact *set  // it matches these and nothing else; nil where that is not known
	needs []set // each match contains one of each
}

func analyse(re *syntax.Regexp) known {
	if isEmpty(re.Op) {
		return known{exact: &set{texts: []string{""}}}
	}
	switch re.Op {
	case syntax.OpLiteral:
		return literal(re)
	case syntax.OpCharClass:
		return class(re.Rune)
	case syntax.OpCapture:
		return analyse(re.Sub[0])
	case syntax.OpQuest:
		return optional(analyse(re.Sub[0]))
	case syntax.OpPlus:
		return known{needs: allNeeds(analyse(re.Sub[0]))}
	case syntax.OpRepeat:
		if re.Min > 0 {
			return known{needs: allNeeds(analyse(re.Sub[0]))}
		}
	case syntax.OpConcat:
		return concat(re.Sub)
	case syntax.OpAlternate:
		return alternate(re.Sub)
	}
	return known{}
}

// literal takes a literal as it is, and gives up where its folds leave ASCII in ways that In does not
// look for, or where it holds U+FFFD, which the engine also finds in broken UTF-8.
func literal(re *syntax.Regexp) known {
	fold := re.Flags&syntax.FoldCase != 0
	for _, r := range re.Rune {
		if r == unicode.ReplacementChar || fold && r > unicode.MaxASCII {
			return known{}
		}
	}
	text := string(re.Rune)
	if fold {
		text = strings.ToLower(text)
	}
	return known{exact: &set{texts: []string{text}, fold: fold}}
}

// class spells out a small class of ASCII characters. White space is not worth it: it is everywhere.
func class(ranges []rune) known {
	var texts []string
	for i := 0; i+1 < len(ranges); i += 2 {
		if ranges[i] <= ' ' || ranges[i+1] > unicode.MaxASCII || len(texts)+int(ranges[i+1]-ranges[i]) >= maxClass {
			return known{}
		}
		for r := ranges[i]; r <= ranges[i+1]; r++ {
			texts = append(texts, string(r))
		}
	}
	if len(texts) == 0 {
		return known{}
	}
	return known{exact: &set{texts: texts}}
}

func optional(k known) known {
	if k.exact == nil || len(k.exact.texts) >= maxSet {
		return known{}
	}
	return known{exact: &set{texts: append(slices.Clone(k.exact.texts), ""), fold: k.exact.fold}}
}

func allNeeds(k known) []set {
	if k.exact == nil {
		return k.needs
	}
	return useful([]set{*k.exact})
}

func concat(subs []*syntax.Regexp) known {
	cur := set{texts: []string{""}}
	var needs []set
	exact := true
	for _, sub := range subs {
		k := analyse(sub)
		if k.exact == nil {
			needs = append(needs, useful([]set{cur})...)
			needs = append(needs, k.needs...)
			cur, exact = set{texts: []string{""}}, false
			continue
		}
		if joined, ok := cross(cur, *k.exact); ok {
			cur = joined
			continue
		}
		needs = append(needs, useful([]set{cur})...)
		cur, exact = *k.exact, false
	}
	if exact {
		return known{exact: &cur}
	}
	return known{needs: append(needs, useful([]set{cur})...)}
}

func cross(a, b set) (set, bool) {
	if len(a.texts)*len(b.texts) > maxSet {
		return set{}, false
	}
	out := set{fold: a.fold || b.fold}
	for _, x := range a.texts {
		for _, y := range b.texts {
			out.texts = append(out.texts, x+y)
		}
	}
	return out.lower(), true
}

func alternate(subs []*syntax.Regexp) known {
	union, exact := set{}, true
	for _, sub := range subs {
		k := analyse(sub)
		exact = exact && k.exact != nil
		best, ok := best(k)
		if !ok {
			return known{}
		}
		union.texts = append(union.texts, best.texts...)
		union.fold = union.fold || best.fold
	}
	union = union.lower()
	if exact && len(union.texts) <= maxSet {
		return known{exact: &union}
	}
	return known{needs: useful([]set{union})}
}

// best is the exact set of k, or else its best need.
func best(k known) (set, bool) {
	if k.exact != nil {
		return *k.exact, true
	}
	if len(k.needs) == 0 {
		return set{}, false
	}
	return slices.MaxFunc(k.needs, func(a, b set) int {
		return cmp.Or(cmp.Compare(min(a.shortest(), goodLen), min(b.shortest(), goodLen)),
			cmp.Compare(len(b.texts), len(a.texts)), cmp.Compare(a.shortest(), b.shortest()))
	}), true
}

// lower makes all texts of a folding set lower case. A text outside ASCII cannot be looked for in any
// case, and makes the set useless.
func (s set) lower() set {
	if !s.fold {
		return s
	}
	for i, text := range s.texts {
		s.texts[i] = strings.ToLower(text)
		if strings.ContainsFunc(text, func(r rune) bool { return r > unicode.MaxASCII }) {
			s.texts[i] = ""
		}
	}
	return s
}

func (s set) shortest() int {
	return len(slices.MinFunc(s.texts, func(a, b string) int { return cmp.Compare(len(a), len(b)) }))
}

// isCommon says whether a short literal is found in most texts.
func isCommon(text string) bool {
	return len(text) < minLen && !strings.ContainsAny(text, "@#$%^&*+=<>{}[]|\\~`")
}

// useful leaves out the sets that any text meets.
func useful(sets []set) []set {
	return slices.DeleteFunc(sets, func(s set) bool { return s.shortest() == 0 })
}

// choose keeps the few best sets, the smallest first.
func choose(sets []set) []Need {
	sets = useful(sets)
	for i := range sets {
		sets[i].texts = reduce(sets[i].texts)
	}
	slices.SortStableFunc(sets, func(a, b set) int {
		return cmp.Or(cmp.Compare(min(b.shortest(), goodLen), min(a.shortest(), goodLen)),
			cmp.Compare(len(a.texts), len(b.texts)))
	})
	sets = slices.CompactFunc(sets, func(a, b set) bool { return a.fold == b.fold && slices.Equal(a.texts, b.texts) })
	if len(sets) > maxNeeds {
		sets = sets[:maxNeeds]
	}
	var needs []Need
	for i, s := range sets {
		if i > 0 && s.shortest() < minLen && slices.ContainsFunc(s.texts, isCommon) {
			continue
		}
		needs = append(needs, s.need())
	}
	return needs
}

func (s set) need() Need {
	n := Need{Fold: s.fold}
	for _, text := range s.texts {
		n.Literals = append(n.Literals, Literal{Text: text, Rare: rarest(text)})
	}
	return n
}

// reduce leaves out repeated texts and those that contain another one.
func reduce(texts []string) []string {
	slices.SortFunc(texts, func(a, b string) int { return cmp.Or(cmp.Compare(len(a), len(b)), cmp.Compare(a, b)) })
	var out []string
	for _, text := range texts {
		if !slices.ContainsFunc(out, func(shorter string) bool { return strings.Contains(text, shorter) }) {
			out = append(out, text)
		}
	}
	return out
}

// rarest is the index of the byte of text that is rarest in English prose.
func rarest(text string) int {
	const frequent = "zqjxkvbpygfwmucldrhsnioate \n" // rarest first
	at, rank := 0, len(frequent)
	for i := range len(text) {
		if r := strings.IndexByte(frequent, text[i]); r < rank {
			at, rank = i, r
		}
	}
	return at
}
