package loaders_test

import (
	"bytes"
	"encoding/json"
	"path/filepath"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/pacheck/pacheck/loaders"
)

// documentSchema compiles the published schema.
func documentSchema(t testing.TB) *jsonschema.Schema {
	t.Helper()
	schema, err := jsonschema.UnmarshalJSON(bytes.NewReader(loaders.Schema()))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("document.json", schema); err != nil {
		t.Fatal(err)
	}
	compiled, err := c.Compile("document.json")
	if err != nil {
		t.Fatal(err)
	}
	return compiled
}

// conform validates a document as it is printed.
func conform(t testing.TB, schema *jsonschema.Schema, d *loaders.Document) {
	t.Helper()
	data, err := json.Marshal(d)
	if err != nil {
		t.Fatal(err)
	}
	value, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	if err := schema.Validate(value); err != nil {
		t.Errorf("the document does not conform to its schema: %v", err)
	}
}

// TestFixturesConform holds the documents of all fixture folders, and the empty one, to the schema.
func TestFixturesConform(t *testing.T) {
	schema := documentSchema(t)
	folders, err := filepath.Glob("testdata/*/*")
	if err != nil {
		t.Fatal(err)
	}
	t.Run("no files", func(t *testing.T) { conform(t, schema, loaders.Merge(nil)) })
	for _, folder := range folders {
		if filepath.Base(filepath.Dir(folder)) == "fuzz" {
			continue
		}
		t.Run(filepath.ToSlash(folder), func(t *testing.T) { conform(t, schema, load(t, folder)) })
	}
}
