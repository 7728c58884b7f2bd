package source_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestErrors holds what each syntax says of broken texts, and where.
func TestErrors(t *testing.T) {
	tests := []struct{ name, path, text, want string }{
		{"yaml flow list", "a.yaml", `a: [b, c
d: e
`, `
failed
1:5-1:6: expected ',' or ']'
`},
		{"yaml colon", "a.yaml", "a: b: c\n", `
failed
1:5-1:6: mapping values are not allowed in this context
`},
		{"yaml tab", "a.yaml", `x: 1
a:
	b: c
`, `
failed
3:1-3:2: this character cannot begin a value
`},
		{"yaml alias", "a.yaml", `x: 1
y: 2
z: *nope
`, `
failed
3:4-3:5: the alias *nope has no anchor
`},
		{"yaml quote", "a.yaml", `a: "b
c: d
`, `
failed
2:5-2:5: unexpected end of the file, expected a closing quote
`},
		{"yaml control character", "a.yaml", "a: 1\nb: \x01\n", `
failed
2:4-2:5: a control character
`},
		{"yaml indentation", "a.yaml", `a:
  b: 1
 c: 2
`, `
failed
3:2-3:3: expected a key
`},
		{"yaml list after map", "a.yaml", `ok: 1
- x
`, `
failed
2:1-2:2: expected a key
`},
		{"yaml text after quote", "a.yaml", "a: 'x' y\n", `
failed
1:8-1:9: expected a key
`},
		{"yaml alias in itself", "a.yaml", "a: &x [*x]\n", `
skipped
1:8-1:9: the alias *x contains itself
`},
		{"yaml second document", "a.yaml", `a: 1
---
b: @x
`, `
failed
3:4-3:5: this character cannot begin a value
`},
		{"yaml wide characters", "a.yaml", "\u65e5: %x\n", `
failed
1:4-1:5: this character cannot begin a value
`},
		{"yaml crlf", "a.yaml", "a: 1\r\nb: @x\r\n", `
failed
2:4-2:5: this character cannot begin a value
`},
		{"yaml bom", "a.yaml", "\ufeff@\n", `
failed
1:1-1:2: this character cannot begin a value
note bom 1:1-1:1
`},
		{"helm", "a.yaml", `{{- if .Values.x }}
a: 1
{{- end }}
`, `
templated
1:3-1:4: expected a value
$ map 2:1-2:5
$.a# 2:1-2:2
$.a number "1" 2:4-2:5
`},
		{"jinja", "a.yaml", `a: 1
{% for x in y %}
b: {{ x }}
{% endfor %}
`, `
templated
2:2-2:3: this character cannot begin a value
$ map 1:1-3:11
$.a# 1:1-1:2
$.a number "1" 1:4-1:5
$.b# 3:1-3:2
$.b string "{{ x }}" 3:4-3:11
`},
		{"helm values", "a.yaml", `{{- /* over
two lines */}}
a: é{{ .Values.x }}-{{ .y }}
{{- if .z }} {{ end }}
b:
  {{- toYaml .Values.b | nindent 2 }}
{{ .k }}: "{{ "q" }}"
`, `
templated
1:3-1:4: expected a value
$ map 3:1-7:22
$.a# 3:1-3:2
$.a string "é{{ .Values.x }}-{{ .y }}" 3:4-3:29
$.b# 5:1-5:2
$.b null 5:3-5:3
$.{{ .k }}# 7:1-7:9
$.{{ .k }} string "{{ \"q\" }}" 7:11-7:22
`},
		{"json in and out of strings", "a.json", `{
  // it's {{x}}
  "a": "b{{x}}c\"{{y}}", "d": ${{E}}{{ f }},
  {{#if g}}"h": [{{ i }}]{{/if}}
}`, `
templated
3:31-3:32: expected a value
$ map 1:1-5:2
$.a# 3:3-3:6
$.a string "b{{x}}c\"{{y}}" 3:8-3:24
$.d# 3:26-3:29
$.d string "${{E}}" 3:31-3:37
$.h# 4:12-4:15
$.h list 4:17-4:26
$.h[0] string "{{ i }}" 4:18-4:25
`},
		{"yaml placeholder not to blame", "a.yaml", `a: ${{ x }}
b: @x
`, `
failed
2:4-2:5: this character cannot begin a value
`},
		{"json empty", "a.json", "", `
failed
1:1-1:1: unexpected end of the file, expected a value
`},
		{"json value", "a.json", "{\"a\": }", `
failed
1:7-1:8: expected a value
`},
		{"json comma", "a.json", "{\"a\": 1 \"b\": 2}", `
failed
1:9-1:10: expected "," or "}"
`},
		{"json placeholder", "a.json", "{\"a\": {{x}}}", `
templated
1:8-1:9: expected a key in double quotes
$ map 1:1-1:13
$.a# 1:2-1:5
$.a string "{{x}}" 1:7-1:12
`},
		{"json jinja", "a.json", `[
 {% if x %}
 1
]`, `
templated
2:3-2:4: expected a key in double quotes
$ list 1:1-4:2
$[0] number "1" 3:2-3:3
`},
		{"json escape", "a.json", "{\"a\": \"\\q\"}", `
failed
1:8-1:9: invalid escape in a string
`},
		{"json line break in string", "a.json", "{\"a\": \"x\ny\"}", `
failed
1:9-1:9: a control character in a string must be escaped
`},
		{"json number", "a.json", "{\"a\": 01}", `
failed
1:8-1:9: expected "," or "}"
`},
		{"json rest", "a.json", "{\"a\": 1} x", `
failed
1:10-1:11: expected the end of the file
`},
		{"json string", "a.json", "{\"a\": \"x", `
failed
1:7-1:8: this string has no end
`},
		{"json list", "a.json", "[1", `
failed
1:3-1:3: unexpected end of the file, expected "," or "]"
`},
		{"json word", "a.json", "[tru]", `
failed
1:2-1:3: expected a value
`},
		{"json comment", "a.json", "/* x", `
failed
1:1-1:2: this comment has no end
`},
		{"json variable", "a.json", "{\"port\": ${PORT}}", `
templated
1:10-1:11: expected a value
$ map 1:1-1:18
$.port# 1:2-1:8
$.port string "${PORT}" 1:10-1:17
`},
		{"json quote", "a.json", "{'a': 1}", `
failed
1:2-1:3: expected a key in double quotes
`},
		{"json fraction", "a.json", "[1.]", `
failed
1:4-1:5: expected a digit
`},
		{"json two commas", "a.json", "[1,,2]", `
failed
1:4-1:5: expected a value
`},
		{"json line", "a.jsonl", `{}
{"a":}
`, `
failed
2:6-2:7: expected a value
`},
		{"toml value", "a.toml", "a = \n", `
failed
1:5-1:5: unexpected character U+000A at start of value
`},
		{"toml key", "a.toml", `a = 1
a = 2
`, `
failed
2:1-2:2: key a is already defined
`},
		{"toml table", "a.toml", `[a]
b = 1
[a]
`, `
failed
3:2-3:3: table a already exists
`},
		{"toml placeholder", "a.toml", `a = 1
b = {{ x }}
`, `
templated
2:6-2:7: invalid character at start of key: U+007B '{'
`},
		{"toml string", "a.toml", "a = \"x\n", `
failed
1:7-1:7: basic strings cannot have new lines
`},
		{"toml date", "a.toml", `x = 1
d = 2020-13-01
`, `
failed
2:10-2:11: impossible date
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
