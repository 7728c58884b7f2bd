package loaders

import (
	"crypto/sha256"
	"encoding/hex"
	"io"
	"io/fs"
	"path"
	"strings"

	"github.com/pacheck/pacheck/loaders/facts"
	"github.com/pacheck/pacheck/loaders/source"
)

const (
	maxSkillScript  = 256 << 10 // bytes of a script that is looked into
	maxSkillScripts = 100       // scripts of a skill that are looked into
	maxDigested     = 64 << 20  // bytes of a file that is digested
)

// skillFile states what is known of one file of a skill.
func skillFile(tree fs.FS, name, below string, info fs.FileInfo, scripts *int) SkillFile {
	s := SkillFile{
		Path: below, Size: info.Size(), Executable: info.Mode()&0o111 != 0,
		At: source.Place{File: &source.File{Path: name}},
	}
	head := fileHead(tree, name)
	if s.Opaque = facts.Opaque(name, head); s.Opaque != "" {
		s.SHA256 = digestOf(tree, name, s.Size)
		return s
	}
	s.Lang = facts.ScriptLang(name, head)
	if strings.HasPrefix(path.Base(name), ".") && (s.Executable || strings.HasPrefix(string(head), "#!")) {
		s.Opaque, s.SHA256 = "hidden", digestOf(tree, name, s.Size)
	}
	if s.Lang != "" && s.Size <= maxSkillScript && *scripts < maxSkillScripts {
		*scripts++
		s.readScript(tree, name)
	}
	return s
}

// fileHead is the first bytes of a file.
func fileHead(tree fs.FS, name string) []byte {
	file, err := tree.Open(name)
	if err != nil {
		return nil
	}
	defer file.Close() //nolint:errcheck // nothing was written
	head := make([]byte, facts.OpaqueHead)
	n, err := io.ReadFull(file, head)
	if err != nil && n == 0 {
		return nil
	}
	return head[:n]
}

// digestOf is the digest of a file in hex; empty for one that is too large.
func digestOf(tree fs.FS, name string, size int64) string {
	file, err := tree.Open(name)
	if err != nil || size > maxDigested {
		return ""
	}
	defer file.Close() //nolint:errcheck // nothing was written
	sum := sha256.New()
	if _, err := io.Copy(sum, io.LimitReader(file, maxDigested)); err != nil {
		return ""
	}
	return hex.EncodeToString(sum.Sum(nil))
}

// readScript looks into a script.
func (s *SkillFile) readScript(tree fs.FS, name string) {
	data, err := fs.ReadFile(tree, name)
	if err != nil {
		return
	}
	f := source.Read(name, data)
	if f.Status == source.Failed {
		return
	}
	t := source.Say(f.Text, source.Place{File: f, End: len(f.Text)})
	s.Acts = facts.ScriptActs(t, s.Lang)
	if !strings.Contains(name, ".min.") {
		s.LongLine = facts.LongestLine(t)
	}
	if s.Acts != nil || s.LongLine != nil {
		s.At = source.Place{File: f, End: len(f.Text)}
	}
}

// skillLink states a symbolic link in the folder of a skill.
func skillLink(tree fs.FS, name, below string) (SkillFile, bool) {
	target, err := fs.ReadLink(tree, name)
	if err != nil {
		return SkillFile{}, false
	}
	s := SkillFile{Path: below, Link: target, At: source.Place{File: &source.File{Path: name}}}
	end := path.Clean(path.Join(path.Dir(name), target))
	s.Escapes = path.IsAbs(target) || end == ".." || strings.HasPrefix(end, "../") || strings.HasPrefix(target, "~")
	return s, true
}

// originKeys are the keys by which front matter says where a skill comes from.
var originKeys = []string{"source", "source_url", "source-url", "upstream", "github-repo", "github_repo", "update_url", "update-url", "source-repo"}

// origin is the address that the front matter of a skill says it comes from.
func origin(n *source.Node) source.Text {
	for _, at := range []*source.Node{n, n.Get("metadata")} {
		for _, key := range originKeys {
			if v := at.Get(key); v.IsString() && strings.Contains(v.Value, "://") {
				return v.Field()
			}
		}
	}
	return source.Text{}
}
