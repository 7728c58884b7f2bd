package source_test

import (
	"encoding/json"
	"os"
	"reflect"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/pacheck/pacheck/loaders/source"
)

func TestJSON(t *testing.T) {
	tests := []struct{ name, path, text, want string }{
		{"comments and trailing commas", "a.json", `// c
{"a": [1, -2.50e3, true, null,], /* d */
 "é": {"b": "\ud83d\ude00"},
 "a": {}
}
`, `
ok
note duplicate-key 4:2-4:5
$ map 2:1-5:2
$.a# 2:2-2:5
$.a list 2:7-2:32
$.a[0] number "1" 2:8-2:9
$.a[1] number "-2.50e3" 2:11-2:18
$.a[2] bool "true" 2:20-2:24
$.a[3] null 2:26-2:30
$.é# 3:2-3:5
$.é map 3:7-3:28
$.é.b# 3:8-3:11
$.é.b string "😀" 3:13-3:27
$.a# 4:2-4:5
$.a map 4:7-4:9
`},
		{"carriage returns", "a.json", "[\r\n 1,\r\n \"\u65e5\", 2]\r\n", `
ok
$ list 1:1-3:9
$[0] number "1" 2:2-2:3
$[1] string "日" 3:2-3:5
$[2] number "2" 3:7-3:8
`},
		{"lone carriage returns", "a.json", "[1,\r 2]", `
ok
$ list 1:1-2:4
$[0] number "1" 1:2-1:3
$[1] number "2" 2:2-2:3
`},
		{"byte order mark", "a.json", "\ufeff{}", `
ok
note bom 1:1-1:1
$ map 1:1-1:3
`},
		{"a stream", "a.jsonl", `{"a": 1}

[2]
`, `
ok
$ map 1:1-1:9
$.a# 1:2-1:5
$.a number "1" 1:7-1:8
$ list 3:1-3:4
$[0] number "2" 3:2-3:3
`},
		{"half a surrogate pair", "a.json", "\"\\ud800x\\ud83d\\u0041\"", "\nok\n$ string \"\ufffdx\ufffdA\" 1:1-1:22\n"},
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

func FuzzJSON(f *testing.F) {
	for _, seed := range []string{
		"", "null", " [1, 2.50e-3, -0, true, false] ", `{"a": "\u00e9\ud83d\ude00\ud83d \n", "a": {"b": []}}`,
		"// x\n{\"a\": [1,],}/* y */", `{"a" "b"}`, `"\x"`, "[", "1 2", "{\"a\":1,,}", "{{#{{#\"{#{{#\"",
		`{{{x}}"p": "\u00e0{{\ud83d\ude00}}"}`, "\"\t\"", "[01]", "1.", "-", `"\ud800"`,
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		file := read("f.json", text)
		checkPlaces(t, file.Root, source.Place{File: file, End: len(file.Text)}, false)
		var want any
		err := json.Unmarshal([]byte(file.Text), &want)
		switch {
		case strings.Contains(text, "\x00"):
		case err == nil && file.Status == source.Skipped:
		case err == nil && file.Status != source.OK:
			t.Fatalf("%q is JSON, but %v", text, file.Err)
		case err == nil && !reflect.DeepEqual(want, plain(file.Root)):
			t.Fatalf("%q: %s", text, cmp.Diff(want, plain(file.Root)))
		case err != nil && file.Status == source.OK && !strings.Contains(text, "/") && !trailingComma(text) && json.Valid([]byte(file.Text)):
			// a number too large for a float64, which is ours to keep
		case err != nil && file.Status == source.OK && !strings.Contains(text, "/") && !trailingComma(text):
			t.Fatalf("%q was accepted, but %v", text, err)
		}
	})
}

// trailingComma says whether a comma stands before a closing bracket.
func trailingComma(text string) bool {
	text = strings.NewReplacer(" ", "", "\t", "", "\n", "", "\r", "").Replace(text)
	return strings.Contains(text, ",]") || strings.Contains(text, ",}")
}

func BenchmarkJSON(b *testing.B) {
	text := benchmarkJSON()
	b.Run("pacheck", func(b *testing.B) {
		b.SetBytes(int64(len(text)))
		b.ReportAllocs()
		for b.Loop() {
			f := source.File{Path: "a.json", Syntax: source.JSON, Text: text}
			f.Parse()
		}
	})
	b.Run("encoding", func(b *testing.B) {
		b.SetBytes(int64(len(text)))
		b.ReportAllocs()
		for b.Loop() {
			var v any
			if err := json.Unmarshal([]byte(text), &v); err != nil {
				b.Fatal(err)
			}
		}
	})
}

// benchmarkJSON is a list of tools, or the file that the environment names.
func benchmarkJSON() string {
	if data, err := os.ReadFile(os.Getenv("BENCHMARK_JSON")); err == nil {
		return string(data)
	}
	const tool = `{"name": "get_weather", "description": "Reads the weather of a city; say \"now\" for today.",
  "inputSchema": {"type": "object", "properties": {"city": {"type": "string", "maxLength": 200},
    "days": {"type": "integer", "minimum": 1, "maximum": 10}}, "required": ["city"], "additionalProperties": false}}`
	return `{"tools": [` + strings.Repeat(tool+",\n", 40) + tool + "]}"
}
