package loaders

import (
	"path"
	"regexp"
	"strings"

	"github.com/pacheck/pacheck/loaders/source"
)

// m365AppLoader reads the manifests of Microsoft 365 apps that bring agents along.
var m365AppLoader = Loader{
	Name:    "m365-app",
	Doc:     "[App manifests of Microsoft 365](https://learn.microsoft.com/microsoft-365/extensibility/schema/) that bring agents or MCP servers along (`copilotAgents`, `agentConnectors`).",
	Family:  "Agents",
	Dialect: "m365",
	Weak:    []string{"**/*.json"},
	Hints:   []string{"copilotAgents", "copilotExtensions", "agentConnectors"},
	Marks:   regexp.MustCompile(`(?s)"manifestVersion".*"(?:copilotAgents|copilotExtensions|agentConnectors)"`),
	Can:     []string{"description", "version", "url"},
	Claims: func(n *source.Node) bool {
		return n.Get("manifestVersion").IsString() && n.Get("copilotAgents", "copilotExtensions", "agentConnectors") != nil
	},
	Load: func(f *source.File) (*Document, error) {
		n, doc := f.Root, &Document{}
		s := &Skill{
			Entity:      Entity{Name: textOr(n.Get("name"), "short", "full"), At: n.Place, Evidence: "manifestVersion and copilotAgents"},
			Kind:        "plugin",
			Description: textOr(n.Get("description"), "short", "full"),
			Version:     n.Get("version").Field(),
		}
		for _, agents := range []*source.Node{n.Get("copilotAgents"), n.Get("copilotExtensions")} {
			for _, item := range itemsOf(agents.Get("declarativeAgents", "declarativeCopilots")) {
				s.Refs = append(s.Refs, besideRef(f, Packages, item.Get("file").Field()))
			}
		}
		doc.Skills = append(doc.Skills, s)
		for _, item := range itemsOf(n.Get("agentConnectors")) {
			remote := item.At("toolSource", "remoteMcpServer")
			name := item.Get("id", "displayName")
			if !remote.IsMap() || !name.IsString() {
				continue
			}
			server := newServer(name.Value, name.Place, mapOf(remote, renamed(remote, "mcpServerUrl", "url"), renamed(item, "description", "description")), "m365")
			server.At = item.Place
			server.Credential = server.Credential || securedBy(remote.Get("authorization"))
			doc.addServer(server, "agentConnectors")
		}
		return doc, nil
	},
}

// besideRef is a reference to a file by its path relative to the one that refers.
func besideRef(f *source.File, rel string, to source.Text) Ref {
	ref := Ref{Rel: rel, To: to}
	if to.V != "" && !strings.Contains(to.V, "${{") && !strings.Contains(to.V, "://") {
		ref.Path = path.Join(path.Dir(f.Path), to.V)
	}
	return ref
}

// securedBy says whether a way of authentication is stated that is one.
func securedBy(n *source.Node) bool {
	kind := strings.ToLower(textOr(n, "type").V)
	return kind != "" && kind != "none"
}

// declarativeAgentLoader reads declarative agents of Microsoft 365 Copilot.
var declarativeAgentLoader = Loader{
	Name:    "m365-declarative-agent",
	Doc:     "[Declarative agents](https://learn.microsoft.com/microsoft-365-copilot/extensibility/declarative-agent-manifest-1.6) of Microsoft 365 Copilot, of version 1.0 to 1.7.",
	Family:  "Agents",
	Dialect: "m365",
	Globs:   []string{"**/declarativeAgent.json"},
	Weak:    []string{"**/*.json"},
	Hints:   []string{`"instructions"`},
	Marks:   regexp.MustCompile(`"\$schema"\s*:\s*"[^"]*/declarative-agent/v\d`),
	Can:     []string{"description", "tools", "code_execution", "sandbox", "delegation", "text"},
	Claims:  isDeclarativeAgent,
	Load: func(f *source.File) (*Document, error) {
		doc := &Document{}
		doc.addDeclarativeAgent(f)
		return doc, nil
	},
}

var (
	agentVersion = regexp.MustCompile(`^v1\.\d+$`)
	fileCall     = regexp.MustCompile(`^\$\[file\('([^']+)'\)\]$`)
)

func isDeclarativeAgent(n *source.Node) bool {
	if !n.Get("name").IsString() || !n.Get("instructions").IsString() {
		return false
	}
	if strings.Contains(n.Get("$schema").Text(), "/declarative-agent/v") {
		return true
	}
	return agentVersion.MatchString(n.Get("version").Text()) && n.Get("capabilities", "actions", "conversation_starters") != nil
}

func (d *Document) addDeclarativeAgent(f *source.File) {
	n := f.Root
	a := &Agent{
		Entity:      Entity{Name: n.Get("name").Field(), At: n.Place, Dialect: "m365", Evidence: "the schema of declarative agents"},
		Description: n.Get("description").Field(),
		Tools:       toolsGiven(n.Get("capabilities")),
	}
	for _, item := range itemsOf(n.Get("capabilities")) {
		a.addCapability(item)
	}
	for _, item := range itemsOf(n.Get("actions")) {
		a.give(item.Get("id").Field())
		a.Refs = append(a.Refs, besideRef(f, UsesTool, item.Get("file").Field()))
	}
	for _, item := range itemsOf(n.Get("worker_agents")) {
		a.handOver(textOr(item, "id", "file"), false)
		if file := item.Get("file").Field(); file.Set && !item.Has("id") {
			a.Refs[len(a.Refs)-1].Path = path.Join(path.Dir(f.Path), file.V)
		}
	}
	text := n.Get("instructions").Field()
	if call := fileCall.FindStringSubmatch(text.V); call != nil {
		a.Refs = append(a.Refs, besideRef(f, UsesPrompt, source.Say(call[1], text.At)))
		text = source.Text{}
	}
	d.addAgent(a, text, "")
}

// addCapability gives an agent what a capability lets it do. A search of the web without sites is one of
// the whole web.
func (a *Agent) addCapability(n *source.Node) {
	name := n.Get("name").Field()
	a.give(name)
	switch name.V {
	case "CodeInterpreter":
		a.runsCode("safe", name.At)
	case "WebSearch":
		a.Sandbox = &Sandbox{Network: source.Say("open", name.At), At: n.Place}
		if sites := n.Get("sites"); sites.IsList() && len(sites.Items) > 0 {
			a.Sandbox.Network = source.Say("allowlist", sites.Place)
			a.Sandbox.AllowHosts = source.Say([]source.Text{}, sites.Place)
			for _, site := range sites.Items {
				a.Sandbox.AllowHosts.V = append(a.Sandbox.AllowHosts.V, textOr(site, "url"))
			}
		}
	}
}

// apiPluginLoader reads the plugins that declarative agents call.
var apiPluginLoader = Loader{
	Name:    "m365-api-plugin",
	Doc:     "[Plugin manifests](https://learn.microsoft.com/microsoft-365-copilot/extensibility/plugin-manifest-2.4) of Microsoft 365 Copilot, version 2: functions, the interfaces and the MCP servers that they call.",
	Family:  "Tools",
	Dialect: "m365",
	Weak:    []string{"**/*.json"},
	Hints:   []string{`"runtimes"`},
	Marks:   regexp.MustCompile(`(?s)"schema_version"\s*:\s*"v2.*"runtimes"\s*:`),
	Can:     []string{"description", "input_schema", "url"},
	Claims: func(n *source.Node) bool {
		return strings.HasPrefix(n.Get("schema_version").Text(), "v2") && n.Get("runtimes").IsList() && n.Get("functions", "name_for_human", "namespace") != nil
	},
	Load: func(f *source.File) (*Document, error) {
		n, doc := f.Root, &Document{}
		s := &Skill{
			Entity:      Entity{Name: n.Get("name_for_human", "namespace").Field(), At: n.Place, Evidence: "functions and runtimes", Can: []string{"description"}},
			Kind:        "plugin",
			Description: n.Get("description_for_model", "description_for_human").Field(),
		}
		doc.Skills = append(doc.Skills, s)
		for _, item := range itemsOf(n.Get("functions")) {
			t := &Tool{Entity: Entity{Name: item.Get("name").Field(), At: item.Place}, Description: item.Get("description").Field()}
			doc.addFunction(t, item.Get("parameters"))
		}
		for _, item := range itemsOf(n.Get("runtimes")) {
			doc.addRuntime(f, s, item)
		}
		return doc, nil
	},
}

// addRuntime adds the server that a runtime reaches, or the reference to the interface that it calls.
func (d *Document) addRuntime(f *source.File, s *Skill, n *source.Node) {
	spec := n.Get("spec")
	url := spec.Get("url").Field()
	switch {
	case n.Get("type").Text() == "RemoteMCPServer" && url.Set:
		server := newServer("", n.Place, withoutKeys(spec, "mcp_tool_description"), "m365")
		server.Name = serverLabel(server, s.Name)
		server.At = n.Place
		server.Credential = server.Credential || securedBy(n.Get("auth"))
		server.Tools = n.Get("run_for_functions").Texts()
		d.addServer(server, "type: RemoteMCPServer")
		s.Refs = append(s.Refs, Ref{Rel: UsesServer, To: server.Name})
	case url.Set:
		s.Refs = append(s.Refs, besideRef(f, Imports, url))
	}
}
