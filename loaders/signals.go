package loaders

import (
	"github.com/pacheck/pacheck/loaders/facts"
	"github.com/pacheck/pacheck/loaders/source"
)

// readSignals looks for descriptions of agents, servers and skills that speak to the model. Tools are
// looked at where they are read, since their texts may speak about the tools beside them.
func (d *Document) readSignals() {
	for _, a := range d.Agents {
		texts := []source.Text{a.Description}
		if a.Card != nil {
			for _, s := range a.Card.Skills {
				texts = append(texts, s.Name, s.Description)
				texts = append(texts, s.Examples.V...)
			}
		}
		a.Signals = facts.Signals(texts...)
	}
	for _, s := range d.Servers {
		s.Signals = facts.Signals(s.Description, s.Instructions)
	}
	for _, s := range d.Skills {
		s.Signals = facts.Signals(s.Description)
	}
}
