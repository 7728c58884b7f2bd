package loaders

import (
	"slices"
	"strings"

	"github.com/pacheck/pacheck/loaders/facts"
	"github.com/pacheck/pacheck/loaders/source"
)

// claudeSettingsLoader reads what Claude Code is told.
var claudeSettingsLoader = Loader{
	Name:    "claude-settings",
	Doc:     "[Claude Code settings](https://docs.claude.com/en/docs/claude-code/settings): permissions, sandbox, environment and hooks.",
	Family:  "Host settings",
	Dialect: "claude-code",
	Globs: []string{
		"**/.claude/settings.json", "**/.claude/settings.local.json", "**/managed-settings.json", "**/managed-settings.d/*.json",
	},
	Weak:  []string{"**/*settings.json", "**/*settings.local.json"},
	Hints: []string{`"permissions"`, `"hooks"`, `"enabledPlugins"`, `"enableAllProjectMcpServers"`, "claude-code-settings"},
	Can: []string{
		"mode", "allow", "ask", "deny", "additional_directories", "sandbox", "env", "commands", "model", "enable_all_servers", "values",
	},
	Claims: claimsClaudeSettings,
	Load: func(f *source.File) (*Document, error) {
		n := f.Root
		doc := &Document{Settings: []*Setting{claudeSetting(n)}, Hooks: readHooks(n.Get("hooks"), "claude-code")}
		return doc, nil
	},
}

// claudeEvents are events of Claude Code that no other host has by the same name.
var claudeEvents = []string{
	"PreToolUse", "PostToolUse", "PostToolUseFailure", "PermissionRequest", "UserPromptSubmit", "SessionStart", "SessionEnd", "Stop",
	"SubagentStart", "SubagentStop", "PreCompact", "PostCompact", "Notification",
}

// claimsClaudeSettings takes any object in the folder of the host, and elsewhere one with a setting that
// only Claude Code has.
func claimsClaudeSettings(n *source.Node) bool {
	if !n.IsMap() {
		return false
	}
	if n.File != nil {
		name := "/" + n.File.Path
		if strings.Contains(name, "/.claude/") || strings.Contains(name, "/managed-settings") {
			return true
		}
	}
	if strings.Contains(n.Get("$schema").Text(), "claude-code-settings") {
		return true
	}
	permissions := n.Get("permissions")
	for _, key := range []string{"allow", "deny", "ask"} {
		if permissions.Get(key).IsList() {
			return true
		}
	}
	if permissions.Get("defaultMode").IsString() || n.Get("enabledPlugins").IsMap() || n.Get("enableAllProjectMcpServers") != nil {
		return true
	}
	hooks := n.Get("hooks")
	return isHookMap(hooks) && slices.ContainsFunc(claudeEvents, func(event string) bool { return hooks.Has(event) })
}

// claudeCommands are the settings whose value Claude Code runs.
var claudeCommands = []string{
	"apiKeyHelper", "awsAuthRefresh", "awsCredentialExport", "gcpAuthRefresh", "otelHeadersHelper", "proxyAuthHelper",
	"statusLine.command", "subagentStatusLine.command", "fileSuggestion.command",
}

func claudeSetting(n *source.Node) *Setting {
	permissions := n.Get("permissions")
	s := &Setting{
		Entity:                Entity{At: placeOf(n)},
		Mode:                  permissions.Get("defaultMode").Field(),
		Allow:                 ruleList(permissions.Get("allow")),
		Ask:                   ruleList(permissions.Get("ask")),
		Deny:                  ruleList(permissions.Get("deny")),
		AdditionalDirectories: pathGrants(permissions.Get("additionalDirectories")),
		Sandbox:               claudeSandbox(n.Get("sandbox")),
		Commands:              commandPairs(n, claudeCommands...),
		Model:                 n.Get("model").Field(),
		EnableAllServers:      n.Get("enableAllProjectMcpServers").Flag(),
		Values:                settingValues(n),
	}
	facts.MarkVoid(s.Deny.V)
	facts.MarkOverruled(s.Allow.V, s.Deny.V)
	s.setEnv(n.Get("env"))
	s.Refs = usesModel(s.Model)
	for _, server := range n.Get("enabledMcpjsonServers").Texts().V {
		s.Refs = append(s.Refs, Ref{Rel: UsesServer, To: server})
	}
	return s
}

// ruleList reads permission rules, one an item.
func ruleList(n *source.Node) source.Field[[]facts.Grant] {
	if !n.IsList() {
		return source.Field[[]facts.Grant]{}
	}
	return grants(n, "claude-code")
}

func claudeSandbox(n *source.Node) *Sandbox {
	if !n.IsMap() {
		return nil
	}
	network, files := n.Get("network"), n.Get("filesystem")
	s := &Sandbox{
		Enabled:        n.Get("enabled").Flag(),
		AllowHosts:     network.Get("allowedDomains").Texts(),
		DenyHosts:      network.Get("deniedDomains").Texts(),
		Read:           pathGrants(files.Get("allowRead")),
		Write:          pathGrants(files.Get("allowWrite")),
		DenyRead:       files.Get("denyRead").Texts(),
		DenyWrite:      files.Get("denyWrite").Texts(),
		Excluded:       n.Get("excludedCommands").Texts(),
		AllowUnsandbox: n.Get("allowUnsandboxedCommands").Flag(),
		At:             n.Place,
	}
	s.Network = networkMode(s.AllowHosts)
	return s
}

// networkMode is what a list of hosts that may be reached comes to; absent where there is no list.
func networkMode(hosts source.Texts) source.Text {
	switch {
	case !hosts.Set:
		return source.Text{}
	case slices.ContainsFunc(hosts.V, func(host source.Text) bool { return host.V == "*" }):
		return source.Say("open", hosts.At)
	}
	return source.Say("allowlist", hosts.At)
}

// usesModel is the reference to a model, unless it is the host's own.
func usesModel(model source.Text) []Ref {
	if model.V == "" || model.V == "inherit" {
		return nil
	}
	return []Ref{{Rel: UsesModel, To: model}}
}
