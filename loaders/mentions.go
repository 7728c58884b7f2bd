package loaders

import (
	"maps"
	"reflect"
	"slices"

	"github.com/pacheck/pacheck/loaders/facts"
	"github.com/pacheck/pacheck/loaders/source"
)

// Mention is a place where a text of one server names a tool that only another server of the session has.
type Mention struct {
	Server    string       `json:"server" doc:"The name of the server that offers the tool that is named."`
	Own       string       `json:"own_server" doc:"The name of the server whose text it is."`
	Name      string       `json:"name" doc:"The name of that tool."`
	Directive string       `json:"directive,omitempty" doc:"The word in the same sentence that makes it an order: must, always, instead of, before, also, ...; absent where there is none."`
	Excerpt   string       `json:"excerpt" doc:"The sentence, shortened."`
	At        source.Place `json:"-"`
}

// maxMentions bounds how many mentions are listed for one tool or server.
const maxMentions = 20

// mentionFinder finds the tools of a session in the texts of its servers.
type mentionFinder struct {
	doc    *Document
	names  *facts.ToolNames
	owners map[string]string // the first server that offers a tool, by the name of the tool
}

// findMentions notes where the texts of a server, and of its tools, name a tool that another server of the
// session has and it has not.
func (d *Document) findMentions(s *session) {
	f := mentionFinder{doc: d, owners: map[string]string{}}
	offered := map[string]map[string]bool{}
	for _, server := range slices.Sorted(maps.Keys(s.tools)) {
		offered[server] = map[string]bool{}
		for _, i := range s.tools[server] {
			name := d.Tools[i].Name.V
			offered[server][name] = true
			if f.owners[name] == "" {
				f.owners[name] = server
			}
		}
	}
	f.names = facts.NewToolNames(slices.Collect(maps.Keys(f.owners)))
	for server, own := range offered {
		for _, i := range s.tools[server] {
			t := *d.Tools[i]
			if t.Mentions = f.in(&t, t.Mentions, server, own); len(t.Mentions) > 0 {
				d.Tools[i] = &t
			}
		}
	}
	for _, i := range s.servers {
		v := *d.Servers[i]
		if v.Mentions = f.in(&v, v.Mentions, v.Name.V, offered[v.Name.V]); len(v.Mentions) > 0 {
			d.Servers[i] = &v
		}
	}
}

// in adds the mentions in the texts of an entity, of a server that offers some tools itself.
func (f *mentionFinder) in(entity any, found []Mention, server string, own map[string]bool) []Mention {
	found = slices.Clip(found)
	surfaces(reflect.ValueOf(entity), func(_ string, t source.Text) {
		for _, m := range f.names.In(t) {
			known := slices.ContainsFunc(found, func(k Mention) bool { return k.At == m.At && k.Own == server })
			if own[m.Name] || known || len(found) == maxMentions {
				continue
			}
			found = append(found, Mention{
				Server: f.owners[m.Name], Own: server, Name: m.Name, Directive: m.Directive, Excerpt: m.Excerpt, At: m.At,
			})
		}
	})
	return found
}
