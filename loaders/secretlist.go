package loaders

import (
	"cmp"
	"slices"
	"strings"

	"github.com/pacheck/pacheck/loaders/source"
)

// Secrets are the literal secrets that the loaders saw, longest first, for the writers to mask.
func (d *Document) Secrets() []string {
	found := map[string]bool{}
	note := func(at source.Place) {
		if text := strings.Trim(at.Raw(), "\"'` \t\r\n"); len(text) >= 6 {
			found[text] = true
		}
	}
	for _, f := range d.Files {
		for _, s := range f.Secrets {
			note(s.At)
		}
	}
	for _, s := range d.Servers {
		for _, secret := range s.Secrets {
			note(secret.At)
			note(secret.Secret.At)
		}
	}
	var list []string
	for text := range found {
		list = append(list, text)
	}
	slices.SortFunc(list, func(a, b string) int { return cmp.Or(len(b)-len(a), strings.Compare(a, b)) })
	return list
}
