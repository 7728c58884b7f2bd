package facts

import (
	"slices"
	"strings"
)

// sinkNames are the names of parameters that leave no doubt where their text ends up.
var sinkNames = map[string]string{
	"shell": "a shell", "shell_command": "a shell", "bash": "a shell", "cmd": "a shell", "powershell": "a shell",
	"python_code": "an interpreter", "source_code": "an interpreter", "javascript": "an interpreter", "eval": "an interpreter", "exec": "an interpreter",
	"sql": "a database", "sql_query": "a database", "raw_sql": "a database", "ddl": "a database", "cypher": "a database", "soql": "a database",
	"kql": "a database", "aql": "a database", "statement": "a database",
}

var (
	// sinkVerbs are the words by which a tool runs what it is given.
	sinkVerbs = []string{"run", "runs", "execute", "executes", "exec", "eval", "evaluate", "evaluates", "interpret", "interprets", "invoke", "spawn"}

	// sinkPlaces are the words for what runs it.
	sinkPlaces = []string{"shell", "bash", "terminal", "console", "powershell", "repl", "interpreter", "sandbox", "python", "javascript", "node", "code"}

	// sinkReaders are the first words of tools that look at code and do not run it.
	sinkReaders = []string{
		"format", "lint", "parse", "explain", "validate", "analyze", "analyse", "check", "compare", "diff", "highlight", "summarize", "summarise", "describe",
		"review", "render", "search", "find", "get", "list", "lookup", "save", "store", "write", "create", "update", "upload", "translate", "convert", "verify",
	}

	// sinkFormatters are those of them that do not ask a database for it either.
	sinkFormatters = []string{"format", "lint", "parse", "highlight"}

	// choiceWords show that a text is one of a few operations.
	choiceWords = NewPattern(`(?i)\bsub-?commands?\b|\b(?:one of|either|supported (?:commands|operations|values)|available (?:commands|operations)|valid (?:commands|values)|options? (?:are|include)|possible values|allowed values)\b`)

	sandboxWords = NewPattern(`(?i)\bsandbox(?:ed)?\b|\bisolated (?:container|environment|runtime)\b`)
)

// Sink is where the text of a parameter ends up by its name, that of the tool, and what the two say of
// themselves: a shell, an interpreter or a database; empty where that does not show. The names "command",
// "script", "code" and "expression" alone show nothing: those may be operations, currencies or errors.
func Sink(tool, description string, p *Param) string {
	if p.Role != "command" && p.Role != "query" || choiceWords.MatchString(p.Description.V) {
		return ""
	}
	tokens := NameTokens(tool)
	looks := len(tokens) > 0 && slices.Contains(sinkReaders, tokens[0])
	if looks && (p.Role == "command" || slices.Contains(sinkFormatters, tokens[0])) {
		return ""
	}
	if kind := sinkNames[strings.Join(NameTokens(p.Name), "_")]; kind != "" {
		return kind
	}
	if looks || choiceWords.MatchString(description) {
		return ""
	}
	named := slices.ContainsFunc(tokens, func(t string) bool { return slices.Contains(sinkVerbs, t) || slices.Contains(sinkPlaces, t) })
	if !named && !saysRuns(description) && !saysRuns(p.Description.V) {
		return ""
	}
	if strings.HasPrefix(p.Name, "command") || strings.HasPrefix(p.Name, "script") && slices.Contains(tokens, "shell") {
		return "a shell"
	}
	return "an interpreter"
}

// saysRuns says whether one of the first words of a description is a verb by which something is run, and
// code, a command or a script stands behind it.
func saysRuns(description string) bool {
	const first = 12 // words
	words := NameTokens(description[:min(len(description), 20*first)])
	verb := false
	for _, word := range words[:min(len(words), first)] {
		if verb && slices.Contains([]string{"code", "command", "commands", "script", "scripts", "expression", "expressions", "snippet", "program", "query"}, word) {
			return true
		}
		verb = verb || slices.Contains(sinkVerbs, word)
	}
	return false
}

// SaysSandboxed says whether a description claims that what a tool runs is kept apart.
func SaysSandboxed(description string) bool { return sandboxWords.MatchString(description) }

// rootWords show that a path is meant below a folder that the tool fixes, or in a store of its own.
var rootWords = NewPattern(`(?i)\brelative (?:to|path)\b|\b(?:with)?in(?:side)? the (?:repo(?:sitory)?|project|workspace|vault|bucket|drive|root|allowed|sandbox|knowledge|memory)\b|\ballowed director|\bobject key\b|\bbucket\b|\brepository path\b|^(?:the )?(?:file )?name (?:of|for)\b`)

// SaysRoot says whether a description names the folder or store that a path is meant in.
func SaysRoot(description string) bool { return rootWords.MatchString(description) }
