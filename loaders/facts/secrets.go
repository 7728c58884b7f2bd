package facts

import (
	"crypto/sha256"
	"encoding/hex"
	"math"
	"slices"
	"strings"

	"github.com/pacheck/pacheck/loaders/source"
)

// Secret is what may be told of a credential, which is never the credential.
type Secret struct {
	Kind        string       `json:"kind" doc:"The provider whose format it has (aws, github, openai, anthropic, slack, google, hf, stripe), pem for a private key, url_userinfo for a password in an address, literal for a value under a telling name."`
	Prefix      string       `json:"prefix" doc:"Its first four characters, or fewer where it is short."`
	Fingerprint string       `json:"fingerprint" doc:"The first 12 hex digits of a salted SHA-256 of it, to tell two of them apart."`
	Length      int          `json:"length" doc:"How many bytes it has."`
	Entropy     float64      `json:"entropy" doc:"Shannon entropy of its characters, in bits for each; never below 3."`
	At          source.Place `json:"-"`
}

const (
	minEntropy    = 3.0
	maxSequence   = 9    // repeated or consecutive characters that a credential may have in a row
	maxCredential = 4096 // bytes that are looked at from the start of one
	salt          = "pacheck/secret/v1:"
)

// FindSecrets finds the credentials in t that are in the format of a provider and are neither
// placeholders nor published samples.
func FindSecrets(t source.Text) []Secret {
	var found []Secret
	p := newPlacer(t)
	for _, c := range findCredentials(t.V) {
		if secret, ok := c.judge(t.V); ok {
			secret.At = p.place(c.start, c.end)
			found = append(found, secret)
		}
	}
	return found
}

// credential is a part of a text that has the format of one.
type credential struct {
	kind       string
	start, end int
	user, host string // of an address
}

// judge is the fact about a credential of s, where it is not a placeholder or a sample.
func (c credential) judge(s string) (Secret, bool) {
	value := s[c.start:c.end]
	body := value
	switch c.kind {
	case "pem":
		body = value[strings.LastIndex(value, "-----")+5:]
	case kindUserinfo:
		if isSampleAddress(c.user, value, c.host) || isPlaceholder(value) {
			return Secret{}, false
		}
	default:
		if isPlaceholder(value) || isSample(value) || hasSequence(value) {
			return Secret{}, false
		}
	}
	return newSecret(c.kind, value, body)
}

// newSecret is the fact about a value, unless the part of it that is secret is too plain.
func newSecret(kind, value, body string) (Secret, bool) {
	bits := entropy(body)
	if bits < minEntropy {
		return Secret{}, false
	}
	return Secret{Kind: kind, Prefix: shown(value), Fingerprint: fingerprint(value), Length: len(value), Entropy: bits}, true
}

// prefix is what may be shown of a credential of s.
func (c credential) prefix(s string) string {
	if c.kind == kindUserinfo {
		return ""
	}
	return shown(s[c.start:c.end])
}

// shown is the start of a credential, at most four characters and a quarter of it.
func shown(value string) string {
	return strings.ToValidUTF8(value[:min(4, len(value)/4)], "")
}

func fingerprint(value string) string {
	sum := sha256.Sum256([]byte(salt + value))
	return hex.EncodeToString(sum[:6])
}

// entropy is the Shannon entropy of the bytes of s in bits for each.
func entropy(s string) float64 {
	var counts [256]int
	for i := range len(s) {
		counts[s[i]]++
	}
	bits := 0.0
	for _, n := range counts {
		if n > 0 {
			p := float64(n) / float64(len(s))
			bits -= p * math.Log2(p)
		}
	}
	return bits
}

func isPlaceholder(value string) bool {
	return Lookup("ineffective_placeholder_secret").MatchString(value)
}

// isSample says whether a credential is one that documentation uses.
func isSample(value string) bool {
	lower := strings.ToLower(value)
	for _, word := range []string{"example", "sample", "placeholder", "dummy", "redacted", "changeme", "yourtoken", "yourkey"} {
		if strings.Contains(lower, word) {
			return true
		}
	}
	return false
}

// hasSequence says whether s has a long run of one character, or of characters that follow each other in
// the alphabet or among the digits.
func hasSequence(s string) bool {
	same, up, down := 1, 1, 1
	for i := 1; i < len(s); i++ {
		same = next(same, s[i] == s[i-1])
		up = next(up, s[i] == s[i-1]+1 || s[i] == '0' && s[i-1] == '9')
		down = next(down, s[i]+1 == s[i-1])
		if max(same, up, down) > maxSequence {
			return true
		}
	}
	return false
}

func next(run int, goesOn bool) int {
	if goesOn {
		return run + 1
	}
	return 1
}

// isSampleAddress says whether user, password and host of an address are those of an example.
func isSampleAddress(user, password, host string) bool {
	host = strings.ToLower(strings.TrimRight(host, "."))
	if LoopbackHost(host) || slices.Contains([]string{"db", "host", "hostname", "example"}, host) {
		return true
	}
	switch strings.ToLower(password) {
	case strings.ToLower(user), "password", "postgres", "secret", "changeme", "username":
		return true
	}
	return strings.HasSuffix(host, ".example") || strings.HasPrefix(host, "example.") || !strings.Contains(host, ".") && isDefaultPassword(user, password)
}

// defaultPasswords are those with which the images of databases and queues are tried out.
var defaultPasswords = []string{"admin", "administrator", "root", "guest", "postgres", "mongo", "mongodb", "mysql", "mariadb", "redis", "rabbitmq", "minio", "neo4j", "password", "passwd", "passw0rd"}

// isDefaultPassword says whether a password is the name of its user or one that everybody tries, with digits
// behind it or not. A service of a compose file has such a one, and no public resolver knows its host.
func isDefaultPassword(user, password string) bool {
	word := strings.TrimRight(strings.ToLower(password), "0123456789")
	return word == strings.ToLower(user) || slices.Contains(defaultPasswords, word)
}
