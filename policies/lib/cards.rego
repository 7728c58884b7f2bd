# METADATA
# title: Words for the cards of models
package pacheck.lib.cards

# a card of a model whose format has sections: one of ours, or of others where a rule looks at those too
described(model, others) if {
	model.card == "model"
	"sections" in model.can
	ours(model, others)
}

ours(model, _) if model.origin == "own"

ours(model, true) if model.origin != "own"

# whether a card has a section about a subject, with enough in it to count
stated(model, subject) if {
	some section in model.sections
	section.stated
	about(section, subject)
}

about(section, subject) if section.id == subject

about(section, subject) if subject in section.also

# whether a list of a card names anything but template text
lists(model, field) if {
	some value in model[field]
	value != ""
	not left_open(model, field)
}

left_open(model, field) if {
	some place in model.placeholders
	place.title == field
}
