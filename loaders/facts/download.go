package facts

import (
	"regexp"
	"strings"

	"github.com/pacheck/pacheck/loaders/source"
)

// downloadKinds are the kinds of Download that a pattern of the lexicon with the same name finds.
var downloadKinds = []string{"pipe_to_shell", "pipe_to_shell_ps", "decode_to_shell", "reverse_shell"}

// scanLimit is how many bytes of a command line are scanned; a longer script is opaque anyway.
const scanLimit = 64 << 10

// ScanDownloads finds, in a script or any other text with commands, where something is fetched and run,
// decoded and run, or a shell is handed to another machine.
func ScanDownloads(t source.Text) []Download {
	l := &Launch{}
	l.scanDownloads([]source.Text{t})
	return l.Downloads
}

// scanDownloads scans the joined words of a command line.
func (l *Launch) scanDownloads(argv []source.Text) {
	words := make([]string, len(argv))
	for i, t := range argv {
		words[i] = t.V
	}
	line := strings.Join(words, " ")
	line = line[:min(len(line), scanLimit)]
	for _, kind := range downloadKinds {
		for _, at := range Lookup(kind).FindAllIndex(line, 8) {
			l.Downloads = append(l.Downloads, Download{At: placeInLine(argv, at[0], at[1]), Kind: kind, Text: line[at[0]:at[1]]})
		}
	}
}

// placeInLine is where a span of the words joined by blanks stands, up to the end of the word that it
// begins in.
func placeInLine(argv []source.Text, i, j int) source.Place {
	for _, t := range argv {
		if i <= len(t.V) {
			return t.At.Sub(t.V, i, min(j, len(t.V)))
		}
		i -= len(t.V) + 1
		j -= len(t.V) + 1
	}
	return source.Place{}
}

// addDownload states a download that an argument names.
func (l *Launch) addDownload(kind string, t source.Text) {
	d := Download{At: t.At, Kind: kind, Text: t.V}
	if u := ParseURL(t); u != nil {
		d.Host = u.Host
	}
	l.Downloads = append(l.Downloads, d)
}

// remoteValues are the options, of the programs that talk to another machine, that take a value.
var remoteValues = map[string][]string{
	"curl": strings.Fields("-H --header -d --data -o --output -u --user -X --request -A --user-agent -b --cookie -e --referer -m --max-time -F --form -T --upload-file " +
		"-x --proxy --connect-timeout --retry --cacert --cert --key --data-raw --data-binary --resolve -w --write-out"),
	"wget":  strings.Fields("-O --output-document -o --output-file --header -U --user-agent -t --tries -T --timeout -P --directory-prefix --post-data"),
	"ssh":   strings.Fields("-B -b -c -D -E -e -F -I -i -J -L -l -m -O -o -p -Q -R -S -W -w"),
	"nc":    strings.Fields("-i -I -O -P -p -q -s -T -V -w -X -x"),
	"ncat":  strings.Fields("-i -p -s -w -x -m -g -G --proxy --proxy-type --proxy-auth"),
	"socat": strings.Fields("-b -t -T -lf -L -W"),
}

// socatAddress is an address of socat on another machine.
var socatAddress = regexp.MustCompile(`(?i)^(?:tcp|tcp4|tcp6|udp|ssl|openssl|tcp-connect|openssl-connect|socks[45a]*|proxy):\[?([^:,\]]+)`)

// remoteProgram states that the program itself is one that hands its streams to another machine.
func (l *Launch) remoteProgram(argv []source.Text) {
	program := programName(argv[0].V)
	values, ok := remoteValues[program]
	if !ok {
		return
	}
	for args := argv[1:]; len(args) > 0; {
		var options []option
		options, args = splitOptions(args, values)
		target := optionValue(options, "--url")
		if len(args) > 0 {
			target, args = args[0], args[1:]
		}
		host := remoteHost(program, target.V)
		if host == "" || placeholder.MatchString(host) {
			if program == "ssh" || program == "nc" || program == "ncat" {
				return
			}
			continue
		}
		if !LoopbackHost(host) {
			l.Downloads = append(l.Downloads, Download{At: target.At, Kind: "remote_program", Text: program + " " + target.V, Host: host})
		}
		return
	}
}

// remoteHost is the host that a target of a program names, in lower case.
func remoteHost(program, target string) string {
	switch program {
	case "socat":
		if found := socatAddress.FindStringSubmatch(target); found != nil {
			return strings.ToLower(found[1])
		}
		return ""
	case "ssh", "nc", "ncat":
		target = strings.TrimPrefix(target, "ssh://")
		return strings.ToLower(target[strings.LastIndexByte(target, '@')+1:])
	}
	if u := ParseURL(source.Say(target, source.Place{})); u != nil && !u.Variable {
		return u.Host
	}
	return ""
}
