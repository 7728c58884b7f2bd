# The rules that the benchmark compares, written for files as conftest parses them: one message a
# finding, which begins with the name of the rule of pacheck that means the same.
package main

servers[name] := server if {
	is_object(input.mcpServers)
	some name, server in input.mcpServers
}

servers[server.name] := server if {
	is_array(input.mcpServers)
	some server in input.mcpServers
}

texts := {text | walk(input, [_, text]); is_string(text)}

env contains {"key": key, "value": value} if some key, value in input.env

env contains {"key": key, "value": value} if {
	some server in servers
	some key, value in server.env
}

line(server) := concat(" ", array.concat([server.command], server.args))

deny contains sprintf("tag-character-smuggling: %q", [text]) if {
	some text in texts
	regex.match(`[\x{E0000}-\x{E007F}]`, text)
}

deny contains sprintf("bidi-control-character: %d of %q", [i, text]) if {
	some text in texts
	some i, _ in regex.find_n(`[\x{202A}-\x{202E}\x{2066}-\x{2069}]+`, text, -1)
}

deny contains sprintf("invisible-character: %q", [text]) if {
	some text in texts
	regex.match(`[\x{200B}-\x{200D}\x{2060}-\x{2064}]`, text)
}

deny contains sprintf("control-or-escape-sequence: %q", [text]) if {
	some text in texts
	regex.match(`[\x00-\x08\x0B\x0E-\x1F\x7F]`, text)
}

deny contains sprintf("secret-literal: %d", [count(text)]) if {
	some text in texts
	regex.match(`\b(?:AKIA|ASIA)[A-Z2-7]{16}\b|\bgh[pousr]_[A-Za-z0-9]{36}`, text)
}

deny contains sprintf("hidden-markup-instruction: %q", [text]) if {
	some text in texts
	regex.match(`(?is)<!--.*\b(?:ignore|disregard|forget)\s+(?:all\s+)?(?:previous|prior|above)\b.*-->`, text)
}

deny contains sprintf("encoded-instruction-payload: %q", [text]) if {
	some text in texts
	some blob in regex.find_n(`[A-Za-z0-9+/]{24,}={0,2}`, text, -1)
	base64.is_valid(blob)
	regex.match(`(?i)\b(?:ignore|disregard|forget)\s+(?:all\s+)?(?:previous|prior|above)\b`, base64.decode(blob))
}

deny contains sprintf("runner-package-unpinned: %s", [name]) if {
	some name, server in servers
	server.command == "npx"
	some word in [arg | some arg in server.args; not startswith(arg, "-")]
	startswith(word, "@")
	not regex.match(`@v?\d+\.\d+\.\d+`, word)
}

deny contains sprintf("runner-package-unpinned: %s", [name]) if {
	some name, server in servers
	server.command == "uvx"
	not regex.match(`==v?\d+(?:\.\d+)+`, server.args[0])
}

deny contains sprintf("image-unpinned: %s", [name]) if {
	some name, server in servers
	server.command == "docker"
	not regex.match(`@sha256:[0-9a-f]{64}`, line(server))
}

deny contains sprintf("cleartext-transport: %s", [name]) if {
	some name, server in servers
	regex.match(`^(?:http|ws)://`, server.url)
	not regex.match(`^\w+://(?:localhost|127\.|\[::1\])`, server.url)
}

deny contains sprintf("server-secret-literal: %s %s", [name, key]) if {
	some name, server in servers
	some key, value in server.env
	regex.match(`(?i)(?:^|_)(?:api_?key|token|secret|password)(?:$|_)`, key)
	not regex.match(`^\s*$|\$\{?[A-Za-z_]|<[^>]*>`, value)
}

deny contains sprintf("opaque-launch-command: %s", [name]) if {
	some name, server in servers
	server.command in {"sh", "bash", "zsh"}
	server.args[0] == "-c"
	regex.match(`[|;&<>]|\$\(`, server.args[1])
}

deny contains sprintf("launch-downloads-and-executes: %s", [name]) if {
	some name, server in servers
	regex.match(`\b(?:curl|wget)\b[^\n|;]*\|\s*(?:ba|z)?sh\b`, line(server))
}

deny contains sprintf("tls-verification-disabled: %s", [variable.key]) if {
	some variable in env
	variable.key in {"NODE_TLS_REJECT_UNAUTHORIZED", "PYTHONHTTPSVERIFY"}
	variable.value == "0"
}

deny contains sprintf("loader-environment-override: %s", [variable.key]) if {
	some variable in env
	variable.key in {"LD_PRELOAD", "LD_AUDIT", "DYLD_INSERT_LIBRARIES"}
}

deny contains "auto-approve-all: every server" if input.enableAllProjectMcpServers == true

deny contains sprintf("auto-approve-all: %s", [name]) if {
	some name, server in servers
	"*" in server.alwaysAllow
}

deny contains sprintf("sensitive-host-path: %s", [name]) if {
	some name, server in servers
	server.command == "docker"
	some arg in server.args
	regex.match(`^(?:/var/run/docker\.sock|/etc|/root|/|~/\.ssh):`, arg)
}

deny contains "approval-bypass-mode: defaultMode" if input.permissions.defaultMode == "bypassPermissions"

deny contains sprintf("unrestricted-shell-grant: %s", [grant]) if {
	some grant in input.permissions.allow
	regex.match(`^Bash(?:\(\s*(?:\*+|:\*)?\s*\))?$`, grant)
}

deny contains sprintf("filesystem-root-grant: %s", [path]) if {
	some path in input.permissions.additionalDirectories
	regex.match(`^(?:/|~/?|\$HOME/?)$`, path)
}

deny contains "sandbox-disabled: sandbox" if {
	input.sandbox.enabled == false
	some grant in input.permissions.allow
	regex.match(`^Bash(?:\(\s*(?:\*+|:\*)?\s*\))?$`, grant)
}

deny contains sprintf("tool-schema-invalid: %s", [tool.name]) if {
	some tool in input.tools
	not tool.inputSchema.type == "object"
}

deny contains sprintf("tool-schema-inconsistent: %s %s", [tool.name, name]) if {
	some tool in input.tools
	some name in tool.inputSchema.required
	not tool.inputSchema.properties[name]
}

deny contains sprintf("tool-description-poisoned: %s", [tool.name]) if {
	some tool in input.tools
	regex.match(`(?i)<\s*/?\s*(?:important|system|critical)\s*>`, tool.description)
	regex.match(`(?i)\bbefore\s+using\s+this\s+tool\b|\bdo\s+not\s+tell\s+the\s+user\b`, tool.description)
}

deny contains sprintf("tool-annotations-contradictory: %s", [tool.name]) if {
	some tool in input.tools
	tool.annotations.readOnlyHint == true
	regex.match(`^(?:delete|remove|drop|destroy|create|update|send)_`, tool.name)
}
