package loaders

import (
	"regexp"
	"slices"
	"strings"

	"github.com/pacheck/pacheck/loaders/facts"
	"github.com/pacheck/pacheck/loaders/source"
)

// Call is a tool with effects that an agent may call, or that a host lets through, with what is said of the
// consent of people.
type Call struct {
	Tool     string       `json:"tool" doc:"The name of the tool."`
	Server   string       `json:"server,omitempty" doc:"The server that offers it, where the file says."`
	Effects  []string     `json:"effects" doc:"What it brings about, by its name and its definition where that is known: destructive, money, exec, external_comm, write; production-write beside write for an agent that runs in production."`
	Approval string       `json:"approval,omitempty" doc:"always where a person is asked each time; never where the file says that nobody is; else the condition as written; empty where nothing is stated."`
	By       string       `json:"by,omitempty" doc:"What says so, for people."`
	At       source.Place `json:"-"`
}

const (
	askedAlways = "always"
	askedNever  = "never"
)

// unasked are the words by which files say that nobody is asked, and asked those that somebody always is.
var (
	unasked = []string{"never", "false", "none", "no", "auto", "allow"}
	asked   = []string{"always", "true", "ask", "yes", "required"}
)

// consent is what a word for the approval of calls comes to.
func consent(word string) string {
	word = strings.ToLower(word)
	switch {
	case slices.Contains(unasked, word):
		return askedNever
	case slices.Contains(asked, word):
		return askedAlways
	}
	return word
}

// consents states which tools with effects agents may call, and which hosts let through without asking.
// Entities that it completes are copied first.
func (l *linker) consents() {
	y, d := newAbility(l), l.doc
	for i, a := range d.Agents {
		if calls := y.calls(a); len(calls) > 0 {
			whole := *a
			whole.Calls = calls
			d.Agents[i] = &whole
		}
	}
	for i, s := range d.Servers {
		if calls := y.serverCalls(s); len(calls) > 0 {
			whole := *s
			whole.Calls = calls
			d.Servers[i] = &whole
		}
	}
	for i, s := range d.Settings {
		if calls := y.settingCalls(s); len(calls) > 0 {
			whole := *s
			whole.Calls = calls
			d.Settings[i] = &whole
		}
	}
}

// calls are the tools with effects of an agent.
func (y *ability) calls(a *Agent) []Call {
	var found []Call
	seen := map[string]bool{}
	for _, g := range a.Tools.Allow.V {
		name := g.Name
		if g.Server != "" {
			name = g.MCPTool
		} else if facts.HostDialect(a.Dialect) && y.linker.tools.ids[name] == "" {
			continue // a tool of the host's own, for which settings say who is asked
		}
		effects := y.impact(name, g.Server)
		if name == "" || seen[name] || len(effects) == 0 {
			continue
		}
		seen[name] = true
		c := Call{Tool: name, Server: g.Server, Effects: effects, At: g.At}
		if a.Environment.V == "production" && slices.Contains(effects, facts.ImpactWrite) {
			c.Effects = append(slices.Clone(effects), "production-write")
		}
		y.approval(a, &c)
		found = append(found, c)
	}
	return found
}

// approval states what an agent's file says of the consent to a call, else what the definition of the tool
// says.
func (y *ability) approval(a *Agent, c *Call) {
	if t := y.toolOf(c.Tool, c.Server); t != nil && t.Confirm.Set {
		c.Approval, c.By = askedNever, "requires_confirmation: false"
		if t.Confirm.V {
			c.Approval, c.By = askedAlways, "requires_confirmation: true"
		}
	}
	if a.Approval == nil {
		return
	}
	if word := a.Approval.Default; word.Set {
		c.Approval, c.By = consent(word.V), "approval of all tools: "+word.V
	}
	for _, p := range a.Approval.Tools {
		if p.Key == "*" || p.Key == c.Tool || c.Server != "" && p.Key == c.Server+"."+c.Tool || p.Key == "mcp__"+c.Server+"__"+c.Tool {
			c.Approval, c.By = consent(p.Value.V), "approval of "+p.Key+": "+p.Value.V
		}
	}
}

// serverCalls are the tools with effects that the configuration of a server lets through without asking.
func (y *ability) serverCalls(s *Server) []Call {
	names, by := s.AutoApprove.V, "the list of tools that need no approval"
	if s.ApproveAll.Set && s.Tools.Set {
		names, by = s.Tools.V, s.ApproveAll.V
	}
	var found []Call
	if len(names) == 0 || s.readsOnly() {
		return nil
	}
	for _, name := range names {
		if effects := y.impact(name.V, s.Name.V); len(effects) > 0 && name.V != "*" {
			found = append(found, Call{Tool: name.V, Server: s.Name.V, Effects: effects, Approval: askedNever, By: by, At: name.At})
		}
	}
	return found
}

// settingCalls are the tools of servers with effects that a setting approves in advance.
func (y *ability) settingCalls(s *Setting) []Call {
	var found []Call
	for _, g := range s.Allow.V {
		if g.Server == "" || g.MCPTool == "" || strings.Contains(g.MCPTool, "*") || y.readOnly(g.Server) || s.overrules(g) {
			continue
		}
		if effects := y.impact(g.MCPTool, g.Server); len(effects) > 0 {
			found = append(found, Call{Tool: g.MCPTool, Server: g.Server, Effects: effects, Approval: askedNever, By: g.Raw, At: g.At})
		}
	}
	return found
}

// overrules says whether the setting asks for a tool, or refuses it, although it allows it too: hosts take the
// stricter word.
func (s *Setting) overrules(g facts.Grant) bool {
	same := func(o facts.Grant) bool {
		return o.Server == g.Server && (o.MatchesAll || o.MCPTool == g.MCPTool) || o.Server == "*" && o.MatchesAll
	}
	return slices.ContainsFunc(s.Ask.V, same) || slices.ContainsFunc(s.Deny.V, same)
}

// toolOf is the definition of a tool, of a server or of none; nil where it is not known.
func (y *ability) toolOf(name, server string) *Tool {
	if list, known := y.linker.tools.byServer[server]; known && server != "" {
		return y.tools[list.ids[name]]
	}
	if server != "" {
		return nil
	}
	return y.tools[y.linker.tools.ids[name]]
}

// impact is what a call of a tool brings about.
func (y *ability) impact(name, server string) []string {
	if t := y.toolOf(name, server); t != nil {
		return facts.ImpactOf(t.shape())
	}
	return facts.ImpactOf(facts.ToolShape{Name: name})
}

// readOnly says whether the server of a name is started in a way in which it only reads.
func (y *ability) readOnly(name string) bool {
	ids := y.linker.servers[name]
	return len(ids) > 0 && !slices.ContainsFunc(ids, func(id string) bool { return y.servers[id] != nil && !y.servers[id].readsOnly() })
}

// readOnlyWords are options, and values of options, that make servers only read.
var readOnlyWords = []string{"readonly", "readonlymode", "restricted"}

// readOnlyAddress matches the addresses at which servers only read: /mcp/readonly, /mcp?read_only=true.
var readOnlyAddress = regexp.MustCompile(`(?i)^[^?#]+/read[-_]?only/?(?:[?#]|$)|^[^?#]+\?(?:[^#]*&)?read[-_]?only=(?:1|true)(?:[&#]|$)`)

// plainWord takes the dashes and underscores out of the name of an option or a variable.
var plainWord = strings.NewReplacer("-", "", "_", "")

// readsOnly says whether an option, a variable, a header or the address makes the server only read.
func (s *Server) readsOnly() bool {
	for i, arg := range s.Args.V {
		name, value, _ := strings.Cut(plainWord.Replace(strings.ToLower(arg.V)), "=")
		named := slices.Contains(readOnlyWords, name) && value != "false" && (i == 0 || s.Args.V[i-1].V != "--no")
		if named || slices.Contains(readOnlyWords, value) {
			return true
		}
	}
	return slices.ContainsFunc(slices.Concat(s.Env, s.Headers), func(p Pair) bool {
		key := plainWord.Replace(strings.ToLower(p.Key))
		return strings.HasSuffix(key, "readonly") && slices.Contains([]string{"1", "true", "yes", "on"}, strings.ToLower(p.Value.V))
	}) || readOnlyAddress.MatchString(s.URL.V)
}
