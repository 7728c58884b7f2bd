package loaders

import (
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/pacheck/pacheck/loaders/source"
)

// looseCardLoader reads cards under any name, where the title or the headings are those of a card.
var looseCardLoader = Loader{
	Name: "model-card-by-content",
	Doc: "Markdown whose title says that it is a model card or a system card, with the sections of one; or with the sections of the usual templates, such as " +
		"intended use, training data, evaluation and bias.",
	Family:  "Model cards",
	Dialect: "markdown",
	Weak:    []string{"**/*.md"},
	Hints: []string{
		"odel card", "odel Card", "ystem card", "ystem Card", "ODEL CARD", "# Intended", "# Training Data", "# Training data", "# Model specs", "# Model details",
		"# Model Details", "Model Details**", "Docker Model Runner",
	},
	Can:    plainCan,
	Claims: func(*source.Node) bool { return true },
	Load: func(f *source.File) (*Document, error) {
		if f.Body == nil || !mayBeCard(f.Body.Value) {
			return &Document{}, nil
		}
		m, title := plainCard(f)
		switch known := knownSections(m.Sections); {
		case isCardTitle(title) && len(known) >= 3:
			m.Evidence = "the title"
		case isReadMe(f.Path):
			return &Document{}, nil
		case hasCardSections(m.Sections, known):
			m.Evidence = "the headings"
		default:
			return &Document{}, nil
		}
		return &Document{Models: []*Model{m}}, nil
	},
}

// namedCardLoader reads cards that are called so, and templates of cards.
var namedCardLoader = Loader{
	Name:    "model-card-by-name",
	Doc:     "Markdown with model card or dataset card in its name and a section of one, and templates of cards.",
	Family:  "Model cards",
	Dialect: "markdown",
	Weak: []string{
		"**/*model_card*.md", "**/*model-card*.md", "**/*modelcard*.md", "**/*dataset_card*.md", "**/*dataset-card*.md", "**/*datasetcard*.md", "**/*system_card*.md",
		"**/*system-card*.md",
	},
	Can:    plainCan,
	Claims: func(*source.Node) bool { return true },
	Load: func(f *source.File) (*Document, error) {
		m, _ := plainCard(f)
		name := strings.ToLower(path.Base(f.Path))
		about := strings.Contains(name, "cards") || slices.ContainsFunc(siteKeys, func(key string) bool { return f.Root.Get(key) != nil })
		if about || f.Status != source.Templated && len(knownSections(m.Sections)) == 0 {
			return &Document{}, nil
		}
		if strings.Contains(name, "data") {
			m.Card = "dataset"
		}
		return &Document{Models: []*Model{m}}, nil
	},
}

// azureCardLoader reads the texts of a model asset of Azure, which are its card.
var azureCardLoader = Loader{
	Name:    "azure-model-card",
	Doc:     "The texts of a model asset of Azure Machine Learning: `description.md`, `notes.md` and `evaluation.md` beside its `spec.yaml`.",
	Family:  "Model cards",
	Dialect: "azure-ml",
	Weak:    []string{"**/description.md", "**/notes.md", "**/evaluation.md"},
	Can:     plainCan,
	Claims:  func(*source.Node) bool { return true },
	Load: func(f *source.File) (*Document, error) {
		if f.Dir == nil {
			return &Document{}, nil
		}
		folder := path.Dir(f.Path)
		spec, err := fs.ReadFile(f.Dir, path.Join(folder, "spec.yaml"))
		if err != nil || !strings.Contains(string(spec), "/model.schema.json") {
			return &Document{}, nil
		}
		m, _ := plainCard(f)
		m.Name, m.Evidence = source.Say(path.Base(folder), source.Place{}), "the asset beside it"
		return &Document{Models: []*Model{m}}, nil
	},
}

// cardWords are in the headings of cards.
var cardWords = []string{
	"model card", "system card", "model details", "model specs", "intended", "out-of-scope", "training", "dataset", "evaluation", "limitation", "bias",
	"license", "licence", "benchmark", "environment", "considerations", "docker model runner", "quantitative", "metrics",
}

// mayBeCard says whether two lines of a text that are headings, or in bold, have such words.
func mayBeCard(text string) bool {
	found := 0
	for line := range strings.Lines(text) {
		if line[0] != '#' && !strings.HasPrefix(line, "**") && !strings.HasPrefix(line, "|") {
			continue
		}
		line = strings.ToLower(line)
		if slices.ContainsFunc(cardWords, func(word string) bool { return strings.Contains(line, word) }) {
			found++
		}
		if found == 2 {
			return true
		}
	}
	return false
}

func isReadMe(name string) bool { return strings.HasPrefix(strings.ToLower(path.Base(name)), "readme") }

// isCardTitle says whether a title is that of one card, rather than of a text about cards.
func isCardTitle(title string) bool {
	title = strings.ToLower(title)
	return strings.Contains(title, "model card") && !strings.Contains(title, "model cards") || strings.Contains(title, "system card") && !strings.Contains(title, "system cards")
}

// knownSections are the subjects that a card is about.
func knownSections(sections []Section) map[string]bool {
	known := map[string]bool{}
	for _, s := range sections {
		if s.ID != "" {
			known[s.ID] = true
		}
	}
	return known
}

// overviews are headings over the facts of one model.
var overviews = []string{"model details", "model specs", "model overview", "model information", "available model variants"}

// hasCardSections says whether sections are those of a card: several subjects, two of which nothing but a
// card has, or fewer below the facts of a model.
func hasCardSections(sections []Section, known map[string]bool) bool {
	own := 0
	for _, id := range []string{"intended_use", "out_of_scope", "training_data", "bias_risks", "environmental"} {
		own += btoi(known[id])
	}
	overview := slices.ContainsFunc(sections, func(s Section) bool {
		return slices.Contains(overviews, strings.ToLower(strings.Trim(s.Title, "* :")))
	})
	runner := slices.ContainsFunc(sections, func(s Section) bool { return strings.HasSuffix(s.Title, "with Docker Model Runner") })
	return own >= 2 && (overview || len(known) >= 4) || overview && own >= 1 && len(known) >= 3 || runner && own >= 1
}
