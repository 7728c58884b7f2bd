# METADATA
# title: Execution sandbox explicitly disabled for code the model writes
# description: Model-written code without isolation is remote code execution by design.
# related_resources:
# - ref: https://developers.openai.com/codex/security
#   description: Codex, sandbox and approvals
# - ref: https://atlas.mitre.org/studies/AML.CS0052
#   description: MITRE ATLAS case study AML.CS0052, LLMSmith
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
#     csa-aicm: [AIS-13, AIS-11]
#     nist-ai-rmf: [MEASURE 2.7, MS-2.6-004, MS-2.7-001]
#   remediation: Keep the sandbox; widen it by directory or host where needed.
#   bad:
#   - .codex/config.toml: "sandbox_mode = \"danger-full-access\"\n"
#   - .codex/config.toml: "sandbox_mode = \"read-only\"\n[profiles.free]\nsandbox_mode = \"danger-full-access\"\n"
#   - .codex/agents/fixer.toml: "name = \"fixer\"\ndescription = \"Fixes things.\"\nsandbox_mode = \"danger-full-access\"\n"
#   - .claude/settings.json: '{"sandbox": {"enabled": false}, "permissions": {"allow": ["Bash(python3:*)"]}}'
#   - .gemini/settings.json: '{"tools": {"sandbox": false, "allowed": ["run_shell_command"]}}'
#   - config/agents.yaml: "coder:\n  role: Coder\n  goal: Write code\n  backstory: You write code.\n  allow_code_execution: true\n  code_execution_mode: unsafe\n"
#   - scripts/fix.sh: "codex exec --sandbox danger-full-access 'fix'\n"
#   - scripts/fix.sh: "gemini --no-sandbox -p fix\n"
#   - .github/workflows/fix.yml: "on: push\njobs:\n  fix:\n    runs-on: ubuntu-latest\n    steps:\n    - run: codex exec --dangerously-bypass-approvals-and-sandbox fix\n"
#   good:
#   - .codex/config.toml: "sandbox_mode = \"workspace-write\"\n[sandbox_workspace_write]\nnetwork_access = false\n"
#   - .codex/config.toml: "model = \"some-model\"\n"
#   - not_when: what is allowed runs no code of its own
#     .claude/settings.json: '{"sandbox": {"enabled": false}, "permissions": {"allow": ["Read", "Bash(git status)"]}}'
#   - config/agents.yaml: "coder:\n  role: Coder\n  goal: Write code\n  backstory: You write code.\n  allow_code_execution: true\n  code_execution_mode: safe\n"
#   - not_when: the agent may not execute code
#     config/agents.yaml: "writer:\n  role: Writer\n  goal: Write\n  backstory: You write.\n  allow_code_execution: false\n  code_execution_mode: unsafe\n"
#   - not_when: the agent runs in the image of its Dockerfile
#     Dockerfile: "FROM node:24\nCMD [\"codex\", \"exec\", \"--sandbox\", \"danger-full-access\", \"fix\"]\n"
#   - not_when: the command runs in a container
#     run.sh: "docker run --rm -v \"$PWD:/w\" agents.test/codex:1 codex exec --sandbox danger-full-access fix\n"
#   - not_when: the job runs in a container
#     .github/workflows/fix.yml: "on: push\njobs:\n  fix:\n    runs-on: ubuntu-latest\n    container: agents.test/codex:1\n    steps:\n    - run: codex exec --sandbox danger-full-access fix\n"
#   - scripts/fix.sh: "codex exec --sandbox workspace-write 'fix'\nchrome --no-sandbox\n"
#   - not_when: the same file says that the whole agent runs in a container
#     agents.yaml: "tools_run_on: docker\nagents:\n  coder:\n    role: Coder\n    goal: Write code\n    instructions: Write code.\n    allow_code_execution: true\n    code_execution_mode: unsafe\n"
package pacheck.rules.agent.sandbox_disabled

import data.pacheck.lib.hosts

message(where, key) := sprintf("%s runs model-written code without a sandbox (%s)", [where, key])

findings contains {
	"at": ["settings", i, "values", j],
	"message": message(setting.file, sprintf("%s: %s", [stated.key, stated.value])),
} if {
	some i, setting in input.settings
	some j, stated in setting.values
	hosts.unsandboxes(setting, stated)
}

findings contains {
	"at": ["settings", i, "sandbox", "enabled"],
	"message": message(setting.file, sprintf("sandbox off, with %s allowed", [grant.raw])),
} if {
	some i, setting in input.settings
	setting.sandbox.enabled == false
	grant := [allowed | some allowed in setting.allow; runs_any_code(allowed)][0]
}

findings contains {
	"at": ["agents", i, "sandbox", "mode"],
	"message": message(sprintf("agent %s", [agent.name]), sprintf("sandbox_mode: %s", [agent.sandbox.mode])),
} if {
	some i, agent in input.agents
	agent.dialect == "codex"
	agent.sandbox.mode in hosts.sandbox_off.codex.sandbox_mode
}

findings contains {
	"at": ["agents", i, "sandbox", "enabled"],
	"message": message(sprintf("agent %s", [agent.name]), "sandbox off"),
} if {
	some i, agent in input.agents
	agent.sandbox.enabled == false
	executes(agent)
}

findings contains {
	"at": ["agents", i, "code_execution", "mode"],
	"message": message(sprintf("agent %s", [agent.name]), "code execution is unsafe"),
} if {
	some i, agent in input.agents
	agent.code_execution.allowed
	agent.code_execution.mode == "unsafe"
	not contained(agent)
}

findings contains {
	"at": ["launches", i, "sandbox_off"],
	"message": message(launch.file, launch.sandbox_off),
} if {
	some i, launch in input.launches
	launch.sandbox_off
	not launch.container
}

# a shell without limits, or with a program that runs whatever it is given
runs_any_code(grant) if {
	grant.tool == "shell"
	grant.matches_all
}

runs_any_code(grant) if {
	grant.tool == "shell"
	grant.interpreter
}

executes(agent) if agent.code_execution.allowed

executes(agent) if {
	some grant in agent.tools.allow
	runs_any_code(grant)
}

# the whole agent runs in a container
contained(agent) if agent.sandbox.enabled

contained(agent) if agent.sandbox.image
