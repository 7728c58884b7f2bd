# METADATA
# title: Card still contains template text
# description: A filled-in heading over an empty template is worse than no heading, because it passes section checks.
# related_resources:
# - ref: https://github.com/huggingface/huggingface_hub/blob/main/src/huggingface_hub/templates/modelcard_template.md
#   description: Hugging Face Hub, model card template
# - ref: https://cwe.mitre.org/data/definitions/1059.html
#   description: CWE-1059, insufficient technical documentation
# custom:
#   code: PA-MDL-015
#   severity: medium
#   precision: very-high
#   scope: file
#   principle: transparency
#   profiles: [recommended, strict]
#   roles: [runtime]
#   adversarial: false
#   packs:
#     nist-ai-rmf: [MEASURE 2.9, MS-2.9-002]
#     eu-ai-act: [Art.11(1)]
#     iso-42001: [A.6.2.7]
#   remediation: Write the section or remove it.
#   bad:
#   - README.md: "---\nlibrary_name: transformers\nlicense: mit\n---\n## Out-of-Scope Use\n\n[More Information Needed]\n"
#   - README.md: "---\nlibrary_name: transformers\nlicense: mit\n---\n## Limitations\n\n<!-- This section is meant to convey both technical and sociotechnical limitations. -->\n"
#   - README.md: "---\nlibrary_name: transformers\nlicense: mit\ndatasets: [\"[More Information Needed]\"]\n---\n# Router\n"
#   - MODEL_CARD.md: "# Router\n\n## Intended use\n\nThis model was made by the platform team for the support desk, and it is used with care by everybody.\n\n## Limitations\n\nThis model was made by the platform team for the support desk, and it is used with care by everybody.\n\n## Training data\n\nThis model was made by the platform team for the support desk, and it is used with care by everybody.\n"
#   - router.modelcard.yaml: "name: router\nlicense: mit\nout_of_scope: TBD\n"
#   good:
#   - README.md: "---\nlibrary_name: transformers\nlicense: mit\n---\n## Out-of-Scope Use\n\nNot for medical advice, and not for decisions on people.\n"
#   - not_when: the section is optional, or none of those that the rule needs
#     README.md: "---\nlibrary_name: transformers\nlicense: mit\n---\n## Downstream Use [optional]\n\n[More Information Needed]\n\n## Glossary\n\n[More Information Needed]\n"
#   - not_when: the word TODO is part of a sentence
#     README.md: "---\nlibrary_name: transformers\nlicense: mit\n---\n## Limitations\n\nThe words TODO and TBD in tickets are taken for orders.\n"
#   - not_when: the card is a template or documentation
#     modelcard_template.md: "---\nlibrary_name: transformers\nlicense: mit\n---\n## Out-of-Scope Use\n\n[More Information Needed]\n"
#     docs/README.md: "---\nlibrary_name: transformers\nlicense: mit\n---\n## Limitations\n\nTBD\n"
#   - not_when: the same text is in two sections only
#     MODEL_CARD.md: "# Router\n\n## Intended use\n\nThis model was made by the platform team for the support desk, and it is used with care by everybody.\n\n## Limitations\n\nThis model was made by the platform team for the support desk, and it is used with care by everybody.\n"
package pacheck.rules.model.card_placeholder_content

findings contains {
	"at": ["models", i, "sections", min(open)],
	"message": sprintf("%s: template text in %s", [model.name, concat(", ", titles)]),
} if {
	some i, model in input.models
	open := {j |
		some j, section in model.sections
		section.placeholder
		required(section)
	}
	titles := [section.title | some j, section in model.sections; j in open]
}

findings contains {
	"at": ["models", i, "placeholders", j],
	"message": sprintf("%s: template text in %s", [model.name, place.title]),
} if {
	some i, model in input.models
	some j, place in model.placeholders
	not place.id
	place.title in {"license", "base_model", "datasets", "contact"}
}

findings contains {
	"at": ["models", i, "sections", min(same)],
	"message": sprintf("%s: the same text in %d sections", [model.name, count(same)]),
} if {
	some i, model in input.models
	same := {j |
		some j, section in model.sections
		section.repeated >= 3
		required(section)
	}
}

required(section) if {
	section.id in {"intended_use", "out_of_scope", "limitations", "bias_risks", "training_data", "evaluation", "contact"}
	not regex.match(`(?i)\[optional\]|downstream`, section.title)
}
