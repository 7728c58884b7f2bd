package main

signs := [
	`(?i)<(important|system|secret|instructions?)>`,
	`(?i)before (using|calling) (this|any) tool,? (first )?(read|call|send)`,
	`(?i)do not (tell|mention|inform|notify|reveal)`,
	`~/\.(ssh|aws|cursor|gnupg)`,
]

described contains tool if some tool in tools

described contains input if input.protocolVersion

deny contains sprintf("tool-description-poisoned: %s", [entity.name]) if {
	some entity in described
	speaks_to_the_model(entity.description)
}

speaks_to_the_model(text) if regex.match(`(?i)(ignore|disregard) (all )?(previous|prior) instructions`, text)

speaks_to_the_model(text) if count([sign | some sign in signs; regex.match(sign, text)]) >= 2
