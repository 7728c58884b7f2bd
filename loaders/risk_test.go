package loaders_test

import (
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/pacheck/pacheck/loaders"
)

// TestRisk holds which tier counts: the higher one of what is declared and what is found.
func TestRisk(t *testing.T) {
	card := func(lines string) fstest.MapFS {
		return fstest.MapFS{".claude/agents/desk.md": {Data: []byte("---\nname: desk\ndescription: Answers.\ntools: Read\n" + lines + "---\nAnswer.\n")}}
	}
	tests := []struct {
		name  string
		files fstest.MapFS
		want  *loaders.Risk
	}{
		{"nothing known", card(""), nil},
		{"declared alone", card("risk_tier: high\n"), &loaders.Risk{Tier: "high", Declared: "high", Floor: "minimal"}},
		{"no such tier", card("risk_tier: enormous\n"), nil},
		{"understated", card("risk_tier: minimal\nuse_case_tags: [employment]\n"), &loaders.Risk{
			Tier: "high", Declared: "minimal", Floor: "high", Reasons: []string{"use case employment"},
		}},
		{"an area of the law without a person", card("autonomy: autonomous\nuse_case_tags: [employment]\n"), &loaders.Risk{
			Tier: "critical", Floor: "critical", Reasons: []string{"use case employment", "autonomy autonomous"},
		}},
		{"regulated data", card("data: {classes: [regulated]}\n"), &loaders.Risk{
			Tier: "high", Floor: "high", Reasons: []string{"data class regulated"},
		}},
		{"people outside", card("user_facing: true\n"), &loaders.Risk{Tier: "limited", Floor: "limited", Reasons: []string{"user-facing"}}},
		{"overstated", card("risk_tier: critical\nuser_facing: true\n"), &loaders.Risk{
			Tier: "critical", Declared: "critical", Floor: "limited", Reasons: []string{"user-facing"},
		}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			doc := linkTree(t, test.files)
			if diff := cmp.Diff(test.want, doc.Agents[0].Risk); diff != "" {
				t.Errorf("the risk of the agent (-want +got):\n%s", diff)
			}
			var lent *loaders.Risk
			if test.want != nil {
				lent = &loaders.Risk{Tier: test.want.Tier, From: doc.Agents[0].ID}
			}
			if diff := cmp.Diff(lent, doc.Prompts[0].Risk); diff != "" {
				t.Errorf("the risk of its prompt (-want +got):\n%s", diff)
			}
		})
	}
}
