package crewai.delegation

warn contains {"msg": msg, "at": [name, "allow_delegation"]} if {
	some name, agent in input
	agent.role
	agent.allow_delegation == true
	msg := sprintf("%s may delegate", [name])
}

violation_iterations contains msg if {
	some name, agent in input
	agent.role
	agent.max_iter > 25
	msg := sprintf("%s may go on for %v turns, %d more than allowed", [name, agent.max_iter, agent.max_iter - 25])
}
