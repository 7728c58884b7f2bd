package pacheck.rules.skill.opaque_file_bundled_test

import data.pacheck.rules.skill.opaque_file_bundled

messages(file) := {f.message | some f in findings} if {
	findings := opaque_file_bundled.findings with input as {"skills": [{"name": "x", "files": [object.union({"path": "bin/a"}, file)]}]}
}

test_programs_and_archives if {
	messages({"opaque": "elf"}) == {"skill x ships bin/a (a program for Linux)"}
	messages({"opaque": "rar", "sha256": "00"}) == {"skill x ships bin/a (a RAR archive)"}
	messages({}) == set()
}

test_reviewed_files if {
	messages({"opaque": "elf", "sha256": "00"}) == set() with data.pacheck.params["opaque-file-bundled"].allow_sha256 as ["00"]
	count(messages({"opaque": "elf", "sha256": "01"})) == 1 with data.pacheck.params["opaque-file-bundled"].allow_sha256 as ["00"]
}

test_links_out_of_the_repository if {
	messages({"link": "../../../.ssh", "escapes": true}) == {"skill x ships bin/a (a link to ../../../.ssh, outside the repository)"}
	messages({"link": "../b"}) == set()
}
