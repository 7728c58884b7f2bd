package source_test

import (
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"testing"

	"gopkg.in/yaml.v3"

	"github.com/pacheck/pacheck/loaders/source"
)

func FuzzYAML(f *testing.F) {
	for _, seed := range []string{
		"", "a: 1\nb: [x, 'y', \"z\\n\"]\n", "a: &x {b: c}\nd: *x\ne:\n  <<: *x\n  f: g\n", "- |\n  x\n   y\n- >-\n  a\n  b\n\n  c\n",
		"a: !Sub b\nc: !!binary aGk=\nd: !!str 1\n", "on: yes\n? x\n? y\n: z\n", "---\na\n---\nb\n...\n", "a: b\n  c\n\n  d\ne:\n",
		"{a: b, c, ? d : e, [f]: g}", "a: 'b\n\n  ''c''\n  d'\n", "a: \"b \\\n   c\\u00e9\n\n   d\"\n", "a: 0777\nb: 0x1F\nc: 1_000\nd: .inf\ne: 2020-01-01\n",
		"a: |2\n    x\n  y\nb: |+\n  x\n\n", "a: {{ x }}\n", "a\u2028b: c\u0085d: e\n", "- - - a\n  - b\n- c:\n  - d\n", "&a a: &b\n  !x c: !y\nd: *b\n", "%YAML 1.2\n---\na\n",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		file := read("f.yaml", text)
		loose := strings.Contains(file.Text, "*") && strings.Contains(file.Text, "&")
		for _, document := range file.Documents {
			checkPlaces(t, document, source.Place{File: file, End: len(file.Text)}, loose)
		}
		decoder := yaml.NewDecoder(strings.NewReader(file.Text))
		for i := 0; file.Status == source.OK; i++ {
			var want yaml.Node
			err := decodeNode(decoder, &want)
			if errors.Is(err, io.EOF) && i == len(file.Documents) {
				return
			}
			if err != nil && !strings.HasPrefix(file.Text, "%YAML") || err == nil && i >= len(file.Documents) {
				t.Fatalf("%q: document %d of %d: %v", text, i, len(file.Documents), err)
			}
			if err != nil {
				return
			}
			if problem := compare(want.Content[0], file.Documents[i], "$"); problem != "" {
				t.Fatalf("%q: %s", text, problem)
			}
		}
		if file.Status == source.Failed && !strings.Contains(text, "\x00") {
			for {
				var want yaml.Node
				if err := decodeNode(decoder, &want); err != nil && !errors.Is(err, io.EOF) {
					return
				} else if err != nil {
					t.Fatalf("%q is YAML, but %v", text, file.Err)
				}
			}
		}
	})
}

// decodeNode reads a document, and turns a panic of the library into an error.
func decodeNode(decoder *yaml.Decoder, node *yaml.Node) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("panic: %v", r)
		}
	}()
	return decoder.Decode(node)
}

// compare says where our tree differs from the library's.
func compare(want *yaml.Node, got *source.Node, at string) string {
	if want.Kind == yaml.AliasNode {
		want = want.Alias
	}
	switch want.Kind {
	case yaml.SequenceNode:
		if got.Kind != source.List || len(got.Items) != len(want.Content) {
			return fmt.Sprintf("%s is no list of %d", at, len(want.Content))
		}
		for i, item := range want.Content {
			if problem := compare(item, got.Items[i], fmt.Sprintf("%s[%d]", at, i)); problem != "" {
				return problem
			}
		}
		return ""
	case yaml.MappingNode:
		if got.Kind == source.String && strings.HasPrefix(got.Value, "{{") {
			return ""
		}
		return compareMapping(want, got, at)
	}
	return compareScalar(want, got, at)
}

func compareMapping(want *yaml.Node, got *source.Node, at string) string {
	for _, key := range want.Content {
		if key.Tag == "!!merge" {
			return "" // see TestMerge
		}
	}
	if got.Kind != source.Map || 2*len(got.Pairs) != len(want.Content) {
		return fmt.Sprintf("%s is no map of %d", at, len(want.Content)/2)
	}
	for i, pair := range got.Pairs {
		key := want.Content[2*i]
		if key.Kind == yaml.AliasNode {
			key = key.Alias
		}
		if key.Kind == yaml.ScalarNode && key.Tag != "!!binary" && pair.Key.Value != key.Value || pair.Key.Kind != source.String {
			return fmt.Sprintf("%s: the key %q is %q", at, key.Value, pair.Key.Value)
		}
		if problem := compare(want.Content[2*i+1], pair.Value, at+"."+key.Value); problem != "" {
			return problem
		}
	}
	return ""
}

func compareScalar(want *yaml.Node, got *source.Node, at string) string {
	if got.Items != nil || got.Pairs != nil {
		return at + " is no scalar"
	}
	if strings.HasPrefix(want.Tag, "!") && !strings.HasPrefix(want.Tag, "!!") || want.Tag == "!!binary" || want.Style&yaml.TaggedStyle != 0 {
		return ""
	}
	var v any
	if err := want.Decode(&v); err != nil {
		return ""
	}
	ok := false
	switch v := v.(type) {
	case nil:
		ok = got.Kind == source.Null
	case bool:
		ok = got.Kind == source.Bool && got.Value == fmt.Sprint(v)
	case string:
		ok = got.Kind == source.String && got.Value == v || got.Kind == source.Bool && want.Style == 0 && len(v) <= 3
	case int, int64, uint64, float64:
		x, isNumber := got.Number()
		ok = isNumber && x == toFloat(v) || strings.ContainsAny(fmt.Sprint(v), "NI")
	default: // a time
		ok = got.Kind == source.String && got.Value == want.Value
	}
	if !ok {
		return fmt.Sprintf("%s is %#v, not %#v", at, got.Value, v)
	}
	return ""
}

func toFloat(v any) float64 {
	switch v := v.(type) {
	case int:
		return float64(v)
	case int64:
		return float64(v)
	case uint64:
		return float64(v)
	}
	return v.(float64)
}

func BenchmarkYAML(b *testing.B) {
	text := benchmarkYAML()
	b.Run("pacheck", func(b *testing.B) {
		b.SetBytes(int64(len(text)))
		b.ReportAllocs()
		for b.Loop() {
			f := source.File{Path: "a.yaml", Syntax: source.YAML, Text: text}
			f.Parse()
		}
	})
	b.Run("yaml.v3", func(b *testing.B) {
		b.SetBytes(int64(len(text)))
		b.ReportAllocs()
		for b.Loop() {
			var root yaml.Node
			if err := yaml.Unmarshal([]byte(text), &root); err != nil {
				b.Fatal(err)
			}
		}
	})
}

// benchmarkYAML is a manifest, or the file that the environment names.
func benchmarkYAML() string {
	if data, err := os.ReadFile(os.Getenv("BENCHMARK_YAML")); err == nil {
		return string(data)
	}
	const agent = `- name: helper
  description: "Answers questions about the weather."
  model: {provider: acme, id: large-2}
  tools:
    - name: get_weather # reads only
      allow: [city, days]
    - name: get_time
  instructions: |
    Be brief.
    Do not guess.
  limits:
    max_steps: 10
    timeout: 30.5
`
	return "agents:\n" + strings.Repeat(agent, 20)
}
