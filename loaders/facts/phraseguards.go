package facts

import (
	"regexp"
	"strings"
)

// promptSecret matches a password or code that a prompt states.
const promptSecret = `(?i)\b(?:password|passphrase|(?:access|coupon|discount|promo|override|unlock|master|security)\s+code|pin)\b[^.\n]{0,20}?(?:\bis\b|=|:)\s*(?:"[^"\s]{4,64}(?:"|$)|'[^'\s]{4,64}(?:'|$)|` +
	"`[^`\\s]{4,64}(?:`|$)" + `|[^\s"'` + "`" + `,;]{4,64})`

var (
	secretLiteral = regexp.MustCompile(`(?i)(?:\bis\b|=|:)\s*(\S+)$`)
	secretLength  = regexp.MustCompile(`(?i)^[\d–-]+[–-](?:chars?|characters?|digits?|letters?)`)
)

// literalSecrets finds secrets whose value looks like one: with a digit, or in quotes.
func literalSecrets(p *Pattern, s string) [][]int {
	var found [][]int
	for _, at := range p.findLikely(s) {
		m := secretLiteral.FindStringSubmatch(s[at[0]:at[1]])
		if m == nil {
			continue
		}
		value := strings.Trim(m[1], "\"'`*.,;:)(")
		quoted := value != m[1] && strings.IndexByte("\"'`", m[1][0]) >= 0
		switch {
		case len(value) < 4, !quoted && !strings.ContainsAny(value, "0123456789"), secretLength.MatchString(value):
		case strings.ContainsAny(value, "<>{}[]$%"), Lookup("ineffective_placeholder_secret").MatchString(value) && !onlyDigits(value):
		default:
			found = append(found, at)
		}
	}
	return found
}

// onlyDigits says whether a value is a number, which is no password of a server but may be a code.
func onlyDigits(s string) bool { return strings.Trim(s, "0123456789") == "" }

// accessRule matches a decision that hangs on what somebody says of themselves.
const accessRule = `(?i)\bonly\s+(?:the\s+)?(?:admin(?:istrator)?s?|managers?|employees?|premium\s+(?:users?|customers?|members?)|authori[sz]ed\s+(?:users?|staff|employees?))\s+(?:may|can|are\s+allowed\s+to)\b` +
	`|\b(?:if|when|unless)\s+(?:the|an?)\s+(?:user|customer|caller|person)\s+(?:(?:says?|claims?|states?|confirms?)\s+(?:that\s+|to\s+be\s+|they\s+are\s+|they.re\s+|(?:he|she)\s+is\s+|(?:an?|the)\s+){0,3}|is\s+(?:not\s+)?(?:an?\s+)?)(?:admin(?:istrator)?|manager|employee|authori[sz]ed)\b`

var (
	decides = regexp.MustCompile(`(?i)\b(?:allow\w*|grant\w*|give|shar(?:e|ing)|reveal\w*|disclos\w*|show|access\w*|permit\w*|refus\w*|deny|denied|discounts?|refunds?|unlock\w*|approv\w*|delete|see|change)\b` +
		`|\b(?:they|he|she|who|admin(?:istrator)?s?|managers?|employees?|users?|customers?|members?|staff|only)\s+(?:may|can|are\s+allowed\s+to)\b|\b(?:skip|bypass|waive|omit)\s+(?:\w+\s+){0,3}(?:verification|checks?|confirmations?|limits?)\b`)
	checks = regexp.MustCompile("(?i)\\b(?:call|invoke|verif(?:y|ies|ied)|authenticat\\w+|tool)\\b|`")
)

// accessRules finds rules about access that nothing but the prompt enforces.
func accessRules(p *Pattern, s string) [][]int {
	var found [][]int
	for _, at := range p.findLikely(s) {
		if in := sentenceIn(s, at[0], at[1]).text; decides.MatchString(in) && !checks.MatchString(in) {
			found = append(found, at)
		}
	}
	return found
}

// internalHost matches addresses in networks that are not public.
const internalHost = `(?i)https?://(?:[\w.-]+\.(?:internal|corp|local|lan|intra)(?:$|[^\w.-])|10\.\d+\.\d+\.\d+|192\.168\.\d+\.\d+|172\.(?:1[6-9]|2\d|3[01])\.\d+\.\d+)`
