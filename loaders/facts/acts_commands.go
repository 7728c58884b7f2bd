package facts

import (
	"net/netip"
	"regexp"
	"slices"
	"strings"

	"github.com/pacheck/pacheck/loaders/source"
)

// commands finds what is downloaded or decoded and run, and shells that are handed to another machine.
func (a *acts) commands() {
	for _, kind := range []string{"pipe_to_shell", "pipe_to_shell_ps"} {
		for start, end := range a.hits("download", Lookup(kind)) {
			a.pipe(start, end)
		}
	}
	for start := range a.hits("download", actFetch) {
		a.staged(start)
	}
	for start, end := range a.hits("decode", Lookup("decode_to_shell")) {
		a.decode(start, end)
	}
	for start, end := range a.hits("reverse", Lookup("reverse_shell")) {
		a.reverse(start, end)
	}
}

// pipe notes a download that a shell reads.
func (a *acts) pipe(start, end int) {
	m := machineIn(a.s[start:end])
	if m.local {
		return
	}
	a.add(Act{Kind: "pipe_to_shell", Host: m.host, Risk: m.risk, Placeholder: m.placeholder}, start, end)
}

// machine is another machine that a command names.
type machine struct {
	host, risk         string
	local, placeholder bool
}

var actAddress = regexp.MustCompile("(?i)\\b(?:https?|ftp)://[^\\s\"'|)>\\]`;,]+")

// machineIn is the machine of the first address in a command.
func machineIn(command string) machine {
	address := actAddress.FindString(command)
	if address == "" {
		return machine{placeholder: placeholder.MatchString(command)}
	}
	u := ParseURL(source.Say(address, source.Place{}))
	m := machine{host: u.Host, local: u.Loopback || u.Private || u.SingleLabel && !u.Variable, placeholder: u.Variable || standsForHost(u.Host)}
	switch {
	case m.local || u.Variable:
	case len(riskyHosts(Lookup(riskyHost), address)) > 0 && !isAddress(u.Host):
		m.risk = "throwaway"
	case isAddress(u.Host):
		m.risk = "address"
	case u.Scheme != "https":
		m.risk = "cleartext"
	}
	return m
}

func isAddress(host string) bool {
	_, err := netip.ParseAddr(host)
	return err == nil
}

// standIn matches names that stand for a machine of the reader or of an attacker.
var standIn = regexp.MustCompile(`(?i)^(?:[\w-]+\.)*(?:evil|attackers?|attack|malicious|hackers?|bad|badguy|adversary|phishing|c2|your)(?:-?(?:site|server|host|domain|url|api|actor|ip|machine))?\.(?:com|net|org|io|site|xyz|tld)$`)

// standsForHost says whether a name is one that documents use for a machine of an attacker or the reader.
func standsForHost(host string) bool { return standIn.MatchString(host) }

// documentAddresses are the ranges that documents use.
var documentAddresses = []netip.Prefix{
	netip.MustParsePrefix("192.0.2.0/24"), netip.MustParsePrefix("198.51.100.0/24"), netip.MustParsePrefix("203.0.113.0/24"), netip.MustParsePrefix("2001:db8::/32"),
}

// notShell are the languages of fences in which code that decodes itself shows a web page's.
var notShell = []string{"html", "js", "javascript", "jsx", "ts", "typescript", "tsx", "php", "vue", "svelte", "xml", "json", "http", "yaml", "sql", "regex"}

var (
	actRuns = regexp.MustCompile(`(?i)\|\s*(?:sudo\s+)?(?:\S*/)?(?:ba|z|da)?sh\b|\b(?:eval|exec|system|popen|spawn|execsync|iex|invoke-expression|function)\b\s*[\(\s]|\bsubprocess\b`)
	actEval = regexp.MustCompile(`(?i)\b(?:eval|exec)\s*\(`)

	// actWebEval is code of a web page, unless the program of actOneLiner runs it.
	actWebEval  = regexp.MustCompile(`(?i)^eval\s*\(\s*(?:atob|unescape|base64_decode)`)
	actOneLiner = regexp.MustCompile(`(?i)\b(?:node|deno|bun|php)\b[^\n]*\s(?:-\w+|eval)\s`)
)

// decode notes a decoded text that is run. What is only decoded is left out.
func (a *acts) decode(start, end int) {
	first, last := a.command(start)
	if !actRuns.MatchString(a.s[start:last]) {
		return
	}
	lang := a.lang
	if seg := a.segment(start); seg != nil {
		lang = seg.Lang
	}
	if hit := a.s[start:end]; !a.script && (actEval.MatchString(hit) && slices.Contains(notShell, lang) || actWebEval.MatchString(hit) && !actOneLiner.MatchString(a.s[first:start])) {
		return
	}
	m := machineIn(a.s[start:last])
	a.add(Act{Kind: "decode_to_shell", Host: m.host}, start, end)
}

var (
	actTCP      = regexp.MustCompile(`/dev/tcp/([^/\s"']+)/`)
	actNetcat   = regexp.MustCompile(`(?i)\b(?:nc|ncat|netcat)\b([^\n|;&]*)`)
	actSocat    = regexp.MustCompile(`(?i)\b(?:tcp[46]?|openssl|ssl|udp)(?:-connect)?:\[?([^:,\s\]]+)`)
	actSocket   = regexp.MustCompile(`connect\(\(\s*["']([^"']+)["']`)
	actShells   = regexp.MustCompile(`(?i)(?:^|[\s"'/:=(\[])(?:ba|z|da|k|c)?sh\b|\bcmd(?:\.exe)?\b|\bpowershell`)
	actDuplexed = regexp.MustCompile(`>&\s*\d?\s*/dev/tcp|/dev/tcp/\S+\s+(?:0>&1|0<&1|2>&1)|\bwhile\b[^\n]*<>\s*/dev/tcp|-i\b[^\n]*/dev/tcp`)
)

// reverse notes a shell that is handed to another machine. A test whether a port is open is none, nor is a
// shell that waits.
func (a *acts) reverse(start, end int) {
	first, last := a.command(start)
	line := a.s[first:last]
	if !actShells.MatchString(line) {
		return
	}
	host := reverseTarget(line)
	if host == "" || LoopbackHost(host) {
		return
	}
	end = min(max(end, start+len(strings.TrimRight(a.s[start:last], " "))), start+actsWindow)
	a.add(Act{Kind: "reverse_shell", Host: strings.ToLower(host), Placeholder: fillIn(host)}, start, end)
}

// reverseTarget is the machine that a command hands a shell to, empty for none.
func reverseTarget(line string) string {
	if found := actTCP.FindStringSubmatch(line); found != nil {
		if !actDuplexed.MatchString(line) {
			return ""
		}
		return found[1]
	}
	if found := actSocket.FindStringSubmatch(line); found != nil {
		return found[1]
	}
	if strings.Contains(strings.ToLower(line), "socat") {
		if found := actSocat.FindStringSubmatch(line); found != nil {
			return found[1]
		}
		return ""
	}
	if found := actNetcat.FindStringSubmatch(line); found != nil {
		return netcatTarget(found[1])
	}
	return ""
}

// netcatTarget is the host among the arguments of netcat; empty where it listens.
func netcatTarget(arguments string) string {
	words := strings.Fields(arguments)
	for i := 0; i < len(words); i++ {
		word := words[i]
		switch {
		case strings.HasPrefix(word, "-") && strings.Contains(word, "l") && !strings.HasPrefix(word, "--"):
			return ""
		case word == "-e" || word == "-c" || word == "-p" || word == "-w":
			i++
		case strings.HasPrefix(word, "-"):
		case strings.ContainsAny(word, "<>") && !strings.HasPrefix(word, "<"):
			return ""
		default:
			return strings.Trim(word, `"'`)
		}
	}
	return ""
}

var fillInHost = regexp.MustCompile(`(?i)^(?:<.*|\[.*|\{.*|\$.*|.*(?:attacker|your[_-]?|lhost|rhost|target[_-]?ip|listener|_ip\b|placeholder|changeme|hacker).*|x+\.x+.*|(?:ip|host|addr(?:ess)?|domain|evil|server))$`)

// fillIn says whether a machine is left to the reader, or cannot be one of a stranger.
func fillIn(host string) bool {
	host = strings.Trim(host, `"'`)
	if fillInHost.MatchString(host) || standsForHost(host) || placeholder.MatchString(host) {
		return true
	}
	addr, err := netip.ParseAddr(host)
	if err != nil {
		return !strings.Contains(host, ".") // a name of the own network, or a word
	}
	return isExemptAddress(addr) || addr.IsLoopback() || addr.IsPrivate() ||
		slices.ContainsFunc(documentAddresses, func(p netip.Prefix) bool { return p.Contains(addr) })
}
