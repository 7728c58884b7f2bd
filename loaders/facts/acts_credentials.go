package facts

import (
	"regexp"
	"slices"
	"strings"
)

// credentials finds commands that read credentials, commands that send something out, and those that do
// both. In a script the two may stand in different lines.
func (a *acts) credentials() {
	if !a.script && !a.has("credential") && !a.has("outbound") {
		return
	}
	reads, sends := a.reads(), a.sends()
	for _, r := range reads {
		for _, s := range sends {
			if s.from > r.at || s.to <= r.at || ownVendor(r.what, s.host) {
				continue
			}
			a.add(Act{Kind: "harvest", What: r.what, Host: s.host, Placeholder: s.placeholder}, s.start, s.end)
			return
		}
	}
	if len(reads) == 0 || len(sends) == 0 {
		a.halves(reads, sends)
		return
	}
	if r, s := reads[0], sends[0]; a.script && !ownVendor(r.what, s.host) {
		a.add(Act{Kind: "harvest", What: r.what, Host: s.host, Placeholder: s.placeholder}, s.start, s.end)
		return
	}
	a.halves(reads, sends)
}

// halves notes reading and sending that have nothing to do with each other as far as is seen.
func (a *acts) halves(reads []actRead, sends []actSend) {
	if len(reads) > 0 {
		a.add(Act{Kind: "reads_credentials", What: reads[0].what}, reads[0].at, reads[0].at+len(reads[0].what))
	}
	for _, s := range sends {
		if !s.placeholder {
			a.add(Act{Kind: "sends_out", Host: s.host}, s.start, s.end)
			return
		}
	}
}

// actRead is a credential that is read.
type actRead struct {
	what string
	at   int
}

// actSend is a command that sends something out.
type actSend struct {
	host        string
	placeholder bool
	start, end  int // of what shows it
	from, to    int // of the command
}

// wholeEnviron matches an argument of Python or JavaScript that is or holds all variables, not one of them.
const wholeEnviron = `(?:\{[^{}\n]{0,200})?(?:dict\(\s*(?:os\.)?environ(?:\.copy\(\)|\.items\(\))?\s*\)|\*\*\s*(?:os\.)?environ\b|(?:\.\.\.)?\bprocess\.env\s*(?:$|[,)}])|\b(?:os\.)?environ(?:\.copy\(\))?\s*(?:$|[,)}]))`

var (
	// actKeyOption is what stands before a file that is the own identity of the command.
	actKeyOption = regexp.MustCompile(`(?i)(?:\s-[iFTK]\s*|identityfile[= ]|--(?:identity|key|cert|cacert|cert-key|private-key|netrc-file|kubeconfig|config|ssh-key\S*|known-hosts|key-file|secret-file)[= ]|kubeconfig=|_config=|_file=|userknownhostsfile=|docker_config=|-v |--volume[= ]|--mount[= ]\S*|export \w+=|:|>\s*)["']?$`)

	// actNotRead are the commands that look at a file and not at what is in it.
	actNotRead = regexp.MustCompile(`^(?:\s*[$#>]\s*)?\s*(?:sudo\s+)?(?:chmod|chown|ls|mkdir|touch|stat|test|\[|rm|ssh-keygen|ssh-add|ssh-copy-id|ssh|git|cd|vim?|nano|code|open|export|echo|aws|gcloud|az|kubectl|helm|docker|npm)\b`)

	// actPermits matches what stands before a file of which a command says who may read it.
	actPermits = regexp.MustCompile(`(?:^|[;&|$#>\x60])\s*(?:sudo\s+)?(?:chmod|chown)\s[^;&|\x60]*$`)

	actEnvDump = NewPattern(`(?:^|[;&|(\x60\n]|\$\()\s*(?:printenv|env)\s*\||\b(?:json\.dumps|str|urlencode|repr)\(\s*(?:dict\()?\s*os\.environ\s*\)|\bJSON\.stringify\(\s*process\.env\s*\)` +
		`|(?:(?:^|[(,])\s*(?:json|data|params|content)=\s*|\.(?:post|put|patch)\([^\n]{0,200},\s*|\b(?:dumps|urlencode)\(\s*)` + wholeEnviron)
)

// reads are the places where credentials are read.
func (a *acts) reads() []actRead {
	var found []actRead
	for start, end := range a.hits("credential", Lookup("credential_path")) {
		first, last := a.command(start)
		what := a.s[start:fileEnd(a.s, end, last)]
		if strings.HasSuffix(what, ".pub") || strings.HasSuffix(what, "known_hosts") || strings.HasSuffix(what, "authorized_keys") ||
			actKeyOption.MatchString(a.s[first:start]) || actPermits.MatchString(a.s[first:start]) || !a.isCommand(start) || looksOnly(a.s[first:last]) || copiedHere(a.s[first:last], start-first) {
			continue
		}
		found = append(found, actRead{what: what, at: start})
	}
	for _, end := range a.hits("credential", actEnvDump) {
		if at := end - 1; a.isCommand(at) {
			found = append(found, actRead{what: "the whole environment", at: at})
		}
	}
	return found
}

// copiedHere says whether a file is what scp and the like write on this machine: it stands behind the other
// one.
func copiedHere(command string, at int) bool {
	program, _, _ := strings.Cut(strings.TrimLeft(command, " \t$>"), " ")
	remote := actRemote.FindStringIndex(command)
	return slices.Contains([]string{"scp", "rsync", "sftp"}, program) && remote != nil && remote[0] < at
}

// fileEnd is where the name of a file that starts before at ends.
func fileEnd(s string, at, last int) int {
	for at < last && (isWordByte(s[at]) || strings.IndexByte("./\\-", s[at]) >= 0) {
		at++
	}
	return at
}

// isCommand says whether an offset stands in code rather than in prose.
func (a *acts) isCommand(at int) bool {
	seg := a.segment(at)
	return seg == nil || seg.Kind == segFencedCode || seg.Kind == segInlineCode || outboundAt(a, at)
}

// outboundAt says whether a line of prose is a command all the same, because it starts with a program.
func outboundAt(a *acts, at int) bool {
	first, _ := a.line(at)
	word, _, _ := strings.Cut(strings.TrimLeft(a.s[first:], " \t-*>$`"), " ")
	return containsFold([]string{"curl", "wget", "scp", "rsync", "cat", "nc", "tar", "printenv", "env"}, word)
}

var (
	actRemote = regexp.MustCompile(`\S+@([\w.-]+):|\b(?:nc|ncat)\s+(\S+)\s+\d+|\b(?:nslookup|dig)\s+(?:\S+\s+)*?(\S+)`)

	// actPosts are the calls of programming languages that send a body.
	actPosts = NewPattern(`\b(?:requests|httpx|session|client|axios|superagent|got|http)\.(?:post|put|patch)\b|\burlopen\([^\n)]*data\s*=|\burllib\.request\.Request\([^\n)]*data\s*=|` +
		`\bfetch\([^\n]{0,200}method['"]?\s*:\s*['"](?:POST|PUT)|\bhttp\.Post(?:Form)?\(|\bNet::HTTP\.post|\.sendall\(|\bXMLHttpRequest\b`)
)

// sends are the commands and calls that send something to another machine.
func (a *acts) sends() []actSend {
	var found []actSend
	for start, end := range a.hits("outbound", Lookup("outbound_command")) {
		first, last := a.command(start)
		if s := (actSend{start: start, end: end, from: first, to: last}); a.isCommand(start) && s.target(a.s[first:last]) {
			found = append(found, s)
		}
	}
	if !a.script {
		return found
	}
	m := machine{}
	for start, end := range a.hits("client", actPosts) {
		if m.host == "" {
			if m = literalMachine(a.s); m.host == "" {
				return found
			}
		}
		first, last := a.line(start)
		found = append(found, actSend{host: m.host, placeholder: m.placeholder, start: start, end: end, from: first, to: last})
	}
	return found
}

// target finds the machine that a command sends to; it is false for the own machine.
func (s *actSend) target(command string) bool {
	if m := machineIn(command); m.host != "" || m.placeholder {
		s.host, s.placeholder = m.host, m.placeholder
		return !m.local
	}
	if found := actRemote.FindStringSubmatch(command); found != nil {
		s.host = strings.Trim(found[1]+found[2]+found[3], `"'`)
		s.placeholder = fillIn(s.host)
		return !LoopbackHost(s.host)
	}
	return true
}

// literalMachine is the first machine of a script that is neither the own one nor left to the reader.
func literalMachine(s string) machine {
	for _, hit := range actAddress.FindAllStringIndex(s, maxActs) {
		if m := machineIn(s[hit[0]:hit[1]]); m.host != "" && !m.local && !m.placeholder {
			return m
		}
	}
	return machine{}
}

// vendors are the machines that own the credentials in a file.
var vendors = []struct{ file, host string }{
	{".aws", "amazonaws.com"}, {"gcloud", "googleapis.com"}, {".azure", "azure.com"}, {".azure", "microsoft.com"}, {".npmrc", "npmjs.org"},
	{".pypirc", "pypi.org"}, {".claude.json", "anthropic.com"}, {".docker", "docker.io"}, {".docker", "docker.com"}, {".git-credentials", "github.com"},
	{".netrc", "github.com"}, {".netrc", "heroku.com"},
}

// ownVendor says whether a machine is the one that the credentials are for.
func ownVendor(what, host string) bool {
	for _, v := range vendors {
		if strings.Contains(what, v.file) && (host == v.host || strings.HasSuffix(host, "."+v.host)) {
			return true
		}
	}
	return false
}

// looksOnly says whether a command looks at a file and not at what is in it, or uses it for what it is for.
func looksOnly(command string) bool {
	return actNotRead.MatchString(command) && !Lookup("outbound_command").MatchString(command)
}
