package source_test

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/pelletier/go-toml/v2"

	"github.com/pacheck/pacheck/loaders/source"
)

func TestTOML(t *testing.T) {
	tests := []struct{ name, path, text, want string }{
		{"tables, arrays and dotted keys", "a.toml", `a = 1
"b c".d = 'x'
[t]
e = [ 1, # c
  {f = 2.50, g.h = true} ]
[t.u.v]
w = 1979-05-27
[[l]]
x = """
a"""
[[l]]
[l.m]
n = inf
o = 0x1F
`, `
ok
$ map 1:1-15:1
$.a# 1:1-1:2
$.a number "1" 1:5-1:6
$.b c# 2:1-2:6
$.b c map 2:7-2:14
$.b c.d# 2:7-2:8
$.b c.d string "x" 2:11-2:14
$.t# 3:2-3:3
$.t map 3:1-7:15
$.t.e# 4:1-4:2
$.t.e list 4:5-5:27
$.t.e[0] number "1" 4:7-4:8
$.t.e[1] map 5:3-5:25
$.t.e[1].f# 5:4-5:5
$.t.e[1].f number "2.50" 5:8-5:12
$.t.e[1].g# 5:14-5:15
$.t.e[1].g map 5:16-5:24
$.t.e[1].g.h# 5:16-5:17
$.t.e[1].g.h bool "true" 5:20-5:24
$.t.u# 6:4-6:5
$.t.u map 6:1-7:15
$.t.u.v# 6:6-6:7
$.t.u.v map 6:1-7:15
$.t.u.v.w# 7:1-7:2
$.t.u.v.w string "1979-05-27" 7:5-7:15
$.l# 8:3-8:4
$.l list 8:1-14:9
$.l[0] map 8:1-10:5
$.l[0].x# 9:1-9:2
$.l[0].x string "a" 9:5-10:5
$.l[1] map 11:1-14:9
$.l[1].m# 12:4-12:5
$.l[1].m map 12:1-14:9
$.l[1].m.n# 13:1-13:2
$.l[1].m.n string "inf" 13:5-13:8
$.l[1].m.o# 14:1-14:2
$.l[1].m.o number "31" 14:5-14:9
`},
		{"carriage returns and wide characters", "a.toml", "a = \"\u00e9\"\r\n\"\u00e9\" = '''\r\nx\r\ny'''\r\n", `
ok
$ map 1:1-5:1
$.a# 1:1-1:2
$.a string "é" 1:5-1:8
$.é# 2:1-2:4
$.é string "x\r\ny" 2:7-4:5
`},
		{"tables in any order", "a.toml", `[a.b]
c = 1
[d]
[a]
e = 2
`, `
ok
$ map 1:1-6:1
$.a# 1:2-1:3
$.a map 1:1-5:6
$.a.b# 1:4-1:5
$.a.b map 1:1-2:6
$.a.b.c# 2:1-2:2
$.a.b.c number "1" 2:5-2:6
$.a.e# 5:1-5:2
$.a.e number "2" 5:5-5:6
$.d# 3:2-3:3
$.d map 3:1-3:4
`},
		{"numbers", "a.toml", `a = 1_000
b = +0.5
c = 0o17
d = -1e3
e = nan
`, `
ok
$ map 1:1-6:1
$.a# 1:1-1:2
$.a number "1000" 1:5-1:10
$.b# 2:1-2:2
$.b number "+0.5" 2:5-2:9
$.c# 3:1-3:2
$.c number "15" 3:5-3:9
$.d# 4:1-4:2
$.d number "-1e3" 4:5-4:9
$.e# 5:1-5:2
$.e string "nan" 5:5-5:8
`},
		{"empty", "a.toml", "", `
ok
$ map 1:1-1:1
`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got := "\n" + report(read(test.path, test.text))
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

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
