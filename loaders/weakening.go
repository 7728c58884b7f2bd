package loaders

import (
	"strings"

	"github.com/pacheck/pacheck/loaders/source"
)

// Weakening is what a change would do to the gate that it has to pass.
type Weakening struct {
	Kind string       `json:"kind" doc:"What says so: configuration, policy, data, waiver, baseline, comment, exclude or lock."`
	What string       `json:"what" doc:"What it would do, in a phrase: switches orphan-artefact off."`
	File string       `json:"file" doc:"The path of the file that says so."`
	Role string       `json:"role" doc:"The role of that file."`
	At   source.Place `json:"-"`
}

// NewWeakening is one that a line of a file brings; 0 means the whole file.
func NewWeakening(kind, what, name string, text []byte, line int) *Weakening {
	f := source.Read(name, text)
	at := source.Place{File: f}
	for range line - 1 {
		rest := strings.IndexByte(f.Text[at.Start:], '\n')
		if rest < 0 {
			break
		}
		at.Start += rest + 1
	}
	first, _, _ := strings.Cut(f.Text[at.Start:], "\n")
	at.Start += len(first) - len(strings.TrimLeft(first, " \t"))
	at.End = at.Start + len(strings.TrimSpace(first))
	return &Weakening{Kind: kind, What: what, File: name, Role: RoleRuntime, At: at}
}
