package a2a.security

deny contains {"msg": "the card has no security schemes"} if {
	is_card
	not input.securitySchemes
}

deny contains {"msg": sprintf("the scheme %s sends a key in the %s", [name, scheme.in]), "path": ["securitySchemes", name]} if {
	is_card
	some name, scheme in input.securitySchemes
	scheme.type == "apiKey"
	scheme.in == "query"
}

is_card if input.protocolVersion
