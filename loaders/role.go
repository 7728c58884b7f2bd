package loaders

import (
	"path"
	"slices"
	"strings"
)

// The roles of files.
const (
	RoleRuntime  = "runtime"  // in use, as far as the path tells
	RoleLocal    = "local"    // the settings of one person
	RoleTemplate = "template" // to be filled in
	RoleExample  = "example"
	RoleTest     = "test"
	RoleDoc      = "doc"
	RoleVendored = "vendored" // other people's
)

// Roles are the names of the roles.
func Roles() []string {
	return []string{RoleRuntime, RoleLocal, RoleTemplate, RoleExample, RoleTest, RoleDoc, RoleVendored}
}

// RoleOf tells from a slash-separated path relative to the root what a file is for. The name of the file
// decides, else the innermost folder that says something, else the file is in use.
func RoleOf(file string) string {
	file = strings.ToLower(file)
	folder, name := path.Split(file)
	if role := roleOfName(name); role != "" {
		return role
	}
	folders := strings.Split(strings.TrimSuffix(folder, "/"), "/")
	for i, folder := range slices.Backward(folders) {
		role := roleOfFolder(folder)
		if role == "" || (role == RoleTest || role == RoleDoc) && isTopic(folders, i, name) {
			continue
		}
		return role
	}
	return RoleRuntime
}

// roleOfName reads the parts of a name between dots: "settings.local.json", "mcp.json.example".
func roleOfName(name string) string {
	first, rest, _ := strings.Cut(name, ".")
	parts := strings.Split(rest, ".")
	for _, part := range slices.Backward(parts) {
		switch part {
		case "local":
			return RoleLocal
		case "example", "examples", "sample", "samples":
			return RoleExample
		case "template", "tmpl", "tpl":
			return RoleTemplate
		case "test", "tests":
			return RoleTest
		}
	}
	last := parts[len(parts)-1]
	switch {
	case len(parts) > 1 && parts[len(parts)-2] == "spec" && slices.Contains(scriptEndings, last),
		strings.HasPrefix(name, "test_") && last == "py",
		strings.HasSuffix(first, "_test") && slices.Contains(testEndings, last):
		return RoleTest
	case first == "template" && last == "md", strings.HasSuffix(first, "card_template"), strings.HasSuffix(first, "card-template"):
		return RoleTemplate
	}
	return ""
}

var (
	scriptEndings = []string{"js", "jsx", "mjs", "cjs", "ts", "tsx", "mts", "cts"}
	// testEndings leave out prose: an agent may well be called unit_test.md.
	testEndings = append([]string{"go", "py", "rb", "rego", "json", "yaml", "yml"}, scriptEndings...)
)

// roleOfFolder is what the name of a folder says, "" where it says nothing.
func roleOfFolder(name string) string {
	switch name {
	case "example", "examples", "sample", "samples", "demo", "demos", "tutorial", "tutorials",
		"cookbook", "cookbooks", "quickstart", "quickstarts":
		return RoleExample
	case "test", "tests", "__tests__", "e2e", "testing", "fixture", "fixtures", "__fixtures__", "testdata",
		"test_data", "test-data", "__mocks__", "__snapshots__":
		return RoleTest
	case "doc", "docs", "documentation":
		return RoleDoc
	case "template", "templates":
		return RoleTemplate
	case "vendor", "vendored", "third_party", "third-party", "thirdparty", "node_modules", "site-packages",
		"bower_components":
		return RoleVendored
	}
	for _, ending := range []string{"_tests", "-tests", ".tests", "unittests", "integrationtests", "_fixtures", "-fixtures"} {
		if strings.HasSuffix(name, ending) {
			return RoleTest
		}
	}
	for _, ending := range []string{"_examples", "-examples", "_samples", "-samples"} {
		if strings.HasSuffix(name, ending) {
			return RoleExample
		}
	}
	return ""
}

// isTopic says whether a folder of tests or documents is what the file is about rather than what it is:
// an instruction file holds for the folder that it is in, a skill is named after its folder, and hosts
// sort commands, agents and rules into folders by subject. Fixtures are never a topic.
func isTopic(folders []string, i int, name string) bool {
	switch folders[i] {
	case "test", "tests", "testing", "e2e", "doc", "docs", "documentation":
	default:
		return false
	}
	if slices.Contains(instructionNames, name) || name == "skill.md" && i == len(folders)-1 {
		return true
	}
	if i < 2 || !slices.Contains(hostKinds, folders[i-1]) {
		return false
	}
	return slices.ContainsFunc(folders[:i-1], func(f string) bool { return slices.Contains(hostFolders, f) })
}

// The names of isTopic, in lower case.
var (
	instructionNames = []string{"agents.md", "claude.md", "gemini.md", "copilot-instructions.md"}
	hostKinds        = []string{"agents", "commands", "instructions", "prompts", "rules", "skills", "workflows"}
	hostFolders      = []string{
		".agents", ".amazonq", ".claude", ".clinerules", ".codex", ".continue", ".cursor", ".gemini",
		".github", ".kiro", ".opencode", ".qwen", ".roo", ".windsurf",
	}
)
