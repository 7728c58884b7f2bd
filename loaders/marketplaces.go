package loaders

import (
	"path"
	"regexp"
	"strings"

	"github.com/pacheck/pacheck/loaders/facts"
	"github.com/pacheck/pacheck/loaders/source"
)

// marketplaceLoader reads the lists from which hosts install plugins.
var marketplaceLoader = Loader{
	Name:   "marketplace",
	Doc:    "[Plugin marketplaces](https://docs.claude.com/en/docs/claude-code/plugin-marketplaces) of Claude Code, Cursor, Copilot and Codex: `marketplace.json` in `.claude-plugin/`, `.cursor-plugin/`, `.github/plugin/` and `.agents/plugins/`, with the source of each plugin.",
	Family: "Skills and commands",
	Globs: []string{
		"**/.claude-plugin/marketplace.json", "**/.cursor-plugin/marketplace.json", "**/.github/plugin/marketplace.json", "**/.agents/plugins/marketplace.json",
	},
	Reserved: true,
	Can:      pluginCan,
	Load: func(f *source.File) (*Document, error) {
		folder := path.Base(path.Dir(f.Path))
		root := path.Dir(path.Dir(f.Path))
		if !strings.HasPrefix(folder, ".") {
			root = path.Dir(root)
		}
		return loadMarketplace(pluginReader{file: f, root: root, dialect: pluginDialects[folder], evidence: "the path"}), nil
	},
}

// listingCan is what a marketplace is able to state of a plugin.
var listingCan = append([]string{"source"}, pluginCan...)

// loadMarketplace is a marketplace, and a skill for each plugin that it lists.
func loadMarketplace(p pluginReader) *Document {
	n := p.file.Root
	meta := n.Get("metadata")
	market := p.skill(n, "marketplace")
	market.Owner = authorOf(n.Get("owner"))
	if !market.Description.Set {
		market.Description = meta.Get("description").Field()
	}
	if !market.Version.Set {
		market.Version = meta.Get("version").Field()
	}
	doc := &Document{Skills: []*Skill{market}}
	base := path.Join(p.root, meta.Get("pluginRoot").Text())
	for _, item := range itemsOf(n.Get("plugins")) {
		if !item.IsMap() {
			continue
		}
		s := p.skill(item, "listing")
		s.Can = listingCan
		s.Source = pluginSource(item.Get("source"))
		doc.Skills = append(doc.Skills, s)
		inner := p
		if s.Source != nil {
			market.Refs = append(market.Refs, p.listed(s.Source, base))
			inner.root = path.Join(base, s.Source.Target.V)
		}
		if s.Source == nil || s.Source.Kind == "path" {
			inner.parts(s, item)
		}
		inner.inline(doc, item)
	}
	return doc
}

// listed is the reference of a marketplace to a plugin: its manifest where it lies in the repository.
func (p pluginReader) listed(s *PluginSource, base string) Ref {
	ref := Ref{Rel: Packages, To: s.Target}
	if s.Kind != "path" {
		return ref
	}
	dir := path.Join(base, s.Target.V)
	ref.Path = dir
	if !exists(p.file.Dir, dir) && exists(p.file.Dir, path.Join(p.root, s.Target.V)) {
		dir = path.Join(p.root, s.Target.V)
		ref.Path = dir
	}
	for _, manifest := range pluginManifests {
		if name := path.Join(dir, manifest); exists(p.file.Dir, name) {
			ref.Path = name
			break
		}
	}
	return ref
}

var (
	fullCommit   = regexp.MustCompile(`^[0-9a-f]{40}(?:[0-9a-f]{24})?$`)
	exactVersion = regexp.MustCompile(`^v?\d+\.\d+\.\d+(?:[-+][0-9A-Za-z.+-]+)?$`)
)

// pluginSource reads a source: a folder as text, or a kind with a repository, an address or a package.
func pluginSource(n *source.Node) *PluginSource {
	if n.IsString() {
		return &PluginSource{Kind: "path", Target: n.Field(), Pin: facts.PinLocal, At: n.Place}
	}
	if !n.IsMap() {
		return nil
	}
	s := &PluginSource{
		Kind:    n.Get("source", "type").Text(),
		Target:  n.Get("repo", "url", "package").Field(),
		Path:    n.Get("path").Field(),
		Ref:     n.Get("ref", "branch", "tag").Field(),
		SHA:     n.Get("sha", "commit").Field(),
		Version: n.Get("version").Field(),
		At:      n.Place,
	}
	if s.Kind == "local" || s.Kind == "path" || !s.Target.Set && s.Path.Set {
		s.Kind, s.Target, s.Path = "path", s.Path, source.Text{}
	}
	s.Pin = s.pin()
	return s
}

// pin is how far a source is fixed.
func (s *PluginSource) pin() string {
	switch {
	case s.Kind == "path":
		return facts.PinLocal
	case fullCommit.MatchString(s.SHA.V), fullCommit.MatchString(s.Ref.V):
		return facts.PinGitSHA
	case s.Ref.V != "", s.SHA.V != "":
		return facts.PinGitRef
	case exactVersion.MatchString(s.Version.V):
		return facts.PinExact
	case s.Version.V != "":
		return facts.PinRange
	}
	return facts.PinNone
}
