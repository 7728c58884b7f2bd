package loaders

import (
	"path"
	"slices"

	"github.com/pacheck/pacheck/loaders/facts"
	"github.com/pacheck/pacheck/loaders/source"
)

// hookCan is what a hook is able to state.
var hookCan = []string{"event", "matcher", "kind", "command", "prompt", "url", "timeout"}

// hooksLoader reads files that hold nothing but hooks.
var hooksLoader = Loader{
	Name:   "hooks",
	Doc:    "Hook files of plugins, Codex, Cursor, Copilot and Gemini extensions: commands that a host runs on an event.",
	Family: "Host settings",
	Globs:  []string{"**/hooks/hooks.json", "**/.codex/hooks.json", "**/.cursor/hooks.json", "**/.github/hooks/*.json"},
	Weak:   []string{"**/hooks.json", "**/*hooks.json"},
	Hints:  []string{`"hooks"`},
	Can:    hookCan,
	Claims: func(n *source.Node) bool { return isHookMap(n.Get("hooks")) },
	Load: func(f *source.File) (*Document, error) {
		dialect, evidence := hookDialect(f)
		doc := &Document{Hooks: readHooks(f.Root.Get("hooks"), dialect)}
		for _, h := range doc.Hooks {
			h.Evidence = evidence
		}
		return doc, nil
	},
}

// hookDialect is whose hooks a file holds: those of the host whose folder or extension it lies in, else
// those of a Claude Code plugin.
func hookDialect(f *source.File) (dialect, evidence string) {
	if dialect, evidence = folderDialect(f.Path); dialect != "" {
		return dialect, evidence
	}
	plugin := path.Dir(path.Dir(f.Path))
	for _, m := range []struct{ manifest, dialect string }{
		{".claude-plugin/plugin.json", "claude-code"}, {".codex-plugin/plugin.json", "codex"},
		{".cursor-plugin/plugin.json", "cursor"}, {"gemini-extension.json", "gemini-cli"},
	} {
		if exists(f.Dir, path.Join(plugin, m.manifest)) {
			return m.dialect, "the manifest " + path.Join(plugin, m.manifest)
		}
	}
	return "claude-code", "the shape of the hooks"
}

// isHookMap says whether n maps events to lists of hooks. An empty map is one.
func isHookMap(n *source.Node) bool {
	if !n.IsMap() {
		return false
	}
	for _, p := range n.Pairs {
		if !p.Value.IsList() {
			return false
		}
		for _, item := range p.Value.Items {
			if !item.Get("hooks").IsList() && !isHandler(item) {
				return false
			}
		}
	}
	return true
}

// handlerKeys are the keys that say what a hook does.
var handlerKeys = []string{"command", "bash", "powershell", "prompt", "url", "server"}

func isHandler(n *source.Node) bool {
	return n.IsMap() && slices.ContainsFunc(handlerKeys, func(key string) bool { return n.Get(key).IsString() })
}

// readHooks reads a map of events to hooks, with or without groups by matcher. It is nil for anything
// else.
func readHooks(n *source.Node, dialect string) []*Hook {
	if !n.IsMap() {
		return nil
	}
	var found []*Hook
	for _, event := range n.Pairs {
		if !event.Value.IsList() {
			continue
		}
		r := hookReader{event: event.Key, dialect: dialect}
		for _, group := range event.Value.Items {
			r.group = group
			handlers := group.Get("hooks")
			if !handlers.IsList() {
				handlers = &source.Node{Kind: source.List, Items: []*source.Node{group}}
			}
			for _, handler := range handlers.Items {
				found = append(found, r.read(handler)...)
			}
		}
	}
	return found
}

// hookReader reads the handlers of one event and one matcher.
type hookReader struct {
	event, group *source.Node
	dialect      string
}

// read makes a hook of a handler; two, where it states a command for each kind of shell.
func (r hookReader) read(n *source.Node) []*Hook {
	if !n.IsMap() {
		return nil
	}
	var found []*Hook
	for _, key := range []string{"command", "bash", "powershell"} {
		if command := n.Get(key); command.IsString() || command.IsList() {
			h := r.hook(n)
			h.run(command, n.Get("args"))
			h.examine(command, command.IsString() && !n.Get("args").IsList() && key != "powershell" && n.Get("shell").Text() != "powershell")
			found = append(found, h)
		}
	}
	if len(found) == 0 {
		found = append(found, r.hook(n))
	}
	return found
}

// hook is what all kinds of handlers have in common.
func (r hookReader) hook(n *source.Node) *Hook {
	h := &Hook{
		Entity:   Entity{Name: source.Say(r.event.Value, r.event.Place), At: n.Place, Dialect: r.dialect, Can: hookCan},
		Event:    r.event.Value,
		Matcher:  r.group.Get("matcher").Field(),
		Kind:     n.Get("type").Text(),
		Prompt:   n.Get("prompt").Field(),
		URL:      n.Get("url").Field(),
		Endpoint: facts.ParseURL(n.Get("url").Field()),
		Timeout:  n.Get("timeout", "timeoutSec").Amount(),
	}
	if ms := n.Get("timeout_ms").Amount(); ms.Set {
		h.Timeout = source.Say(ms.V/1000, ms.At)
	}
	if h.Kind == "" {
		h.Kind = kindOfHandler(n)
	}
	if h.Matcher.V != "" {
		h.Name.V += "(" + h.Matcher.V + ")"
	}
	if r.dialect == "gemini-cli" || r.dialect == "qwen-code" {
		h.Timeout.V /= 1000
	}
	if server := n.Get("server").Field(); server.Set {
		h.Refs = append(h.Refs, Ref{Rel: UsesServer, To: server})
	}
	return h
}

// kindOfHandler is what a handler without a type does.
func kindOfHandler(n *source.Node) string {
	switch {
	case n.Get("prompt").IsString():
		return "prompt"
	case n.Get("url").IsString():
		return "http"
	case n.Get("server").IsString():
		return "mcp_tool"
	}
	return "command"
}

// run states the command of a hook: a line for a shell, or a program and its arguments.
func (h *Hook) run(command, args *source.Node) {
	h.Command = commandLine(command)
	arguments := args.Texts()
	program := command.Field()
	if command.IsList() {
		words := command.Texts()
		if len(words.V) == 0 {
			return
		}
		program = words.V[0]
		arguments = source.Say(words.V[1:], words.At)
	}
	h.Launch = facts.ParseLaunch(program, arguments)
}
