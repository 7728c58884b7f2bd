package loaders

import (
	"slices"
	"strings"

	"github.com/pacheck/pacheck/loaders/source"
)

// The modes in which a classifier records what it finds and lets it pass.
var recordingModes = []string{"log-only", "log", "monitor", "shadow", "detect", "audit", "observe", "dry-run", "warn"}

// readGovernance reads what the file of a prompt states of its tier and its classifiers.
func (p *Prompt) readGovernance(n *source.Node) {
	if !n.IsMap() {
		return
	}
	p.Tier = n.Get("risk_tier").Field()
	if g := readGuardrails(n); g != nil {
		p.Classifiers = source.Say(g.Classifiers, g.At)
	}
	p.Governed = p.Tier.Set || p.Classifiers.Set
}

// readGuardrails reads the keys guardrails and safety of a Map; nil where neither is one.
func readGuardrails(n *source.Node) *Guardrails {
	rails, safety := n.Get("guardrails"), n.Get("safety")
	if !safety.IsMap() || safety.Get("classifiers") == nil {
		safety = nil
	}
	if !rails.IsMap() {
		rails = nil
	}
	if rails == nil && safety == nil {
		return nil
	}
	g := &Guardrails{Mode: rails.Get("mode").Field(), Ref: rails.Get("external_ref").Field(), At: placeOf(safety)}
	if rails != nil {
		g.At = rails.Place
	}
	g.Input = g.stage("input", rails.Get("input"))
	g.Output = g.stage("output", rails.Get("output"))
	g.Tool = g.stage("tool", rails.Get("tool"))
	g.stage("", safety.Get("classifiers"))
	if g.Classifiers == nil {
		g.Classifiers = []Classifier{}
	}
	return g
}

// stage reads the classifiers of one direction, each a name or a Map with one, and returns their names.
func (g *Guardrails) stage(stage string, n *source.Node) source.Texts {
	if n == nil || n.Kind == source.Null || n.IsMap() {
		return source.Texts{}
	}
	items := n.Items
	if !n.IsList() {
		items = []*source.Node{n}
	}
	names := source.Say([]source.Text{}, n.Place)
	for _, item := range items {
		name := textOr(item, "name", "type", "id", "classifier")
		if strings.TrimSpace(name.V) == "" {
			continue
		}
		names.V = append(names.V, name)
		c := g.classifier(stage, name)
		if item.IsMap() {
			c.Enabled, c.Threshold, c.At = item.Get("enabled").Flag(), item.Get("threshold").Amount(), item.Place
			c.LogOnly = recording(item.Get("mode", "action").Field(), g.Mode)
		}
		g.Classifiers = append(g.Classifiers, c)
	}
	return names
}

func (g *Guardrails) classifier(stage string, name source.Text) Classifier {
	return Classifier{ID: strings.ReplaceAll(words(name.V), " ", "-"), Name: name, Stage: stage, LogOnly: recording(g.Mode), At: name.At}
}

// recording says whether the first mode that is stated only records.
func recording(modes ...source.Text) bool {
	for _, mode := range modes {
		if mode.Set {
			return slices.Contains(recordingModes, strings.ReplaceAll(words(mode.V), " ", "-"))
		}
	}
	return false
}

// listed are the classifiers of guardrails of which only the names are known.
func (g *Guardrails) listed() []Classifier {
	all := []Classifier{}
	for _, direction := range []struct {
		stage string
		names source.Texts
	}{{"input", g.Input}, {"output", g.Output}, {"tool", g.Tool}} {
		for _, name := range direction.names.V {
			all = append(all, g.classifier(direction.stage, name))
		}
	}
	return all
}
