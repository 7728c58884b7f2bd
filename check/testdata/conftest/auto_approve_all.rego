package main

deny contains "auto-approve-all: every server of the project" if input.enableAllProjectMcpServers == true

deny contains sprintf("auto-approve-all: all tools of %s", [name]) if {
	some name, server in servers
	some key in ["alwaysAllow", "autoApprove"]
	"*" in server[key]
}
