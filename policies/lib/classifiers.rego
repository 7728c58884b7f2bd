# METADATA
# title: Words for safety classifiers
package pacheck.lib.classifiers

# the classifiers that act on what they find, by the names that policy uses: those that are switched off, only
# record, or act from a score above a bound (0 for none) do not count
acting(classifiers, aliases, max_threshold) := {object.get(aliases, classifier.id, classifier.id) |
	some classifier in classifiers
	not classifier.enabled == false
	not classifier.log_only
	not beyond(classifier, max_threshold)
}

beyond(classifier, max_threshold) if {
	max_threshold > 0
	classifier.threshold > max_threshold
}
