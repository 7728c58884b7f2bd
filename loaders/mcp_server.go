package loaders

import (
	"slices"
	"strings"

	"github.com/pacheck/pacheck/loaders/facts"
	"github.com/pacheck/pacheck/loaders/source"
)

// newServer reads one MCP server in whichever dialect it is written: the names of the keys differ,
// their meanings hardly do.
func newServer(name string, nameAt source.Place, n *source.Node, dialect string) *Server {
	s := &Server{
		Entity:        Entity{Name: source.Say(name, nameAt), Dialect: dialect, At: serverPlace(nameAt, n)},
		Description:   n.Get("description").Field(),
		Instructions:  n.Get("instructions", "serverInstructions").Field(),
		EnvFile:       n.Get("envFile", "env_file").Field(),
		Cwd:           n.Get("cwd", "workingDirectory", "working_directory").Field(),
		URL:           n.Get("httpUrl", "url", "serverUrl", "server_url", "uri").Field(),
		Env:           serverEnv(n),
		Headers:       serverHeaders(n),
		AutoApprove:   listed(n.Get("autoApprove", "alwaysAllow", "auto_approve")),
		ApproveAll:    approveAll(n),
		Tools:         listed(n.Get("includeTools", "enabled_tools", "enabledTools", "allowed_tools", "allowedTools", "available_tools", "tools")),
		ExcludedTools: listed(n.Get("excludeTools", "disabled_tools", "disabledTools")),
		Disabled:      serverDisabled(n),
	}
	s.Command, s.Args = serverCommand(n)
	s.readHosted(n)
	s.Endpoint = facts.ParseURL(s.URL)
	s.Transport = transport(n, s)
	s.judge()
	s.judgeFields(n)
	s.nearby(n.File)
	s.identify(n.File)
	return s
}

// readHosted reads what only hosts of agents have: tools that need no approval, and settings of tools.
func (s *Server) readHosted(n *source.Node) {
	if names := n.Get("require_approval").Get("never").Get("tool_names"); names != nil {
		s.AutoApprove = names.Texts()
	}
	if names := n.Get("allowed_tools").Get("tool_names"); names != nil {
		s.Tools = names.Texts()
	}
	if settings := n.Get("tool_configuration"); settings.IsMap() {
		s.Tools, s.Disabled = settings.Get("allowed_tools").Texts(), serverDisabled(settings)
	}
}

// serverPlace is from the name of a server to its end.
func serverPlace(name source.Place, n *source.Node) source.Place {
	if name.File == nil || name.File != n.File {
		return n.Place
	}
	return source.Place{File: n.File, Start: min(name.Start, n.Start), End: max(name.End, n.End)}
}

// serverCommand is the program and its arguments. The program may also be a list of both, or a Map, and
// all may stand below "transport".
func serverCommand(n *source.Node) (source.Text, source.Texts) {
	command, args := n.Get("command", "cmd"), n.Get("args")
	if inner := n.Get("transport"); command == nil && inner.IsMap() {
		return serverCommand(inner)
	}
	if command.IsMap() {
		return command.Get("path").Field(), command.Get("args").Texts()
	}
	if !command.IsList() {
		return command.Field(), args.Texts()
	}
	words := command.Texts()
	if len(words.V) == 0 {
		return source.Text{}, args.Texts()
	}
	program, rest := words.V[0], slices.Concat(words.V[1:], args.Texts().V)
	return program, source.Say(rest, command.Place)
}

// serverEnv are the variables of a server: those with a value, and those that are passed on by name.
func serverEnv(n *source.Node) []Pair {
	var env []Pair
	for _, key := range []string{"env", "environment", "envs"} {
		env = append(env, pairsOf(n.Get(key))...)
	}
	env = append(env, pairsOf(n.At("command", "env"))...)
	env = append(env, pairsOf(n.At("transport", "env"))...)
	for _, key := range []string{"env", "environment"} {
		for _, item := range itemsOf(n.Get(key)) {
			if name, value, ok := strings.Cut(item.Text(), "="); ok {
				at := item.Sub(item.Value, len(name)+1, len(item.Value))
				env = append(env, Pair{Key: name, Value: source.Say(value, at), At: item.Place})
			}
		}
	}
	for _, key := range []string{"env_vars", "env_keys"} {
		for _, name := range listed(n.Get(key)).V {
			env = append(env, Pair{Key: name.V, At: name.At})
		}
	}
	return env
}

// serverHeaders are the headers of a server: those with a value, and those whose value a variable has.
func serverHeaders(n *source.Node) []Pair {
	headers := pairsOf(n.Get("headers", "http_headers"))
	headers = append(headers, pairsOf(n.At("requestOptions", "headers"))...)
	for _, p := range pairsOf(n.Get("env_http_headers")) {
		headers = append(headers, Pair{Key: p.Key, At: p.At})
	}
	if token := n.Get("bearer_token_env_var"); token.IsString() {
		headers = append(headers, Pair{Key: "Authorization", At: token.Place})
	}
	if token := n.Get("authorization_token", "authorization"); token.IsString() {
		headers = append(headers, Pair{Key: "Authorization", Value: token.Field(), At: token.Place})
	}
	return headers
}

// listed is a list of texts, or one text; a truth value is no list.
func listed(n *source.Node) source.Texts {
	if !n.IsList() && !n.IsString() {
		return source.Texts{}
	}
	return n.Texts()
}

// approveAll is the setting that approves all tools of a server, as key and value.
func approveAll(n *source.Node) source.Text {
	for _, p := range entriesOf(n) {
		key := p.Key.Value
		switch yes, _ := p.Value.Bool(); {
		case yes && slices.Contains([]string{"trust", "autoApprove", "alwaysAllow", "auto_approve", "autoApproveAll"}, key):
		case key == "require_approval" && p.Value.Text() == "never":
		default:
			continue
		}
		return source.Say(key+": "+p.Value.Value, p.Value.Place)
	}
	return source.Text{}
}

// serverDisabled is what "disabled" says, else the contrary of what "enabled" says.
func serverDisabled(n *source.Node) source.Flag {
	if off := n.Get("disabled").Flag(); off.Set {
		return off
	}
	on := n.Get("enabled").Flag()
	on.V = on.Set && !on.V
	return on
}

// transports are the words for how one talks to a server, without case, hyphens and underscores.
var transports = map[string]string{
	"stdio": "stdio", "local": "stdio",
	"http": "http", "streamablehttp": "http", "httpstream": "http", "remote": "http",
	"sse": "sse", "ws": "ws", "websocket": "ws",
}

// transport is how one talks to a server: as it says, else as its other keys show.
func transport(n *source.Node, s *Server) string {
	stated := n.Get("type", "transport")
	if stated.IsMap() {
		stated = stated.Get("type")
	}
	known := transports[remoteWord(stated.Text())]
	switch {
	case known != "":
		return known
	case s.URL.Set && n.Has("httpUrl"):
		return "http"
	case s.URL.Set:
		return urlTransport(s)
	case s.Command.Set:
		return "stdio"
	}
	return "unknown"
}

// urlTransport is what an address alone shows.
func urlTransport(s *Server) string {
	switch {
	case s.Endpoint != nil && (s.Endpoint.Scheme == "ws" || s.Endpoint.Scheme == "wss"):
		return "ws"
	case s.Dialect == "gemini-cli", s.Endpoint != nil && strings.HasSuffix(strings.TrimRight(s.Endpoint.Path, "/"), "/sse"):
		return "sse"
	}
	return "http"
}

var withoutDashes = strings.NewReplacer("-", "", "_", "")

// remoteWord is a word for a transport as transports has it.
func remoteWord(word string) string {
	return withoutDashes.Replace(strings.ToLower(word))
}
