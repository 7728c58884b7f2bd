package pacheck.rules.tool.credential_parameter_test

import data.pacheck.rules.tool.credential_parameter

found(effects, param) := found if {
	found := {[f.message, f.severity] |
		some f in credential_parameter.findings with input as {"tools": [{"name": "t", "effects": effects, "params": [param]}]}
	}
}

key := {"name": "api_key", "role": "credential", "type": ["string"]}

query := {"verb": "query", "objects": []}

test_a_credential_is_medium if {
	found(query, key) == {["tool t: parameter api_key carries a credential through the model", "medium"]}
}

test_a_header_is_worse if {
	found(query, object.union(key, {"header": "Key"})) == {["tool t: parameter api_key carries a credential through the model, and into the header Key", "high"]}
}

test_setting_a_credential_is_low if {
	found({"verb": "rotate", "objects": ["key"]}, key) == {["tool t: parameter api_key carries a credential through the model", "low"]}
	{s | some [_, s] in found({"verb": "create", "objects": ["report"]}, key)} == {"medium"}
}

test_passwords_by_format if {
	count(found(query, {"name": "word", "format": "password", "type": ["string"]})) == 1
	count(found(query, {"name": "path", "role": "path", "format": "password", "type": ["string"]})) == 1
}

test_one_time_codes_of_logins if {
	found({"verb": "login", "objects": []}, {"name": "otp", "role": "credential", "type": ["string"]}) == set()
	count(found(query, {"name": "otp", "role": "credential", "type": ["string"]})) == 1
}

test_names_of_secrets if {
	found({"verb": "get", "objects": ["secret"]}, {"name": "secret", "role": "credential", "type": ["string"]}) == set()
}

test_faults_of_headers if {
	count({m | some f in credential_parameter.findings with input as {"tools": [{"name": "t", "effects": query, "params": [{"name": "a", "header": "", "header_fault": "empty"}]}]}; m := f.message}) == 1
}

test_what_is_typed_as_a_password_is_one if {
	count(found(query, {"name": "pin", "format": "password"})) == 1
	count(found(query, {"name": "pin", "format": "password", "role": "id"})) == 1
	found(query, {"name": "pin", "format": "date", "role": "id"}) == set()
	count(found(query, object.remove(key, ["type"]))) == 1
	found(query, object.union(key, {"type": ["integer"], "format": "password"})) == set()
}

severity(effects) := {s | some [_, s] in found(effects, key)}

test_only_setting_a_credential_is_meant_to if {
	severity({"verb": "rotate", "objects": ["key"]}) == {"low"}
	severity({"verb": "query", "objects": ["key"]}) == {"medium"}
	severity({"verb": "rotate", "objects": ["log"]}) == {"medium"}
}

test_setting_up_identities_is_meant_to if {
	every verb in ["create", "reset", "rotate"] {
		every object in ["user", "account", "key"] {
			severity({"verb": verb, "objects": [object]}) == {"low"}
		}
	}
}
