package loaders

import (
	"path"
	"slices"
	"strings"

	"github.com/pacheck/pacheck/loaders/facts"
	"github.com/pacheck/pacheck/loaders/source"
)

// toolNames knows which tools the repository defines, and which server offers them.
type toolNames struct {
	ids      map[string]string            // by name
	byServer map[string]map[string]string // ids by server and name; a server that is here has a known list
	servers  map[string]bool              // the servers that the repository configures
}

func newToolNames(d *Document) toolNames {
	t := toolNames{ids: map[string]string{}, byServer: map[string]map[string]string{}, servers: map[string]bool{}}
	for _, s := range d.Servers {
		t.servers[s.Name.V] = true
	}
	programs := serversByFolder(d.Servers)
	for _, tool := range d.Tools {
		name := tool.Name.V
		if t.ids[name] == "" {
			t.ids[name] = tool.ID
		}
		for _, server := range owners(tool, programs) {
			if t.byServer[server] == nil {
				t.byServer[server] = map[string]string{}
			}
			t.byServer[server][name] = tool.ID
		}
	}
	return t
}

// serversByFolder lists the names of servers by each folder that one of their programs may lie in.
func serversByFolder(servers []*Server) map[string][]string {
	folders := map[string][]string{}
	for _, s := range servers {
		words := append([]source.Text{s.Command}, s.Args.V...)
		seen := map[string]bool{}
		for _, word := range words {
			if dir := path.Dir(path.Clean(word.V)); !seen[dir] {
				seen[dir] = true
				folders[dir] = append(folders[dir], s.Name.V)
			}
		}
	}
	return folders
}

// owners are the servers that offer a tool: the one that its file names, else the configured ones whose
// program lies in the folder of the tool list.
func owners(t *Tool, programs map[string][]string) []string {
	if t.Server.Set {
		return []string{t.Server.V}
	}
	dir := path.Dir(t.File)
	if dir == "." {
		return nil
	}
	return programs[dir]
}

// resolve finds the tool that a grant names. It is false only where all that could define the name is
// known: the host's own tools, or a server whose list of tools is in the repository.
func (t toolNames) resolve(e *Entity, says string, edge *Edge) {
	g := facts.ParseGrant(source.Text{V: says, Set: true}, e.Dialect)
	switch {
	case g.Server != "":
		t.ofServer(g.Server, g.MCPTool, edge)
	case t.ids[g.Name] != "":
		edge.To, edge.Resolved = t.ids[g.Name], true
	case slices.Contains(builtinTools[e.Dialect], g.Name):
		edge.Resolved = "external"
	case builtinTools[e.Dialect] != nil:
		known := slices.Clone(builtinTools[e.Dialect])
		for name := range t.ids {
			known = append(known, name)
		}
		slices.Sort(known)
		if near := Nearest(g.Name, known); near != "" {
			edge.Resolved, edge.Suggestion = false, near
		}
	}
}

func (t toolNames) ofServer(server, tool string, edge *Edge) {
	list, known := t.byServer[server]
	switch {
	case tool == "" || strings.Contains(tool, "*"):
		edge.Resolved = "external"
		if t.servers[server] {
			edge.Resolved = true
		}
	case !known:
	case list[tool] != "":
		edge.To, edge.Resolved = list[tool], true
	default:
		var names []string
		for name := range list {
			names = append(names, name)
		}
		slices.Sort(names)
		edge.Resolved, edge.Suggestion = false, Nearest(tool, names)
	}
}

// builtinTools are the tools that hosts bring themselves, where the set is closed: a name that is neither
// here nor a server's is a mistake. Hosts with extensions are not listed, since anything may be there.
var builtinTools = map[string][]string{
	"claude-code": {
		"Agent", "AskUserQuestion", "Bash", "BashOutput", "CronCreate", "CronDelete", "CronList", "Edit",
		"EnterPlanMode", "EnterWorktree", "ExitPlanMode", "ExitWorktree", "Explore", "Glob", "Grep", "KillBash",
		"KillShell", "LS", "LSP", "ListMcpResourcesTool", "Monitor", "MultiEdit", "NotebookEdit", "NotebookRead",
		"PowerShell", "Read", "ReadMcpResourceTool", "SendMessage", "SendUserFile", "Skill", "SlashCommand",
		"StructuredOutput", "Task", "TaskCreate", "TaskGet", "TaskList", "TaskOutput", "TaskStop", "TaskUpdate",
		"TeamCreate", "TeamDelete", "TodoRead", "TodoWrite", "ToolSearch", "WebFetch", "WebSearch", "Write",
	},
}
