# METADATA
# title: Words for phrases that speak to a model
package pacheck.lib.phrases

# whether a phrase is said to the model: it is neither forbidden nor reported nor, unless mentions count,
# quoted
counts(phrase, _) if {
	not phrase.mention
	not phrase.negated
}

counts(phrase, mentions) if {
	mentions
	phrase.mention
	not phrase.negated
}

# the severity of a phrase: low where it is only mentioned
severity(phrase, said) := said if not phrase.mention

severity(phrase, _) := "low" if phrase.mention

# whether a text describes a tool
of_tool(text) if startswith(text.surface, "tool.")

# whether a host is one of a list, or below one
allowed(host, hosts) if {
	some known in hosts
	host == lower(known)
}

allowed(host, hosts) if {
	some known in hosts
	endswith(host, sprintf(".%s", [lower(known)]))
}

# whether an address leads to the machine itself or into a private network
local(host) if host in {"localhost", "127.0.0.1", "[::1]", "0.0.0.0"}

# the machine itself, as it is called in a container or a virtual machine
local(host) if host in {"host.docker.internal", "gateway.docker.internal", "host.containers.internal", "host.lima.internal"}

local(host) if regex.match(`^(?:10\.|192\.168\.|172\.(?:1[6-9]|2[0-9]|3[01])\.|127\.)[0-9.]+$`, host)

local(host) if endswith(host, ".localhost")
