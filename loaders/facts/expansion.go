package facts

import (
	"slices"
	"strings"

	"mvdan.cc/sh/v3/syntax"

	"github.com/pacheck/pacheck/loaders/source"
)

// Expansion is a place at which a shell takes the value of a variable apart, or runs it.
type Expansion struct {
	At       source.Place `json:"-"`
	Variable string       `json:"variable" doc:"The name of the variable."`
	Effect   string       `json:"effect" doc:"words where the shell splits the value into words and file names; code where it runs the value."`
	Input    bool         `json:"input,omitempty" doc:"Whether the command fills the variable from what the host hands to it: with jq from its input."`
}

// UnquotedExpansions are the places at which a command leaves the value of a variable to the shell: outside
// quotes among the words of a command, and anywhere in what eval or a shell is given to run. Lists of for,
// tests and assignments take no harm and are left out.
func UnquotedExpansions(t source.Text) []Expansion {
	if !strings.Contains(t.V, "$") || len(t.V) > scriptLimit || countOpeners(t.V) > scriptOpeners {
		return nil
	}
	file := parseScript(t.V)
	if file == nil {
		return nil
	}
	e := &expansions{text: t, inputs: map[string]bool{}}
	syntax.Walk(file, func(node syntax.Node) bool {
		switch node := node.(type) {
		case *syntax.Assign:
			e.assign(node)
		case *syntax.Stmt:
			e.documents(node)
		case *syntax.CallExpr:
			e.call(node)
		}
		return true
	})
	for i := range e.found {
		e.found[i].Input = e.inputs[e.found[i].Variable]
	}
	return e.found
}

// expansions are gathered in one walk.
type expansions struct {
	text   source.Text
	inputs map[string]bool // variables that are filled from the input of the command
	found  []Expansion
}

// inputKeys are the parts of what hosts hand to hooks that the model, or whoever speaks through it, chooses.
var inputKeys = []string{".tool_input", ".tool_response", ".tool_output", ".prompt", ".arguments", ".input", ".file_path", ".command"}

// assign remembers a variable that jq fills from the input.
func (e *expansions) assign(a *syntax.Assign) {
	if a.Name == nil || a.Value == nil {
		return
	}
	syntax.Walk(a.Value, func(node syntax.Node) bool {
		call, ok := node.(*syntax.CallExpr)
		if !ok || len(call.Args) < 2 || literal(call.Args[0]) != "jq" {
			return true
		}
		text := e.span(call)
		e.inputs[a.Name.Value] = slices.ContainsFunc(inputKeys, func(key string) bool { return strings.Contains(text, key) })
		return true
	})
}

// span is the text of a node.
func (e *expansions) span(n syntax.Node) string {
	start, end := int(n.Pos().Offset()), int(n.End().Offset())
	return e.text.V[min(start, len(e.text.V)):min(end, len(e.text.V))]
}

// literal is the program that a word names, as far as it is one without variables.
func literal(w *syntax.Word) string {
	return w.Lit()
}

// harmless are the commands that do nothing but show or compare their words.
var harmlessCommands = []string{"echo", "printf", "[", "test", ":", "true", "false", "exit", "return", "unset", "shift"}

// call looks at the words of a simple command.
func (e *expansions) call(c *syntax.CallExpr) {
	if len(c.Args) == 0 {
		return
	}
	words := c.Args
	program := programName(literal(words[0]))
	if i := codeWord(program, words); i > 0 {
		for _, w := range words[i:] {
			e.code(w)
		}
		return
	}
	if slices.Contains(harmlessCommands, program) {
		return
	}
	for _, w := range words {
		for _, part := range w.Parts {
			if p, ok := part.(*syntax.ParamExp); ok {
				e.add(p, "words")
			}
		}
	}
}

// codeWord is the index of the first word that a command runs as code; 0 where there is none.
func codeWord(program string, words []*syntax.Word) int {
	if program == "eval" && len(words) > 1 {
		return 1
	}
	if !slices.Contains(WordList("shell_programs"), program) {
		return 0
	}
	for i, w := range words[1:] {
		if option := literal(w); strings.HasPrefix(option, "-") && strings.HasSuffix(option, "c") && i+2 < len(words) {
			return i + 2
		}
	}
	return 0
}

// code notes each variable in a word that is run, quoted or not. What stands between single quotes is left
// to the inner shell, which takes it apart itself.
func (e *expansions) code(w *syntax.Word) {
	syntax.Walk(w, func(node syntax.Node) bool {
		if p, ok := node.(*syntax.ParamExp); ok {
			e.add(p, "code")
		}
		_, inner := node.(*syntax.CmdSubst)
		return !inner
	})
	if len(w.Parts) != 1 {
		return
	}
	if quoted, ok := w.Parts[0].(*syntax.SglQuoted); ok && !quoted.Dollar {
		at := e.text.At.Sub(e.text.V, int(w.Pos().Offset()), int(w.End().Offset()))
		for _, inner := range UnquotedExpansions(source.Say(quoted.Value, at)) {
			inner.At = at
			e.found = append(e.found, inner)
		}
	}
}

// documents notes the variables in a here-document that a shell runs.
func (e *expansions) documents(s *syntax.Stmt) {
	call, ok := s.Cmd.(*syntax.CallExpr)
	if !ok || len(call.Args) == 0 || !slices.Contains(WordList("shell_programs"), programName(literal(call.Args[0]))) {
		return
	}
	for _, r := range s.Redirs {
		if r.Hdoc != nil {
			e.code(r.Hdoc)
		}
		if r.Op == syntax.WordHdoc && r.Word != nil {
			e.code(r.Word)
		}
	}
}

// add notes an expansion, unless its value cannot hold more than a number or is quoted by the shell.
func (e *expansions) add(p *syntax.ParamExp, effect string) {
	if p.Param == nil || p.Length || p.Exp != nil && p.Exp.Op == syntax.OtherParamOps {
		return
	}
	start, end := int(p.Pos().Offset()), int(p.End().Offset())
	e.found = append(e.found, Expansion{At: e.text.At.Sub(e.text.V, start, end), Variable: p.Param.Value, Effect: effect})
}
