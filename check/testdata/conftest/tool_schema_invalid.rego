package main

deny contains sprintf("tool-schema-invalid: %s", [tool.name]) if {
	some tool in tools
	not json.verify_schema(tool.inputSchema)[0]
}
