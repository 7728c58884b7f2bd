# METADATA
# title: Template engine option lets content become template code or trusted markup
# description: Template injection in a prompt engine is code execution before the model is even called.
# related_resources:
# - ref: https://learn.microsoft.com/semantic-kernel/concepts/prompts/prompt-injection-attacks
#   description: Semantic Kernel, protecting against prompt injection
# - ref: https://cwe.mitre.org/data/definitions/1336.html
#   description: "CWE-1336: improper neutralization of special elements used in a template engine"
# custom:
#   code: PA-PRM-022
#   severity: high
#   precision: very-high
#   scope: file
#   principle: integrity
#   profiles: [recommended, strict]
#   roles: [runtime]
#   adversarial: false
#   packs:
#     owasp-llm: ["LLM05:2025", "LLM01:2025"]
#     owasp-agentic: [ASI05]
#   remediation: Keep encoding on; use a logic-less format for remote templates.
#   bad:
#   - page.prompt.yaml: "name: page\ntemplate_format: semantic-kernel\ntemplate: Read {{$page}}.\ninput_variables:\n  - name: page\n    allow_dangerously_set_content: true\n"
#   - page.prompty: "---\nname: page\ninputs:\n  page:\n    type: string\n    encode: false\n---\nsystem:\nRead {{page}}.\n"
#   - page.prompty: "---\nname: page\n---\nsystem:\nRead {{ page.__class__.__mro__ }}.\n"
#   - page.prompt.yaml: "name: page\ntemplate_format: handlebars\nnoEscape: true\ntemplate: Read {{user_input}}.\ninput_variables:\n  - name: user_input\n"
#   - page.prompty: "---\nname: page\ntemplate: ejs\n---\nsystem:\nRead <%- user_input %>.\n"
#   good:
#   - page.prompt.yaml: "name: page\ntemplate_format: semantic-kernel\ntemplate: Read {{$page}}.\ninput_variables:\n  - name: page\n"
#   - not_when: the file declares the variable as trusted
#     page.prompt.yaml: "name: page\ntemplate_format: semantic-kernel\ntemplate: Read {{$page}}.\ninput_variables:\n  - name: page\n    trust: trusted\n    allow_dangerously_set_content: true\n"
#   - not_when: the option, or what reaches into the engine, is shown in a block of code
#     page.prompty: "---\nname: page\ninputs:\n  page:\n    type: string\n---\nsystem:\nRead {{page}}. This is how to switch it off:\n\n```yaml\nallow_dangerously_set_content: true\n```\n\n```jinja\n{{ page.__class__ }}\n```\n"
package pacheck.rules.prompt.unsafe_template_option

findings contains {
	"at": ["prompts", i, "variables", j, "unsafe"],
	"message": sprintf("%s of %s lets the content of %s become markup or roles", [variable.unsafe, prompt.name, variable.name]),
	"label": "passes as it is",
} if {
	some i, prompt in input.prompts
	some j, variable in prompt.variables
	variable.unsafe
	not trusted(variable)
}

findings contains {
	"at": ["prompts", i, "reaches", j],
	"message": sprintf("the template of %s reaches into its engine: %s", [prompt.name, name]),
	"label": "leads to code",
} if {
	some i, prompt in input.prompts
	some j, name in prompt.reaches
}

findings contains {
	"at": ["prompts", i, "unescaped", j],
	"message": sprintf("the template of %s does not escape %s (%s)", [prompt.name, found.variable, found.option]),
	"label": "passes as it is",
} if {
	some i, prompt in input.prompts
	some j, found in prompt.unescaped
}

trusted(variable) if variable.trust == "trusted"
