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

both(second) := {s | some [_, s] in found({
	"tools": [tool({})],
	"agents": [{"id": "a", "capabilities": reads, "sandbox": {"enabled": true}}, object.union({"id": "b"}, second)],
	"edges": [{"from": id, "rel": "uses_tool", "to": "tools:t.json#t", "resolved": true} | some id in ["a", "b"]],
})}

test_one_sandbox_of_two_is_not_enough if {
	both({}) == {"medium"}
	both({"capabilities": reads}) == {"high"}
	both({"sandbox": {"image": "x"}}) == {"low"}
}

test_every_kind_of_sandbox_counts if {
	every sandbox in [{"enabled": true}, {"mode": "read-only"}, {"mode": "workspace-write"}, {"image": "x"}] {
		held({"capabilities": reads, "sandbox": sandbox}) == {"low"}
	}
	held({"capabilities": reads, "sandbox": {"enabled": false}}) == {"high"}
	held({"capabilities": reads, "sandbox": {"mode": "danger-full-access"}}) == {"high"}
	held({"capabilities": [{"kind": "private_data", "strength": "strong"}]}) == {"medium"}
}

of(agent) := {s | some [_, s] in found({
	"tools": [tool({"sandboxed": true})],
	"agents": [object.union({"id": "a"}, agent)],
	"edges": [{"from": "a", "rel": "uses_tool", "to": "tools:t.json#t", "resolved": true}],
})}

test_a_tool_in_a_sandbox_is_mild_whoever_holds_it if {
	of({"capabilities": reads}) == {"low"}
	of({}) == {"low"}
}

test_only_agents_that_use_the_tool_hold_it if {
	every other in [{"rel": "documents"}, {"resolved": false}] {
		{s | some [_, s] in found({
			"tools": [tool({})],
			"agents": [{"id": "a", "capabilities": reads}],
			"edges": [object.union({"from": "a", "rel": "uses_tool", "to": "tools:t.json#t", "resolved": true}, other)],
		})} == {"medium"}
	}
}
