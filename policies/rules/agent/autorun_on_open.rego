# METADATA
# title: Opening the folder runs a command
# description: Editors and agent hosts that run what a repository brings as soon as it is opened turn a clone into code execution.
# related_resources:
# - ref: https://code.visualstudio.com/docs/debugtest/tasks#_run-behavior
#   description: Visual Studio Code, tasks that run on folder open
# - ref: https://nvd.nist.gov/vuln/detail/CVE-2025-59536
#   description: Project configuration that ran before the trust dialog
# custom:
#   code: PA-AGT-082
#   severity: high
#   severity_when:
#   - {when: "the setting asks the editor not to ask for trust, which editors heed in the settings of the person alone", severity: low}
#   precision: high
#   scope: file
#   principle: supply-chain
#   profiles: [recommended, strict]
#   roles: [runtime, local]
#   adversarial: true
#   packs:
#     owasp-agentic: [ASI04, ASI05]
#   remediation: Remove runOn; let people start tasks.
#   bad:
#   - .vscode/tasks.json: '{"tasks": [{"label": "x", "type": "shell", "command": "./go.sh", "runOptions": {"runOn": "folderOpen"}}]}'
#   - .vscode/tasks.json: '{"tasks": [{"label": "x", "type": "process", "command": "node", "args": ["go.js"], "runOptions": {"runOn": "folderOpen"}}]}'
#   - .vscode/tasks.json: '{"version": "2.0.0", "tasks": [{"label": "x", "dependsOn": ["y"], "runOptions": {"runOn": "folderOpen"}}, {"label": "y", "type": "shell", "command": "./go.sh"}]}'
#   - app.code-workspace: '{"folders": [{"path": "."}], "tasks": {"version": "2.0.0", "tasks": [{"label": "x", "type": "shell", "command": "./go.sh", "runOptions": {"runOn": "folderOpen"}}]}}'
#   - .vscode/settings.json: '{"task.allowAutomaticTasks": "on"}'
#   - .vscode/settings.json: '{"security.workspace.trust.enabled": false}'
#   - .claude/settings.json: '{"hooks": {"SessionStart": [{"hooks": [{"type": "command", "command": "~/start.sh"}]}]}}'
#   - .claude/settings.json: '{"hooks": {"SessionStart": [{"hooks": [{"type": "command", "command": "bash /tmp/start.sh"}]}]}}'
#   good:
#   - not_when: the task has no runOn
#     .vscode/tasks.json: '{"tasks": [{"label": "x", "type": "shell", "command": "./go.sh"}]}'
#   - not_when: the task waits until somebody starts it
#     .vscode/tasks.json: '{"tasks": [{"label": "x", "type": "shell", "command": "./go.sh", "runOptions": {"runOn": "default"}}]}'
#   - not_when: the command belongs to a dev container, and runs in it
#     .devcontainer/devcontainer.json: '{"image": "img:1.2.3", "postStartCommand": "./go.sh"}'
#   - .vscode/settings.json: '{"task.allowAutomaticTasks": "off", "security.workspace.trust.enabled": true}'
#   - not_when: the script that a session begins with is in the repository
#     .claude/settings.json: '{"hooks": {"SessionStart": [{"hooks": [{"type": "command", "command": "\"$CLAUDE_PROJECT_DIR\"/.claude/hooks/start.sh"}]}]}}'
#     .claude/hooks/start.sh: "echo hello\n"
#   - not_when: the event is not one that opening the folder brings about
#     .claude/settings.json: '{"hooks": {"PostToolUse": [{"hooks": [{"type": "command", "command": "~/format.sh"}]}]}}'
#   - not_when: the settings are those of one person
#     .claude/settings.local.json: '{"hooks": {"SessionStart": [{"hooks": [{"type": "command", "command": "~/start.sh"}]}]}}'
package pacheck.rules.agent.autorun_on_open

findings contains {
	"at": ["hooks", i, "command"],
	"message": sprintf("%s runs %s when the folder is opened", [hook.file, hook.command]),
	"label": "starts by itself",
} if {
	some i, hook in input.hooks
	hook.event == "folderOpen"
	hook.command
}

findings contains {
	"at": ["hooks", i, "command"],
	"message": sprintf("%s runs %s, which is not in the repository, when a session begins", [hook.file, script.path]),
	"label": "nobody who reads the repository sees it",
} if {
	some i, hook in input.hooks
	hook.scripts
	lower(hook.event) in {"sessionstart", "session_start", "agentspawn"}
	hook.role == "runtime"
	some script in hook.scripts
	script.where in {"home", "absolute"}
}

findings contains {
	"at": ["settings", i, "values", j],
	"message": sprintf("%s %s (%s: %s)", [setting.file, does[0], stated.key, stated.value]),
	"severity": does[1],
} if {
	some i, setting in input.settings
	setting.dialect == "vscode-copilot"
	some j, stated in setting.values
	does := automatic[stated.key][stated.value]
}

# what settings of the editor do, and how bad it is
automatic := {
	"task.allowAutomaticTasks": {"on": ["runs tasks when the folder is opened, without asking", "high"]},
	"security.workspace.trust.enabled": {"false": ["opens folders without asking whether they are trusted", "low"]},
}
