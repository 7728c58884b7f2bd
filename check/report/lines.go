package report

import (
	"unicode/utf8"

	"github.com/pacheck/pacheck/check"
	"github.com/pacheck/pacheck/loaders/source"
)

// maxWidth is the most columns that the text format fills, so that what is saved of a line is enough for
// any terminal.
const maxWidth = 400

// marks is the code points of a line of a finding, from 0, that are marked.
func marks(at source.Location, line check.Line) (from, to int) {
	if line.Columns > 0 {
		return line.From, line.To
	}
	return marked(at, line.Number)
}

// jsonLines are the lines of a finding with what is marked of them.
func (c *cleaner) jsonLines(f *check.Finding) []jsonLine {
	return each(f.Lines, func(line check.Line) jsonLine {
		from, to := marks(f.Location, line)
		before, marked, after := c.parts(line.Text, from, to)
		text, start, end := save(before, marked, after)
		columns := line.Columns
		if columns == 0 {
			columns = utf8.RuneCountInString(line.Text)
		}
		return jsonLine{Number: line.Number, Text: text, Start: start + 1, End: end + 1, Columns: columns}
	})
}

// enough is how many columns before, of and after a mark are saved.
const enough = maxWidth + 2*len(ellipsis)

// save is what of a line may be shown, and where the mark is in it. What is left out before it is a number
// of tab stops, so that tabs stay as wide as they are.
func save(before, marked, after string) (text string, start, end int) {
	text = before + marked + after
	shown := expand(glyphs(text))
	start = utf8.RuneCountInString(before)
	end = start + utf8.RuneCountInString(marked)
	first, left, dropped := 0, span(shown[:start]), 0
	for i := range start {
		if dropped%tabStop == 0 && left >= enough {
			first = i
		}
		dropped, left = dropped+shown[i].width, left-shown[i].width
	}
	last := reach(shown, start, end)
	if last == end {
		last = reach(shown, end, len(shown))
	}
	return text[offset(text, first):offset(text, last)], start - first, min(end, last) - first
}

// reach is where the glyphs [from, to) have filled enough columns.
func reach(shown []glyph, from, to int) int {
	for width := 0; from < to && width < enough; from++ {
		width += shown[from].width
	}
	return from
}
