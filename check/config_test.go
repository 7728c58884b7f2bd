package check_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"io/fs"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"gopkg.in/yaml.v3"

	"github.com/pacheck/pacheck/check"
)

// TestConfigSchemaAgrees holds the published schema and the reader together.
func TestConfigSchemaAgrees(t *testing.T) {
	parsed, err := jsonschema.UnmarshalJSON(bytes.NewReader(check.ConfigSchema()))
	if err != nil {
		t.Fatal(err)
	}
	compiler := jsonschema.NewCompiler()
	if err := compiler.AddResource("config.json", parsed); err != nil {
		t.Fatal(err)
	}
	schema, err := compiler.Compile("config.json")
	if err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string]bool{
		"":                                   true,
		"version: 1":                         true,
		"version: one":                       false,
		"profle: strict":                     false,
		"profile: strickt":                   false,
		"profile:":                           false,
		"exclude:":                           true,
		"exclude: [a, {path: b, reason: c}]": true,
		"exclude: [{reason: c}]":             false,
		"exclude: [1]":                       false,
		"exclude: ['']":                      false,
		"rules: {a: off, b: high, c: {severity: low, params: {x: 1}}}": true,
		"rules: {a: {severity: off}}":                                  false,
		"rules: {a: {on: true}}":                                       false,
		"rules: [a]":                                                   false,
		"overrides: [{paths: [a], rules: {a: off}}]":                   true,
		"overrides: [{paths: [a], rules: {a: {severity: low}}}]":       false,
		"overrides: [{paths: [a]}]":                                    false,
		"overrides: [{paths: , rules: {a: off}}]":                      false,
		"fail-on: never":                                               true,
		"fail-on: sometimes":                                           false,
		"enforce: [a, exclude]":                                        true,
		"packs: [a]\npolicies: [b]\nextends: [c]\nprofile: none":       true,
		"- a": false,
	} {
		var value any
		if err := yaml.Unmarshal([]byte(text), &value); err != nil {
			t.Fatal(err)
		}
		data, err := json.Marshal(value)
		if err != nil {
			t.Fatal(err)
		}
		instance, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
		if err != nil {
			t.Fatal(err)
		}
		fault := schema.Validate(instance)
		if (fault == nil) != want {
			t.Errorf("%q: the schema says %v", text, fault)
		}
		if err := read(text); (err == nil) != want {
			t.Errorf("%q: the reader says %v", text, err)
		}
	}
}

// read reads a configuration of one file.
func read(text string) error {
	_, err := check.ReadConfig("/repo", "/repo/.pacheck.yaml", func(name string) ([]byte, error) {
		if name == "/repo/.pacheck.yaml" {
			return []byte(text), nil
		}
		return nil, nil // an empty file
	})
	return err
}

// FuzzReadConfig proves that no file makes the reader fall, and that faults have places.
func FuzzReadConfig(f *testing.F) {
	for _, text := range []string{
		"", "version: 1\nrules: {a: off}\n", "extends: [x.yaml]\n", "a: &a [*a]\n", "rules: {a: &x {params: {y: *x}}}\n", "? [a]\n: b\n", "exclude: !!set {a}\n",
		"overrides: [{paths: [a/**], rules: {x: low}}]\n", "<<: {a: b}\n", "\xff", "--- \n...\n---\n",
	} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if err := read(text); err != nil && errors.Is(err, fs.ErrNotExist) {
			t.Error(err)
		}
	})
}
