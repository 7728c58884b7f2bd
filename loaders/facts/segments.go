package facts

import (
	"strings"

	"github.com/pacheck/pacheck/loaders/source"
)

// Segment is a part of a text that either speaks to a model or talks about something.
type Segment struct {
	Kind string       `json:"kind" doc:"prose, heading, list_item, html_comment and frontmatter_value speak to the model; table_cell, blockquote, quoted, inline_code and fenced_code (indented code as well) talk about something."`
	Text string       `json:"text" doc:"What it says, without the marks around it."`
	Lang string       `json:"lang,omitempty" doc:"Of fenced_code: the language that the fence names, in lower case."`
	Lead string       `json:"lead,omitempty" doc:"Of list_item: the lines that lead into the list, or else its heading; at most 200 bytes from the end."`
	At   source.Place `json:"-"`

	start, end int // in the text, without the marks
	block      int // the paragraph, item, cell or other block that it is part of
}

// The kinds of segments.
const (
	segProse       = "prose"
	segHeading     = "heading"
	segListItem    = "list_item"
	segTableCell   = "table_cell"
	segQuote       = "blockquote"
	segQuoted      = "quoted"
	segInlineCode  = "inline_code"
	segFencedCode  = "fenced_code"
	segComment     = "html_comment"
	segFrontMatter = "frontmatter_value"
)

// mention says whether a segment talks about something, so that what it says is not an instruction.
func (s *Segment) mention() bool {
	switch s.Kind {
	case segTableCell, segQuote, segQuoted, segInlineCode, segFencedCode:
		return true
	}
	return false
}

// MaxSegments is how many segments a text is cut into. What follows then is one more segment.
const MaxSegments = 50_000

// Segments cuts a text, which may be Markdown, into segments in its order. White space and marks between
// them are left out. It takes time linear in the length of the text.
func Segments(t source.Text) []Segment {
	if strings.TrimSpace(t.V) == "" {
		return nil
	}
	const perBlock = 64 // bytes, roughly
	b := blockScanner{s: t.V, blocks: make([]block, 0, min(1+len(t.V)/perBlock, MaxSegments))}
	b.scan()
	inline := inlineScanner{s: t.V, out: make([]Segment, 0, len(b.blocks)+len(b.blocks)/2)}
	for i := range b.blocks {
		if len(inline.out) >= MaxSegments {
			inline.rest(&b.blocks[i], i)
			break
		}
		inline.block(&b.blocks[i], i)
	}
	p := newPlacer(t)
	for i := range inline.out {
		seg := &inline.out[i]
		seg.Text = t.V[seg.start:seg.end]
		seg.At = p.place(seg.start, seg.end)
	}
	return inline.out
}
