package loaders

import (
	"path"
	"reflect"
	"slices"
	"strings"
)

// govern fills what agents leave out from the governance files that name them. An agent that was
// completed is replaced by a copy; a governance file that matches exactly one agent is no agent of its
// own any more, and documents it.
func govern(d *Document) {
	var agents, sidecars []*Agent
	for _, a := range d.Agents {
		if a.Dialect == governanceDialect {
			sidecars = append(sidecars, a)
		} else {
			agents = append(agents, a)
		}
	}
	for _, s := range sidecars {
		i := governed(agents, s)
		if i < 0 {
			agents = append(agents, s)
			continue
		}
		agents[i] = complete(agents[i], s)
	}
	d.Agents = agents
}

// governanceDialect is the dialect of governance files.
const governanceDialect = "governance"

// governed is the index of the only agent that a governance file names, by name or by its own file's
// name; -1 where there is none, or more than one.
func governed(agents []*Agent, sidecar *Agent) int {
	stem := strings.TrimSuffix(strings.TrimSuffix(path.Base(sidecar.File), path.Ext(sidecar.File)), ".governance")
	match := func(a *Agent) bool {
		if a.Dialect == governanceDialect {
			return false
		}
		beside := path.Dir(a.File) == path.Dir(sidecar.File) && fileStem(a.File) == stem
		return a.Name.V == sidecar.Name.V || beside && sidecar.Name.At.IsZero()
	}
	i := slices.IndexFunc(agents, match)
	if i >= 0 && slices.ContainsFunc(agents[i+1:], match) {
		return -1
	}
	return i
}

// fileStem is the name of a file without its endings.
func fileStem(file string) string {
	stem, _, _ := strings.Cut(path.Base(file), ".")
	return stem
}

// complete is a copy of an agent with what its governance file adds.
func complete(a, sidecar *Agent) *Agent {
	whole := *a
	whole.Governed = true
	fill(reflect.ValueOf(&whole.Governance).Elem(), reflect.ValueOf(sidecar.Governance))
	for _, pair := range [][2]any{
		{&whole.Model, sidecar.Model}, {&whole.Limits, sidecar.Limits}, {&whole.Delegation, sidecar.Delegation},
		{&whole.Sandbox, sidecar.Sandbox}, {&whole.Memory, sidecar.Memory}, {&whole.Description, sidecar.Description},
	} {
		into, from := reflect.ValueOf(pair[0]).Elem(), reflect.ValueOf(pair[1])
		if into.Kind() == reflect.Struct && !isField(into) {
			fill(into, from)
		} else if into.IsZero() {
			into.Set(from)
		}
	}
	whole.Refs = slices.Concat(a.Refs, sidecar.Refs)
	return &whole
}

// fill sets the fields of a struct that are not set from another of the same type.
func fill(into, from reflect.Value) {
	for i := range into.NumField() {
		if into.Field(i).IsZero() {
			into.Field(i).Set(from.Field(i))
		}
	}
}
