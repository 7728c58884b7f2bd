package loaders

import (
	"regexp"
	"slices"
	"strings"

	"github.com/pacheck/pacheck/loaders/source"
)

// workflow scans a GitHub workflow, a composite action or a GitLab pipeline.
func (s *launchScan) workflow(n *source.Node) {
	all := pairsOf(n.Get("env"))
	for _, job := range entriesOf(n.Get("jobs")) {
		env := append(slices.Clip(all), pairsOf(job.Value.Get("env"))...)
		if job.Value.Get("container") != nil {
			s.container = mountedContainer // with the workspace in it
		}
		s.jobReader = jobReader{workflow: n, key: job.Key, job: job.Value}
		s.steps(job.Value.Get("steps"), env)
		s.container, s.jobReader = "", jobReader{}
	}
	s.steps(n.At("runs", "steps"), all)
	variables := pairsOf(n.Get("variables"))
	for _, job := range append([]source.Pair{{Value: n}}, entriesOf(n)...) {
		env := append(slices.Clip(variables), pairsOf(job.Value.Get("variables"))...)
		for _, key := range []string{"before_script", "script", "after_script"} {
			s.lines(job.Value.Get(key), env)
		}
	}
}

func (s *launchScan) steps(n *source.Node, env []Pair) {
	for _, step := range itemsOf(n) {
		own := append(slices.Clip(env), pairsOf(step.Get("env"))...)
		s.step = step
		s.script(step.Get("run").Field(), own)
		s.action(step, own)
	}
}

// lines scans a script, or a list of them, lists inside included.
func (s *launchScan) lines(n *source.Node, env []Pair) {
	if n.IsString() {
		s.script(n.Field(), env)
	}
	for _, item := range itemsOf(n) {
		s.lines(item, env)
	}
}

// command scans a command of a development container: a line for a shell, a list of words, or a map of
// either.
func (s *launchScan) command(n *source.Node, env []Pair) {
	switch {
	case n.IsString():
		s.script(n.Field(), env)
	case n.IsList():
		s.list(n.Texts().V, env)
	}
	for _, p := range entriesOf(n) {
		s.command(p.Value, env)
	}
}

// list scans a command that is a list of words.
func (s *launchScan) list(words []source.Text, env []Pair) {
	if s.limit == nil && slices.ContainsFunc(words, namesAgent) && s.more(words[0].At) {
		s.words(words, env)
	}
}

// makefile scans the recipes of a makefile: the lines that begin with a tab, with those that continue
// them.
func (s *launchScan) makefile(f *source.File) {
	for at := 0; at < len(f.Text) && s.limit == nil; {
		start, end := at, lineBreak(f.Text, at)
		for end < len(f.Text) && strings.HasSuffix(strings.TrimSuffix(f.Text[start:end], "\r"), `\`) {
			end = lineBreak(f.Text, end+1)
		}
		at = end + 1
		if f.Text[start:end] == "" || f.Text[start] != '\t' {
			continue
		}
		for start < end && strings.IndexByte("\t @-+", f.Text[start]) >= 0 {
			start++
		}
		s.script(span(f, start, end), nil)
	}
}

var (
	dockerInstruction = regexp.MustCompile(`(?i)^[ \t]*(RUN|CMD|ENTRYPOINT)[ \t]+((?:--[a-z]+=\S+[ \t]+)*)`)
	jsonString        = regexp.MustCompile(`"((?:[^"\\]|\\.)*)"`)
)

// dockerfile scans what a container file runs while it is built and when it is started.
func (s *launchScan) dockerfile(f *source.File) {
	for at := 0; at < len(f.Text) && s.limit == nil; {
		start, end := at, lineBreak(f.Text, at)
		for end < len(f.Text) && strings.HasSuffix(strings.TrimRight(f.Text[start:end], " \t\r"), `\`) {
			end = lineBreak(f.Text, end+1)
		}
		at = end + 1
		m := dockerInstruction.FindStringIndex(f.Text[start:end])
		if m == nil {
			continue
		}
		from := start + m[1]
		if strings.HasPrefix(f.Text[from:end], "[") {
			s.list(jsonWords(f, from, end), nil)
			continue
		}
		s.script(span(f, from, end), nil)
	}
}

// jsonWords are the strings of a list in JSON.
func jsonWords(f *source.File, start, end int) []source.Text {
	var words []source.Text
	for _, m := range jsonString.FindAllStringSubmatchIndex(f.Text[start:end], -1) {
		word := span(f, start+m[2], start+m[3])
		word.V = strings.ReplaceAll(strings.ReplaceAll(word.V, `\"`, `"`), `\\`, `\`)
		words = append(words, word)
	}
	return words
}

// span is a part of the text of a file, as it stands.
func span(f *source.File, start, end int) source.Text {
	return source.Say(f.Text[start:end], source.Place{File: f, Start: start, End: end})
}

// agentActions are the GitHub actions that start an agent program, and where their inputs hold its
// arguments.
var agentActions = []struct{ action, program string }{
	{"anthropics/claude-code-action", "claude"},
	{"anthropics/claude-code-base-action", "claude"},
	{"openai/codex-action", "codex"},
	{"google-github-actions/run-gemini-cli", "gemini"},
}

// action reads a step that starts an agent through an action instead of a command.
func (s *launchScan) action(step *source.Node, env []Pair) {
	uses := step.Get("uses").Field()
	name, _, _ := strings.Cut(uses.V, "@")
	for _, a := range agentActions {
		if name != a.action || !s.more(uses.At) {
			continue
		}
		with := step.Get("with")
		argv := []source.Text{uses}
		for _, key := range []string{"claude_args", "codex-args", "codex_args"} {
			argv = append(argv, argumentWords(with.Get(key).Field())...)
		}
		allow := with.Get("allowed_tools")
		if sandbox := with.Get("sandbox"); sandbox.IsString() {
			argv = append(argv, source.Say("--sandbox", sandbox.Place), sandbox.Field())
		}
		l := s.add(launched{program: a.program, argv: argv, env: env})
		if allow.IsString() {
			l.Allow = append(l.Allow, grants(allow, l.Dialect).V...)
		}
	}
}
