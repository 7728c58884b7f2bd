package facts

import (
	"cmp"
	"iter"
	"maps"
	"slices"
	"strings"

	"github.com/pacheck/pacheck/loaders/source"
)

// Act is something that a command of a text or a script does, or that a text asks for, and that a
// reviewer has to look at.
type Act struct {
	Kind        string       `json:"kind" doc:"pipe_to_shell, staged_download, decode_to_shell, reverse_shell, reads_credentials, sends_out, harvest (both in one command or script), protection_off, protected_archive, executable_download, self_update or obfuscated."`
	Text        string       `json:"text" doc:"The text from where it begins; at most 120 characters, credentials masked."`
	What        string       `json:"what,omitempty" doc:"What it is about: the credential, the protection, the archive, what is updated, the way of hiding."`
	Host        string       `json:"host,omitempty" doc:"The other machine, where it is named."`
	Risk        string       `json:"risk,omitempty" doc:"Why no product would use that machine: throwaway (a shortener, paste or tunnel), address (a bare public address) or cleartext (http)."`
	Segment     string       `json:"segment,omitempty" doc:"The kind of segment that it stands in; absent in scripts and commands."`
	Lang        string       `json:"lang,omitempty" doc:"The language of the fence or the script."`
	Negated     bool         `json:"negated" doc:"Whether the words around it, its heading or a comment say that it is not to be done, or show it as something bad."`
	Placeholder bool         `json:"placeholder" doc:"Whether the machine is left to the reader, or stands for an attacker's: YOUR_IP, $LHOST, a private or documentation address."`
	Network     bool         `json:"network,omitempty" doc:"Of obfuscated: whether the script also reaches another machine."`
	Checked     bool         `json:"checked,omitempty" doc:"Of executable_download: whether a checksum or signature stands within three lines."`
	Install     bool         `json:"install,omitempty" doc:"Of self_update: whether it stands under a heading about installing, for a person."`
	At          source.Place `json:"-"`

	start, end int
}

const (
	maxActLines = 2000      // with a word, that are looked at
	maxActs     = 64        // of one text
	actsLimit   = 256 << 10 // bytes of a text that are looked at
	actsWindow  = 300       // bytes around an act that may say what it is
)

// actWords are the words without which a text has no acts, by what they belong to.
var actWords = map[string][]string{
	"download": {"curl", "wget", "fetch http", "fetch -", "invoke-expression", "iex"},
	"decode":   {"base64", "b64decode", "atob", "decode64", "base64_decode", "unescape"},
	"reverse": {
		"/dev/tcp/", "ncat", "netcat", "socat", "mkfifo", "socket.socket", "-e /bin/", "-e sh", "-e bash", "-c /bin/", "-c sh", "-c bash", "-e cmd",
	},
	"credential": {
		".ssh", ".aws", ".netrc", ".npmrc", ".pypirc", ".kube", ".docker", ".gnupg", ".git-credentials", ".claude.json", ".cursor",
		"gcloud", ".azure", "/etc/shadow", "keychains", "login data", "codeium", "firefox", "printenv", "environ", "process.env", "env |",
	},
	"outbound": {"curl", "wget", "scp ", "rsync", "sftp", "nslookup", "dig $", "dig +", "invoke-webrequest", "invoke-restmethod"},
	"client":   {"requests.", "httpx", "urllib", "urlopen", "fetch(", "axios", "http.post", "net::http", "http.client", "sendall"},
	"protection": {
		"xattr", "spctl", "csrutil", "mppreference", "setenforce", "ufw disable", "advfirewall", "antivirus", "anti-virus", "gatekeeper",
		"smartscreen", "defender", "real-time protection", "system integrity protection",
	},
	"password": {"password", "passcode", "pass:", "pwd:", "unzip -p", "7z x", "7z e"},
	"archive":  {".zip", ".7z", ".rar", ".tar.gz", ".tgz"},
	"program": {
		".exe", ".msi", ".pkg", ".dmg", ".deb", ".rpm", ".appimage", ".jar", ".apk", ".bat", ".cmd", ".ps1", ".vbs", ".scr", ".lnk", ".iso",
	},
	"update":  {"git pull", "git -c", "git fetch", "curl", "wget", "npx ", "from http", "from <http", "from [", "from `http"},
	"obscure": {"eval", "exec", "function(", "fromcharcode", `\x`, `\u00`},
}

var actHints = func() *Words {
	var all []string
	for _, words := range actWords {
		all = append(all, words...)
	}
	return NewWords(all, false)
}()

// acts is the search for the acts of one text.
type acts struct {
	text     source.Text
	s        string // the text, continued lines joined, each offset as in the text
	segments []Segment
	script   bool
	lang     string
	lower    string // s in lower case
	hinted   map[string]bool
	lines    map[string][]actSpan // by what belongs to the words in them
	places   *placer
	found    []Act
}

// Acts finds the acts in a text that was cut into segments; without segments the text is a command. What
// stands far behind the start of a very long text is not looked at.
func Acts(t source.Text, segments []Segment) []Act {
	a := newActs(t)
	if a == nil {
		return nil
	}
	a.segments = segments
	a.commands()
	a.credentials()
	a.payloads()
	a.updates()
	return a.sorted()
}

// newActs is nil where the text has no word that an act needs.
func newActs(t source.Text) *acts {
	s := t.V[:min(len(t.V), actsLimit)]
	lower := lowerASCII(s)
	hinted := actHints.In(lower)
	if len(hinted) == 0 {
		return nil
	}
	return &acts{text: t, s: joinLines(s), lower: joinLines(lower), hinted: hinted, lines: map[string][]actSpan{}, places: newPlacer(t)}
}

// lowerASCII is s with the letters of ASCII in lower case, each byte at its place.
func lowerASCII(s string) string {
	b := []byte(s)
	for i, c := range b {
		if 'A' <= c && c <= 'Z' {
			b[i] = c + 'a' - 'A'
		}
	}
	return string(b)
}

// actSpan is a part of a text, in bytes.
type actSpan struct{ start, end int }

// hits are the starts and ends of the matches of a pattern, which stay within a line, in the lines that have a
// word of the group.
func (a *acts) hits(group string, p *Pattern) iter.Seq2[int, int] {
	return func(yield func(start, end int) bool) {
		n := 0
		for _, line := range a.linesOf(group) {
			for _, hit := range p.FindAllIndex(a.s[line.start:line.end], maxActs) {
				if n++; n > maxActs || !yield(line.start+hit[0], line.start+hit[1]) {
					return
				}
			}
		}
	}
}

// linesOf are the lines that have a word of the group, in order.
func (a *acts) linesOf(group string) []actSpan {
	if lines, ok := a.lines[group]; ok {
		return lines
	}
	seen := map[int]int{}
	for _, word := range actWords[group] {
		if !a.hinted[word] {
			continue
		}
		for at := 0; len(seen) < maxActLines; {
			i := strings.Index(a.lower[at:], word)
			if i < 0 {
				break
			}
			start, end := a.line(at + i)
			seen[start] = end
			if at = end; at >= len(a.lower) {
				break
			}
		}
	}
	lines := make([]actSpan, 0, len(seen))
	for _, start := range slices.Sorted(maps.Keys(seen)) {
		lines = append(lines, actSpan{start, seen[start]})
	}
	a.lines[group] = lines
	return lines
}

// has says whether the text has a word of the group.
func (a *acts) has(group string) bool {
	return slices.ContainsFunc(actWords[group], func(word string) bool { return a.hinted[word] })
}

var continued = strings.NewReplacer("\\\r\n", "   ", "\\\n", "  ")

// joinLines puts blanks where a backslash continues a line.
func joinLines(s string) string {
	if !strings.Contains(s, "\\\n") && !strings.Contains(s, "\\\r\n") {
		return s
	}
	return continued.Replace(s)
}

// add notes an act.
func (a *acts) add(act Act, start, end int) {
	if len(a.found) >= maxActs {
		return
	}
	act.start, act.end = start, end
	act.Text = excerpt(a.s[start:end], maxExcerpt)
	act.Lang = a.lang
	if seg := a.segment(start); seg != nil {
		act.Segment, act.Lang = seg.Kind, seg.Lang
	}
	act.Negated = act.Negated || a.negated(start, end)
	act.At = a.places.place(start, end)
	a.found = append(a.found, act)
}

func (a *acts) sorted() []Act {
	slices.SortStableFunc(a.found, func(a, b Act) int { return cmp.Or(a.start-b.start, strings.Compare(a.Kind, b.Kind)) })
	return a.found
}

// segment is the segment that an offset stands in, or else the one before it; nil where there is none.
func (a *acts) segment(at int) *Segment {
	i, _ := slices.BinarySearchFunc(a.segments, at+1, func(seg Segment, at int) int { return seg.start - at })
	if i == 0 {
		return nil
	}
	return &a.segments[i-1]
}

// line is the span of the line that an offset stands in, lines that are continued being one.
func (a *acts) line(at int) (start, end int) {
	start = strings.LastIndexByte(a.s[:at], '\n') + 1
	return start, lineEnd(a.s, at)
}

// command is the span of the command line that an offset stands in: the code span, or else the line.
func (a *acts) command(at int) (start, end int) {
	start, end = a.line(at)
	if seg := a.segment(at); seg != nil && seg.Kind == segInlineCode && at < seg.end {
		return max(start, seg.start), min(end, seg.end)
	}
	return start, end
}

func lineEnd(s string, at int) int {
	if i := strings.IndexByte(s[at:], '\n'); i >= 0 {
		return at + i
	}
	return len(s)
}
