package report

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"unicode/utf16"
	"unicode/utf8"
)

// encode writes v as JSON, on many lines where indent is not empty. What is invisible, a tag of HTML, or
// a command to a CI system, is written as an escape: the text of the file is harmless, its meaning exact.
func encode(w io.Writer, v any, indent string) error {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", indent)
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
	done := 0
	for i := 0; i < len(text); {
		c := text[i]
		if c <= '~' && c != '<' && (c != '#' || text[i-1] != '#') {
			i++
			continue
		}
		r, size := utf8.DecodeRune(text[i:])
		if r < utf8.RuneSelf || hidden(r) {
			out = append(out, text[done:i]...)
			for _, unit := range utf16.AppendRune(nil, r) {
				out = fmt.Appendf(out, `\u%04x`, unit)
			}
			done = i + size
		}
		i += size
	}
	return append(out, text[done:]...)
}
