package loaders

import (
	"fmt"

	"strings"
	"time"

	"github.com/pacheck/pacheck/loaders/facts"
	"github.com/pacheck/pacheck/loaders/source"
)

// WaiversPath is where the waivers of a repository are.
const WaiversPath = ".pacheck/waivers.yaml"

// Waiver is a decision to accept what a rule finds, for a time.
type Waiver struct {
	ID          source.Text   `json:"id,omitzero" doc:"The name by which people speak of it."`
	Rule        source.Text   `json:"rule,omitzero" doc:"The rule, by name or code."`
	Target      source.Text   `json:"target,omitzero" doc:"What it is for: a path or a pattern of paths, <path>#<name> of an entity, or the fingerprint of a finding."`
	Category    source.Text   `json:"category,omitzero" doc:"false-positive, accepted-risk, compensating-control or migration."`
	Reason      source.Text   `json:"reason,omitzero" doc:"Why."`
	Owner       source.Text   `json:"owner,omitzero" doc:"Who answers for it."`
	Approver    source.Text   `json:"approver,omitzero" doc:"Who decided, who is not the owner."`
	Created     source.Text   `json:"created,omitzero" doc:"The day of the decision, as stated."`
	Expires     source.Text   `json:"expires,omitzero" doc:"The last day on which it holds, as stated."`
	Ticket      source.Text   `json:"ticket,omitzero" doc:"Where it was discussed."`
	Control     source.Text   `json:"control,omitzero" doc:"What is done instead, for a compensating control."`
	ContentHash source.Text   `json:"content_hash,omitzero" doc:"SHA-256, in hex, of what it was decided for: the file, or the text of the entity in its file. The waiver lapses when that changes."`
	Unknown     source.Texts  `json:"unknown,omitzero" doc:"Keys that a waiver does not have."`
	Ends        string        `json:"ends,omitempty" doc:"When it ends, RFC 3339; absent where expires is missing or no date."`
	Days        source.Amount `json:"days,omitzero" doc:"Days from created to expires; absent where one of them is no date."`
	Contacts    []string      `json:"contacts,omitempty" doc:"Which of owner and approver are addresses that somebody answers."`
	Placeholder bool          `json:"placeholder" doc:"Whether the reason is template text."`
	Use         *ExceptionUse `json:"use,omitempty" doc:"What it is for in this run; there for rules of the scope exceptions alone."`
	File        string        `json:"file" doc:"The path of the file of waivers."`
	Role        string        `json:"role" doc:"The role of that file."`
	At          source.Place  `json:"-"`
}

// ExceptionUse is what an exception, a waiver or an ignore, is for in a run.
type ExceptionUse struct {
	Rule        string `json:"rule,omitempty" doc:"The name of its rule; absent where there is no such rule."`
	Near        string `json:"near,omitempty" doc:"The name of a rule that may be meant, where there is no such rule."`
	Waivable    bool   `json:"waivable" doc:"Whether findings of the rule may be waived."`
	Enforced    bool   `json:"enforced" doc:"Whether a file of configuration that the repository extends enforces the rule."`
	Adversarial bool   `json:"adversarial" doc:"Whether who writes the file may be the one that the rule is about."`
	Evaluated   bool   `json:"evaluated" doc:"Whether the rule was evaluated, so that it could find something."`
	Findings    int    `json:"findings" doc:"How many findings of the rule it is for."`
	Severity    string `json:"severity,omitempty" doc:"The highest severity of these findings; that of the rule where there are none."`
	Gone        bool   `json:"gone" doc:"Whether no agent file is what it names."`
	Content     string `json:"content,omitempty" doc:"SHA-256, in hex, of what it is for, as it is now; absent where that is nothing, or several things."`
}

// waiverLoader reads which findings are accepted.
var waiverLoader = Loader{
	Name:     "pacheck-waivers",
	Doc:      "pacheck's waivers, `.pacheck/waivers.yaml`: findings that somebody decided to accept, with owner, approver, reason and end.",
	Family:   "Governance",
	Dialect:  "governance",
	Globs:    []string{WaiversPath},
	Reserved: true,
	Claims:   func(n *source.Node) bool { return n.Has("waivers") },
	Load:     loadWaivers,
}

func loadWaivers(f *source.File) (*Document, error) {
	if f.Root.Get("version").Text() != "1" {
		return nil, &source.Error{At: source.Place{File: f}, Message: "a file of waivers says version: 1, and lists them below waivers:"}
	}
	doc := &Document{}
	for _, p := range f.Root.Pairs {
		if key := p.Key.Value; key != "version" && key != "waivers" {
			return nil, &source.Error{At: p.Key.Place, Message: fmt.Sprintf("unknown key %s: the keys are version and waivers", key)}
		}
	}
	list := f.Root.Get("waivers")
	if list == nil || list.Kind != source.Null && !list.IsList() {
		return nil, &source.Error{At: f.Root.Place, Message: "waivers: must be a list"}
	}
	for _, n := range list.Items {
		if !n.IsMap() {
			return nil, &source.Error{At: n.Place, Message: "a waiver is a map of id, rule, target, category, reason, owner, approver, created and expires"}
		}
		doc.Waivers = append(doc.Waivers, newWaiver(n))
	}
	return doc, nil
}

func newWaiver(n *source.Node) *Waiver {
	w := &Waiver{At: n.Place}
	fields := map[string]*source.Text{
		"id": &w.ID, "rule": &w.Rule, "target": &w.Target, "category": &w.Category, "reason": &w.Reason, "owner": &w.Owner,
		"approver": &w.Approver, "created": &w.Created, "expires": &w.Expires, "ticket": &w.Ticket, "control": &w.Control, "content_hash": &w.ContentHash,
	}
	for _, p := range n.Pairs {
		if field := fields[p.Key.Value]; field != nil {
			*field = p.Value.Field()
			continue
		}
		w.Unknown = source.Say(append(w.Unknown.V, source.Say(p.Key.Value, p.Key.Place)), p.Key.Place)
	}
	w.Ends = endOf(w.Expires)
	w.Days = daysBetween(w.Created, w.Expires)
	w.Placeholder = w.Reason.Set && facts.Lookup("placeholder_text").MatchString(w.Reason.V)
	if isContact(w.Owner) {
		w.Contacts = append(w.Contacts, "owner")
	}
	if isContact(w.Approver) {
		w.Contacts = append(w.Contacts, "approver")
	}
	return w
}

// daysBetween are the days from one stated day to another.
func daysBetween(from, to source.Text) source.Amount {
	start, err := time.Parse(time.DateOnly, strings.TrimSpace(from.V))
	if err != nil {
		return source.Amount{}
	}
	end, err := time.Parse(time.DateOnly, strings.TrimSpace(to.V))
	if err != nil {
		return source.Amount{}
	}
	return source.Say(float64(int(end.Sub(start).Hours()/24)), to.At)
}

// TextOf is the text of an entity as it stands in its file.
func (d *Document) TextOf(id string) string {
	text := ""
	d.entities(func(_ string, e *Entity, _ any) {
		if e.ID == id && text == "" {
			text = e.At.Raw()
		}
	})
	return text
}

// HasEntity says whether a file states an entity of a name.
func (d *Document) HasEntity(file, name string) bool {
	found := false
	d.entities(func(_ string, e *Entity, _ any) {
		_, id, _ := strings.Cut(e.ID, ":")
		found = found || id == file+"#"+name
	})
	return found
}
