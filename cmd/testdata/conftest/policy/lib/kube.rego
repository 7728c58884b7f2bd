package lib.kube

is_agent if {
	startswith(input.apiVersion, "kagent.dev/")
	input.kind == "Agent"
}

name := object.get(input.metadata, "name", "unnamed")

labels := object.get(input.metadata, "labels", {})

has_label(key) if labels[key] != ""
