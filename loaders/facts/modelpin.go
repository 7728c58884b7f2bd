package facts

import (
	"path"
	"regexp"
	"strings"
)

// modelDigest matches a name that ends in a digest or a revision.
var modelDigest = regexp.MustCompile(`@(?:sha256:)?[0-9a-f]{7,64}$`)

// ModelPin says how far a name fixes a model: digest, dated for a snapshot with a date or a number, local
// for a file, variable where the deployment fills it in, none for an alias that may mean another model
// tomorrow; "" where no model is named.
func ModelPin(name string) string {
	name = strings.TrimSpace(name)
	switch {
	case name == "":
		return ""
	case placeholder.MatchString(name):
		return "variable"
	case modelDigest.MatchString(name):
		return "digest"
	case localModel(name):
		return "local"
	case Lookup("dated_model").MatchString(name):
		return "dated"
	}
	return "none"
}

// localModel says whether the name is the path of a file with weights.
func localModel(name string) bool {
	switch strings.ToLower(path.Ext(name)) {
	case ".gguf", ".safetensors", ".onnx", ".bin", ".tflite":
		return true
	}
	return strings.HasPrefix(name, "./") || strings.HasPrefix(name, "../") || strings.HasPrefix(name, "/")
}
