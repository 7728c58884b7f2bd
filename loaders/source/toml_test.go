package source_test

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/pelletier/go-toml/v2"

	"github.com/pacheck/pacheck/loaders/source"
)

func FuzzTOML(f *testing.F) {
	for _, seed := range []string{
		"", "a = 1\n[b.c]\nd = 'x'\n[[e]]\nf = [1, {g = 2}]\n[[e]]\n[e.h]\ni = true\n", "a.b.c = 1\na.b.d = \"\\u00e9\\n\"\n",
		"a = '''\nx\ny'''\nb = \"\"\"\nx\\\n   y\"\"\"\n", "a = 1\na = 2\n", "[a]\n[a]\n", "a = 0xff\nb = 1_000\nc = inf\nd = 1979-05-27T07:32:00Z\n",
		"a = [\n 1, # x\n 2,\n]\nb = { c.d = 1, e = [ [ ] ] }\n", "\"a b\".'c' = 1\n", "a = \n", "[a.b]\n[a]\nc = 1\n", "a = 1\n[a.b]\n",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		file := read("f.toml", text)
		checkPlaces(t, file.Root, source.Place{File: file, End: len(file.Text)}, false)
		var want map[string]any
		err := toml.Unmarshal([]byte(file.Text), &want)
		switch {
		case strings.Contains(text, "\x00") || file.Status == source.Skipped:
		case err == nil && file.Status != source.OK:
			t.Fatalf("%q is TOML, but %v", text, file.Err)
		case err != nil && file.Status == source.OK:
			t.Fatalf("%q was accepted, but %v", text, err)
		case err == nil:
			if problem := compareTOML(want, file.Root, "$"); problem != "" {
				t.Fatalf("%q: %s", text, problem)
			}
		}
	})
}

// compareTOML says where our tree differs from what the library decodes.
func compareTOML(want any, got *source.Node, at string) string {
	switch v := want.(type) {
	case map[string]any:
		if got.Kind != source.Map || len(got.Pairs) != len(v) {
			return fmt.Sprintf("%s is no map of %d", at, len(v))
		}
		for key, value := range v {
			if !got.Has(key) {
				return at + " has no " + key
			}
			if problem := compareTOML(value, got.Get(key), at+"."+key); problem != "" {
				return problem
			}
		}
		return ""
	case []any:
		if got.Kind != source.List || len(got.Items) != len(v) {
			return fmt.Sprintf("%s is no list of %d", at, len(v))
		}
		for i, item := range v {
			if problem := compareTOML(item, got.Items[i], fmt.Sprintf("%s[%d]", at, i)); problem != "" {
				return problem
			}
		}
		return ""
	}
	ok := got.Kind == source.String // dates, and numbers that are not finite
	switch v := want.(type) {
	case string:
		ok = ok && got.Value == v
	case bool:
		ok = got.Kind == source.Bool && got.Value == fmt.Sprint(v)
	case int64:
		x, isNumber := got.Number()
		ok = isNumber && x == float64(v)
	case float64:
		x, isNumber := got.Number()
		ok = isNumber && x == v || !isNumber && (math.IsInf(v, 0) || math.IsNaN(v))
	}
	if !ok {
		return fmt.Sprintf("%s is %q, not %v", at, got.Value, want)
	}
	return ""
}
