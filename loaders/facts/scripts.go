package facts

import (
	"math"
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/pacheck/pacheck/loaders/source"
)

// scriptLangs are the languages of scripts, by the ending of their name.
var scriptLangs = map[string]string{
	".sh": "shell", ".bash": "shell", ".zsh": "shell", ".fish": "shell", ".py": "python", ".js": "javascript", ".mjs": "javascript", ".cjs": "javascript",
	".ts": "typescript", ".rb": "ruby", ".pl": "perl", ".php": "php", ".ps1": "powershell", ".psm1": "powershell", ".bat": "batch", ".cmd": "batch",
	".lua": "lua", ".go": "go", ".applescript": "applescript", ".scpt": "applescript",
}

// ScriptLang is the language of a script by its name and its first bytes; empty where it is none.
func ScriptLang(name string, head []byte) string {
	if lang := scriptLangs[strings.ToLower(path.Ext(name))]; lang != "" {
		return lang
	}
	first, _, _ := strings.Cut(string(head), "\n")
	if !strings.HasPrefix(first, "#!") {
		return ""
	}
	for _, known := range []struct{ word, lang string }{{"python", "python"}, {"node", "javascript"}, {"ruby", "ruby"}, {"perl", "perl"}, {"php", "php"}} {
		if strings.Contains(first, known.word) {
			return known.lang
		}
	}
	return "shell"
}

// LongLine is the longest line of a script, where that is too long to be read.
type LongLine struct {
	Length  int          `json:"length" doc:"Its characters, images and the like in data: addresses left out."`
	Entropy float64      `json:"entropy" doc:"Its entropy in bits a byte: code has 4 to 5, compressed and encoded text more."`
	At      source.Place `json:"-"`
}

// longLine is how many characters a line has at least that is stated.
const longLine = 1000

// dataAddress matches an image, a font, a sound, a video or a source map in a data: address.
var dataAddress = regexp.MustCompile(`data:(?:image|font|audio|video|application/(?:x-)?font|application/vnd\.ms-fontobject|application/json)[\w.+;=/-]*,[A-Za-z0-9+/=%_-]*`)

// LongestLine is the longest line of a script, not counting images and the like in data: addresses; nil where
// none is long.
func LongestLine(t source.Text) *LongLine {
	longest, start, end := "", 0, 0
	for at := 0; at < len(t.V); {
		next := lineEnd(t.V, at)
		if least := max(len(longest)+1, longLine); next-at >= least {
			if line := dataAddress.ReplaceAllLiteralString(t.V[at:next], ""); len(line) >= least {
				longest, start, end = line, at, next
			}
		}
		at = next + 1
	}
	if longest == "" {
		return nil
	}
	return &LongLine{Length: len(longest), Entropy: math.Round(100*byteEntropy(longest)) / 100, At: newPlacer(t).place(start, end)}
}

// byteEntropy is the entropy of a text in bits a byte.
func byteEntropy(s string) float64 {
	var counts [256]int
	for i := range len(s) {
		counts[s[i]]++
	}
	bits := 0.0
	for _, n := range counts {
		if n > 0 {
			p := float64(n) / float64(len(s))
			bits -= p * math.Log2(p)
		}
	}
	return bits
}

// ScriptActs finds the acts in a script, comments left out.
func ScriptActs(t source.Text, lang string) []Act {
	a := newActs(t)
	if a == nil {
		return nil
	}
	a.script, a.lang = true, lang
	a.s = withoutComments(a.s, lang)
	a.commands()
	a.credentials()
	a.payloads()
	a.updates()
	a.obscure()
	return a.sorted()
}

// commentMarks are what the comment lines of languages begin with.
var commentMarks = map[string][]string{
	"javascript": {"//", "*", "/*"}, "typescript": {"//", "*", "/*"}, "go": {"//", "*", "/*"}, "php": {"//", "#", "*", "/*"},
	"batch": {"rem ", "REM ", "::"}, "lua": {"--"}, "applescript": {"--", "#"},
}

// withoutComments puts blanks in place of the lines that are comments.
func withoutComments(s, lang string) string {
	marks := commentMarks[lang]
	if marks == nil {
		marks = []string{"#"}
	}
	b := []byte(s)
	for at := 0; at < len(s); {
		end := lineEnd(s, at)
		line := strings.TrimLeft(s[at:end], " \t")
		if slices.ContainsFunc(marks, func(mark string) bool { return strings.HasPrefix(line, mark) }) && !strings.HasPrefix(line, "#!") {
			for i := at; i < end; i++ {
				b[i] = ' '
			}
		}
		at = end + 1
	}
	return string(b)
}

// The ways in which code is hidden in a script.
var actObscured = []struct {
	what    string
	pattern *Pattern
}{
	{"runs a decoded text", NewPattern(`(?i)\b(?:eval|exec|function|execscript)\s*\(\s*(?:\w+\s*\(\s*){0,2}(?:atob|unescape|base64_decode|b64decode|base64\.\w*decode\w*|bytes\.fromhex|codecs\.decode|zlib\.decompress|marshal\.loads|gzinflate|buffer\.from\([^)\n]{8,},\s*['"](?:base64|hex)['"])`)},
	{"builds its code from character codes", NewPattern(`(?i)fromcharcode\s*\(\s*(?:(?:0x)?[0-9a-f]+\s*,\s*){19,}|(?:chr\(\s*\d+\s*\)\s*[+.]\s*){19,}`)},
}

var (
	actEscapes = NewPattern(`(?:\\x[0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}){26,}`)
	actNetwork = regexp.MustCompile(`(?i)https?://|\bsocket\b|\brequests\.|\burllib\b|\bfetch\s*\(|\baxios\b|\bcurl\b|\bwget\b|\bxmlhttprequest\b|\bnet\.connect\b|\binvoke-web`)
)

// obscure notes code that nobody is meant to read.
func (a *acts) obscure() {
	if !a.has("obscure") {
		return
	}
	network := len(a.linesOf("obscure")) > 0 && actNetwork.MatchString(a.s)
	for _, o := range actObscured {
		for start, end := range a.hits("obscure", o.pattern) {
			a.add(Act{Kind: "obfuscated", What: o.what, Network: network}, start, end)
		}
	}
	for start, end := range a.hits("obscure", actEscapes) {
		if a.escapedString(start, end) {
			a.add(Act{Kind: "obfuscated", What: "writes a long text in escapes", Network: network}, start, end)
		}
	}
}

// escapedString says whether escapes are more than half of a string of over 200 characters that is code
// or an address rather than characters of another script.
func (a *acts) escapedString(start, end int) bool {
	const least = 200
	first := strings.LastIndexAny(a.s[:start], "\"'`") + 1
	last := len(a.s)
	if i := strings.IndexAny(a.s[end:], "\"'`\n"); i >= 0 {
		last = end + i
	}
	letters := 0
	for at := start; at+3 < end; at++ {
		if a.s[at] == '\\' && a.s[at+1] == 'x' && a.s[at+2] >= '2' && a.s[at+2] <= '7' {
			letters++
		}
		if a.s[at] == '\\' && a.s[at+1] == 'u' && strings.HasPrefix(a.s[at+2:], "00") {
			letters++
		}
	}
	return last-first > least && (end-start)*2 > last-first && letters*8 > end-start
}
