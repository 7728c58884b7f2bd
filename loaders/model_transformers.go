package loaders

import (
	"slices"
	"strings"

	"github.com/pacheck/pacheck/loaders/source"
)

// transformersLoader finds the options of programs that load models, wherever a configuration has them.
var transformersLoader = Loader{
	Name: "transformers-options",
	Doc: "Options that have code or pickles run when a model is loaded, in any YAML, JSON or TOML: `trust_remote_code` and the argument of that name, " +
		"`weights_only`, `use_safetensors`, `allow_pickle`.",
	Family:  "Model cards",
	Dialect: "transformers",
	Weak:    []string{"**/*.yaml", "**/*.yml", "**/*.json", "**/*.toml"},
	Hints: []string{
		"trust_remote_code", "trust-remote-code", "trustRemoteCode", "TRUST_REMOTE_CODE", "weights_only", "use_safetensors", "allow_pickle",
	},
	Can:    []string{"model_id", "revision", "trust_remote_code", "unsafe_options"},
	Claims: func(n *source.Node) bool { return len(loadsIn(n, nil)) > 0 },
	Load: func(f *source.File) (*Document, error) {
		doc := &Document{}
		for _, n := range documentsOf(f) {
			doc.Models = append(doc.Models, loadsIn(n, nil)...)
		}
		return doc.conclude(f), nil
	},
}

// maxLoads bounds how many loads of models one file has, and maxLoadDepth how deep they are.
const (
	maxLoads     = 200
	maxLoadDepth = 16
)

var (
	trustKeys    = []string{"trust_remote_code", "trust-remote-code", "trustRemoteCode", "TRUST_REMOTE_CODE", "HF_TRUST_REMOTE_CODE"}
	modelKeys    = []string{"model_name_or_path", "pretrained_model_name_or_path", "model_id", "modelId", "model_name", "model", "pretrained", "repo_id", "model_path", "base_model", "MODEL_ID", "name", "path"}
	revisionKeys = []string{"revision", "model_revision", "hf_revision", "model_version"}
)

// loadsIn are the models that the mappings at and below n load with code or pickles. The mappings above
// n, the nearest last, may name the model. What describes the options themselves, such as a schema, has
// none.
func loadsIn(n *source.Node, above []*source.Node) []*Model {
	if n == nil || len(above) > maxLoadDepth || n.Has("$schema", "properties") {
		return nil
	}
	var found []*Model
	if n.IsMap() {
		above = append(slices.Clone(above), n)
		if m := loadOf(above); m != nil {
			found = append(found, m)
		}
	}
	for _, p := range entriesOf(n) {
		if m := loadArguments(p); m != nil {
			found = append(found, m)
		}
		found = append(found, loadsIn(p.Value, above)...)
	}
	for _, item := range itemsOf(n) {
		found = append(found, loadsIn(item, above)...)
	}
	return found[:min(len(found), maxLoads)]
}

// loadOf is the model that the last of the mappings loads; nil where it states no option that runs code.
func loadOf(scopes []*source.Node) *Model {
	n := scopes[len(scopes)-1]
	m := &Model{Entity: Entity{At: n.Place, Evidence: "the option", Raw: n}, Use: "loading"}
	for _, p := range n.Pairs {
		switch {
		case slices.Contains(trustKeys, p.Key.Value) && isTrue(p.Value):
			m.TrustRemoteCode = source.Say(true, p.Value.Place)
		case unsafeOption(p):
			m.UnsafeOptions = append(m.UnsafeOptions, Pair{Key: p.Key.Value, Value: p.Value.Field(), At: entryPlace(p)})
		}
	}
	if !m.TrustRemoteCode.Set && m.UnsafeOptions == nil {
		return nil
	}
	for _, scope := range slices.Backward(scopes[max(0, len(scopes)-3):]) {
		if id := scope.Get(modelKeys...).Field(); id.V != "" {
			m.Model, m.Revision = id, scope.Get(revisionKeys...).Field()
			break
		}
	}
	if revision := n.Get(revisionKeys...).Field(); revision.V != "" {
		m.Revision = revision
	}
	m.Name, m.Pin = m.Model, servedPin(m, &modelServer{})
	return m
}

// loadArguments is the model that a list of arguments has a server load; nil where it does not have it run
// code.
func loadArguments(p source.Pair) *Model {
	argv := p.Value.Texts().V
	if !p.Value.IsList() || !slices.ContainsFunc(argv, func(t source.Text) bool { return strings.HasPrefix(t.V, "--trust") }) {
		return nil
	}
	m := &Model{
		Entity: Entity{At: p.Value.Place, Evidence: "the argument"}, Use: "serving", TrustRemoteCode: trustFlag(argv),
		Model:    flagValue(argv, "--model", "--model-id", "--model-path", "--model_id", "--model_dir"),
		Revision: flagValue(argv, "--revision"),
	}
	if !m.TrustRemoteCode.V {
		return nil
	}
	m.Name, m.Pin = m.Model, servedPin(m, &modelServer{})
	return m
}

// unsafeOption says whether an entry lets weights be loaded that run code.
func unsafeOption(p source.Pair) bool {
	switch p.Key.Value {
	case "weights_only", "use_safetensors":
		return isFalse(p.Value)
	case "allow_pickle":
		return isTrue(p.Value)
	}
	return false
}

func isTrue(n *source.Node) bool {
	return n != nil && (n.Kind == source.Bool || n.Kind == source.String) && strings.EqualFold(n.Value, "true") || n != nil && n.Kind == source.String && n.Value == "1"
}

func isFalse(n *source.Node) bool {
	return n != nil && (n.Kind == source.Bool || n.Kind == source.String) && strings.EqualFold(n.Value, "false")
}
