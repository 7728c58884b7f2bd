package loaders

import (
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/pacheck/pacheck/loaders/source"
)

// inventory states what governance needs of the whole repository: who owns the files of governed agents,
// which files they name in vain, which cards their models have, and what their prompts consist of. What
// it completes is replaced by copies.
func (l *linker) inventory() {
	cards := newCardIndex(l.doc.Models)
	var owners *codeOwners
	for i, a := range l.doc.Agents {
		card, servers := cards.find(a.Model.V), l.wholeServers(a)
		if !a.Governed && card == "" && servers == nil {
			continue
		}
		whole := *a
		whole.ModelCard, whole.WholeServers = card, servers
		if a.Governed {
			if owners == nil {
				owners = readCodeOwners(l.repo.tree)
			}
			whole.CodeOwners = owners.of(a.File)
			whole.Missing = l.missing(a)
		}
		l.doc.Agents[i] = &whole
	}
	l.instructions()
}

// wholeServers are the servers that an agent is granted with all of their tools.
func (l *linker) wholeServers(a *Agent) []WholeServer {
	var found []WholeServer
	for _, g := range a.Tools.Allow.V {
		if g.Tool != "mcp" || !g.MatchesAll || g.Server == "*" {
			continue
		}
		w := WholeServer{Name: g.Server, ReadOnly: true}
		offered := l.tools.byServer[g.Server]
		for _, name := range offered.names {
			w.Tools++
			w.ReadOnly = w.ReadOnly && l.readOnly(offered.ids[name])
		}
		w.ReadOnly = w.ReadOnly && w.Tools > 0
		found = append(found, w)
	}
	return found
}

// readOnly says whether the tool with an id says that it changes nothing.
func (l *linker) readOnly(id string) bool {
	i := slices.IndexFunc(l.doc.Tools, func(t *Tool) bool { return t.ID == id })
	return i >= 0 && l.doc.Tools[i].Annotations != nil && l.doc.Tools[i].Annotations.ReadOnly.V
}

// missing are the files that governance fields of an agent name and that the repository does not have.
func (l *linker) missing(a *Agent) []Pair {
	named := slices.Clone(a.Evidences)
	add := func(key string, t source.Text) { named = append(named, Pair{Key: key, Value: t, At: t.At}) }
	if a.KillSwitch != nil {
		add("kill_switch", a.KillSwitch.Ref)
	}
	if a.Guardrails != nil {
		add("guardrails", a.Guardrails.Ref)
	}
	if a.Sandbox != nil {
		add("network", a.Sandbox.NetworkRef)
	}
	if a.Disclosure != nil {
		add("disclosure", a.Disclosure.UI)
	}
	return slices.DeleteFunc(named, func(p Pair) bool {
		return !isFilePath(p.Value.V) || l.has(p.Value.V) || l.has(path.Join(path.Dir(a.File), p.Value.V))
	})
}

// has says whether the repository has a file or a folder of that path.
func (l *linker) has(name string) bool {
	name, _, _ = strings.Cut(path.Clean(strings.TrimPrefix(name, "/")), "#")
	if !fs.ValidPath(name) {
		return false
	}
	_, err := fs.Stat(l.repo.tree, name)
	return err == nil
}

// filePath matches what can be nothing but the path of a file of the repository: words between slashes,
// with an ending that files of documents, code and configuration have.
var filePath = regexp.MustCompile(`^\.{0,2}/?(?:[\w.@ -]+/)*[\w.@ -]+\.(?:md|mdx|rst|txt|pdf|html?|ya?ml|json|toml|rego|tf|py|sh|ts|tsx|js|jsx|go|java|kt|cs|rb|vue|svelte)(?:#.*)?$`)

func isFilePath(text string) bool { return strings.Contains(text, "/") && filePath.MatchString(text) }

// cardIndex finds the card of a model.
type cardIndex struct {
	exact, family map[string]string // ids of cards
	covers        []coveringCard
}

type coveringCard struct{ pattern, id string }

func newCardIndex(models []*Model) *cardIndex {
	x := &cardIndex{exact: map[string]string{}, family: map[string]string{}}
	note := func(names map[string]string, name, id string) {
		if _, known := names[name]; name != "" && !known {
			names[name] = id
		}
	}
	for _, m := range models {
		if m.Card != "model" {
			continue
		}
		note(x.exact, modelID(m), m.ID)
		note(x.family, familyOf(modelID(m)), m.ID)
		if m.Terms == nil {
			continue
		}
		for _, alias := range m.Terms.Aliases.V {
			note(x.exact, strings.ToLower(alias.V), m.ID)
		}
		for _, pattern := range m.Terms.Covers.V {
			x.covers = append(x.covers, coveringCard{strings.ToLower(pattern.V), m.ID})
		}
	}
	return x
}

// find is the id of the card of a model: of the same name, else of a name without the provider before it,
// else of a pattern, else of the same family; empty where there is none.
func (x *cardIndex) find(model string) string {
	if model == "" || len(x.exact)+len(x.covers) == 0 {
		return ""
	}
	name := strings.ToLower(strings.TrimSpace(model))
	bare := name[strings.LastIndexAny(name, "/:")+1:]
	for _, n := range []string{name, bare} {
		if id := x.exact[n]; id != "" {
			return id
		}
	}
	for _, c := range x.covers {
		if coversName(c.pattern, name) || coversName(c.pattern, bare) {
			return c.id
		}
	}
	for _, n := range []string{name, bare} {
		if id := x.family[familyOf(n)]; id != "" {
			return id
		}
	}
	return ""
}

// coversName says whether a pattern matches a name, with * for anything, slashes among it.
func coversName(pattern, name string) bool {
	flat := strings.NewReplacer("/", "\x00")
	ok, err := path.Match(flat.Replace(pattern), flat.Replace(name))
	return err == nil && ok
}

var snapshot = regexp.MustCompile(`(?:[-@](?:\d{4}-\d{2}-\d{2}|20\d{6}|\d{4}|\d{3}|latest))+$`)

// familyOf is the name of a model without what tells its snapshots apart.
func familyOf(name string) string { return snapshot.ReplaceAllString(name, "") }
