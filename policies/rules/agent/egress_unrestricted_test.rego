package pacheck.rules.agent.egress_unrestricted_test

import data.pacheck.rules.agent.egress_unrestricted

code := {"kind": "code_execution", "strength": "strong"}

base := {"name": "a", "governed": true, "risk": {"tier": "high"}, "capabilities": [code]}

found(extra) := result if {
	result := [[f.message, f.severity] | some f in egress_unrestricted.findings] with input as {"agents": [object.union(base, extra)]}
}

test_no_list_on_record if {
	found({}) == [["agent a (tier high) can reach any host: no list of hosts is on record", "medium"]]
	found({"governed": false}) == []
}

test_an_open_network_counts_even_where_nobody_governs if {
	found({"governed": false, "sandbox": {"network": "open"}}) == [["agent a (tier high) can reach any host: its network is open", "medium"]]
}

test_private_data_raises_the_severity if {
	found({"capabilities": [code, {"kind": "private_data", "strength": "strong"}]})[0][1] == "high"
	found({"capabilities": [code, {"kind": "private_data", "strength": "weak"}]})[0][1] == "medium"
}

test_lists_must_not_hold_everything if {
	found({"sandbox": {"network": "allowlist", "allow_hosts": ["api.corp.example", "*.corp.example"]}}) == []
	every host in ["*", "0.0.0.0/0", "::/0", "*.com", "com"] {
		count(found({"sandbox": {"network": "allowlist", "allow_hosts": ["api.corp.example", host]}})) == 1
	}
}

test_a_policy_elsewhere_is_enough_if_it_is_there if {
	found({"sandbox": {"network_ref": "k8s/egress.yaml"}}) == []
	count(found({"sandbox": {"network_ref": "k8s/egress.yaml"}, "missing_files": [{"key": "network", "value": "k8s/egress.yaml"}]})) == 1
}

test_tier_or_autonomy_decide if {
	found({"risk": {"tier": "limited"}}) == []
	count(found({"risk": {"tier": "limited"}, "autonomy": "autonomous"})) == 1
	found({"capabilities": [{"kind": "code_execution", "strength": "weak"}]}) == []
	found({"status": "retired"}) == []
}

test_only_strong_ways_out_concern if {
	found({"capabilities": [{"kind": "private_data", "strength": "strong"}]}) == []
	found({"capabilities": [{"kind": "code_execution", "strength": "weak"}]}) == []
}

test_a_stated_network_or_list_is_on_record if {
	found({"sandbox": {"network": "none"}}) == []
	found({"sandbox": {"network": "allowlist", "allow_hosts": ["api.corp.test"]}}) == []
	found({"sandbox": {"allow_hosts": ["api.corp.test"]}}) == []
	count(found({"sandbox": {"allow_hosts": []}})) == 1
}
