package check

import (
	"fmt"
	"slices"
	"strings"

	"gopkg.in/yaml.v3"

	"github.com/pacheck/pacheck/check/pack"
	"github.com/pacheck/pacheck/loaders"
)

// shape says how a part of the configuration is written. The reader and the published schema are both
// made of it. It is a text, unless it has keys, an item or anything.
type shape struct {
	doc      string
	words    []string // the only texts; none means any
	number   bool     // a whole number
	flag     bool     // true or false
	keys     []key    // a map with these keys
	values   *shape   // a map with any keys, and values of this shape
	names    []string // the only keys of such a map; none means any
	items    *shape   // a list
	anything bool
	or       *shape // another way to write it: a text beside a map
}

// key is a key of a map.
type key struct {
	name     string
	shape    shape
	required bool
}

var severityWords = []string{"critical", "high", "medium", "low", "info"}

// ruleWord is the short way to write what a rule is.
var ruleWord = shape{
	doc:   "on, off, or the severity of all its findings, which switches it on as well",
	words: append([]string{"on", "off"}, severityWords...),
}

// policiesForm is how policies are named.
const policiesForm = "a folder or a .rego file, relative to this file, or a pack: a .tar.gz bundle or " + pack.Scheme + "host/name:tag, and after // a folder in it"

func globs(doc string) shape {
	return shape{doc: doc, items: &shape{doc: "a glob with **, relative to the repository's root"}}
}

// configShape is how a configuration file is written.
func configShape() shape {
	names := func(doc, item string) shape { return shape{doc: doc, items: &shape{doc: item}} }
	severity := shape{doc: "the severity of all its findings, which switches it on as well", words: severityWords}
	return shape{doc: "The configuration of pacheck, " + loaders.ConfigName + " at the root of a repository.", keys: []key{
		{name: "version", shape: shape{doc: "the version of this format, 1", number: true}},
		{name: "extends", shape: names("files and packs whose settings hold where this file says nothing else; later ones win", "a file relative to this one, a folder with a "+loaders.ConfigName+", or a pack: a .tar.gz bundle or "+pack.Scheme+"host/name:tag")},
		{name: "profile", shape: shape{doc: "the set of rules to start from", words: Profiles}},
		{name: "packs", shape: names("frameworks whose rules are added", "the name of a pack")},
		{name: "policies", shape: shape{doc: "policies of your own", items: &shape{
			doc: policiesForm,
			or: &shape{doc: "policies, and how they are written", keys: []key{
				{name: "path", required: true, shape: shape{doc: policiesForm}},
				{name: "conftest", shape: shape{doc: "whether it is written for conftest, with deny, violation and warn", flag: true}},
			}},
		}}},
		{name: "data", shape: names("what policies see below data, by the keys of the files", "a YAML or JSON file, relative to this file")},
		{name: "verification-keys", shape: names("by one of which each pack must be signed; no pack can say it", "a file with a public key in PEM, relative to this file")},
		{name: "exclude", shape: shape{doc: "files to leave out, as in .gitignore, with ** and !; the last match wins", items: &shape{
			doc: "a glob relative to the repository's root",
			or: &shape{doc: "a glob, and why", keys: []key{
				{name: "path", required: true, shape: shape{doc: "a glob relative to the repository's root"}},
				{name: "reason", shape: shape{doc: "why these files are left out, for the report"}},
			}},
		}}},
		{name: "rules", shape: shape{doc: "what differs from the rules as they are, by name or code", values: &shape{
			doc: ruleWord.doc, words: ruleWord.words,
			or: &shape{doc: "more than one thing about the rule", keys: []key{
				{name: "severity", shape: severity},
				{name: "params", shape: shape{doc: "parameters, by name: pacheck explain RULE lists them", values: &shape{anything: true, doc: "a value of the type of the default"}}},
			}},
		}}},
		{name: "overrides", shape: shape{doc: "what differs for some files; later ones win", items: &shape{
			doc: "some files, and what differs for their findings", keys: []key{
				{name: "paths", required: true, shape: globs("the files")},
				{name: "rules", required: true, shape: shape{doc: "what differs, by name or code", values: &ruleWord}},
			},
		}}},
		{name: "kinds", shape: shape{doc: "what files are that no signature recognises: prompt, or the name of a format of docs/formats.md", names: loaders.Kinds(), values: &shape{
			items: &shape{doc: "a glob with **, relative to the repository's root"}, doc: "the files",
		}}},
		{name: "roles", shape: shape{doc: "what files are for, by globs relative to the repository's root, where their paths do not tell; later ones win", values: &shape{
			doc: "the role of the files", words: loaders.Roles(),
		}}},
		{name: "suppressions", shape: shape{doc: "which exceptions suppress findings", keys: []key{
			{name: "inline", shape: shape{doc: "which comments leave findings out: all, those of manifests and front matter alone, or none", words: []string{"all", "manifests", "none"}}},
			{name: "require-reason", shape: shape{doc: "whether a comment needs a reason, as waivers always do; true where nothing is said", flag: true}},
			{name: "max-age", shape: shape{doc: "how long a waiver may last, and a comment from now on, such as 180d; the parameter max_days of waiver-invalid bounds it as well"}},
		}}},
		{name: "enforce", shape: names("what neither a file that extends this one, nor the environment, nor a flag can loosen", "a rule, by name or code, or "+strings.Join(enforceable, ", "))},
		{name: "fail-on", shape: shape{doc: "the lowest severity that fails", words: append(slices.Clone(severityWords), "never")}},
	}}
}

// fits checks a node against a shape, and keeps the faults.
func (r *configReader) fits(s *shape, n *yaml.Node, what string) {
	n = r.resolve(n)
	switch {
	case n == nil, s.anything, s.isTree() && n.ShortTag() == "!!null":
	case s.or != nil && n.Kind == yaml.MappingNode:
		r.fits(s.or, n, what)
	case s.keys != nil:
		r.hasKeys(s, n, what)
	case s.values != nil:
		for key, value := range r.pairs(n, what) {
			if len(s.names) > 0 && !slices.Contains(s.names, key.Value) {
				r.unknown(key, "unknown key "+quote(key.Value), s.names)
			}
			r.fits(s.values, value, what+"."+key.Value)
		}
	case s.items != nil:
		if n.Kind != yaml.SequenceNode {
			r.fail(n, "%s must be a list, and is %s", what, kindOf(n))
			return
		}
		for i, item := range n.Content {
			r.fits(s.items, item, fmt.Sprintf("%s[%d]", what, i))
		}
	case s.number:
		if n.ShortTag() != "!!int" {
			r.fail(n, "%s must be a whole number, and is %s", what, kindOf(n))
		}
	case s.flag:
		if n.ShortTag() != "!!bool" {
			r.fail(n, "%s must be true or false, and is %s", what, kindOf(n))
		}
	default:
		r.isText(s, n, what)
	}
}

// isTree says whether a shape is a map or a list, which may be left empty.
func (s *shape) isTree() bool { return s.keys != nil || s.values != nil || s.items != nil }

func (r *configReader) isText(s *shape, n *yaml.Node, what string) {
	word := strings.ToLower(n.Value)
	if n.Kind == yaml.ScalarNode && slices.Contains(s.words, "off") && slices.Contains([]string{"true", "false", "yes", "no"}, word) {
		r.fail(n, "%s is %s: write on or off", what, n.Value)
		return
	}
	switch {
	case n.Kind != yaml.ScalarNode || kindOf(n) != "a text":
		also := ""
		if s.or != nil {
			also = " or a map"
		}
		r.fail(n, "%s must be a text%s, and is %s", what, also, kindOf(n))
	case len(s.words) > 0 && !slices.Contains(s.words, n.Value):
		r.unknown(n, what+" cannot be "+quote(n.Value), s.words)
	case n.Value == "":
		r.fail(n, "%s is empty", what)
	}
}

func (r *configReader) hasKeys(s *shape, n *yaml.Node, what string) {
	names := make([]string, len(s.keys))
	for i, k := range s.keys {
		names[i] = k.name
	}
	seen := map[string]bool{}
	for k, value := range r.pairs(n, what) {
		seen[k.Value] = follow(value).ShortTag() != "!!null"
		if i := slices.Index(names, k.Value); i >= 0 {
			r.fits(&s.keys[i].shape, value, below(what, k.Value))
			continue
		}
		r.unknown(k, "unknown key "+quote(k.Value), names)
	}
	for _, k := range s.keys {
		if k.required && !seen[k.name] && n.Kind == yaml.MappingNode {
			r.fail(n, "%s lacks %s", what, k.name)
		}
	}
}

// below is the name of a key below another; below the whole file it is the key alone.
func below(what, key string) string {
	if what == wholeFile {
		return key
	}
	return what + "." + key
}

// wholeFile is what a file is called where it is not the map that it must be.
const wholeFile = "a configuration"

// unknown says that a word is none of those that are known.
func (r *configReader) unknown(n *yaml.Node, fault string, known []string) {
	if near := loaders.Nearest(n.Value, known); near != "" {
		r.fail(n, "%s: did you mean %s?", fault, near)
		return
	}
	r.fail(n, "%s: choose %s", fault, strings.Join(known, ", "))
}

func quote(text string) string { return fmt.Sprintf("%q", text) }

// kindOf says for people what a node is.
func kindOf(n *yaml.Node) string {
	switch n.Kind {
	case yaml.MappingNode:
		return "a map"
	case yaml.SequenceNode:
		return "a list"
	}
	switch n.ShortTag() {
	case "!!null":
		return "empty"
	case "!!bool":
		return "true or false"
	case "!!int", "!!float":
		return "a number"
	}
	return "a text"
}
