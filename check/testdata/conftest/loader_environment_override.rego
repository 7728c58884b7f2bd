package main

deny contains sprintf("loader-environment-override: %s %s", [name, key]) if {
	some name, env in environments
	some key, value in env
	value != ""
	key in {"LD_PRELOAD", "LD_AUDIT", "LD_LIBRARY_PATH", "DYLD_INSERT_LIBRARIES", "PYTHONSTARTUP", "BASH_ENV", "PERL5OPT", "RUBYOPT"}
}

deny contains sprintf("loader-environment-override: %s NODE_OPTIONS", [name]) if {
	some name, env in environments
	regex.match(`--(require|import|loader)\b|(^|\s)-r\s`, env.NODE_OPTIONS)
}
