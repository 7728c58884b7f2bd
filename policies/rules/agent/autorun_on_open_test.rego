package pacheck.rules.agent.autorun_on_open_test

import data.pacheck.rules.agent.autorun_on_open

found(document) := result if {
	result := {[f.at[0], object.get(f, "severity", "high")] | some f in autorun_on_open.findings} with input as document
}

hook := {
	"file": ".claude/settings.json",
	"event": "SessionStart",
	"role": "runtime",
	"command": "~/start.sh",
	"scripts": [{"path": "~/start.sh", "where": "home"}],
}

setting(key, value) := {"settings": [{
	"file": ".vscode/settings.json",
	"dialect": "vscode-copilot",
	"values": [{"key": key, "value": value}],
}]}

test_a_task_that_starts_by_itself_is_found if {
	task := {"file": ".vscode/tasks.json", "event": "folderOpen", "command": "./go.sh"}
	{f.message | some f in autorun_on_open.findings} == {".vscode/tasks.json runs ./go.sh when the folder is opened"} with input as {"hooks": [task]}
}

test_a_script_from_elsewhere_is_found_at_the_start_of_sessions if {
	found({"hooks": [hook]}) == {["hooks", "high"]}
	found({"hooks": [object.union(hook, {"event": "PostToolUse"})]}) == set()
	found({"hooks": [object.union(hook, {"scripts": [{"path": "x.sh", "where": "repository", "file": "x.sh"}]})]}) == set()
}

test_settings_of_a_person_may_name_their_own_scripts if {
	found({"hooks": [object.union(hook, {"role": "local"})]}) == set()
}

test_a_setting_that_editors_do_not_heed_is_low if {
	found(setting("task.allowAutomaticTasks", "on")) == {["settings", "high"]}
	found(setting("security.workspace.trust.enabled", "false")) == {["settings", "low"]}
	found(setting("security.workspace.trust.enabled", "true")) == set()
}

test_the_setting_of_another_host_is_not if {
	document := setting("task.allowAutomaticTasks", "on")
	count(found(document)) == 1
	found({"settings": [object.union(document.settings[0], {"dialect": "cursor"})]}) == set()
}
