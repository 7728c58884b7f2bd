package main

deny contains sprintf("filesystem-root-grant: %s", [directory]) if {
	some directory in input.permissions.additionalDirectories
	directory in {"/", "//", "~", "~/", "$HOME", "..", "../.."}
}

deny contains sprintf("filesystem-root-grant: %s", [grant]) if {
	some grant in input.permissions.allow
	regex.match(`^(Read|Edit|Write)\((//|~/)\*\*\)$`, grant)
}
