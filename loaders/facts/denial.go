package facts

import (
	"regexp"
	"slices"
	"strings"
)

// claudeTools are the tools of Claude Code, as it writes them.
var claudeTools = []string{
	"Agent", "Bash", "BashOutput", "Edit", "ExitPlanMode", "Glob", "Grep", "KillShell", "LS", "MultiEdit", "NotebookEdit", "NotebookRead",
	"PowerShell", "Read", "Skill", "SlashCommand", "Task", "TodoWrite", "WebFetch", "WebSearch", "Write",
}

// fromRoot is a specifier that means the root of the file system, where Claude Code takes / for the folder
// of the settings.
var fromRoot = regexp.MustCompile(`^/(etc|home|Users|var|root|proc|sys|dev|usr|private|Library|System|Volumes)(/|$)`)

// MarkVoid marks the denials that match nothing, as Claude Code reads them.
func MarkVoid(denied []Grant) {
	for i := range denied {
		g := &denied[i]
		called := slices.IndexFunc(claudeTools, func(tool string) bool { return strings.EqualFold(tool, g.Name) })
		switch {
		case strings.Contains(g.Raw, "(") && !strings.HasSuffix(g.Raw, ")"):
			g.Void = "unclosed"
		case called >= 0 && claudeTools[called] != g.Name:
			g.Void, g.Meant = "name", claudeTools[called]
		case slices.Contains([]string{"read", "edit", "write", "search"}, g.Tool) && fromRoot.MatchString(g.Specifier):
			g.Void, g.Meant = "root", "/"+g.Specifier
		}
	}
}

// MarkOverruled marks what is allowed and denied by the same entry.
func MarkOverruled(allowed, denied []Grant) {
	entries := map[string]bool{}
	for i := range denied {
		entries[denied[i].Raw] = true
	}
	for i := range allowed {
		allowed[i].Overruled = entries[allowed[i].Raw]
	}
}
