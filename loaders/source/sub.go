package source

import "strings"

// Sub is the place of decoded[i:j], where decoded is the value of the scalar that stands at p: the
// characters as written, whichever way the scalar is quoted, escaped, folded or indented. It is p
// itself where decoded is not what p says.
func (p Place) Sub(decoded string, i, j int) Place {
	if p.File == nil || i < 0 || j < i || j > len(decoded) {
		return p
	}
	raw := p.Raw()
	if raw == decoded {
		return p.File.place(p.Start+i, p.Start+j)
	}
	s := subFinder{decoded: decoded, i: i, j: j, start: -1, end: -1}
	if walk := p.walker(raw, decoded); walk != nil {
		walk(raw, s.piece)
		s.finish(len(raw))
	}
	if s.start < 0 || s.end < s.start {
		return p
	}
	return p.File.place(p.Start+s.start, p.Start+s.end)
}

// A walk goes through a scalar as written and yields its decoded text piece by piece, each with the
// span in raw that it comes from, until yield returns false. A piece that is as long as its span is
// that span, character by character.
type walk = func(raw string, yield func(piece string, from, to int) bool)

// walker finds out how the scalar at p is written.
func (p Place) walker(raw, decoded string) walk {
	if raw == "" {
		return nil
	}
	switch p.syntax() {
	case JSON:
		return quotedBy(raw, '"', walkJSON, nil)
	case TOML:
		return quotedBy(raw, '"', walkTOML, quotedBy(raw, '\'', walkTOMLLiteral, nil))
	case YAML:
		if raw[0] == '|' || raw[0] == '>' {
			return blockWalker(decoded)
		}
		return quotedBy(raw, '"', walkDoubleQuoted, quotedBy(raw, '\'', walkSingleQuoted, walkPlain))
	}
	return nil
}

// quotedBy is w for a scalar that begins with a quote, and otherwise other.
func quotedBy(raw string, quote byte, w, other walk) walk {
	if raw[0] == quote {
		return w
	}
	return other
}

// syntax is how p is written, which in Markdown is the syntax of the front matter.
func (p Place) syntax() Syntax {
	f := p.File
	if f.Syntax != Markdown {
		return f.Syntax
	}
	if f.Body != nil && p.Start >= f.Body.Start {
		return Plain
	}
	if strings.HasPrefix(strings.TrimLeft(f.Text, " \t\r\n"), "+++") {
		return TOML
	}
	return YAML
}

// subFinder looks for the spans of decoded[i] and decoded[j-1] while a walk goes by.
type subFinder struct {
	decoded    string
	i, j       int
	at         int // how much of decoded has gone by, or -1 where it is something else
	start, end int // -1 until found
}

func (s *subFinder) piece(piece string, from, to int) bool {
	if !strings.HasPrefix(s.decoded[s.at:], piece) {
		s.start, s.at = -1, -1
		return false
	}
	if piece == "" {
		return true
	}
	verbatim := len(piece) == to-from
	next := s.at + len(piece)
	if s.start < 0 && (s.i < next || s.i == next && next == len(s.decoded)) {
		s.start = within(from, to, s.i-s.at, verbatim)
		if s.i == next {
			s.start = to
		}
	}
	if s.j <= next {
		s.end = to
		if verbatim {
			s.end = from + s.j - s.at
		}
		if s.i == s.j {
			s.end = s.start
		}
		return false
	}
	s.at = next
	return true
}

// finish takes the line breaks at the end of a block scalar, which are not part of its place, to stand
// at the end.
func (s *subFinder) finish(end int) {
	if s.at <= 0 || s.end >= 0 || strings.Trim(s.decoded[s.at:], "\n") != "" {
		return
	}
	if s.start < 0 {
		s.start = end
	}
	s.end = end
}

// within is where the n-th byte of a piece stands.
func within(from, to, n int, verbatim bool) int {
	if verbatim {
		return min(from+n, to)
	}
	return from
}
