package loaders

import "strings"

// skillRefs are references to the skills that an agent loads. The skills of an OASF record are no files but
// words of a taxonomy.
func skillRefs(a *Agent) []Ref {
	if a.Dialect == "oasf" {
		return nil
	}
	var refs []Ref
	for _, name := range a.Skills.V {
		if name.V != "" && name.V != "*" {
			refs = append(refs, Ref{Rel: UsesSkill, To: name})
		}
	}
	return refs
}

// maxNamesakes bounds how many skills of one name are compared.
const maxNamesakes = 64

// skill resolves the name of a skill, behind the name of a plugin or not, to the one of that name whose
// file is nearest.
func (l *linker) skill(e *Entity, name string, edge *Edge) {
	_, bare, qualified := strings.Cut(name, ":")
	if !qualified || strings.Contains(name, "/") {
		bare = name
	}
	ids := l.skills[bare]
	best, shared := "", -1
	for _, id := range ids[:min(len(ids), maxNamesakes)] {
		if n := commonPrefix(strings.TrimPrefix(id, "skills:"), e.File); n > shared {
			best, shared = id, n
		}
	}
	if best != "" {
		edge.To, edge.Resolved = best, true
	}
}

// commonPrefix is how many bytes two texts have in common at their beginning.
func commonPrefix(a, b string) int {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	return n
}

// part is the entity that a file of a plugin is: its agent or its skill.
func (l *linker) part(file string) string {
	if ids := l.byFile["skills:"+file]; len(ids) > 0 {
		return ids[0]
	}
	if ids := l.byFile["agents:"+file]; len(ids) > 0 {
		return ids[0]
	}
	return ""
}

// cards makes an edge from the card of a model to each place that has the same model in use.
func (l *linker) cards() {
	cards := map[string]*Model{}
	for _, m := range l.doc.Models {
		if id := modelID(m); m.Card == "model" && id != "" && cards[id] == nil {
			cards[id] = m
		}
	}
	document := func(id, to string) {
		if card := cards[strings.ToLower(id)]; id != "" && card != nil && card.ID != to {
			l.doc.Edges = append(l.doc.Edges, &Edge{
				From: card.ID, Rel: Documents, To: to, Resolved: true, FromFile: card.File, Role: card.Role, At: card.At,
			})
		}
	}
	for _, m := range l.doc.Models {
		if m.Use != "" {
			document(m.Model.V, m.ID)
		}
	}
	for _, a := range l.doc.Agents {
		document(a.Model.V, a.ID)
	}
}

// modelID is the identifier of the model that a card is about.
func modelID(m *Model) string {
	if m.Model.V != "" {
		return strings.ToLower(m.Model.V)
	}
	if m.Name.V == m.File {
		return ""
	}
	return strings.ToLower(m.Name.V)
}

// reachable states which servers one host's configuration has together.
func (l *linker) reachable() {
	for i, s := range l.doc.Servers {
		whole := *s
		whole.Reach = s.File
		if s.Dialect != "generic" {
			whole.Reach = hostOf(s.Dialect) + " " + configured(s.File)
		}
		l.doc.Servers[i] = &whole
	}
}
