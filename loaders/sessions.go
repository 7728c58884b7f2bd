package loaders

import (
	"maps"
	"slices"
	"strings"

	"github.com/pacheck/pacheck/loaders/source"
)

// Rival is a tool of another server that a session has beside a tool, under its name or nearly so.
type Rival struct {
	ID       string `json:"id" doc:"Its id."`
	Name     string `json:"name" doc:"Its name."`
	Server   string `json:"server" doc:"The name of the server that offers it."`
	Own      string `json:"own_server" doc:"The name of the server that offers the tool itself."`
	File     string `json:"file" doc:"The path of its file."`
	Host     string `json:"host" doc:"The host whose configuration has both servers; generic where that is not known."`
	Exact    bool   `json:"exact" doc:"Whether the names are equal; else they differ by one letter."`
	Likeness int    `json:"likeness" doc:"How many of a hundred words of the two descriptions are in both."`
	Index    int    `json:"index" doc:"Its index in tools."`
}

// maxRivals bounds how many rivals are listed for one tool.
const maxRivals = 4

// session is what one configuration of a host gives to a model at once.
type session struct {
	host    string
	servers []int            // indexes of servers
	tools   map[string][]int // indexes of tools by the name of the server
}

// compareSessions finds what the servers of one session have to do with each other: tools of the same name,
// and texts of one that name the tools of another. Tools and servers that it completes are replaced by
// copies.
func (d *Document) compareSessions() {
	all := d.sessions()
	for _, key := range slices.Sorted(maps.Keys(all)) {
		d.findRivals(all[key])
		d.findMentions(all[key])
	}
}

// sessions are the sessions in which there is more than one server, with the tools that are known.
func (d *Document) sessions() map[string]*session {
	all := map[string]*session{}
	for i, s := range d.Servers {
		if s.Reach == "" || s.Disabled.V {
			continue
		}
		if all[s.Reach] == nil {
			all[s.Reach] = &session{host: hostOf(s.Dialect), tools: map[string][]int{}}
		}
		all[s.Reach].servers = append(all[s.Reach].servers, i)
	}
	maps.DeleteFunc(all, func(_ string, s *session) bool { return len(s.servers) < 2 })
	if len(all) == 0 || len(d.Tools) == 0 {
		return nil
	}
	known, index := newOffers(d), map[*Tool]int{}
	for i, t := range d.Tools {
		index[t] = i
	}
	for _, s := range all {
		for _, i := range s.servers {
			server := d.Servers[i]
			if s.tools[server.Name.V] != nil {
				continue
			}
			for _, t := range known.of(server.Name.V) {
				if t.Kind == "function" && server.lets(t.Name.V) {
					s.tools[server.Name.V] = append(s.tools[server.Name.V], index[t])
				}
			}
		}
	}
	return all
}

// lets says whether the configuration lets a tool through.
func (s *Server) lets(tool string) bool {
	has := func(list source.Texts) bool {
		return slices.ContainsFunc(list.V, func(t source.Text) bool { return t.V == tool || t.V == "*" })
	}
	return (!s.Tools.Set || has(s.Tools)) && !has(s.ExcludedTools)
}

// offered is a tool of a session.
type offered struct {
	server string
	index  int
}

// findRivals notes for each tool of a session those of the servers before that have its name, or one that is
// a letter away, and are another definition.
func (d *Document) findRivals(s *session) {
	names := map[string][]offered{} // by name, and by name without one letter
	for _, server := range slices.Sorted(maps.Keys(s.tools)) {
		for _, i := range s.tools[server] {
			for _, key := range nearKeys(d.Tools[i].Name.V) {
				names[key] = append(names[key], offered{server, i})
			}
		}
	}
	for _, server := range slices.Sorted(maps.Keys(s.tools)) {
		for _, i := range s.tools[server] {
			d.rivals(s, offered{server, i}, names)
		}
	}
}

// nearKeys are a name, and what it is without each of its letters: two names of which one letter differs have
// one in common.
func nearKeys(name string) []string {
	const shortest, longest = 5, 64
	keys := []string{name}
	if len(name) >= shortest && len(name) <= longest {
		for i := range len(name) {
			keys = append(keys, name[:i]+"\x00"+name[i+1:], name[:i]+name[i+1:])
		}
	}
	return keys
}

// rivals notes the rivals of one tool: of two servers, the later by name has them.
func (d *Document) rivals(s *session, own offered, names map[string][]offered) {
	const most = 64 // of the tools under one key
	seen := map[int]bool{own.index: true}
	for _, key := range nearKeys(d.Tools[own.index].Name.V) {
		for _, other := range names[key][:min(len(names[key]), most)] {
			if other.server < own.server && !seen[other.index] {
				seen[other.index] = true
				d.rival(s.host, own, other)
			}
		}
	}
}

// rival notes that a tool has another one beside it.
func (d *Document) rival(host string, own, other offered) {
	t, u := d.Tools[own.index], d.Tools[other.index]
	known := slices.ContainsFunc(t.Rivals, func(r Rival) bool { return r.Index == other.index && r.Host == host })
	if len(t.Rivals) == maxRivals || known || sameTool(t, u) || len(t.Name.V)-len(u.Name.V) > 1 || len(u.Name.V)-len(t.Name.V) > 1 {
		return
	}
	whole := *t
	whole.Rivals = append(slices.Clone(t.Rivals), Rival{
		ID: u.ID, Name: u.Name.V, Server: other.server, Own: own.server, File: u.File, Host: host,
		Exact: t.Name.V == u.Name.V, Likeness: likeness(t.Description.V, u.Description.V), Index: other.index,
	})
	d.Tools[own.index] = &whole
}

// likeness is how many of a hundred words of two texts, each counted once, are in both.
func likeness(a, b string) int {
	x, y := wordSet(a), wordSet(b)
	both := 0
	for word := range x {
		if y[word] {
			both++
		}
	}
	if all := len(x) + len(y) - both; all > 0 {
		return 100 * both / all
	}
	return 0
}

func wordSet(text string) map[string]bool {
	set := map[string]bool{}
	for word := range strings.FieldsSeq(words(text)) {
		set[word] = true
	}
	return set
}
