package policy

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"
	"time"

	"gopkg.in/yaml.v3"
)

// Pack is a framework that rules give evidence for: its file packs/<name>.yaml in a set of policies.
type Pack struct {
	Name         string
	Title        string
	Version      string
	Relation     string // mitigates, implements or evidence_for; never conformity
	Note         string // what a reader must know, else ""
	Requirements []Requirement
	Beyond       []Requirement // a selection of what no check of files can show
}

// Requirement is a part of a framework.
type Requirement struct {
	ID    string
	Title string
	From  time.Time // the day from which it applies; zero where it always does
}

// Applies says whether a requirement applies at a time.
func (r Requirement) Applies(now time.Time) bool { return !now.Before(r.From) }

// Packs are the names of the packs that rules belong to, sorted.
func (p *Policies) Packs() []string {
	names := map[string]bool{}
	for _, r := range p.Rules {
		for name := range r.Packs {
			names[name] = true
		}
	}
	return slices.Sorted(maps.Keys(names))
}

// Pack reads a pack. A pack without a file has the requirements that rules name, in order, without
// titles. Its error names the file, and the line where that is known.
func (p *Policies) Pack(name string) (*Pack, error) {
	file := path.Join("packs", strings.ReplaceAll(name, "-", "_")+".yaml")
	for _, s := range p.given {
		data, err := fs.ReadFile(s.FS, file)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return nil, fmt.Errorf("reading pack %s: %w", name, err)
		}
		pack, err := readPack(data)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", path.Join(s.Name, file), err)
		}
		pack.Name = name
		return pack, nil
	}
	pack := &Pack{Name: name, Title: name}
	ids := map[string]bool{}
	for _, r := range p.Rules {
		for _, id := range r.Packs[name] {
			ids[id] = true
		}
	}
	for _, id := range slices.Sorted(maps.Keys(ids)) {
		pack.Requirements = append(pack.Requirements, Requirement{ID: id})
	}
	return pack, nil
}

// packFile is how a pack is written.
type packFile struct {
	Title, Version, Relation, Note string
	Requirements                   yaml.Node
	Beyond                         yaml.Node
}

func readPack(data []byte) (*Pack, error) {
	var file packFile
	decoder := yaml.NewDecoder(bytes.NewReader(data))
	decoder.KnownFields(true)
	if err := decoder.Decode(&file); err != nil && !errors.Is(err, io.EOF) {
		return nil, err
	}
	if file.Title == "" || file.Requirements.Kind != yaml.MappingNode {
		return nil, errors.New("a pack needs a title, and requirements as a map from identifiers")
	}
	pack := &Pack{Title: file.Title, Version: file.Version, Relation: file.Relation, Note: file.Note}
	for i := 0; i+1 < len(file.Requirements.Content); i += 2 {
		var r struct{ Title, From string }
		key, value := file.Requirements.Content[i], file.Requirements.Content[i+1]
		if err := value.Decode(&r); err != nil {
			return nil, fmt.Errorf("line %d: %w", value.Line, err)
		}
		requirement := Requirement{ID: key.Value, Title: r.Title}
		if r.From != "" {
			from, err := time.Parse(time.DateOnly, r.From)
			if err != nil {
				return nil, fmt.Errorf("line %d: from is no date as in 2027-12-02", value.Line)
			}
			requirement.From = from
		}
		pack.Requirements = append(pack.Requirements, requirement)
	}
	for i := 0; i+1 < len(file.Beyond.Content); i += 2 {
		pack.Beyond = append(pack.Beyond, Requirement{ID: file.Beyond.Content[i].Value, Title: file.Beyond.Content[i+1].Value})
	}
	return pack, nil
}
