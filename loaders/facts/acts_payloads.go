package facts

import (
	"cmp"
	"regexp"
	"slices"
	"strings"

	"github.com/pacheck/pacheck/loaders/source"
)

// payloads finds what is asked for before a text can be used: protections that are switched off, archives
// with a password, and bare programs.
func (a *acts) payloads() {
	if a.has("protection") {
		a.protections()
	}
	if a.has("password") && a.has("archive") {
		a.archives()
	}
	if a.has("program") && strings.Contains(a.s, "://") {
		a.programs()
	}
}

// actProtections are the commands and sentences that switch a protection off.
var actProtections = []struct {
	what    string
	pattern *Pattern
}{
	{"Gatekeeper's quarantine to be removed", NewPattern(`(?i)\bxattr\s+-\w*[dcr]\w*\s+(?:-\w+\s+)*[^\s|;]+`)},
	{"Gatekeeper to be switched off", NewPattern(`(?i)\bspctl\s+--(?:master|global)-disable\b`)},
	{"System Integrity Protection to be switched off", NewPattern(`(?i)\bcsrutil\s+disable\b`)},
	{"Defender to be switched off", NewPattern(`(?i)\bset-mppreference\s+-disable\w+\s+(?:\$?true|1)\b`)},
	{"Defender to look away", NewPattern(`(?i)\badd-mppreference\s+-exclusion\w+`)},
	{"SELinux to be switched off", NewPattern(`(?i)\bsetenforce\s+(?:0|permissive)\b`)},
	{"the firewall to be switched off", NewPattern(`(?i)\bufw\s+disable\b|\badvfirewall\s+set\s+\w+\s+state\s+off\b`)},
	{"a protection to be switched off", NewPattern(`(?i)\b(?:turn(?:ing)?\s+off|disabl(?:e|ing)|switch(?:ing)?\s+off|deactivat(?:e|ing))\s+(?:(?:your|the|any|all|macos|windows|microsoft)\s+){0,3}` +
		`(?:anti-?virus|gatekeeper|smartscreen|defender|real-time protection|system integrity protection)\b`)},
}

func (a *acts) protections() {
	for _, p := range actProtections {
		for start, end := range a.hits("protection", p.pattern) {
			text := strings.ToLower(a.s[start:end])
			if strings.HasPrefix(text, "xattr") && !removesQuarantine(text) {
				continue
			}
			a.add(Act{Kind: "protection_off", What: cmp.Or(a.oneProgram(text, end), p.what)}, start, end)
		}
	}
}

// oneProgram says so where a call of xattr takes only the mark of downloads from only one program; else it is
// empty.
func (a *acts) oneProgram(command string, end int) string {
	target, _, _ := strings.Cut(strings.TrimLeft(a.s[end:lineEnd(a.s, end)], " "), " ")
	if !strings.HasSuffix(command, "com.apple.quarantine") || len(strings.Trim(target, "\"'`*/.~")) < 2 {
		return ""
	}
	return "the quarantine mark of one program to be removed"
}

// removesQuarantine says whether a call of xattr takes the mark of downloads away, alone or with all others.
func removesQuarantine(command string) bool {
	options := strings.Fields(command)[1]
	return strings.Contains(command, "com.apple.quarantine") || strings.Contains(options, "c") && !strings.Contains(options, "d")
}

var (
	actArchive  = NewPattern(`(?i)[\w./:~%-]+\.(?:zip|7z|rar|tar\.gz|tgz)\b`)
	actPassword = regexp.MustCompile("(?i)\\b(?:password|passcode|pass|pwd)\\b(?:\\s+(?:is|for\\s+\\S+\\s+is))?\\s*(?:[:=]\\s*[\"'`*]{0,2}|[\"'`]|is\\s+[\"'`]?)([^\\s\"'`)*,;]{2,64})")
	actUnpack   = regexp.MustCompile(`\bunzip\s+(?:-\w+\s+)*-P\s*["']?([^\s"']+)|\b7z[az]?\s+[xe]\s+[^\n|;&]*-p["']?([^\s"']+)`)
	actFetches  = regexp.MustCompile(`(?i)\b(?:download|get|fetch|grab|unzip|extract|unpack|open|install|run|launch|curl|wget|decompress|unarchive)\b|https?://`)
	actNoValue  = regexp.MustCompile(`(?i)^(?:[<{$%\[].*|your.*|protected|required|optional|none|null|true|false|string|str|xxx+|\*+|\.{3}.*|os\..*|args.*|self.*)$`)
)

// archives notes sentences and commands that name an archive and its password.
func (a *acts) archives() {
	for first, last := range a.hits("archive", actArchive) {
		start, end := a.sentence(first)
		sentence := a.s[start:end]
		value := ""
		if found := actUnpack.FindStringSubmatch(sentence); found != nil {
			value = found[1] + found[2]
		} else if found := actPassword.FindStringSubmatch(sentence); found != nil && actFetches.MatchString(sentence) && !a.inCode(first) {
			value = strings.TrimRight(found[1], ".")
		}
		if value == "" || actNoValue.MatchString(value) {
			continue
		}
		a.add(Act{Kind: "protected_archive", What: a.s[first:last]}, first, last)
	}
}

// inCode says whether an offset stands in a block of code, where only commands count.
func (a *acts) inCode(at int) bool {
	seg := a.segment(at)
	return a.script || seg != nil && seg.Kind == segFencedCode
}

// sentence is the span of the sentence that an offset stands in; in code that of the line.
func (a *acts) sentence(at int) (start, end int) {
	start, end = a.line(at)
	if a.inCode(at) {
		return start, end
	}
	if i := lastSentenceEnd(a.s[start:at]); i > 0 {
		start += i
	}
	for i := at; i < end-1; i++ {
		if strings.IndexByte(".!?", a.s[i]) >= 0 && (a.s[i+1] == ' ' || a.s[i+1] == '\n') {
			return start, i
		}
	}
	return start, end
}

// lastSentenceEnd is where the last sentence of s that ends ended; 0 for none.
func lastSentenceEnd(s string) int {
	return len(s) - len(lastSentence(s))
}

var (
	actProgram  = NewPattern("(?i)\\bhttps?://[^\\s\"'|)>\\]`;,?#]+\\.(?:exe|msi|pkg|dmg|deb|rpm|appimage|jar|apk|bat|cmd|ps1|vbs|scr|lnk|iso)(?:$|[\\s\"'|)>\\]`;,?#*]|\\.(?:$|\\s))")
	actChecksum = NewPattern(`(?i)\bsha-?(?:256|512)|\bchecksums?\b|\bgpg\b|\bcosign\b|\bminisign\b|\bsignature\b|\bget-filehash\b|\b[0-9a-f]{64}\b`)
)

// programs notes links to bare programs.
func (a *acts) programs() {
	for start, last := range a.hits("program", actProgram) {
		end := start + len(strings.TrimRight(a.s[start:last], " \t\r\n\"'|)>]`;,?#*."))
		if slices.ContainsFunc(a.found, func(act Act) bool { return act.start <= start && start < act.end && act.Kind != "sends_out" }) {
			continue
		}
		u := ParseURL(source.Say(a.s[start:end], source.Place{}))
		if u.Loopback || u.Private || u.SingleLabel || u.Path == "" {
			continue
		}
		near := a.s[a.linesUp(start, 3):a.linesDown(end, 3)]
		a.add(Act{
			Kind: "executable_download", Host: u.Host, Checked: actChecksum.MatchString(near),
			Placeholder: u.Variable || strings.Contains(a.s[start:end], "{") || standsForHost(u.Host),
		}, start, end)
	}
}

// linesUp is the start of the line that is n lines above an offset.
func (a *acts) linesUp(at, n int) int {
	start, _ := a.line(at)
	for ; n > 0 && start > 0; n-- {
		start, _ = a.line(start - 1)
	}
	return start
}

// linesDown is the end of the line that is n lines below an offset.
func (a *acts) linesDown(at, n int) int {
	end := lineEnd(a.s, at)
	for ; n > 0 && end < len(a.s); n-- {
		end = lineEnd(a.s, end+1)
	}
	return end
}
