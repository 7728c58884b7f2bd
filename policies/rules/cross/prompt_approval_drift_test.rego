package pacheck.rules.cross.prompt_approval_drift_test

import data.pacheck.rules.cross.prompt_approval_drift

found(prompt) := {f | some f in prompt_approval_drift.findings with input as {"prompts": [object.union({"id": "1", "name": "desk"}, prompt)], "locks": []}}

test_the_severity_follows_the_tier if {
	{f.severity | some f in found({"lock": {"state": "changed"}})} == {"medium"}
	{f.severity | some f in found({"lock": {"state": "changed"}, "risk": {"tier": "limited"}})} == {"medium"}
	{f.severity | some f in found({"lock": {"state": "changed"}, "risk": {"tier": "critical"}})} == {"high"}
	{f.severity | some f in found({"approved": {"matches": false}, "risk": {"tier": "high"}})} == {"high"}
}

test_the_message_says_who_approved if {
	{f.message | some f in found({"lock": {"state": "changed", "approved_by": "ops", "approved_on": "2026-10-01"}})} == {"prompt desk changed since its approval by ops on 2026-10-01"}
}

test_a_change_is_said_once if count(found({"lock": {"state": "changed"}, "approved": {"matches": false}})) == 1

test_what_is_approved_is_not_found if {
	count(found({"lock": {"state": "same"}})) == 0
	count(found({"approved": {"matches": true}})) == 0
	count(found({})) == 0
}

test_a_pack_asks_for_approval_from_a_tier_on if {
	params := {"prompt-approval-drift": {"require_from_tier": "high"}}
	count(found({"risk": {"tier": "high"}})) == 1 with data.pacheck.params as params
	count(found({"risk": {"tier": "limited"}})) == 0 with data.pacheck.params as params
	count(found({"risk": {"tier": "high"}, "approved": {"matches": true}})) == 0 with data.pacheck.params as params
	count(found({"risk": {"tier": "high"}, "lock": {"state": "same"}})) == 0 with data.pacheck.params as params
}

test_what_was_approved_is_shown if {
	document := {"prompts": [{"id": "1", "name": "desk", "lock": {"state": "changed"}}], "locks": [{"of": "2"}, {"of": "1"}]}
	{[r.at | some r in f.related] | some f in prompt_approval_drift.findings} == {[["locks", 1]]} with input as document
}
