package loaders

import (
	"github.com/pacheck/pacheck/loaders/facts"
	"github.com/pacheck/pacheck/loaders/source"
)

// Provenance says where a model comes from, and under which terms.
type Provenance struct {
	Origin        string         `json:"origin,omitempty" doc:"For a card, whose model it is: own where it is trained or tuned here (the card says so, or weights or a training configuration lie beside it), mirror where the card says that it is a copy, else used."`
	LicenceIs     *facts.Licence `json:"license_is,omitempty" doc:"What the licence comes to."`
	LicenceFile   *LicenceFile   `json:"license_file,omitempty" doc:"The file of a licence beside the card or, for cards without front matter of a hub, at the root."`
	LicenceReview *Review        `json:"license_review,omitempty" doc:"Who accepted the licence."`
	TermsURL      source.Text    `json:"terms_url,omitzero" doc:"The terms of the service that offers it."`
	BaseRelation  source.Text    `json:"base_model_relation,omitzero" doc:"What was done with the base: finetune, adapter, merge, quantized."`
	BaseRevision  source.Text    `json:"base_model_revision,omitzero" doc:"The revision of the base."`
	BaseNamed     bool           `json:"base_named,omitempty" doc:"Whether the base is named, in a field or in a section of its own, or said not to be there."`
	Derived       source.Text    `json:"derived,omitzero" doc:"The sign that it is made from another model."`
	RevisionDate  source.Text    `json:"revision_date,omitzero" doc:"The day of the revision, YYYY-MM-DD."`
	Training      source.Text    `json:"training_summary,omitzero" doc:"Where its training data are summed up."`
	DataClasses   source.Texts   `json:"data_classes,omitzero" doc:"The classes of the data that it was trained on."`
	DataOrigin    source.Text    `json:"data_origin,omitzero" doc:"Where these data come from."`
	LegalBasis    source.Text    `json:"legal_basis,omitzero" doc:"The legal basis of their use."`
}

// Accountability says who answers for a model, and for what.
type Accountability struct {
	Contact source.Text   `json:"contact,omitzero" doc:"Where problems are reported: an address, a channel or a handle; absent where the card has none."`
	GPAI    *GPAI         `json:"gpai,omitempty" doc:"What the card says of a general-purpose model in the sense of the EU AI Act."`
	Flops   source.Amount `json:"compute_flops,omitzero" doc:"The compute of its training, in floating-point operations."`
}

// LicenceFile is the file of a licence.
type LicenceFile struct {
	Path   string `json:"path" doc:"The path, relative to the root."`
	ID     string `json:"id,omitempty" doc:"The licence whose text it is, as in choices; empty where that is none of the common ones."`
	Beside bool   `json:"beside" doc:"Whether it is in the folder of the card."`
}

// Review is a recorded decision.
type Review struct {
	By   source.Text  `json:"by,omitzero" doc:"Who decided."`
	Date source.Text  `json:"date,omitzero" doc:"When, YYYY-MM-DD."`
	At   source.Place `json:"-"`
}

// GPAI is what a card says of a general-purpose model.
type GPAI struct {
	Provider     source.Flag  `json:"provider,omitzero" doc:"Whether whoever wrote the card is the provider."`
	SystemicRisk source.Flag  `json:"systemic_risk,omitzero" doc:"Whether the model is one with systemic risk."`
	Stated       []string     `json:"stated,omitempty" doc:"The items of documentation that have a value other than template text."`
	At           source.Place `json:"-"`
}
