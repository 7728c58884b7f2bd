package loaders

import (
	"regexp"
	"strings"

	"github.com/pacheck/pacheck/loaders/facts"
	"github.com/pacheck/pacheck/loaders/source"
)

// bundleLoader reads the manifests of MCP bundles.
var bundleLoader = Loader{
	Name:    "mcp-bundle",
	Doc:     "Manifests of [MCP bundles](https://github.com/modelcontextprotocol/mcpb) (`manifest.json` of `.mcpb` and `.dxt` files): the server, its command, and the tools and prompts that it names.",
	Family:  "MCP servers",
	Dialect: "mcpb",
	Weak:    []string{"**/*manifest*.json"},
	Hints:   []string{`"server"`},
	Marks:   regexp.MustCompile(`(?s)"(?:manifest|dxt)_version"\s*:.*"mcp_config"\s*:`),
	Can:     append([]string{"tools"}, packagedCan...),
	Claims:  claimsBundle,
	Load: func(f *source.File) (*Document, error) {
		n, doc := f.Root, &Document{}
		s := bundleServer(n)
		doc.addServer(s, "manifest_version and server.type")
		for _, item := range itemsOf(n.Get("tools")) {
			if item.Get("name").IsString() {
				doc.Tools = append(doc.Tools, namedTool(item, s.Name))
			}
		}
		for _, item := range itemsOf(n.Get("prompts")) {
			if item.Get("name").IsString() && item.Get("text").IsString() {
				doc.Prompts = append(doc.Prompts, bundlePrompt(item))
			}
		}
		return doc, nil
	},
}

// bundleTypes are the kinds of servers in bundles.
var bundleTypes = map[string]bool{"node": true, "python": true, "binary": true, "uv": true}

// claimsBundle tells bundles from extensions of browsers, which have no server, and from apps of Teams.
func claimsBundle(n *source.Node) bool {
	version := n.Get("manifest_version", "dxt_version")
	return version.Text() != "" && n.Get("name").IsString() && bundleTypes[n.At("server", "type").Text()]
}

// bundleServer is the server of a bundle. Without a command of its own the entry point is run.
func bundleServer(n *source.Node) *Server {
	config := n.At("server", "mcp_config")
	if !config.IsMap() {
		config = &source.Node{Kind: source.Map, Place: placeOf(n.Get("server"))}
	}
	name := n.Get("name")
	s := newServer(name.Value, name.Place, config, "")
	s.At = n.Place
	s.Transport = "stdio"
	if description := n.Get("description").Field(); description.Set {
		s.Description = description
	}
	if s.Launch == nil {
		s.Launch = entryPoint(n.At("server", "type").Text(), n.At("server", "entry_point").Field())
	}
	for _, p := range entriesOf(n.Get("user_config")) {
		sensitive, _ := p.Value.Get("sensitive").Bool()
		s.Credential = s.Credential || sensitive
		if secret, ok := facts.LiteralSecret(p.Key.Value, p.Value.Get("default").Text()); ok && sensitive {
			s.addSecret("user_config."+p.Key.Value, secret, placeOf(p.Value.Get("default")))
		}
	}
	return s
}

// entryPoint is how the host starts a file of a bundle.
func entryPoint(kind string, file source.Text) *facts.Launch {
	if !file.Set {
		return nil
	}
	switch kind {
	case "node", "python":
		return facts.ParseLaunch(source.Say(kind, file.At), source.Say([]source.Text{file}, file.At))
	case "uv":
		args := []source.Text{source.Say("run", file.At), file}
		return facts.ParseLaunch(source.Say("uv", file.At), source.Say(args, file.At))
	}
	return facts.ParseLaunch(file, source.Texts{})
}

// namedTool is a tool of which only the name and the description are known.
func namedTool(n *source.Node, server source.Text) *Tool {
	t := &Tool{
		Entity:      Entity{Name: n.Get("name").Field(), At: n.Place, Can: []string{"description"}},
		Title:       n.Get("title").Field(),
		Description: n.Get("description").Field(),
		Kind:        "function",
		Server:      server,
	}
	t.Effects = facts.EffectsOf(t.Name.V, nil)
	t.Signals = facts.ToolSignals([]source.Text{t.Title, t.Description}, nil, nil)
	return t
}

// bundlePrompt is a prompt that a bundle offers; ${arguments.name} is filled in.
func bundlePrompt(n *source.Node) *Prompt {
	p := &Prompt{
		Entity:      Entity{Name: n.Get("name").Field(), At: n.Place, Can: []string{"description", "text", "variables"}},
		Kind:        "prompt",
		Description: n.Get("description").Field(),
		Text:        n.Get("text").Field(),
		Template:    dollar,
	}
	var declared []source.Text
	declared = append(declared, n.Get("arguments").Texts().V...)
	var used []Variable
	for _, name := range declared {
		const open = "${arguments."
		if i := strings.Index(p.Text.V, open+name.V+"}"); i >= 0 {
			used = append(used, Variable{Name: name.V, Used: true, At: p.Text.At.Sub(p.Text.V, i, i+len(open)+len(name.V)+1)})
		}
	}
	p.Variables = variables(declared, used)
	return p
}
