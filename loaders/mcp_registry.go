package loaders

import (
	"cmp"
	"regexp"
	"slices"
	"strings"

	"github.com/pacheck/pacheck/loaders/facts"
	"github.com/pacheck/pacheck/loaders/source"
)

// packagedCan is what descriptions of packaged servers are able to state.
var packagedCan = []string{"description", "transport", "command", "args", "launch", "url", "env", "headers"}

// registryLoader reads what a server says of itself to the MCP registry.
var registryLoader = Loader{
	Name:    "mcp-registry",
	Doc:     "Entries of the [MCP registry](https://github.com/modelcontextprotocol/registry): a `server.json` with packages and remotes. Each way to start or reach the server is one entry of servers.",
	Family:  "MCP servers",
	Dialect: "mcp-registry",
	Weak:    []string{"**/server.json", "**/*.server.json", "**/mcp.json", "**/*-server.json"},
	Hints:   []string{"modelcontextprotocol", `"packages"`, `"remotes"`},
	Marks:   regexp.MustCompile(`static\.modelcontextprotocol\.io/schemas/`),
	Can:     packagedCan,
	Claims:  claimsRegistry,
	Load: func(f *source.File) (*Document, error) {
		n, doc := f.Root, &Document{}
		if inner := n.Get("server"); inner.Has("name") && n.Has("_meta") {
			n = inner
		}
		for _, p := range itemsOf(n.Get("packages")) {
			doc.Servers = append(doc.Servers, packagedServer(n, p))
		}
		for _, r := range itemsOf(n.Get("remotes")) {
			doc.Servers = append(doc.Servers, remoteServer(n, r))
		}
		if len(doc.Servers) == 0 {
			doc.Servers = append(doc.Servers, registered(n, n))
		}
		return doc, nil
	},
}

// registryName is the reverse name of a domain, a slash and a name.
var registryName = regexp.MustCompile(`^[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+/[A-Za-z0-9._-]+$`)

// claimsRegistry wants the schema of the registry, or a reverse domain name with packages or remotes. An
// entry may be wrapped together with what the registry knows of it.
func claimsRegistry(n *source.Node) bool {
	if inner := n.Get("server"); inner.Has("name") && n.Has("_meta") {
		n = inner
	}
	schema := n.Get("$schema").Text()
	if strings.Contains(schema, "static.modelcontextprotocol.io/schemas/") && strings.Contains(schema, "server") {
		return n.Get("name").IsString()
	}
	lists := n.Get("packages").IsList() || n.Get("remotes").IsList()
	return registryName.MatchString(n.Get("name").Text()) && lists && n.Get("description").IsString()
}

// registered is a server of the registry without a word on how it is started.
func registered(n, at *source.Node) *Server {
	return &Server{
		Entity:      Entity{Name: n.Get("name").Field(), At: placeOf(at), Evidence: "the keys of the registry"},
		Description: n.Get("description").Field(),
		Transport:   "unknown",
	}
}

// remoteServer is a server that is reached at an address.
func remoteServer(n, remote *source.Node) *Server {
	s := registered(n, remote)
	s.setRemote(remote)
	s.judge()
	s.secretInputs(remote)
	return s
}

// setRemote states the address and the headers of a transport.
func (s *Server) setRemote(n *source.Node) {
	s.URL = n.Get("url").Field()
	s.Endpoint = facts.ParseURL(s.URL)
	s.Headers = append(s.Headers, inputPairs(n.Get("headers"))...)
	s.Transport = transport(n, s)
}

// inputPairs are inputs with names: variables and headers, each with its value or its default.
func inputPairs(n *source.Node) []Pair {
	var pairs []Pair
	for _, item := range itemsOf(n) {
		if name := item.Get("name"); name.IsString() {
			pairs = append(pairs, Pair{Key: name.Value, Value: item.Get("value", "default").Field(), At: name.Place})
		}
	}
	return pairs
}

// secretInputs notes that the server is given a secret, wherever an input says so.
func (s *Server) secretInputs(n *source.Node) {
	if secret, _ := n.Get("isSecret", "is_secret").Bool(); secret {
		s.Credential = true
	}
	for _, p := range entriesOf(n) {
		s.secretInputs(p.Value)
	}
	for _, item := range itemsOf(n) {
		s.secretInputs(item)
	}
}

// packagedServer is a server that is started from a package.
func packagedServer(n, p *source.Node) *Server {
	s := registered(n, p)
	s.Env = inputPairs(p.Get("environmentVariables", "environment_variables"))
	s.setRemote(p.Get("transport"))
	if s.Transport == "unknown" {
		s.Transport = "stdio"
	}
	s.Args = source.Say(inputArgs(p.Get("packageArguments", "package_arguments")), p.Place)
	s.judge()
	s.Launch = packageLaunch(p, s.Args.V)
	s.Args = source.Texts{}
	s.secretInputs(p)
	return s
}

// inputArgs are the arguments that have a value: options with their names, and positions.
func inputArgs(n *source.Node) []source.Text {
	args := []source.Text{}
	for _, item := range itemsOf(n) {
		if name := item.Get("name").Field(); name.Set && item.Get("type").Text() == "named" {
			args = append(args, name)
		}
		if value := item.Get("value", "default").Field(); value.Set {
			args = append(args, value)
		}
	}
	return args
}

// registryRunners are the programs that start a package of a kind where the entry does not name one.
var registryRunners = map[string]string{"npm": "npx", "pypi": "uvx", "oci": "docker", "docker": "docker", "nuget": "dnx"}

// packageLaunch is how a package is started, as the registry means it to be.
func packageLaunch(p *source.Node, args []source.Text) *facts.Launch {
	kind := p.Get("registryType", "registry_type", "registry_name").Text()
	id := p.Get("identifier", "name").Field()
	if !id.Set {
		return nil
	}
	version := p.Get("version").Field()
	runner := source.Say(cmp.Or(p.Get("runtimeHint", "runtime_hint").Text(), registryRunners[kind]), id.At)
	argv := inputArgs(p.Get("runtimeArguments", "runtime_arguments"))
	switch {
	case kind == "oci" || kind == "docker":
		argv = slices.Insert(argv, 0, source.Say("run", id.At))
		argv = append(argv, versioned(id, ":", version, strings.Contains(afterSlash(id.V), ":") || strings.Contains(id.V, "@")))
	case kind == "npm":
		argv = append(argv, versioned(id, "@", version, false))
	case kind == "pypi" && runner.V == "uvx":
		argv = append(argv, versioned(id, "==", version, false))
	default:
		return statedPackage(p, kind, runner.V)
	}
	return facts.ParseLaunch(runner, source.Say(append(argv, args...), p.Place))
}

// afterSlash is the last part of an image's reference, where a colon parts the tag.
func afterSlash(ref string) string { return ref[strings.LastIndexByte(ref, '/')+1:] }

// versioned is a package with its version, unless it has one.
func versioned(id source.Text, sep string, version source.Text, has bool) source.Text {
	if !has && version.V != "" {
		id.V += sep + version.V
	}
	return id
}

// statedPackage is a package of which no command line is known.
func statedPackage(p *source.Node, kind, runner string) *facts.Launch {
	l := &facts.Launch{
		At: p.Place, Program: runner, Runner: runner, Ecosystem: kind, Package: p.Get("identifier", "name").Field(),
		Version: p.Get("version").Text(), Pin: facts.PinNone,
	}
	switch {
	case p.Get("fileSha256", "file_sha256").IsString():
		l.Pin = facts.PinDigest
	case exactVersion.MatchString(l.Version):
		l.Pin = facts.PinExact
	case strings.Contains(l.Version, "$"):
		l.Pin = facts.PinVariable
	case l.Version == "latest":
		l.Pin = facts.PinLatest
	case l.Version != "":
		l.Pin = facts.PinRange
	case strings.Contains(l.Package.V, "://"):
		l.Ecosystem, l.Pin = "url", facts.PinURL
	}
	return l
}
