package cmd

import (
	"maps"
	"slices"

	"github.com/pacheck/pacheck/check/report"
)

// clean is text that may quote strangers on one line, fit for a terminal.
func clean(text string) string { return report.Clean(text) }

func cleaned(texts []string) []string {
	for i := range texts {
		texts[i] = clean(texts[i])
	}
	return texts
}

func sortedKeys(m map[string]int) []string { return slices.Sorted(maps.Keys(m)) }
