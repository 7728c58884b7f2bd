package facts

import "strings"

// kindUserinfo is the kind of a password in an address.
const kindUserinfo = "url_userinfo"

// findCredentials finds all that has the format of a credential in s, placeholders and samples among
// them, in the order of the text. It looks for the few characters that the formats have in common, and
// asks a pattern only where one is likely.
func findCredentials(s string) []credential {
	f := credentialFinder{s: s}
	for i := range len(s) {
		if !credentialMarks[s[i]] {
			continue
		}
		switch s[i] {
		case 'A':
			f.capital(i)
		case '_':
			f.underscore(i)
		case '-':
			f.dash(i)
		case ':':
			f.colon(i)
		}
	}
	return f.found
}

// credentialMarks are the characters that findCredentials looks for.
var credentialMarks = [256]bool{'A': true, '_': true, '-': true, ':': true}

// credentialFinder collects the credentials of one text.
type credentialFinder struct {
	s     string
	found []credential
	end   int // of the last one found
}

// capital looks for what starts with a capital A.
func (f *credentialFinder) capital(i int) {
	switch rest := f.s[i:]; {
	case strings.HasPrefix(rest, "AKIA"), strings.HasPrefix(rest, "ASIA"):
		f.try("aws", i, 20)
	case strings.HasPrefix(rest, "AIza"):
		f.try("google", i, 39)
	}
}

// underscore looks for what has an underscore behind its prefix.
func (f *credentialFinder) underscore(i int) {
	switch before := f.s[:i]; {
	case i >= 3 && before[i-3] == 'g' && before[i-2] == 'h' && strings.IndexByte("pousr", before[i-1]) >= 0:
		f.try("github", i-3, 40)
	case strings.HasSuffix(before, "github") && strings.HasPrefix(f.s[i:], "_pat_"):
		f.try("github", i-6, 93)
	case strings.HasSuffix(before, "hf"):
		f.try("hf", i-2, 37)
	case strings.HasPrefix(f.s[i:], "_live_") && (strings.HasSuffix(before, "sk") || strings.HasSuffix(before, "rk")):
		f.try("stripe", i-2, 28)
	}
}

// dash looks for what has a dash behind its prefix, and for private keys.
func (f *credentialFinder) dash(i int) {
	switch before := f.s[:i]; {
	case strings.HasSuffix(before, "sk"):
		if !f.try("anthropic", i-2, 90) {
			f.try("openai", i-2, 48)
		}
	case i >= 4 && before[i-4:i-1] == "xox":
		f.try("slack", i-4, 25)
	case strings.HasSuffix(before, "xapp"):
		f.try("slack", i-4, 50)
	case strings.HasPrefix(f.s[i:], "-----BEGIN "):
		f.try("pem", i, 0)
	}
}

// colon looks for addresses.
func (f *credentialFinder) colon(i int) {
	if !strings.HasPrefix(f.s[i:], "://") {
		return
	}
	if strings.HasPrefix(f.s[i:], "://hooks.slack.com/services/") && strings.HasSuffix(f.s[:i], "https") {
		f.try("slack", i-5, 0)
		return
	}
	f.address(i)
}

// try adds the credential of a kind that starts at start and has at least so many characters that tokens
// are made of.
func (f *credentialFinder) try(kind string, start, atLeast int) bool {
	glued := kind != "pem" && isWordAt(before(f.s, start), 0) // a private key begins with dashes
	if start < f.end || tokenLength(f.s[start:], atLeast) < atLeast || glued {
		return false
	}
	window := f.s[start:min(len(f.s), start+maxCredential)]
	length := Lookup("cred_" + kind).matchLength(window)
	if length == 0 {
		return false
	}
	f.add(credential{kind: kind, start: start, end: start + length})
	return true
}

func (f *credentialFinder) add(c credential) {
	f.found = append(f.found, c)
	f.end = c.end
}

// before is the byte before s[i], which for a letter or digit of ASCII is enough; an underscore counts as
// a letter.
func before(s string, i int) string {
	if i == 0 {
		return ""
	}
	if s[i-1] == '_' {
		return "a"
	}
	return s[i-1 : i]
}

// tokenLength is how many characters of a token s starts with, up to enough.
func tokenLength(s string, enough int) int {
	n := 0
	for n < enough && n < len(s) {
		c := s[n]
		if c != '_' && c != '-' && (c < '0' || c > '9') && (c < 'A' || c > 'Z') && (c < 'a' || c > 'z') {
			break
		}
		n++
	}
	return n
}

// address looks for a password in the address whose "://" is at i.
func (f *credentialFinder) address(i int) {
	const maxScheme, maxRest = 16, 512
	scheme := i
	for scheme > max(0, i-maxScheme) && isSchemeByte(f.s[scheme-1]) {
		scheme--
	}
	for scheme < i && (f.s[scheme] < 'a' || f.s[scheme] > 'z') {
		scheme++
	}
	rest := f.s[i+3 : min(len(f.s), i+3+maxRest)]
	at, colon := 0, -1
	for at < len(rest) && rest[at] != '@' {
		switch c := rest[at]; {
		case strings.IndexByte(" \t\n\f\r/?#\"'<>{}$", c) >= 0:
			return
		case c == ':' && colon < 0:
			colon = at
		}
		at++
	}
	if at == len(rest) || colon < 0 {
		return
	}
	length := Lookup("cred_url_userinfo").matchLength(f.s[scheme : i+3+len(rest)])
	if length == 0 {
		return
	}
	start := i + 3 + colon + 1
	f.add(credential{
		kind: kindUserinfo, start: start, end: i + 3 + at, user: rest[:colon], host: f.s[i+3+at+1 : scheme+length],
	})
}

// isSchemeByte says whether a byte may stand in the scheme of an address.
func isSchemeByte(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '+' || c == '.' || c == '-'
}
