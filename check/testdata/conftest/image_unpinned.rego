package main

deny contains sprintf("image-unpinned: %s", [name]) if {
	some name, image in images
	not contains(image, "@sha256:")
	not regex.match(`:v?[0-9]+\.[0-9]+\.[0-9]+$`, image)
}
