package loaders

import (
	"regexp"
	"strings"

	"github.com/pacheck/pacheck/loaders/source"
)

// bedrockLoader reads the agents of Amazon Bedrock in templates of CloudFormation and SAM.
var bedrockLoader = Loader{
	Name: "bedrock-cloudformation",
	Doc: "[Agents of Amazon Bedrock and AgentCore](https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/AWS_Bedrock.html) in CloudFormation and SAM templates: " +
		"agents, guardrails, prompts, runtimes, gateways and their tools.",
	Family:  "Agents",
	Dialect: "bedrock",
	Weak:    []string{"**/*.yaml", "**/*.yml", "**/*.json"},
	Hints:   []string{"AWS::Bedrock"},
	Marks:   regexp.MustCompile(`"?\bType"?\s*:\s*["']?AWS::Bedrock`),
	Can: []string{
		"description", "model", "tools", "code_execution", "delegation", "sandbox", "memory", "approval", "guardrails", "env", "values",
		"text", "input_schema", "url",
	},
	Claims: func(n *source.Node) bool {
		for _, p := range entriesOf(n.Get("Resources")) {
			if strings.HasPrefix(p.Value.Get("Type").Text(), "AWS::Bedrock") {
				return true
			}
		}
		return false
	},
	Load: func(f *source.File) (*Document, error) {
		doc := &Document{}
		for _, p := range entriesOf(f.Root.Get("Resources")) {
			doc.addResource(f.Root, p)
		}
		return doc, nil
	},
}

// addResource adds what a resource stands for; the kinds that hold no agent are left out.
func (d *Document) addResource(root *source.Node, p source.Pair) {
	n := p.Value.Get("Properties")
	switch p.Value.Get("Type").Text() {
	case "AWS::Bedrock::Agent":
		d.addBedrockAgent(root, p, n)
	case "AWS::Bedrock::Prompt":
		d.addBedrockPrompt(p, n)
	case "AWS::Bedrock::Guardrail", "AWS::BedrockAgentCore::BrowserCustom", "AWS::BedrockAgentCore::CodeInterpreterCustom", "AWS::BedrockAgentCore::Memory":
		d.Settings = append(d.Settings, &Setting{
			Entity: Entity{Name: resourceName(p, "Name"), At: entryPlace(p), Evidence: p.Value.Get("Type").Text()}, Values: settingValues(n),
		})
	case "AWS::BedrockAgentCore::Runtime":
		d.addRuntimeResource(p, n)
	case "AWS::BedrockAgentCore::Gateway":
		s := newServer("", p.Key.Place, &source.Node{Place: p.Value.Place, Kind: source.Map}, "bedrock")
		s.Name, s.At, s.Transport = resourceName(p, "Name"), entryPlace(p), "http"
		s.Description = n.Get("Description").Field()
		s.Credential = !strings.EqualFold(n.Get("AuthorizerType").Text(), "NONE")
		d.addServer(s, p.Value.Get("Type").Text())
	case "AWS::BedrockAgentCore::GatewayTarget":
		d.addGatewayTarget(p, n)
	}
}

// resourceName is a name that a resource states as plain text, else its key in the template.
func resourceName(p source.Pair, key string) source.Text {
	if name := p.Value.Get("Properties").Get(key); name.IsString() && name.Tag == "" && !strings.Contains(name.Value, "${") {
		return name.Field()
	}
	return p.Key.Field()
}

func (d *Document) addBedrockAgent(root *source.Node, p source.Pair, n *source.Node) {
	a := &Agent{
		Entity:      Entity{Name: resourceName(p, "AgentName"), At: entryPlace(p), Dialect: "bedrock", Evidence: "AWS::Bedrock::Agent"},
		Description: n.Get("Description").Field(),
		Model:       parameterOr(root, n.Get("FoundationModel")),
		Tools:       toolsGiven(n.Get("ActionGroups")),
	}
	if memory := n.Get("MemoryConfiguration"); memory.IsMap() {
		a.Memory = firstText(memory.Get("EnabledMemoryTypes"))
	}
	if guardrail := n.Get("GuardrailConfiguration"); guardrail.IsMap() {
		id := source.Say([]source.Text{source.Say(reference(guardrail.Get("GuardrailIdentifier")), guardrail.Place)}, guardrail.Place)
		a.Guardrails = &Guardrails{Input: id, Output: id, At: guardrail.Place}
	}
	for _, group := range itemsOf(n.Get("ActionGroups")) {
		d.addActionGroup(a, group)
	}
	for _, c := range itemsOf(n.Get("AgentCollaborators")) {
		a.handOver(c.Get("CollaboratorName").Field(), false)
	}
	d.addAgent(a, n.Get("Instruction").Field(), "")
	for _, o := range itemsOf(n.At("PromptOverrideConfiguration", "PromptConfigurations")) {
		d.instruct(a, o.Get("PromptType").Field(), o.Get("BasePromptTemplate").Field(), "")
	}
}

// reference is a plain text, or what an intrinsic function refers to.
func reference(n *source.Node) string {
	if n.IsMap() && len(n.Pairs) == 1 {
		v := n.Pairs[0].Value
		if v.IsList() {
			v = v.Index(0)
		}
		return v.Text()
	}
	return n.Text()
}

// parameterOr is a plain text, or what the parameter of the template that it refers to is by default;
// absent where that is not known.
func parameterOr(root, n *source.Node) source.Text {
	if n == nil || n.Tag != "!Ref" && !n.Has("Ref") {
		return plainOr(n)
	}
	return plainOr(root.At("Parameters", reference(n), "Default"))
}

// plainOr is a text that no function of the template makes; one with substitutions is as written.
func plainOr(n *source.Node) source.Text {
	if n == nil || n.Tag != "" && n.Tag != "!Sub" {
		return source.Text{}
	}
	return textOr(n, "Fn::Sub")
}

// addActionGroup gives an agent the functions of a group, or the group as a whole where an interface
// description defines them.
func (d *Document) addActionGroup(a *Agent, n *source.Node) {
	if n.Get("ActionGroupState").Text() == "DISABLED" {
		return
	}
	name, own := n.Get("ActionGroupName").Field(), n.Get("ParentActionGroupSignature").Field()
	functions := n.At("FunctionSchema", "Functions")
	switch {
	case own.V == "AMAZON.CodeInterpreter":
		a.runsCode("safe", own.At)
		a.give(own)
	case own.Set:
		a.give(own)
	case !functions.IsList():
		a.give(name)
	}
	for _, f := range itemsOf(functions) {
		t := &Tool{Entity: Entity{Name: f.Get("Name").Field(), At: f.Place, Evidence: "FunctionSchema"}, Description: f.Get("Description").Field()}
		d.addFunction(t, objectSchema(f.Place, lowerKeys(f.Get("Parameters"), false), nil))
		a.give(t.Name)
		if confirm := f.Get("RequireConfirmation"); confirm.IsString() {
			when := "never"
			if confirm.Value == "ENABLED" {
				when = "always"
			}
			a.approve(t.Name.V, source.Say(when, confirm.Place), confirm.Place)
		}
	}
}

// lowerKeys is a tree whose keys begin with a small letter, save, unless all is set, those at the top,
// which are names.
func lowerKeys(n *source.Node, all bool) *source.Node {
	if n == nil || n.Kind != source.Map && n.Kind != source.List {
		return n
	}
	c := *n
	c.Items, c.Pairs = nil, nil
	for _, item := range n.Items {
		c.Items = append(c.Items, lowerKeys(item, true))
	}
	for _, p := range n.Pairs {
		key := *p.Key
		if all && key.Value != "" {
			key.Value = strings.ToLower(key.Value[:1]) + key.Value[1:]
		}
		c.Pairs = append(c.Pairs, source.Pair{Key: &key, Value: lowerKeys(p.Value, key.Value != "properties" || !all)})
	}
	return &c
}

func (d *Document) addBedrockPrompt(p source.Pair, n *source.Node) {
	for _, v := range itemsOf(n.Get("Variants")) {
		text := v.At("TemplateConfiguration", "Text", "Text").Field()
		if !text.Set {
			continue
		}
		prompt := &Prompt{
			Entity:   Entity{Name: resourceName(p, "Name"), At: v.Place, Evidence: "AWS::Bedrock::Prompt", Can: promptCan},
			Kind:     "prompt",
			Text:     text,
			Template: mustache,
			Model:    v.Get("ModelId").Field(),
			Variables: variables(declaredNames(lowerKeys(v.At("TemplateConfiguration", "Text", "InputVariables"), true)),
				usedVariables(mustache, text)),
		}
		prompt.Refs = usesModel(prompt.Model)
		d.Prompts = append(d.Prompts, prompt)
	}
}
