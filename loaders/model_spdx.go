package loaders

import (
	"slices"
	"strings"

	"github.com/pacheck/pacheck/loaders/source"
)

// spdx is a document whose elements refer to each other.
type spdx struct {
	byID          map[string]*source.Node
	relationships []*source.Node
}

func newSPDX(n *source.Node) *spdx {
	s := &spdx{byID: map[string]*source.Node{}}
	for _, e := range spdxElements(n) {
		if id := e.Get("spdxId", "@id").Text(); id != "" {
			s.byID[id] = e
		}
		if e.Get("relationshipType") != nil {
			s.relationships = append(s.relationships, e)
		}
	}
	return s
}

// related are the elements that an element is related to, or their identifiers where they are elsewhere.
func (s *spdx) related(id string, kinds ...string) []*source.Node {
	var found []*source.Node
	for _, r := range s.relationships {
		if r.Get("from").Text() != id || !slices.Contains(kinds, r.Get("relationshipType").Text()) {
			continue
		}
		to := itemsOf(r.Get("to"))
		if to == nil {
			to = []*source.Node{r.Get("to")}
		}
		for _, t := range to {
			if e := s.byID[t.Text()]; e != nil {
				found = append(found, e)
			} else if t.IsString() {
				found = append(found, t)
			}
		}
	}
	return found
}

// model reads one package.
func (s *spdx) model(n *source.Node) *Model {
	id := n.Get("spdxId", "@id").Text()
	m := &Model{
		Entity:   Entity{Name: n.Get("name").Field(), At: n.Place, Evidence: "type", Raw: n},
		Card:     "model",
		Model:    n.Get("name").Field(),
		Revision: n.Get("software_packageVersion").Field(),
		Task:     firstText(n.Get("ai_domain")),
		Owner:    s.owner(n),
	}
	if isSPDX(n, "dataset_DatasetPackage") && !isSPDX(n, "ai_AIPackage") {
		m.Card = "dataset"
		m.Task = firstText(n.Get("dataset_datasetType"))
	}
	for _, e := range s.related(id, "hasConcludedLicense", "hasDeclaredLicense") {
		if t := textOr(e, "simplelicensing_licenseExpression", "expandedlicensing_licenseId", "name"); t.Set && !m.Licence.Set {
			t.V = strings.TrimPrefix(t.V, "https://spdx.org/licenses/")
			m.Licence = t
		}
	}
	var datasets, bases []source.Text
	for _, e := range s.related(id, "trainedOn", "testedOn", "hasDataFile") {
		datasets = append(datasets, textOr(e, "name", "spdxId"))
	}
	for _, e := range s.related(id, "descendantOf", "ancestorOf", "dependsOn") {
		if isSPDX(e, "ai_AIPackage") {
			bases = append(bases, textOr(e, "name", "spdxId"))
		}
	}
	m.Datasets, m.BaseModels = joined(datasets...), joined(bases...)
	for _, base := range m.BaseModels.V {
		m.Refs = append(m.Refs, Ref{Rel: UsesModel, To: base})
	}
	if at := n.Get("software_downloadLocation", "downloadLocation").Field(); at.Set {
		m.Artifacts = append(m.Artifacts, artifact(at))
	}
	for _, metric := range itemsOf(n.Get("ai_metric")) {
		m.Evaluations = append(m.Evaluations, Evaluation{Metric: metric.Get("key").Field(), Value: metric.Get("value").Field(), At: metric.Place})
		m.Metrics = joined(append(m.Metrics.V, metric.Get("key").Field())...)
	}
	m.spdxSections(n)
	return m
}

func (m *Model) spdxSections(n *source.Node) {
	m.addSection("intended_use", n, "ai_informationAboutApplication", "dataset_intendedUse")
	m.addSection("limitations", n, "ai_limitation")
	m.addSection("training_data", n, "ai_informationAboutTraining", "ai_modelDataPreprocessing", "dataset_dataCollectionProcess")
	m.addSection("bias_risks", n, "dataset_knownBias")
	m.addSection("safety", n, "ai_safetyRiskAssessment")
	m.addSection("evaluation", n, "ai_metric")
	m.addSection("environmental", n, "ai_energyConsumption")
}

// owner is who supplies a package.
func (s *spdx) owner(n *source.Node) *Owner {
	by := n.Get("suppliedBy", "originatedBy")
	if by.IsList() {
		by = by.Index(0)
	}
	if by == nil {
		return nil
	}
	name, contact := by.Field(), source.Text{}
	if e := s.byID[by.Text()]; e != nil {
		name = e.Get("name").Field()
		contact = e.At("externalIdentifier", 0, "identifier").Field()
	}
	return ownerOf(name, contact, by)
}
