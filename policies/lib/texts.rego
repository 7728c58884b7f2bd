# METADATA
# title: Words for the texts that a model reads
package pacheck.lib.texts

# which text it is, for people: "tool description of get_weather"
name(text) := sprintf("%s of %s", [replace(replace(text.surface, ".", " "), "_", " "), text.name])

# a number of things, for people: "1 tag character", "3 tag characters"
counted(1, thing) := sprintf("1 %s", [thing])

counted(n, thing) := sprintf("%d %ss", [n, thing]) if n != 1

# what is written invisibly , with the patterns of attacks that it matches
spelt(found) := sprintf("; decoded: %s (%s)", [found.decoded, concat(", ", found.phrases)]) if found.phrases

spelt(found) := sprintf("; decoded: %s", [found.decoded]) if {
	found.decoded
	not found.phrases
}

spelt(found) := "" if not found.decoded
