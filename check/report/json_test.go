package report_test

import (
	"bytes"
	"encoding/json"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/pacheck/pacheck/check"
	"github.com/pacheck/pacheck/check/report"
)

// validate checks a JSON text against a schema.
func validate(t testing.TB, schema []byte, text string) error {
	t.Helper()
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(schema))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("schema.json", doc); err != nil {
		t.Fatal(err)
	}
	compiled, err := c.Compile("schema.json")
	if err != nil {
		t.Fatal(err)
	}
	instance, err := jsonschema.UnmarshalJSON(bytes.NewReader([]byte(text)))
	if err != nil {
		t.Fatal(err)
	}
	return compiled.Validate(instance)
}

func TestJSONIsValid(t *testing.T) {
	for name, r := range map[string]*check.Report{"rich": rich(), "empty": {}} {
		if err := validate(t, report.Schema(), write(t, report.Formats["json"], r)); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestAttestationIsValid(t *testing.T) {
	for name, r := range map[string]*check.Report{"rich": rich(), "empty": {}} {
		if err := validate(t, report.AttestationSchema(), write(t, report.Formats["attest"], r)); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestSchemaRefuses(t *testing.T) {
	valid := write(t, report.Formats["json"], rich())
	tests := []struct {
		name   string
		change func(m map[string]any)
	}{
		{"another version", func(m map[string]any) { m["version"] = "2" }},
		{"no findings", func(m map[string]any) { delete(m, "findings") }},
		{"findings that are null", func(m map[string]any) { m["findings"] = nil }},
		{"an unknown severity", func(m map[string]any) { first(m)["severity"] = "dire" }},
		{"a finding without a place", func(m map[string]any) { delete(first(m), "location") }},
		{"line 0", func(m map[string]any) {
			first(m)["location"].(map[string]any)["start"].(map[string]any)["line"] = 0
		}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var m map[string]any
			if err := json.Unmarshal([]byte(valid), &m); err != nil {
				t.Fatal(err)
			}
			test.change(m)
			text, err := json.Marshal(m)
			if err != nil {
				t.Fatal(err)
			}
			if validate(t, report.Schema(), string(text)) == nil {
				t.Error("the schema accepts it")
			}
		})
	}
}

func first(m map[string]any) map[string]any {
	return m["findings"].([]any)[0].(map[string]any)
}

// Every member of the published schema says what it is.
func TestSchemaIsDescribed(t *testing.T) {
	var schema map[string]any
	if err := json.Unmarshal(report.Schema(), &schema); err != nil {
		t.Fatal(err)
	}
	var walk func(path string, s map[string]any)
	walk = func(path string, s map[string]any) {
		properties, _ := s["properties"].(map[string]any)
		for name, p := range properties {
			property := p.(map[string]any)
			if property["description"] == "" {
				t.Errorf("%s.%s has no description", path, name)
			}
			walk(path+"."+name, property)
		}
		if items, ok := s["items"].(map[string]any); ok {
			walk(path+"[]", items)
		}
	}
	walk("report", schema)
}

// A program must be able to open the file of a finding, whatever its name is.
func TestJSONKeepsPaths(t *testing.T) {
	r := rich()
	const odd = "a\u202e b/##vso[x]\n.md"
	r.Findings[0].Location.File = odd
	text := write(t, report.Formats["json"], r)
	var got struct {
		Findings []struct{ Location struct{ File string } }
	}
	if err := json.Unmarshal([]byte(text), &got); err != nil {
		t.Fatal(err)
	}
	if got.Findings[0].Location.File != odd {
		t.Errorf("file is %q", got.Findings[0].Location.File)
	}
}
