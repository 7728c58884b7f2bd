package main

deny contains sprintf("tool-annotations-contradictory: %s", [tool.name]) if {
	some tool in tools
	tool.annotations.readOnlyHint == true
	split(tool.name, "_")[0] in {
		"delete", "remove", "drop", "destroy", "erase", "purge", "wipe", "truncate", "create", "update", "write", "insert", "send",
		"set", "add", "edit", "move", "rename", "execute", "run", "deploy", "publish", "upload",
	}
}
