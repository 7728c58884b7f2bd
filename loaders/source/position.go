package source

import (
	"sort"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Position is a place in a decoded text: Line and Column count from 1, Column in code points.
type Position struct {
	Line   int `json:"line"`
	Column int `json:"column"`
}

// Location is a place for people and reports: the slash-separated path of a file relative to the
// repository's root, and the first position in and the first position after the place.
type Location struct {
	File  string   `json:"file"`
	Start Position `json:"start"`
	End   Position `json:"end"`
}

// Place is a span of bytes, [Start, End), in the decoded text of File. The zero Place is nowhere.
type Place struct {
	File       *File
	Start, End int
}

// IsZero says whether p is nowhere.
func (p Place) IsZero() bool { return p.File == nil }

// Location turns p into lines and columns. Nowhere has the zero Location.
func (p Place) Location() Location {
	if p.File == nil {
		return Location{}
	}
	return Location{File: p.File.Path, Start: p.File.Position(p.Start), End: p.File.Position(p.End)}
}

// Raw is what stands at p, as written.
func (p Place) Raw() string {
	if p.File == nil {
		return ""
	}
	return p.File.Text[p.Start:p.End]
}

// Position turns a byte offset in f.Text into a line and a column. Offsets beyond the end mean the end.
// It may be called from several goroutines.
func (f *File) Position(offset int) Position {
	offset = max(0, min(offset, len(f.Text)))
	lines := f.lines()
	line := sort.SearchInts(lines, offset+1) - 1
	start := lines[line]
	if offset-start < stride {
		return Position{Line: line + 1, Column: utf8.RuneCountInString(f.Text[start:offset]) + 1}
	}
	return Position{Line: line + 1, Column: f.characters(offset) - f.characters(start) + 1}
}

// stride is how many bytes lie between the offsets at which characters are counted in advance, so that a
// place at the end of a line of megabytes costs no more than any other.
const stride = 4096

// characters counts the code points before an offset.
func (f *File) characters(offset int) int {
	known := offset / stride
	n := f.counts[known]
	for _, c := range []byte(f.Text[known*stride : offset]) {
		if c&0xc0 != 0x80 {
			n++
		}
	}
	return n
}

// Offset turns a line and a column, both from 1, the column in code points, into a byte offset in
// f.Text; what lies outside is moved to the nearest offset inside.
func (f *File) Offset(p Position) int {
	lines := f.lines()
	if p.Line < 1 {
		return 0
	}
	if p.Line > len(lines) {
		return len(f.Text)
	}
	at, end := lines[p.Line-1], len(f.Text)
	if p.Line < len(lines) {
		end = lines[p.Line]
	}
	for range p.Column - 1 {
		if at >= end {
			break
		}
		_, size := utf8.DecodeRuneInString(f.Text[at:])
		at += size
	}
	return at
}

// Line is the text of a line, counted from 1, without its end.
func (f *File) Line(n int) string {
	lines := f.lines()
	if n < 1 || n > len(lines) {
		return ""
	}
	end := len(f.Text)
	if n < len(lines) {
		end = lines[n]
	}
	return strings.TrimRight(f.Text[lines[n-1]:end], "\r\n")
}

// lines holds the offset of the start of every line, and is made once.
func (f *File) lines() []int {
	f.once.Do(func() {
		f.starts = append(f.starts, 0)
		n := 0
		for i := range len(f.Text) {
			if i%stride == 0 {
				f.counts = append(f.counts, n)
			}
			if f.Text[i]&0xc0 != 0x80 {
				n++
			}
			switch f.Text[i] {
			case '\n':
				f.starts = append(f.starts, i+1)
			case '\r':
				if i+1 == len(f.Text) || f.Text[i+1] != '\n' {
					f.starts = append(f.starts, i+1)
				}
			}
		}
		if len(f.Text)%stride == 0 {
			f.counts = append(f.counts, n)
		}
	})
	return f.starts
}

// String is "path:line:column".
func (l Location) String() string {
	return l.File + ":" + strconv.Itoa(l.Start.Line) + ":" + strconv.Itoa(l.Start.Column)
}
