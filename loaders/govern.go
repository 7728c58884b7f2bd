package loaders

import (
	"path"
	"reflect"
	"slices"
	"strings"

	"github.com/pacheck/pacheck/loaders/source"
)

// govern fills what agents and prompts leave out from the governance files that name them. What was
// completed is replaced by a copy; a governance file that matches exactly one agent, or else exactly one
// prompt, is no agent of its own any more, and documents it.
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
		if i := governed(agents, s); i >= 0 {
			agents[i] = complete(agents[i], s)
		} else if i := governedPrompt(d.Prompts, s); i >= 0 {
			d.Prompts[i] = d.Prompts[i].completed(s)
		} else {
			agents = append(agents, s)
		}
	}
	d.Agents = agents
}

// governanceDialect is the dialect of governance files.
const governanceDialect = "governance"

// governed is the index of the only agent that a governance file names, by name or by its own file's
// name; -1 where there is none, or more than one.
func governed(agents []*Agent, sidecar *Agent) int {
	return onlyIndex(agents, func(a *Agent) bool { return a.Dialect != governanceDialect && sidecar.names(&a.Entity) })
}

// governedPrompt is the same among prompts.
func governedPrompt(prompts []*Prompt, sidecar *Agent) int {
	return onlyIndex(prompts, func(p *Prompt) bool { return sidecar.names(&p.Entity) })
}

// names says whether a governance file is about an entity: by its name, or by the name of its own file.
func (a *Agent) names(e *Entity) bool {
	stem := strings.TrimSuffix(strings.TrimSuffix(path.Base(a.File), path.Ext(a.File)), ".governance")
	beside := path.Dir(e.File) == path.Dir(a.File) && fileStem(e.File) == stem
	return e.Name.V == a.Name.V || beside && a.Name.At.IsZero()
}

// onlyIndex is the index of the only item that matches; -1 where there is none, or more than one.
func onlyIndex[T any](items []T, match func(T) bool) int {
	i := slices.IndexFunc(items, match)
	if i >= 0 && slices.ContainsFunc(items[i+1:], match) {
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
		{&whole.Sandbox, sidecar.Sandbox}, {&whole.Memory, sidecar.Memory}, {&whole.MemoryUse, sidecar.MemoryUse}, {&whole.Description, sidecar.Description},
	} {
		into, from := reflect.ValueOf(pair[0]).Elem(), reflect.ValueOf(pair[1])
		if into.Kind() == reflect.Struct && !isField(into) {
			fill(into, from)
		} else if into.IsZero() {
			into.Set(from)
		}
	}
	whole.Refs = slices.Concat(a.Refs, sidecar.Refs)
	whole.Can = slices.Concat(a.Can, sidecar.Can)
	whole.judge()
	return &whole
}

// completed is a copy of a prompt with what its governance file adds.
func (p *Prompt) completed(sidecar *Agent) *Prompt {
	whole := *p
	whole.Governed = true
	if !whole.Tier.Set {
		whole.Tier = sidecar.Tier
	}
	if g := sidecar.Guardrails; !whole.Classifiers.Set && g != nil {
		whole.Classifiers = source.Say(g.Classifiers, g.At)
	}
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
