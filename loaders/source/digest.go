package source

import (
	"crypto/sha256"
	"encoding/hex"
)

// Digest is the SHA-256 of data, in hex.
func Digest(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

// As is f as it was read, not parsed yet, in another syntax.
func (f *File) As(syntax Syntax) *File {
	return &File{Path: f.Path, Size: f.Size, SHA256: f.SHA256, Text: f.Text, Dir: f.Dir, Unread: f.Unread, Syntax: syntax, Status: OK}
}
