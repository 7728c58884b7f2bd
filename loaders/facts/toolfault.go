package facts

import (
	"regexp"
	"unicode/utf8"
)

// ToolNameFault is which rule for names a name breaks: characters or length; empty where it breaks none. The
// rules are those of the dialect: of openai and anthropic, of gemini, else of MCP.
func ToolNameFault(name, dialect string) string {
	known, ok := toolNameRules[dialect]
	if !ok {
		known = toolNameRules["mcp"]
	}
	switch {
	case name == "" || !known.characters.MatchString(name):
		return "characters"
	case utf8.RuneCountInString(name) > known.most:
		return "length"
	}
	return ""
}

// toolNameRule is what names may consist of, and how many characters they may have.
type toolNameRule struct {
	characters *regexp.Regexp
	most       int
}

var (
	vendorName = toolNameRule{regexp.MustCompile(`^[A-Za-z0-9_-]+$`), 64}

	toolNameRules = map[string]toolNameRule{
		"openai": vendorName, "anthropic": vendorName,
		"gemini": {regexp.MustCompile(`^[A-Za-z_][A-Za-z0-9_.:-]*$`), 128},
		"mcp":    {regexp.MustCompile(`^[A-Za-z0-9_.-]+$`), 128},
	}
)
