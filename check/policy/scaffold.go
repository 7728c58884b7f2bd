package policy

import (
	"bytes"
	"cmp"
	"fmt"
	"path"
	"regexp"
	"strings"
	"text/template"
)

// Scaffold is what a new rule is made from.
type Scaffold struct {
	Name    string // in kebab-case
	Group   string // agent, prompt, tool, mcp, skill, model, or one of the user's; may be empty
	Scope   string // FileScope or RepoScope
	Code    string // may be empty
	Package string // that the rule's package is below; "" means policies
}

// Unwritten begins the texts of METADATA that are still to be written.
const Unwritten = "TODO"

var ruleNames = regexp.MustCompile(`^[a-z][a-z0-9]*(-[a-z0-9]+)*$`)

// subject is what the rules of a group are about, with a small file that has one.
type subject struct{ Collection, One, File, Text string }

// subjects are those of the groups; what is none of them is about agents.
var subjects = map[string]subject{
	"prompt": {"prompts", "prompt", "CLAUDE.md", `Be kind.\n`},
	"tool":   {"tools", "tool", "tools.json", `{\"tools\": [{\"name\": \"helper\", \"description\": \"Helps.\", \"inputSchema\": {\"type\": \"object\"}}]}`},
	"mcp":    {"servers", "server", ".mcp.json", `{\"mcpServers\": {\"helper\": {\"command\": \"npx\", \"args\": [\"-y\", \"helper@1.0.0\"]}}}`},
	"skill":  {"skills", "skill", ".claude/skills/helper/SKILL.md", `---\nname: helper\ndescription: Helps.\n---\nHelp.\n`},
	"model":  {"models", "model", "models/helper/README.md", `---\nlicense: mit\npipeline_tag: text-generation\n---\n# Helper\n`},
}

var anAgent = subject{"agents", "agent", ".claude/agents/helper.md", `---\nname: helper\ndescription: Helps.\n---\nHelp.\n`}

// Files are the rule and its test, by path. They load, and fail their tests until they are written. The error
// says what is wrong with the name or the code.
func (s Scaffold) Files() (map[string][]byte, error) {
	switch {
	case strings.HasPrefix(strings.ToUpper(s.Name), codePrefix), strings.HasPrefix(s.Code, codePrefix):
		return nil, fmt.Errorf("%s starts with %s, which is reserved for the built-in rules: use a prefix of your own", cmp.Or(s.Code, s.Name), codePrefix)
	case !ruleNames.MatchString(s.Name):
		return nil, fmt.Errorf("the name %q is not in kebab-case: write one such as no-unapproved-model", s.Name)
	case strings.HasSuffix(s.Name, "-test"):
		return nil, fmt.Errorf("the name %s ends in -test, as the files of tests do: choose another one", s.Name)
	case s.Group != "" && !ruleNames.MatchString(s.Group):
		return nil, fmt.Errorf("the group %q is not in kebab-case: it names a folder, such as agent", s.Group)
	}
	about, known := subjects[s.Group]
	if !known {
		about = anAgent
	}
	base := strings.ReplaceAll(s.Name, "-", "_")
	values := struct {
		Scaffold
		subject
		Base, Parent, TODO string
	}{s, about, base, cmp.Or(s.Package, "policies"), Unwritten}
	files := map[string][]byte{}
	for suffix, text := range map[string]string{".rego": ruleTemplate, "_test.rego": testTemplate} {
		var b bytes.Buffer
		if err := template.Must(template.New(suffix).Parse(text)).Execute(&b, values); err != nil {
			return nil, fmt.Errorf("writing the rule: %w", err)
		}
		files[path.Join(s.Group, base+suffix)] = b.Bytes()
	}
	return files, nil
}

const ruleTemplate = `# METADATA
# title: {{.TODO}} say in one line what is wrong where this rule fires
# description: {{.TODO}} say why it matters
# custom:
{{- with .Code}}
#   code: {{.}}
{{- end}}
#   severity: medium
#   scope: {{.Scope}}
#   remediation: {{.TODO}} say what to do about it
#   bad:
#   - {{.File}}: "{{.Text}}"
#   good:
#   - {{.File}}: "{{.Text}}"
package {{.Parent}}.{{.Base}}

# pacheck inspect shows what a rule can look at, and pacheck policy check holds it against that.
findings contains {"at": ["{{.Collection}}", i], "message": sprintf("{{.One}} %s: say what is wrong", [{{.One}}.name])} if {
	some i, {{.One}} in input.{{.Collection}}
	{{.One}}.name == "say here when it is wrong"
}
`

const testTemplate = `package {{.Parent}}.{{.Base}}_test

import data.{{.Parent}}.{{.Base}}

test_fires if count({{.Base}}.findings) == 1 with input as {"{{.Collection}}": [{"name": "helper"}]}

test_keeps_silent if count({{.Base}}.findings) == 0 with input as {"{{.Collection}}": [{"name": "other"}]}
`
