package main

deny contains sprintf("launch-downloads-and-executes: %s", [name]) if {
	some name, script in scripts
	regex.match(`\b(curl|wget)\b[^|;]*\|\s*(sudo\s+)?(ba|z|da)?sh\b`, script)
}
