package loaders

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/bmatcuk/doublestar/v4"
)

// excludeGlob is a pattern of Walk.Exclude.
type excludeGlob struct {
	text    string // as the user wrote it
	pattern string
	negated bool
	folders bool // matches folders only
	rooted  bool // matches the path rather than the last name
}

// parseExcludes reads the patterns and puts the last one first.
func parseExcludes(texts []string) ([]excludeGlob, error) {
	globs := make([]excludeGlob, 0, len(texts))
	for _, text := range texts {
		g := excludeGlob{text: text, pattern: text}
		g.pattern, g.negated = strings.CutPrefix(g.pattern, "!")
		g.pattern, g.folders = strings.CutSuffix(g.pattern, "/")
		g.rooted = strings.Contains(g.pattern, "/")
		g.pattern = strings.TrimPrefix(g.pattern, "/")
		if below, ok := strings.CutSuffix(g.pattern, "/**"); ok {
			g.pattern = below + "/**/*" // to doublestar "a/**" is also a itself, to git only what is in it
		}
		if g.pattern == "" || !doublestar.ValidatePattern(g.pattern) {
			return nil, fmt.Errorf("exclude pattern %q is malformed", text)
		}
		globs = append(globs, g)
	}
	slices.Reverse(globs)
	return globs, nil
}

// excludedBy is the text of the pattern that excludes a path, else "".
func excludedBy(globs []excludeGlob, name string, folder bool) string {
	for _, g := range globs {
		if g.folders && !folder {
			continue
		}
		s := name
		if !g.rooted {
			s = path.Base(name)
		}
		if ok, _ := doublestar.Match(g.pattern, s); !ok {
			continue
		}
		if g.negated {
			return ""
		}
		return g.text
	}
	return ""
}
