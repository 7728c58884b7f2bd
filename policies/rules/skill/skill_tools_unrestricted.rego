# METADATA
# title: Skill pre-approves the whole shell
# description: Loading a text file should not grant execution without anybody looking.
# related_resources:
# - ref: https://agentskills.io/specification
#   description: Agent Skills specification, allowed-tools
# - ref: https://code.claude.com/docs/en/skills
#   description: Claude Code, skills
# custom:
#   code: PA-SKL-008
#   severity: medium
#   severity_when:
#   - {when: "the skill says that it comes from an address outside the repository", severity: high}
#   - {when: "an interpreter or downloader with free arguments rather than the shell", severity: low}
#   precision: very-high
#   scope: file
#   principle: least-privilege
#   profiles: [strict]
#   roles: [runtime, local]
#   adversarial: false
#   packs:
#     owasp-agentic: [ASI02, ASI05]
#     owasp-llm: ["LLM06:2025"]
#     csa-aicm: [IAM-19]
#   remediation: List the commands.
#   bad:
#   - skills/x/SKILL.md: "---\nname: x\ndescription: Does x.\nallowed-tools: Bash, Read\n---\nText.\n"
#   - .claude/commands/x.md: "---\nallowed-tools: Bash(*)\n---\nText.\n"
#   - skills/x/SKILL.md: "---\nname: x\ndescription: Does x.\nallowed-tools: [\"*\"]\n---\nText.\n"
#   - skills/x/SKILL.md: "---\nname: x\ndescription: Does x.\nallowed-tools: Bash(python:*), Read\n---\nText.\n"
#   - skills/x/SKILL.md: "---\nname: x\ndescription: Does x.\nallowed-tools: Bash\nmetadata: {source: \"https://skills.vendor.test/x\"}\n---\nText.\n"
#   good:
#   - not_when: each entry names a command, as Bash(git log:*) does
#     skills/x/SKILL.md: "---\nname: x\ndescription: Does x.\nallowed-tools: Bash(git log:*), Read\n---\nText.\n"
#   - not_when: the skill has no allowed-tools, so that the host asks
#     skills/x/SKILL.md: "---\nname: x\ndescription: Does x.\n---\nText.\n"
#   - not_when: only certain scripts of a package manager are named
#     .claude/commands/x.md: "---\nallowed-tools: Bash(npm run test:*), mcp__git__log, BashOutput\n---\nText.\n"
#   - not_when: the file is an example
#     examples/skills/x/SKILL.md: "---\nname: x\ndescription: Does x.\nallowed-tools: Bash\n---\nText.\n"
package pacheck.rules.skill.skill_tools_unrestricted

findings contains {
	"at": ["skills", i, "allowed_tools", j],
	"message": sprintf("%s %s pre-approves %s", [skill.kind, skill.name, grant.raw]),
	"severity": severity(skill, grant),
} if {
	some i, skill in input.skills
	some j, grant in skill.allowed_tools
	unrestricted(grant)
}

unrestricted(grant) if {
	grant.tool in {"shell", "*"}
	grant.matches_all
}

unrestricted(grant) if grant.interpreter

severity(_, grant) := "low" if grant.interpreter

severity(skill, grant) := "high" if {
	not grant.interpreter
	skill.origin
}

severity(skill, grant) := "medium" if {
	not grant.interpreter
	not skill.origin
}
