# METADATA
# title: Manifest points to a prompt file that is not there
# description: The agent runs with no instructions, or with an old copy.
# related_resources:
# - ref: https://cwe.mitre.org/data/definitions/706.html
#   description: CWE-706, use of incorrectly-resolved name or reference
# - ref: https://nvd.nist.gov/vuln/detail/CVE-2025-59944
#   description: CVE-2025-59944, paths compared without regard to case
# custom:
#   code: PA-XRF-004
#   severity: high
#   precision: very-high
#   scope: repo
#   principle: integrity
#   profiles: [recommended, strict]
#   roles: [runtime, local]
#   adversarial: false
#   packs:
#     nist-ai-rmf: [MEASURE 2.5]
#   remediation: Correct the path.
#   params:
#     generated: {default: [], description: "Globs of files that a build makes, with ** for folders at any depth."}
#   bad:
#   - CLAUDE.md: "# Rules\n\nSee @docs/none.md for more.\n"
#   - CLAUDE.md: "# Rules\n\nSee @docs/Guide.md for more.\n"
#     docs/guide.md: "# Guide\n"
#   - appPackage/declarativeAgent.json: "{\"$schema\": \"https://developer.microsoft.com/json-schemas/copilot/declarative-agent/v1.2/schema.json\", \"version\": \"v1.2\", \"name\": \"Desk\", \"description\": \"Answers.\", \"instructions\": \"$[file('none.txt')]\"}"
#   good:
#   - CLAUDE.md: "# Rules\n\nSee @docs/guide.md for more.\n"
#     docs/guide.md: "# Guide\n"
#   - not_when: the path has wildcards
#     CLAUDE.md: "# Rules\n\nSee @docs/*.md for more.\n"
#   - not_when: the path is right as seen from the root of the repository
#     app/CLAUDE.md: "# Rules\n\nSee @docs/guide.md for more.\n"
#     docs/guide.md: "# Guide\n"
#   - appPackage/declarativeAgent.json: "{\"$schema\": \"https://developer.microsoft.com/json-schemas/copilot/declarative-agent/v1.2/schema.json\", \"version\": \"v1.2\", \"name\": \"Desk\", \"description\": \"Answers.\", \"instructions\": \"$[file('instruction.txt')]\"}"
#     appPackage/instruction.txt: "You answer.\n"
#   - not_when: the file is a template
#     docs/CLAUDE.template.md: "See @docs/none.md.\n"
#   - not_when: the path has variables
#     CLAUDE.md: "# Rules\n\nSee @${DIR}/a.md for more.\n"
#   - not_when: what is meant is an address
#     CLAUDE.md: "# Rules\n\nSee @https://a.test/a.md for more.\n"
#   - not_when: a build makes the file, and the parameter generated has its path
#     CLAUDE.md: "# Rules\n\nSee @docs/none.md for more.\n"
#     .pacheck.yaml: "version: 1\nrules: {prompt-missing: {params: {generated: [\"docs/**\"]}}}\n"
package pacheck.rules.cross.prompt_missing

params := data.pacheck.params["prompt-missing"]

findings contains {
	"at": ["edges", i],
	"message": sprintf("%s refers to missing %s%s", [edge.file, path, suggestion(edge)]),
} if {
	some i, edge in input.edges
	edge.rel in {"uses_prompt", "imports"}
	edge.resolved == false
	regex.match(`^(?:agents|prompts|skills):`, edge.from)
	path := trim_prefix(edge.to, "files:")
	not regex.match(`[*?${}<>]`, path)
	not generated(path)
}

generated(path) if {
	some pattern in params.generated
	glob.match(pattern, ["/"], path)
}

suggestion(edge) := sprintf("; there is %s, which only some systems take for the same", [edge.suggestion]) if edge.suggestion

suggestion(edge) := "" if not edge.suggestion
