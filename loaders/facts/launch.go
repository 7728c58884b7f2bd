package facts

import (
	"regexp"
	"slices"
	"strings"

	"github.com/pacheck/pacheck/loaders/source"
)

// Launch is how a server, a hook or an agent is started, after wrappers such as env, sudo, cmd /c and
// sh -c with one simple command were taken off.
type Launch struct {
	At         source.Place  `json:"-"`
	Start      source.Place  `json:"-"` // of the program
	Program    string        `json:"program,omitempty" doc:"The program that runs, without folder and .exe, in lower case; for an opaque script the shell, or its first command where no shell is named."`
	Args       []source.Text `json:"args,omitempty" doc:"Its arguments, as they are after unwrapping."`
	Wrappers   []string      `json:"wrappers,omitempty" doc:"What was taken off, from the outside inwards, such as env, sudo, cmd /c, op run."`
	Env        []EnvVar      `json:"env,omitempty" doc:"Variables that the command line sets, by A=b before the command or by -e of a container runner."`
	Runner     string        `json:"runner,omitempty" doc:"The program that fetches what it runs: npx, pnpm dlx, uvx, uv tool run, pipx run, go run, deno run, docker, …"`
	Ecosystem  string        `json:"ecosystem,omitempty" doc:"Where the package comes from: npm, pypi, go, jsr, url or oci."`
	Package    source.Text   `json:"package,omitzero" doc:"The package without its version; for images see image."`
	Version    string        `json:"version,omitempty" doc:"The version, range, label or revision as written."`
	Pin        string        `json:"pin,omitempty" doc:"How far the package is fixed: exact, git_sha, local, lock, variable, git_ref, url, range, tag, latest or none."`
	Image      *Image        `json:"image,omitempty" doc:"The container image that is run."`
	Options    []source.Text `json:"options,omitempty" doc:"The container options that bear on isolation, as --name or --name=value whichever way they are written."`
	Weakened   []source.Text `json:"weakened,omitempty" doc:"Those of the options that take isolation away."`
	Mounts     []Mount       `json:"mounts,omitempty" doc:"What the container gets to see of the host, volumes and temporary file systems included."`
	Paths      []PathGrant   `json:"paths,omitempty" doc:"Folders of the host that a file-system server or a --root or --allowed-dir argument opens."`
	Shell      *Shell        `json:"shell,omitempty" doc:"The script, where it is more than one simple command."`
	Inline     *InlineCode   `json:"inline,omitempty" doc:"Program text on the command line."`
	Downloads  []Download    `json:"downloads,omitempty" doc:"Where the start downloads code and runs it, or connects to a remote program."`
	Registries []Registry    `json:"registries,omitempty" doc:"Package indexes that options of the runner name."`
	Binds      []Bind        `json:"binds,omitempty" doc:"Arguments that make the server listen on every interface."`
}

// InlineCode is program text on the command line of an interpreter.
type InlineCode struct {
	At      source.Place `json:"-"`
	Program string       `json:"program" doc:"The interpreter, such as node."`
	Flag    string       `json:"flag" doc:"The option before the text, such as -e."`
}

// Download is a part of a command line that runs what it fetches, or hands control to another machine.
type Download struct {
	At   source.Place `json:"-"`
	Kind string       `json:"kind" doc:"pipe_to_shell, pipe_to_shell_ps, decode_to_shell, reverse_shell, remote_program, tarball or remote_script."`
	Text string       `json:"text" doc:"The part of the command line."`
	Host string       `json:"host,omitempty" doc:"The other machine, where it is known."`
}

// Registry is a package index that an option or a variable names.
type Registry struct {
	At   source.Place `json:"-"`
	Flag string       `json:"flag" doc:"The option or the variable, as written."`
	URL  string       `json:"url" doc:"The address or folder as written."`
	Host string       `json:"host,omitempty" doc:"The host of the address; empty for a folder and for a placeholder."`
	HTTP bool         `json:"http,omitempty" doc:"The address is not encrypted."`
	Adds bool         `json:"adds,omitempty" doc:"The index is searched besides the default one instead of replacing it."`
}

// PathGrant is a folder of the host that a server is given.
type PathGrant struct {
	At        source.Place `json:"-"`
	Path      string       `json:"path" doc:"The path as written."`
	Flag      string       `json:"flag,omitempty" doc:"The option that gives it; empty for an argument without option."`
	Sensitive string       `json:"sensitive,omitempty" doc:"The sensitive place that the path is or contains."`
	Class     string       `json:"class,omitempty" doc:"The class of the sensitive place: container_socket, root, home, credentials or system."`
	Root      bool         `json:"root,omitempty" doc:"The path is the root of the file system or a drive, a home directory, /etc, /var, or two or more folders up."`
}

// Bind is an address that makes a server reachable from other machines.
type Bind struct {
	At          source.Place `json:"-"`
	Address     string       `json:"address" doc:"The address, or the published port without one."`
	Flag        string       `json:"flag" doc:"The option or variable that gives it."`
	Published   bool         `json:"published,omitempty" doc:"It is a port of a container that is published on every interface of the host."`
	InContainer bool         `json:"in_container,omitempty" doc:"The server listens inside a container."`
}

// ParseLaunch states how a program is started. The command may be a program or hold a whole command
// line; args may be absent. It is nil where there is no command.
func ParseLaunch(command source.Text, args source.Texts) *Launch {
	if strings.TrimSpace(command.V) == "" {
		return nil
	}
	l := &Launch{At: command.At}
	u := &unwrapper{argv: append([]source.Text{command}, args.V...)}
	given := u.argv
	u.run()
	l.Env, l.Wrappers, l.Shell = u.env, u.wrappers, u.shell
	if len(u.argv) > 0 {
		l.Program, l.Start, l.Args = programName(u.argv[0].V), u.argv[0].At, u.argv[1:]
	}
	l.scanDownloads(given)
	if l.Shell != nil || len(u.argv) == 0 {
		return l
	}
	tail := l.runContainer(u.argv)
	if l.Runner == "" {
		tail = l.run(u.argv)
	}
	l.Inline = inlineCode(u.argv)
	if l.Ecosystem == "pypi" && l.Inline == nil {
		l.Inline = inlineCode(tail)
	}
	l.remoteProgram(u.argv)
	if l.Image == nil {
		l.grantPaths(tail)
	}
	l.bindFlags(tail)
	return l
}

var windowsProgram = regexp.MustCompile(`(?i)^"?([A-Z]:[\\/][^"*?<>|]*?\.(?:exe|cmd|bat|com))"?(?:\s+|$)`)

// lineStep splits a whole command line that stands where the program should; false where there is none.
func (u *unwrapper) lineStep() bool {
	line := u.argv[0]
	if u.exact || !strings.ContainsAny(line.V, " \t\n\"'|;&<>()`") {
		return false
	}
	u.exact = true
	if found := windowsProgram.FindStringSubmatchIndex(line.V); found != nil {
		program := subWord(line, line.V[found[2]:found[3]], found[2], found[3])
		rest := splitScript(subWord(line, line.V[found[1]:], found[1], len(line.V)), cmdRules)
		u.argv = slices.Concat([]source.Text{program}, slices.Concat(rest.commands...), u.argv[1:])
		return true
	}
	first, _, _ := strings.Cut(strings.TrimSpace(line.V), " ")
	if len(u.argv) > 1 && strings.ContainsAny(first, `/\`) && !knownProgram(programName(first)) && !strings.ContainsAny(line.V, `"'|;&`) {
		return false // a path with blanks in it
	}
	script := readScript(line)
	switch {
	case script.simple():
		u.env = append(u.env, script.env...)
		u.argv = slices.Concat(script.commands[0], u.argv[1:])
	case len(script.reasons) > 0:
		u.shell = &Shell{At: line.At, Opaque: true, Reasons: script.reasons, Script: line}
		u.argv = firstOf(script.commands)
	}
	return true
}

// firstOf is the first of the commands, nil where there is none.
func firstOf(commands [][]source.Text) []source.Text {
	if len(commands) == 0 {
		return nil
	}
	return commands[0]
}

// inlineFlags are the options after which an interpreter reads its program.
var inlineFlags = map[string][]string{
	"node": {"-e", "--eval", "-p", "--print", "-pe"}, "python": {"-c"}, "ruby": {"-e"}, "perl": {"-e", "-E"}, "php": {"-r"},
	"bun": {"-e", "--eval", "-p", "--print"}, "osascript": {"-e"},
	"pwsh": {"-command", "-c", "-encodedcommand", "-enc"}, "powershell": {"-command", "-c", "-encodedcommand", "-enc"},
}

// inlineValues are the options of interpreters that take a value other than program text.
var inlineValues = map[string][]string{
	"node":   strings.Fields("-r --require --import --loader --experimental-loader -C --conditions --env-file --input-type --title --inspect-port"),
	"python": {"-W", "-X", "-m"},
	"ruby":   {"-I", "-r", "-C"}, "perl": {"-I", "-M"}, "php": {"-c", "-d"},
}

var pythonVersion = regexp.MustCompile(`^(?:python|pypy)[\d.]*w?$`)

// inlineCode finds program text on the command line of an interpreter, before any script's name.
func inlineCode(argv []source.Text) *InlineCode {
	if len(argv) < 2 {
		return nil
	}
	program := programName(argv[0].V)
	language := program
	if pythonVersion.MatchString(program) {
		language = "python"
	}
	if program == "deno" && argv[1].V == "eval" {
		return &InlineCode{At: argv[1].At, Program: program, Flag: "eval"}
	}
	flags, ok := inlineFlags[language]
	if !ok {
		return nil
	}
	options, _ := splitOptions(argv[1:], slices.Concat(inlineValues[language], flags))
	for _, o := range options {
		if o.name == "-m" && language == "python" {
			return nil
		}
		if slices.Contains(flags, strings.ToLower(o.name)) || slices.Contains(flags, o.name) {
			return &InlineCode{At: o.place(), Program: program, Flag: o.name}
		}
	}
	return nil
}
