package pacheck.rules.model.unsafe_weight_format_test

import data.pacheck.rules.model.unsafe_weight_format

found(model) := result if {
	result := {[f.severity, f.message] | some f in unsafe_weight_format.findings} with input as {"models": [model]}
}

test_a_file_that_runs_code_is_told if {
	found({"artifacts": [{"path": "m.pkl", "format": "pkl", "runs": "pickle"}, {"path": "m.gguf", "format": "gguf"}]}) == {["high", "m.pkl can execute code on load (pickle)"]}
}

test_a_twin_that_runs_nothing_lowers_the_severity if {
	found({"artifacts": [{"path": "m.bin", "format": "bin", "runs": "pickle", "twin": "m.safetensors"}]}) == {["low", "m.bin can execute code on load (pickle)"]}
}

test_a_format_counts_where_no_file_is_named if {
	format := {"format": "cloudpickle", "runs": "pickle"}
	found({"name": "m", "artifacts": [format]}) == {["high", "m can execute code on load (cloudpickle)"]}
	found({"name": "m", "artifacts": [format, {"path": "m.pkl", "format": "pkl", "runs": "pickle"}]}) == {["high", "m.pkl can execute code on load (pickle)"]}
}

test_options_that_let_it_are_told if {
	found({"file": "load.yaml", "unsafe_options": [{"key": "weights_only", "value": "false"}]}) == {["high", "load.yaml lets weights execute code on load (weights_only: false)"]}
}

test_what_runs_nothing_is_fine if {
	found({"name": "m", "artifacts": [{"format": "safetensors"}]}) == set()
	found({"name": "m", "artifacts": [{"format": "cloudpickle", "runs": "pickle"}, {"path": "m.gguf", "format": "gguf"}]}) == {["high", "m can execute code on load (cloudpickle)"]}
}
