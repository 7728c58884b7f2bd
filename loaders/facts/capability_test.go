package facts_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/pacheck/pacheck/loaders/facts"
	"github.com/pacheck/pacheck/loaders/source"
)

// kinds are capabilities as words, those that are strong with an exclamation mark.
func kinds(all []facts.Capability) string {
	var words []string
	for _, c := range all {
		word := c.Kind
		if c.Strong {
			word += "!"
		}
		words = append(words, word)
	}
	return strings.Join(words, " ")
}

func TestGrantCapabilities(t *testing.T) {
	tests := []struct{ name, grant, dialect, want string }{
		{"a whole shell", "Bash", "claude-code", "external_communication side_effects code_execution!"},
		{"a bound command", "Bash(git log:*)", "claude-code", "code_execution"},
		{"an interpreter", "Bash(python:*)", "claude-code", "external_communication side_effects code_execution!"},
		{"a downloader", "Bash(curl:*)", "claude-code", "untrusted_input! external_communication! side_effects code_execution"},
		{"a terminal", "execute/runInTerminal", "copilot", "external_communication side_effects code_execution!"},
		{"a command of the editor", "vscode/runCommand", "copilot", "code_execution"},
		{"any page", "WebFetch", "claude-code", "untrusted_input! external_communication!"},
		{"pages of one host", "WebFetch(domain:docs.corp.example)", "claude-code", "untrusted_input external_communication"},
		{"a search of the web", "WebSearch", "claude-code", "untrusted_input!"},
		{"files that are read", "Read", "claude-code", "private_data"},
		{"files that are written", "Write", "claude-code", "side_effects!"},
		{"a search in files", "Grep", "claude-code", ""},
		{"the name of a framework's search", "search", "crewai", ""},
		{"the name of a framework's edit", "edit", "crewai", ""},
		{"a framework's interpreter", "code_interpreter", "openai", "code_execution!"},
		{"a vague name of a framework", "execute", "crewai", "code_execution"},
		{"documents of a tenant", "OneDriveAndSharePoint", "m365", "private_data!"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			g := facts.ParseGrant(source.Say(tt.grant, source.Place{}), tt.dialect)
			if diff := cmp.Diff(tt.want, kinds(facts.GrantCapabilities(g, facts.HostDialect(tt.dialect)))); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestToolCapabilitiesOfNames(t *testing.T) {
	tests := []struct{ name, want string }{
		{"read_inbox", "untrusted_input! private_data!"},
		{"searchInbox", "untrusted_input! private_data!"},
		{"query_crm", "private_data!"},
		{"list_customers", "private_data!"},
		{"execute_sql", "private_data!"},
		{"get_customer_count", "private_data"},
		{"send_email", "external_communication! side_effects!"},
		{"draft_email", ""},
		{"preview_send_email", "external_communication"},
		{"get_email_template", "untrusted_input private_data"},
		{"send_message", "external_communication side_effects"},
		{"slack_send_message", "external_communication!"},
		{"send_message_to_agent", "external_communication side_effects"},
		{"post_to_x", "external_communication! side_effects"},
		{"send_discord_dm", "external_communication! side_effects"},
		{"get_bluesky_feed", "untrusted_input!"},
		{"get_issue", "untrusted_input!"},
		{"list_pull_requests", "untrusted_input!"},
		{"list_issue_types", "untrusted_input"},
		{"create_issue", "external_communication! side_effects!"},
		{"create_plan", "side_effects"},
		{"create_summary", "side_effects"},
		{"browse_files", "untrusted_input"},
		{"scrape", "untrusted_input!"},
		{"publish_event", "external_communication side_effects!"},
		{"add", "side_effects"},
		{"delete_customer", "side_effects!"},
		{"issue_refund", "side_effects! money!"},
		{"create_payment", "side_effects! money!"},
		{"transfer_to_agent", "side_effects"},
		{"transfer_to_billing_agent", "side_effects"},
		{"transfer_file", "side_effects!"},
		{"tip_of_the_day", "money"},
		{"get_payment", ""},
		{"refund_policy", "side_effects money"},
		{"run_shell", "code_execution!"},
		{"run_command", "code_execution"},
		{"get_code", ""},
		{"calculate", ""},
		{"", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, kinds(facts.ToolCapabilities(facts.ToolShape{Name: tt.name}))); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestToolCapabilitiesOfDefinitions(t *testing.T) {
	yes, no := source.Say(true, source.Place{}), source.Say(false, source.Place{})
	free := func(name, role string) facts.Param { return facts.Param{Name: name, Role: role, FreeForm: true} }
	fixed := facts.Param{Name: "to", Enum: source.Say([]source.Text{source.Say("a@corp.example", source.Place{})}, source.Place{})}
	matching := func(pattern string) facts.ToolShape {
		return facts.ToolShape{Name: "send_email", Params: []facts.Param{{Name: "to", Pattern: source.Say(pattern, source.Place{})}}}
	}
	tests := []struct {
		name string
		tool facts.ToolShape
		want string
	}{
		{"a transfer with an amount", facts.ToolShape{Name: "transfer", Params: []facts.Param{free("amount", "")}}, "side_effects! money!"},
		{"a command", facts.ToolShape{Name: "run_command", Known: true, Params: []facts.Param{free("command", "command")}}, "code_execution!"},
		{"a script by name", facts.ToolShape{Name: "run_script", Known: true, Params: []facts.Param{free("name", "")}}, "code_execution"},
		{"code without a parameter", facts.ToolShape{Name: "run_code", Known: true}, "code_execution"},
		{"the code of a country", facts.ToolShape{Name: "get_country", Known: true, Params: []facts.Param{free("code", "command")}}, ""},
		{"a query", facts.ToolShape{Name: "report", Known: true, Params: []facts.Param{free("sql", "query")}}, "private_data"},
		{"any recipient", facts.ToolShape{Name: "send_email", Params: []facts.Param{free("to", "")}}, "external_communication! side_effects!"},
		{"fixed recipients", facts.ToolShape{Name: "send_email", Params: []facts.Param{fixed}}, "external_communication side_effects!"},
		{"recipients of one domain", matching(`^[a-z0-9._%+-]+@mail\.corp\.example$`), "external_communication side_effects!"},
		{"recipients of any domain", matching(`^[a-z]+@[a-z]+\.example$`), "external_communication! side_effects!"},
		{"recipients whose domain may go on", matching(`^[a-z]+@corp\.example`), "external_communication! side_effects!"},
		{"recipients whose address may begin before", matching(`[a-z]+@corp\.example$`), "external_communication! side_effects!"},
		{"several recipients before the domain", matching(`^\S+@corp\.example$`), "external_communication! side_effects!"},
		{"a range with signs before the domain", matching(`^[+-z]+@corp\.example$`), "external_communication! side_effects!"},
		{"a domain in one of two branches", matching(`^[a-z]+|[a-z]+@corp\.example$`), "external_communication! side_effects!"},
		{"said to change something", facts.ToolShape{Name: "helper", Annotations: &facts.Annotations{ReadOnly: no}}, "side_effects!"},
		{"said to read alone", facts.ToolShape{Name: "list_customers", Annotations: &facts.Annotations{ReadOnly: yes}}, "private_data!"},
		{"said to read alone, against its name", facts.ToolShape{Name: "delete_customer", Annotations: &facts.Annotations{ReadOnly: yes}}, "side_effects"},
		{"said to be open", facts.ToolShape{Name: "helper", Annotations: &facts.Annotations{OpenWorld: yes}}, "untrusted_input"},
		{"a request that deletes", facts.ToolShape{Name: "helper", Method: "DELETE"}, "side_effects!"},
		{"a request that posts", facts.ToolShape{Name: "helper", Method: "POST"}, "side_effects"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, kinds(facts.ToolCapabilities(tt.tool))); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestPackageCapabilities(t *testing.T) {
	tests := []struct {
		name    string
		product string
		known   bool
		want    string
	}{
		{"a database", "@modelcontextprotocol/server-postgres", true, "private_data! side_effects"},
		{"a messenger", "@modelcontextprotocol/server-slack", true, "untrusted_input! private_data external_communication! side_effects"},
		{"a browser", "@playwright/mcp", true, "untrusted_input! external_communication!"},
		{"an image", "mcp/fetch", true, "untrusted_input! external_communication!"},
		{"a host", "mcp.notion.com", true, "untrusted_input private_data! external_communication side_effects"},
		{"a name alone", "slack", false, "untrusted_input private_data external_communication side_effects"},
		{"a part of a word", "slackline-tools", true, ""},
		{"files", "@modelcontextprotocol/server-filesystem", true, "private_data side_effects"},
		{"something unknown", "corp-tools", true, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, kinds(facts.PackageCapabilities(tt.product, tt.known))); diff != "" {
				t.Error(diff)
			}
		})
	}
}
