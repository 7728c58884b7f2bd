package check_test

import (
	"io/fs"
	"testing"
	"testing/fstest"

	"github.com/pacheck/pacheck/check"
	"github.com/pacheck/pacheck/check/policy"
	"github.com/pacheck/pacheck/policies"
)

// TestFindingsAreToldOnce holds that what is stated once, of several entities with one name, is one finding.
func TestFindingsAreToldOnce(t *testing.T) {
	server := `{"name": "io.test/notes", "description": "Keeps no` + "\u200b" + `tes.", "version": "1.0.0", "packages": [
  {"registryType": "npm", "identifier": "notes", "version": "1.0.0", "transport": {"type": "stdio"}},
  {"registryType": "oci", "identifier": "docker.io/notes:1.0.0", "transport": {"type": "stdio"}}]}`
	found := findings(t, "invisible-character", policy.Files{"server.json": server})
	if len(found) != 1 {
		t.Errorf("found %+v, want one", found)
	}
}

// TestChangedLibrary holds that rules which are known from the time of building still find something where a
// library was changed since.
func TestChangedLibrary(t *testing.T) {
	files := fstest.MapFS{}
	err := fs.WalkDir(policies.FS, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(policies.FS, name)
		files[name] = &fstest.MapFile{Data: data}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	files["lib/texts.rego"].Data = append(files["lib/texts.rego"].Data, "\n# changed\n"...)
	report, err := check.Run(t.Context(), check.Options{
		Tree:     tree(t, policy.Files{"AGENTS.md": "Run the te\u200bsts.\n"}),
		Policies: []policy.Source{{Name: "built-in", FS: files, BuiltIn: true}},
		Rules:    check.Selection{Profile: "none", Select: []string{"invisible-character"}},
		Run:      check.Limits{Jobs: 1, Now: evaluationTime},
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(report.Findings) != 1 {
		t.Errorf("found %+v and %+v, want one finding", report.Findings, report.Problems)
	}
}
