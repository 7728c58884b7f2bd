package loaders

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strings"

	"github.com/pacheck/pacheck/loaders/source"
)

// LockPath is where the lock of a repository is.
const LockPath = ".pacheck/lock.yaml"

// Lock is an entry of the lock: what something was when it was approved.
type Lock struct {
	Kind       string            `json:"kind" doc:"What it is about: tools, servers, skills or prompts."`
	Name       string            `json:"name" doc:"The file and the name of the thing, as in ids: <file>#<name>."`
	Of         string            `json:"of" doc:"The id of the thing."`
	State      string            `json:"state,omitempty" doc:"same, changed or gone; found over the whole repository, and absent in the document of one file."`
	ApprovedBy source.Text       `json:"approved_by,omitzero" doc:"Who approved it."`
	ApprovedOn source.Text       `json:"approved_on,omitzero" doc:"When, as YYYY-MM-DD."`
	FirstParty source.Flag       `json:"first_party,omitzero" doc:"Whether the repository's own people write it."`
	SHA256     string            `json:"sha256" doc:"Digest of the content, in hex."`
	Content    map[string]string `json:"-"`
	File       string            `json:"file" doc:"The path of the lock."`
	Role       string            `json:"role" doc:"The role of the lock."`
	At         source.Place      `json:"-"`
}

// LockState is what the lock says of an entity.
type LockState struct {
	State      string       `json:"state" doc:"same, changed since it was approved, or new: not in the lock, which has others of its kind and file."`
	Changes    []LockChange `json:"changes,omitempty" doc:"What changed, by the name of the member."`
	ApprovedBy string       `json:"approved_by,omitempty" doc:"Who approved it."`
	ApprovedOn string       `json:"approved_on,omitempty" doc:"When, as YYYY-MM-DD."`
	FirstParty bool         `json:"first_party" doc:"Whether the lock says that the repository's own people write it."`
	At         source.Place `json:"-"`
}

// LockChange is a member that is not what was approved.
type LockChange struct {
	Member string       `json:"member" doc:"The member: description, input_schema.properties.amount, command and so on."`
	Before string       `json:"before,omitempty" doc:"What was approved; absent where it is new."`
	After  string       `json:"after,omitempty" doc:"What it is; absent where it is gone."`
	At     source.Place `json:"-"`
}

// lockLoader reads what was approved.
var lockLoader = Loader{
	Name:     "pacheck-lock",
	Doc:      "pacheck's lock, `.pacheck/lock.yaml`: what tools, servers, skills and prompts were when they were approved, written by `pacheck lock`.",
	Family:   "Governance",
	Dialect:  "governance",
	Globs:    []string{LockPath},
	Reserved: true,
	Claims:   func(n *source.Node) bool { return n.Has("version") },
	Load:     loadLock,
}

// lockKinds are the kinds of things that a lock has, in the order in which they are written.
var lockKinds = [...]string{"tools", "servers", "skills", "prompts"}

func loadLock(f *source.File) (*Document, error) {
	if f.Root.Get("version").Text() != "1" {
		return nil, &source.Error{At: f.Root.Place, Message: "a lock says version: 1; this one is of another version, or none: write it anew with pacheck lock"}
	}
	doc := &Document{}
	for _, kind := range lockKinds {
		entries := f.Root.Get(kind)
		if entries == nil {
			continue
		}
		for _, p := range entries.Pairs {
			l := newLock(kind, p)
			if l.SHA256 != contentDigest(l.Content) {
				return nil, &source.Error{At: p.Key.Place, Message: fmt.Sprintf("the content of %s was edited by hand: its digest is another one; write it anew with pacheck lock", l.Name)}
			}
			doc.Locks = append(doc.Locks, l)
		}
	}
	return doc, nil
}

func newLock(kind string, p source.Pair) *Lock {
	n := p.Value
	l := &Lock{
		Kind: kind, Name: p.Key.Value, Of: kind + ":" + p.Key.Value, SHA256: n.Get("sha256").Text(), Content: map[string]string{},
		ApprovedBy: n.Get("approved_by").Field(), ApprovedOn: n.Get("approved_on").Field(), FirstParty: n.Get("first_party").Flag(), At: entryPlace(p),
	}
	if content := n.Get("content"); content.IsMap() {
		for _, member := range content.Pairs {
			l.Content[member.Key.Value] = member.Value.Text()
		}
	}
	return l
}

// contentDigest is the digest of a content.
func contentDigest(content map[string]string) string {
	sum := sha256.New()
	for _, member := range slices.Sorted(maps.Keys(content)) {
		fmt.Fprintf(sum, "%d %s %d %s\n", len(member), member, len(content[member]), content[member])
	}
	return hex.EncodeToString(sum.Sum(nil))
}

// locked says whether the repository has a lock, so that what things are made of has to be found out.
func (r *Repository) hasLock() bool {
	_, err := fs.Stat(r.tree, LockPath)
	return err == nil
}

// compare states of all that a lock may have whether it is what was approved. Entities that it completes
// are replaced by copies.
func compare(d *Document) {
	if len(d.Locks) == 0 {
		return
	}
	entries, files := map[string]*Lock{}, map[string]bool{}
	for i, l := range d.Locks {
		whole := *l
		whole.State = "gone"
		d.Locks[i], entries[l.Of] = &whole, &whole
		file, _, _ := strings.Cut(l.Of, "#")
		files[file] = true
	}
	state := func(e *Entity) *LockState {
		if e.Content == nil {
			return nil
		}
		if l := entries[e.ID]; l != nil {
			return l.compare(e)
		}
		if file, _, _ := strings.Cut(e.ID, "#"); files[file] && !strings.HasPrefix(e.ID, "prompts:") {
			return &LockState{State: "new", At: e.At}
		}
		return nil
	}
	mark(d.Tools, state, func(t *Tool) *Entity { return &t.Entity })
	mark(d.Servers, state, func(s *Server) *Entity { return &s.Entity })
	mark(d.Skills, state, func(s *Skill) *Entity { return &s.Entity })
	mark(d.Prompts, state, func(p *Prompt) *Entity { return &p.Entity })
}

// mark replaces the entities about which the lock says something by copies that say so.
func mark[T any](list []*T, state func(*Entity) *LockState, entity func(*T) *Entity) {
	for i, v := range list {
		if s := state(entity(v)); s != nil {
			whole := *v
			entity(&whole).Lock = s
			list[i] = &whole
		}
	}
}

// compare is what an entry says of its entity.
func (l *Lock) compare(e *Entity) *LockState {
	l.State = "same"
	s := &LockState{State: "same", ApprovedBy: l.ApprovedBy.V, ApprovedOn: l.ApprovedOn.V, FirstParty: l.FirstParty.V, At: e.At}
	for _, member := range slices.Sorted(maps.Keys(union(l.Content, e.Content))) {
		before, after := l.Content[member], e.Content[member]
		if before != after {
			l.State, s.State = "changed", "changed"
			s.Changes = append(s.Changes, LockChange{Member: member, Before: before, After: after, At: e.At})
		}
	}
	return s
}

func union(a, b map[string]string) map[string]string {
	all := maps.Clone(a)
	maps.Copy(all, b)
	return all
}

// Approved is an approval that stands in the file itself.
type Approved struct {
	SHA256  source.Text  `json:"sha256,omitzero" doc:"The digest of the text that was approved, as stated."`
	By      source.Text  `json:"by,omitzero" doc:"Who approved it."`
	On      source.Text  `json:"on,omitzero" doc:"When, as YYYY-MM-DD."`
	Matches bool         `json:"matches" doc:"Whether the text still has that digest: of its characters in NFC with LF, without blanks at the ends of lines and around the whole."`
	At      source.Place `json:"-"`
}

// readApprovals reads the approvals that files of prompts state in their front matter.
func (d *Document) readApprovals(f *source.File) {
	n := f.Root.Get("approval")
	if len(d.Prompts) != 1 || !n.Get("sha256").IsString() {
		return
	}
	p := d.Prompts[0]
	p.Approved = &Approved{SHA256: n.Get("sha256").Field(), By: n.Get("approved_by").Field(), On: n.Get("approved_at", "approved_on").Field(), At: n.Place}
	sum := sha256.Sum256([]byte(normal(promptText(p))))
	p.Approved.Matches = strings.EqualFold(p.Approved.SHA256.V, hex.EncodeToString(sum[:]))
}
