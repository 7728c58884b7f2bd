package facts

import (
	"slices"
	"sort"
	"strings"
)

// Advisory is a package version range that is known to be harmful, or to be harmed easily.
type Advisory struct {
	ID         string
	Package    string
	Ecosystem  string // npm or pypi
	Introduced string // the first version that is affected; "0" for all
	Fixed      string // the first version that is not; empty where there is none
	Kind       string // vulnerable or malicious
	Note       string
}

// Advisories are the advisories that ship with the program. The slice is the caller's.
func Advisories() []Advisory { return slices.Clone(advisories[:]) }

// Lookup is the pattern with an id of lexicons.yaml, and nil for any other id.
func Lookup(id string) *Pattern {
	i, ok := sort.Find(len(patterns), func(i int) int { return strings.Compare(id, patterns[i].id) })
	if !ok {
		return nil
	}
	return &patterns[i]
}

// wordList is a list of lexicons.yaml.
type wordList struct {
	id    string
	words []string
}

// WordList is the list with an id: a key under lists, such as "shell_programs", or the path of a list
// elsewhere, such as "inline_eval_flags.node" or "risk_tiers.section_synonyms.scope". It is nil for any
// other id. The slice must not be changed.
func WordList(id string) []string {
	i, ok := slices.BinarySearchFunc(wordLists[:], id, func(l wordList, id string) int { return strings.Compare(l.id, id) })
	if !ok {
		return nil
	}
	return wordLists[i].words
}
