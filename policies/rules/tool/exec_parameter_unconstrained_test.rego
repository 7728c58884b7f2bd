package pacheck.rules.tool.exec_parameter_unconstrained_test

import data.pacheck.rules.tool.exec_parameter_unconstrained

command := {"name": "command", "type": ["string"], "role": "command", "sink": "a shell"}

tool(fields) := object.union({"id": "tools:t.json#t", "name": "t", "params": [command]}, fields)

found(document) := {[f.message, f.severity] | some f in findings} if {
	findings := exec_parameter_unconstrained.findings with input as document
}

held(agent) := {s | some [_, s] in found({
	"tools": [tool({})],
	"agents": [object.union({"id": "a"}, agent)],
	"edges": [{"from": "a", "rel": "uses_tool", "to": "tools:t.json#t", "resolved": true}],
})}

reads := [{"kind": "untrusted_input", "strength": "strong"}]

test_the_sink_is_named if found({"tools": [tool({})]}) == {["tool t: command accepts any text into a shell", "medium"]}

test_bounds_keep_commands_out if found({"tools": [tool({"params": [object.union(command, {"bounds": ["shell"]})]})]}) == set()

test_numbers_are_no_commands if found({"tools": [tool({"params": [object.union(command, {"type": ["integer"]})]})]}) == set()

test_agents_that_read_strangers_make_it_worse if {
	held({"capabilities": reads}) == {"high"}
	held({"capabilities": [{"kind": "untrusted_input", "strength": "weak"}]}) == {"medium"}
	held({}) == {"medium"}
}

test_a_sandbox_makes_it_better if {
	held({"capabilities": reads, "sandbox": {"enabled": true}}) == {"low"}
	{s | some [_, s] in found({"tools": [tool({"sandboxed": true})]})} == {"low"}
}

test_databases_that_are_only_read if {
	sql := object.union(command, {"name": "sql", "sink": "a database"})
	servers := [{"name": "db", "launch": {"args": ["--readonly"]}}]
	found({"tools": [tool({"server": "db", "params": [sql]})], "servers": servers}) == set()
	count(found({"tools": [tool({"server": "db"})], "servers": servers})) == 1
}

test_types_that_hold_text if {
	count(found({"tools": [tool({"params": [object.remove(command, ["type"])]})]})) == 1
	count(found({"tools": [tool({"params": [object.union(command, {"type": ["array"], "item_type": ["string"]})]})]})) == 1
	found({"tools": [tool({"params": [object.union(command, {"type": ["integer"]})]})]}) == set()
}

test_a_sandbox_of_any_kind_confines_the_agent if {
	every sandbox in [{"enabled": true}, {"mode": "read-only"}, {"mode": "workspace-write"}, {"image": "debian:13"}] {
		held({"sandbox": sandbox, "capabilities": reads}) == {"low"}
	}
	held({"sandbox": {"mode": "danger-full-access"}, "capabilities": reads}) == {"high"}
	held({"capabilities": [{"kind": "money", "strength": "strong"}]}) == {"medium"}
	held({"capabilities": [{"kind": "untrusted_input", "strength": "weak"}]}) == {"medium"}
}

test_a_tool_in_a_sandbox_is_low_whoever_holds_it if {
	{s |
		some [_, s] in found({
			"tools": [tool({"sandboxed": true})],
			"agents": [{"id": "a", "capabilities": reads}],
			"edges": [{"from": "a", "rel": "uses_tool", "to": "tools:t.json#t", "resolved": true}],
		})
	} == {"low"}
}

test_a_mention_is_no_use if {
	every edge in [{"rel": "documents"}, {"resolved": false}] {
		{s | some [_, s] in found({
			"tools": [tool({})],
			"agents": [{"id": "a", "capabilities": reads}],
			"edges": [object.union({"from": "a", "rel": "uses_tool", "to": "tools:t.json#t", "resolved": true}, edge)],
		})} == {"medium"}
	}
}

of(arg) := found({"tools": [tool({"server": "db", "params": [{"name": "query", "type": ["string"], "sink": "a database"}]})], "servers": [{"name": "db", "launch": {"args": [arg]}}]})

test_a_database_is_opened_for_reading_by_its_own_option if {
	of("--read-only") == set()
	count(of("--verbose")) == 1
}
