package loaders

import (
	"strings"

	"github.com/pacheck/pacheck/loaders/source"
)

// agentcoreLoader reads what the starter toolkit of AgentCore deploys.
var agentcoreLoader = Loader{
	Name:    "bedrock-agentcore",
	Doc:     "Deployments of the [AgentCore starter toolkit](https://aws.github.io/bedrock-agentcore-starter-toolkit/) (`.bedrock_agentcore.yaml`).",
	Family:  "Agents",
	Dialect: "bedrock",
	Globs:   []string{"**/.bedrock_agentcore.yaml"},
	Can:     []string{"sandbox", "memory", "values"},
	Claims:  func(n *source.Node) bool { return n.Get("agents").IsMap() },
	Load: func(f *source.File) (*Document, error) {
		doc := &Document{}
		for _, p := range entriesOf(f.Root.Get("agents")) {
			n := p.Value
			a := &Agent{Entity: Entity{Name: p.Key.Field(), At: entryPlace(p), Dialect: "bedrock", Evidence: "agents"}, Memory: n.At("memory", "mode").Field()}
			a.Sandbox = networkSandbox(n.At("aws", "network_configuration", "network_mode"))
			doc.addAgent(a, source.Text{}, "")
			doc.Settings = append(doc.Settings, &Setting{Entity: Entity{Name: p.Key.Field(), At: n.Place}, Values: settingValues(n)})
		}
		return doc, nil
	},
}

// networkSandbox is what the mode of the network says: public is open; in a private network, its rules
// decide, which stand elsewhere.
func networkSandbox(mode *source.Node) *Sandbox {
	if !mode.IsString() {
		return nil
	}
	s := &Sandbox{Mode: mode.Field(), At: mode.Place}
	switch strings.ToUpper(mode.Value) {
	case "PUBLIC":
		s.Network = source.Say("open", mode.Place)
	case "SANDBOX":
		s.Network = source.Say("none", mode.Place)
	}
	return s
}

// addRuntimeResource adds an agent that AgentCore hosts. What it may use is code.
func (d *Document) addRuntimeResource(p source.Pair, n *source.Node) {
	a := &Agent{
		Entity:      Entity{Name: resourceName(p, "AgentRuntimeName"), At: entryPlace(p), Dialect: "bedrock", Evidence: "AWS::BedrockAgentCore::Runtime"},
		Description: n.Get("Description").Field(),
		Sandbox:     networkSandbox(n.At("NetworkConfiguration", "NetworkMode")),
	}
	if image := n.At("AgentRuntimeArtifact", "ContainerConfiguration", "ContainerUri").Field(); image.Set {
		if a.Sandbox == nil {
			a.Sandbox = &Sandbox{At: image.At}
		}
		a.Sandbox.Image = image
	}
	d.setEnvironment(a.Name, "bedrock", n.Get("EnvironmentVariables"))
	d.addAgent(a, source.Text{}, "")
}

// addGatewayTarget adds the tools that a gateway offers for a function, or the server that it passes
// calls on to.
func (d *Document) addGatewayTarget(p source.Pair, n *source.Node) {
	target := n.At("TargetConfiguration", "Mcp")
	for _, item := range itemsOf(target.At("Lambda", "ToolSchema", "InlinePayload")) {
		t := &Tool{Entity: Entity{Name: item.Get("Name").Field(), At: item.Place, Evidence: "InlinePayload"}, Description: item.Get("Description").Field()}
		d.addFunction(t, lowerKeys(item.Get("InputSchema"), true))
	}
	if url := target.At("McpServer", "Endpoint"); url.IsString() {
		s := newServer("", p.Key.Place, renamed(target.Get("McpServer"), "Endpoint", "url"), "bedrock")
		s.Name, s.At = resourceName(p, "Name"), entryPlace(p)
		s.Description, s.Credential = n.Get("Description").Field(), s.Credential || n.Get("CredentialProviderConfigurations").IsList()
		d.addServer(s, "AWS::BedrockAgentCore::GatewayTarget")
	}
}
