# a rule that another one is made of, and what functions of OPA's cannot do
package a2a.provider

import data.conftest

violation_provider contains {"msg": msg} if {
	input.protocolVersion
	organisation != "Acme"
	msg := sprintf("%s: the card of %s is not ours", [conftest.file.name, organisation])
}

organisation := input.provider.organization

violation_provider contains "a version is a number" if to_number(input.version) > 0
