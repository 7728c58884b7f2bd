package loaders

import (
	"cmp"
	"regexp"
	"slices"
	"strings"

	"mvdan.cc/sh/v3/syntax"

	"github.com/pacheck/pacheck/loaders/facts"
	"github.com/pacheck/pacheck/loaders/source"
)

// launchScan gathers the launches of one file.
type launchScan struct {
	trigger   string
	container string // what the file says of the container that its commands run in, as in Launch
	found     []*Launch
	depth     int           // of scripts inside commands
	commands  int           // that name an agent program
	limit     *source.Error // which limit was reached first; nothing is looked at from there on
	jobReader               // the job and the step that are scanned
}

// launched is a command that starts an agent program.
type launched struct {
	program string
	argv    []source.Text
	env     []Pair
	options []facts.EnvVar // variables on the command line itself
	launch  *facts.Launch
}

// document has the launches that were found; the error is the limit that kept others from being found.
func (s *launchScan) document() (*Document, error) {
	doc := &Document{Launches: s.found}
	if s.limit != nil {
		return doc, s.limit
	}
	return doc, nil
}

// The limits of what is scanned in one file.
const (
	maxScript      = 512 << 10 // bytes of one script
	maxScriptDepth = 4         // scripts inside the commands of scripts
	maxCommands    = 5000      // commands that name an agent program
)

// beyond notes that a limit was reached at a place.
func (s *launchScan) beyond(at source.Place, limit int, what string) {
	if s.limit == nil {
		s.limit = beyond(at, limit, what)
	}
}

// more counts a command that names an agent program; false where it is one too many.
func (s *launchScan) more(at source.Place) bool {
	if s.commands++; s.commands > maxCommands {
		s.beyond(at, maxCommands, "commands that name an agent program")
	}
	return s.limit == nil
}

var (
	agentWord    = regexp.MustCompile(`(?i)(?:^|[^\w-])(?:claude|codex|gemini|copilot|qchat|q|kiro-cli|cursor-agent|opencode|aider|goose|amp|droid)(?:$|[^\w.-]|-cli|-code|-chat|-ai|\.exe|\.cmd)`)
	ciExpression = regexp.MustCompile(`(?s)\$\{\{.*?\}\}`)
)

// script looks through a shell script for commands that start an agent program.
func (s *launchScan) script(t source.Text, env []Pair) {
	if !t.Set || s.limit != nil || !agentWord.MatchString(t.V) {
		return
	}
	switch {
	case len(t.V) > maxScript:
		s.beyond(t.At, maxScript, "bytes in one script")
		return
	case s.depth > maxScriptDepth:
		s.beyond(t.At, maxScriptDepth, "scripts in each other")
		return
	}
	s.depth++
	defer func() { s.depth-- }()
	file := parseShell(t.V)
	if file == nil {
		for _, words := range facts.Commands(t) {
			if s.limit == nil && slices.ContainsFunc(words, namesAgent) && s.more(words[0].At) {
				s.words(words, env)
			}
		}
		return
	}
	syntax.Walk(file, func(node syntax.Node) bool {
		if call, ok := node.(*syntax.CallExpr); ok && len(call.Args) > 0 {
			s.call(call, t, env)
		}
		return true
	})
}

// namesAgent says whether a word names an agent program.
func namesAgent(word source.Text) bool { return agentWord.MatchString(word.V) }

// call judges one simple command of a script, with the variables that are set before it.
func (s *launchScan) call(call *syntax.CallExpr, t source.Text, env []Pair) {
	start, end := int(call.Pos().Offset()), int(call.End().Offset())
	if s.limit != nil || !agentWord.MatchString(t.V[start:end]) || !s.more(t.At.Sub(t.V, start, end)) {
		return
	}
	env = slices.Clip(env)
	for _, a := range call.Assigns {
		if a.Name != nil && a.Value != nil {
			value := shellWord(t, a.Value)
			env = append(env, Pair{Key: a.Name.Value, Value: value, At: value.At})
		}
	}
	words := make([]source.Text, 0, len(call.Args))
	for _, word := range call.Args {
		words = append(words, shellWord(t, word))
	}
	s.words(words, env)
}

// shellWord is a word of a script with its quotes resolved.
func shellWord(t source.Text, word *syntax.Word) source.Text {
	start, end := int(word.Pos().Offset()), int(word.End().Offset())
	raw := source.Say(t.V[start:end], t.At.Sub(t.V, start, end))
	if commands := facts.Commands(raw); len(commands) > 0 && len(commands[0]) == 1 {
		raw.V = commands[0][0].V
	}
	return raw
}

// parseShell is the tree of a script, in which expressions of CI systems stand for words; nil where it
// cannot be read.
func parseShell(text string) (file *syntax.File) {
	defer func() {
		if recover() != nil {
			file = nil // a fault of the parser is a script that it cannot read
		}
	}()
	plain := ciExpression.ReplaceAllStringFunc(text, func(m string) string { return strings.Repeat("_", len(m)) })
	file, err := syntax.NewParser(syntax.Variant(syntax.LangBash)).Parse(strings.NewReader(plain), "")
	if err != nil {
		return nil
	}
	return file
}

// words judges a command that is given as its words.
func (s *launchScan) words(words []source.Text, env []Pair) {
	for len(words) > 0 && (assignment.MatchString(words[0].V) || slices.Contains(shellKeywords, words[0].V)) {
		words = words[1:]
	}
	if len(words) == 0 {
		return
	}
	if slices.Contains(carriers, words[0].V) {
		if i := slices.IndexFunc(words, func(w source.Text) bool { return len(w.V) > 1 && agentProgram(w) != "" }); i > 0 {
			words = words[i:]
		}
	}
	s.judge(facts.ParseLaunch(words[0], source.Say(words[1:], words[0].At)), env)
}

var assignment = regexp.MustCompile(`^[A-Za-z_]\w*=`)

// shellKeywords stand before a command where a script could only be split.
var shellKeywords = []string{"if", "then", "else", "elif", "while", "until", "do", "!", "{", "("}

// carriers are programs that put arguments behind a command and start it.
var carriers = []string{"xargs", "parallel"}

// judge keeps a command that starts an agent program by its own name, from a package, in a container,
// or in a script inside.
func (s *launchScan) judge(l *facts.Launch, env []Pair) {
	if l == nil {
		return
	}
	argv := append([]source.Text{source.Say(l.Program, l.Start)}, l.Args...)
	program := agentProgram(argv[0])
	switch {
	case program != "":
	case l.Runner != "" && l.Package.Set:
		program = agentProgram(l.Package)
	case l.Image != nil:
		argv, program = containerCommand(l.Args)
	case l.Ecosystem == "oci":
		argv, program = runningContainer(l.Args)
	}
	if program == "" && l.Shell != nil && slices.Contains(shells, l.Program) {
		s.script(l.Shell.Script, env)
		return
	}
	if program != "" && runsAgent(program, argv) {
		s.add(launched{program: program, argv: argv, env: env, options: l.Env, launch: l})
	}
}

// shells are the programs whose scripts are looked through.
var shells = []string{"bash", "sh", "zsh", "dash", "ksh"}

// containerCommand is the agent program among the arguments of a container runner, and what follows it.
func containerCommand(args []source.Text) (argv []source.Text, program string) {
	for i, arg := range args {
		if program := agentProgram(arg); program != "" && len(arg.V) > 1 && !strings.ContainsAny(arg.V, "/:") {
			return args[i:], program
		}
	}
	return args, ""
}

// runningContainer is the agent program that is started in a container by name, or in a service of a compose
// file. Services have such names themselves, so only a program with an option that gives it away counts.
func runningContainer(args []source.Text) (argv []source.Text, program string) {
	if !slices.ContainsFunc(args, func(arg source.Text) bool { return arg.V == "exec" || arg.V == "run" }) {
		return args, ""
	}
	argv, program = containerCommand(args)
	if _, flags := facts.BypassFlags(argv); program == "" || len(flags) == 0 {
		return args, ""
	}
	return argv, program
}

// add makes a Launch.
func (s *launchScan) add(c launched) *Launch {
	dialect := programDialect(c.program)
	first, last := c.argv[0].At, c.argv[len(c.argv)-1].At
	at := first
	if last.File == first.File && last.End > at.End {
		at.End = last.End
	}
	l := &Launch{
		Entity:  Entity{Name: source.Say(c.program, first), At: at, Dialect: dialect, Evidence: "the program " + c.program},
		Trigger: s.trigger,
		Program: c.program,
		Argv:    source.Say(c.argv, at),
	}
	named := slices.Concat([]source.Text{source.Say(c.program, first)}, c.argv[1:])
	_, l.BypassFlags = facts.BypassFlags(named)
	for _, tool := range facts.AllowedTools(named) {
		l.Allow = append(l.Allow, facts.ParseGrant(tool, dialect))
	}
	for _, dir := range facts.AddedDirs(named) {
		l.Directories = append(l.Directories, newPathGrant(dir))
	}
	l.SandboxOff = sandboxOff(c.program, named)
	env := append(envVars(c.env), c.options...)
	l.TLSOff, l.LoaderOverrides = facts.TLSOff(env, named[1:]), facts.LoaderOverrides(env)
	l.Routes = facts.ModelRoutes(env)
	l.Isolated, l.Container = isolated(c.launch, env), cmp.Or(containerOf(c.launch), s.container)
	if c.launch != nil {
		l.Weakened, l.Binds = c.launch.Weakened, append(c.launch.Binds, facts.BindVariables(env)...)
	}
	l.Job = s.read()
	l.Limits = launchLimits(l)
	s.found = append(s.found, l)
	return l
}

// isolated says whether the command runs in a container without network, and no variable carries
// a credential.
func isolated(l *facts.Launch, env []facts.EnvVar) bool {
	if l == nil || l.Image == nil || len(l.Weakened) > 0 {
		return false
	}
	secret := slices.ContainsFunc(env, func(v facts.EnvVar) bool { return facts.Lookup("secret_key_name").MatchString(v.Key.V) })
	return !secret && slices.ContainsFunc(l.Options, func(o source.Text) bool {
		return o.V == "--network=none" || o.V == "--net=none"
	})
}

// The kinds of containers that a launch may run in.
const (
	closedContainer  = "closed"
	mountedContainer = "mounted"
)

// containerOf is the container that a command line starts the program in, empty where it starts none or
// takes its isolation away.
func containerOf(l *facts.Launch) string {
	switch {
	case l == nil || l.Ecosystem != "oci" || len(l.Weakened) > 0:
		return ""
	case l.Image == nil:
		return mountedContainer // one that runs already, of which nothing else is known
	case slices.ContainsFunc(l.Mounts, func(m facts.Mount) bool { return m.Kind == "bind" }):
		return mountedContainer
	}
	return closedContainer
}
