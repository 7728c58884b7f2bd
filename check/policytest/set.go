package policytest

import (
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/pacheck/pacheck/loaders/source"
)

// oneMore is the step of a path that stands for a further item of a list.
const oneMore = "+"

// parsed is the tree of a text.
func parsed(name, text string) (*source.Node, error) {
	f := source.Read(name, []byte(text))
	f.Parse()
	if f.Root == nil {
		return nil, errors.New("it has no values: use find and put")
	}
	return f.Root, nil
}

// set puts a value at a path of a JSON, YAML or TOML text, or of front matter, and leaves all else as it
// is. What is at the path is replaced; else the member or the item is added first in its map or list.
func set(name, text, path string, value any) (string, error) {
	root, err := parsed(name, text)
	if err != nil {
		return "", err
	}
	data, err := json.Marshal(value)
	if err != nil {
		return "", fmt.Errorf("the value at %s: %w", path, err)
	}
	steps := strings.Split(path, "/")
	parent := walk(root, steps[:len(steps)-1])
	last := steps[len(steps)-1]
	if n := walk(parent, []string{last}); n != nil {
		return text[:n.Start] + string(data) + text[n.End:], nil
	}
	switch {
	case parent.IsList() && last == oneMore:
		return insert(text, parent, parent.Items, string(data))
	case parent.IsMap():
		return insert(text, parent, keys(parent), member(text, parent, last, string(data)))
	}
	return "", fmt.Errorf("there is nothing that can have %s", path)
}

func walk(n *source.Node, steps []string) *source.Node {
	for _, step := range steps {
		if i, err := strconv.Atoi(step); err == nil && n.IsList() {
			n = n.Index(i)
		} else {
			n = n.Get(step)
		}
	}
	return n
}

func keys(n *source.Node) []*source.Node {
	var all []*source.Node
	for _, p := range n.Pairs {
		all = append(all, p.Key)
	}
	return all
}

// isFlow says whether a map or list is written with brackets.
func isFlow(text string, n *source.Node) bool {
	return n.Start < len(text) && strings.ContainsRune("{[", rune(text[n.Start]))
}

// member is a key with its value, as its map writes them.
func member(text string, in *source.Node, key, value string) string {
	if isFlow(text, in) {
		return strconv.Quote(key) + ": " + value
	}
	return key + ": " + value
}

// insert puts one more item before the first one of a map or a list.
func insert(text string, in *source.Node, items []*source.Node, item string) (string, error) {
	if isFlow(text, in) {
		if len(items) > 0 {
			item += ", "
		}
		return text[:in.Start+1] + item + text[in.Start+1:], nil
	}
	if len(items) == 0 {
		return "", errors.New("the map or list is empty: use find and put")
	}
	start := items[0].Start
	line := strings.LastIndexByte(text[:start], '\n') + 1
	indent := text[line:start]
	if in.IsList() {
		indent = strings.TrimRight(indent, " ")
		item = strings.TrimSpace(indent) + " " + item
		indent = strings.TrimSuffix(indent, "-")
	} else if strings.TrimSpace(indent) != "" {
		indent = strings.Repeat(" ", len(indent))
		return text[:start] + item + "\n" + indent + text[start:], nil
	}
	return text[:line] + indent + item + "\n" + text[line:], nil
}

// unset takes the member of a map out.
func unset(name, text, path string) (string, error) {
	root, err := parsed(name, text)
	if err != nil {
		return "", err
	}
	steps := strings.Split(path, "/")
	parent := walk(root, steps[:len(steps)-1])
	key, value := parent.Key(steps[len(steps)-1]), parent.Get(steps[len(steps)-1])
	switch {
	case value == nil:
		return "", fmt.Errorf("there is no %s", path)
	case !isFlow(text, parent):
		from := strings.LastIndexByte(text[:key.Start], '\n') + 1
		_, rest, _ := strings.Cut(text[value.End:], "\n")
		return text[:from] + rest, nil
	}
	before, after := strings.TrimRight(text[:key.Start], " \t\n"), strings.TrimLeft(text[value.End:], " \t\n")
	if next, ok := strings.CutPrefix(after, ","); ok {
		return text[:key.Start] + strings.TrimLeft(next, " \t\n"), nil
	}
	return strings.TrimSuffix(before, ",") + text[value.End:], nil
}
