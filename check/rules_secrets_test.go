package check_test

import (
	"strings"
	"testing"

	"github.com/pacheck/pacheck/check/policy"
)

// TestSecretLiteral runs secret-literal over invented credentials of each provider. They are put together
// here, since in the METADATA of the rule scanners would take them for a leak.
func TestSecretLiteral(t *testing.T) {
	const noise, letters = "q7Zr2mXv9Kt4Lb8Wc1Nd6Hf3Jg5Ps0YuEoAi", "qZrmXvKtLbWcNdHfJgPsYuEoAiTkQwBnMx"
	tests := []struct{ name, path, before, secret, after, want string }{
		{"GitHub token in a prompt", "AGENTS.md", "Use the token ", "ghp" + "_" + noise, " for the API.\n", "GitHub token in AGENTS.md (ghp_…, fingerprint "},
		{"AWS key in a skill", "x/SKILL.md", "---\nname: x\ndescription: Does x.\n---\n```sh\nexport AWS_ACCESS_KEY_ID=", "AKIA" + "QZ7RM2XVKT4LBWCN", "\n```\n", "AWS access key in x/SKILL.md (AKIA…, "},
		{"OpenAI key in front matter", ".claude/agents/a.md", "---\nname: a\ndescription: Helps.\n# ", "sk" + "-proj-" + noise + "xYzW", "\n---\nHelp.\n", "OpenAI key in .claude/agents/a.md (sk-p…, "},
		{"Anthropic key in settings", ".claude/settings.json", `{"env": {"ANTHROPIC_API_KEY": "`, "sk" + "-ant-api03-" + noise + "-" + letters + "_" + noise, `"}}`, "Anthropic key in .claude/settings.json (sk-a…, "},
		{"Slack token in a tool", "tools.json", `{"tools": [{"name": "t", "description": "`, "xoxb" + "-7391846205-" + letters, `", "inputSchema": {"type": "object"}}]}`, "Slack token in tools.json (xoxb…, "},
		{"Google key in a hook", ".claude/settings.json", `{"hooks": {"Stop": [{"hooks": [{"type": "command", "command": "curl -H key:`, "AIza" + noise[:35], ` https://a.test"}]}]}}`, "Google API key in .claude/settings.json (AIza…, "},
		{"Hugging Face token in a template", "templates/AGENTS.md", "HF_TOKEN=", "hf" + "_" + letters, "\n", "Hugging Face token in templates/AGENTS.md (hf_q…, "},
		{"Stripe key in an example", "examples/AGENTS.md", "Pay with ", "sk" + "_live_" + noise[:24], "\n", "Stripe key in examples/AGENTS.md (sk_l…, "},
		{"private key in a test", "tests/AGENTS.md", "-----BEGIN ", "PRIVATE KEY-----\n" + strings.Repeat(noise, 3), "\n-----END PRIVATE KEY-----\n", "private key in tests/AGENTS.md (----…, "},
		{"token of a server in a test", "tests/.mcp.json", `{"mcpServers": {"a": {"command": "a", "env": {"T": "`, "ghp" + "_" + noise, `"}}}}`, "GitHub token in tests/.mcp.json (ghp_…, "},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			found := findings(t, "secret-literal", policy.Files{tt.path: tt.before + tt.secret + tt.after})
			if len(found) != 1 || !strings.HasPrefix(found[0].Message, tt.want) || found[0].Severity != policy.Critical {
				t.Fatalf("found %+v, want %s", found, tt.want)
			}
			if strings.Contains(found[0].Message, tt.secret[5:]) {
				t.Errorf("the message tells the secret: %s", found[0].Message)
			}
		})
	}
}

// TestSecretLiteralSilent holds what looks like a credential and is none, or is told by another rule.
func TestSecretLiteralSilent(t *testing.T) {
	const noise = "q7Zr2mXv9Kt4Lb8Wc1Nd6Hf3Jg5Ps0YuEoAi"
	for _, tt := range []struct{ name, path, text string }{
		{"repeated characters", "AGENTS.md", "ghp" + "_" + strings.Repeat("0", 36)},
		{"sequential characters", "AGENTS.md", "ghp" + "_abcdefghijklmnopqrstuvwxyz0123456789"},
		{"sample of a vendor", "AGENTS.md", "AKIA" + "IOSFODNN7EXAMPLE"},
		{"token of a server", ".mcp.json", `{"mcpServers": {"a": {"command": "a", "env": {"T": "ghp` + "_" + noise + `"}}}}`},
		{"header of a server", ".mcp.json", `{"mcpServers": {"a": {"url": "https://a.test", "headers": {"Authorization": "Bearer ghp` + "_" + noise + `"}}}}`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if found := findings(t, "secret-literal", policy.Files{tt.path: tt.text}); len(found) > 0 {
				t.Errorf("found %+v", found)
			}
		})
	}
}
