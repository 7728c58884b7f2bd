package main

deny contains sprintf("runner-package-unpinned: %s", [name]) if {
	some name, server in servers
	server.command in {"npx", "bunx", "pnpx"}
	spec := [arg | some arg in server.args; not startswith(arg, "-")][0]
	not regex.match(`.@v?[0-9]+\.[0-9]+\.[0-9]+`, spec)
}

deny contains sprintf("runner-package-unpinned: %s", [name]) if {
	some name, server in servers
	server.command in {"uvx", "pipx"}
	spec := [arg | some arg in server.args; not startswith(arg, "-"); arg != "run"][0]
	not regex.match(`(==|@)[0-9]`, spec)
}
