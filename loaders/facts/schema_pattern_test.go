package facts_test

import (
	"strconv"
	"strings"
	"testing"

	"github.com/pacheck/pacheck/loaders/facts"
)

func TestSchemaPattern(t *testing.T) {
	tests := map[string]string{ // pattern to what is wrong with it
		"":                             "",
		`^[a-z0-9_-]{1,64}$`:           "",
		`^(?=.*\d)(?!x)(?<=a)(?<!b)c$`: "",
		`(?=a)*`:                       "",
		`(?<year>\d{4})-\k<year>\1`:    "",
		`\p{L}+\u00e9\x41\cA\/\-\_`:    "",
		`[\w-.][^\]\\]`:                "",
		`[\d-z]`:                       "",
		`a{`:                           "",
		`a{,3}`:                        "",
		`a{2,}?b*?c+?d??`:              "",
		`]`:                            "",
		`}`:                            "",
		`é|日本`:                         "",
		`(?i)^abc$`:                    "", // RE2 and Python
		`(?P<name>a)`:                  "",
		`(?i:abc)`:                     "",
		`x{5000}`:                      "", // RE2 has no more than 1000
		`[\x00-\x1f\u0020-\u007e]`:     "",
		`^*`:                           "",
		`([`:                           "a bracket is not closed",
		`(`:                            "a parenthesis is not closed",
		`a)`:                           "a parenthesis is closed that was not opened",
		`*a`:                           "there is nothing to repeat before *",
		`a|*`:                          "there is nothing to repeat before *",
		`a{2,1}`:                       "the numbers in {2,1} are out of order",
		`a**`:                          "there is nothing to repeat before *",
		`a++`:                          "there is nothing to repeat before +",
		`(?<=a)*(?=b)`:                 "there is nothing to repeat before *",
		`\`:                            "it ends in a backslash",
		`(?!a)[z-a]`:                   "the range z-a is out of order",
		`(?>a)`:                        "a group begins with an unknown sign after (?",
		`(?#comment)`:                  "a group begins with an unknown sign after (?",
		`(?<a b>c)`:                    "a group has no valid name",
		"{2}":                          "there is nothing to repeat before {2}",
	}
	for pattern, want := range tests {
		t.Run(pattern, func(t *testing.T) {
			s := facts.ReadSchema(schemaNode(t, `{"pattern": `+jsonQuote(pattern)+`}`), "mcp")
			var got string
			for _, p := range s.Errors {
				_, got, _ = strings.Cut(p.Message, "expression: ")
			}
			if got != want {
				t.Errorf("got %q, want %q", got, want)
			}
		})
	}
}

// jsonQuote writes a pattern as JSON.
func jsonQuote(text string) string {
	return strings.ReplaceAll(strconv.Quote(text), `\x`, `\u00`)
}
