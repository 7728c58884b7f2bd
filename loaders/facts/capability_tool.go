package facts

import (
	"regexp"
	"slices"
	"strings"
)

// ToolShape is what is known of a tool: its name, and where the tool itself is known what its definition
// says.
type ToolShape struct {
	Name        string
	Known       bool // the definition is known, so that its parameters are all
	Kind        string
	Method      string // of the HTTP request that it makes
	Params      []Param
	Annotations *Annotations
}

// ToolCapabilities are what a tool lets an agent do, by its name, its annotations and its parameters. A tool
// that is said to be read-only, and whose name does not contradict, has no effects.
func ToolCapabilities(t ToolShape) []Capability {
	found := capabilities{}
	tokens := singular(NameTokens(t.Name))
	byPhrase(found, tokens)
	byMoney(found, tokens, t.Params)
	byEffect(found, tokens, t)
	byParams(found, t)
	if slices.ContainsFunc(tokens, func(w string) bool { return unreal[w] }) {
		for kind := range found {
			found.weaken(kind)
		}
	}
	if a := t.Annotations; a != nil {
		byAnnotations(found, tokens, a)
	}
	return found.list()
}

func singular(tokens []string) []string {
	for i, w := range tokens {
		tokens[i] = toolSingular(w)
	}
	return tokens
}

// byPhrase looks for words that stand side by side.
func byPhrase(found capabilities, tokens []string) {
	for _, list := range [...]struct{ id, kind string }{
		{"capabilities.untrusted_in.strong.tool_tokens", UntrustedInput}, {"capabilities.private_data.strong.tool_tokens", PrivateData},
		{"capabilities.external_comm.strong.tool_tokens", ExternalCommunication},
	} {
		phrasesIn(found, tokens, WordList(list.id), Capability{Kind: list.kind, Strong: true})
	}
	for _, list := range namePhrases {
		phrasesIn(found, tokens, list.words, Capability{Kind: list.kind, Strong: list.strong})
	}
}

func phrasesIn(found capabilities, tokens, phrases []string, c Capability) {
	for _, phrase := range phrases {
		words := singular(strings.Fields(phrase))
		i := indexOfWords(tokens, words)
		if i < 0 {
			continue
		}
		rest := tokens[i+len(words):]
		found.add(c.Kind, c.Strong && certain(words, tokens[:i], rest))
	}
}

// certain says whether a phrase means in its place what it means alone. A verb alone is vague, unless the name
// begins with it or a page of the web follows. A message may be one to another agent, or the answer to the
// user.
func certain(words, before, rest []string) bool {
	if len(rest) > 0 && aboutness[rest[0]] {
		return false
	}
	if len(words) > 1 {
		return words[1] != "message" || len(before)+len(rest) > 0 && !slices.Contains(rest, "agent") && !slices.Contains(rest, "user")
	}
	if words[0] == "scrape" || words[0] == "crawl" {
		return len(before) <= 1
	}
	return len(rest) > 0 && slices.Contains([]string{"web", "url", "page", "website", "internet", "site", "post", "article", "tweet"}, rest[0])
}

// byMoney looks for names that move money: a verb that means nothing else with an amount, or a verb and what
// is paid.
func byMoney(found capabilities, tokens []string, params []Param) {
	if len(tokens) == 0 {
		return
	}
	verb := slices.Contains(WordList("money_verbs"), tokens[0])
	object := len(tokens) > 1 && paymentObjects[tokens[1]] && (len(tokens) < 3 || prepositions[tokens[2]])
	amount := slices.ContainsFunc(params, func(p Param) bool {
		return slices.ContainsFunc(singular(NameTokens(p.Name)), func(w string) bool { return w == "amount" || w == "currency" || w == "cent" })
	})
	switch {
	case verb && amount, object && paymentVerbs[tokens[0]], tokens[0] == "pay" && len(tokens) > 1 && (tokens[1] == "invoice" || tokens[1] == "bill"),
		tokens[0] == "refund" && len(tokens) > 1 && (resources[tokens[1]] || tokens[1] == "charge"):
		found.add(Money, true)
		found.add(SideEffects, true)
	case verb && !slices.Contains(tokens, "agent") && !slices.Contains(tokens, "file"):
		found.add(Money, false)
	}
}

// byEffect looks at the verb and at the method of the request.
func byEffect(found capabilities, tokens []string, t ToolShape) {
	e := EffectsOf(t.Name, t.Params)
	object := tokens
	if i := slices.IndexFunc(tokens, func(w string) bool { return prepositions[w] }); i > 0 {
		object = tokens[:i]
	}
	switch {
	case e.Destructive:
		found.add(SideEffects, e.Evidence == e.Verb && len(tokens) > 1)
	case slices.Contains(e.VerbKinds, "write"):
		found.add(SideEffects, len(object) > 1 && resources[object[len(object)-1]])
	}
	among := func(words map[string]bool) bool {
		return slices.ContainsFunc(tokens, func(w string) bool { return words[w] })
	}
	if slices.Contains(e.VerbKinds, "communication") && len(tokens) > 1 {
		found.add(ExternalCommunication, among(channels) && !slices.ContainsFunc(tokens, func(w string) bool { return aboutness[w] }))
	}
	if slices.Contains(e.VerbKinds, "read") && among(socials) {
		found.add(UntrustedInput, true)
	}
	switch t.Method {
	case "PUT", "PATCH", "DELETE":
		found.add(SideEffects, true)
	case "POST":
		found.add(SideEffects, false)
	}
}

// byParams looks at the parameters: a command makes it certain that a tool runs what it is told, and a fixed recipient takes
// the way out away.
func byParams(found capabilities, t ToolShape) {
	takes := func(role string) bool {
		return slices.ContainsFunc(t.Params, func(p Param) bool { return p.Role == role && !slices.Contains(p.Bounds, "shell") })
	}
	_, runs := found[CodeExecution]
	switch {
	case takes("command") && (runs || slices.Contains([]string{"bash", "shell", "terminal"}, strings.ToLower(t.Name))):
		found.add(CodeExecution, true)
	case runs && t.Known:
		found.weaken(CodeExecution)
	}
	if takes("query") {
		found.add(PrivateData, false)
	}
	if fixedRecipient(t.Params) {
		found.limit(ExternalCommunication)
	}
}

// recipientNames are parameters that say where something goes.
var recipientNames = []string{"to", "recipient", "recipients", "email", "to_email", "channel", "channel_id", "address", "chat_id"}

// oneMailDomain matches the patterns that let addresses of one domain through: before the @ stands nothing that
// could part several addresses.
var oneMailDomain = regexp.MustCompile(`^\^(?:(?:\[(?:a-z|A-Z|0-9|\\[wd.]|[\w.%+])+-?\]|[\w-]|\\[wd.])[+*]?)+@(?:[\w-]+\\\.)+\w+\$$`)

// fixedRecipient says whether there are parameters for where something goes, and none of them is free.
func fixedRecipient(params []Param) bool {
	fixed := false
	for _, p := range params {
		if p.Role != "url" && !slices.Contains(recipientNames, strings.ToLower(p.Name)) {
			continue
		}
		bound := p.Role == "url" && slices.Contains(p.Bounds, "url")
		if !p.Enum.Set && !bound && !oneMailDomain.MatchString(p.Pattern.V) {
			return false
		}
		fixed = true
	}
	return fixed
}

// byAnnotations adds what the author claims. A claim of harmlessness takes evidence away only where the name
// begins with a verb of reading.
func byAnnotations(found capabilities, tokens []string, a *Annotations) {
	if a.OpenWorld.Set && a.OpenWorld.V {
		found.add(UntrustedInput, false)
	}
	if !a.ReadOnly.Set {
		return
	}
	if !a.ReadOnly.V {
		found.add(SideEffects, true)
		return
	}
	if len(tokens) > 0 && slices.Contains(WordList("read_verbs"), tokens[0]) {
		delete(found, SideEffects)
		delete(found, Money)
	}
	found.weaken(SideEffects)
	found.weaken(Money)
}

// Reads says whether the name of a tool begins with a verb of reading.
func Reads(name string) bool {
	tokens := NameTokens(name)
	return len(tokens) > 0 && slices.Contains(WordList("read_verbs"), tokens[0])
}
