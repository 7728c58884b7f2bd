package main

deny contains sprintf("unrestricted-shell-grant: %s", [grant]) if {
	some grant in input.permissions.allow
	any_shell(grant)
	not input.sandbox.enabled == true
}
