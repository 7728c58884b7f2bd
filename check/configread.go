package check

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"gopkg.in/yaml.v3"

	"github.com/pacheck/pacheck/check/pack"
	"github.com/pacheck/pacheck/check/policy"
	"github.com/pacheck/pacheck/loaders"
)

// maxConfigNodes bounds what a file is made of with its aliases followed.
const maxConfigNodes = 50_000

// ReadConfig reads a configuration file and those that it extends, as layers. The paths in a file are
// relative to it. In origins, files below root have their path from there. Its error, a joined one, names
// the place of every fault.
func ReadConfig(root, file string, read func(name string) ([]byte, error)) (*Config, error) {
	c := &configFiles{config: &Config{Root: root}, read: read, indexes: map[string]int{}}
	if _, err := c.file(filepath.Clean(file), Origin{}); err != nil {
		return nil, err
	}
	return c.config, nil
}

// ExampleConfig is the configuration that an example has among its files, in .pacheck.yaml; nil where it
// has none. It states parameters that are empty by default, and what they are for.
func ExampleConfig(files policy.Files) (*Config, error) {
	const name = ".pacheck.yaml"
	if _, ok := files[name]; !ok {
		return nil, nil
	}
	return ReadConfig("", name, func(name string) ([]byte, error) {
		text, ok := files[filepath.ToSlash(name)]
		if !ok {
			return nil, fs.ErrNotExist
		}
		return []byte(text), nil
	})
}

// ParseLayer reads a piece of configuration that a variable or a flag has. The paths in it are relative to
// the working directory.
func ParseLayer(name, text string) (Layer, error) {
	layer, node, err := parseLayer(name, ".", []byte(text))
	if err == nil && child(node, "extends") != nil {
		err = Origin{Source: name}.fault("extends is for files")
	}
	for i := range layer.Settings {
		layer.Settings[i].Origin = Origin{Source: name}
	}
	for _, list := range []*[]Stated{&layer.Packs, &layer.Policies, &layer.Data, &layer.Exclude, &layer.Enforce, &layer.Keys} {
		for i := range *list {
			(*list)[i].Origin = Origin{Source: name}
		}
	}
	for _, list := range []*[]Given{&layer.Kinds, &layer.Roles} {
		for i := range *list {
			(*list)[i].Origin = Origin{Source: name}
		}
	}
	layer.Profile.Origin, layer.FailOn.Origin, layer.Digest = Origin{Source: name}, Origin{Source: name}, ""
	return layer, err
}

// configFiles reads files that extend each other.
type configFiles struct {
	config  *Config
	read    func(string) ([]byte, error)
	indexes map[string]int // of the layers, by path
	open    []string       // the files that are being read, the innermost last
}

// file reads one file after those that it extends, and is the index of its layer.
func (c *configFiles) file(file string, from Origin) (int, error) {
	name := c.config.Short(file)
	if i := slices.Index(c.open, file); i >= 0 {
		var circle []string
		for _, f := range append(c.open[i:], file) {
			circle = append(circle, c.config.Short(f))
		}
		return 0, from.fault("files extend each other in a circle: %s", strings.Join(circle, " -> "))
	}
	if i, ok := c.indexes[file]; ok {
		return i, nil
	}
	data, err := c.read(file)
	if err != nil {
		return 0, from.fault("reading %s: %w", name, plainError(err))
	}
	layer, node, err := parseLayer(name, pack.Dir(file), data)
	if err != nil {
		return 0, err
	}
	c.open = append(c.open, file)
	for _, item := range list(child(node, "extends")) {
		at := Origin{Source: name, Line: item.Line, Column: item.Column}
		base, err := c.base(pack.Dir(file), item.Value)
		if err != nil {
			return 0, at.fault("%w", err)
		}
		i, err := c.file(base, at)
		if err != nil {
			return 0, err
		}
		layer.Based = append(layer.Based, i)
		layer.Based = append(layer.Based, c.config.Layers[i].Based...)
	}
	c.open = c.open[:len(c.open)-1]
	c.config.Add(layer)
	c.indexes[file] = len(c.config.Layers) - 1
	return c.indexes[file], nil
}

// base is the place of a configuration that one in a folder extends: a file, or the one at the top of a
// pack or a folder.
func (c *configFiles) base(folder, name string) (string, error) {
	place, err := pack.Join(folder, name)
	if err != nil {
		return "", err
	}
	if _, inner, ok := pack.Split(place); ok && (inner == "" || inner == ".") {
		return pack.Below(place, loaders.ConfigName), nil
	}
	if scheme, _, ok := strings.Cut(name, "://"); ok && scheme+"://" != pack.Scheme {
		return "", fmt.Errorf("extends takes files and packs, and %q is neither: packs of registries begin with %s", name, pack.Scheme)
	}
	if _, err := c.read(place); err != nil {
		below := pack.Below(place, loaders.ConfigName)
		if _, err := c.read(below); err == nil {
			return below, nil
		}
	}
	return place, nil
}

// plainError is an error of the disk without the path, which the reader knows better.
func plainError(err error) error {
	if fault, ok := errors.AsType[*fs.PathError](err); ok {
		return fault.Err
	}
	return err
}

// configReader reads one file.
type configReader struct {
	name   string
	folder string
	nodes  int
	faults []error
}

func parseLayer(name, folder string, data []byte) (Layer, *yaml.Node, error) {
	r := &configReader{name: name, folder: folder}
	sum := sha256.Sum256(data)
	layer := Layer{Name: name, Digest: hex.EncodeToString(sum[:])}
	node, err := r.parse(data)
	if err != nil || node == nil {
		return layer, nil, err
	}
	s := configShape()
	r.fits(&s, node, wholeFile)
	if r.faults == nil {
		r.take(&layer, node)
	}
	return layer, node, errors.Join(r.faults...)
}

var yamlLine = regexp.MustCompile(`^yaml: (?:line (\d+): )?(?s:(.*))$`)

// parse is the one document of a file, nil where it is empty.
func (r *configReader) parse(data []byte) (*yaml.Node, error) {
	decoder := yaml.NewDecoder(strings.NewReader(string(data)))
	var documents []*yaml.Node
	for {
		var n yaml.Node
		err := decoder.Decode(&n)
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, r.syntax(err)
		}
		documents = append(documents, &n)
	}
	if len(documents) > 1 {
		return nil, r.at(documents[1]).fault("a second document begins here: write one")
	}
	if len(documents) == 0 || documents[0].Content[0].ShortTag() == "!!null" {
		return nil, nil
	}
	return documents[0].Content[0], nil
}

// syntax is what the YAML reader says, with the place in our form.
func (r *configReader) syntax(err error) error {
	m := yamlLine.FindStringSubmatch(err.Error())
	if m == nil {
		return fmt.Errorf("%s: %w", r.name, err)
	}
	if line, err := strconv.Atoi(m[1]); err == nil {
		return fmt.Errorf("%s:%d: no valid YAML: %s", r.name, line, m[2])
	}
	return fmt.Errorf("%s: no valid YAML: %s", r.name, m[2])
}

func (r *configReader) at(n *yaml.Node) Origin {
	return Origin{Source: r.name, Line: n.Line, Column: n.Column}
}

func (r *configReader) fail(n *yaml.Node, format string, args ...any) {
	r.faults = append(r.faults, r.at(n).fault(format, args...))
}

// resolve follows an alias. It is nil where the file is too large or an alias leads to itself.
func (r *configReader) resolve(n *yaml.Node) *yaml.Node {
	if r.nodes++; r.nodes > maxConfigNodes {
		if r.nodes == maxConfigNodes+1 {
			r.fail(n, "the configuration is too large, or an alias leads to itself")
		}
		return nil
	}
	if n.Kind == yaml.AliasNode {
		return n.Alias
	}
	return n
}

// pairs are the keys and values of a map, each key once.
func (r *configReader) pairs(n *yaml.Node, what string) iter.Seq2[*yaml.Node, *yaml.Node] {
	return func(yield func(*yaml.Node, *yaml.Node) bool) {
		if n.Kind != yaml.MappingNode {
			r.fail(n, "%s must be a map, and is %s", what, kindOf(n))
			return
		}
		lines := map[string]int{}
		for i := 0; i+1 < len(n.Content); i += 2 {
			k := n.Content[i]
			switch line, twice := lines[k.Value]; {
			case k.Kind != yaml.ScalarNode:
				r.fail(k, "a key of %s is %s", what, kindOf(k))
				continue
			case twice:
				r.fail(k, "the key %q stands in line %d already", k.Value, line)
				continue
			}
			lines[k.Value] = k.Line
			if !yield(k, n.Content[i+1]) {
				return
			}
		}
	}
}
