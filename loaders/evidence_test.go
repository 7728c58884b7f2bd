package loaders_test

import "testing"

// TestEachDialectHasEvidence: each entity of each fixture knows its host, and says what shows it.
func TestEachDialectHasEvidence(t *testing.T) {
	for _, tree := range fixtureFolders() {
		d := linked(t, tree)
		eachPath(t, d, func(path []any, value any) {
			entity, ok := value.(map[string]any)
			if !ok || len(path) != 2 || entity["dialect"] == nil || path[0] == "texts" {
				return
			}
			if entity["evidence"] == nil || entity["dialect"] == "" {
				t.Errorf("%v speaks %v, but nothing shows it", entity["id"], entity["dialect"])
			}
		})
	}
}
