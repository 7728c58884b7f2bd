package loaders

import (
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/pacheck/pacheck/loaders/source"
)

// maxPluginParts bounds how many files of a plugin are listed.
const maxPluginParts = 500

// partKeys are the keys of a manifest that name files and folders of the plugin.
var partKeys = []string{"commands", "agents", "skills", "hooks", "mcpServers", "lspServers", "outputStyles", "monitors", "rules", "apps"}

// parts adds the references to the files that the manifest names.
func (p pluginReader) parts(s *Skill, n *source.Node) {
	for _, key := range partKeys {
		for _, part := range listed(n.Get(key)).V {
			p.part(s, part, key)
		}
	}
	for _, item := range itemsOf(n.Get("dependencies")) {
		if name := textOr(item, "name"); name.Set {
			s.Refs = append(s.Refs, Ref{Rel: Packages, To: name})
		}
	}
}

// part adds the reference to a file, or to each file of its kind in a folder.
func (p pluginReader) part(s *Skill, part source.Text, key string) {
	if strings.Contains(part.V, "://") || part.V == "" {
		return
	}
	name := path.Join(p.root, strings.TrimPrefix(part.V, "${CLAUDE_PLUGIN_ROOT}/"))
	if info, err := stat(p.file.Dir, name); err == nil && info.IsDir() {
		p.folder(s, name, key, part.At)
		return
	}
	p.add(s, name, part)
}

// defaultParts adds the references to the files that lie where hosts look without being told.
func (p pluginReader) defaultParts(s *Skill) {
	for _, key := range []string{"commands", "agents", "skills", "rules"} {
		p.folder(s, path.Join(p.root, key), key, source.Place{})
	}
	for _, file := range []string{"hooks/hooks.json", ".mcp.json", "SKILL.md"} {
		if name := path.Join(p.root, file); exists(p.file.Dir, name) {
			p.add(s, name, source.Say(name, source.Place{}))
		}
	}
}

// folder adds the references to the files of a kind in a folder.
func (p pluginReader) folder(s *Skill, dir, key string, at source.Place) {
	if p.file.Dir == nil || !fs.ValidPath(dir) {
		return
	}
	n := 0
	_ = fs.WalkDir(p.file.Dir, dir, func(name string, d fs.DirEntry, err error) error {
		switch {
		case n == maxPluginParts:
			return fs.SkipAll
		case err != nil:
			return fs.SkipDir
		case d.IsDir() && skipFolder(d.Name()):
			return fs.SkipDir
		case isPart(name, key) && d.Type().IsRegular():
			n++
			p.add(s, name, source.Say(name, at))
		}
		return nil
	})
}

// isPart says whether a file in the folder of a kind is one of them.
func isPart(name, key string) bool {
	switch key {
	case "skills":
		return path.Base(name) == "SKILL.md"
	case "hooks", "mcpServers", "lspServers", "monitors", "apps":
		return path.Ext(name) == ".json"
	}
	ext := path.Ext(name)
	return ext == ".mdc" || (ext == ".md" || ext == ".toml") && !isDocumentation(path.Base(name))
}

// add adds the reference to a file, unless it is there already.
func (p pluginReader) add(s *Skill, name string, says source.Text) {
	known := func(r Ref) bool { return r.Path == name }
	if !slices.ContainsFunc(s.Refs, known) {
		s.Refs = append(s.Refs, Ref{Rel: Packages, To: says, Path: name})
	}
}
