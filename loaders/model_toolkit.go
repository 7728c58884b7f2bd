package loaders

import (
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/pacheck/pacheck/loaders/source"
)

// toolkitCardLoader reads cards in the schema of Google's Model Card Toolkit, and the YAML that others made
// of it.
var toolkitCardLoader = Loader{
	Name:    "model-card-toolkit",
	Doc:     "Cards of the [Model Card Toolkit](https://github.com/tensorflow/model-card-toolkit/tree/main/model_card_toolkit/schema) in JSON or YAML: `model_details` with `considerations` and the like.",
	Family:  "Model cards",
	Dialect: "yaml",
	Weak:    []string{"**/*.json", "**/*.yaml", "**/*.yml"},
	Hints:   []string{"model_details"},
	Marks:   regexp.MustCompile(`(?m)^\s*"?model_details"?\s*:`),
	Can: slices.Concat(statementsCan, []string{
		"license", "base_models", "datasets", "metrics", "languages", "tags", "task", "evaluations", "sections", "placeholders", "revision", "owner",
	}),
	Claims: isToolkitCard,
	Load: func(f *source.File) (*Document, error) {
		doc := &Document{}
		for _, n := range documentsOf(f) {
			if isToolkitCard(n) {
				m := toolkitCard(n)
				m.conclude(f, besideOf(f))
				doc.Models = append(doc.Models, m)
			}
		}
		return doc, nil
	},
}

// isToolkitCard says whether n is a card rather than a schema, a review or a list of cards.
func isToolkitCard(n *source.Node) bool {
	details := n.Get("model_details")
	if !details.IsMap() || n.Has("$defs") || n.Has("properties") || n.Has("definitions") {
		return false
	}
	named := details.Get("name").IsString() && (details.Get("overview", "owners", "version", "licenses", "license", "short_description") != nil)
	return named || n.Get("considerations").IsMap() || n.Get("model_parameters").IsMap() || n.Get("quantitative_analysis").IsMap()
}

func toolkitCard(n *source.Node) *Model {
	details, parameters := n.Get("model_details"), n.Get("model_parameters")
	m := &Model{
		Entity:    Entity{Name: details.Get("name").Field(), At: n.Place, Evidence: "model_details", Raw: n},
		Card:      "model",
		Model:     details.Get("name").Field(),
		Revision:  textOr(details.Get("version"), "name"),
		Task:      firstText(n.Get("pipeline_tag", "task")),
		Library:   n.Get("library_name").Field(),
		Languages: n.Get("language").Texts(),
		Tags:      n.Get("tags").Texts(),
		BaseModels: joined(append(n.Get("base_model").Texts().V,
			bomTexts(details, "base_models", "base_model", "name", "model_id")...)...),
	}
	licence := details.Get("licenses").Index(0)
	if licence == nil {
		licence = details.Get("license")
	}
	m.Licence = textOr(licence, "identifier", "custom_text", "license_name")
	m.LicenceName, m.LicenceLink = licence.Get("license_name").Field(), licence.Get("license_link").Field()
	for _, o := range itemsOf(details.Get("owners")) {
		if m.Owner == nil {
			m.Owner = ownerOf(o.Get("name").Field(), o.Get("contact").Field(), o)
		}
	}
	m.Datasets = toolkitData(parameters.Get("data"))
	for _, e := range itemsOf(n.At("quantitative_analysis", "performance_metrics")) {
		m.Evaluations = append(m.Evaluations, Evaluation{
			Metric: e.Get("type").Field(), Value: e.Get("value").Field(), Dataset: e.Get("slice").Field(), At: e.Place,
			Lower: amountOf(e.At("confidence_interval", "lower_bound")), Upper: amountOf(e.At("confidence_interval", "upper_bound")),
		})
		m.Metrics = joined(append(m.Metrics.V, e.Get("type").Field())...)
	}
	for _, base := range m.BaseModels.V {
		m.Refs = append(m.Refs, Ref{Rel: UsesModel, To: base})
	}
	m.toolkitSections(n)
	m.statements(n)
	if date := dayOf(details.Get("version").Get("date").Field()); !m.RevisionDate.Set {
		m.RevisionDate = date
	}
	return m
}

// toolkitData are the names of data sets: of a list, or of the parts train and eval.
func toolkitData(n *source.Node) source.Texts {
	var names []source.Text
	for _, d := range itemsOf(n) {
		names = append(names, d.Get("name", "link").Field())
	}
	for _, d := range entriesOf(n) {
		names = append(names, d.Value.Get("name", "link").Field())
	}
	return joined(names...)
}

func (m *Model) toolkitSections(n *source.Node) {
	considerations := n.Get("considerations")
	m.addSection("", n, "model_details.overview")
	m.addSection("intended_use", considerations, "users", "use_cases", "intended_users")
	m.addSection("out_of_scope", considerations, "out_of_scope_uses", "out_of_scope_use_cases")
	m.addSection("limitations", considerations, "limitations", "tradeoffs")
	m.addSection("bias_risks", considerations, "ethical_considerations", "fairness_assessment")
	m.addSection("environmental", considerations, "environmental_considerations")
	m.addSection("training_data", n, "model_parameters.data", "training_details.training_data")
	m.addSection("evaluation", n, "quantitative_analysis.performance_metrics", "evaluation_data")
	m.addSection("contact", n, "model_details.owners")
	m.addSection("licence", n, "model_details.licenses", "model_details.license")
}

// mlflowLoader reads the descriptions of models that MLflow saves.
var mlflowLoader = Loader{
	Name:    "mlflow",
	Doc:     "Models that [MLflow](https://mlflow.org/docs/latest/ml/model/) saved (`MLmodel`), with the code and the files that load them.",
	Family:  "Model cards",
	Dialect: "mlflow",
	Globs:   []string{"**/MLmodel"},
	Syntax:  source.YAML,
	Can:     []string{"loader", "artifacts", "task", "library", "revision", "base_models"},
	Claims:  func(n *source.Node) bool { return n.Get("flavors").IsMap() },
	Load: func(f *source.File) (*Document, error) {
		n := f.Root
		name := source.Say(path.Base(path.Dir(f.Path)), source.Place{})
		if name.V == "." {
			name = source.Say(path.Base(f.Path), source.Place{})
		}
		m := &Model{
			Entity:   Entity{Name: name, At: n.Place, Evidence: "flavors"},
			Card:     "model",
			Revision: n.Get("model_id", "model_uuid").Field(),
			Loader:   n.At("flavors", "python_function", "loader_module").Field(),
		}
		for _, flavor := range entriesOf(n.Get("flavors")) {
			m.mlflowFlavor(flavor)
		}
		meta := n.Get("metadata")
		if t := meta.Get("base_model_task", "task").Field(); t.Set {
			m.Task = t
		}
		m.BaseModels = joined(meta.Get("base_model_name").Field(), n.At("flavors", "transformers", "source_model_name").Field())
		for _, base := range m.BaseModels.V {
			m.Refs = append(m.Refs, Ref{Rel: UsesModel, To: base})
		}
		m.RevisionDate = dayOf(n.Get("utc_time_created").Field())
		m.conclude(f, besideOf(f))
		return &Document{Models: []*Model{m}}, nil
	},
}

// mlflowFiles are the keys of flavours whose value is a file or a folder of the model.
var mlflowFiles = []string{
	"pickled_model", "model_data", "model_binary", "data", "python_model", "model_path", "pickle_module", "serialization_format", "code", "model_code_path",
}

// mlflowFlavor reads one way in which a model can be loaded.
func (m *Model) mlflowFlavor(flavor source.Pair) {
	n := flavor.Value
	if flavor.Key.Value != "python_function" && !m.Library.Set {
		m.Library = flavor.Key.Field()
	}
	if t := n.Get("task").Field(); t.Set {
		m.Task = t
	}
	if trust := n.Get("trust_remote_code").Flag(); trust.Set {
		m.TrustRemoteCode = trust
	}
	for _, key := range mlflowFiles {
		value := textOr(n.Get(key), "path")
		if !value.Set || value.V == "" {
			continue
		}
		a := artifact(value)
		switch key {
		case "serialization_format", "pickle_module":
			a = Artifact{Format: strings.ToLower(value.V), At: value.At}
		case "pickled_model":
			a.Format = "pkl"
		}
		alike := func(b Artifact) bool { return b.Path.V == a.Path.V && b.Format == a.Format }
		if !slices.ContainsFunc(m.Artifacts, alike) {
			m.Artifacts = append(m.Artifacts, a)
		}
	}
}
