package source_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestYAML(t *testing.T) {
	tests := []struct{ name, path, text, want string }{
		{"scalars and collections", "a.yaml", `name: helper
on: [push, 'it''s']
"a b": "x\ty"
nested:
  - a: 1
    b:
  - plain text
    goes on

    here
flow: {k: v,
  l: [1, 2], # c
}
end: ~
`, `
ok
$ map 1:1-14:7
$.name# 1:1-1:5
$.name string "helper" 1:7-1:13
$.on# 2:1-2:3
$.on list 2:5-2:20
$.on[0] string "push" 2:6-2:10
$.on[1] string "it's" 2:12-2:19
$.a b# 3:1-3:6
$.a b string "x\ty" 3:8-3:14
$.nested# 4:1-4:7
$.nested list 5:3-10:9
$.nested[0] map 5:5-6:7
$.nested[0].a# 5:5-5:6
$.nested[0].a number "1" 5:8-5:9
$.nested[0].b# 6:5-6:6
$.nested[0].b null 6:7-6:7
$.nested[1] string "plain text goes on\nhere" 7:5-10:9
$.flow# 11:1-11:5
$.flow map 11:7-13:2
$.flow.k# 11:8-11:9
$.flow.k string "v" 11:11-11:12
$.flow.l# 12:3-12:4
$.flow.l list 12:6-12:12
$.flow.l[0] number "1" 12:7-12:8
$.flow.l[1] number "2" 12:10-12:11
$.end# 14:1-14:4
$.end null 14:6-14:7
`},
		{"block scalars", "a.yaml", `a: |
  one
  two

b: >-
  three
  four
c: |2
    five

d: x
`, `
ok
$ map 1:1-11:5
$.a# 1:1-1:2
$.a string "one\ntwo\n" 1:4-3:6
$.b# 5:1-5:2
$.b string "three four" 5:4-7:7
$.c# 8:1-8:2
$.c string "  five\n" 8:4-9:9
$.d# 11:1-11:2
$.d string "x" 11:4-11:5
`},
		{"plain scalars by kind", "a.yaml", `t: true
T: Yes
f: off
q: "yes"
n: null
i: 12
o: 0o17
x: 0x1F
u: 1_000
e: 1.50
z: 1e3
inf: .inf
d: 2020-01-02
v: 1.2.3
y: y
oct: 017
`, `
ok
$ map 1:1-16:9
$.t# 1:1-1:2
$.t bool "true" 1:4-1:8
$.T# 2:1-2:2
$.T bool "true" 2:4-2:7
$.f# 3:1-3:2
$.f bool "false" 3:4-3:7
$.q# 4:1-4:2
$.q string "yes" 4:4-4:9
$.n# 5:1-5:2
$.n null 5:4-5:8
$.i# 6:1-6:2
$.i number "12" 6:4-6:6
$.o# 7:1-7:2
$.o number "15" 7:4-7:8
$.x# 8:1-8:2
$.x number "31" 8:4-8:8
$.u# 9:1-9:2
$.u number "1000" 9:4-9:9
$.e# 10:1-10:2
$.e number "1.50" 10:4-10:8
$.z# 11:1-11:2
$.z number "1e3" 11:4-11:7
$.inf# 12:1-12:4
$.inf string ".inf" 12:6-12:10
$.d# 13:1-13:2
$.d string "2020-01-02" 13:4-13:14
$.v# 14:1-14:2
$.v string "1.2.3" 14:4-14:9
$.y# 15:1-15:2
$.y string "y" 15:4-15:5
$.oct# 16:1-16:4
$.oct number "15" 16:6-16:9
`},
		{"aliases stand at their use, what is in them at the anchor", "a.yaml", `a: &x
  k: v
b: *x
`, `
ok
$ map 1:1-3:6
$.a# 1:1-1:2
$.a map 2:3-2:7
$.a.k# 2:3-2:4
$.a.k string "v" 2:6-2:7
$.b# 3:1-3:2
$.b map 3:4-3:6
$.b.k# 2:3-2:4
$.b.k string "v" 2:6-2:7
`},
		{"merge keys", "a.yaml", `a: &x
  k: v
c:
  <<: *x
  l: m
d:
  <<: [*x, {k: w, n: o}]
  k: own
`, `
ok
$ map 1:1-8:9
$.a# 1:1-1:2
$.a map 2:3-2:7
$.a.k# 2:3-2:4
$.a.k string "v" 2:6-2:7
$.c# 3:1-3:2
$.c map 4:3-5:7
$.c.l# 5:3-5:4
$.c.l string "m" 5:6-5:7
$.c.k# 2:3-2:4
$.c.k string "v" 2:6-2:7
$.d# 6:1-6:2
$.d map 7:3-8:9
$.d.k# 8:3-8:4
$.d.k string "own" 8:6-8:9
$.d.n# 7:19-7:20
$.d.n string "o" 7:22-7:23
`},
		{"tags", "a.yaml", `a: !Sub ${x}
b: !Foo {c: !Bar 12}
d: !!str 12
e: !!binary aGk=
f: !!int "3"
g: ! 12
`, `
ok
note unknown-tag 1:9-1:13
note unknown-tag 2:18-2:20
note unknown-tag 2:9-2:21
$ map 1:1-6:8
$.a# 1:1-1:2
$.a string !Sub "${x}" 1:9-1:13
$.b# 2:1-2:2
$.b map !Foo 2:9-2:21
$.b.c# 2:10-2:11
$.b.c number !Bar "12" 2:18-2:20
$.d# 3:1-3:2
$.d string "12" 3:10-3:12
$.e# 4:1-4:2
$.e string "hi" 4:13-4:17
$.f# 5:1-5:2
$.f number "3" 5:10-5:13
$.g# 6:1-6:2
$.g number "12" 6:6-6:8
`},
		{"anchors before the first key", "a.yaml", `&m
&k key: &v value
`, `
ok
$ map 2:4-2:17
$.key# 2:4-2:7
$.key string "value" 2:12-2:17
`},
		{"several documents", "a.yaml", `---
a: 1
---
- b
...
---
`, `
ok
$ map 2:1-2:5
$.a# 2:1-2:2
$.a number "1" 2:4-2:5
$ list 4:1-4:4
$[0] string "b" 4:3-4:4
$ null 7:1-7:1
`},
		{"placeholders without quotes", "a.yaml", `a: {{ x }}
b: {{x}}
c: [{{ y }}, z]
`, `
ok
$ map 1:1-3:16
$.a# 1:1-1:2
$.a string "{{ x }}" 1:4-1:11
$.b# 2:1-2:2
$.b string "{{x}}" 2:4-2:9
$.c# 3:1-3:2
$.c list 3:4-3:16
$.c[0] string "{{ y }}" 3:5-3:12
$.c[1] string "z" 3:14-3:15
`},
		{"keys are strings", "a.yaml", `? [x, y]
: v
1: w
~: u
on: t
`, `
ok
$ map 1:1-5:6
$.[x, y]# 1:3-1:9
$.[x, y] string "v" 2:3-2:4
$.1# 3:1-3:2
$.1 string "w" 3:4-3:5
$.~# 4:1-4:2
$.~ string "u" 4:4-4:5
$.on# 5:1-5:3
$.on string "t" 5:5-5:6
`},
		{"carriage returns and wide characters", "a.yaml", "\u00e9: \"\u65e5\\u00e9\"\r\nb: 'x'\r\nc: |\r\n  one\r\n  two\r\n", `
ok
$ map 1:1-5:6
$.é# 1:1-1:2
$.é string "日é" 1:4-1:13
$.b# 2:1-2:2
$.b string "x" 2:4-2:7
$.c# 3:1-3:2
$.c string "one\ntwo\n" 3:4-5:6
`},
		{"lone carriage returns", "a.yaml", "a: b\rc: d\r", `
ok
$ map 1:1-2:5
$.a# 1:1-1:2
$.a string "b" 1:4-1:5
$.c# 2:1-2:2
$.c string "d" 2:4-2:5
`},
		{"line separators are no lines to people", "a.yaml", "a: \"x\u2028y\"\nb: c\n", `
ok
$ map 1:1-2:5
$.a# 1:1-1:2
$.a string "x\u2028y" 1:4-1:9
$.b# 2:1-2:2
$.b string "c" 2:4-2:5
`},
		{"repeated keys", "a.yaml", `a: 1
a: 2
`, `
ok
note duplicate-key 2:1-2:2
$ map 1:1-2:5
$.a# 1:1-1:2
$.a number "1" 1:4-1:5
$.a# 2:1-2:2
$.a number "2" 2:4-2:5
`},
		{"version directive", "a.yaml", `%YAML 1.2
---
a: 1
`, `
ok
$ map 3:1-3:5
$.a# 3:1-3:2
$.a number "1" 3:4-3:5
`},
		{"byte order mark", "a.yaml", "\ufeffa: 1\n", `
ok
note bom 1:1-1:1
$ map 1:1-1:5
$.a# 1:1-1:2
$.a number "1" 1:4-1:5
`},
		{"empty", "a.yaml", "", `
ok
`},
		{"only a comment", "a.yaml", "# c\n", `
ok
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
