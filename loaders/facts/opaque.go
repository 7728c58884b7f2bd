package facts

import (
	"bytes"
	"encoding/binary"
	"path"
	"slices"
	"strings"
)

// OpaqueHead is how many bytes from the start of a file Opaque wants to see.
const OpaqueHead = 512

// opaqueMagic are the first bytes of files that run or hold other files.
var opaqueMagic = []struct{ kind, magic string }{
	{"elf", "\x7fELF"}, {"macho", "\xfe\xed\xfa\xce"}, {"macho", "\xfe\xed\xfa\xcf"}, {"macho", "\xcf\xfa\xed\xfe"}, {"macho", "\xce\xfa\xed\xfe"},
	{"wasm", "\x00asm"}, {"sevenzip", "7z\xbc\xaf\x27\x1c"}, {"rar", "Rar!\x1a\x07"}, {"dmg", "koly"},
}

// documentArchives are the endings of archives that are documents, images, fonts, weights, or packages of
// the hosts themselves.
var documentArchives = []string{
	".docx", ".docm", ".dotx", ".xlsx", ".xlsm", ".xltx", ".pptx", ".pptm", ".potx", ".odt", ".ods", ".odp", ".odg", ".ott", ".epub", ".pages", ".numbers", ".key",
	".vsdx", ".svgz", ".ttf", ".otf", ".woff", ".woff2", ".png", ".jpg", ".jpeg", ".gif", ".webp", ".ico", ".pdf", ".sketch", ".fig", ".drawio", ".kmz", ".3mf", ".usdz",
	".pt", ".pth", ".ckpt", ".npz", ".keras", ".onnx", ".safetensors", ".gguf", ".plugin", ".skill", ".mcpb", ".dxt", ".lottie", ".idml", ".nupkg.sig",
}

// Opaque says what a file is that nobody can review: elf, pe, macho, class, pyc, wasm, dmg, sevenzip, rar,
// zip or gzip; empty for any other. The head is the first OpaqueHead bytes of the file.
func Opaque(name string, head []byte) string {
	for _, m := range opaqueMagic {
		if bytes.HasPrefix(head, []byte(m.magic)) {
			return m.kind
		}
	}
	ending := strings.ToLower(path.Ext(name))
	switch {
	case bytes.HasPrefix(head, []byte("\xca\xfe\xba\xbe")):
		return javaOrMacho(head)
	case isPE(head):
		return "pe"
	case isBytecode(head):
		return "pyc"
	case bytes.HasPrefix(head, []byte("PK\x03\x04")) && !slices.Contains(documentArchives, ending):
		return "zip"
	case bytes.HasPrefix(head, []byte("\x1f\x8b")) && holdsFiles(name, ending):
		return "gzip"
	case ending == ".dmg" && bytes.IndexByte(head, 0) >= 0:
		return "dmg"
	}
	return ""
}

// javaOrMacho tells the two formats apart that share their first bytes.
func javaOrMacho(head []byte) string {
	const firstJava = 45
	if len(head) >= 8 && binary.BigEndian.Uint32(head[4:8]) < firstJava {
		return "macho"
	}
	return "class"
}

// isPE says whether a file is a program of Windows rather than a text that begins with MZ.
func isPE(head []byte) bool {
	return len(head) >= 64 && string(head[:2]) == "MZ" && bytes.Count(head[:64], []byte{0}) > 8
}

// isBytecode says whether a file is compiled Python.
func isBytecode(head []byte) bool {
	return len(head) >= 16 && head[2] == '\r' && head[3] == '\n' && head[1] >= 0x0b && head[1] <= 0x0f && bytes.IndexByte(head[4:16], 0) >= 0
}

// holdsFiles says whether a compressed file is an archive or a program rather than data.
func holdsFiles(name, ending string) bool {
	if slices.Contains(documentArchives, ending) {
		return false
	}
	inner := strings.ToLower(path.Ext(strings.TrimSuffix(name, path.Ext(name))))
	return ending == ".tgz" || inner == "" || inner == ".tar" || scriptLangs[inner] != ""
}
