package main

deny contains sprintf("tool-schema-inconsistent: %s %s", [tool.name, name]) if {
	some tool in tools
	some name in tool.inputSchema.required
	not tool.inputSchema.properties[name]
}

deny contains sprintf("tool-schema-inconsistent: %s %s", [tool.name, name]) if {
	some tool in tools
	some name, property in tool.inputSchema.properties
	property.enum
	property["default"]
	not property["default"] in property.enum
}
