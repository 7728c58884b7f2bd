package loaders

import (
	"cmp"
	"maps"
	"path"
	"slices"
	"strings"

	"github.com/pacheck/pacheck/loaders/facts"
	"github.com/pacheck/pacheck/loaders/source"
)

// toolNames knows which tools the repository defines, and which server offers them.
type toolNames struct {
	ids      map[string]string   // by name
	names    []string            // of all of them, in order
	byServer map[string]toolList // a server that is here has a known list
	servers  map[string]bool     // the servers that the repository configures
	words    int                 // that may still be compared with misspelt names
	answers  map[comparison]string
}

// toolList are the tools that one server offers.
type toolList struct {
	ids   map[string]string // by name
	names []string          // in order
}

// maxComparisons bounds the search for what misspelt names may mean, over the whole repository.
const maxComparisons = 1_000_000

func newToolNames(d *Document) *toolNames {
	t := &toolNames{ids: map[string]string{}, byServer: map[string]toolList{}, servers: map[string]bool{}, words: maxComparisons, answers: map[comparison]string{}}
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
			if t.byServer[server].ids == nil {
				t.byServer[server] = toolList{ids: map[string]string{}}
			}
			t.byServer[server].ids[name] = tool.ID
		}
	}
	t.names = slices.Sorted(maps.Keys(t.ids))
	for server, list := range t.byServer {
		list.names = slices.Sorted(maps.Keys(list.ids))
		t.byServer[server] = list
	}
	return t
}

// describedBeside are the dialects of files that describe the server whose tools are listed beside them.
var describedBeside = map[string]bool{"docker-mcp": true, "mcpb": true, "mcp-registry": true}

// maxBeside bounds how many servers share the tools of a folder.
const maxBeside = 16

// serversByFolder lists the names of servers by each folder that one of their programs may lie in.
func serversByFolder(servers []*Server) map[string][]string {
	folders := map[string][]string{}
	for _, s := range servers {
		words := append([]source.Text{s.Command}, s.Args.V...)
		seen := map[string]bool{}
		if describedBeside[s.Dialect] {
			words = append(words, source.Text{V: s.File})
		}
		for _, word := range words {
			if dir := path.Dir(path.Clean(word.V)); !seen[dir] && len(folders[dir]) < maxBeside {
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
func (t *toolNames) resolve(e *Entity, says string, edge *Edge) {
	g := facts.ParseGrant(source.Text{V: says, Set: true}, e.Dialect)
	host := builtinTools[e.Dialect]
	switch {
	case g.Server != "":
		t.ofServer(g.Server, g.MCPTool, edge)
	case t.ids[g.Name] != "":
		edge.To, edge.Resolved = t.ids[g.Name], true
	case slices.Contains(host, g.Name):
		edge.Resolved = "external"
	case host != nil:
		if near := cmp.Or(t.nearest(g.Name, host), t.nearest(g.Name, t.names)); near != "" {
			edge.Resolved, edge.Suggestion = false, near
		}
	}
}

func (t *toolNames) ofServer(server, tool string, edge *Edge) {
	list, known := t.byServer[server]
	switch {
	case tool == "" || strings.Contains(tool, "*"):
		edge.Resolved = "external"
		if t.servers[server] {
			edge.Resolved = true
		}
	case !known:
	case list.ids[tool] != "":
		edge.To, edge.Resolved = list.ids[tool], true
	default:
		edge.Resolved, edge.Suggestion = false, t.nearest(tool, list.names)
	}
}

// comparison is a word and the list that it was compared with.
type comparison struct {
	word  string
	first *string // of the list
	count int
}

// nearest is Nearest as long as there are not too many words to compare with. Repositories repeat
// themselves, so each answer is kept.
func (t *toolNames) nearest(word string, known []string) string {
	if len(known) == 0 {
		return ""
	}
	key := comparison{word: word, first: &known[0], count: len(known)}
	near, answered := t.answers[key]
	if answered {
		return near
	}
	if t.words -= len(known); t.words >= 0 {
		near = Nearest(word, known)
	}
	t.answers[key] = near
	return near
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
