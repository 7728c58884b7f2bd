package pacheck.rules.tool.tool_description_missing_test

import data.pacheck.rules.tool.tool_description_missing

base := {"name": "t", "kind": "function", "can": ["description", "input_schema"], "effects": {}}

found(fields) := findings if {
	findings := tool_description_missing.findings with input as {"tools": [object.union(base, fields)]}
}

strict(param) := {f.message | some f in found} if {
	tool := object.union(base, {"description": "Builds a weekly report.", "description_length": 23, "params": [param]})
	found := tool_description_missing.findings with input as {"tools": [tool]}
		with data.pacheck.params["tool-description-missing"].params_required as true
}

test_absence_is_low if {
	{[f.message, f.severity] | some f in found({})} == {["tool t has no usable description", "low"]}
}

test_grave_effects_are_worse if {
	every kind in ["destructive", "money", "exec"] {
		{f.severity | some f in found({"effects": {"kinds": ["write", kind]}})} == {"medium"}
	}
	{f.severity | some f in found({"effects": {"kinds": ["write", "url"]}})} == {"low"}
}

test_what_describes_elsewhere_may_be_silent if {
	count(found({"can": ["description"]})) == 0
	count(found({"can": ["input_schema"]})) == 0
	count(found({"kind": "web_search"})) == 0
}

test_faults_are_told if {
	{f.message | some f in found({"description": "t", "description_fault": "name", "description_length": 1})} == {"tool t has no usable description: it repeats the name"}
	{f.message | some f in found({"description": "Short.", "description_length": 6})} == {"tool t has no usable description: \"Short.\""}
	count(found({"description": "Fifteen letters", "description_length": 15})) == 0
}

test_strict_asks_for_vague_parameters if {
	strict({"name": "ID", "required": true, "described": false}) == {"tool t: required parameter ID has no description"}
	strict({"name": "id", "required": true, "described": true}) == set()
	strict({"name": "id", "required": false, "described": false}) == set()
	strict({"name": "city", "required": true, "described": false}) == set()
}

asked(can) := n if {
	param := {"name": "data", "required": true, "described": false}
	tool := object.union(base, {"description": "Builds a weekly report.", "description_length": 23, "params": [param]})
	n := count(tool_description_missing.findings) with input as {"tools": [object.union(tool, {"can": can})]}
		with data.pacheck.params["tool-description-missing"] as {"params_required": true, "vague_params": ["data"], "min_chars": 5}
}

test_formats_without_schemas_are_not_asked_for_parameters if {
	asked(["description", "input_schema"]) == 1
	asked(["description"]) == 0
}
