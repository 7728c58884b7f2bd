package loaders

import (
	"cmp"
	"encoding/json"
	"maps"
	"slices"
	"strings"

	"github.com/pacheck/pacheck/loaders/facts"
	"github.com/pacheck/pacheck/loaders/source"
)

// readWords finds out what names and descriptions of tools and skills are like, and what becomes of the
// arguments of tools.
func (d *Document) readWords(f *source.File) {
	sink, rooted := f.Wants("tools/*/params/*/sink"), f.Wants("tools/*/params/*/rooted")
	for _, t := range d.Tools {
		t.readWords(f)
		for i := range t.Params {
			p := &t.Params[i]
			if sink {
				p.Sink = facts.Sink(t.Name.V, t.Description.V, p)
			}
			p.Rooted = rooted && p.Role == "path" && (facts.SaysRoot(p.Description.V) || facts.SaysRoot(t.Description.V))
		}
	}
	for _, s := range d.Skills {
		if s.Description.Set && f.Wants("skills/*/description_fault") {
			s.Wording = facts.DescriptionFault(s.Name.V, s.Description.V)
		}
		for i := range s.Injections {
			injection := &s.Injections[i]
			if f.Wants("skills/*/injections/*/arguments") {
				injection.Arguments = facts.ArgumentsIn(injection.Command)
			}
			injection.Acts = actsOf(f, "skills/*/injections/*/acts", source.Say(injection.Command, injection.At), nil)
		}
	}
}

// readWords finds out what the name and the description of a tool are like.
func (t *Tool) readWords(f *source.File) {
	if f.Wants("tools/*/name_fault") {
		t.NameFault = facts.ToolNameFault(t.Name.V, t.Dialect)
	}
	if !t.Description.Set {
		return
	}
	if f.Wants("tools/*/description_fault") {
		t.DescriptionFault = facts.DescriptionFault(t.Name.V, t.Description.V)
	}
	if f.Wants("tools/*/description_length") {
		t.DescriptionLength = facts.DescriptionLength(t.Description.V)
	}
	t.Sandboxed = f.Wants("tools/*/sandboxed") && facts.SaysSandboxed(t.Description.V)
}

// maxTwins bounds how many tools with its name are listed for one tool.
const maxTwins = 4

// findTwins lists, for each tool, those before it in the same file, or in another file in which the same
// server is named, that have its name in some way and are not the same definition.
func (d *Document) findTwins() {
	groups := map[string][]int{}
	for i, t := range d.Tools {
		name := strings.Join(facts.NameTokens(t.Name.V), "")
		if name == "" || t.Kind != "function" {
			continue
		}
		if t.Server.Set {
			groups["server\x00"+t.Server.V+"\x00"+name] = append(groups["server\x00"+t.Server.V+"\x00"+name], i)
			continue
		}
		groups[t.File+"\x00"+name] = append(groups[t.File+"\x00"+name], i)
	}
	for _, key := range slices.Sorted(maps.Keys(groups)) {
		for n, i := range groups[key] {
			for _, j := range groups[key][:n] {
				d.twin(i, j)
			}
		}
	}
}

// twin notes that the tool at i has the name of the one at j.
func (d *Document) twin(i, j int) {
	t, other := d.Tools[i], d.Tools[j]
	if len(t.Twins) == maxTwins || t.Dialect == "openapi" || sameTool(t, other) {
		return
	}
	if len(t.Twins) == 0 {
		named := *t
		t, d.Tools[i] = &named, &named
	}
	t.Twins = append(t.Twins, Twin{ID: other.ID, Name: other.Name.V, File: other.File, Exact: t.Name.V == other.Name.V, Index: j})
}

// sameTool says whether two definitions say the same.
func sameTool(a, b *Tool) bool {
	if a.Name.V != b.Name.V || a.Description.V != b.Description.V || len(a.Params) != len(b.Params) {
		return false
	}
	x, errX := json.Marshal(a.Params)
	y, errY := json.Marshal(b.Params)
	return cmp.Or(errX, errY) == nil && string(x) == string(y)
}
