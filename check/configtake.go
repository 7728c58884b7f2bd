package check

import (
	"encoding/json"
	"fmt"
	"strings"

	"github.com/bmatcuk/doublestar/v4"
	"gopkg.in/yaml.v3"

	"github.com/pacheck/pacheck/check/pack"
	"github.com/pacheck/pacheck/check/policy"
)

// take puts what a file says into a layer. The file has the shape of a configuration.
func (r *configReader) take(l *Layer, n *yaml.Node) {
	if v := child(n, "version"); v != nil && v.Value != "1" {
		r.fail(v, "this version of pacheck reads version 1 of the configuration, and not %s", v.Value)
	}
	l.Profile, l.FailOn = r.text(child(n, "profile")), r.text(child(n, "fail-on"))
	l.Packs, l.Enforce = r.texts(n, "packs"), r.texts(n, "enforce")
	l.Data, l.Keys = r.paths(n, "data"), r.paths(n, "verification-keys")
	if _, _, ok := pack.Split(r.folder); ok && len(l.Keys) > 0 {
		r.fail(child(n, "verification-keys"), "a pack cannot say whose signature packs need: the repository does")
	}
	for _, item := range list(child(n, "policies")) {
		l.Policies = append(l.Policies, r.policies(item))
	}
	for _, item := range list(child(n, "exclude")) {
		l.Exclude = append(l.Exclude, r.exclusion(item))
	}
	l.Settings = append(r.settings(child(n, "rules"), nil), r.suppressions(child(n, "suppressions"))...)
	r.given(l, n)
	for _, item := range list(child(n, "overrides")) {
		var paths []string
		for _, glob := range list(child(item, "paths")) {
			if !doublestar.ValidatePattern(glob.Value) {
				r.fail(glob, "the pattern %q is malformed", glob.Value)
			}
			paths = append(paths, strings.TrimPrefix(glob.Value, "/"))
		}
		if len(paths) == 0 {
			r.fail(item, "an override needs paths")
		}
		l.Settings = append(l.Settings, r.settings(child(item, "rules"), paths)...)
	}
}

// child is the value of a key, nil where there is none or n is no map.
func child(n *yaml.Node, name string) *yaml.Node {
	if n == nil || n.Kind != yaml.MappingNode {
		return nil
	}
	for i := 0; i+1 < len(n.Content); i += 2 {
		if n.Content[i].Value == name {
			return follow(n.Content[i+1])
		}
	}
	return nil
}

// list are the items of a list; none where there is no list.
func list(n *yaml.Node) []*yaml.Node {
	if n == nil || n.Kind != yaml.SequenceNode {
		return nil
	}
	items := make([]*yaml.Node, len(n.Content))
	for i, item := range n.Content {
		items[i] = follow(item)
	}
	return items
}

func follow(n *yaml.Node) *yaml.Node {
	if n.Kind == yaml.AliasNode {
		return n.Alias
	}
	return n
}

func (r *configReader) text(n *yaml.Node) Stated {
	if n == nil {
		return Stated{}
	}
	return Stated{Value: n.Value, Origin: r.at(n)}
}

func (r *configReader) texts(n *yaml.Node, name string) []Stated {
	var texts []Stated
	for _, item := range list(child(n, name)) {
		texts = append(texts, r.text(item))
	}
	return texts
}

// paths are paths relative to the file, as they can be opened.
func (r *configReader) paths(n *yaml.Node, name string) []Stated {
	paths := r.texts(n, name)
	for i, item := range list(child(n, name)) {
		paths[i].Value = r.place(item)
	}
	return paths
}

// place is a path relative to the file, as it can be opened.
func (r *configReader) place(n *yaml.Node) string {
	place, err := pack.Join(r.folder, n.Value)
	if err != nil {
		r.fail(n, "%w", err)
	}
	return place
}

// policies are a folder, a file or a pack, as it can be opened.
func (r *configReader) policies(n *yaml.Node) Stated {
	s, path := r.text(n), n
	if n.Kind == yaml.MappingNode {
		path = child(n, "path")
		s.Conftest = isTrue(child(n, "conftest"))
	}
	s.Value = r.place(path)
	return s
}

func isTrue(n *yaml.Node) bool {
	var value bool
	return n != nil && n.Decode(&value) == nil && value
}

func (r *configReader) exclusion(n *yaml.Node) Stated {
	s := r.text(n)
	if n.Kind == yaml.MappingNode {
		s.Value, s.Reason = child(n, "path").Value, r.text(child(n, "reason")).Value
	}
	return s
}

// settings are those of a map from rules, for some paths or for all.
func (r *configReader) settings(n *yaml.Node, paths []string) []Setting {
	var all []Setting
	if n == nil {
		return nil
	}
	for i := 0; i+1 < len(n.Content); i += 2 {
		name, value := n.Content[i].Value, follow(n.Content[i+1])
		add := func(at *yaml.Node, key string, v any) {
			all = append(all, Setting{Rule: name, Key: key, Value: v, Paths: paths, Origin: r.at(at)})
		}
		severity := value
		if value.Kind == yaml.MappingNode {
			severity = child(value, "severity")
		}
		if severity != nil {
			add(n.Content[i], On, severity.Value != "off")
			if s, ok := policy.ParseSeverity(severity.Value); ok {
				add(severity, Severity, s)
			}
		}
		params := child(value, "params")
		for i := 0; params != nil && i+1 < len(params.Content); i += 2 {
			key := params.Content[i]
			add(key, Param+key.Value, r.plain(params.Content[i+1], "the parameter "+key.Value))
		}
	}
	return all
}

// plain is a value in the terms of JSON.
func (r *configReader) plain(n *yaml.Node, what string) any {
	if n = r.resolve(n); n == nil {
		return nil
	}
	switch n.Kind {
	case yaml.MappingNode:
		values := map[string]any{}
		for k, v := range r.pairs(n, what) {
			values[k.Value] = r.plain(v, what)
		}
		return values
	case yaml.SequenceNode:
		values := []any{}
		for _, item := range n.Content {
			values = append(values, r.plain(item, what))
		}
		return values
	}
	v, err := plainScalar(n)
	if err != nil {
		r.fail(n, "%w", err)
	}
	return v
}

func plainScalar(n *yaml.Node) (any, error) {
	var v any
	switch n.ShortTag() {
	case "!!bool", "!!int", "!!float", "!!null":
		if err := n.Decode(&v); err != nil {
			return nil, err
		}
	default:
		return n.Value, nil
	}
	if _, err := json.Marshal(v); err != nil {
		return nil, fmt.Errorf("%s is no number that JSON has", n.Value)
	}
	return v, nil
}
