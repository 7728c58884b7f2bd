package facts_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/pacheck/pacheck/loaders/facts"
	"github.com/pacheck/pacheck/loaders/source"
)

// expansion is what the tests compare of an expansion: the text at its place, too.
type expansion struct {
	Text, Effect string
	Input        bool
}

func expansionsOf(text string) []expansion {
	var found []expansion
	f := source.Read("x.sh", []byte(text))
	at := source.Place{File: f, End: len(text)}
	for _, e := range facts.UnquotedExpansions(source.Say(text, at)) {
		found = append(found, expansion{text[e.At.Start:e.At.End], e.Effect, e.Input})
	}
	return found
}

func TestUnquotedExpansions(t *testing.T) {
	for _, test := range []struct {
		name, text string
		want       []expansion
	}{
		{"quoted", `prettier -- "$F" "${F}x"`, nil},
		{"unquoted", `prettier $F`, []expansion{{"$F", "words", false}}},
		{"inside a word", `cat dir/${F}.txt`, []expansion{{"${F}", "words", false}}},
		{"single quotes", `awk '{print $1}' x`, nil},
		{"a length", `head -c ${#F} x`, nil},
		{"quoted by the shell", `cat ${F@Q}`, nil},
		{"tests and cases", `[[ $F == x ]] && case $F in x) y;; esac`, nil},
		{"only shown", `echo $F; [ -n $F ]`, nil},
		{"an assignment", `G=$F make`, nil},
		{"a list of for", `for f in $FILES; do fmt "$f"; done`, nil},
		{"eval", `eval "lint $F"`, []expansion{{"$F", "code", false}}},
		{"a shell", `bash -lc "lint $F"`, []expansion{{"$F", "code", false}}},
		{"the inner shell quotes", `bash -c 'lint "$F"'`, nil},
		{"the inner shell does not", `bash -c 'lint $F'`, []expansion{{"'lint $F'", "words", false}}},
		{"a script with arguments", `bash x.sh "$F"`, nil},
		{"a document for a shell", "sh <<E\nlint $F\nE\n", []expansion{{"$F", "code", false}}},
		{"a quoted document", "sh <<'E'\nlint $F\nE\n", nil},
		{"a document for another", "cat <<E\n$F\nE\n", nil},
		{"filled from the input", `f=$(jq -r .tool_input.file_path); fmt $f`, []expansion{{"$f", "words", true}}},
		{"filled from something else", `f=$(jq -r .version package.json); fmt $f`, []expansion{{"$f", "words", false}}},
		{"no shell", `fmt $F (`, nil},
	} {
		t.Run(test.name, func(t *testing.T) {
			if diff := cmp.Diff(test.want, expansionsOf(test.text)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func FuzzUnquotedExpansions(f *testing.F) {
	f.Add("eval \"a $B\" | bash -c 'x $y' <<E\n$Z\nE\n")
	f.Fuzz(func(t *testing.T, text string) {
		file := source.Read("x.sh", []byte(text))
		for _, e := range facts.UnquotedExpansions(source.Say(text, source.Place{File: file, End: len(text)})) {
			if e.At.Start < 0 || e.At.End > len(text) || e.At.Start > e.At.End || e.Variable == "" {
				t.Errorf("%+v is no place in %q", e, text)
			}
		}
	})
}
