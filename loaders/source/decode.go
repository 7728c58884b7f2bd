package source

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"path"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// binaryWindow is how many bytes at the start of a file are searched for a NUL.
const binaryWindow = 8 << 10

// Read makes a File of the bytes of a file: it decodes them and guesses the syntax from the path. The
// status is OK, or Failed for a binary file, whose Text is empty.
func Read(path string, data []byte) *File {
	sum := sha256.Sum256(data)
	f := &File{
		Path:   path,
		Size:   int64(len(data)),
		SHA256: hex.EncodeToString(sum[:]),
		Syntax: syntaxOf(path),
		Status: OK,
	}
	f.decode(data)
	return f
}

// syntaxOf is the syntax that the extension of a path stands for.
func syntaxOf(name string) Syntax {
	switch strings.ToLower(path.Ext(name)) {
	case ".json", ".jsonc", ".jsonl", ".ndjson":
		return JSON
	case ".yaml", ".yml":
		return YAML
	case ".toml":
		return TOML
	case ".md", ".mdc", ".mdx", ".markdown", ".prompty", ".prompt":
		return Markdown
	}
	return Plain
}

// decode fills Text.
func (f *File) decode(data []byte) {
	switch {
	case bytes.HasPrefix(data, []byte("\xef\xbb\xbf")):
		data = data[3:]
		f.note("bom", "the file begins with a byte order mark", f.place(0, 0))
	case bytes.HasPrefix(data, []byte("\xff\xfe")):
		f.decodeUTF16(data[2:], binary.LittleEndian)
		return
	case bytes.HasPrefix(data, []byte("\xfe\xff")):
		f.decodeUTF16(data[2:], binary.BigEndian)
		return
	}
	switch {
	case bytes.IndexByte(data[:min(len(data), binaryWindow)], 0) >= 0:
		f.fail(&Error{At: f.place(0, 0), Message: "binary file"})
	case utf8.Valid(data):
		f.Text = string(data)
	default:
		f.Text = latin1(data)
		f.note("latin-1", "the file is not UTF-8 and was read as Latin-1", f.place(0, 0))
	}
}

func (f *File) decodeUTF16(data []byte, order binary.ByteOrder) {
	units := make([]uint16, 0, len(data)/2+1)
	for ; len(data) >= 2; data = data[2:] {
		units = append(units, order.Uint16(data))
	}
	if len(data) == 1 { // half a character
		units = append(units, utf8.RuneError)
	}
	f.Text = string(utf16.Decode(units))
	f.note("utf-16", "the file is UTF-16", f.place(0, 0))
}

// latin1 decodes bytes each of which is a code point.
func latin1(data []byte) string {
	var b strings.Builder
	b.Grow(len(data) + len(data)/8)
	for _, c := range data {
		b.WriteRune(rune(c))
	}
	return b.String()
}

// place is a span of f.
func (f *File) place(start, end int) Place { return Place{File: f, Start: start, End: end} }

// note records something odd.
func (f *File) note(kind, text string, at Place) {
	f.Notes = append(f.Notes, Note{Kind: kind, Text: text, At: at})
}

// fail records why there is no tree.
func (f *File) fail(err *Error) {
	f.Err, f.Status = err, Failed
	if err.Limit {
		f.Status = Skipped
	}
}
