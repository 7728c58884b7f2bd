package loaders_test

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"github.com/pacheck/pacheck/loaders"
)

// BenchmarkDiscover walks 100,000 files, of which 30,000 are in node_modules, 14,000 in .venv, and some
// are ignored by name.
func BenchmarkDiscover(b *testing.B) {
	root := b.TempDir()
	write := func(folder string, names ...string) {
		dir := filepath.Join(root, folder)
		if err := os.MkdirAll(dir, 0o755); err != nil {
			b.Fatal(err)
		}
		for _, name := range names {
			if err := os.WriteFile(filepath.Join(dir, name), []byte("x\n"), 0o644); err != nil {
				b.Fatal(err)
			}
		}
	}
	series := func(n int, endings ...string) []string {
		names := make([]string, n)
		for i := range names {
			names[i] = fmt.Sprintf("file%02d.%s", i, endings[i%len(endings)])
		}
		return names
	}
	sources := series(14, "go", "py", "ts", "md", "json", "yaml", "txt", "css", "log", "map", "html", "js", "toml", "tmp")
	for s := range 200 {
		for p := range 20 {
			write(fmt.Sprintf("svc-%03d/pkg%02d", s, p), sources...)
		}
		if s%10 == 0 {
			writeFile(b, root, fmt.Sprintf("svc-%03d/.gitignore", s), "pkg03/*.txt\n!pkg03/file06.txt\ngenerated/\n")
		}
	}
	for m := range 1500 {
		write(fmt.Sprintf("node_modules/mod%04d/lib", m), series(20, "js")...)
	}
	for m := range 700 {
		write(fmt.Sprintf(".venv/lib/p%03d", m), series(20, "py")...)
	}
	writeFile(b, root, ".gitignore", "node_modules/\n*.log\n/build/\n.venv/\n!keep.log\ndist/**/*.map\n**/__pycache__/\n*.tmp\n/vendor/cache\n")
	for _, explain := range []bool{false, true} {
		b.Run(fmt.Sprintf("explain=%v", explain), func(b *testing.B) {
			for b.Loop() {
				d, err := loaders.Discover(b.Context(), root, loaders.Walk{Explain: explain})
				if err != nil || len(d.Files) != 48_021 {
					b.Fatalf("got %d files, error %v", len(d.Files), err)
				}
			}
		})
	}
	b.Run("all names by filepath.WalkDir", func(b *testing.B) { // to compare with
		for b.Loop() {
			if err := filepath.WalkDir(root, func(string, fs.DirEntry, error) error { return nil }); err != nil {
				b.Fatal(err)
			}
		}
	})
}
