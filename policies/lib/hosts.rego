# METADATA
# title: How agent hosts turn their own protections off
# description: Exact keys and values, by dialect. Keys are dotted, as in the values of a setting.
package pacheck.lib.hosts

# whether a value of a setting switches human approval off
bypasses(setting, stated) if {
	stated.value in bypass[setting.dialect][stated.key]
	not harmless(setting)
	not refused(setting)
}

# whether a value of a setting switches the sandbox off
unsandboxes(setting, stated) if stated.value in sandbox_off[setting.dialect][stated.key]

# the keys that switch human approval off. Allow lists are looked at by the rules themselves: what stands
# for every tool is a bypass, the whole shell is in unrestricted-shell-grant, a server in auto-approve-all.
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
		"chat.tools.terminal.autoApprove./.*/.approve": {"true"},
		"chat.tools.terminal.autoApprove./.+/.approve": {"true"},
	},
	"autogen": {"human_input_mode": {"NEVER"}},
	"aider": {"yes-always": {"true"}},
	"goose": {"GOOSE_MODE": {"auto"}},
}

# without code to run, nothing needs approval
harmless(setting) if {
	setting.dialect == "autogen"
	some stated in setting.values
	stated.key == "code_execution_config"
	stated.value == "false"
}

# the mode is named, and the host is told never to have it
refused(setting) if {
	some stated in setting.values
	stated.key == "permissions.disableBypassPermissionsMode"
	stated.value == "disable"
}

# the keys that switch the isolation of commands off
sandbox_off := {
	"codex": {"sandbox_mode": {"danger-full-access"}},
	"autogen": {"code_execution_config.use_docker": {"false"}},
}

# the modes of single agents in which nobody is asked
agent_bypass := {"claude-code": {"bypassPermissions"}}

# Codex asks nobody and confines nothing; the one without the other keeps a protection
codex_bypass(subject) if {
	subject.dialect == "codex"
	subject.mode == "never"
	subject.sandbox.mode == "danger-full-access"
}

# whether a table of Codex says so itself, rather than a profile that repeats what holds for all
codex_states(setting) if {
	some stated in setting.values
	stated.key in {"approval_policy", "sandbox_mode"}
}
