package pacheck.rules.cross.unregistered_agent_launch_test

import data.pacheck.rules.cross.unregistered_agent_launch

launch(argv) := {"file": "ci.yml", "program": "claude", "role": "runtime", "trigger": "ci", "argv": argv}

messages(launches) := found if {
	found := {f.message | some f in unregistered_agent_launch.findings} with input as {
		"agents": [{"name": "triage", "file": "agents/triage.yaml"}],
		"launches": launches,
	}
}

told := {"ci.yml starts claude outside the inventory"}

test_a_launch_names_an_agent if {
	messages([launch(["claude", "-p", "fix"])]) == told
	messages([launch(["claude", "--agent", "ghost"])]) == told
	messages([launch(["claude", "--agent", "triage"])]) == set()
	messages([launch(["claude", "--agent=triage"])]) == set()
	messages([launch(["cagent", "run", "./agents/triage.yaml"])]) == set()
}

test_what_starts_no_agent_is_not if {
	messages([launch(["claude", "--version"])]) == set()
	messages([object.union(launch(["vllm"]), {"trigger": "compose"})]) == set()
	messages([object.union(launch(["claude", "-p", "x"]), {"role": "local"})]) == set()
}

test_one_finding_a_file_at_the_first if {
	found := {f.at | some f in unregistered_agent_launch.findings} with input as {
		"agents": [],
		"launches": [launch(["claude", "--version"]), launch(["claude", "-p", "a"]), launch(["claude", "-p", "b"])],
	}
	found == {["launches", 1]}
}

test_each_file_has_its_own_first_launch if {
	other := object.union(launch(["claude", "-p", "fix"]), {"file": "b.yml"})
	messages([launch(["claude", "-p", "fix"]), other]) == told | {"b.yml starts claude outside the inventory"}
	messages([object.union(other, {"trigger": "compose"}), launch(["claude", "-p", "fix"]), object.union(other, {"file": "ci.yml"})]) == told
}
