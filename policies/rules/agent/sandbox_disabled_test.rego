package pacheck.rules.agent.sandbox_disabled_test

import data.pacheck.rules.agent.sandbox_disabled

places(document) := found if {
	found := {f.at | some f in sandbox_disabled.findings} with input as document
}

off := {"file": "f", "dialect": "claude-code", "sandbox": {"enabled": false}}

test_a_sandbox_that_is_off_matters_with_code_to_run if {
	any_code := {"allow": [{"tool": "read", "raw": "Read"}, {"tool": "shell", "interpreter": "python3", "raw": "Bash(python3:*)"}]}
	places({"settings": [object.union(off, any_code)]}) == {["settings", 0, "sandbox", "enabled"]}
}

test_a_sandbox_that_is_off_does_not_matter_without if {
	places({"settings": [off]}) == set()
	places({"settings": [object.union(off, {"allow": [{"tool": "shell", "command": "git status", "raw": "Bash(git status)"}]})]}) == set()
}

test_an_absent_sandbox_is_not_reported if {
	places({"settings": [{"file": "f", "dialect": "claude-code", "allow": [{"tool": "shell", "matches_all": true, "raw": "Bash"}]}]}) == set()
}

agent := {"name": "coder", "dialect": "crewai", "code_execution": {"allowed": true, "mode": "unsafe"}}

test_unsafe_code_execution_is_found if {
	places({"agents": [agent]}) == {["agents", 0, "code_execution", "mode"]}
}

test_unsafe_code_execution_in_a_container_is_not if {
	places({"agents": [object.union(agent, {"sandbox": {"image": "agents.test/a:1"}})]}) == set()
}

test_an_agent_without_a_sandbox_that_runs_code_is_found if {
	local := {"name": "coder", "dialect": "praisonai", "sandbox": {"enabled": false}}
	places({"agents": [local]}) == set()
	places({"agents": [object.union(local, {"code_execution": {"allowed": true}})]}) == {["agents", 0, "sandbox", "enabled"]}
}

test_a_launch_in_a_container_is_not if {
	launch := {"file": "run.sh", "sandbox_off": "--yolo"}
	count(places({"launches": [launch]})) == 1
	count(places({"launches": [object.union(launch, {"container": "mounted"})]})) == 0
}

test_an_agent_without_a_sandbox_has_code_to_run if {
	agent := {"name": "a", "sandbox": {"enabled": false}}
	at := {["agents", 0, "sandbox", "enabled"]}
	places({"agents": [agent]}) == set()
	places({"agents": [object.union(agent, {"code_execution": {"allowed": true}})]}) == at
	places({"agents": [object.union(agent, {"tools": {"allow": [{"tool": "shell", "matches_all": true}]}})]}) == at
	places({"agents": [object.union(agent, {"tools": {"allow": [{"tool": "read", "matches_all": true}, {"tool": "read", "interpreter": "x"}, {"tool": "shell"}]}})]}) == set()
}

test_a_container_around_the_agent_confines_its_code if {
	agent := {"name": "a", "code_execution": {"allowed": true, "mode": "unsafe"}}
	places({"agents": [agent]}) == {["agents", 0, "code_execution", "mode"]}
	places({"agents": [object.union(agent, {"sandbox": {"enabled": true}})]}) == set()
	places({"agents": [object.union(agent, {"sandbox": {"image": "debian:13"}})]}) == set()
}

test_the_mode_of_codex_is_codex_s_alone if {
	agent := {"name": "a", "sandbox": {"mode": "danger-full-access"}}
	places({"agents": [object.union(agent, {"dialect": "codex"})]}) == {["agents", 0, "sandbox", "mode"]}
	places({"agents": [object.union(agent, {"dialect": "other"})]}) == set()
}
