package main

deny contains sprintf("opaque-launch-command: %s", [name]) if {
	some name, script in scripts
	regex.match("[;|&`]|\\$\\(", script)
}

deny contains sprintf("opaque-launch-command: %s inline", [name]) if {
	some name, server in servers
	[server.command, server.args[0]] in {["node", "-e"], ["node", "--eval"], ["python", "-c"], ["python3", "-c"], ["ruby", "-e"], ["perl", "-e"]}
}
