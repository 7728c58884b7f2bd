package facts

import (
	"encoding/json"
	"fmt"
	"slices"
	"sort"
	"strings"
	"sync"
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

// lexiconTables are the tables of lexicons.yaml, read when they are first asked for.
var lexiconTables = sync.OnceValue(func() map[string]any {
	var all map[string]any
	if err := json.Unmarshal([]byte(tables), &all); err != nil {
		panic(fmt.Sprintf("the generated tables are no JSON: %v", err)) // written by the generator, held by tests
	}
	return all
})

// Table is the value at a path of lexicons.yaml, such as "lists.annex_iii_areas" or
// "risk_tiers.required_classifiers": texts, numbers, lists and maps, as encoding/json reads them. It is
// false for a path that leads nowhere. The value must not be changed.
func Table(path string) (any, bool) {
	var value any = lexiconTables()
	for key := range strings.SplitSeq(path, ".") {
		m, ok := value.(map[string]any)
		if !ok {
			return nil, false
		}
		if value, ok = m[key]; !ok {
			return nil, false
		}
	}
	return value, true
}
