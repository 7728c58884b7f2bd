package facts_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/pacheck/pacheck/loaders/facts"
)

func TestMarkVoid(t *testing.T) {
	for _, tt := range []struct{ entry, want string }{
		{"Bash(rm -rf:*", "unclosed"},
		{"bash(rm:*)", "name Bash"},
		{"webfetch", "name WebFetch"},
		{"Read(/etc/passwd)", "root //etc/passwd"},
		{"Glob(/home)", "root //home"},
		{"Read(//etc/**)", ""},
		{"Read(/docs/x)", ""},
		{"Read(/etcetera)", ""},
		{"Bash(/etc/init.d/x stop)", ""},
		{"Bash(rm:*)", ""},
		{"NewTool(x)", ""},
		{"mcp__tracker", ""},
		{"Edit(./app/(shop)/**)", ""},
	} {
		t.Run(tt.entry, func(t *testing.T) {
			denied := []facts.Grant{facts.ParseGrant(say(tt.entry)[0], "claude-code")}
			facts.MarkVoid(denied)
			if diff := cmp.Diff(tt.want, strings.TrimSpace(denied[0].Void+" "+denied[0].Meant)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestMarkOverruled(t *testing.T) {
	allowed, denied := []facts.Grant{{Raw: "Bash(a)"}, {Raw: "Bash(b)"}}, []facts.Grant{{Raw: "Bash(b)"}, {Raw: "Bash(c)"}}
	facts.MarkOverruled(allowed, denied)
	if allowed[0].Overruled || !allowed[1].Overruled || denied[0].Overruled {
		t.Errorf("got %v and %v", allowed, denied)
	}
}
