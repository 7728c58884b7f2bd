package loaders

import (
	"path"
	"strconv"
	"strings"
	"time"

	"github.com/pacheck/pacheck/loaders/facts"
	"github.com/pacheck/pacheck/loaders/source"
)

// statementsCan are the fields that every card may state that allows keys of one's own.
var statementsCan = []string{
	"contact", "terms", "origin", "revision_date", "base_model_relation", "base_model_revision",
	"license_review", "terms_url", "training_summary", "data_classes", "gpai", "compute_flops",
}

// statements reads what a card says under keys of one's own: who answers for the model, what it is for,
// how it was evaluated. The formats of cards have no words for these.
func (m *Model) statements(n *source.Node) {
	if !n.IsMap() {
		return
	}
	m.TermsURL = n.Get("terms_url").Field()
	m.Training = n.Get("training_summary", "training_data_summary").Field()
	m.BaseRelation = n.Get("base_model_relation").Field()
	m.BaseRevision = n.Get("base_model_revision").Field()
	m.RevisionDate = dayOf(n.Get("revision_date", "release_date").Field())
	data := n.Get("data")
	m.DataClasses = data.Get("classes").Texts()
	m.DataOrigin, m.LegalBasis = data.Get("origin").Field(), data.Get("legal_basis").Field()
	m.Flops = amountOf(n.Get("compute").Get("flops"))
	if r := n.Get("licence_review", "license_review"); r.IsMap() {
		m.LicenceReview = &Review{By: r.Get("by").Field(), Date: dayOf(r.Get("date").Field()), At: r.Place}
	}
	if origin := n.Get("card_role", "origin").Text(); origin == "own" || origin == "mirror" || origin == "used" {
		m.Origin = origin
	}
	for _, t := range []source.Text{n.Get("contact").Field(), n.Get("owner").Get("contact").Field(), n.Get("owner").Field()} {
		if !m.Contact.Set && isAddress(t.V) {
			m.Contact = t
		}
	}
	for _, e := range itemsOf(n.Get("evaluations")) {
		m.Evaluations = append(m.Evaluations, ownEvaluation(e))
	}
	if g := n.Get("gpai"); g.IsMap() {
		m.GPAI = readGPAI(g)
	}
}

// ownEvaluation reads an item of the key evaluations, which is ours.
func ownEvaluation(n *source.Node) Evaluation {
	interval := n.Get("interval")
	return Evaluation{
		Task: n.Get("task").Field(), Dataset: textOr(n.Get("dataset"), "name"), Metric: n.Get("metric").Field(), Value: n.Get("value").Field(),
		Kind: n.Get("kind").Field(), Suite: n.Get("suite").Field(), Group: n.Get("group").Field(), Date: dayOf(n.Get("date").Field()),
		Revision: n.Get("model_revision").Field(), Report: n.Get("report").Field(),
		Lower: amountOf(interval.Index(0)), Upper: amountOf(interval.Index(1)), Min: amountOf(n.Get("min")), Max: amountOf(n.Get("max")), At: n.Place,
	}
}

func readGPAI(n *source.Node) *GPAI {
	g := &GPAI{Provider: n.Get("provider").Flag(), SystemicRisk: n.Get("systemic_risk").Flag(), At: n.Place}
	for _, p := range n.Pairs {
		if p.Key.Value == "provider" || p.Key.Value == "systemic_risk" {
			continue
		}
		if length, _ := textLength(p.Value); length > 0 && !isPlaceholder(p.Value.Text()) {
			g.Stated = append(g.Stated, p.Key.Value)
		}
	}
	return g
}

// dayOf is a date as YYYY-MM-DD, with the time behind it or not; absent where it is no whole date.
func dayOf(t source.Text) source.Text {
	day := t.V[:min(len(t.V), len(time.DateOnly))]
	if _, err := time.Parse(time.DateOnly, day); err != nil {
		return source.Text{}
	}
	t.V = day
	return t
}

// amountOf is a number, or a text that is one; a percentage is a fraction.
func amountOf(n *source.Node) source.Amount { return amount(n.Field()) }

func amount(t source.Text) source.Amount {
	text, percent := strings.CutSuffix(strings.TrimSpace(t.V), "%")
	value, err := strconv.ParseFloat(strings.TrimSpace(text), 64)
	if err != nil || value != value || value > 1e300 || value < -1e300 {
		return source.Amount{}
	}
	if percent {
		value /= 100
	}
	return source.Say(value, t.At)
}

// isPlaceholder says whether a short text is template text or stands for nothing.
func isPlaceholder(text string) bool {
	return isPlaceholderText(text) || text != "" && facts.Lookup("placeholder_text").MatchString(text)
}

func isAddress(text string) bool {
	return text != "" && facts.Lookup("contact").MatchString(strings.TrimSpace(text))
}

// conclude states of the models of a bill or a recipe what follows from what is said of them. What lies
// beside it says nothing of any one of them.
func (d *Document) conclude(f *source.File) *Document {
	for _, m := range d.Models {
		if m.Origin == "" && m.Card != "" {
			m.Origin = "used"
		}
		m.conclude(f, &neighbours{path: path.Dir(f.Path)})
	}
	return d
}

// conclude states what follows from all that a card says, and from what lies beside it.
func (m *Model) conclude(f *source.File, beside *neighbours) {
	if m.Licence.Set {
		m.LicenceIs = facts.ParseLicence(m.Licence.V)
		if m.LicenceIs.Kind == "other" && m.LicenceName.V != "" {
			if named := facts.ParseLicence(m.LicenceName.V); named.Kind == "id" {
				m.LicenceIs.Choices = named.Choices
			}
		}
	}
	for i := range m.Evaluations {
		m.Evaluations[i].Number = amount(m.Evaluations[i].Value)
	}
	for i, a := range m.Artifacts {
		m.Artifacts[i].Runs = runsCode(a.Format, a.Path.V)
	}
	if m.Owner != nil && !m.Contact.Set && isAddress(m.Owner.Contact.V) {
		m.Contact = m.Owner.Contact
	}
	m.derivation(beside)
	if m.Card == "" {
		return
	}
	m.LicenceFile = beside.licence(f)
	if m.Origin == "" {
		m.Origin = beside.origin()
	}
}
