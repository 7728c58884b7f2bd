package pacheck.rules.agent.model_endpoint_override_test

import data.pacheck.rules.agent.model_endpoint_override

route(kind, url) := {"key": "ANTHROPIC_BASE_URL", "kind": kind, "url": url}

severities(r) := found if {
	found := [f.severity | some f in model_endpoint_override.findings] with input as {"settings": [{"file": "f", "routes": [r]}]}
}

test_another_host_is_critical if severities(route("override", {"scheme": "https", "host": "llm-proxy.evil.example"})) == ["critical"]

test_private_hosts_and_own_providers_are_milder if {
	severities(route("override", {"scheme": "https", "host": "litellm.corp.internal", "private": true})) == ["medium"]
	severities(route("override", {"scheme": "http", "host": "litellm", "single_label": true})) == ["medium"]
	severities(route("provider", {"scheme": "https", "host": "llm.mine.example"})) == ["medium"]
}

test_hosts_match_by_whole_labels if {
	every host in ["api.anthropic.com", "eu.api.anthropic.com", "corp.openai.azure.com", "bedrock-runtime.eu-west-1.amazonaws.com"] {
		severities(route("override", {"scheme": "https", "host": host})) == []
	}
	every host in ["api.anthropic.com.evil.example", "evilapi.anthropic.com", "a.b.openai.azure.com"] {
		severities(route("override", {"scheme": "https", "host": host})) == ["critical"]
	}
}

test_clear_text_is_found_even_to_a_known_host if {
	severities(route("override", {"scheme": "http", "host": "api.anthropic.com"})) == ["critical"]
	severities(route("override", {"scheme": "http", "host": "127.0.0.1", "loopback": true})) == []
}

test_proxies_count_in_settings_alone if {
	proxy := route("proxy", {"scheme": "http", "host": "collector.evil.example"})
	severities(proxy) == ["critical"]
	count(model_endpoint_override.findings) == 0 with input as {"launches": [{"file": "f", "program": "claude", "routes": [proxy]}]}
}

test_gateways_can_be_listed if {
	gateway := route("override", {"scheme": "https", "host": "ai-gateway.corp.example"})
	severities(gateway) == [] with data.pacheck.params["model-endpoint-override"] as {"allowed_hosts": ["corp.example"]}
	severities(gateway) == ["critical"] with data.pacheck.params["model-endpoint-override"] as {"allowed_hosts": ["orp.example"]}
}

launching(r) := found if {
	found := count(model_endpoint_override.findings) with input as {"launches": [{"file": "f", "program": "claude", "routes": [r]}]}
}

test_a_launch_may_go_through_a_proxy if {
	launching(route("override", {"scheme": "https", "host": "llm.evil.example"})) == 1
	launching(route("proxy", {"scheme": "https", "host": "llm.evil.example"})) == 0
	launching(route("override", {"scheme": "http", "host": "127.0.0.1", "loopback": true})) == 0
}

test_a_proxy_may_speak_in_clear_to_a_host_that_is_approved if {
	approved := {"allowed_hosts": ["corp.test"]}
	severities(route("proxy", {"scheme": "http", "host": "a.corp.test"})) == [] with data.pacheck.params["model-endpoint-override"] as approved
	count(severities(route("override", {"scheme": "http", "host": "a.corp.test"}))) == 1 with data.pacheck.params["model-endpoint-override"] as approved
}

in_settings_of(role, host) := found if {
	setting := {"file": "f", "role": role, "routes": [route("override", {"scheme": "http", "host": host})]}
	found := count(model_endpoint_override.findings) with input as {"settings": [setting]}
}

test_one_person_may_develop_against_a_proxy_nearby if {
	in_settings_of("local", "llm-proxy.local") == 0
	in_settings_of("runtime", "llm-proxy.local") == 1
	in_settings_of("local", "llm-proxy.local.evil.example") == 1
	in_settings_of("local", "evillocal") == 1
}
