package main

deny contains "sandbox-disabled: any command, and no sandbox" if {
	input.sandbox.enabled == false
	some grant in input.permissions.allow
	any_shell(grant)
}
