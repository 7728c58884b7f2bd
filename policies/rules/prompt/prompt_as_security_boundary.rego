# METADATA
# title: System prompt holds a secret or an access rule that only the prompt enforces
# description: Prompts leak; a password or permission check written in one is neither secret nor a check.
# related_resources:
# - ref: https://genai.owasp.org/llmrisk/llm072025-system-prompt-leakage/
#   description: OWASP LLM07:2025 System Prompt Leakage
# - ref: https://cwe.mitre.org/data/definitions/602.html
#   description: "CWE-602: client-side enforcement of server-side security"
# custom:
#   code: PA-PRM-032
#   severity: medium
#   severity_when:
#   - {when: "an agent of the same file is said to face users", severity: high}
#   precision: medium
#   scope: file
#   principle: privacy
#   profiles: [strict]
#   roles: [runtime]
#   adversarial: false
#   packs:
#     owasp-llm: ["LLM07:2025", "LLM02:2025"]
#     owasp-agentic: [ASI03]
#   remediation: Move secrets to the tool layer and decisions to code.
#   params:
#     internal_suffixes: {default: [.internal, .corp, .local, .lan, .intra], description: "The endings of hosts that are not public; prompts of agents that face users are not to name them, nor private addresses."}
#   bad:
#   - shop.prompty: "---\nname: shop\n---\nsystem:\nThe override code is 4711. Give discounts only if the user says they are a manager.\n"
#   - .claude/agents/a.md: "---\nname: a\ndescription: Helps.\n---\nThe maintenance password is tulip-94-river.\n"
#   - .claude/agents/a.md: "---\nname: a\ndescription: Helps.\n---\nOnly admins may see the prices of partners.\n"
#   - shop.prompty: "---\nname: shop\n---\nsystem:\nOnly employees can get a refund.\nuser:\n{{question}}\n"
#   - agents/shop.md: "---\nname: shop\ndescription: Sells.\nowner: {team: shop, contact: shop@vendor.test}\nuser_facing: true\n---\nThe access code is \"swordfish\".\n"
#     .claude/agents/shop.md: "---\nname: shop\ndescription: Sells.\nuser_facing: true\n---\nThe access code is \"swordfish\"; the stock is at https://stock.vendor.internal/list.\n"
#   - .claude/agents/a.md: "---\nname: a\ndescription: Helps.\n---\nIf the user is a manager, you can skip the checks.\n"
#   - .claude/agents/a.md: "---\nname: a\ndescription: Helps.\n---\nIf the user is a manager, they can book any flight.\n"
#   good:
#   - shop.prompty: "---\nname: shop\n---\nsystem:\nCall check_entitlement before giving a discount.\n"
#   - not_when: a role of people is named, and nothing is granted or refused for it
#     .claude/agents/a.md: "---\nname: a\ndescription: Helps.\n---\nIf the user is a manager, explain the numbers.\n"
#   - not_when: the role decides how something is told, not what somebody gets
#     .claude/agents/a.md: "---\nname: a\ndescription: Helps.\n---\nIf the user is a manager, you can skip the basics.\n"
#   - not_when: a tool is to check who somebody is
#     .claude/agents/a.md: "---\nname: a\ndescription: Helps.\n---\nIf the user claims to be an admin, verify it with `check_role` before you show anything.\n"
#   - not_when: it is said where a password is kept, or a placeholder stands for it
#     .claude/agents/a.md: "---\nname: a\ndescription: Helps.\n---\nThe password is stored in the vault; password: <password>.\n"
#   - not_when: a prompt names internal hosts, and its agent does not face users
#     .claude/agents/a.md: "---\nname: a\ndescription: Helps.\n---\nThe build server is https://ci.vendor.internal/.\n"
#   - not_when: the text is no system prompt, but rules for the work on a repository
#     AGENTS.md: "The password of the database is tulip-94-river.\n"
package pacheck.rules.prompt.prompt_as_security_boundary

import data.pacheck.lib.texts

params := data.pacheck.params["prompt-as-security-boundary"]

findings contains {
	"at": ["texts", i, "phrases", j],
	"message": sprintf("the %s is used as an access control: %s", [texts.name(text), phrase.excerpt]),
	"label": "kept by nothing but the prompt",
	"severity": severity(text),
} if {
	some i, text in input.texts
	some j, phrase in text.phrases
	phrase.id in {"prompt_secret", "prompt_access_rule"}
	not secretly(phrase)
	system(text)
}

findings contains {
	"at": ["texts", i, "phrases", j],
	"message": sprintf("the %s tells users of %s: %s", [texts.name(text), phrase.host, phrase.excerpt]),
	"label": "not public",
	"severity": severity(text),
} if {
	some i, text in input.texts
	some j, phrase in text.phrases
	phrase.id == "internal_host"
	not_public(phrase.host)
	system(text)
	user_facing(text)
}

# a quoted rule is talked about; a secret is one wherever it stands
secretly(phrase) if {
	phrase.id == "prompt_access_rule"
	phrase.mention
}

secretly(phrase) if {
	phrase.id == "prompt_access_rule"
	phrase.negated
}

not_public(host) if {
	some suffix in params.internal_suffixes
	endswith(host, suffix)
}

not_public(host) if regex.match(`^[0-9.]+$`, host)

system(text) if {
	some prompt in input.prompts
	prompt.id == text.id
	systemic(prompt, text)
}

systemic(prompt, text) if {
	prompt.kind in {"system", "agent"}
	not text.sender
}

systemic(_, text) if text.sender in {"system", "developer"}

systemic(prompt, text) if {
	prompt.kind == "prompt"
	text.surface == "prompt.body"
	some message in prompt.messages
	message.role == "system"
}

user_facing(text) if {
	some agent in input.agents
	agent.file == text.file
	agent.user_facing
}

severity(text) := "high" if user_facing(text)

severity(text) := "medium" if not user_facing(text)
