package pacheck.rules.prompt.conflicting_directives_test

import data.pacheck.rules.prompt.conflicting_directives

test_contradicting_sentences_are_found if {
	text := {"conflicts": [{"order": "Always use it", "ban": "Never use it"}]}
	found := conflicting_directives.findings with input as {"texts": [text]}
	{f.message | some f in found} == {`"Never use it" contradicts "Always use it"`}
}

found_in(segments) := n if {
	found := conflicting_directives.findings with input as {"prompts": [{"text": concat("\n", [segment.text | some segment in segments]), "segments": segments}]}
	n := count(found)
}

test_pairs_are_found if {
	ask := {"kind": "prose", "text": "Always ask first."}
	never := {"kind": "list_item", "text": "Never ask anybody."}
	found_in([ask, never]) == 1
	found_in([ask]) == 0
	found_in([ask, object.union(never, {"kind": "quoted"})]) == 0
	found_in([ask, {"kind": "prose", "text": "If it fails, never ask."}]) == 0
}
