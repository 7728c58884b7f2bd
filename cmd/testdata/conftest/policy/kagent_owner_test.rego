package kagent.owner_test

import data.kagent.owner

test_no_owner if {
	count(owner.deny) == 1 with input as {"apiVersion": "kagent.dev/v1alpha2", "kind": "Agent", "metadata": {"name": "a"}}
}

test_owner if {
	count(owner.deny) == 0 with input as {"apiVersion": "kagent.dev/v1alpha2", "kind": "Agent", "metadata": {"labels": {"owner": "x"}}}
}
