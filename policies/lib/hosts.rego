# METADATA
# title: How agent hosts turn their own protections off
# description: Exact keys and values, by dialect. Keys are dotted, as in the values of a setting.
package pacheck.lib.hosts

# the keys that switch human approval off
bypass := {
	"claude-code": {
		"permissions.defaultMode": {"bypassPermissions"},
		"skipDangerousModePermissionPrompt": {"true"},
	},
	"vscode-copilot": {
		"chat.tools.global.autoApprove": {"true"},
		"chat.tools.autoApprove": {"true"},
		"chat.tools.terminal.autoApprove./.*/": {"true"},
		"chat.tools.terminal.autoApprove./.+/": {"true"},
		"chat.tools.terminal.autoApprove.*": {"true"},
	},
	"aider": {"yes-always": {"true"}},
	"goose": {"GOOSE_MODE": {"auto"}},
}
