package a2a.version

import data.approved

warn_protocol contains msg if {
	semver.compare(input.protocolVersion, approved.protocol) < 0
	msg := sprintf("protocol %s is older than %s", [input.protocolVersion, approved.protocol])
}

deny_skill contains {"msg": msg, "path": sprintf("skills.%d.id", [i])} if {
	some i, skill in input.skills
	contains(skill.id, " ")
	msg := sprintf("the identifier %q has blanks", [skill.id])
}
