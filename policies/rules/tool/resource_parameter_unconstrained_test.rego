package pacheck.rules.tool.resource_parameter_unconstrained_test

import data.pacheck.rules.tool.resource_parameter_unconstrained

url := {"name": "url", "role": "url", "type": ["string"]}

path := {"name": "path", "role": "path", "type": ["string"]}

found(tokens, kinds, param) := {[f.message, f.severity] | some f in findings} if {
	tool := {"name": "t", "params": [param], "effects": {"tokens": tokens, "kinds": kinds}}
	findings := resource_parameter_unconstrained.findings with input as {"tools": [tool]}
}

test_addresses if {
	found(["shorten"], ["url"], url) == {["tool t: url may point anywhere", "low"]}
	found(["fetch", "page"], ["url"], url) == {["tool t: url may point anywhere", "medium"]}
	found(["fetch", "page"], ["url"], object.union(url, {"bounds": ["url"]})) == set()
}

test_paths if {
	found(["read", "file"], ["path"], path) == {["tool t: path may point anywhere", "low"]}
	found(["write", "file"], ["write", "path"], path) == {["tool t: path may point anywhere", "medium"]}
	found(["delete", "file"], ["destructive"], path) == {["tool t: path may point anywhere", "medium"]}
	found(["get", "object"], ["path"], path) == set()
	found(["read", "file"], ["path"], object.union(path, {"rooted": true})) == set()
	found(["read", "file"], ["path"], object.union(path, {"bounds": ["path"]})) == set()
}

test_only_texts if found(["fetch"], ["url"], object.union(url, {"type": ["integer"]})) == set()

test_other_parameters_point_nowhere if {
	found(["write", "file"], ["write"], object.union(path, {"role": "id"})) == set()
	found(["fetch", "file"], ["write"], object.union(url, {"bounds": ["path"]})) == {["tool t: url may point anywhere", "medium"]}
}
