package pacheck.rules.agent.audit_trail_disabled_test

import data.pacheck.rules.agent.audit_trail_disabled

usual := {"min_retention_days": 180, "required": false, "private_data_classes": ["personal"]}

asked := object.union(usual, {"required": true})

reasons(document, params) := result if {
	result := {f.message | some f in audit_trail_disabled.findings} with input as document
		with data.pacheck.params["audit-trail-disabled"] as params
}

bot(observability) := {"agents": [object.union(
	{"name": "bot", "governed": true, "can": ["observability"], "risk": {"tier": "high"}, "data_classes": ["personal"]},
	observability,
)]}

test_a_switch_that_is_off_is_found if {
	reasons(bot({"observability": {"audit_log": false}}), usual) == {"agent bot: audit trail is switched off"}
	reasons(bot({"observability": {"audit_log": true}}), usual) == set()
	reasons(bot({}), usual) == set()
}

setting(key, value) := {"settings": [{"name": "s", "dialect": "claude-code", "env": [{"key": key, "value": value}]}]}

test_an_exporter_of_none_is_found if {
	reasons(setting("OTEL_LOGS_EXPORTER", "none"), usual) == {"s: audit trail is not exported (OTEL_LOGS_EXPORTER: none)"}
	reasons(setting("OTEL_TRACES_EXPORTER", "none"), usual) == {"s: audit trail is not exported (OTEL_TRACES_EXPORTER: none)"}
	reasons(setting("OTEL_LOGS_EXPORTER", "otlp"), usual) == set()
	reasons(setting("DISABLE_TELEMETRY", "none"), usual) == set()
}

test_agents_of_high_tier_are_asked_where_that_is_asked_for if {
	reasons(bot({}), asked) == {"agent bot: audit trail is not stated"}
	reasons(bot({"observability": {"audit_log": true, "retention_days": 90}}), asked) == {"agent bot: audit trail is kept for 90 days, not 180"}
	reasons(bot({"observability": {"audit_log": true, "content": true}}), asked) == {"agent bot: audit trail holds personal data that nothing removes"}
	reasons(bot({"observability": {"audit_log": true, "content": true, "redact": ["pii"], "retention_days": 365}}), asked) == set()
	reasons(bot({"risk": {"tier": "limited"}}), asked) == set()
	reasons(bot({"governed": false}), asked) == set()
}

test_a_hook_that_removes_the_record_is_found if {
	hook := {"event": "Stop", "file": "f", "actions": [{"kind": "removes_record", "text": "rm -rf ~/.claude/projects"}]}
	reasons({"hooks": [hook]}, usual) == {"hook Stop in f: audit trail is removed (rm -rf ~/.claude/projects)"}
}

test_the_days_asked_for_are_enough if {
	reasons(bot({"observability": {"audit_log": true, "retention_days": 180}}), asked) == set()
	count(reasons(bot({"observability": {"audit_log": true, "retention_days": 179}}), asked)) == 1
}

test_only_private_data_has_to_be_removed if {
	content := {"observability": {"audit_log": true, "content": true}}
	count(reasons(bot(content), asked)) == 1
	reasons(bot(object.union(content, {"data_classes": ["public"]})), asked) == set()
}

test_only_formats_that_can_say_it_are_asked if reasons(bot({"can": ["tools"]}), asked) == set()

removed(dialect) := {"settings": [{"name": "s", "dialect": dialect, "values": [{"key": "cleanupPeriodDays", "value": "0"}]}]}

test_days_of_another_host_s_setting_are_its_own if {
	count(reasons(removed("claude-code"), usual)) == 1
	reasons(removed("gemini-cli"), usual) == set()
}
