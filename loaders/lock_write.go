package loaders

import (
	"bytes"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"gopkg.in/yaml.v3"

	"github.com/pacheck/pacheck/loaders/source"
)

// LockApproval says who approves what is new in a lock, and when.
type LockApproval struct {
	By string // may be empty
	On time.Time
}

// lockHead is what a reader of the file is told.
const lockHead = `What was approved, written by "pacheck lock". An entry says what a tool, a server, a skill or a prompt was
when it was reviewed; pacheck scan compares. Long texts stand here as digests. Do not edit the content.`

// WriteLock makes the lock of a repository whose contents were kept: of every tool, server and skill with
// the role runtime, and of the prompts that its lock has already, or whose files are among the paths or below them.
// Entries that are what they were keep their approval. The changes say what is other than before.
func WriteLock(d *Document, prompts []string, approval LockApproval) (text []byte, changes []string, err error) {
	before := map[string]*Lock{}
	for _, l := range d.Locks {
		before[l.Of] = l
	}
	now := map[string]*Lock{}
	d.entities(func(kind string, e *Entity, _ any) {
		old := before[e.ID]
		if e.Content == nil || e.Role != RoleRuntime || kind == "prompts" && old == nil && !below(prompts, e.File) {
			return
		}
		l := &Lock{Kind: kind, Name: strings.TrimPrefix(e.ID, kind+":"), Of: e.ID, Content: e.Content, SHA256: contentDigest(e.Content)}
		if old != nil {
			l.ApprovedBy, l.ApprovedOn, l.FirstParty = old.ApprovedBy, old.ApprovedOn, old.FirstParty
		}
		if old == nil || old.SHA256 != l.SHA256 {
			l.ApprovedBy = source.Text{V: approval.By, Set: approval.By != ""}
			l.ApprovedOn = source.Text{V: approval.On.UTC().Format(time.DateOnly), Set: true}
			changes = append(changes, change(old, l))
		}
		now[e.ID] = l
	})
	for _, l := range d.Locks {
		if now[l.Of] == nil {
			changes = append(changes, fmt.Sprintf("gone     %s %s", strings.TrimSuffix(l.Kind, "s"), l.Name))
		}
	}
	slices.Sort(changes)
	text, err = lockText(now)
	return text, changes, err
}

// below says whether a file is one of the paths, or lies in one.
func below(paths []string, file string) bool {
	return slices.ContainsFunc(paths, func(p string) bool { return p != "." && (p == file || strings.HasPrefix(file, p+"/")) })
}

// change says what is other than in the lock of before.
func change(old, l *Lock) string {
	thing := strings.TrimSuffix(l.Kind, "s") + " " + l.Name
	if old == nil {
		return "new      " + thing
	}
	var members []string
	for _, member := range slices.Sorted(maps.Keys(union(old.Content, l.Content))) {
		if old.Content[member] != l.Content[member] {
			members = append(members, member)
		}
	}
	return "changed  " + thing + ": " + strings.Join(members, ", ")
}

// lockText is a lock as YAML, sorted.
func lockText(locks map[string]*Lock) ([]byte, error) {
	root := &yaml.Node{Kind: yaml.MappingNode, HeadComment: lockHead}
	put(root, "version", &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!int", Value: "1"})
	for _, kind := range lockKinds {
		entries := &yaml.Node{Kind: yaml.MappingNode}
		for _, id := range slices.Sorted(maps.Keys(locks)) {
			if locks[id].Kind == kind {
				put(entries, locks[id].Name, locks[id].yaml())
			}
		}
		if len(entries.Content) > 0 {
			put(root, kind, entries)
		}
	}
	var b bytes.Buffer
	e := yaml.NewEncoder(&b)
	e.SetIndent(2)
	if err := e.Encode(root); err != nil {
		return nil, fmt.Errorf("writing the lock: %w", err)
	}
	return b.Bytes(), nil
}

// yaml is one entry.
func (l *Lock) yaml() *yaml.Node {
	n := &yaml.Node{Kind: yaml.MappingNode}
	putText := func(key string, t source.Text) {
		if t.Set {
			put(n, key, scalar(t.V))
		}
	}
	putText("approved_by", l.ApprovedBy)
	putText("approved_on", l.ApprovedOn)
	if l.FirstParty.V {
		put(n, "first_party", &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!bool", Value: "true"})
	}
	put(n, "sha256", scalar(l.SHA256))
	content := &yaml.Node{Kind: yaml.MappingNode}
	for _, member := range slices.Sorted(maps.Keys(l.Content)) {
		put(content, member, scalar(l.Content[member]))
	}
	put(n, "content", content)
	return n
}

func put(n *yaml.Node, key string, value *yaml.Node) {
	n.Content = append(n.Content, scalar(key), value)
}

func scalar(text string) *yaml.Node {
	n := &yaml.Node{}
	n.SetString(text)
	return n
}
