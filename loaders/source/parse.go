package source

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// The limits of what Parse reads; what goes beyond is Skipped.
const (
	maxDepth       = 256       // levels of nesting
	maxNodes       = 100_000   // values, after the expansion of aliases
	maxMarks       = 1_000_000 // characters that may begin a value
	maxFrontMatter = 64 << 10  // bytes
)

// region is a part of a file that is parsed on its own: all of it, or its front matter.
type region struct {
	file       *File
	start, end int
}

func (r region) text() string { return r.file.Text[r.start:r.end] }

// tree is what a parser makes of a region. With an error there are no documents.
type tree struct {
	documents []*Node
	notes     []Note
	err       *Error
}

// Parse fills the tree of f and says in Status how it went. It does nothing for a file that Read
// refused. It is to be called once, and never panics.
func (f *File) Parse() {
	if f.Status == Failed || f.Status == Skipped {
		return
	}
	defer func() {
		if r := recover(); r != nil {
			f.Root, f.Documents, f.Body = nil, nil, nil
			f.fail(&Error{At: f.place(0, 0), Message: fmt.Sprintf("the parser gave up: %v", r)})
		}
	}()
	whole := region{file: f, end: len(f.Text)}
	switch f.Syntax {
	case JSON:
		f.take(parseJSON(whole))
	case YAML:
		f.take(parseYAML(whole))
	case TOML:
		f.take(parseTOML(whole))
	case Markdown:
		f.parseMarkdown()
	default:
		f.Body = f.textNode(0)
	}
}

// take puts the outcome of a parser into f.
func (f *File) take(t tree) {
	f.Notes = append(f.Notes, t.notes...)
	if t.err != nil {
		f.fail(t.err)
		if !t.err.Limit && f.templated() {
			f.Status = Templated
		}
		return
	}
	if len(t.documents) > 0 {
		f.Root = t.documents[0]
	}
	f.Documents = t.documents
}

// textNode is the text of f from an offset on, as it stands.
func (f *File) textNode(from int) *Node {
	return &Node{Place: f.place(from, len(f.Text)), Kind: String, Value: f.Text[from:]}
}

// errorAt is an error about the character at an offset of f, or about the end of a line or of f.
func (f *File) errorAt(at int, message string) *Error {
	at = min(at, len(f.Text))
	c, size := utf8.DecodeRuneInString(f.Text[at:])
	if c == '\n' || c == '\r' {
		size = 0
	}
	return &Error{At: f.place(at, at+size), Message: message}
}

// tooDeep and tooMany are the errors of shapes beyond the limits.
func (f *File) tooDeep(at int) *Error {
	err := f.errorAt(at, fmt.Sprintf("nested deeper than %d levels", maxDepth))
	err.Limit = true
	return err
}

func (f *File) tooMany(at int) *Error {
	err := f.errorAt(at, fmt.Sprintf("more than %d values", maxNodes))
	err.Limit = true
	return err
}

// crowded says whether so many characters of a text may begin a value that a parser which does not
// count them is not to be given it.
func crowded(text, marks string) bool {
	if len(text) <= maxMarks {
		return false
	}
	n := 0
	for i := range len(marks) {
		n += strings.Count(text, marks[i:i+1])
	}
	return n > maxMarks
}

// lineEnd finds the end of the line that at lies in: the offset of its line break, or of the end of
// the text, and the offset of the next line.
func lineEnd(text string, at int) (end, next int) {
	i := strings.IndexAny(text[at:], "\r\n")
	if i < 0 {
		return len(text), len(text)
	}
	end = at + i
	if strings.HasPrefix(text[end:], "\r\n") {
		return end, end + 2
	}
	return end, end + 1
}
