package loaders

import (
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"
)

// codeOwners are the entries of a CODEOWNERS file.
type codeOwners struct{ entries []codeOwner }

type codeOwner struct {
	rule   ignoreRule
	direct bool // the pattern ends in /*, which is for the files of that folder alone
	owners []string
}

// The places in which hosts look for the file, in their order.
var codeOwnersFiles = []string{".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS", ".gitlab/CODEOWNERS"}

// maxCodeOwners bounds how much of the file is read, as GitHub does.
const maxCodeOwners = 3 << 20

// readCodeOwners reads the file of the repository; it has no entries where there is none.
func readCodeOwners(tree fs.FS) *codeOwners {
	for _, name := range codeOwnersFiles {
		file, err := tree.Open(name)
		if err != nil {
			continue
		}
		data, err := io.ReadAll(io.LimitReader(file, maxCodeOwners))
		file.Close() //nolint:errcheck,gosec // nothing was written
		if err == nil {
			return parseCodeOwners(string(data))
		}
	}
	return &codeOwners{}
}

// parseCodeOwners reads patterns as in .gitignore, each with owners behind it. Headings of sections, and
// what stands behind #, are left out.
func parseCodeOwners(text string) *codeOwners {
	c := &codeOwners{}
	for line := range strings.Lines(text) {
		line, _, _ = strings.Cut(line, " #")
		fields := strings.Fields(line)
		if len(fields) == 0 || strings.HasPrefix(fields[0], "#") || strings.HasPrefix(fields[0], "[") || strings.HasPrefix(fields[0], "^[") {
			continue
		}
		rule, ok := parseIgnoreLine(fields[0])
		if !ok || rule.negated {
			continue
		}
		owners := slices.DeleteFunc(fields[1:], func(owner string) bool { return !strings.Contains(owner, "@") })
		c.entries = append(c.entries, codeOwner{rule: rule, direct: strings.HasSuffix(fields[0], "/*"), owners: owners})
	}
	return c
}

// of are the owners of a file: those of the last entry that matches it or a folder above it.
func (c *codeOwners) of(file string) []string {
	for _, e := range slices.Backward(c.entries) {
		if e.matches(file) {
			return e.owners
		}
	}
	return nil
}

func (e *codeOwner) matches(file string) bool {
	folder := false
	for p := file; p != "." && p != "/"; p = path.Dir(p) {
		s := path.Base(p)
		if e.rule.rooted {
			s = p
		}
		if (!e.rule.folders || folder) && e.rule.glob.match(s) {
			return true
		}
		if e.direct {
			return false
		}
		folder = true
	}
	return false
}
