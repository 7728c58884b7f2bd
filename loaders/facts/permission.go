package facts

import (
	"regexp"
	"slices"
	"strings"

	"github.com/pacheck/pacheck/loaders/source"
)

// Grant is one entry of a permission list or of a list of tools, such as Bash(git push *) or
// mcp__tracker__get_issue.
type Grant struct {
	At          source.Place `json:"-"`
	Raw         string       `json:"raw" doc:"The entry as written."`
	Tool        string       `json:"tool" doc:"What it is about: shell, read, search, edit, write, notebook, web_fetch, web_search, mcp, agent, skill, * for everything, or the host's own name in lower case."`
	Name        string       `json:"name" doc:"The name before the parenthesis, as written."`
	Specifier   string       `json:"specifier,omitempty" doc:"The text in the parentheses."`
	Matches     string       `json:"matches" doc:"How the entry compares: all, exact, prefix or pattern."`
	MatchesAll  bool         `json:"matches_all,omitempty" doc:"The entry covers every use of the tool, or every tool of the server."`
	Command     string       `json:"command,omitempty" doc:"For a shell, the command, or the words that it must begin with."`
	Path        string       `json:"path,omitempty" doc:"For files, the path with // and / resolved as the host does: absolute, from ~, or relative."`
	PathRoot    bool         `json:"path_root,omitempty" doc:"The path is the root of the file system or a drive, a home directory, /etc, /var, or two or more folders up."`
	Domain      string       `json:"domain,omitempty" doc:"For the web, the host that may be fetched from."`
	Server      string       `json:"server,omitempty" doc:"For MCP, the server; * for all."`
	MCPTool     string       `json:"mcp_tool,omitempty" doc:"For MCP, the tool of the server; empty or * for all."`
	Interpreter string       `json:"interpreter,omitempty" doc:"For a shell, the interpreter, downloader or other program with free arguments, by which any code can be run."`
	Void        string       `json:"void,omitempty" doc:"Of a denial that the host does not take for one, why: unclosed for a parenthesis, name for the wrong case, root for a path that is meant from the root."`
	Meant       string       `json:"meant,omitempty" doc:"What a denial with the wrong name or path should have."`
	Overruled   bool         `json:"overruled,omitempty" doc:"Whether the same entry is denied as well."`
}

// toolClasses maps the names that hosts give their tools, in lower case without "_" and "-", to classes.
var toolClasses = map[string]string{
	"bash": "shell", "shell": "shell", "powershell": "shell", "terminal": "shell", "runshellcommand": "shell", "execute": "shell",
	"exec": "shell", "runinterminal": "shell", "executebash": "shell", "executecommand": "shell", "runcommand": "shell",
	"runcommands": "shell", "shelltool": "shell", "localshell": "shell", "executecmd": "shell",
	"read": "read", "readfile": "read", "readmanyfiles": "read", "fsread": "read", "view": "read", "readfiles": "read",
	"glob": "search", "grep": "search", "ls": "search", "listdirectory": "search", "searchfilecontent": "search", "search": "search",
	"codebase": "search", "filesearch": "search", "textsearch": "search",
	"edit": "edit", "multiedit": "edit", "strreplace": "edit", "replace": "edit", "applypatch": "edit", "editfiles": "edit",
	"write": "write", "writefile": "write", "fswrite": "write", "createfile": "write",
	"notebookedit": "notebook", "notebookread": "notebook",
	"webfetch": "web_fetch", "fetch": "web_fetch", "url": "web_fetch", "web": "web_fetch", "fetchwebpage": "web_fetch",
	"websearch": "web_search", "googlewebsearch": "web_search",
	"agent": "agent", "task": "agent", "subagent": "agent", "runsubagent": "agent", "skill": "skill",
}

// argumentRule matches the spelling of cagent, which names the argument: shell:cmd=git log *.
var argumentRule = regexp.MustCompile(`^([\w.*-]+):\w+=(.*)$`)

// toolSets are the groups of Copilot's own tools, which stand before a slash as servers do.
var toolSets = map[string]string{
	"execute": "shell", "read": "read", "search": "search", "edit": "edit", "web": "web_fetch", "agent": "agent",
	"vscode": "vscode", "todo": "todo", "new": "new", "runcommands": "shell", "runtasks": "runtasks", "browser": "browser",
}

// ParseGrant reads an entry of a permission list as the host does. The host is a dialect, such as
// claude-code, cursor, gemini-cli or copilot-cli; it decides what a path and a bare command mean.
func ParseGrant(t source.Text, host string) Grant {
	raw := strings.TrimSpace(t.V)
	name, rest, found := strings.Cut(raw, "(")
	name = strings.TrimSpace(name)
	specifier := strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(rest), ")"))
	if argument := argumentRule.FindStringSubmatch(raw); argument != nil {
		name, specifier, found = argument[1], strings.TrimSpace(argument[2]), true
	}
	g := Grant{At: t.At, Raw: t.V, Name: name, Specifier: specifier, Matches: "exact"}
	g.Tool = toolClass(name)
	switch {
	case g.serverTool(found, host):
		g.Tool = "mcp"
		g.all(g.Server == "*" && g.MCPTool == "" || g.MCPTool == "" || g.MCPTool == "*")
	case name == "*":
		g.Tool = "*"
		g.all(true)
	case g.Tool == "shell":
		g.shell(host)
	case slices.Contains([]string{"read", "search", "edit", "write", "notebook"}, g.Tool):
		g.files(host)
	case g.Tool == "web_fetch":
		g.web()
	default:
		g.Tool = strings.ToLower(firstText(g.Tool, name))
		g.all(specifier == "" || specifier == "*")
	}
	return g
}

var withoutDashes = strings.NewReplacer("_", "", "-", "")

// toolClass is the class of a name that hosts give a tool; "" for any other.
func toolClass(name string) string {
	return toolClasses[withoutDashes.Replace(strings.ToLower(name))]
}

// firstText is a, or b where a is empty.
func firstText(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

// all notes that the entry covers everything, and else whether it is a pattern.
func (g *Grant) all(everything bool) {
	switch {
	case everything:
		g.Matches, g.MatchesAll = "all", true
	case strings.Contains(firstText(g.MCPTool, g.Specifier), "*"):
		g.Matches = "pattern"
	}
}

// serverTool reads the spellings of MCP tools; false where the entry is none.
func (g *Grant) serverTool(called bool, host string) bool {
	if rest, found := strings.CutPrefix(g.Name, "mcp__"); found {
		g.Server, g.MCPTool, _ = strings.Cut(rest, "__")
		return true
	}
	if strings.EqualFold(g.Name, "mcp") && called {
		g.Server, g.MCPTool, _ = strings.Cut(g.Specifier, ":")
		g.Server = firstText(strings.TrimSpace(g.Server), "*")
		return true
	}
	if rest, found := strings.CutPrefix(g.Name, "@"); found && rest != "" && rest != "builtin" {
		g.Server, g.MCPTool, _ = strings.Cut(rest, "/")
		return true
	}
	if server, tool, found := strings.Cut(g.Name, "/"); found && !called && server != "" && tool != "" {
		if class, builtin := toolSets[strings.ToLower(server)]; builtin {
			g.Tool = firstText(toolClass(tool), strings.ToLower(tool))
			if tool == "*" {
				g.Tool = class
			}
			return false
		}
		g.Server, g.MCPTool = server, tool
		return true
	}
	if host == "copilot-cli" && g.Tool == "" && g.Name != "*" {
		g.Server, g.MCPTool = g.Name, g.Specifier
		return true
	}
	return false
}

// shell reads the specifier of a shell: a command, with * for anything, or with :* at its end for any
// arguments. A bare command stands for itself with any arguments in Cursor and Gemini.
func (g *Grant) shell(host string) {
	s := g.Specifier
	if strings.Trim(s, "*") == "" || s == ":*" || s == "*:*" {
		g.all(true)
		return
	}
	g.Command = s
	tail := strings.TrimRight(s, "*")
	switch {
	case strings.HasSuffix(s, ":*"):
		g.Matches, g.Command = "prefix", strings.TrimSpace(strings.TrimSuffix(s, ":*"))
	case tail != s && !strings.Contains(tail, "*"):
		g.Matches, g.Command = "prefix", strings.TrimSpace(tail)
	case strings.Contains(s, "*"):
		g.Matches = "pattern"
	case host == "cursor" || host == "gemini-cli":
		g.Matches = "prefix"
	}
	if command := strings.ToLower(g.Command); g.Matches == "prefix" && slices.Contains(anyCodePrograms, command) {
		g.Interpreter = command
	}
}

// anyCodePrograms are the programs that run any code, reach any host or change any file when their
// arguments are free.
var anyCodePrograms = []string{
	"sudo", "doas", "su", "sh", "bash", "zsh", "eval", "exec", "env", "xargs", "nohup", "ssh", "scp", "curl", "wget", "nc", "ncat", "socat",
	"python", "python3", "python -c", "python3 -c", "node", "node -e", "deno", "bun", "ruby", "perl", "php", "osascript", "powershell", "pwsh",
	"npx", "bunx", "bun x", "pnpx", "pnpm dlx", "yarn dlx", "npm exec", "npm x", "uvx", "uv tool run", "pipx run", "docker", "docker run", "docker exec", "podman", "kubectl", "kubectl exec", "helm", "terraform", "aws", "gcloud",
	"az", "psql", "mysql", "redis-cli", "crontab", "launchctl", "systemctl", "chmod", "chown", "rm", "dd", "find", "awk", "sed", "tee",
}

// files reads the specifier of a tool for files. Claude Code resolves //x from the root of the file
// system and /x from the folder that the settings belong to, so that /** is the project; elsewhere /x is
// absolute.
func (g *Grant) files(host string) {
	p := strings.Trim(g.Specifier, `"'`)
	if p == "" || p == "*" || p == "**" {
		g.all(true)
		return
	}
	if host == "claude-code" {
		switch {
		case strings.HasPrefix(p, "//"):
			p = p[1:]
		case strings.HasPrefix(p, "/"):
			p = "." + p
		}
	}
	g.Path, g.PathRoot = p, RootPath(p)
	if strings.Contains(p, "*") {
		g.Matches = "pattern"
	}
}

// web reads the specifier of a tool that fetches: domain:x, a host or an address.
func (g *Grant) web() {
	domain := strings.TrimSpace(strings.TrimPrefix(g.Specifier, "domain:"))
	if domain == "" || domain == "*" {
		g.all(true)
		return
	}
	if u := ParseURL(source.Say(domain, source.Place{})); strings.Contains(domain, "://") && u != nil {
		domain = u.Host
	}
	g.Domain = strings.ToLower(domain)
	g.all(false)
}

// SplitTools splits a list of tools that is written as one text. Commas outside parentheses part the
// entries; where there are none, blanks do.
func SplitTools(t source.Text) []source.Text {
	entries := splitOutsideParens(t, func(c byte) bool { return c == ',' || c == '\n' })
	if len(entries) > 1 {
		return entries
	}
	return splitOutsideParens(t, func(c byte) bool { return c == ' ' || c == '\t' || c == ',' })
}

// splitOutsideParens splits at the characters outside parentheses, and leaves blanks, quotes and the dashes
// of a list around the entries out. A blank before an opening parenthesis parts nothing.
func splitOutsideParens(t source.Text, parts func(byte) bool) []source.Text {
	var entries []source.Text
	depth, start := 0, 0
	for i := 0; i <= len(t.V); i++ {
		switch {
		case i == len(t.V) || depth == 0 && parts(t.V[i]) && !(t.V[i] == ' ' && i+1 < len(t.V) && t.V[i+1] == '('):
			from, to := trimEntry(t.V, start, i)
			if from < to && t.V[from:to] != "-" {
				entries = append(entries, subWord(t, t.V[from:to], from, to))
			}
			start = i + 1
		case t.V[i] == '(':
			depth++
		case t.V[i] == ')':
			depth = max(0, depth-1)
		}
	}
	return entries
}

// trimEntry narrows a span of text to what is neither blank, quote nor bracket.
func trimEntry(text string, from, to int) (int, int) {
	const around = " \t\r\n\"'`[]"
	for from+1 < to && (strings.IndexByte(around, text[from]) >= 0 || text[from] == '-' && text[from+1] == ' ') {
		from++
	}
	for from < to && strings.IndexByte(around, text[from]) >= 0 {
		from++
	}
	for to > from && strings.IndexByte(around, text[to-1]) >= 0 {
		to--
	}
	return from, to
}
