package facts_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/pacheck/pacheck/loaders/facts"
)

func TestFindMixedWords(t *testing.T) {
	for _, tt := range []struct{ name, text, want string }{
		{"a Cyrillic letter in a Latin word", "Ign\u043ere the rest.", "Ign\u043ere Latin Cyrillic U+043E"},
		{"a Greek letter in a Latin word", "the passw\u03bfrd", "passw\u03bfrd Latin Greek U+03BF"},
		{"at the end, in a Latin text", "the dat\u0430", "dat\u0430 Latin Cyrillic U+0430"},
		{"at the end, in a Russian text", "\u0444\u0430\u0439\u043b\u044b PDF\u0430 \u0438 API\u0430", ""},
		{"within, in a Russian text", "\u0444\u0430\u0439\u043b\u044b: passw\u043erd", "passw\u043erd Latin Cyrillic U+043E"},
		{"a letter that looks like no Latin one", "API\u0448\u043a\u0430, the \u0394time", ""},
		{"mostly Cyrillic", "\u0441\u0442p\u043e\u043a\u0430", ""},
		{"units", "10k\u03a9, 5\u00b5s, 3\u03bcm", ""},
		{"signs of sciences", "TNF\u03b1, NF\u03baB", ""},
		{"small letters among others", "TNFa\u03b1, IGN\u043eRE, PAYM\u0395NT", "TNFa\u03b1 Latin Greek U+03B1; IGN\u043eRE Latin Cyrillic U+043E; PAYM\u0395NT Latin Greek U+0395"},
		{"short words", "a\u043eb", ""},
		{"Greek and Russian words", "\u03a4\u03c1\u03ad\u03be\u03b5 API, \u0437\u0430\u043f\u0443\u0441\u0442\u0438 test", ""},
		{"other scripts", "\u0627\u0644\u0639\u0631\u0628\u064a\u0629 \u4e2d\u6587 \u00fcber na\u00efve", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var got []string
			for _, w := range facts.FindMixedWords(textOf(tt.text)) {
				got = append(got, w.Word+" "+strings.Join(w.Scripts, " ")+" "+w.Foreign)
			}
			if diff := cmp.Diff(tt.want, strings.Join(got, "; ")); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestMixedName(t *testing.T) {
	for _, tt := range []struct {
		name, text string
		want       *facts.MixedWord
	}{
		{"Latin", "payment", nil},
		{"mixed", "p\u0430y_refund", &facts.MixedWord{Within: true, Scripts: []string{"Latin", "Cyrillic"}, Skeleton: "pay_refund"}},
		{"Cyrillic that looks Latin", "\u0441\u043e\u0440\u0443", &facts.MixedWord{Scripts: []string{"Cyrillic"}, Skeleton: "copy"}},
		{"a word of it looks Latin", "\u0441\u043e\u0440\u0443_file", &facts.MixedWord{Within: true, Scripts: []string{"Latin", "Cyrillic"}, Skeleton: "copy_file"}},
		{"words in two scripts", "\u041f\u043e\u043c\u043e\u0449\u043d\u0438\u043a API", nil},
		{"a Russian word", "\u0437\u0430\u043f\u0443\u0441\u043a", nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got := facts.MixedName(textOf(tt.text))
			if got != nil {
				got.Word, got.Foreign = "", ""
			}
			if diff := cmp.Diff(tt.want, got, ignorePlaces); diff != "" {
				t.Error(diff)
			}
		})
	}
}
