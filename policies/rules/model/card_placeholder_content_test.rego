package pacheck.rules.model.card_placeholder_content_test

import data.pacheck.rules.model.card_placeholder_content

section(id, title, placeholder) := {"id": id, "title": title, "placeholder": placeholder}

found(model) := result if {
	result := {[f.at, f.message] | some f in card_placeholder_content.findings} with input as {"models": [object.union({"name": "m"}, model)]}
}

test_required_sections_are_told_together if {
	sections := [section("intended_use", "Uses", false), section("limitations", "Limits", true), section("contact", "Contact", true), section("licence", "Licence", true)]
	found({"sections": sections}) == {[["models", 0, "sections", 1], "m: template text in Limits, Contact"]}
}

test_optional_ones_are_not if {
	found({"sections": [section("intended_use", "Downstream Use [optional]", true)]}) == set()
	found({"sections": [{"title": "Glossary", "placeholder": true}]}) == set()
}

test_values_of_the_front_matter_are if {
	found({"placeholders": [{"title": "tags"}, {"title": "license"}]}) == {[["models", 0, "placeholders", 1], "m: template text in license"]}
	found({"placeholders": [{"id": "contact", "title": "contact"}]}) == set()
}

test_one_text_in_three_sections_is if {
	three := [object.union(section(id, id, false), {"repeated": 3}) | some id in ["contact", "evaluation", "limitations"]]
	found({"sections": three}) == {[["models", 0, "sections", 0], "m: the same text in 3 sections"]}
	two := [object.union(section(id, id, false), {"repeated": 2}) | some id in ["contact", "evaluation"]]
	found({"sections": two}) == set()
}

test_the_same_text_counts_in_sections_that_are_asked_for if {
	found({"sections": [{"id": "licence", "title": "Licence", "repeated": 3}]}) == set()
	found({"sections": [{"id": "licence", "title": "Licence", "repeated": 3}, {"id": "contact", "title": "Contact", "repeated": 3}]}) == {[["models", 0, "sections", 1], "m: the same text in 1 sections"]}
}
