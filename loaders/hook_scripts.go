package loaders

import (
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/pacheck/pacheck/loaders/facts"
	"github.com/pacheck/pacheck/loaders/source"
)

// HookScript is a script that the command of a hook runs.
type HookScript struct {
	Path  string       `json:"path" doc:"The path as written, without quotes."`
	Where string       `json:"where" doc:"repository where it is a file of it; home or absolute where it lies outside, so that nobody who reviews the repository sees it."`
	File  string       `json:"file,omitempty" doc:"The path in the repository."`
	At    source.Place `json:"-"`
}

// The bounds of what is read for one hook.
const (
	maxHookScripts = 4
	maxHookActions = 16
)

// examine states which scripts the command of a hook runs, what it and the scripts of the repository among
// them do that reaches outside, and which texts of the model a shell splits or runs.
func (h *Hook) examine(command *source.Node, line bool) {
	if !h.Command.Set || command.File == nil {
		return
	}
	h.Scripts = hookScripts(h, command.File)
	h.Actions = facts.ShellActions(h.Command)
	for i := range h.Actions {
		h.Actions[i].At = h.Command.At
	}
	for _, s := range h.Scripts {
		if s.File != "" && len(h.Actions) < maxHookActions {
			h.Actions = append(h.Actions, scriptActions(s, nearbyText(command.File, s.File))...)
		}
	}
	if line {
		h.Unquoted = facts.UnquotedExpansions(h.Command)
	}
}

// scriptActions are the actions of a script, each at the place where the hook names the script.
func scriptActions(s HookScript, text string) []facts.ShellAction {
	actions := facts.ShellActions(source.Say(text, source.Place{}))
	for i := range actions {
		actions[i].At, actions[i].Script = s.At, s.File
	}
	return actions
}

// hookEndings are the endings of scripts that are looked into.
var hookEndings = []string{".sh", ".bash", ".zsh", ".py", ".js", ".mjs", ".cjs", ".ts", ".rb", ".pl", ".ps1"}

var (
	projectFolder = regexp.MustCompile(`^\$(?:\{(?:CLAUDE_PROJECT_DIR|CURSOR_PROJECT_DIR|GEMINI_PROJECT_DIR|workspaceFolder|PWD)\}|(?:CLAUDE_PROJECT_DIR|CURSOR_PROJECT_DIR|GEMINI_PROJECT_DIR|PWD)\b|\(git rev-parse --show-toplevel\))/`)
	pluginFolder  = regexp.MustCompile(`^\$\{?(?:CLAUDE_PLUGIN_ROOT|CURSOR_PLUGIN_ROOT|PLUGIN_ROOT|extensionPath)\}?/`)
	homeFolder    = regexp.MustCompile(`^(?:~|\$HOME|\$\{HOME\}|%USERPROFILE%|/(?:home|Users)/[^/]+|/root)[/\\]`)
)

// hookScripts are the scripts that a command names, each once.
func hookScripts(h *Hook, f *source.File) []HookScript {
	var found []HookScript
	for _, words := range facts.Commands(h.Command) {
		for i, word := range words {
			s, ok := hookScript(word, i == 0, f)
			known := slices.ContainsFunc(found, func(o HookScript) bool { return o.Path == s.Path })
			if ok && !known && len(found) < maxHookScripts {
				s.At = h.Command.At
				found = append(found, s)
			}
		}
	}
	return found
}

// hookScript is the script that a word of a command names; the first word counts also without an ending,
// because it is a program.
func hookScript(word source.Text, program bool, f *source.File) (HookScript, bool) {
	s := HookScript{Path: word.V}
	ends := slices.Contains(hookEndings, strings.ToLower(path.Ext(word.V)))
	folder := strings.Contains(word.V, "/")
	if strings.HasPrefix(word.V, "-") || strings.Contains(word.V, "://") || !ends && !(program && folder) {
		return s, false
	}
	project := configured(f.Path)
	switch {
	case homeFolder.MatchString(word.V):
		s.Where = "home"
		return s, true
	case path.IsAbs(word.V):
		s.Where = "absolute"
		return s, ends || openFolders.MatchString(word.V)
	case pluginFolder.MatchString(word.V):
		s.File = ownFile(f, pluginRoot(f), pluginFolder.ReplaceAllString(word.V, ""))
	case projectFolder.MatchString(word.V):
		s.File = ownFile(f, project, projectFolder.ReplaceAllString(word.V, ""))
	case !strings.ContainsAny(word.V, "$`%{"):
		s.File = ownFile(f, project, word.V)
		if s.File == "" {
			s.File = ownFile(f, path.Dir(f.Path), word.V)
		}
	}
	s.Where = "repository"
	return s, s.File != ""
}

// openFolders matches folders whose files anybody may have put there.
var openFolders = regexp.MustCompile(`^/(?:tmp|var/tmp|private/tmp|dev/shm|mnt)/`)

// ownFile is the path of a file of the repository, empty where there is none.
func ownFile(f *source.File, dir, name string) string {
	name = path.Join(dir, strings.TrimPrefix(name, "./"))
	if f.Dir == nil || !exists(f.Dir, name) {
		return ""
	}
	return name
}

// pluginRoot is the folder of the plugin or extension that a file of hooks belongs to.
func pluginRoot(f *source.File) string {
	dir := path.Dir(f.Path)
	if base := path.Base(dir); base == "hooks" || strings.HasPrefix(base, ".") && base != "." {
		return path.Dir(dir)
	}
	return dir
}
