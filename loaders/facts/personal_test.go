package facts_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/pacheck/pacheck/loaders/facts"
)

func TestFindPersonal(t *testing.T) {
	for _, tt := range []struct{ name, text, want string }{
		{"a social security number", "Ann, 536-22-8726.", "us_ssn *****8726"},
		{"published samples", "123-45-6789 078-05-1120 219-09-9999 987-65-4321", ""},
		{"one that nobody has", "666-12-3456, 000-12-3456", ""},
		{"a part of an identifier", "123e4567-536-22-8726", ""},
		{"a card", "4539 1488 0343 6467", "card ************6467"},
		{"a card without blanks", "(4539148803436467)", "card ************6467"},
		{"a wrong check digit", "4539 1488 0343 6468", ""},
		{"cards for tests", "4242 4242 4242 4242, 4111111111111111, 5555-5555-5555-4444, 378282246310005, 4000 0000 0000 0002", ""},
		{"a part of a longer number", "94539148803436467, 45391488034364670", ""},
		{"an IBAN", "DE44 5001 0517 5407 3249 31", "iban ******************4931"},
		{"another IBAN check", "DE45 5001 0517 5407 3249 31", ""},
		{"samples of the registry", "DE89 3704 0044 0532 0130 00, GB29NWBK60161331926819", ""},
		{"two kinds together", "536-22-8726, 4539 1488 0343 6467", "us_ssn *****8726 near; card ************6467 near"},
		{"two kinds apart", "536-22-8726" + strings.Repeat(" lorem", 40) + " 4539 1488 0343 6467", "us_ssn *****8726; card ************6467"},
		{"a digest", "SHA 9F86D081884C7D659A2FEAA0C55AD015A3BF4F1B2B0B822CD15D6C15B0F00A08", ""},
		{"no digits", "nothing here", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var got []string
			for _, p := range facts.FindPersonal(textOf(tt.text)) {
				s := p.Kind + " " + p.Masked
				if p.Near {
					s += " near"
				}
				got = append(got, s)
			}
			if diff := cmp.Diff(tt.want, strings.Join(got, "; ")); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// FuzzFindPersonal: what is found stands in the text, and shows four characters.
func FuzzFindPersonal(f *testing.F) {
	for _, text := range []string{"536-22-8726", "4539 1488 0343 6467", "DE44500105175407324931", "x 4539148803436467é"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		for _, p := range facts.FindPersonal(textOf(text)) {
			if raw := p.At.Raw(); len(raw) < 9 || strings.Trim(p.Masked[:len(p.Masked)-4], "*") != "" {
				t.Fatalf("%q is masked as %q", raw, p.Masked)
			}
		}
	})
}
