# METADATA
# title: Code or pipeline starts an agent that no manifest describes
# description: An agent outside the inventory is outside every other rule.
# related_resources:
# - ref: https://storage.googleapis.com/gweb-research2023-media/pubtools/1018686.pdf
#   description: Google, An Introduction to the Approach for Secure AI Agents (2025)
# - ref: https://airc.nist.gov/airmf-resources/airmf/5-sec-core/
#   description: NIST AI RMF core, GOVERN 1.6
# custom:
#   code: PA-XRF-020
#   severity: medium
#   precision: medium
#   scope: repo
#   principle: traceability
#   profiles: [strict]
#   roles: [runtime]
#   adversarial: false
#   packs:
#     owasp-agentic: [ASI10, ASI04]
#     owasp-mcp: ["MCP09:2025"]
#     nist-ai-rmf: [GOVERN 1.6, GV-1.6-001]
#     eu-ai-act: [Art.49(1), Art.26(1)]
#     iso-42001: [A.4.2]
#   remediation: Register the launch.
#   bad:
#   - .github/workflows/fix.yml: "on: push\njobs:\n  fix:\n    runs-on: ubuntu-latest\n    steps:\n    - run: claude -p 'fix the issue'\n"
#   - .github/workflows/fix.yml: "on: push\njobs:\n  fix:\n    runs-on: ubuntu-latest\n    steps:\n    - run: claude --agent ghost -p 'fix the issue'\n"
#   good:
#   - .github/workflows/fix.yml: "on: push\njobs:\n  fix:\n    runs-on: ubuntu-latest\n    steps:\n    - run: claude --agent triage -p 'fix the issue'\n"
#     .claude/agents/triage.md: "---\nname: triage\ndescription: Sorts issues.\n---\nSort them.\n"
#   - not_when: the program only says its version or its help
#     .github/workflows/fix.yml: "on: push\njobs:\n  fix:\n    runs-on: ubuntu-latest\n    steps:\n    - run: claude --version\n"
#   - not_when: what is started serves a model, and is no agent
#     compose.yaml: "services:\n  llm:\n    image: vllm/vllm-openai:v0.11.0\n    command: --model org/m\n"
#   - not_when: the script is documentation
#     docs/run.sh: "claude -p 'fix the issue'\n"
#   - not_when: the script is of one person, as .local in its name says
#     scripts/fix.local.sh: "claude -p 'fix the issue'\n"
#   - not_when: the program checks agents and is none, as pacheck and other linters
#     .github/workflows/fix.yml: "on: push\njobs:\n  fix:\n    runs-on: ubuntu-latest\n    steps:\n    - run: pacheck scan .claude/agents\n"
package pacheck.rules.cross.unregistered_agent_launch

# one finding a file, at its first launch
findings contains {
	"at": ["launches", i],
	"message": sprintf("%s starts %s outside the inventory", [launch.file, launch.program]),
} if {
	some i, launch in input.launches
	unregistered(launch)
	not earlier[launch.file] < i
}

earlier[file] := min(indexes) if {
	some file in {launch.file | some launch in input.launches}
	indexes := {i | some i, launch in input.launches; launch.file == file; unregistered(launch)}
}

unregistered(launch) if {
	launch.role == "runtime"
	launch.trigger in {"ci", "script", "build"}
	not harmless(launch)
	not registered(launch)
}

harmless(launch) if {
	some word in launch.argv
	word in {"--version", "-v", "version", "--help", "-h", "help", "mcp", "login", "update", "install", "doctor", "plugin"}
}

# an option names an agent of the inventory, or a file that defines one
registered(launch) if {
	some word in launch.argv
	some agent in mentions(word)
	agent in known
}

mentions(word) := {word, trim_prefix(word, "./"), trim_prefix(word, "--agent="), trim_prefix(word, "--recipe=")}

known := {agent.name | some agent in input.agents} | {agent.file | some agent in input.agents}
