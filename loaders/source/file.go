// Package source turns the bytes of a file into text and, for JSON, YAML, TOML and Markdown, into a
// tree whose every node knows the place where it stands. It knows syntax only: what a file means is
// the business of package loaders.
package source

import (
	"io/fs"
	"slices"
	"sync"
)

// Syntax is how a file is written.
type Syntax string

// The syntaxes that Parse reads; Plain is any other text.
const (
	JSON     Syntax = "json"     // with comments and trailing commas
	YAML     Syntax = "yaml"     // one or more documents
	TOML     Syntax = "toml"     // 1.0
	Markdown Syntax = "markdown" // with or without front matter
	Plain    Syntax = "text"
)

// File is one file in memory. Read makes it, Parse fills the tree; afterwards it is not changed and may
// be shared between goroutines.
type File struct {
	Path   string // slash-separated, relative to the repository's root
	Size   int64  // bytes on disk
	SHA256 string // of the bytes on disk, in hex
	Syntax Syntax
	Text   string // decoded to UTF-8, without byte order mark; line ends as they are
	Dir    fs.FS  // the folder of the file, for loaders that need its neighbours; see package loaders

	Unread []string // the facts that nobody reads, by their paths in the document

	Root      *Node   // the tree of JSON, TOML, of the first YAML document, or the front matter of Markdown (a Map); nil where there is none
	Documents []*Node // of a YAML stream or of JSON lines, all of them
	Body      *Node   // of Markdown and Plain, what follows the front matter, else the whole text: a String whose Value is the text as it stands

	Status Status
	Notes  []Note // what was odd but read all the same
	Err    *Error // why the file could not be read as it is meant, or not to its end; Status is then Failed, Templated or Partial

	once   sync.Once
	starts []int // of lines
	counts []int // of the characters before each stride
}

// Wants says whether somebody reads a fact about the file.
func (f *File) Wants(fact string) bool { return f == nil || !slices.Contains(f.Unread, fact) }

// Status says how parsing went.
type Status string

// The outcomes of reading and parsing a file.
const (
	OK        Status = "ok"        // as its syntax demands
	Recovered Status = "recovered" // only a lenient second pass could read it
	Partial   Status = "partial"   // read up to a limit; Err says which
	Templated Status = "templated" // not parseable because of template placeholders; what stands around them may be there
	Failed    Status = "failed"    // not parseable, or binary
	Skipped   Status = "skipped"   // over a limit, not analysed, or not to be followed
)

// Note is something odd in a file that did not keep it from being read: a byte order mark, a repeated
// key, an unknown tag, a character set that is not UTF-8, blank lines before the front matter.
type Note struct {
	Kind string // a word: "bom", "duplicate-key", "unknown-tag", "latin-1", "utf-16", "blank-before-front-matter", "unclosed-front-matter", …
	Text string // for people
	At   Place
}

// Error is why a file could not be parsed, and where.
type Error struct {
	At      Place
	Message string // lower case, without the path and the position
	Limit   bool   // the file went over a size or shape limit, rather than being malformed
}

// Error is "path:line:column: message".
func (e *Error) Error() string {
	l := e.At.Location()
	return l.String() + ": " + e.Message
}
