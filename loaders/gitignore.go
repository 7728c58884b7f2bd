package loaders

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"os"
	"strconv"
	"strings"
)

// maxIgnoreFile is the size of an ignore file over which it is not read.
const maxIgnoreFile = 1 << 20

// ignoreFile is a .gitignore file or its like.
type ignoreFile struct {
	name   string // for people: relative to the root of the walk
	disk   string
	base   string // the folder that its patterns start from, relative to the top of its repository: "" or with a slash at the end
	follow bool   // it may be a symbolic link; git follows none in the tree
}

// ignoreRules are the patterns of one ignore file and, through up, those that hold where it has none
// that matches.
type ignoreRules struct {
	file ignoreFile
	list []ignoreRule
	up   *ignoreRules
}

// ignoreRule is one line of an ignore file.
type ignoreRule struct {
	reason  string // where it stands, for people
	negated bool
	folders bool // matches folders only
	rooted  bool // matches the path from the file's folder rather than the last name
	glob    gitGlob
}

// readIgnoreFile reads a file of patterns that take precedence over those of up. A file that is not
// there is as an empty one.
func (t *treeWalk) readIgnoreFile(file ignoreFile, up *ignoreRules, finds *treeFinds) *ignoreRules {
	data, err := file.read()
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return up
	case err != nil:
		finds.skip(file.name, SkipUnreadable, "unreadable: "+cause(err))
		return up
	case len(data) > maxIgnoreFile:
		finds.skip(file.name, SkipTooLarge, "its patterns are not applied: larger than "+sizeText(maxIgnoreFile))
		return up
	}
	return parseIgnoreRules(data, file, up)
}

// read reads at most one byte more than maxIgnoreFile.
func (f *ignoreFile) read() ([]byte, error) {
	stat := os.Lstat
	if f.follow {
		stat = os.Stat
	}
	info, err := stat(f.disk)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, fs.ErrNotExist
	}
	file, err := os.Open(f.disk)
	if err != nil {
		return nil, err
	}
	defer file.Close() //nolint:errcheck // nothing was written
	return io.ReadAll(io.LimitReader(file, maxIgnoreFile+1))
}

// parseIgnoreRules reads lines as git does: a carriage return before the line feed and spaces at the end
// are not part of the pattern, and a line ends at a NUL.
func parseIgnoreRules(data []byte, file ignoreFile, up *ignoreRules) *ignoreRules {
	rules := &ignoreRules{file: file, up: up}
	text := string(bytes.TrimPrefix(data, []byte("\xef\xbb\xbf")))
	number := 0
	for line := range strings.SplitSeq(text, "\n") {
		number++
		if strings.HasPrefix(line, "#") {
			continue
		}
		line, _, _ = strings.Cut(strings.TrimSuffix(line, "\r"), "\x00")
		if rule, ok := parseIgnoreLine(trimIgnoreSpaces(line)); ok {
			rule.reason = "ignored by " + file.name + ":" + strconv.Itoa(number)
			rules.list = append(rules.list, rule)
		}
	}
	if len(rules.list) == 0 {
		return up
	}
	return rules
}

// trimIgnoreSpaces cuts spaces, not tabs, off the end, unless a backslash stands before them.
func trimIgnoreSpaces(line string) string {
	end := 0 // behind the last byte that is to stay
	for i := 0; i < len(line); i++ {
		switch line[i] {
		case ' ':
			continue
		case '\\':
			i++
		}
		end = min(i+1, len(line))
	}
	return line[:end]
}

// parseIgnoreLine reads one pattern; ok is false where it can match nothing.
func parseIgnoreLine(line string) (rule ignoreRule, ok bool) {
	line, rule.negated = strings.CutPrefix(line, "!")
	line, rule.folders = strings.CutSuffix(line, "/")
	rule.rooted = strings.Contains(line, "/")
	line = strings.TrimPrefix(line, "/")
	if line == "" {
		return rule, false
	}
	rule.glob, ok = compileGitGlob(line)
	return rule, ok
}

// match is the rule that ignores a path, else nil. The path is relative to the top of the repository,
// name is its last segment. That a folder above the path is ignored is not looked at.
func (r *ignoreRules) match(path, name string, folder bool) *ignoreRule {
	for ; r != nil; r = r.up {
		below := path[len(r.file.base):]
		for i := len(r.list) - 1; i >= 0; i-- {
			rule := &r.list[i]
			if rule.folders && !folder {
				continue
			}
			s := name
			if rule.rooted {
				s = below
			}
			if !rule.glob.match(s) {
				continue
			}
			if rule.negated {
				return nil
			}
			return rule
		}
	}
	return nil
}
