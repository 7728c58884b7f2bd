package loaders

import (
	"regexp"
	"slices"

	"github.com/pacheck/pacheck/loaders/facts"
	"github.com/pacheck/pacheck/loaders/source"
)

// catalogLoader reads the servers of Docker's MCP catalogue.
var catalogLoader = Loader{
	Name:    "docker-mcp-catalog",
	Doc:     "Servers of the [Docker MCP catalogue](https://github.com/docker/mcp-registry): `server.yaml` with image, volumes, secrets and environment, or the address of a remote server.",
	Family:  "MCP servers",
	Dialect: "docker-mcp",
	Weak:    []string{"**/server.yaml", "**/server.yml"},
	Hints:   []string{"type:"},
	Marks:   regexp.MustCompile(`(?ms)^image:.*^(?:about|meta|source):`),
	Can:     append([]string{"tools"}, packagedCan...),
	Claims:  claimsCatalog,
	Load: func(f *source.File) (*Document, error) {
		n, doc := f.Root, &Document{}
		for _, tool := range itemsOf(n.Get("tools")) {
			if !tool.Get("name").IsString() {
				continue
			}
			t := newTool(element{node: tool, shape: shapeLegacy})
			t.Server, t.Dialect, t.Evidence = n.Get("name").Field(), "", ""
			t.Can = toolCan
			doc.Tools = append(doc.Tools, t)
			if container := tool.Get("container"); container.IsMap() {
				s := catalogServer(n)
				s.At = tool.Place
				s.Launch = containerLaunch(container.Get("image"), container, nil)
				doc.addServer(s, "a tool in a container of its own")
			}
		}
		for _, t := range doc.Tools {
			t.readSignals(doc.Tools)
		}
		if len(doc.Servers) == 0 {
			doc.addServer(mainServer(n), "the keys of the catalogue")
		}
		return doc, nil
	},
}

// catalogTypes are the kinds of servers in the catalogue.
var catalogTypes = []string{"server", "remote", "poci"}

// claimsCatalog tells the catalogue from Kubernetes and from configurations of ordinary servers.
func claimsCatalog(n *source.Node) bool {
	if !n.Get("name").IsString() || !slices.Contains(catalogTypes, n.Get("type").Text()) || n.Has("apiVersion") {
		return false
	}
	started := n.Get("image").IsString() || n.At("remote", "url").IsString() || n.Get("tools").IsList()
	return started && (n.Has("about") || n.Has("meta") || n.Has("source"))
}

// catalogServer is what all kinds of servers in the catalogue have in common.
func catalogServer(n *source.Node) *Server {
	return &Server{
		Entity:      Entity{Name: n.Get("name").Field(), At: placeOf(n)},
		Description: n.At("about", "description").Field(),
		Transport:   "stdio",
		Env:         catalogEnv(n),
	}
}

// catalogEnv are the variables of a server: of its configuration, of its start, and those that carry a
// secret, which have no value.
func catalogEnv(n *source.Node) []Pair {
	env := inputPairs(n.At("config", "env"))
	env = append(env, pairsOf(n.At("run", "env"))...)
	for _, secret := range slices.Concat(itemsOf(n.At("config", "secrets")), itemsOf(n.Get("oauth"))) {
		if name := secret.Get("env"); name.IsString() {
			env = append(env, Pair{Key: name.Value, At: name.Place})
		}
	}
	return env
}

// mainServer is a server in one container, or at an address.
func mainServer(n *source.Node) *Server {
	s := catalogServer(n)
	if remote := n.Get("remote"); remote.IsMap() {
		s.URL = remote.Get("url").Field()
		s.Endpoint = facts.ParseURL(s.URL)
		s.Headers = pairsOf(remote.Get("headers"))
		s.Transport = transports[remoteWord(remote.Get("transport_type").Text())]
		if s.Transport == "" {
			s.Transport = urlTransport(s)
		}
	}
	s.judge()
	s.Credential = s.Credential || len(itemsOf(n.At("config", "secrets"))) > 0 || len(itemsOf(n.Get("oauth"))) > 0
	if image := n.Get("image"); image.IsString() {
		s.Launch = containerLaunch(image, n.Get("run"), s.Env)
	}
	return s
}

// containerLaunch is how the gateway starts a container.
func containerLaunch(image, run *source.Node, env []Pair) *facts.Launch {
	at := placeOf(image)
	args := []source.Text{source.Say("run", at)}
	option := func(name string, value source.Text) {
		args = append(args, source.Say(name, value.At), value)
	}
	for _, volume := range run.Get("volumes").Texts().V {
		option("-v", volume)
	}
	for _, p := range env {
		variable := p.Key
		if p.Value.Set {
			variable += "=" + p.Value.V
		}
		option("-e", source.Say(variable, p.At))
	}
	if user := run.Get("user").Field(); user.Set {
		option("--user", user)
	}
	if off := run.Get("disableNetwork"); off.Text() == "true" {
		option("--network", source.Say("none", off.Place))
	}
	args = append(args, image.Field())
	args = append(args, run.Get("command").Texts().V...)
	return facts.ParseLaunch(source.Say("docker", at), source.Say(args, at))
}
