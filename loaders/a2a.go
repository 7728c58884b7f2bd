package loaders

import (
	"path"
	"regexp"
	"strings"

	"github.com/pacheck/pacheck/loaders/facts"
	"github.com/pacheck/pacheck/loaders/source"
)

// a2aLoader reads the cards by which agents of the A2A protocol present themselves.
var a2aLoader = Loader{
	Name:    "a2a-agent-card",
	Doc:     "Agent cards of the [A2A protocol](https://a2a-protocol.org), of version 0.2, 0.3 and 1.0.",
	Family:  "Agents",
	Dialect: "a2a",
	Globs: []string{
		"**/.well-known/agent-card.json", "**/.well-known/agent.json", "**/agent-card.json", "**/agent_card.json",
		"**/*.agent-card.json", "**/*.agent_card.json", "**/*.a2a-card.json",
	},
	Weak:   []string{"**/*.json"},
	Hints:  []string{`"capabilities"`},
	Marks:  regexp.MustCompile(`"(?:supportedInterfaces|defaultInputModes|preferredTransport)"\s*:`),
	Can:    []string{"description", "card"},
	Claims: isAgentCard,
	Load: func(f *source.File) (*Document, error) {
		return &Document{Agents: []*Agent{cardAgent(f.Root)}}, nil
	},
}

// isAgentCard asks a file that is named like a card for less than any other.
func isAgentCard(n *source.Node) bool {
	if !n.Get("name").IsString() || n.Has("openapi") || n.Has("schema_version") {
		return false
	}
	reachable := n.Get("url").IsString() || n.Get("supportedInterfaces").IsList()
	skills, capabilities := n.Get("skills").IsList(), n.Get("capabilities").IsMap()
	if n.File != nil && strings.HasSuffix(path.Base(n.File.Path), "card.json") {
		return skills || capabilities || n.Get("supportedInterfaces").IsList()
	}
	return reachable && skills && capabilities && n.Get("description").IsString()
}

func cardAgent(n *source.Node) *Agent {
	a := &Agent{
		Entity:      Entity{Name: n.Get("name").Field(), At: n.Place, Evidence: "skills, capabilities and an address"},
		Description: n.Get("description").Field(),
		Tools:       Tools{Mode: "unknown"},
		Card:        readCard(n),
	}
	return a
}

func readCard(n *source.Node) *Card {
	capabilities := n.Get("capabilities")
	card := &Card{
		Version:    n.Get("version").Field(),
		Protocol:   n.Get("protocolVersion").Field(),
		Provider:   textOr(n.Get("provider"), "organization"),
		Interfaces: cardInterfaces(n),
		Schemes:    cardSchemes(n.Get("securitySchemes")),
		Security:   cardSecurity(n.Get("securityRequirements", "security")),
		Public:     n.Get("public").Flag(),
		Signed:     n.Get("signatures").IsList() && len(n.Get("signatures").Items) > 0,
		Skills:     cardSkills(n.Get("skills")),
		Streaming:  capabilities.Get("streaming").Flag(),
		Push:       capabilities.Get("pushNotifications").Flag(),
		At:         n.Place,
	}
	if !card.Protocol.Set {
		card.Protocol = n.At("supportedInterfaces", 0, "protocolVersion").Field()
	}
	return card
}

// cardInterfaces are the addresses of a card, the preferred one first.
func cardInterfaces(n *source.Node) []Interface {
	var found []Interface
	if url := n.Get("url"); url.IsString() {
		found = append(found, cardInterface(url, n.Get("preferredTransport"), url.Place))
	}
	for _, key := range []string{"supportedInterfaces", "additionalInterfaces"} {
		for _, item := range itemsOf(n.Get(key)) {
			if item.IsMap() {
				found = append(found, cardInterface(item.Get("url"), item.Get("protocolBinding", "transport"), item.Place))
			}
		}
	}
	return found
}

func cardInterface(url, transport *source.Node, at source.Place) Interface {
	return Interface{URL: url.Field(), Endpoint: facts.ParseURL(url.Field()), Transport: transport.Field(), At: at}
}

// schemeTypes are the names of security schemes in A2A 1.0, which are keys, as OpenAPI names them.
var schemeTypes = map[string]string{
	"apiKeySecurityScheme":        "apiKey",
	"httpAuthSecurityScheme":      "http",
	"oauth2SecurityScheme":        "oauth2",
	"openIdConnectSecurityScheme": "openIdConnect",
	"mtlsSecurityScheme":          "mutualTLS",
}

func cardSchemes(n *source.Node) []Scheme {
	var schemes []Scheme
	for _, p := range entriesOf(n) {
		s := Scheme{Name: p.Key.Value, Type: p.Value.Get("type").Text(), In: p.Value.Get("in", "location").Text(), At: entryPlace(p)}
		for _, inner := range entriesOf(p.Value) {
			if t := schemeTypes[inner.Key.Value]; t != "" {
				s.Type, s.In = t, inner.Value.Get("in", "location").Text()
			}
		}
		schemes = append(schemes, s)
	}
	return schemes
}

// cardSecurity says whether a card demands one of its schemes. A requirement that names no scheme
// makes all others optional.
func cardSecurity(n *source.Node) source.Flag {
	if !n.IsList() {
		return source.Flag{}
	}
	required := len(n.Items) > 0
	for _, item := range n.Items {
		names := item
		if schemes := item.Get("schemes"); schemes != nil {
			names = schemes
		}
		required = required && names.IsMap() && len(names.Pairs) > 0
	}
	return source.Say(required, n.Place)
}

func cardSkills(n *source.Node) []CardSkill {
	var skills []CardSkill
	for _, item := range itemsOf(n) {
		if !item.IsMap() {
			continue
		}
		skills = append(skills, CardSkill{
			ID:          item.Get("id").Field(),
			Name:        item.Get("name").Field(),
			Description: item.Get("description").Field(),
			Tags:        item.Get("tags").Texts(),
			Examples:    item.Get("examples").Texts(),
			At:          item.Place,
		})
	}
	return skills
}
