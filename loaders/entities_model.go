package loaders

import (
	"github.com/pacheck/pacheck/loaders/facts"
	"github.com/pacheck/pacheck/loaders/source"
)

// Model is a model or a data set.
type Model struct {
	Entity
	Card         string       `json:"card,omitempty" doc:"model or dataset where a card describes it."`
	Model        source.Text  `json:"model_id,omitzero" doc:"The identifier."`
	Revision     source.Text  `json:"revision,omitzero" doc:"The version or revision."`
	Licence      source.Text  `json:"license,omitzero" doc:"The licence identifier as written."`
	LicenceName  source.Text  `json:"license_name,omitzero" doc:"The name of a licence of its own."`
	LicenceLink  source.Text  `json:"license_link,omitzero" doc:"Where its text is."`
	BaseModels   source.Texts `json:"base_models,omitzero" doc:"The models it was made from."`
	Datasets     source.Texts `json:"datasets,omitzero" doc:"The data sets it was trained on."`
	Metrics      source.Texts `json:"metrics,omitzero" doc:"The metrics it reports."`
	Languages    source.Texts `json:"languages,omitzero" doc:"The languages it is for."`
	Tags         source.Texts `json:"tags,omitzero" doc:"Its tags."`
	Task         source.Text  `json:"task,omitzero" doc:"What it does: the pipeline tag."`
	Library      source.Text  `json:"library,omitzero" doc:"The library that loads it."`
	Evaluations  []Evaluation `json:"evaluations,omitempty" doc:"Measured results."`
	Sections     []Section    `json:"sections,omitempty" doc:"The sections of the card."`
	Placeholders []Section    `json:"placeholders,omitempty" doc:"Places where template text was left in."`
	Owner        *Owner       `json:"owner,omitempty" doc:"Who makes or supplies it."`
	Loader       source.Text  `json:"loader,omitzero" doc:"The code that loads it, as the file names it."`
	Artifacts    []Artifact   `json:"artifacts,omitempty" doc:"The files it consists of."`
	Parameters   []Pair       `json:"parameters,omitempty" doc:"Parameters of its runs."`

	Terms           *ModelTerms  `json:"terms,omitempty" doc:"What the card says of who may use it for what."`
	Use             string       `json:"use,omitempty" doc:"What the file has it for: serving where a server runs it, loading where a program loads it, build where another model is made of it, weights where the file is a part of it; empty for a card."`
	Pin             string       `json:"pin,omitempty" doc:"How far the model that is used is fixed: digest, revision, tag, latest, none, local for a file beside it, or variable."`
	TrustRemoteCode source.Flag  `json:"trust_remote_code,omitzero" doc:"Whether code from the model's repository is run."`
	UnsafeOptions   []Pair       `json:"unsafe_options,omitempty" doc:"Options that let weights be loaded in a format that runs code: weights_only: false, use_safetensors: false, allow_pickle: true."`
	Image           *facts.Image `json:"image,omitempty" doc:"The container image that serves it."`
	Provenance
	Accountability
}

// Artifact is a file that a model consists of.
type Artifact struct {
	Path   source.Text  `json:"path,omitzero" doc:"The path or address."`
	Format string       `json:"format,omitempty" doc:"The format: the ending without the dot, in lower case."`
	Digest source.Text  `json:"digest,omitzero" doc:"The digest that is stated."`
	Runs   string       `json:"runs,omitempty" doc:"What runs code when the file is loaded: pickle, lambda layer; absent where nothing is known to."`
	Twin   string       `json:"twin,omitempty" doc:"The file beside it that holds the same in a format that runs nothing."`
	At     source.Place `json:"-"`
}

// Evaluation is a measured result.
type Evaluation struct {
	Task     source.Text   `json:"task,omitzero" doc:"The task."`
	Dataset  source.Text   `json:"dataset,omitzero" doc:"The data set."`
	Metric   source.Text   `json:"metric,omitzero" doc:"The metric."`
	Value    source.Text   `json:"value,omitzero" doc:"The value as written."`
	Verified source.Flag   `json:"verified,omitzero" doc:"Whether somebody else verified it."`
	Kind     source.Text   `json:"kind,omitzero" doc:"What is evaluated: accuracy, prompt-injection, jailbreak, bias, …"`
	Suite    source.Text   `json:"suite,omitzero" doc:"The suite of tests."`
	Group    source.Text   `json:"group,omitzero" doc:"The group of people or the part of the data that it is about."`
	Date     source.Text   `json:"date,omitzero" doc:"The day of it, YYYY-MM-DD; absent where the file does not state a whole date."`
	Revision source.Text   `json:"model_revision,omitzero" doc:"The revision of the model that was evaluated."`
	Report   source.Text   `json:"report,omitzero" doc:"Where the report is."`
	Number   source.Amount `json:"number,omitzero" doc:"The value as a number, a percentage as a fraction; absent where it is none."`
	Lower    source.Amount `json:"lower,omitzero" doc:"The lower bound of the confidence interval."`
	Upper    source.Amount `json:"upper,omitzero" doc:"The upper bound of the confidence interval."`
	Min      source.Amount `json:"min,omitzero" doc:"What the value must not be below, where the card says so itself."`
	Max      source.Amount `json:"max,omitzero" doc:"What the value must not be above, where the card says so itself."`
	At       source.Place  `json:"-"`
}

// Section is a part of a card.
type Section struct {
	ID          string       `json:"id,omitempty" doc:"What it is about: intended_use, out_of_scope, limitations, bias_risks, training_data, evaluation, environmental, safety, contact, licence; empty where it is none of these."`
	Title       string       `json:"title" doc:"The heading."`
	Length      int          `json:"length" doc:"Characters of text below the heading, without template text."`
	Placeholder bool         `json:"placeholder" doc:"Whether it holds template text only."`
	Also        []string     `json:"also,omitempty" doc:"What else it is about, by the words of the heading."`
	Stated      bool         `json:"stated" doc:"Whether enough stands there to count: 40 characters of its own below a heading; anything in a field, in a row of a table or behind a lead-in."`
	Results     int          `json:"results,omitempty" doc:"How many rows and items have a name and a number, in a section about evaluation."`
	Repeated    int          `json:"repeated,omitempty" doc:"How many sections about different subjects have this same text, of more than 80 characters."`
	At          source.Place `json:"-"`
}
