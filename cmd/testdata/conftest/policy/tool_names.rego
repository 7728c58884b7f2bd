# a file with a list: each item is asked about
package tool.names

deny contains msg if {
	input.type == "function"
	upper(input.function.name) == input.function.name
	msg := sprintf("the tool %s shouts", [input.function.name])
}
