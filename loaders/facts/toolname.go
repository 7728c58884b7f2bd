package facts

import (
	"slices"
	"strings"
	"unicode"

	"github.com/pacheck/pacheck/loaders/source"
)

// Annotations is what the author of a tool claims about its effects. A hint that is not stated is
// absent; nobody must take absence for the harmless value.
type Annotations struct {
	Title       source.Text  `json:"title,omitzero" surface:"tool.title" doc:"The title for people."`
	ReadOnly    source.Flag  `json:"read_only,omitzero" doc:"Whether it is said to change nothing (readOnlyHint)."`
	Destructive source.Flag  `json:"destructive,omitzero" doc:"Whether its changes may destroy something (destructiveHint)."`
	Idempotent  source.Flag  `json:"idempotent,omitzero" doc:"Whether calling it again changes nothing more (idempotentHint)."`
	OpenWorld   source.Flag  `json:"open_world,omitzero" doc:"Whether it deals with the world outside (openWorldHint)."`
	Hosts       source.Texts `json:"allowed_hosts,omitzero" doc:"The hosts that the server lets it reach (x-allowed-hosts)."`

	At source.Place `json:"-"`
}

// ReadAnnotations reads the annotations of a tool; nil where n is no Map.
func ReadAnnotations(n *source.Node) *Annotations {
	if !n.IsMap() {
		return nil
	}
	return &Annotations{
		Title:       schemaProse(n.Get("title")),
		ReadOnly:    n.Get("readOnlyHint").Flag(),
		Destructive: n.Get("destructiveHint").Flag(),
		Idempotent:  n.Get("idempotentHint").Flag(),
		OpenWorld:   n.Get("openWorldHint").Flag(),
		Hosts:       n.Get("x-allowed-hosts").Texts(),
		At:          n.Place,
	}
}

// Effects is what the name of a tool, and the names of its parameters, say that it does.
type Effects struct {
	Tokens      []string `json:"tokens,omitempty" doc:"The words of the name, in lower case."`
	Verb        string   `json:"verb,omitempty" doc:"The first word."`
	VerbKinds   []string `json:"verb_kinds,omitempty" doc:"What sort of verb the first word is: read, write, destructive, communication or money, several where several fit; other where none does."`
	Destructive bool     `json:"destructive" doc:"Whether the first word is not a read verb and any word is a destructive verb."`
	Evidence    string   `json:"evidence,omitempty" doc:"The destructive verb."`
	Objects     []string `json:"objects,omitempty" doc:"The words of the name after the first that are no destructive verbs, in the singular."`
	Kinds       []string `json:"kinds,omitempty" doc:"The effects that name and parameters show: destructive, write, communication, money, exec, query, url, path."`
}

// EffectsOf finds what a name and the parameters of a tool say that it does.
func EffectsOf(name string, params []Param) Effects {
	e := Effects{Tokens: NameTokens(name)}
	if len(e.Tokens) > 0 {
		e.Verb = e.Tokens[0]
		e.VerbKinds = toolVerbKinds(e.Verb)
	}
	reads := slices.Contains(e.VerbKinds, "read")
	for i, token := range e.Tokens {
		destroys := slices.Contains(WordList("destructive_verbs"), token)
		if destroys && !reads && !e.Destructive {
			e.Destructive, e.Evidence = true, token
		}
		if i > 0 && !destroys {
			e.Objects = append(e.Objects, toolSingular(token))
		}
	}
	e.Kinds = toolEffectKinds(e, params)
	return e
}

// toolVerbLists are the word lists of verbs.
var toolVerbLists = [...]struct{ kind, list string }{
	{"read", "read_verbs"}, {"write", "write_verbs"}, {"destructive", "destructive_verbs"},
	{"communication", "comm_verbs"}, {"money", "money_verbs"},
}

// toolVerbKinds says what sort of verb a word is; it is never empty.
func toolVerbKinds(word string) []string {
	var kinds []string
	for _, l := range toolVerbLists {
		if slices.Contains(WordList(l.list), word) {
			kinds = append(kinds, l.kind)
		}
	}
	if kinds == nil {
		return []string{"other"}
	}
	return kinds
}

// toolSingular takes the s of a plural away.
func toolSingular(word string) string {
	if len(word) < 4 || word[len(word)-1] != 's' || strings.IndexByte("sui", word[len(word)-2]) >= 0 {
		return word
	}
	return word[:len(word)-1]
}

// toolEffectKinds are the effects, in a fixed order.
func toolEffectKinds(e Effects, params []Param) []string {
	roles := map[string]bool{}
	for _, p := range params {
		roles[p.Role] = true
	}
	shows := func(kind string) bool { return slices.Contains(e.VerbKinds, kind) }
	var kinds []string
	for _, k := range [...]struct {
		kind string
		is   bool
	}{
		{"destructive", e.Destructive}, {"write", shows("write")}, {"communication", shows("communication")},
		{"money", shows("money")}, {"exec", roles["command"]}, {"query", roles["query"]},
		{"url", roles["url"]}, {"path", roles["path"]},
	} {
		if k.is {
			kinds = append(kinds, k.kind)
		}
	}
	return kinds
}

// NameTokens cuts a name into words in lower case: at every sign that is no ASCII letter or digit, where
// a capital follows a small letter or a digit, and before the last capital of an acronym.
func NameTokens(name string) []string {
	var tokens []string
	runes := []rune(name)
	start := 0
	cut := func(end int) {
		if end > start {
			tokens = append(tokens, strings.ToLower(string(runes[start:end])))
		}
	}
	for i, r := range runes {
		switch {
		case r > unicode.MaxASCII || !unicode.IsLetter(r) && !unicode.IsDigit(r):
			cut(i)
			start = i + 1
		case i > start && unicode.IsUpper(r) && toolNameBoundary(runes, i):
			cut(i)
			start = i
		}
	}
	cut(len(runes))
	return tokens
}

// toolNameBoundary says whether a word begins with the capital at i.
func toolNameBoundary(runes []rune, i int) bool {
	if !unicode.IsUpper(runes[i-1]) {
		return true
	}
	return i+1 < len(runes) && runes[i+1] <= unicode.MaxASCII && unicode.IsLower(runes[i+1])
}
