package pack

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"

	"gopkg.in/yaml.v3"
)

// The places below the root of a repository.
const (
	LockPath = ".pacheck/policies.lock"
	KeptPath = ".pacheck/packs" // the packs of registries, by digest
)

// Lock says which content the packs of a repository have.
type Lock struct {
	Packs []Locked // by name
}

// Locked is a pack of a lock.
type Locked struct {
	Name     string `yaml:"pack"`               // as oci://host/name:tag, or the path of a bundle from the root
	Manifest string `yaml:"manifest,omitempty"` // the digest that a registry has it by
	Digest   string `yaml:"digest"`             // of its content
	Line     int    `yaml:"-"`                  // in the lock, from 1; 0 where it was not read
}

// UnmarshalYAML reads an entry, and keeps its line.
func (l *Locked) UnmarshalYAML(n *yaml.Node) error {
	type plain Locked
	l.Line = n.Line
	return n.Decode((*plain)(l))
}

type lockFile struct {
	Version int      `yaml:"version"`
	Packs   []Locked `yaml:"packs"`
}

// digestForm is what digests look like. They name files, so nothing else is taken.
var digestForm = regexp.MustCompile(`^sha256:[0-9a-f]{64}$`)

// ReadLock reads a lock. Its error names the line.
func ReadLock(data []byte) (*Lock, error) {
	var file lockFile
	decoder := yaml.NewDecoder(bytes.NewReader(data))
	decoder.KnownFields(true)
	if err := decoder.Decode(&file); err != nil && !errors.Is(err, io.EOF) {
		return nil, fmt.Errorf("%s: no valid lock: %w: run pacheck policy pull to write it anew", LockPath, err)
	}
	if file.Version != 1 {
		return nil, fmt.Errorf("%s: this version of pacheck reads version 1 of the lock, and not %d", LockPath, file.Version)
	}
	seen := map[string]bool{}
	for _, l := range file.Packs {
		switch {
		case l.Name == "" || !digestForm.MatchString(l.Digest), l.Manifest != "" && !digestForm.MatchString(l.Manifest):
			return nil, fmt.Errorf("%s:%d: an entry has a pack and its digest, sha256: and 64 hex digits: run pacheck policy pull to write it anew", LockPath, l.Line)
		case seen[l.Name]:
			return nil, fmt.Errorf("%s:%d: %s is there twice: run pacheck policy pull to write it anew", LockPath, l.Line, l.Name)
		}
		seen[l.Name] = true
	}
	return &Lock{Packs: file.Packs}, nil
}

// Find is the entry of a pack, nil where there is none.
func (l *Lock) Find(name string) *Locked {
	if i := slices.IndexFunc(l.Packs, func(p Locked) bool { return p.Name == name }); i >= 0 {
		return &l.Packs[i]
	}
	return nil
}

// Bytes is the lock as a file.
func (l *Lock) Bytes() []byte {
	packs := slices.SortedFunc(slices.Values(l.Packs), func(a, b Locked) int { return strings.Compare(a.Name, b.Name) })
	var b bytes.Buffer
	b.WriteString("# Written by pacheck policy pull. Commit it: scan takes no pack that is not here.\n")
	encoder := yaml.NewEncoder(&b)
	encoder.SetIndent(2)
	if err := encoder.Encode(lockFile{Version: 1, Packs: packs}); err != nil {
		panic(err) // texts and numbers always encode
	}
	return b.Bytes()
}
