package report_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/pacheck/pacheck/check/report"
	"github.com/pacheck/pacheck/loaders"
)

// The document keeps every character but those of secrets, and is harmless to print all the same.
func TestDocument(t *testing.T) {
	d := &loaders.Document{Files: []*loaders.File{{Path: "a\u202e##vso[b]<c>.md", Problem: "has " + token}}}
	var b strings.Builder
	if err := report.Document(&b, d, nil); err != nil {
		t.Fatal(err)
	}
	if err := harm("json", b.String()); err != nil {
		t.Error(err)
	}
	var got loaders.Document
	if err := json.Unmarshal([]byte(b.String()), &got); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(d.Files[0].Path, got.Files[0].Path); diff != "" {
		t.Error(diff)
	}
	if strings.Contains(b.String(), token) {
		t.Error("tells the token")
	}
}
