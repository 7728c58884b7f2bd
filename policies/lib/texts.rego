# METADATA
# title: Words for the texts that a model reads
package pacheck.lib.texts

# which text it is, for people: "tool description of get_weather"
name(text) := sprintf("%s of %s", [replace(replace(text.surface, ".", " "), "_", " "), text.name])

# what is written invisibly, with the patterns of attacks that it matches
spelt(found) := sprintf("; decoded: %s (%s)", [found.decoded, concat(", ", found.phrases)]) if found.phrases

spelt(found) := sprintf("; decoded: %s", [found.decoded]) if {
	found.decoded
	not found.phrases
}

spelt(found) := "" if not found.decoded
