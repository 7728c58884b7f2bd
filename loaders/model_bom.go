package loaders

import (
	"regexp"
	"slices"
	"strings"

	"github.com/pacheck/pacheck/loaders/source"
)

var bomCan = []string{
	"license", "base_models", "datasets", "metrics", "tags", "task", "evaluations", "sections", "placeholders", "revision", "owner", "artifacts",
	"base_model_revision", "contact",
}

// bomLoader reads the models of CycloneDX bills of materials; the others have none.
var bomLoader = Loader{
	Name:    "cyclonedx",
	Doc:     "Models in bills of materials of [CycloneDX](https://cyclonedx.org/capabilities/mlbom/) 1.5 and later, in JSON: components of type `machine-learning-model`, or with a `modelCard`.",
	Family:  "Model cards",
	Dialect: "mlbom",
	Weak:    []string{"**/*.json"},
	Hints:   []string{`"machine-learning-model"`, `"modelCard"`},
	Marks:   regexp.MustCompile(`(?s)"bomFormat"\s*:.*"(?:machine-learning-model|modelCard)"`),
	Can:     bomCan,
	Claims: func(n *source.Node) bool {
		return n.Get("bomFormat").Text() == "CycloneDX" && len(bomModels(n, 0)) > 0
	},
	Load: func(f *source.File) (*Document, error) { return bomDocument(f, f.Root), nil },
}

// bomXMLLoader reads the same in XML.
var bomXMLLoader = Loader{
	Name:    "cyclonedx-xml",
	Doc:     "Models in bills of materials of [CycloneDX](https://cyclonedx.org/capabilities/mlbom/) 1.5 and later, in XML.",
	Family:  "Model cards",
	Dialect: "mlbom",
	Weak:    []string{"**/*.xml"},
	Hints:   []string{`"machine-learning-model"`, "modelCard>", "modelCard "},
	Syntax:  source.Plain,
	Can:     bomCan,
	Claims:  func(*source.Node) bool { return true },
	Load: func(f *source.File) (*Document, error) {
		if !strings.Contains(f.Text, "cyclonedx.org/schema/bom/") || strings.Contains(f.Text, "<xs:schema") {
			return nil, nil
		}
		root, err := parseXML(f)
		if err != nil {
			return nil, err
		}
		if root == nil || root.Key("bom") == nil {
			return nil, nil
		}
		return bomDocument(f, root.Get("bom")), nil
	},
}

func bomDocument(f *source.File, n *source.Node) *Document {
	doc := &Document{}
	for _, c := range bomModels(n, 0) {
		m := bomModel(c)
		if c == n.At("metadata", "component") {
			m.Origin = "own"
		}
		doc.Models = append(doc.Models, m)
	}
	return doc.conclude(f)
}

// bomModels are the components that are models, at any depth.
func bomModels(n *source.Node, depth int) []*source.Node {
	if depth > 32 {
		return nil
	}
	var found []*source.Node
	components := bomItems(n, "components", "component")
	if main := n.At("metadata", "component"); main != nil && depth == 0 {
		components = append([]*source.Node{main}, components...)
	}
	for _, c := range components {
		if c.Get("type").Text() == "machine-learning-model" || c.Get("modelCard").IsMap() {
			found = append(found, c)
		}
		found = append(found, bomModels(c, depth+1)...)
	}
	return found
}

// bomItems are the items of a list, which XML writes as elements of one name in another.
func bomItems(n *source.Node, list, item string) []*source.Node {
	holder := n.Get(list)
	if holder.IsList() {
		return holder.Items
	}
	var found []*source.Node
	for _, p := range entriesOf(holder) {
		if p.Key.Value == item {
			found = append(found, p.Value)
		}
	}
	return found
}

// bomTexts are the items of a list that are texts, or what they have under one of the keys.
func bomTexts(n *source.Node, list, item string, keys ...string) []source.Text {
	var found []source.Text
	for _, i := range bomItems(n, list, item) {
		if t := textOr(i, keys...); t.V != "" {
			found = append(found, t)
		}
	}
	return found
}

// bomModel reads one component.
func bomModel(c *source.Node) *Model {
	card := c.Get("modelCard")
	parameters := card.Get("modelParameters")
	m := &Model{
		Entity:   Entity{Name: c.Get("name").Field(), At: c.Place, Evidence: "bomFormat", Raw: c},
		Card:     "model",
		Model:    c.Get("name").Field(),
		Revision: c.Get("version").Field(),
		Task:     parameters.Get("task").Field(),
		Datasets: joined(bomTexts(parameters, "datasets", "dataset", "name", "ref")...),
		Tags:     joined(bomTexts(c, "tags", "tag")...),
		Owner:    bomOwner(c),
	}
	if group := c.Get("group").Field(); group.V != "" && m.Model.Set {
		m.Model.V = group.V + "/" + m.Model.V
	}
	m.Licence, m.LicenceName, m.LicenceLink = bomLicence(c)
	m.BaseModels = joined(bomTexts(c.Get("pedigree"), "ancestors", "component", "name", "purl")...)
	if !m.BaseModels.Set {
		m.BaseModels = joined(bomTexts(c.Get("pedigree"), "ancestors", "ancestor", "name", "purl")...)
	}
	for _, base := range m.BaseModels.V {
		m.Refs = append(m.Refs, Ref{Rel: UsesModel, To: base})
	}
	for _, h := range bomItems(c, "hashes", "hash") {
		m.Artifacts = append(m.Artifacts, Artifact{Digest: h.Get("content").Field(), At: h.Place})
	}
	for _, r := range bomItems(c, "externalReferences", "reference") {
		if kind := r.Get("type").Text(); kind == "distribution" || kind == "distribution-intake" {
			m.Artifacts = append(m.Artifacts, artifact(r.Get("url").Field()))
		}
	}
	m.bomEvaluations(card)
	m.bomSections(card)
	if version := c.At("pedigree", "ancestors", 0, "version").Field(); m.BaseModels.Set {
		m.BaseRevision = version
	}
	return m
}

func (m *Model) bomEvaluations(card *source.Node) {
	for _, p := range bomItems(card.Get("quantitativeAnalysis"), "performanceMetrics", "performanceMetric") {
		e := Evaluation{Metric: p.Get("type").Field(), Value: p.Get("value").Field(), Dataset: p.Get("slice").Field(), At: p.Place}
		e.Lower, e.Upper = amountOf(p.At("confidenceInterval", "lowerBound")), amountOf(p.At("confidenceInterval", "upperBound"))
		m.Evaluations = append(m.Evaluations, e)
		if e.Metric.Set {
			m.Metrics = joined(append(m.Metrics.V, e.Metric)...)
		}
	}
}

func (m *Model) bomSections(card *source.Node) {
	considerations := card.Get("considerations")
	m.addSection("intended_use", considerations, "users", "useCases")
	m.addSection("limitations", considerations, "technicalLimitations", "performanceTradeoffs")
	m.addSection("bias_risks", considerations, "ethicalConsiderations", "fairnessAssessments")
	m.addSection("environmental", considerations, "environmentalConsiderations")
	m.addSection("training_data", card, "modelParameters.datasets")
	m.addSection("evaluation", card, "quantitativeAnalysis.performanceMetrics")
}

func bomOwner(c *source.Node) *Owner {
	for _, key := range []string{"supplier", "manufacturer", "author", "publisher"} {
		n := c.Get(key)
		if n == nil {
			continue
		}
		contact := source.Text{}
		if found := bomTexts(n, "contact", "contact", "email", "phone", "name"); len(found) > 0 {
			contact = found[0]
		} else if n.Get("contact").IsMap() {
			contact = n.Get("contact").Get("email", "phone", "name").Field()
		}
		if url := n.Get("url").Texts().V; contact.V == "" && len(url) > 0 {
			contact = url[0]
		}
		return ownerOf(textOr(n, "name"), contact, n)
	}
	return nil
}

// bomLicence is the first licence: an identifier or an expression, else a name with its address.
func bomLicence(c *source.Node) (id, name, link source.Text) {
	entries := itemsOf(c.Get("licenses"))
	if holder := c.Get("licenses"); holder.IsMap() {
		entries = []*source.Node{holder}
	}
	for _, e := range entries {
		if t := textOr(e.Get("expression"), "content"); t.V != "" {
			return t, source.Text{}, source.Text{}
		}
		l := e.Get("license")
		if l == nil {
			continue
		}
		id, name, link = l.Get("id").Field(), l.Get("name").Field(), l.Get("url").Field()
		if !id.Set {
			id = name
		}
		return id, name, link
	}
	return id, name, link
}

// spdxLoader reads the models and data sets of SPDX 3 documents.
var spdxLoader = Loader{
	Name:    "spdx-ai",
	Doc:     "Models and data sets in [SPDX 3](https://spdx.github.io/spdx-spec/v3.0.1/model/AI/AI/) documents in JSON-LD: elements of type `ai_AIPackage` and `dataset_DatasetPackage`.",
	Family:  "Model cards",
	Dialect: "spdx-ai",
	Weak:    []string{"**/*.json", "**/*.jsonld"},
	Hints:   []string{"ai_AIPackage", "dataset_DatasetPackage"},
	Marks:   regexp.MustCompile(`"(?:ai_AIPackage|dataset_DatasetPackage)"`),
	Syntax:  source.JSON,
	Can:     []string{"license", "datasets", "metrics", "task", "sections", "revision", "owner", "artifacts", "evaluations"},
	Claims: func(n *source.Node) bool {
		return strings.Contains(contextText(n.Get("@context")), "spdx") && len(spdxPackages(n)) > 0
	},
	Load: func(f *source.File) (*Document, error) {
		doc := &Document{}
		s := newSPDX(f.Root)
		for _, n := range spdxPackages(f.Root) {
			doc.Models = append(doc.Models, s.model(n))
		}
		return doc.conclude(f), nil
	},
}

// contextText is the address of a JSON-LD context, or the addresses in its list.
func contextText(n *source.Node) string {
	var all []string
	for _, t := range n.Texts().V {
		all = append(all, t.V)
	}
	return strings.Join(all, " ")
}

// spdxElements are the elements of a document: its graph, or the only element.
func spdxElements(n *source.Node) []*source.Node {
	if graph := n.Get("@graph"); graph.IsList() {
		return graph.Items
	}
	return []*source.Node{n}
}

func spdxPackages(n *source.Node) []*source.Node {
	return slices.DeleteFunc(slices.Clone(spdxElements(n)), func(e *source.Node) bool {
		return !isSPDX(e, "ai_AIPackage") && !isSPDX(e, "dataset_DatasetPackage")
	})
}

func isSPDX(n *source.Node, kind string) bool {
	types := n.Get("type", "@type").Texts()
	return slices.ContainsFunc(types.V, func(t source.Text) bool { return t.V == kind })
}
