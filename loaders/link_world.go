package loaders

import (
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/pacheck/pacheck/loaders/facts"
	"github.com/pacheck/pacheck/loaders/source"
)

// providedServers are names of servers that hosts and their actions bring along.
var providedServers = []string{"ide", "claude-in-chrome", "computer-use", "workspace", "mcp_docker", "docker", "gateway", "github_ci", "github_comment", "github_file_ops", "github_inline_comment"}

// provided says whether a server comes from the host, a plugin or a gateway.
func provided(name string) bool {
	lower := strings.ToLower(name)
	return slices.Contains(providedServers, lower) || strings.HasPrefix(lower, "plugin_") || strings.HasPrefix(lower, "plugin:") ||
		strings.HasPrefix(lower, "claude_ai_") || strings.HasPrefix(lower, "docker:") || strings.ContainsAny(name, "*${}")
}

// serverKey is the name of a server as permissions of Claude Code spell it.
func serverKey(name string) string { return unspelt.ReplaceAllString(name, "_") }

var unspelt = regexp.MustCompile(`[^A-Za-z0-9_-]`)

// serverRefs are references to the servers that permissions name and no file configures, each once.
func (l *linker) serverRefs(e *Entity, grants []facts.Grant) []Ref {
	if e.Dialect != "claude-code" || l.spelt() == nil || len(l.hosts[hostOf(e.Dialect)]) == 0 {
		return nil
	}
	var refs []Ref
	for _, g := range grants {
		known := g.Server == "" || l.spelt()[serverKey(g.Server)] || slices.ContainsFunc(refs, func(r Ref) bool { return r.To.V == g.Server })
		if !known {
			refs = append(refs, Ref{Rel: UsesServer, To: source.Say(g.Server, g.At)})
		}
	}
	return refs
}

// spelt are the names of all servers as permissions spell them.
func (l *linker) spelt() map[string]bool {
	if l.spellings == nil {
		l.spellings, l.hosts = map[string]bool{}, map[string][]string{}
		for _, s := range l.doc.Servers {
			l.spellings[serverKey(s.Name.V)] = true
			if s.Role == RoleRuntime || s.Role == RoleLocal {
				l.hosts[hostOf(s.Dialect)] = append(l.hosts[hostOf(s.Dialect)], s.Name.V)
			}
		}
	}
	return l.spellings
}

// noServer judges a reference to a server that no file configures. It is false where the repository
// configures servers of the same host, so that they are not left to each user.
func (l *linker) noServer(e *Entity, name string, edge *Edge) {
	if l.spelt()[serverKey(name)] || provided(name) {
		return
	}
	names := l.hosts[hostOf(e.Dialect)]
	if len(names) == 0 || l.inPlugin(e.File) {
		return
	}
	edge.Resolved, edge.Suggestion = false, l.tools.nearest(name, names)
}

// inPlugin says whether a file belongs to a plugin, whose servers are configured elsewhere.
func (l *linker) inPlugin(file string) bool {
	dir := path.Dir(file)
	known, ok := l.plugins[dir]
	if ok {
		return known
	}
	for _, manifest := range []string{".claude-plugin/plugin.json", "plugin.json", ".cursor-plugin/plugin.json"} {
		known = known || exists(l.repo.tree, path.Join(dir, manifest))
	}
	known = known || dir != "." && dir != "/" && l.inPlugin(dir)
	l.plugins[dir] = known
	return known
}

// closedDialects are those whose agents delegate to agents of the same file alone.
var closedDialects = []string{"cagent", "praisonai"}

// builtinAgents are the agents that hosts bring themselves.
var builtinAgents = []string{
	"general-purpose", "explore", "plan", "build", "general", "user_proxy", "statusline-setup", "output-style-setup", "claude-code-guide", "default",
}

// noAgent judges a delegation to an agent that is not there. It is false where only the same file could
// define the agent, and where the name is almost that of one.
func (l *linker) noAgent(e *Entity, name string, edge *Edge) {
	if name == "" || strings.ContainsAny(name, "*${}/:. ") || slices.Contains(builtinAgents, strings.ToLower(name)) || l.inPlugin(e.File) {
		return
	}
	near := l.tools.nearest(name, l.ofDialect(e.Dialect))
	if strings.EqualFold(name, near) {
		return // a label for it, as far as one can tell
	}
	if near != "" && (len(name) < 5 || editDistance(strings.ToLower(name), strings.ToLower(near)) > 2) {
		near = ""
	}
	if near != "" || slices.Contains(closedDialects, e.Dialect) {
		edge.Resolved, edge.Suggestion = false, near
	}
}

// ofDialect are the names of the agents of a dialect.
func (l *linker) ofDialect(dialect string) []string {
	if l.named == nil {
		l.named = map[string][]string{}
		for _, a := range l.doc.Agents {
			l.named[a.Dialect] = append(l.named[a.Dialect], a.Name.V)
		}
	}
	return l.named[dialect]
}

// absent looks for a file that is not where a reference says: from the root, and by another case.
func (l *linker) absent(ref Ref, edge *Edge) {
	name := path.Clean(strings.TrimPrefix(strings.TrimPrefix(ref.To.V, "file://"), "@"))
	if name != "." && name != ref.Path && exists(l.repo.tree, name) {
		edge.To, edge.Resolved = "files:"+name, true
		if id := l.inFile(ref, name); id != "" {
			edge.To = id
		}
		return
	}
	edge.Suggestion = l.otherCase(ref.Path)
}

// otherCase is the path of a file whose path is the same but for the case of letters; empty where there
// is none.
func (l *linker) otherCase(name string) string {
	found := "."
	for part := range strings.SplitSeq(name, "/") {
		entries, known := l.folders[found]
		if !known {
			entries, _ = fs.ReadDir(l.repo.tree, found) // of what cannot be read nothing is known
			l.folders[found] = entries
		}
		i := slices.IndexFunc(entries, func(e fs.DirEntry) bool { return strings.EqualFold(e.Name(), part) })
		if i < 0 {
			return ""
		}
		found = path.Join(found, entries[i].Name())
	}
	return found
}
