package facts_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/pacheck/pacheck/loaders/facts"
)

func TestNameTokens(t *testing.T) {
	tests := map[string]string{
		"get_user":          "get user",
		"getUser":           "get user",
		"GetHTTPResponse":   "get http response",
		"parseJSON":         "parse json",
		"admin.tools-list":  "admin tools list",
		"s3Bucket2Copy":     "s3 bucket2 copy",
		"DELETE":            "delete",
		"__x__":             "x",
		"löschen":           "l schen",
		"":                  "",
		"list  of\tthings!": "list of things",
	}
	for name, want := range tests {
		t.Run(name, func(t *testing.T) {
			if got := strings.Join(facts.NameTokens(name), " "); got != want {
				t.Errorf("got %q, want %q", got, want)
			}
		})
	}
}

func TestEffectsOf(t *testing.T) {
	tests := []struct {
		name string
		want facts.Effects
	}{
		{"delete_user", facts.Effects{Tokens: []string{"delete", "user"}, Verb: "delete", VerbKinds: []string{"destructive"}, Destructive: true, Evidence: "delete", Objects: []string{"user"}, Kinds: []string{"destructive"}}},
		{"forceDeleteBranch", facts.Effects{Tokens: []string{"force", "delete", "branch"}, Verb: "force", VerbKinds: []string{"other"}, Destructive: true, Evidence: "delete", Objects: []string{"branch"}, Kinds: []string{"destructive"}}},
		{"get_delete_status", facts.Effects{Tokens: []string{"get", "delete", "status"}, Verb: "get", VerbKinds: []string{"read"}, Objects: []string{"status"}}},
		{"remove_filters", facts.Effects{Tokens: []string{"remove", "filters"}, Verb: "remove", VerbKinds: []string{"destructive"}, Destructive: true, Evidence: "remove", Objects: []string{"filter"}, Kinds: []string{"destructive"}}},
		{"create_view", facts.Effects{Tokens: []string{"create", "view"}, Verb: "create", VerbKinds: []string{"write"}, Objects: []string{"view"}, Kinds: []string{"write"}}},
		{"sendEmail", facts.Effects{Tokens: []string{"send", "email"}, Verb: "send", VerbKinds: []string{"write", "communication"}, Objects: []string{"email"}, Kinds: []string{"write", "communication"}}},
		{"transfer", facts.Effects{Tokens: []string{"transfer"}, Verb: "transfer", VerbKinds: []string{"write", "money"}, Kinds: []string{"write", "money"}}},
		{"", facts.Effects{}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if diff := cmp.Diff(test.want, facts.EffectsOf(test.name, nil)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestEffectsOfParams(t *testing.T) {
	params := facts.Params(schemaNode(t, `{"properties": {"shellCommand": {}, "sql": {}, "baseURL": {}, "file_path": {}}}`), "mcp")
	got := facts.EffectsOf("helper", params).Kinds
	if diff := cmp.Diff([]string{"exec", "query", "url", "path"}, got); diff != "" {
		t.Error(diff)
	}
}

func TestToolNameFault(t *testing.T) {
	long := strings.Repeat("a", 128)
	tests := []struct {
		name, dialect string
		want          string
	}{
		{"delete_user", "mcp", ""},
		{"admin.tools.list", "mcp", ""},
		{"admin.tools.list", "openai", "characters"},
		{"admin:tools", "gemini", ""},
		{"1st", "gemini", "characters"},
		{"delete user!", "mcp", "characters"},
		{"", "mcp", "characters"},
		{long, "mcp", ""},
		{long, "anthropic", "length"},
		{long + "a", "mcp", "length"},
		{long[:64], "anthropic", ""},
	}
	for _, test := range tests {
		if got := facts.ToolNameFault(test.name, test.dialect); got != test.want {
			t.Errorf("%q in %s: got %q, want %q", test.name, test.dialect, got, test.want)
		}
	}
}

func TestReadAnnotations(t *testing.T) {
	a := facts.ReadAnnotations(schemaNode(t, `{"title": "T", "readOnlyHint": true, "destructiveHint": "yes", "openWorldHint": false}`))
	got := []bool{a.ReadOnly.Set && a.ReadOnly.V, a.Destructive.Set, a.Idempotent.Set, a.OpenWorld.Set && !a.OpenWorld.V, a.Title.V == "T"}
	if diff := cmp.Diff([]bool{true, false, false, true, true}, got); diff != "" {
		t.Error(diff)
	}
	if at := a.ReadOnly.At.Location().Start.Column; at != 32 {
		t.Errorf("readOnlyHint stands in column %d", at)
	}
	if a := facts.ReadAnnotations(nil); a != nil {
		t.Errorf("got %+v for annotations that are not there", a)
	}
}
