package check

import "unicode/utf8"

// columns finds the columns of lines. It remembers the last one, since findings come in the order of their
// places, and a line may have megabytes and thousands of findings.
type columns struct {
	line      string
	point, at int // a column, from 0, and where it is in the line
}

// marked is the text that a finding marks on its first line.
func (c *columns) marked(f *Finding) string {
	if len(f.Lines) == 0 {
		return ""
	}
	line := f.Lines[0].Text
	from, to := c.offset(line, f.Location.Start.Column-1), len(line)
	if f.Location.End.Line == f.Location.Start.Line {
		length := columns{line: line[from:]}
		to = from + length.offset(line[from:], f.Location.End.Column-f.Location.Start.Column)
	}
	return line[from:to]
}

// offset is where a column, from 0, is in a line; the end of the line for one behind it.
func (c *columns) offset(line string, point int) int {
	if line != c.line || point < c.point {
		*c = columns{line: line}
	}
	for c.point < point && c.at < len(line) {
		_, size := utf8.DecodeRuneInString(line[c.at:])
		c.point, c.at = c.point+1, c.at+size
	}
	return c.at
}
