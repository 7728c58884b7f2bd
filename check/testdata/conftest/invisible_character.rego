package main

deny contains sprintf("invisible-character: %s", [text]) if {
	walk(input, [_, text])
	is_string(text)
	regex.match(`[\x{00AD}\x{180E}\x{200B}\x{2060}-\x{2064}\x{FEFF}]`, text)
}
