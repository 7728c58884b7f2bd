package facts

import (
	"path"
	"strings"
)

// maxStaged is how many bytes behind a download are searched for what runs it.
const maxStaged = 4 << 10

var actFetch = NewPattern(`(?i)\b(?:curl|wget|iwr|invoke-webrequest)\s[^\n]*\bhttps?://[^\n]*`)

// staged notes what is downloaded from a machine that no product uses, and run by a later command.
func (a *acts) staged(start int) {
	_, end := a.command(start)
	m := machineIn(a.s[start:end])
	if m.risk == "" {
		return
	}
	fetch, rest := splitCommand(a.s[start:end])
	target := downloadTarget(fetch)
	after := rest + "\n" + a.s[end:min(len(a.s), end+maxStaged, a.blockEnd(start))]
	if target != "" && runsFile(after, target) {
		a.add(Act{Kind: "staged_download", Host: m.host, Risk: m.risk, What: target, Placeholder: m.placeholder}, start, end)
	}
}

// blockEnd is the end of the block of code that an offset stands in; that of the text in a script.
func (a *acts) blockEnd(at int) int {
	if seg := a.segment(at); seg != nil && seg.Kind == segFencedCode {
		return max(at, seg.end)
	}
	if len(a.segments) == 0 {
		return len(a.s)
	}
	_, end := a.command(at)
	return end
}

// splitCommand parts the first command of a line from the others.
func splitCommand(line string) (first, rest string) {
	at := len(line)
	for _, mark := range []string{"&&", ";", "||"} {
		if i := strings.Index(line, mark); i >= 0 && i < at {
			at = i
		}
	}
	return line[:at], line[at:]
}

// downloadTarget is the file that a download is written to; empty where it is shown.
func downloadTarget(command string) string {
	words := strings.Fields(command)
	name, address := "", ""
	for i, word := range words {
		switch lower := strings.ToLower(word); {
		case i == 0:
		case (word == "-o" || word == "-O" && words[0] != "curl" || lower == "--output" || lower == "--output-document" || lower == "-outfile" || word == ">") && i+1 < len(words):
			name = strings.Trim(words[i+1], `"'`)
		case strings.Contains(word, "://"):
			address = strings.Trim(word, `"'<>`)
		}
	}
	remote := strings.ToLower(words[0]) == "wget" || strings.Contains(command, " -O")
	if name == "" && remote && address != "" {
		name = path.Base(strings.SplitN(address, "?", 2)[0])
	}
	return name
}

// runners are the words before a file that make it run.
var fileRunners = []string{"sh", "bash", "zsh", "source", ".", "open", "chmod", "python", "python3", "perl", "node", "ruby", "start", "start-process", "msiexec", "installer", "sudo", "exec"}

// runsFile says whether one of the commands runs a file.
func runsFile(commands, file string) bool {
	base := path.Base(file)
	for line := range strings.FieldsFuncSeq(commands, func(r rune) bool { return r == '\n' || r == ';' || r == '&' || r == '|' }) {
		words := strings.Fields(line)
		for i, word := range words {
			word = strings.Trim(word, "\"'`")
			if word != file && word != "./"+base && word != base {
				continue
			}
			if i == 0 || containsFold(fileRunners, words[0]) {
				return true
			}
		}
	}
	return false
}

func containsFold(list []string, word string) bool {
	for _, known := range list {
		if strings.EqualFold(known, word) {
			return true
		}
	}
	return false
}
