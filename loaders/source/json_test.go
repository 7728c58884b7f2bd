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

func FuzzJSON(f *testing.F) {
	for _, seed := range []string{
		"", "null", " [1, 2.50e-3, -0, true, false] ", `{"a": "\u00e9\ud83d\ude00\ud83d \n", "a": {"b": []}}`,
		"// x\n{\"a\": [1,],}/* y */", `{"a" "b"}`, `"\x"`, "[", "1 2", "{\"a\":1,,}", "\"\t\"", "[01]", "1.", "-", `"\ud800"`,
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
