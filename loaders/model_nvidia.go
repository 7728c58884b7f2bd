package loaders

import (
	"path"
	"regexp"

	"github.com/pacheck/pacheck/loaders/source"
)

// nvidiaCardLoader recognises the four parts beside a model card of NVIDIA. One such file alone is a text
// about something else.
var nvidiaCardLoader = Loader{
	Name:    "nvidia-model-card",
	Doc:     "The parts of NVIDIA's [Model Card++](https://docs.nvidia.com/ai-enterprise/) about bias, explainability, privacy and safety: tables of fields and responses.",
	Family:  "Found, not analysed",
	Dialect: "nvidia",
	Globs:   []string{"**/bias.md", "**/explainability.md", "**/privacy.md", "**/safety.md", "**/safety&security.md"},
	Claims:  func(*source.Node) bool { return true },
	Load: func(f *source.File) (*Document, error) {
		beside := 0
		for _, name := range []string{"bias.md", "explainability.md", "privacy.md", "safety.md", "safety&security.md"} {
			beside += btoi(exists(f.Dir, path.Join(path.Dir(f.Path), name)))
		}
		if beside < 2 || f.Body == nil || !responseTable.MatchString(f.Body.Value) {
			return nil, nil
		}
		f.Status = source.Skipped
		return &Document{}, nil
	},
}

var responseTable = regexp.MustCompile(`(?im)^\s*\|?\s*\**field\**\s*\|\s*\**response\**\s*\|?\s*$`)
