# METADATA
# title: Skill ships a compiled or packed file
# description: Nobody reviews it, and the agent may run it.
# related_resources:
# - ref: https://www.catonetworks.com/blog/cato-ctrl-weaponizing-claude-skills-with-medusalocker/
#   description: Weaponised skill (Cato CTRL, 2025)
# - ref: https://cwe.mitre.org/data/definitions/506.html
#   description: CWE-506, embedded malicious code
# custom:
#   code: PA-SKL-009
#   severity: medium
#   precision: very-high
#   scope: file
#   principle: supply-chain
#   profiles: [recommended, strict]
#   roles: [runtime, local]
#   adversarial: true
#   packs:
#     owasp-agentic: [ASI04]
#     owasp-llm: ["LLM03:2025"]
#     nist-ai-rmf: [MG-3.1-002]
#     csa-aicm: [AIS-12]
#   remediation: Ship the source, or record the digest after a review.
#   params:
#     allow_sha256: {default: [], description: "The digests of files that were reviewed, in hex."}
#   bad:
#   - skills/x/SKILL.md: "---\nname: x\ndescription: Does x.\n---\nRun `bin/helper`.\n"
#     skills/x/bin/helper: "\x7fELF\x02\x01\x01"
#   - skills/x/SKILL.md: "---\nname: x\ndescription: Does x.\n---\nText.\n"
#     skills/x/data.dat: "PK\x03\x04\x14"
#   - skills/x/SKILL.md: "---\nname: x\ndescription: Does x.\n---\nText.\n"
#     skills/x/.run: "#!/bin/sh\necho hello\n"
#   good:
#   - skills/x/SKILL.md: "---\nname: x\ndescription: Does x.\n---\nRun `scripts/helper.py`.\n"
#     skills/x/scripts/helper.py: "print('x')\n"
#   - not_when: the file is a document, a font or an image, as docx, epub, ttf and png are
#     skills/x/SKILL.md: "---\nname: x\ndescription: Does x.\n---\nText.\n"
#     skills/x/assets/a.docx: "PK\x03\x04\x14"
#     skills/x/assets/b.xlsx: "PK\x03\x04\x14"
#     skills/x/assets/c.pptx: "PK\x03\x04\x14"
#     skills/x/assets/d.odt: "PK\x03\x04\x14"
#     skills/x/assets/e.epub: "PK\x03\x04\x14"
#     skills/x/assets/f.ttf: "PK\x03\x04\x14"
#     skills/x/assets/g.woff: "PK\x03\x04\x14"
#     skills/x/assets/h.png: "PK\x03\x04\x14"
#     skills/x/assets/i.jpg: "PK\x03\x04\x14"
#   - not_when: the file is a package of the host itself, such as x.plugin
#     skills/x/SKILL.md: "---\nname: x\ndescription: Does x.\n---\nText.\n"
#     skills/x/x.plugin: "PK\x03\x04\x14"
#   - skills/x/SKILL.md: "---\nname: x\ndescription: Does x.\n---\nText.\n"
#     skills/x/.gitignore: "*.log\n"
#     skills/x/MZ.md: "MZ is how programs begin.\n"
#   - not_when: the digest of the file is in allow_sha256
#     .pacheck.yaml: "version: 1\nrules: {opaque-file-bundled: {params: {allow_sha256: [73e2bd6cbb99261733caf137015d5cc58e3f96248d8b01da68be8564989dd906]}}}\n"
#     skills/x/SKILL.md: "---\nname: x\ndescription: Does x.\n---\nText.\n"
#     skills/x/data.dat: "PK\x03\x04\x14"
package pacheck.rules.skill.opaque_file_bundled

findings contains {
	"at": ["skills", i, "files", j],
	"message": sprintf("skill %s ships %s (%s)", [skill.name, file.path, words[file.opaque]]),
} if {
	some i, skill in input.skills
	some j, file in skill.files
	file.opaque
	not object.get(file, "sha256", "") in data.pacheck.params["opaque-file-bundled"].allow_sha256
}

findings contains {
	"at": ["skills", i, "files", j],
	"message": sprintf("skill %s ships %s (a link to %s, outside the repository)", [skill.name, file.path, file.link]),
} if {
	some i, skill in input.skills
	some j, file in skill.files
	file.escapes
}

words := {
	"elf": "a program for Linux",
	"pe": "a program for Windows",
	"macho": "a program for macOS",
	"class": "compiled Java",
	"pyc": "compiled Python",
	"wasm": "WebAssembly",
	"dmg": "a disk image",
	"sevenzip": "a 7z archive",
	"rar": "a RAR archive",
	"zip": "a zip archive",
	"gzip": "a gzip archive",
	"hidden": "a hidden program",
}
