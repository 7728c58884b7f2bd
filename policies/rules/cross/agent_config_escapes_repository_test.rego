package pacheck.rules.cross.agent_config_escapes_repository_test

import data.pacheck.rules.cross.agent_config_escapes_repository

messages(document) := found if {
	found := {f.message | some f in agent_config_escapes_repository.findings} with input as document
}

file(note) := {"files": [{"path": ".claude/commands", "size": 1, "notes": [note]}]}

test_links_that_leave_are_told if {
	messages(file({"kind": "escapes", "text": "links outside the repository"})) == {".claude/commands leads outside the repository"}
	messages(file({"kind": "broken-link", "text": "x"})) == set()
}

test_paths_that_differ_by_case_are if {
	messages(file({"kind": "twin", "text": ".Claude/commands"})) == {".claude/commands and .Claude/commands are the same file on some systems"}
}

test_large_rules_are if {
	messages({"files": [{"path": "f", "size": 2000000, "loader": "rules"}]}) == {"f has 2000000 bytes, more than anybody reviews"}
	messages({"files": [{"path": "f", "size": 2000000, "loader": "openapi"}]}) == set()
}

test_scripts_of_hooks_outside_are if {
	script := {"path": "~/x.sh", "where": "home"}
	hook := {"event": "Stop", "file": "f", "role": "runtime", "scripts": [script]}
	messages({"hooks": [hook]}) == {"hook Stop in f leads outside the repository (~/x.sh)"}
	messages({"hooks": [object.union(hook, {"role": "local"})]}) == set()
	messages({"hooks": [object.union(hook, {"scripts": [object.union(script, {"where": "repository"})]})]}) == set()
}

test_includes_from_outside_are if {
	edge := {"file": "CLAUDE.md", "rel": "imports", "to": "~/x.md", "resolved": "external", "role": "runtime"}
	messages({"edges": [edge]}) == {"CLAUDE.md leads outside the repository (~/x.md)"}
	messages({"edges": [object.union(edge, {"to": "/srv/x.md"})]}) == {"CLAUDE.md leads outside the repository (/srv/x.md)"}
	messages({"edges": [object.union(edge, {"to": "partial"})]}) == set()
	messages({"edges": [object.union(edge, {"role": "local"})]}) == set()
	messages({"edges": [object.union(edge, {"rel": "uses_model"})]}) == set()
}

test_the_limit_itself_is_fine if {
	limit := agent_config_escapes_repository.params.max_bytes
	messages({"files": [{"path": "f", "size": limit, "loader": "rules"}]}) == set()
	count(messages({"files": [{"path": "f", "size": limit + 1, "loader": "rules"}]})) == 1
}

test_a_path_that_is_found_does_not_lead_outside if {
	edge := {"file": "AGENTS.md", "rel": "imports", "to": "/home/x.md", "role": "runtime", "resolved": "external"}
	count(messages({"edges": [edge]})) == 1
	messages({"edges": [object.union(edge, {"resolved": true})]}) == set()
}
