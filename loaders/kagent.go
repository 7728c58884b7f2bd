package loaders

import (
	"regexp"
	"slices"
	"strings"

	"github.com/pacheck/pacheck/loaders/facts"
	"github.com/pacheck/pacheck/loaders/source"
)

// kagentLoader reads the custom resources of kagent.
var kagentLoader = Loader{
	Name:    "kagent",
	Doc:     "Custom resources of [kagent](https://kagent.dev) for Kubernetes: agents, models and MCP servers, of v1alpha1 to v1alpha3.",
	Family:  "Agents",
	Dialect: "kagent",
	Weak:    []string{"**/*.yaml", "**/*.yml"},
	Hints:   []string{"kagent.dev/"},
	Marks:   regexp.MustCompile(`(?m)^\s*apiVersion:\s*["']?kagent\.dev/v\d`),
	Can: []string{
		"description", "model", "tools", "delegation", "sandbox", "memory", "skills", "approval", "env", "command", "url", "headers", "values", "tls_off",
	},
	Claims: isKagent,
	Load: func(f *source.File) (*Document, error) {
		doc := &Document{}
		for _, n := range documentsOf(f) {
			if isKagent(n) {
				doc.addKagent(n)
			}
		}
		for _, a := range doc.Agents {
			doc.resolveModel(a)
		}
		return doc, nil
	},
}

// kagentKinds are the kinds of resources of kagent.
var kagentKinds = []string{
	"Agent", "SandboxAgent", "AgentTemplate", "AgentHarness", "Harness", "ModelConfig", "ModelProviderConfig", "ToolServer", "RemoteMCPServer",
	"MCPServer", "Memory",
}

func isKagent(n *source.Node) bool {
	return strings.HasPrefix(n.Get("apiVersion").Text(), "kagent.dev/") && slices.Contains(kagentKinds, n.Get("kind").Text())
}

func (d *Document) addKagent(n *source.Node) {
	name, spec := n.At("metadata", "name").Field(), n.Get("spec")
	switch kind := n.Get("kind").Text(); kind {
	case "ModelConfig":
		m := &Model{Entity: Entity{Name: name, At: n.Place, Can: []string{"model_id"}}, Model: spec.Get("model").Field()}
		d.Models = append(d.Models, m)
		d.addKagentSetting(name, n)
	case "ModelProviderConfig", "Memory":
		d.addKagentSetting(name, n)
	case "ToolServer", "RemoteMCPServer", "MCPServer":
		s := newServer(name.V, name.At, kagentServer(spec), "kagent")
		s.At = n.Place
		s.TLSOff = append(s.TLSOff, kagentTLS(spec)...)
		d.addServer(s, "kind: "+kind)
	default:
		d.addKagentAgent(name, n)
	}
}

// addKagentSetting adds what a resource states as the settings of the host.
func (d *Document) addKagentSetting(name source.Text, n *source.Node) {
	spec := n.Get("spec")
	d.Settings = append(d.Settings, &Setting{
		Entity: Entity{Name: name, At: n.Place, Evidence: "kind: " + n.Get("kind").Text()},
		Model:  spec.Get("model").Field(),
		TLSOff: kagentTLS(spec),
		Values: settingValues(spec),
	})
}

// kagentTLS is the switch that turns the check of certificates off.
func kagentTLS(spec *source.Node) []facts.EnvFact {
	off := spec.At("tls", "disableVerify")
	if yes, _ := off.Bool(); !yes || onlyLoopback(spec) {
		return nil
	}
	return []facts.EnvFact{{At: off.Place, Key: "tls.disableVerify", Value: off.Value, Why: "switches the check of certificates off"}}
}

// kagentServer is the specification of a server as other hosts write it.
func kagentServer(spec *source.Node) *source.Node {
	config := spec.Get("config")
	for _, key := range []string{"stdio", "sse", "streamableHttp"} {
		if inner := config.Get(key); inner.IsMap() {
			return mapOf(inner, renamed(spec, "description", "description"))
		}
	}
	deployment := spec.Get("deployment")
	headers := &source.Node{Place: placeOf(spec), Kind: source.Map}
	for _, item := range itemsOf(spec.Get("headersFrom")) {
		if key := item.Get("name"); key.IsString() {
			headers.Pairs = append(headers.Pairs, source.Pair{Key: key, Value: valueOr(item.Get("value"), key)})
		}
	}
	return mapOf(
		withoutKeys(spec, "deployment", "headersFrom", "tools"), renamed(spec, "protocol", "transport"), renamed(spec, "transportType", "transport"),
		renamed(deployment, "cmd", "command"), renamed(deployment, "args", "args"), renamed(deployment, "env", "env"),
		renamed(&source.Node{Kind: source.Map, Pairs: []source.Pair{{Key: &source.Node{Value: "headers"}, Value: headers}}}, "headers", "headers"),
	)
}

func (d *Document) addKagentAgent(name source.Text, n *source.Node) {
	spec := n.Get("spec")
	inner := spec
	if declarative := spec.Get("declarative"); declarative.IsMap() {
		inner = declarative
	}
	a := &Agent{
		Entity:      Entity{Name: name, At: n.Place, Dialect: "kagent", Evidence: "apiVersion and kind"},
		Description: spec.Get("description").Field(),
		Tools:       toolsGiven(inner.Get("tools")),
		Sandbox:     kagentSandbox(n),
		Memory:      kagentMemory(inner),
		Skills:      spec.At("skills", "refs").Texts(),
		Governance:  readGovernance(n.At("metadata", "annotations")),
	}
	if spec.Get("type").Text() == "BYO" {
		a.Tools.Mode = "unknown"
	}
	if model := inner.Get("modelConfig").Field(); model.Set {
		a.Refs = append(a.Refs, Ref{Rel: UsesModel, To: model})
	}
	for _, tool := range itemsOf(inner.Get("tools")) {
		a.giveKagentTool(tool)
	}
	for _, deployment := range []*source.Node{spec.Get("byo"), spec.At("byo", "deployment"), inner.Get("deployment")} {
		d.setEnvironment(name, "kagent", deployment.Get("env"))
	}
	if from := inner.At("systemMessageFrom", "name").Field(); from.Set {
		a.Refs = append(a.Refs, Ref{Rel: UsesPrompt, To: from})
	}
	d.addAgent(a, inner.Get("systemMessage").Field(), "")
}

// giveKagentTool gives the tools of a server, or another agent to hand over to.
func (a *Agent) giveKagentTool(n *source.Node) {
	if to := n.Get("agent"); to != nil {
		name := textOr(to, "name", "ref")
		name.V = name.V[strings.LastIndexByte(name.V, '/')+1:]
		a.handOver(name, false)
		return
	}
	if builtin := n.At("builtin", "name").Field(); builtin.Set {
		a.give(builtin)
	}
	server := n.Get("mcpServer")
	a.giveServer(server.Get("name", "toolServer").Field(), server.Get("toolNames").Texts())
	approval := server.Get("requireApproval")
	for _, tool := range approval.Texts().V {
		a.approve(tool.V, source.Say("always", tool.At), tool.At)
	}
	for _, tool := range server.Get("toolNames").Texts().V {
		stated := slices.ContainsFunc(approval.Texts().V, func(t source.Text) bool { return t.V == tool.V })
		if approval.IsList() && !stated {
			a.approve(tool.V, source.Say("never", approval.Place), tool.At)
		}
	}
}

// kagentSandbox is the isolation that the kind of an agent brings, and the image of one that is brought
// along.
func kagentSandbox(n *source.Node) *Sandbox {
	spec := n.Get("spec")
	network := spec.At("sandbox", "network")
	image := spec.Get("byo").Get("image").Field()
	if !image.Set {
		image = spec.At("byo", "deployment", "image").Field()
	}
	enabled := source.Flag{}
	if kind := n.Get("kind"); kind.Text() == "SandboxAgent" {
		enabled = source.Say(true, kind.Place)
	}
	if !enabled.Set && !image.Set && network == nil {
		return nil
	}
	s := &Sandbox{Enabled: enabled, Image: image, AllowHosts: network.Get("allowedDomains", "allowed").Texts(), At: n.Place}
	if s.AllowHosts.Set {
		s.Network = source.Say("allowlist", s.AllowHosts.At)
	}
	return s
}

// kagentMemory is the kind of memory that an agent is given; a list names resources.
func kagentMemory(n *source.Node) source.Text {
	memory := n.Get("memory")
	if memory.IsMap() {
		return source.Say("persistent", memory.Place)
	}
	return firstText(memory)
}

// resolveModel states the model of an agent whose configuration stands in the same file.
func (d *Document) resolveModel(a *Agent) {
	for _, ref := range a.Refs {
		for _, m := range d.Models {
			if ref.Rel == UsesModel && m.Name.V == ref.To.V && !a.Model.Set {
				a.Model = m.Model
			}
		}
	}
}
