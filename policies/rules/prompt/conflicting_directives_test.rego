package pacheck.rules.prompt.conflicting_directives_test

import data.pacheck.rules.prompt.conflicting_directives

test_contradicting_sentences_are_found if {
	text := {"conflicts": [{"order": "Always use it", "ban": "Never use it"}]}
	found := conflicting_directives.findings with input as {"texts": [text]}
	{f.message | some f in found} == {`"Never use it" contradicts "Always use it"`}
}

found_in(segments) := found if {
	found := {[f.at, f.related[0].at] | some f in conflicting_directives.findings} with input as {"prompts": [{"segments": segments}]}
		with data.pacheck.params["conflicting-directives"].pairs as [["Metric units", "imperial units"]]
}

test_further_pairs_are_found if {
	metric := {"kind": "prose", "text": "Use metric units."}
	imperial := {"kind": "list_item", "text": "Imperial units, please."}
	found_in([metric, imperial]) == {[["prompts", 0, "segments", 1], ["prompts", 0, "segments", 0]]}
	found_in([imperial, {"kind": "heading", "text": "metric units"}]) == {[["prompts", 0, "segments", 0], ["prompts", 0, "segments", 1]]}
	found_in([metric]) == set()
	found_in([imperial]) == set()
	found_in([metric, object.union(imperial, {"kind": "quoted"})]) == set()
	found_in([metric, {"kind": "prose", "text": "When asked, imperial units."}]) == set()
}
