package main

deny contains sprintf("bidi-control-character: %s", [text]) if {
	walk(input, [_, text])
	is_string(text)
	regex.match(`[\x{202A}-\x{202E}\x{2066}-\x{2069}]`, text)
}
