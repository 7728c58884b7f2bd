package report

import (
	"encoding/json"
	"io"

	"github.com/pacheck/pacheck/loaders"
)

// Document writes a normalized document as JSON, with literal secrets masked and, where positions are
// given, with them beside it.
func Document(w io.Writer, d *loaders.Document, positions map[string]string) error {
	var v any = d
	if positions != nil {
		v = struct {
			Document  *loaders.Document `json:"document"`
			Positions map[string]string `json:"positions"`
		}{d, positions}
	}
	data, err := json.Marshal(v)
	if err != nil {
		return err
	}
	var tree any
	if err := json.Unmarshal(data, &tree); err != nil {
		return err
	}
	return encode(w, newCleaner(d.Secrets()).tree(tree), "  ")
}

// tree is a decoded JSON value with the secrets in its texts masked.
func (c *cleaner) tree(v any) any {
	switch v := v.(type) {
	case string:
		return c.mask(v)
	case []any:
		for i := range v {
			v[i] = c.tree(v[i])
		}
	case map[string]any:
		masked := make(map[string]any, len(v))
		for key, value := range v {
			masked[c.mask(key)] = c.tree(value)
		}
		return masked
	}
	return v
}
