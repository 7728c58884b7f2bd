package facts

import (
	"regexp"
	"slices"
	"strings"

	"mvdan.cc/sh/v3/syntax"

	"github.com/pacheck/pacheck/loaders/source"
)

// Shell is a script that a launch hands to a shell and that is more than one simple command.
type Shell struct {
	At      source.Place `json:"-"`
	Opaque  bool         `json:"opaque" doc:"Always true: what runs cannot be told from a program and its arguments."`
	Reasons []string     `json:"reasons" doc:"Why: several_commands, pipeline, substitution, redirection, background, encoded, unparsed."`
	Script  source.Text  `json:"script,omitzero" doc:"The text that the shell is given."`
}

// EnvVar is an environment variable that a manifest or a command line sets.
type EnvVar struct {
	Key   source.Text `json:"key,omitzero" doc:"The name of the variable."`
	Value source.Text `json:"value,omitzero" doc:"Its value as written; absent where it is passed on from outside."`

	// InContainer says that the variable is set inside a container, where paths are the image's.
	InContainer bool `json:"in_container,omitempty" doc:"The variable is set inside a container, whose paths are not the host's."`
}

const (
	scriptLimit   = 64 << 10 // bytes; longer scripts are not parsed
	exactLimit    = 16 << 10 // bytes; words of longer texts have the place of the text
	scriptOpeners = 4000     // brackets and quotes that could nest
)

// The reasons why a script is opaque, in the order in which they are stated.
var shellReasons = []string{"several_commands", "pipeline", "substitution", "redirection", "background", "encoded", "unparsed"}

// shellScript is a script taken apart.
type shellScript struct {
	commands [][]source.Text // the simple commands in the order of the text, those inside others after them
	env      []EnvVar        // the assignments before the only command
	reasons  []string
}

// simple says whether the script is one simple command.
func (s *shellScript) simple() bool { return len(s.reasons) == 0 && len(s.commands) == 1 }

// because adds a reason, once, in the fixed order.
func (s *shellScript) because(reason string) {
	if slices.Contains(s.reasons, reason) {
		return
	}
	s.reasons = append(s.reasons, reason)
	slices.SortFunc(s.reasons, func(a, b string) int { return slices.Index(shellReasons, a) - slices.Index(shellReasons, b) })
}

// Commands are the simple commands of a shell script, each as its words, with quotes resolved and
// parameters kept as written. A script that no POSIX shell reads is split as well as can be.
func Commands(script source.Text) [][]source.Text { return readScript(script).commands }

// readScript takes a script for a POSIX shell apart.
func readScript(t source.Text) *shellScript {
	if len(t.V) > scriptLimit || countOpeners(t.V) > scriptOpeners {
		s := splitScript(t, posixRules)
		s.because("unparsed")
		return s
	}
	file := parseScript(maskTemplates(t.V))
	if file == nil {
		return splitScript(t, posixRules)
	}
	s := &shellScript{}
	if len(file.Stmts) > 1 {
		s.because("several_commands")
	}
	syntax.Walk(file, func(node syntax.Node) bool {
		switch node := node.(type) {
		case *syntax.Stmt:
			s.statement(node)
		case *syntax.CallExpr:
			s.call(node, t)
		case *syntax.CmdSubst:
			if text := t.V[node.Pos().Offset():node.End().Offset()]; text == "$(pwd)" || text == "`pwd`" {
				return false
			}
			s.because("substitution")
		case *syntax.ProcSubst:
			s.because("substitution")
		}
		return true
	})
	return s
}

// template matches expressions of template languages, which are text to whoever fills them in.
var template = regexp.MustCompile(`\$?\{\{[^{}\n]*\}\}|<[A-Z][A-Z0-9_-]*>|<(?:your|my)[-_ ][\w .-]*>`)

// maskTemplates writes templates over with letters, so that the script can be parsed and every offset
// stays.
func maskTemplates(text string) string {
	if !strings.ContainsAny(text, "{<") {
		return text
	}
	return template.ReplaceAllStringFunc(text, func(found string) string { return strings.Repeat("x", len(found)) })
}

// parseScript is the syntax tree of a script, nil where it is none.
func parseScript(text string) (file *syntax.File) {
	defer func() {
		if recover() != nil {
			file = nil // a fault of the parser is a script that it cannot read
		}
	}()
	file, err := syntax.NewParser(syntax.Variant(syntax.LangBash)).Parse(strings.NewReader(text), "")
	if err != nil {
		return nil
	}
	return file
}

// countOpeners counts what can nest, which bounds the depth of the tree.
func countOpeners(text string) int {
	n := 0
	for i := range len(text) {
		if strings.IndexByte("({[`!", text[i]) >= 0 {
			n++
		}
	}
	for _, word := range []string{"if", "while", "until", "for", "case", "time", "select", "coproc", "&&", "||", "|"} {
		n += strings.Count(text, word)
	}
	return n
}

// statement notes what a statement adds to the reasons.
func (s *shellScript) statement(stmt *syntax.Stmt) {
	if stmt.Background || stmt.Coprocess {
		s.because("background")
	}
	for _, r := range stmt.Redirs {
		if redirectsToFile(r) {
			s.because("redirection")
		}
	}
	switch cmd := stmt.Cmd.(type) {
	case nil, *syntax.CallExpr, *syntax.TimeClause, *syntax.DeclClause:
	case *syntax.BinaryCmd:
		if cmd.Op == syntax.Pipe || cmd.Op == syntax.PipeAll {
			s.because("pipeline")
			return
		}
		s.because("several_commands")
	default:
		s.because("several_commands")
	}
}

// redirectsToFile says whether a redirection writes a file other than the null device, or feeds text in.
func redirectsToFile(r *syntax.Redirect) bool {
	switch r.Op {
	case syntax.DplOut, syntax.DplIn, syntax.RdrIn:
		return false
	case syntax.Hdoc, syntax.DashHdoc, syntax.WordHdoc:
		return true
	}
	return r.Word == nil || r.Word.Lit() != "/dev/null"
}

// call keeps a simple command.
func (s *shellScript) call(call *syntax.CallExpr, t source.Text) {
	for _, a := range call.Assigns {
		if a.Name == nil {
			continue
		}
		v := EnvVar{Key: subText(t, a.Name.Value, a.Name.Pos(), a.Name.End())}
		if a.Value != nil {
			v.Value = subText(t, shellWord(a.Value.Parts, t.V), a.Value.Pos(), a.Value.End())
		}
		s.env = append(s.env, v)
	}
	if len(call.Args) == 0 {
		return
	}
	words := make([]source.Text, len(call.Args))
	for i, w := range call.Args {
		words[i] = subText(t, shellWord(w.Parts, t.V), w.Pos(), w.End())
	}
	s.commands = append(s.commands, words)
}

// subText is a value that stands between two positions of the text of t.
func subText(t source.Text, value string, start, end syntax.Pos) source.Text {
	return subWord(t, value, int(start.Offset()), int(end.Offset()))
}

// subWord is a value that stands at [i, j) of the text of t. In a long text it is said to stand where t
// does, since each search for an exact place goes through the text once.
func subWord(t source.Text, value string, i, j int) source.Text {
	if len(t.V) > exactLimit {
		return source.Say(value, t.At)
	}
	return source.Say(value, t.At.Sub(t.V, i, j))
}

// shellWord is the text of a word: quotes are resolved, expansions kept as written.
func shellWord(parts []syntax.WordPart, script string) string {
	var b strings.Builder
	for _, part := range parts {
		switch part := part.(type) {
		case *syntax.Lit:
			b.WriteString(unescapeShell(script[part.Pos().Offset():part.End().Offset()]))
		case *syntax.SglQuoted:
			b.WriteString(script[part.Left.Offset()+uint(quoteLength(part.Dollar)) : part.Right.Offset()])
		case *syntax.DblQuoted:
			b.WriteString(shellWord(part.Parts, script))
		default:
			b.WriteString(script[part.Pos().Offset():part.End().Offset()])
		}
	}
	return b.String()
}

// quoteLength is the length of what opens a single-quoted text.
func quoteLength(dollar bool) int {
	if dollar {
		return len("$'")
	}
	return len("'")
}

// unescapeShell drops the backslashes that escape something. One before a letter or a digit is kept: it
// is far more often part of a Windows path.
func unescapeShell(text string) string {
	if !strings.Contains(text, `\`) {
		return text
	}
	var b strings.Builder
	for i := 0; i < len(text); i++ {
		if text[i] == '\\' && i+1 < len(text) && !isWordByte(text[i+1]) {
			i++
			if text[i] == '\n' {
				continue
			}
		}
		b.WriteByte(text[i])
	}
	return b.String()
}

func isWordByte(c byte) bool {
	return c == '_' || '0' <= c && c <= '9' || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z'
}
