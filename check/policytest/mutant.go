package policytest

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"strings"
	"time"

	"gopkg.in/yaml.v3"
)

// Mutant is a small change of a golden repository, which one rule notices where it was made.
type Mutant struct {
	Rule   string
	Golden string
	Edits  []Edit
	At     []string                  // the logical places where the rule fires; none means in the changed lines
	With   []string                  // rules that may fire as well
	Now    time.Time                 // the evaluation time, where it is another one
	Params map[string]map[string]any // of rules, over their defaults
	File   string                    // where it is written
	Line   int
}

// Edit is one change of a file. Exactly one of its actions is stated.
type Edit struct {
	File    string         `yaml:"file"`    // what is changed, added or removed
	Find    string         `yaml:"find"`    // what Put replaces; it stands in the file once
	Put     string         `yaml:"put"`     // what comes in place of Find
	Cut     string         `yaml:"cut"`     // a text that is taken out; it stands in the file once
	Append  string         `yaml:"append"`  // what comes behind the end
	Set     map[string]any `yaml:"set"`     // values by path: keys and indexes with / between them, + for one more item
	Unset   string         `yaml:"unset"`   // the path of a member that is taken out
	Add     *string        `yaml:"add"`     // the text of a file that is added
	Link    string         `yaml:"link"`    // where a symbolic link leads that is added
	Rename  string         `yaml:"rename"`  // the new path
	Remove  bool           `yaml:"remove"`  // whether the file is taken away
	Replace bool           `yaml:"replace"` // whether Find may stand in the file several times, and Put comes everywhere
}

// mutantText is a mutant as it is written: with its first edit inline.
type mutantText struct {
	Edit   `yaml:",inline"`
	Golden string                    `yaml:"golden"`
	Also   []Edit                    `yaml:"also"`
	At     oneOrMore                 `yaml:"at"`
	With   oneOrMore                 `yaml:"with"`
	Now    time.Time                 `yaml:"now"`
	Params map[string]map[string]any `yaml:"params"`
	line   int
}

// UnmarshalYAML reads a mutant, refuses unknown keys, and notes its line.
func (m *mutantText) UnmarshalYAML(n *yaml.Node) error {
	type plain mutantText
	known := map[string]bool{"golden": true, "also": true, "at": true, "with": true, "now": true, "params": true}
	for _, key := range []string{"file", "find", "put", "cut", "append", "set", "unset", "add", "link", "rename", "remove", "replace"} {
		known[key] = true
	}
	for i := 0; i+1 < len(n.Content); i += 2 {
		if key := n.Content[i]; !known[key.Value] {
			return fmt.Errorf("line %d: unknown key %q", key.Line, key.Value)
		}
	}
	m.line = n.Line
	line := m.line
	if err := n.Decode((*plain)(m)); err != nil {
		return err
	}
	m.line = line
	return nil
}

// oneOrMore is a text, or a list of them.
type oneOrMore []string

// UnmarshalYAML reads either form.
func (o *oneOrMore) UnmarshalYAML(n *yaml.Node) error {
	if n.Kind == yaml.ScalarNode {
		*o = oneOrMore{n.Value}
		return nil
	}
	return n.Decode((*[]string)(o))
}

// ReadMutants reads the files mutants/*.yaml of a tree: lists of mutants by rule.
func ReadMutants(tree fs.FS) ([]Mutant, error) {
	files, err := fs.Glob(tree, "mutants/*.yaml")
	if err != nil {
		return nil, fmt.Errorf("listing mutants: %w", err)
	}
	var all []Mutant
	for _, file := range files {
		data, err := fs.ReadFile(tree, file)
		if err != nil {
			return nil, fmt.Errorf("reading mutants: %w", err)
		}
		d := yaml.NewDecoder(strings.NewReader(string(data)))
		var rules yaml.Node
		if err := d.Decode(&rules); errors.Is(err, io.EOF) {
			continue
		} else if err != nil {
			return nil, fmt.Errorf("%s: %w", file, err)
		}
		mutants, err := mutantsOf(file, rules.Content[0])
		if err != nil {
			return nil, fmt.Errorf("%s: %w", file, err)
		}
		all = append(all, mutants...)
	}
	return all, nil
}

func mutantsOf(file string, rules *yaml.Node) ([]Mutant, error) {
	if rules.Kind != yaml.MappingNode {
		return nil, fmt.Errorf("line %d: a file of mutants has lists of them by rule", rules.Line)
	}
	var all []Mutant
	for i := 0; i+1 < len(rules.Content); i += 2 {
		var texts []mutantText
		if err := rules.Content[i+1].Decode(&texts); err != nil {
			return nil, err
		}
		for _, t := range texts {
			all = append(all, Mutant{
				Rule: rules.Content[i].Value, Golden: t.Golden, Edits: append([]Edit{t.Edit}, t.Also...),
				At: t.At, With: t.With, Now: t.Now, Params: t.Params, File: file, Line: t.line,
			})
		}
	}
	return all, nil
}
