# METADATA
# title: Template uses an undeclared variable, or declares one it never uses
# description: An undefined variable ships an empty or literal placeholder to the model; the prompt that was approved is not the one that runs.
# related_resources:
# - ref: https://prompty.ai/docs/prompt-file-spec/
#   description: Prompty, inputs of a prompt
# - ref: https://cwe.mitre.org/data/definitions/457.html
#   description: "CWE-457: use of uninitialized variable"
# custom:
#   code: PA-PRM-021
#   severity: medium
#   severity_when:
#   - {when: "it is declared and never used", severity: low}
#   precision: high
#   scope: file
#   principle: safety
#   profiles: [recommended, strict]
#   roles: [runtime]
#   adversarial: false
#   packs:
#     nist-ai-rmf: [MEASURE 2.5]
#   remediation: Declare it or remove it.
#   params:
#     builtins: {default: [now, today, env, loop, chat_history, context, input, thread], description: "Variables that the engine sets, or reads by itself."}
#     unused: {default: false, strict: true, description: "Whether variables that are declared and never used are listed, as low."}
#   bad:
#   - write.prompty: "---\nname: write\ninputs:\n  topic:\n    type: string\n---\nsystem:\nWrite about {{topic}} for {{audience}}.\n"
#   - write.prompt.yaml: "name: write\ntemplate_format: handlebars\ntemplate: Write about {{topic}}.\ninput_variables: []\n"
#   - prompt.json: '{"_type": "prompt", "input_variables": ["topic"], "template": "Write about {topic} for {audience}."}'
#   good:
#   - write.prompty: "---\nname: write\ninputs:\n  topic:\n    type: string\n  audience:\n    type: string\n---\nsystem:\nWrite about {{topic}} for {{audience}}.\n"
#   - not_when: the file has no list of variables
#     write.prompty: "---\nname: write\n---\nsystem:\nWrite about {{topic}}.\n"
#   - not_when: the variable stands in a raw or verbatim block
#     write.prompty: "---\nname: write\ninputs:\n  topic:\n    type: string\n---\nsystem:\nWrite about {{topic}}. {% raw %}{{ name }}{% endraw %}\n"
#   - not_when: the template sets the variable, as in a loop, or its engine does, as with now
#     write.prompty: "---\nname: write\ninputs:\n  topic:\n    type: string\n---\nsystem:\nIt is {{ now }}.{% for line in topic %}{{ line }}{% endfor %}\n"
#   - not_when: a name is that of a filter or a function
#     write.prompty: "---\nname: write\ninputs:\n  topic:\n    type: string\n---\nsystem:\nWrite about {{ shorten(topic) | upper }}.\n"
#   - not_when: a field of a declared variable is used
#     write.prompty: "---\nname: write\ninputs:\n  topic:\n    type: object\n---\nsystem:\nWrite about {{ topic.title }}.\n"
#   - not_when: the variable stands in blocks of code only
#     write.prompty: "---\nname: write\ninputs:\n  topic:\n    type: string\n---\nsystem:\nWrite about {{topic}} like this:\n\n```\nDear {{name}}\n```\n"
#   - not_when: a variable is declared and never used; the profile strict lists it, as low
#     write.prompty: "---\nname: write\ninputs:\n  topic:\n    type: string\n  left:\n    type: string\n---\nsystem:\nWrite about {{topic}}.\n"
#   - not_when: a name in a template of Semantic Kernel has no dollar sign, and so is that of a function
#     write.prompt.yaml: "name: write\ntemplate_format: semantic-kernel\ntemplate: Write about {{$topic}} at {{time.now}}.\ninput_variables:\n  - name: topic\n"
package pacheck.rules.prompt.template_variable_mismatch

params := data.pacheck.params["template-variable-mismatch"]

findings contains {
	"at": ["prompts", i, "variables", j],
	"message": sprintf("variable %s of %s is used, and not declared", [variable.name, prompt.name]),
	"label": "not declared",
} if {
	some i, prompt in input.prompts
	prompt.declares
	some j, variable in prompt.variables
	not variable.declared
	not variable.name in params.builtins
	not shown(variable)
}

findings contains {
	"at": ["prompts", i, "variables", j],
	"message": sprintf("variable %s of %s is declared, and never used", [variable.name, prompt.name]),
	"label": "never used",
	"severity": "low",
} if {
	params.unused
	some i, prompt in input.prompts
	prompt.declares
	some j, variable in prompt.variables
	variable.declared
	not variable.used
	not variable.name in params.builtins
}

# all of its uses stand in code that the text shows
shown(variable) if {
	some use in variable.uses
	every each in variable.uses {
		each.code
	}
}
