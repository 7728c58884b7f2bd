# METADATA
# title: Execution sandbox explicitly disabled for code the model writes
# description: Model-written code without isolation is remote code execution by design.
# related_resources:
# - ref: https://developers.openai.com/codex/security
#   description: "OpenAI Codex: approvals and sandboxing"
# custom:
#   code: PA-AGT-025
#   severity: high
#   precision: very-high
#   scope: file
#   principle: least-privilege
#   profiles: [recommended, strict]
#   roles: [runtime, local]
#   adversarial: true
#   packs:
#     owasp-agentic: [ASI05]
#     owasp-llm: ["LLM05:2025", "LLM06:2025"]
#     nist-ai-rmf: [MEASURE 2.7, MS-2.6-004, MS-2.7-001]
#     csa-aicm: [AIS-13, AIS-11]
#   remediation: Keep the sandbox; widen it by directory or host where needed.
#   bad:
#   - .codex/config.toml: "sandbox_mode = \"danger-full-access\"\n"
#   - .claude/settings.json: '{"sandbox": {"enabled": false}, "permissions": {"allow": ["Bash(python:*)"]}}'
#   - config/agents.yaml: "coder:\n  role: Coder\n  goal: Write code\n  backstory: Writes.\n  allow_code_execution: true\n  code_execution_mode: unsafe\n"
#   good:
#   - .codex/config.toml: "sandbox_mode = \"workspace-write\"\n[sandbox_workspace_write]\nnetwork_access = false\n"
#   - .claude/settings.json: '{"sandbox": {"enabled": false}}'
#   - .claude/settings.json: '{"permissions": {"allow": ["Bash(python:*)"]}}'
#   - config/agents.yaml: "coder:\n  role: Coder\n  goal: Write code\n  backstory: Writes.\n  code_execution_mode: unsafe\n"
package pacheck.rules.agent.sandbox_disabled

findings contains {
	"at": ["settings", i, "sandbox", "mode"],
	"message": sprintf("%s runs model-written code without a sandbox (%s)", [setting.file, setting.sandbox.mode]),
} if {
	some i, setting in input.settings
	setting.sandbox.mode == "danger-full-access"
}

findings contains {
	"at": ["settings", i, "sandbox", "enabled"],
	"message": sprintf("%s runs model-written code without a sandbox (enabled: false, while %s is approved in advance)", [setting.file, grant.raw]),
	"related": [["settings", i, "allow", j]],
} if {
	some i, setting in input.settings
	setting.sandbox.enabled == false
	some j, grant in setting.allow
	executes(grant)
}

findings contains {
	"at": ["agents", i, "code_execution", "mode"],
	"message": sprintf("agent %s runs model-written code without a sandbox (code_execution_mode: unsafe)", [agent.name]),
} if {
	some i, agent in input.agents
	agent.code_execution.allowed
	agent.code_execution.mode == "unsafe"
}

findings contains {
	"at": ["agents", i, "sandbox", "mode"],
	"message": sprintf("agent %s runs model-written code without a sandbox (%s)", [agent.name, agent.sandbox.mode]),
} if {
	some i, agent in input.agents
	agent.sandbox.mode == "danger-full-access"
}

findings contains {
	"at": ["launches", i, "sandbox_off"],
	"message": sprintf("%s starts %s without a sandbox (%s)", [launch.file, launch.program, launch.sandbox_off]),
} if {
	some i, launch in input.launches
	launch.sandbox_off
}

# a grant by which any code can be run
executes(grant) if {
	grant.tool == "shell"
	grant.matches_all
}

executes(grant) if grant.interpreter
