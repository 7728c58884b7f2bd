package loaders

import (
	"cmp"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"
)

// Conflict is another definition of a server of the same name.
type Conflict struct {
	Kind  string `json:"kind" doc:"identity where it is another server, pin where it is another version of the same."`
	Is    string `json:"is" doc:"What the server is here."`
	Other string `json:"other" doc:"What it is there."`
	File  string `json:"file" doc:"The file of the other definition."`
	Weak  bool   `json:"weak" doc:"Whether one of both is a script of a shell, or an address without encryption."`
}

// clientDialects that are no configuration of a host, but descriptions of servers.
var describing = []string{"docker-mcp", "mcpb", "mcp-registry", "smithery", "glama", "generic", "mcp-server-card"}

// conflicts states for each server of the configurations of one folder how it differs from the first one
// of its name in another file.
func (l *linker) conflicts() {
	type key struct{ folder, name string }
	firsts := map[key]*Server{}
	for i, s := range l.doc.Servers {
		if s.Role != RoleRuntime && s.Role != RoleLocal || slices.Contains(describing, s.Dialect) || s.Disabled.V {
			continue
		}
		k := key{configured(s.File), s.Name.V}
		first := firsts[k]
		if first == nil {
			firsts[k] = s
			continue
		}
		if c := conflict(s, first); c != nil {
			whole := *s
			whole.Conflict = c
			l.doc.Servers[i] = &whole
		}
	}
}

// conflict is how a server differs from another of its name; nil where it does not, or where it is not
// known what one of them is.
func conflict(s, other *Server) *Conflict {
	if s.File == other.File {
		return nil
	}
	a, b := s.meant(), other.meant()
	c := &Conflict{Kind: "identity", Is: a + s.version(), Other: b + other.version(), File: other.File, Weak: s.weak() != other.weak()}
	switch {
	case a == "" || b == "" || a == b && c.Is == c.Other:
		return nil
	case a == b:
		c.Kind, c.Weak = "pin", false
	}
	return c
}

// meant is what a server is, seen through a bridge to a remote one.
func (s *Server) meant() string {
	if s.Launch != nil && (s.Launch.Package.V == "mcp-remote" || s.Launch.Package.V == "supergateway") {
		for _, arg := range s.Args.V {
			if strings.HasPrefix(arg.V, "http://") || strings.HasPrefix(arg.V, "https://") {
				return strings.TrimSuffix(arg.V, "/")
			}
		}
	}
	return strings.TrimSuffix(s.Identity, "/")
}

// version is the version of what a server is, with the sign before it.
func (s *Server) version() string {
	switch l := s.Launch; {
	case l == nil:
	case l.Version != "" && l.Package.V != "mcp-remote":
		return "@" + l.Version
	case l.Image != nil && cmp.Or(l.Image.Digest, l.Image.Tag) != "":
		return ":" + cmp.Or(l.Image.Digest, l.Image.Tag)
	}
	return ""
}

func (s *Server) weak() bool {
	return s.Launch != nil && s.Launch.Shell != nil || strings.HasPrefix(strings.ToLower(s.URL.V), "http://")
}

// twins notes files whose paths are the same but for case or the form of letters: one system has one of
// them, another both.
func (l *linker) twins() {
	firsts := map[string]*File{}
	for i, f := range l.doc.Files {
		if f.Role != RoleRuntime && f.Role != RoleLocal {
			continue
		}
		key := strings.ToLower(norm.NFC.String(f.Path))
		first := firsts[key]
		if first == nil {
			firsts[key] = f
			continue
		}
		if first.Path != f.Path {
			whole := *f
			whole.Notes = append(slices.Clone(f.Notes), Note{Kind: "twin", Text: first.Path, At: f.At})
			l.doc.Files[i] = &whole
		}
	}
}
