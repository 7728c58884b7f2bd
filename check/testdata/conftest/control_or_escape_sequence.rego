package main

deny contains sprintf("control-or-escape-sequence: %s", [text]) if {
	walk(input, [_, text])
	is_string(text)
	regex.match(`[\x00-\x08\x0B\x0C\x0E-\x1F\x7F\x{80}-\x{9F}]`, text)
}
