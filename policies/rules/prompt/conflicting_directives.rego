# METADATA
# title: Prompt contains directives that contradict each other
# description: The model resolves a contradiction differently from run to run, and an injector picks the side they need.
# related_resources:
# - ref: https://cwe.mitre.org/data/definitions/1068.html
#   description: "CWE-1068: inconsistency between implementation and documented design"
# - ref: https://platform.openai.com/docs/guides/gpt-5/prompting
#   description: Guidance on contradictory instructions
# custom:
#   code: PA-PRM-042
#   severity: low
#   precision: low
#   scope: file
#   principle: safety
#   profiles: []
#   roles: [runtime]
#   adversarial: false
#   packs: {}
#   remediation: Keep one, or say when each applies.
#   params:
#     pairs: {default: [], description: "Further pairs of words, such as [always ask, never ask], of which one prompt is to have one, in sentences without a condition."}
#   bad:
#   - AGENTS.md: "Always ask before deleting.\n\nNever ask the user anything.\n"
#   - AGENTS.md: "- Always use the cache.\n- Be brief.\n- Never use the cache.\n"
#   - .claude/agents/a.md: "---\nname: a\ndescription: Helps.\n---\nYou must answer in English. Be kind. Do not answer in English.\n"
#   good:
#   - AGENTS.md: "Ask before deleting; otherwise do not interrupt.\n"
#   - not_when: one of the sentences holds under a condition
#     AGENTS.md: "Always use the cache. Never use the cache when a test fails.\n"
#   - not_when: the sentences are about different things
#     AGENTS.md: "Always use tabs. Never use blanks.\n"
#   - not_when: the sentences stand in sections for different modes
#     AGENTS.md: "# Fast mode\n\nAlways use the cache.\n\n# Safe mode\n\nNever use the cache.\n"
#   - AGENTS.md: "Always ask before deleting. If a test fails, never ask the user.\n"
package pacheck.rules.prompt.conflicting_directives

findings contains {
	"at": ["texts", i, "conflicts", j],
	"message": sprintf("%q contradicts %q", [found.ban, found.order]),
	"label": "forbids it",
	"related": [{"at": ["texts", i, "conflicts", j, "order"], "message": "orders it"}],
} if {
	some i, text in input.texts
	some j, found in text.conflicts
}

findings contains {
	"at": ["prompts", i, "segments", b],
	"message": sprintf("%q contradicts %q", [pair[1], pair[0]]),
	"label": "the one",
	"related": [{"at": ["prompts", i, "segments", a], "message": "the other"}],
} if {
	some pair in data.pacheck.params["conflicting-directives"].pairs
	some i, prompt in input.prompts
	said := speaking(prompt)
	a := min([j | some j, text in said; contains(text, lower(pair[0]))])
	b := min([j | some j, text in said; contains(text, lower(pair[1]))])
}

# what speaks to the model, whatever happens
speaking(prompt) := {j: text |
	some j, segment in prompt.segments
	segment.kind in {"prose", "heading", "list_item"}
	text := lower(segment.text)
	not regex.match(`\b(?:if|unless|when|except)\b`, text)
}
