package facts

import (
	"slices"
)

// The effects for which people are asked, in the order in which they are listed.
const (
	ImpactDestructive = "destructive"
	ImpactMoney       = "money"
	ImpactExec        = "exec"
	ImpactExternal    = "external_comm"
	ImpactWrite       = "write"
)

// ImpactOf is what a call of a tool brings about that people want to be asked about: destructive, money, exec,
// external_comm and write, by its name and, where it is known, its definition. What reads, and what only
// shows what would happen, has none.
func ImpactOf(t ToolShape) []string {
	e := EffectsOf(t.Name, t.Params)
	reads := slices.Contains(e.VerbKinds, "read")
	a := t.Annotations
	if a == nil {
		a = &Annotations{}
	}
	claimed := a.Destructive.V && !a.ReadOnly.V
	if len(e.Tokens) == 0 || rehearses(e) || reads && !claimed {
		return nil
	}
	var found []string
	note := func(effect string, is bool) {
		if is {
			found = append(found, effect)
		}
	}
	strongly := strongKinds(t)
	note(ImpactDestructive, e.Destructive || claimed)
	if a.ReadOnly.V && !e.Destructive {
		return found
	}
	note(ImpactMoney, slices.Contains(strongly, Money))
	note(ImpactExec, runsAnything(e) || slices.Contains(strongly, CodeExecution))
	note(ImpactExternal, slices.Contains(strongly, ExternalCommunication))
	note(ImpactWrite, slices.Contains(e.VerbKinds, "write"))
	return found
}

// strongKinds are the capabilities that a tool gives beyond doubt.
func strongKinds(t ToolShape) []string {
	var kinds []string
	for _, c := range ToolCapabilities(t) {
		if c.Strong {
			kinds = append(kinds, c.Kind)
		}
	}
	return kinds
}

// rehearses says whether the words of a name are those of a tool that changes nothing, but shows what would. One
// that destroys a plan does.
func rehearses(e Effects) bool {
	planned := e.Tokens[len(e.Tokens)-1] == "plan" && !slices.Contains(e.VerbKinds, "destructive")
	return e.Verb == "plan" || planned || slices.ContainsFunc(e.Tokens, func(w string) bool {
		return w == "dry" || w == "dryrun" || w == "preview"
	})
}

// The words of tools that run what they are given: a verb with what is run, or a word that says all.
var (
	runVerbs   = []string{"run", "execute", "exec", "eval", "evaluate", "invoke"}
	runObjects = []string{"command", "commands", "cmd", "shell", "bash", "script", "code", "python", "javascript", "js", "terminal", "sql", "query", "powershell"}
	runWords   = []string{"shell", "bash", "exec", "eval", "powershell"}
)

// runsAnything says whether the name of a tool says that it runs what it is given.
func runsAnything(e Effects) bool {
	object := slices.ContainsFunc(e.Tokens[1:], func(w string) bool { return slices.Contains(runObjects, w) })
	whole := slices.ContainsFunc([]string{e.Verb, e.Tokens[len(e.Tokens)-1]}, func(w string) bool { return slices.Contains(runWords, w) })
	return slices.Contains(runVerbs, e.Verb) && object || whole || e.Verb == "execute" && len(e.Tokens) == 1
}
