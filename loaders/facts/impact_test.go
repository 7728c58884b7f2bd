package facts_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/pacheck/pacheck/loaders/facts"
	"github.com/pacheck/pacheck/loaders/source"
)

func TestImpactOf(t *testing.T) {
	yes := source.Say(true, source.Place{})
	for _, test := range []struct {
		name string
		tool facts.ToolShape
		want []string
	}{
		{"a read", facts.ToolShape{Name: "get_deleted_items"}, nil},
		{"no name", facts.ToolShape{}, nil},
		{"a deletion", facts.ToolShape{Name: "delete_memory"}, []string{"destructive"}},
		{"a rehearsal", facts.ToolShape{Name: "preview_delete"}, nil},
		{"a dry run", facts.ToolShape{Name: "deleteDryRun"}, nil},
		{"a plan", facts.ToolShape{Name: "terraform_plan"}, nil},
		{"a plan is deleted", facts.ToolShape{Name: "delete_plan"}, []string{"destructive"}},
		{"money", facts.ToolShape{Name: "refund_payment"}, []string{"money", "write"}},
		{"a command", facts.ToolShape{Name: "execute_resource_command"}, []string{"exec"}},
		{"tests", facts.ToolShape{Name: "run_tests"}, nil},
		{"a message", facts.ToolShape{Name: "send_email"}, []string{"external_comm", "write"}},
		{"claimed to destroy", facts.ToolShape{Name: "vacuum", Known: true, Annotations: &facts.Annotations{Destructive: yes}}, []string{"destructive"}},
		{"claimed to read", facts.ToolShape{Name: "update_view", Known: true, Annotations: &facts.Annotations{ReadOnly: yes}}, nil},
		{"a claim against the name", facts.ToolShape{Name: "delete_all", Known: true, Annotations: &facts.Annotations{ReadOnly: yes}}, []string{"destructive"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			if diff := cmp.Diff(test.want, facts.ImpactOf(test.tool)); diff != "" {
				t.Error(diff)
			}
		})
	}
}
