package main

deny contains sprintf("tag-character-smuggling: %s", [text]) if {
	walk(input, [_, text])
	is_string(text)
	regex.match(`[\x{E0000}-\x{E007F}]`, text)
}
