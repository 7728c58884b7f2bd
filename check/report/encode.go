package report

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"unicode/utf16"
	"unicode/utf8"
)

// encode writes v as JSON. What is invisible, a tag of HTML, or a command to a CI system, is written as
// an escape, so that the text of the file is harmless and its meaning is exact.
func encode(w io.Writer, v any) error {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(v); err != nil {
		return fmt.Errorf("encoding the report: %w", err)
	}
	_, err := w.Write(escape(b.Bytes()))
	return err
}

// escape writes hidden characters, each <, and each # after a #, in the way of JSON strings, outside of
// which none of them stands.
func escape(text []byte) []byte {
	out := make([]byte, 0, len(text)+len(text)/16)
	for {
		end := bytes.IndexFunc(text, func(r rune) bool { return r == '#' || r == '<' || r > '~' && hidden(r) })
		if end < 0 {
			return append(out, text...)
		}
		out, text = append(out, text[:end]...), text[end:]
		r, size := utf8.DecodeRune(text)
		text = text[size:]
		switch {
		case r == '#' && out[len(out)-1] != '#':
			out = append(out, '#')
		case r > 0xFFFF:
			high, low := utf16.EncodeRune(r)
			out = fmt.Appendf(out, `\u%04x\u%04x`, high, low)
		default:
			out = fmt.Appendf(out, `\u%04x`, r)
		}
	}
}
