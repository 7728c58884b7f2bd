package main

deny contains sprintf("hidden-markup-instruction: %s", [comment]) if {
	walk(input, [_, text])
	is_string(text)
	some comment in regex.find_n(`(?s)<!--.*?-->`, text, -1)
	regex.match(`(?i)(ignore|disregard)\s+(all\s+)?(previous|prior)\s+instructions|do not (tell|mention)`, comment)
}
