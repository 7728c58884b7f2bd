package facts

import (
	"net/url"
	"regexp"
	"slices"
	"strings"
)

// minLiteral is how long a literal must be to count as a secret.
const minLiteral = 8

// LiteralSecret judges the value of an environment variable, a header or an option by its name: a value
// in a provider's format is a secret under any name, another literal only under a name that says so. The
// names of options may have their dashes. References, paths, placeholders and short or plain words are
// no secrets. The place is left to the caller.
func LiteralSecret(key, value string) (Secret, bool) {
	if secret, ok := firstSecret(value); ok {
		return secret, true
	}
	value = withoutScheme(strings.TrimSpace(value))
	if len(value) < minLiteral || strings.Contains(value, "://") {
		return Secret{}, false
	}
	key = strings.TrimLeft(key, "-")
	if isReference(value) || !Lookup("secret_key_name").MatchString(key) || holdsReference(key) {
		return Secret{}, false
	}
	if isPlaceholder(value) || isSample(value) || isMadeOfWords(value) {
		return Secret{}, false
	}
	return newSecret("literal", value, value)
}

// URLSecret judges an address: it holds a secret where it has a password, or a query parameter with a
// telling name and a literal value.
func URLSecret(rawURL string) (Secret, bool) {
	if secret, ok := firstSecret(rawURL); ok {
		return secret, true
	}
	_, query, _ := strings.Cut(rawURL, "?")
	query, _, _ = strings.Cut(query, "#")
	for pair := range strings.SplitSeq(query, "&") {
		key, value, _ := strings.Cut(pair, "=")
		if plain, err := url.QueryUnescape(value); err == nil {
			value = plain
		}
		if secret, ok := LiteralSecret(key, value); ok {
			return secret, true
		}
	}
	return Secret{}, false
}

// firstSecret is the first secret in a provider's format in s.
func firstSecret(s string) (Secret, bool) {
	for _, c := range findCredentials(s) {
		if secret, ok := c.judge(s); ok {
			return secret, true
		}
	}
	return Secret{}, false
}

// holdsReference says whether a name stands for an address or for the place of a secret. The password in
// an address is judged by its format.
func holdsReference(key string) bool {
	key = strings.ReplaceAll(strings.ToLower(key), "-", "_")
	for _, ending := range []string{"_file", "_path", "_name", "_url", "_uri", "_dir", "_type", "connection_string", "dsn"} {
		if strings.HasSuffix(key, ending) {
			return true
		}
	}
	return false
}

// withoutScheme is a header's value without the scheme of authorization before it.
func withoutScheme(value string) string {
	for _, scheme := range []string{"bearer ", "basic ", "token ", "apikey "} {
		if len(value) > len(scheme) && strings.EqualFold(value[:len(scheme)], scheme) {
			return strings.TrimSpace(value[len(scheme):])
		}
	}
	return value
}

// referencePrefixes are what paths begin with, and the names of secrets in AWS, Azure and LiteLLM.
var referencePrefixes = []string{"~/", "./", "../", "arn:", "secretref:", "os.environ/"}

// isReference says whether a value names a secret, or describes it, instead of being one: a path, an
// address without a password, a name, a sentence.
func isReference(value string) bool {
	switch {
	case slices.ContainsFunc(referencePrefixes, func(p string) bool { return strings.HasPrefix(value, p) }),
		strings.HasPrefix(value, "/") && strings.Count(value, "/") > 1,
		len(value) > 2 && value[1] == ':' && (value[2] == '\\' || value[2] == '/'),
		strings.Contains(value, "://"):
		return true
	}
	return isName(value) || len(strings.Fields(value)) > 3
}

// isName says whether a value is the name of a variable in capitals, or the name of a secret: it has no
// digit, and would itself be a telling name.
func isName(value string) bool {
	if strings.ContainsAny(value, "0123456789") {
		return false
	}
	return strings.Contains(value, "_") && strings.ToUpper(value) == value || Lookup("secret_key_name").MatchString(value)
}

var (
	// plainWords matches what tells people what belongs there: several words in small letters, one that
	// begins with "your", or anything in a script that no secret is written in.
	plainWords = regexp.MustCompile(`^[a-z]+(?:[-_.][a-z]+)+$|^your[a-z]+$|[^\x00-\x{02ff}]`)
	// countedWords matches words and numbers, of which the numbers are checked to count up from 1.
	countedWords = regexp.MustCompile(`^(?:(?:[a-z]+|[A-Z]+|[A-Z][a-z]+)?[-_.]?(?:[0-9]{3,}[-_.]?)?)+$`)
	digitRuns    = regexp.MustCompile(`[0-9]+`)
)

// isMadeOfWords says whether a value is of words, with at most numbers that count up from 1, as in
// test-token-123: nobody was given it as a secret.
func isMadeOfWords(value string) bool {
	if plainWords.MatchString(value) {
		return true
	}
	runs := digitRuns.FindAllString(value, -1)
	if len(runs) == 0 || !countedWords.MatchString(value) {
		return false
	}
	for _, run := range runs {
		if !strings.HasPrefix("12345678901234567890", run) {
			return false
		}
	}
	return true
}
