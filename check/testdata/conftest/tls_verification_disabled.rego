package main

deny contains sprintf("tls-verification-disabled: %s %s", [name, key]) if {
	some name, env in environments
	some key, value in env
	[key, lower(value)] in {
		["NODE_TLS_REJECT_UNAUTHORIZED", "0"], ["PYTHONHTTPSVERIFY", "0"], ["GIT_SSL_NO_VERIFY", "1"], ["GIT_SSL_NO_VERIFY", "true"],
	}
}

deny contains sprintf("tls-verification-disabled: %s %s", [name, arg]) if {
	some name, server in servers
	some arg in server.args
	arg in {"--insecure", "--no-verify-ssl", "--insecure-skip-tls-verify", "--no-check-certificate"}
}
