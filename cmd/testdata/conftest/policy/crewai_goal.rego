# an exception of the rule without a suffix
package crewai.goal

deny contains msg if {
	some name, agent in input
	agent.role
	not agent.goal
	msg := sprintf("%s has no goal", [name])
}

exception contains [""] if input.drafter.draft
