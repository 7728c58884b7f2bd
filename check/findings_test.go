package check_test

import (
	"testing"

	"github.com/pacheck/pacheck/check/policy"
)

// TestFindingsAreToldOnce holds that what is stated once, of several entities with one name, is one finding.
func TestFindingsAreToldOnce(t *testing.T) {
	server := `{"name": "io.test/notes", "description": "Keeps no` + "\u200b" + `tes.", "version": "1.0.0", "packages": [
  {"registryType": "npm", "identifier": "notes", "version": "1.0.0", "transport": {"type": "stdio"}},
  {"registryType": "oci", "identifier": "docker.io/notes:1.0.0", "transport": {"type": "stdio"}}]}`
	found := findings(t, "invisible-character", policy.Example{"server.json": server})
	if len(found) != 1 {
		t.Errorf("found %+v, want one", found)
	}
}
