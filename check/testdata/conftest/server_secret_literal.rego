package main

deny contains sprintf("server-secret-literal: %s %s", [name, key]) if {
	some name, server in servers
	some field in ["env", "headers"]
	some key, value in server[field]
	regex.match(`(?i)(key|token|secret|passw|authorization|credential)`, key)
	regex.match(`^(Bearer )?[A-Za-z0-9+/=_.-]{12,}$`, value)
	regex.match(`[0-9]`, value)
	regex.match(`[A-Za-z]`, value)
}
