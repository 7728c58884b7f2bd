package facts

import (
	"regexp"
	"slices"
	"strings"

	"github.com/pacheck/pacheck/loaders/source"
)

// Personal is an identifier of a person, with a valid check digit and none of the published samples.
type Personal struct {
	Kind   string       `json:"kind" doc:"us_ssn, card or iban."`
	Masked string       `json:"masked" doc:"Its last four characters, the others masked."`
	Near   bool         `json:"near" doc:"Whether one of another kind stands within 200 characters."`
	At     source.Place `json:"-"`

	start, end int
}

// personalKinds are the kinds that FindPersonal looks for, with what is asked of a match beyond its pattern.
var personalKinds = []struct {
	kind, pattern string
	valid         func(digits string) bool
}{
	{"us_ssn", "pii_us_ssn", validSSN},
	{"card", "pii_card", validCard},
	{"iban", "pii_iban", validIBAN},
}

// digitRun matches what may hold an identifier: digits and capital letters in groups.
var digitRun = regexp.MustCompile(`[A-Z0-9](?:[A-Z0-9]|[ -][A-Z0-9]){8,63}`)

// FindPersonal finds identifiers of persons in a text.
func FindPersonal(t source.Text) []Personal {
	var found []Personal
	for at := 0; at < len(t.V) && len(found) < maxPhrases; {
		from, to := digitLine(t.V, at)
		if from < 0 {
			break
		}
		for _, run := range digitRun.FindAllStringIndex(t.V[from:to], -1) {
			if !fewDigits(t.V[from+run[0] : from+run[1]]) {
				found = append(found, personalIn(t.V, from+run[0], from+run[1])...)
			}
		}
		at = to
	}
	if len(found) == 0 {
		return nil
	}
	places := newPlacer(t)
	for i := range found {
		p := &found[i]
		p.At = places.place(p.start, p.end)
		p.Near = slices.ContainsFunc(found, func(o Personal) bool {
			return o.Kind != p.Kind && o.start-p.end <= 200 && p.start-o.end <= 200
		})
	}
	return found
}

// personalIn finds identifiers in s[start:end], a run of digits and letters. The byte on either side tells
// where words end.
func personalIn(s string, start, end int) []Personal {
	from, to := max(0, start-1), min(len(s), end+1)
	var found []Personal
	for _, k := range personalKinds {
		for _, at := range Lookup(k.pattern).FindAllIndex(s[from:to], -1) {
			at = []int{from + at[0], from + at[1]}
			if inNumber(s, at[0], at[1]) || !k.valid(compact(s[at[0]:at[1]])) {
				continue
			}
			found = append(found, Personal{Kind: k.kind, Masked: masked(s[at[0]:at[1]]), start: at[0], end: at[1]})
		}
	}
	return found
}

// inNumber says whether a match is a part of a longer number, address or name.
func inNumber(s string, start, end int) bool {
	const joins = "-_./=+#@"
	return start > 0 && strings.IndexByte(joins, s[start-1]) >= 0 || end+1 < len(s) && strings.IndexByte("-_/=@", s[end]) >= 0 && isAlphanumeric(s[end+1])
}

func isAlphanumeric(c byte) bool {
	return '0' <= c && c <= '9' || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z'
}

// digitLine is the next line with nine digits or more, from an offset on; -1 where there is none.
func digitLine(s string, at int) (start, end int) {
	n, start := 0, at
	for i := at; i < len(s); i++ {
		c := s[i]
		if c > '9' {
			continue
		}
		if c == '\n' {
			n, start = 0, i+1
		}
		if c < '0' {
			continue
		}
		if n++; n < 9 {
			continue
		}
		if end := strings.IndexByte(s[i:], '\n'); end >= 0 {
			return start, i + end
		}
		return start, len(s)
	}
	return -1, -1
}

// fewDigits says whether a run has less digits than any identifier.
func fewDigits(s string) bool {
	n := 0
	for i := range len(s) {
		if '0' <= s[i] && s[i] <= '9' {
			n++
		}
	}
	return n < 9
}

// compact is an identifier without the blanks and hyphens between its groups.
func compact(s string) string {
	return strings.NewReplacer(" ", "", "-", "", "\t", "", "\n", "").Replace(s)
}

// masked shows the last four characters alone.
func masked(s string) string {
	s = compact(s)
	return strings.Repeat("*", len(s)-4) + s[len(s)-4:]
}

// validSSN leaves out the numbers that were published as samples.
func validSSN(digits string) bool {
	return !slices.Contains([]string{"123456789", "078051120", "219099999"}, digits) && !strings.HasPrefix(digits, "9876543") && !repeats(digits)
}

// testCards are the beginnings of numbers that payment services publish for tests.
var testCards = []string{
	"4242424242", "40000", "555555555555", "5200828282", "5105105105", "378282246310005", "371449635398431", "378734493671000", "4111", "4012888888",
	"4222222222", "6011111111", "6011000990", "6011981111", "2223003122", "6555900000",
}

// validCard wants the check digit, and no number that is published for tests.
func validCard(digits string) bool {
	if slices.ContainsFunc(testCards, func(t string) bool { return strings.HasPrefix(digits, t) }) || repeats(digits) {
		return false
	}
	sum := 0
	for i := range len(digits) {
		d := int(digits[len(digits)-1-i] - '0')
		if i%2 == 1 {
			if d *= 2; d > 9 {
				d -= 9
			}
		}
		sum += d
	}
	return sum%10 == 0
}

// repeats says whether a number consists of few digits, as made-up ones do.
func repeats(digits string) bool {
	different := map[rune]bool{}
	for _, d := range digits {
		different[d] = true
	}
	return len(different) < 4
}

// sampleIBANs are the samples of the registry, and others that documentation uses.
var sampleIBANs = strings.Fields(`AD1200012030200359100100 AE070331234567890123456 AL47212110090000000235698741 AT611904300234573201
	AZ21NABZ00000000137010001944 BA391290079401028494 BE68539007547034 BG80BNBG96611020345678 BH67BMAG00001299123456 BR1800360305000010009795493C1
	BR9700360305000010009795493P1 CH9300762011623852957 CR05015202001026284066 CY17002001280000001200527600 CZ6508000000192000145399
	CZ9455000000001011038930 DE89370400440532013000 DE75512108001245126199 DK5000400440116243 DO28BAGR00000001212453611324 EE382200221020145685
	EG380019000500000000263180002 ES9121000418450200051332 ES7921000813610123456789 FI2112345600000785 FO6264600001631634 FR1420041010050500013M02606
	FR7630006000011234567890189 GB29NWBK60161331926819 GB33BUKB20201555555555 GB94BARC10201530093459 GB82WEST12345698765432 GE29NB0000000101904917
	GI75NWBK000000007099453 GL8964710001000206 GR1601101250000000012300695 GT82TRAJ01020000001210029690 HR1210010051863000160 HU42117730161111101800000000
	IE29AIBK93115212345678 IL620108000000099999999 IQ98NBIQ850123456789012 IS140159260076545510730339 IT60X0542811101000000123456 JO94CBJO0010000000000131000302
	KW81CBKU0000000000001234560101 KZ86125KZT5004100100 LB62099900000001001901229114 LC55HEMM000100010012001200023015 LI21088100002324013AA
	LT121000011101001000 LU280019400644750000 LV80BANK0000435195001 MC5811222000010123456789030 MD24AG000225100013104168 ME25505000012345678951
	MK07250120000058984 MR1300020001010000123456753 MT84MALT011000012345MTLCAST001S MU17BOMM0101101030300200000MUR NL91ABNA0417164300
	NL02ABNA0123456789 NO9386011117947 PK36SCBL0000001123456702 PL61109010140000071219812874 PS92PALS000000000400123456702 PT50000201231234567890154
	QA58DOHB00001234567890ABCDEFG RO49AAAA1B31007593840000 RS35260005601001611379 SA0380000000608010167519 SC18SSCB11010000000000001497USD
	SE4550000000058398257466 SI56263300012039086 SK3112000000198742637541 SM86U0322509800000000270100 ST68000100010051845310112 SV62CENR00000000000000700025
	TL380080012345678910157 TN5910006035183598478831 TR330006100519786457841326 UA213223130000026007233566001 VG96VPVG0000012345678901 XK051212012345678906`)

// validIBAN wants the check digits, and no sample.
func validIBAN(text string) bool {
	if len(text) < 15 || len(text) > 34 || slices.Contains(sampleIBANs, text) {
		return false
	}
	rest := 0
	for _, c := range text[4:] + text[:4] {
		if c >= 'A' {
			rest = (rest*100 + int(c-'A') + 10) % 97
		} else {
			rest = (rest*10 + int(c-'0')) % 97
		}
	}
	return rest == 1
}
