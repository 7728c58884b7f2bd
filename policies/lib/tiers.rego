# METADATA
# title: Risk tiers in order
package pacheck.lib.tiers

# the place of a tier in the order, from 0
rank(tier) := ranks[tier]

# whether a tier is another one, or above it
at_least(tier, other) if ranks[tier] >= ranks[other]

ranks := {"minimal": 0, "limited": 1, "high": 2, "critical": 3}
