# helpers of another package
package kagent.owner

import data.lib.kube

deny contains {"msg": msg, "path": "metadata.name"} if {
	kube.is_agent
	not kube.has_label("owner")
	msg := sprintf("agent %s has no owner", [kube.name])
}
