package facts

import (
	"regexp"
	"slices"
	"strings"
	"sync"
)

// phraseKind is a kind of phrase: the pattern without which there is none, how it is found, and what its
// sentence tells of it.
type phraseKind struct {
	id      string
	pattern *Pattern
	also    string                             // the id of another pattern that the paragraph is to match, or none
	find    func(p *Pattern, s string) [][]int // nil: wherever the pattern matches
	tell    func(f *Phrase, s sentence)        // may be nil
	needs   [][]gateSet                        // what the gate knows of it: words that alternatives need
}

// hits are the start and end of all phrases of the kind in s.
func (k phraseKind) hits(s string) [][]int {
	switch {
	case k.find != nil:
		return k.find(k.pattern, s)
	case k.id == riskyHost:
		return riskyHosts(k.pattern, s)
	case k.also != "" && !Lookup(k.also).mayMatch(s):
		return nil
	}
	return k.pattern.findLikely(s)
}

// phraseKinds are the kinds that Scan.Phrases looks for.
var phraseKinds = sync.OnceValue(func() []phraseKind {
	listed := func(id string, tell func(f *Phrase, s sentence)) phraseKind {
		return phraseKind{id: id, pattern: Lookup(id), tell: tell}
	}
	written := NewPattern(`(?i)` + strings.Join(quotedNames(), "|"))
	kinds := []phraseKind{
		listed("override_phrase", nil),
		listed("safeguard_off_phrase", nil),
		listed("persona_unlock_phrase", nil),
		listed("conceal_phrase", tellConcealment),
		listed("covert_action_phrase", func(f *Phrase, s sentence) { f.Sensitive = s.sensitive() }),
		{id: "egress_verb_url", pattern: NewPattern(egressAddress), also: "sensitive_object", tell: tellEgress},
		listed("markdown_beacon", tellBeacon),
		listed("remote_instruction", tellRemote),
		listed("remote_instruction_noun", tellRemote),
		{id: "approval_suppress", pattern: Lookup("approval_suppress"), find: approvals},
		listed("ai_denial", tellDenial),
		{id: "remote_import", pattern: NewPattern(`(?:^|\s)@https?://\S+`), tell: tellRemote},
		{id: "egress_channel", pattern: NewPattern(egressChannel)},
		{id: "self_modification", pattern: written, find: orderedWrites, tell: tellPath},
		{id: "self_modification_command", pattern: written, find: commandWrites, tell: tellPath},
		{id: "prompt_secret", pattern: NewPattern(promptSecret), find: literalSecrets},
		{id: "prompt_access_rule", pattern: NewPattern(accessRule), find: accessRules},
		{id: "internal_host", pattern: NewPattern(internalHost), tell: func(f *Phrase, s sentence) { f.Host = addressHostOf(s.text[s.start:s.end]) }},
	}
	for _, k := range kinds {
		k.pattern.mayMatch("") // learns the filter
	}
	return kinds
})

var (
	reported = regexp.MustCompile(`(?i)\b(?:attempts?\s+to|tries\s+to|trying\s+to|asks?\s+(?:you|it|the\s+\w+)\s+to|tells?\s+(?:you|it|the\s+\w+)\s+to|instruct(?:s|ing)|such\s+as|for\s+example|e\.g\.|` +
		`phrases?\s+like|detect\w*|flag\w*|reject\w*|refus\w*|attack(?:er)?s?|injections?|injected|jailbreaks?|malicious|adversarial)\b`)
	information = regexp.MustCompile(`(?i)^\s+(?:of|about|regarding|on\s+(?:facts|details))\s`)
)

// tellConcealment tells whether the sentence leaves the concealment to a case or to a time, or reports it. An
// order not to tell is negative itself, so that what negates it counts only where it is an order to hide.
func tellConcealment(f *Phrase, s sentence) {
	f.Conditional = s.conditional() || f.Segment != "" && shownLater(s)
	hides := strings.EqualFold(s.text[s.start:min(len(s.text), s.start+4)], "hide") || strings.EqualFold(s.text[s.start:min(len(s.text), s.start+4)], "keep")
	if !hides {
		f.Negated = f.Segment != "" && reported.MatchString(s.text[:s.start])
	}
}

var (
	shows = regexp.MustCompile(`(?i)^\S+\s+(?:not\s+)?(?:ever\s+)?show\b`)
	later = regexp.MustCompile(`(?i)\b(?:until|before)\b`)
)

// shownLater says whether something is not to be shown before something else is done, which is no secret.
func shownLater(s sentence) bool {
	return shows.MatchString(s.text[s.start:s.end]) && later.MatchString(s.text[s.end:])
}

// optionBefore matches a line that begins with an option of a command, which the rest explains.
var optionBefore = regexp.MustCompile("^[\\s*_`]*(?:-[A-Za-z]|--[a-z][\\w-]*)[`*_]*[\\s,:=|–—][^.]*$")

// approvals finds orders not to ask before acting. To ask whether something is so is no approval, and what an
// option of a command does is no order.
func approvals(p *Pattern, s string) [][]int {
	return slices.DeleteFunc(p.findLikely(s), func(at []int) bool {
		line := s[strings.LastIndexByte(s[:at[0]], '\n')+1 : at[0]]
		return information.MatchString(s[at[1]:min(len(s), at[1]+40)]) || optionBefore.MatchString(line)
	})
}

// tellEgress tells whether something private is to be sent out, and where to. A request to an interface
// carries credentials because that is how it is used.
func tellEgress(f *Phrase, s sentence) {
	phrase := s.text[s.start:s.end]
	f.Host = addressHostOf(s.text[s.start:])
	f.Ordered = s.ordered()
	f.Sensitive = s.sensitive() && !request.MatchString(phrase)
}

var beaconVariable = regexp.MustCompile(`[?&=](?:\{\{?|\$\{?|%|<)\s*([A-Za-z_][\w.]*)`)

// tellBeacon tells where an image comes from, and what becomes a part of its address.
func tellBeacon(f *Phrase, s sentence) {
	f.Host = addressHostOf(s.text[s.start:])
	if m := beaconVariable.FindStringSubmatch(s.text[s.start:]); m != nil {
		f.Variable = m[1]
	}
}

var pinnedAddress = regexp.MustCompile(`https?://\S*(?:\b[0-9a-f]{40}\b|\bsha(?:256|512)[=:-])`)

// tellRemote tells where instructions are to be fetched from.
func tellRemote(f *Phrase, s sentence) {
	f.Host = addressHostOf(s.text[s.start:])
	f.Pinned = pinnedAddress.MatchString(s.text[s.start:])
}

// insteadOf matches what stands right before what somebody does not do, but something else.
var insteadOf = regexp.MustCompile(`(?i)\b(?:rather\s+than|instead\s+of)\s+(?:ever\s+|to\s+)?$`)

// tellDenial tells what kind of denial it is. What something else is to be done instead of is forbidden.
func tellDenial(f *Phrase, s sentence) {
	word := strings.ToLower(s.text[s.start:min(len(s.text), s.start+2)])
	f.Negation = word == "ne" || word == "do"
	f.Fiction = fiction.MatchString(s.text)
	f.Negated = f.Negated || !f.Negation && insteadOf.MatchString(s.text[:s.start])
}

// tellPath tells which file is to be written.
func tellPath(f *Phrase, s sentence) {
	phrase := s.text[s.start:s.end]
	if all := ownFilesIn(phrase); len(all) > 0 {
		last := all[len(all)-1]
		f.Path = phrase[last[0]:last[1]]
	}
}

var (
	addressHost = regexp.MustCompile(`(?i)https?://(?:[^/\s@]*@)?(\[[0-9a-f:]+\]|[^\s/:?#"'<>)\x60]+)`)
	mailHost    = regexp.MustCompile(`(?i)[a-z0-9._%+-]+@([a-z0-9.-]+\.[a-z]{2,})`)
)

// addressHostOf is the host of the first address in a text, else the domain of the first mail address.
func addressHostOf(s string) string {
	m := addressHost.FindStringSubmatch(s)
	if m == nil {
		m = mailHost.FindStringSubmatch(s)
	}
	if m == nil {
		return ""
	}
	return strings.ToLower(strings.TrimRight(m[1], ".,;*_"))
}

// egressAddress is the pattern egress_verb_url for texts in which names of files hold full stops, up to the first
// address.
const egressAddress = `(?i)\b(?:send|post|upload|forward|transmit|exfiltrate|submit|report|append|e?mail)\b(?:[^.\n]|\.\w){0,120}?\b(?:to|at|via|into)\b[^.\n]{0,20}(?:https?://|[a-z0-9._%+-]+@[a-z0-9.-]+\.[a-z]{2,})`

// egressChannel matches orders to put private data where a renderer carries them out. A key in the query or
// a header of a request is how interfaces are used, so keys count in links and images only.
const egressChannel = `(?i)\b(?:append|include|encode|embed)\b[^.\n]{0,60}\b(?:system\s+prompt|(?:chat|conversation)\s+history|full\s+conversation|session\s+cookies?|customer\s+records?)\b` +
	`[^.\n]{0,60}\b(?:in|to|into)\b[^.\n]{0,60}\b(?:urls?|query|links?|images?|headers?|parameters?)\b` +
	`|\b(?:append|include|encode|embed)\b[^.\n]{0,60}\b(?:api[ _-]?keys?|access[ _-]?tokens?|secrets?|passwords?|credentials?|private[ _-]?keys?|ssh[ _-]?keys?|environment[ _-]?variables?)\b` +
	`[^.\n]{0,60}\b(?:in|to|into)\s+(?:(?:the|an?|every|each)\s+)?(?:markdown\s+)?(?:links?|images?)\b`
