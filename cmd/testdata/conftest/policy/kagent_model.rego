# data files, and an exception by name
package kagent.model

import data.approved
import data.lib.kube

deny_unapproved_model contains msg if {
	input.kind == "ModelConfig"
	not input.spec.model in approved.models
	msg := sprintf("model %v of %s is not approved", [input.spec.model, kube.name])
}

deny_no_model contains msg if {
	kube.is_agent
	not input.spec.declarative.modelConfig
	msg := sprintf("agent %s names no model", [kube.name])
}

exception contains rules if {
	input.metadata.annotations["policy/exempt"] == "model"
	rules := ["unapproved_model"]
}
