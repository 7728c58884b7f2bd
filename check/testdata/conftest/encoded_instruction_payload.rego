package main

deny contains sprintf("encoded-instruction-payload: %s", [blob]) if {
	walk(input, [_, text])
	is_string(text)
	some blob in regex.find_n(`[A-Za-z0-9+/]{24,}={0,2}`, text, -1)
	base64.is_valid(blob)
	regex.match(`(?i)(ignore|disregard)\s+(all\s+)?(previous|prior)\s+instructions|curl\s|rm\s+-rf`, base64.decode(blob))
}
