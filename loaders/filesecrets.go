package loaders

import (
	"strings"

	"github.com/pacheck/pacheck/loaders/facts"
	"github.com/pacheck/pacheck/loaders/source"
)

// FileSecret is a credential that stands in a file.
type FileSecret struct {
	facts.Secret
	Server bool `json:"server" doc:"Whether it stands in the configuration of an MCP server, among whose secrets it is listed, too."`
}

// findSecrets finds the credentials in the text of a file as it is written, and those that show only once
// the escapes of a string are read. Those of servers are marked.
func (d *Document) findSecrets(f *source.File) []FileSecret {
	if f.Text == "" {
		return nil
	}
	secrets := facts.FindSecrets(source.Say(f.Text, source.Place{File: f, End: len(f.Text)}))
	if f.Syntax != source.Plain && strings.Contains(f.Text, `\`) {
		for _, n := range documentsOf(f) {
			secrets = escapedSecrets(secrets, n, 0)
		}
	}
	found := make([]FileSecret, 0, len(secrets))
	for _, s := range secrets {
		found = append(found, FileSecret{Secret: s, Server: d.isServerSecret(s.At)})
	}
	return found
}

// escapedSecrets adds the credentials in strings below n that are written with escapes.
func escapedSecrets(found []facts.Secret, n *source.Node, depth int) []facts.Secret {
	const maxDepth = 100 // deeper trees are not parsed, apart from YAML aliases
	if n == nil || depth > maxDepth {
		return found
	}
	if n.IsString() && strings.Contains(n.Raw(), `\`) {
		for _, s := range facts.FindSecrets(n.Field()) {
			if !overlapsSecret(found, s.At) {
				found = append(found, s)
			}
		}
	}
	for _, item := range n.Items {
		found = escapedSecrets(found, item, depth+1)
	}
	for _, p := range n.Pairs {
		found = escapedSecrets(found, p.Value, depth+1)
	}
	return found
}

func overlapsSecret(found []facts.Secret, at source.Place) bool {
	for _, s := range found {
		if s.At.File == at.File && s.At.Start < at.End && at.Start < s.At.End {
			return true
		}
	}
	return false
}

// isServerSecret says whether a place lies in what is known as a secret of a server.
func (d *Document) isServerSecret(at source.Place) bool {
	for _, s := range d.Servers {
		for _, known := range s.Secrets {
			if within(at, known.At) {
				return true
			}
		}
	}
	return false
}
