package loaders

import (
	"path"
	"slices"
	"strings"

	"github.com/pacheck/pacheck/loaders/source"
)

// hubCardLoader reads the cards of models and data sets on the Hugging Face hub.
var hubCardLoader = Loader{
	Name:    "hub-card",
	Doc:     "[Model cards](https://huggingface.co/docs/hub/model-cards) and data set cards of the Hugging Face hub, known by their front matter.",
	Family:  "Model cards",
	Dialect: "hub",
	Weak:    []string{"**/*.md"},
	Hints: []string{
		"license:", "base_model:", "pipeline_tag:", "library_name:", "model-index:", "widget:", "dataset_info:", "task_categories:",
		"size_categories:", "annotations_creators:",
	},
	Can: slices.Concat(statementsCan, []string{
		"license", "base_models", "datasets", "metrics", "languages", "tags", "task", "library", "evaluations", "sections", "placeholders",
	}),
	Claims: func(n *source.Node) bool { return cardKind(n) != "" },
	Load: func(f *source.File) (*Document, error) {
		m := hubCard(f.Root)
		m.readBody(f)
		return &Document{Models: []*Model{m}}, nil
	},
}

// modelCardLoader reads cards that are plain Markdown.
var modelCardLoader = Loader{
	Name:     "model-card",
	Doc:      "Model cards and system cards in plain Markdown (`MODEL_CARD.md`), with or without front matter.",
	Family:   "Model cards",
	Dialect:  "markdown",
	Globs:    []string{"**/*.modelcard.md", "**/MODEL_CARD.md", "**/MODEL-CARD.md", "**/MODELCARD.md", "**/model_card.md", "**/model-card.md", "**/modelcard.md", "**/ModelCard.md"},
	Reserved: true,
	Can:      plainCan,
	Load: func(f *source.File) (*Document, error) {
		m, _ := plainCard(f)
		return &Document{Models: []*Model{m}}, nil
	},
}

// plainCan is what a card in Markdown may state, which may have front matter of any kind.
var plainCan = slices.Concat(statementsCan, []string{"license", "evaluations", "datasets", "base_models", "sections", "placeholders"})

// cardKind is model or dataset by the keys of front matter; empty for anything else, the card of
// a Space among it.
func cardKind(n *source.Node) string {
	if !n.IsMap() || n.Get("sdk").IsString() || n.Has("name", "description") || n.Has("layout") || n.Has("title", "date") {
		return ""
	}
	for _, key := range []string{"dataset_info", "task_categories", "size_categories", "annotations_creators"} {
		if v := n.Get(key); v != nil && v.Kind != source.Null {
			return "dataset"
		}
	}
	stated := n.Has("license") || n.Has("language")
	configs := n.At("configs", 0).Has("config_name") || n.At("configs", 0).Has("data_files")
	switch {
	case configs, stated && n.Get("pretty_name").IsString():
		return "dataset"
	case n.Get("model-index").IsList(), n.Get("pipeline_tag").IsString(), n.Get("library_name").IsString(),
		n.Get("base_model").IsString(), n.Get("base_model").IsList(), stated && n.Get("widget").IsList(),
		stated && n.Has("inference"):
		return "model"
	case n.Has("license") && (n.Has("tags") || n.Has("datasets") || n.Has("metrics") || n.Has("language")):
		return "model"
	}
	return ""
}

// hubCard reads the front matter of a card.
func hubCard(n *source.Node) *Model {
	m := &Model{
		Entity:      Entity{At: placeOf(n), Evidence: "the front matter"},
		Card:        cardKind(n),
		Licence:     firstText(n.Get("license")),
		LicenceName: n.Get("license_name").Field(),
		LicenceLink: n.Get("license_link").Field(),
		BaseModels:  n.Get("base_model").Texts(),
		Datasets:    n.Get("datasets").Texts(),
		Metrics:     n.Get("metrics").Texts(),
		Languages:   n.Get("language").Texts(),
		Tags:        n.Get("tags").Texts(),
		Task:        firstText(n.Get("pipeline_tag")),
		Library:     n.Get("library_name").Field(),
		Revision:    n.Get("revision", "version").Field(),
		Model:       n.Get("model_id", "model_name").Field(),
	}
	if !m.Model.Set {
		m.Model = n.At("model-index", 0, "name").Field()
	}
	if m.Card == "dataset" {
		m.Model = n.Get("pretty_name").Field()
	}
	m.Evaluations = evaluations(n.Get("model-index"))
	m.statements(n)
	for _, p := range entriesOf(n) {
		for _, value := range p.Value.Texts().V {
			if isPlaceholderText(value.V) {
				m.Placeholders = append(m.Placeholders, Section{Title: p.Key.Value, Placeholder: true, At: value.At})
			}
		}
	}
	for _, base := range m.BaseModels.V {
		m.Refs = append(m.Refs, Ref{Rel: UsesModel, To: base})
	}
	return m
}

// evaluations are the results of a model index, one for each metric.
func evaluations(index *source.Node) []Evaluation {
	var found []Evaluation
	for _, model := range itemsOf(index) {
		for _, result := range itemsOf(model.Get("results")) {
			dataset := result.Get("dataset").Get("name", "type").Field()
			for _, metric := range itemsOf(result.Get("metrics")) {
				found = append(found, Evaluation{
					Task:     result.Get("task").Get("type", "name").Field(),
					Dataset:  dataset,
					Metric:   metric.Get("type", "name").Field(),
					Value:    metric.Get("value").Field(),
					Verified: metric.Get("verified").Flag(),
					At:       metric.Place,
				})
			}
		}
	}
	return found
}

// plainCard reads a card by its headings, and its front matter where it has some.
func plainCard(f *source.File) (m *Model, title string) {
	m = &Model{Entity: Entity{At: source.Place{File: f, End: len(f.Text)}}}
	if f.Root.IsMap() {
		m = hubCard(f.Root)
	}
	m.Card = "model"
	m.Evidence = "the file name"
	return m, m.readBody(f)
}

// readBody reads the sections of a card and returns its title. A card without a name is called what its
// title says.
func (m *Model) readBody(f *source.File) (title string) {
	var body cardBody
	if f.Body != nil {
		body = readSections(source.Say(f.Body.Value, f.Body.Place))
	}
	m.Sections = body.sections
	m.Placeholders = append(m.Placeholders, body.placeholders...)
	beside := besideOf(f)
	m.joinParts(f, beside)
	m.Evaluations = append(m.Evaluations, beside.evaluations()...)
	if !m.Contact.Set {
		m.Contact = body.contact
	}
	if !m.Contact.Set && f.Body != nil && strings.Contains(f.Body.Value, "SECURITY.md") && beside.security(f) {
		m.Contact = source.Say("SECURITY.md", source.Place{})
	}
	m.Name = m.Model
	if m.Name.V == "" {
		m.Name = cardName(body.title, f.Path)
	}
	m.conclude(f, beside)
	return body.title.V
}

// cardLeads are the words before the name in a title.
var cardLeads = []string{
	"model card for the ", "model card for ", "model card: ", "model card - ", "dataset card for ", "data card for ", "system card: ", "system card for ",
}

// maxCardName is the length in bytes over which a title is a sentence rather than a name.
const maxCardName = 80

// cardName is the title without the words that say what it is the title of, else the name of the file
// or, for README.md and the like, of its folder.
func cardName(title source.Text, file string) source.Text {
	lower := strings.ToLower(title.V)
	for _, lead := range cardLeads {
		if rest, ok := strings.CutPrefix(lower, lead); ok {
			title.V = strings.TrimSpace(title.V[len(title.V)-len(rest):])
			break
		}
	}
	name := title.V != "" && len(title.V) <= maxCardName && lower != "model card" && lower != "readme" && !isPlaceholderText(title.V)
	if name {
		return title
	}
	base := stem(file, path.Ext(file))
	generic := strings.ToUpper(base) == base || strings.ToLower(base) == "model_card" || strings.ToLower(base) == "model-card"
	if folder := path.Dir(file); folder != "." && generic {
		base = path.Base(folder)
	}
	return source.Say(base, source.Place{})
}
