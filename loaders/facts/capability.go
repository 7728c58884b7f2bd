package facts

import (
	"slices"
	"strings"
)

// The kinds of capabilities, in the order in which they are listed.
const (
	UntrustedInput        = "untrusted_input"
	PrivateData           = "private_data"
	ExternalCommunication = "external_communication"
	SideEffects           = "side_effects"
	Money                 = "money"
	CodeExecution         = "code_execution"
)

var capabilityKinds = [...]string{UntrustedInput, PrivateData, ExternalCommunication, SideEffects, Money, CodeExecution}

// Capability is something that a name, a grant or a package lets an agent do. It is strong where nobody who
// knows the name would doubt it.
type Capability struct {
	Kind    string
	Strong  bool
	Limited bool // it would be strong without a limit, such as fixed recipients
}

// capabilities are those that were found, by kind.
type capabilities map[string]Capability

func (c capabilities) add(kind string, strong bool) {
	c[kind] = Capability{Kind: kind, Strong: c[kind].Strong || strong, Limited: c[kind].Limited && !strong}
}

// weaken notes a kind as weak, if it is there.
func (c capabilities) weaken(kind string) {
	if _, found := c[kind]; found {
		c[kind] = Capability{Kind: kind}
	}
}

// limit notes a kind as weak because of a limit, if it is there.
func (c capabilities) limit(kind string) {
	if _, found := c[kind]; found {
		c[kind] = Capability{Kind: kind, Limited: true}
	}
}

func (c capabilities) list() []Capability {
	var found []Capability
	for _, kind := range capabilityKinds {
		if one, ok := c[kind]; ok {
			found = append(found, one)
		}
	}
	return found
}

// GrantCapabilities are what the grant of a host's own tool lets an agent do. Of a format without a
// closed set of tools, own is false, and only the names that mean the same everywhere count. A shell that
// is bound to a command is weak evidence, and so is a fetch that is bound to a host.
func GrantCapabilities(g Grant, own bool) []Capability {
	found := capabilities{}
	name := withoutDashes.Replace(strings.ToLower(g.Name))
	builtin := func(list string) bool {
		return slices.ContainsFunc(WordList(list), func(w string) bool { return withoutDashes.Replace(strings.ToLower(w)) == name })
	}
	switch {
	case g.Tool == "shell" && strings.HasPrefix(g.Name, "vscode/"): // a command of the editor
		found.add(CodeExecution, false)
	case g.Tool == "shell" && own:
		grantsShell(found, g)
	case name == "filesystem" && own:
		found.add(PrivateData, false)
		found.add(SideEffects, true)
	}
	if (g.Tool == "edit" || g.Tool == "write" || name == "notebookedit") && own {
		found.add(SideEffects, true)
	}
	if g.Tool == "read" && own && (g.MatchesAll || g.PathRoot) {
		found.add(PrivateData, false)
	}
	if g.Tool == "web_fetch" && own || builtin("capabilities.untrusted_in.strong.builtin") || slices.Contains(webTools, name) {
		found.add(UntrustedInput, g.Domain == "")
	}
	if g.Tool == "web_fetch" && own || builtin("capabilities.external_comm.strong.builtin") {
		found.add(ExternalCommunication, g.Domain == "")
		if g.Domain != "" {
			found.limit(ExternalCommunication)
		}
	}
	if !own && builtin("capabilities.code_exec.strong.builtin") || slices.Contains(codeTools, name) {
		found.add(CodeExecution, g.MatchesAll && name != "execute")
	}
	if kinds, known := productTools[name]; known {
		for _, kind := range kinds {
			found.add(kind, true)
		}
	}
	return found.list()
}

// grantsShell notes what a shell of a host lets an agent do.
func grantsShell(found capabilities, g Grant) {
	found.add(CodeExecution, g.MatchesAll || g.Interpreter != "" && !slices.Contains(noCodePrograms, g.Interpreter))
	if g.Interpreter == "curl" || g.Interpreter == "wget" {
		found.add(UntrustedInput, true)
		found.add(ExternalCommunication, true)
	}
	if g.MatchesAll || g.Interpreter != "" {
		found.add(ExternalCommunication, false)
		found.add(SideEffects, false)
	}
}

// noCodePrograms are those among the programs with free arguments that do not run what they are given, or
// not before somebody looked for the one option that makes them.
var noCodePrograms = []string{
	"curl", "wget", "nc", "ncat", "scp", "helm", "terraform", "aws", "gcloud", "az", "redis-cli", "launchctl", "systemctl", "chmod", "chown", "rm",
	"dd", "find", "awk", "sed", "tee", "psql", "mysql", "kubectl", "crontab",
}

// HostDialect says whether the tools of a dialect are those of a host, whose names are known.
func HostDialect(dialect string) bool { return slices.Contains(hostDialects, dialect) }

// OpenInput says whether a word that a file has for the trust of its input means that anybody may write it.
func OpenInput(trust string) bool {
	return slices.Contains(WordList("capabilities.untrusted_in.strong.input_trust"), strings.ToLower(trust))
}

// PrivateClass says whether a class of data is private.
func PrivateClass(class string) bool {
	return slices.Contains(WordList("capabilities.private_data.strong.data_classes"), strings.ToLower(class))
}

// MoneyTag says whether a tag of a use case is about moving money.
func MoneyTag(tag string) bool {
	return slices.Contains(WordList("capabilities.money.strong.tags"), toolSingular(strings.ToLower(tag)))
}

// PackageCapabilities are what an MCP server lets an agent do, by the name of its package or image, or of
// the host that it runs on. The name that a configuration gives it is the user's choice: known is then
// false, and all evidence weak.
func PackageCapabilities(name string, known bool) []Capability {
	found := capabilities{}
	tokens := NameTokens(strings.ToLower(name))
	note := func(words []string, kind string, strong bool) {
		for _, w := range words {
			if indexOfWords(tokens, NameTokens(w)) >= 0 {
				found.add(kind, known && strong)
			}
		}
	}
	for _, list := range [...]struct{ id, kind string }{
		{"capabilities.untrusted_in", UntrustedInput}, {"capabilities.private_data", PrivateData},
	} {
		note(WordList(list.id+".strong.server_packages"), list.kind, true)
		note(WordList(list.id+".weak.server_packages"), list.kind, false)
	}
	for _, list := range serverWords {
		note(list.words, list.kind, list.strong)
	}
	return found.list()
}

// indexOfWords is where words stand side by side among tokens, else -1.
func indexOfWords(tokens, words []string) int {
	for i := 0; i+len(words) <= len(tokens); i++ {
		if slices.Equal(tokens[i:i+len(words)], words) {
			return i
		}
	}
	return -1
}
