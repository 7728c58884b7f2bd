package loaders

import (
	"slices"

	"github.com/pacheck/pacheck/loaders/source"
)

// modelSheetLoader reads cards that are data: the keys of a hub's front matter, and a key for each section.
var modelSheetLoader = Loader{
	Name: "model-sheet",
	Doc: "Model cards as data (`*.modelcard.yaml`, `*.modelcard.json`): the keys of a hub's front matter, those of pacheck, and one for each section, " +
		"such as `intended_use`, `out_of_scope`, `limitations` and `training_data`.",
	Family:  "Model cards",
	Dialect: "yaml",
	Globs:   []string{"**/*.modelcard.yaml", "**/*.modelcard.yml", "**/*.modelcard.json"},
	Can: slices.Concat(statementsCan, []string{
		"license", "base_models", "datasets", "metrics", "languages", "tags", "task", "library", "evaluations", "sections", "placeholders", "revision", "owner",
	}),
	Claims: func(n *source.Node) bool { return n.IsMap() && !isToolkitCard(n) },
	Load: func(f *source.File) (*Document, error) {
		doc := &Document{}
		for _, n := range documentsOf(f) {
			if n.IsMap() {
				doc.Models = append(doc.Models, modelSheet(f, n))
			}
		}
		return doc, nil
	},
}

// modelSheet reads one card.
func modelSheet(f *source.File, n *source.Node) *Model {
	m := hubCard(n)
	m.Card, m.Evidence, m.Raw = "model", "the file name", n
	if m.Model = n.Get("model_id", "model_name", "name", "id").Field(); !m.Model.Set {
		m.Model = n.At("model-index", 0, "name").Field()
	}
	if m.Name = m.Model; m.Name.V == "" {
		m.Name = source.Say(stem(f.Path, ".modelcard.yaml", ".modelcard.yml", ".modelcard.json"), source.Place{})
	}
	if owner := readOwner(n.Get("owner")); owner != nil {
		m.Owner = owner
	}
	m.addSection("intended_use", n, "intended_use", "uses", "direct_use")
	m.addSection("out_of_scope", n, "out_of_scope", "out_of_scope_use", "out_of_scope_uses")
	m.addSection("limitations", n, "limitations", "known_issues")
	m.addSection("bias_risks", n, "bias", "risks", "ethical_considerations", "fairness")
	m.addSection("training_data", n, "training_data")
	m.addSection("evaluation", n, "evaluation", "evaluations", "model-index")
	m.addSection("environmental", n, "environmental", "energy", "co2_eq_emissions")
	m.addSection("safety", n, "safety")
	m.addSection("contact", n, "contact")
	m.Placeholders = withoutTwice(m.Placeholders)
	m.conclude(f, besideOf(f))
	return m
}

// withoutTwice leaves out what was found at the same place before, and keeps the one that knows its subject.
func withoutTwice(found []Section) []Section {
	var once []Section
	for _, s := range found {
		i := slices.IndexFunc(once, func(o Section) bool { return o.At == s.At })
		if i < 0 {
			once = append(once, s)
		} else if once[i].ID == "" {
			once[i] = s
		}
	}
	return once
}
