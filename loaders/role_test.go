package loaders_test

import (
	"testing"

	"github.com/pacheck/pacheck/loaders"
)

func TestRoleOf(t *testing.T) {
	roles := map[string][]string{
		loaders.RoleRuntime: {
			"AGENTS.md", "", ".claude/settings.json", "src/agents/writer.yaml", "prompts/generate-example.prompt.yml", "PROMPT_TEMPLATE.md",
			".github/ISSUE_TEMPLATE/bug_report.md", ".github/workflows/test.yml", "docs/AGENTS.md", "src/test/java/org/x/CLAUDE.md",
			".claude/skills/test/SKILL.md", ".claude/skills/docs/reference.md", ".cursor/rules/testing/style.mdc",
			".claude/commands/e2e/run.md", ".github/skills/verify-samples-tool/SKILL.md", "skills/docs/SKILL.md", "latest/agent.yaml", "template.yaml", "test.md",
			"agents/unit_test.md", "local/agent.yaml", "example.character.json", "specs/agent.json", "contest/a.md", "chat_template.jinja",
			"openapi.spec.yaml", "prompts/system_template.txt",
		},
		loaders.RoleLocal: {".claude/settings.local.json", "CLAUDE.local.md", ".env.local", "examples/a/config.local.toml", "a.local.example.json/settings.local.json"},
		loaders.RoleTemplate: {
			"templates/commands/specify.md", "lib/cli/templates/AGENTS.md", "config.template.yaml", "agent.json.tmpl", "GAIA/Templates/x/prompt.txt",
			"src/modelcard_template.md", "docs/templates/x.md",
		},
		loaders.RoleExample: {
			"examples/a/agent.yaml", "mcp.json.example", ".env.example", "config.sample.yaml", "Samples/x/SKILL.md", "docs/examples/a.json",
			"examples/skills/docs/SKILL.md", "src/agent-samples/a.yaml", "claude-cookbook/cookbook/a.md", "tests/demo/x.yaml", ".claude/skills/pdf/examples/a.md",
		},
		loaders.RoleTest: {
			"tests/config/agents.yaml", "pkg/testdata/all.yaml", "tests/fixtures/apm/CLAUDE.md", "dotnet/X.UnitTests/a.prompty", "__fixtures__/a.prompt.yml",
			"agent.test.yaml", "policy_test.rego", "test_tools.py", "a.spec.ts", "examples/tests/a.yaml", "agents/tests/x.yaml", "skills/x/test/run.json",
		},
		loaders.RoleDoc:      {"docs/openapi.yaml", "examples/docs/x.md", "documentation/recipes/a.yaml", "docs/.github/x.md"},
		loaders.RoleVendored: {"vendor/github.com/x/AGENTS.md", "third_party/a.json", "examples/node_modules/p/AGENTS.md"},
	}
	for want, files := range roles {
		for _, file := range files {
			if got := loaders.RoleOf(file); got != want {
				t.Errorf("RoleOf(%q) = %s, want %s", file, got, want)
			}
		}
	}
}
