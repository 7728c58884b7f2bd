# METADATA
# title: Change would weaken the gate that it has to pass
# description: Who can change what a gate asks for can pass it. With --trust-base the configuration, the policies, the data, the waivers, the comments, the baseline and the lock hold as they are in the base revision; this rule names each change that would make them ask for less, so that who reviews the change sees it.
# related_resources:
# - ref: https://owasp.org/www-project-top-10-ci-cd-security-risks/CICD-SEC-01-Insufficient-Flow-Control-Mechanisms
#   description: OWASP CICD-SEC-1, insufficient flow control mechanisms
# - ref: https://cwe.mitre.org/data/definitions/693.html
#   description: CWE-693, protection mechanism failure
# custom:
#   code: PA-XRF-023
#   severity: medium
#   precision: high
#   scope: exceptions
#   principle: accountability
#   profiles: [recommended, strict]
#   roles: [runtime, local, template, example, test, doc]
#   adversarial: true
#   waivable: false
#   keep_severity: true
#   packs:
#     nist-ai-rmf: [GOVERN 1.4, MANAGE 1.3]
#     iso-42001: [A.2.4]
#     owasp-agentic: [ASI10]
#   remediation: Have the owners of the policy review it, or take it out of the change. It counts from the moment at which it is part of the base.
#   good:
#   - not_when: there is no base to compare with, as without --trust-base
#     .claude/settings.json: '{"permissions": {"allow": ["Bash(npm test)"]}}'
package pacheck.rules.cross.gate_weakened

findings contains {
	"at": ["weakened", i, "what"],
	"message": sprintf("the change would weaken the gate (%s): %s", [change.kind, change.what]),
} if {
	some i, change in input.weakened
}
