package cmd_test

import (
	"os"
	"strings"
	"testing"
)

// TestStartersAreDocumented holds what init writes equal to what the documentation shows.
func TestStartersAreDocumented(t *testing.T) {
	page, err := os.ReadFile("../docs/ci.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range []string{"starters/github.yml", "starters/gitlab.yml"} {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		_, shown, _ := strings.Cut(string(text), "\n") // without the comment about pacheck
		shown = strings.NewReplacer("REVISION", "v0.1.0", "TAG-", "latest-").Replace(shown)
		if !strings.Contains(string(page), "```yaml\n"+shown+"```") {
			t.Errorf("docs/ci.md does not show %s as it is", file)
		}
	}
}
