package source_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/pacheck/pacheck/loaders/source"
)

func TestMarkdown(t *testing.T) {
	tests := []struct{ name, path, text, want string }{
		{"strict", "a.md", `---
name: x
---
# body
`, `
ok
$ map 2:1-2:8
$.name# 2:1-2:5
$.name string "x" 2:7-2:8
body "# body\n" 4:1-5:1
`},
		{"what YAML refuses", "a.md", `---
name: x
description: Use when: y
globs: **/*.ts
argument-hint: [a] [b]
tools: *
quoted:"z"
list:
  - *
  - "q"
  - 'r'
map:
  k: a: b
  n: 1
always: true
flow: [a, b]
empty:
---
body
`, `
recovered
$ map 2:1-17:7
$.name# 2:1-2:5
$.name string "x" 2:7-2:8
$.description# 3:1-3:12
$.description string "Use when: y" 3:14-3:25
$.globs# 4:1-4:6
$.globs string "**/*.ts" 4:8-4:15
$.argument-hint# 5:1-5:14
$.argument-hint string "[a] [b]" 5:16-5:23
$.tools# 6:1-6:6
$.tools string "*" 6:8-6:9
$.quoted# 7:1-7:7
$.quoted string "z" 7:8-7:11
$.list# 8:1-8:5
$.list list 9:3-11:8
$.list[0] string "*" 9:5-9:6
$.list[1] string "q" 10:5-10:8
$.list[2] string "r" 11:5-11:8
$.map# 12:1-12:4
$.map map 13:3-14:7
$.map.k# 13:3-13:4
$.map.k string "a: b" 13:6-13:10
$.map.n# 14:3-14:4
$.map.n number "1" 14:6-14:7
$.always# 15:1-15:7
$.always bool "true" 15:9-15:13
$.flow# 16:1-16:5
$.flow list 16:7-16:13
$.flow[0] string "a" 16:8-16:9
$.flow[1] string "b" 16:11-16:12
$.empty# 17:1-17:6
$.empty null 17:7-17:7
body "body\n" 19:1-20:1
`},
		{"examples without indentation", "a.md", `---
description: Use it. <example>
user: "hi"
assistant: ok
</example>
model: opus
---
`, `
recovered
$ map 2:1-6:12
$.description# 2:1-2:12
$.description string "Use it. <example>\nuser: \"hi\"\nassistant: ok\n</example>" 2:14-5:11
$.model# 6:1-6:6
$.model string "opus" 6:8-6:12
body "" 8:1-8:1
`},
		{"an entry that is indented wrongly", "a.md", `---
# c
name: x
 a: *
---
`, `
recovered
$ map 3:1-4:6
$.name# 3:1-3:5
$.name string "x\n a: *" 3:7-4:6
body "" 6:1-6:1
`},
		{"no closing line", "a.md", `---
a: b
`, `
ok
note unclosed-front-matter 1:1-1:4
body "---\na: b\n" 1:1-3:1
`},
		{"empty", "a.md", `---
---
x`, `
ok
note empty-front-matter 1:1-3:1
body "x" 3:1-3:2
`},
		{"a horizontal rule", "a.md", `---
just text
---
x`, `
ok
note front-matter-not-a-mapping 1:1-4:1
body "---\njust text\n---\nx" 1:1-4:2
`},
		{"blank lines before", "a.md", `

---
a: b
---
x`, `
ok
note blank-before-front-matter 1:1-3:1
$ map 4:1-4:5
$.a# 4:1-4:2
$.a string "b" 4:4-4:5
body "x" 6:1-6:2
`},
		{"blank lines before a horizontal rule", "a.md", `
---
just text
---
x`, `
ok
body "\n---\njust text\n---\nx" 1:1-5:2
`},
		{"a template", "a.md", `---
{{ card }}
---
x`, `
templated
2:1-2:2: the front matter is a template
body "x" 4:1-4:2
`},
		{"TOML", "a.md", `+++
a = 1
+++
x`, `
ok
$ map 2:1-3:1
$.a# 2:1-2:2
$.a number "1" 2:5-2:6
body "x" 4:1-4:2
`},
		{"no TOML", "a.md", `+++
a = 
+++
x`, `
ok
note front-matter-not-a-mapping 1:1-4:1
body "+++\na = \n+++\nx" 1:1-4:2
`},
		{"a licence in a dotprompt", "a.prompt", `# Licence

<!-- x -->
---
a: b
---
x`, `
ok
$ map 5:1-5:5
$.a# 5:1-5:2
$.a string "b" 5:4-5:5
body "x" 7:1-7:2
`},
		{"a heading in Markdown", "a.md", `# Licence
---
a: b
---
x`, `
ok
body "# Licence\n---\na: b\n---\nx" 1:1-5:2
`},
		{"an alias in itself", "a.md", `---
a: &x [*x]
---
`, `
skipped
2:8-2:9: the alias *x contains itself
body "---\na: &x [*x]\n---\n" 1:1-4:1
`},
		{"closed by dots", "a.md", `---
a: b
...
x`, `
ok
$ map 2:1-2:5
$.a# 2:1-2:2
$.a string "b" 2:4-2:5
body "x" 4:1-4:2
`},
		{"blanks behind the lines", "a.md", `--- 
a: b
---	
x`, `
ok
$ map 2:1-2:5
$.a# 2:1-2:2
$.a string "b" 2:4-2:5
body "x" 4:1-4:2
`},
		{"carriage returns", "a.mdc", "---\r\nglobs: *.ts\r\nb: c\r\n---\r\nx\r\n", `
recovered
$ map 2:1-3:5
$.globs# 2:1-2:6
$.globs string "*.ts" 2:8-2:12
$.b# 3:1-3:2
$.b string "c" 3:4-3:5
body "x\r\n" 5:1-6:1
`},
		{"repeated keys", "a.md", `---
a: *
a: b
---
`, `
recovered
note duplicate-key 3:1-3:2
$ map 2:1-3:5
$.a# 2:1-2:2
$.a string "*" 2:4-2:5
$.a# 3:1-3:2
$.a string "b" 3:4-3:5
body "" 5:1-5:1
`},
		{"byte order mark", "a.md", "\ufeff---\na: b\n---\nx", `
ok
note bom 1:1-1:1
$ map 2:1-2:5
$.a# 2:1-2:2
$.a string "b" 2:4-2:5
body "x" 4:1-4:2
`},
		{"none", "a.md", `# x
---
`, `
ok
body "# x\n---\n" 1:1-3:1
`},
		{"no file extension", "AGENTS", "x\ny", `
ok
body "x\ny" 1:1-2:2
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

func FuzzMarkdown(f *testing.F) {
	for _, seed := range []string{
		"", "# x\n", "---\na: b\n---\nbody\n", "\n---\ntools: *\n---\n", "---\nglobs: **/*.ts\nx: [a] [b]\n", "---\n---\n", "---\na: \"b\nc: - d\n- e\n...\nbody",
		"---\ndescription: x: y\n<example>\nuser: z\n</example>\nmodel: a\nlist:\n  - *\n  - 'b'\nmap:\n  c: d: e\n  f: \"g\\n\"\n---\n", "+++\na = 1\n+++\nx", "---\r\na: *\r\n---\r\nx\r\n",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		file := read("f.md", text)
		if file.Status == source.Failed || file.Status == source.Skipped {
			return
		}
		if file.Body.Start+len(file.Body.Value) != len(file.Text) || file.Body.Value != file.Text[file.Body.Start:] {
			t.Fatalf("%q: the body is not the rest of the text", text)
		}
		if file.Root == nil {
			return
		}
		checkPlaces(t, file.Root, source.Place{File: file, End: file.Body.Start}, file.Text != text)
	})
}
