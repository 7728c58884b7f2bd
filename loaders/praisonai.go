package loaders

import (
	"fmt"
	"regexp"
	"slices"

	"github.com/pacheck/pacheck/loaders/source"
)

// praisonLoader reads crews of PraisonAI, whose agents stand one level deeper than CrewAI's.
var praisonLoader = Loader{
	Name:    "praisonai",
	Doc:     "Crews and workflows of [PraisonAI](https://docs.praison.ai): `roles` or `agents` with tasks and steps, also for other frameworks.",
	Family:  "Agents",
	Dialect: "praisonai",
	Weak:    []string{"**/*.yaml", "**/*.yml"},
	Hints:   []string{"roles:", "agents:"},
	Marks:   regexp.MustCompile(`(?ms)^framework:.*^(?:roles|agents):`),
	Can: []string{
		"description", "goal", "backstory", "model", "tools", "code_execution", "delegation", "limits", "sandbox", "memory", "skills", "approval",
		"guardrails", "text", "variables",
	},
	Claims: isPraison,
	Load: func(f *source.File) (*Document, error) {
		doc := &Document{}
		for _, n := range documentsOf(f) {
			if isPraison(n) {
				doc.addPraison(n)
			}
		}
		return doc, nil
	},
}

// praisonKeys stand beside the agents of such a file, and hardly beside those of any other.
var praisonKeys = []string{"framework", "topic", "steps", "workflow", "deploy", "process", "tools_run_on", "run_on", "variables", "tasks"}

// isPraison wants roles that are roles, or agents that are, with something else of the format.
func isPraison(n *source.Node) bool {
	if !n.IsMap() || n.Get("apiVersion", "kind", "mcp") != nil {
		return false
	}
	if members := praisonMembers(n.Get("roles")); len(members) > 0 && slices.ContainsFunc(members, func(m praisonMember) bool { return isCrewAgent(m.node) }) {
		return true
	}
	beside := slices.ContainsFunc(praisonKeys, func(key string) bool { return n.Get(key) != nil })
	return beside && slices.ContainsFunc(praisonMembers(n.Get("agents")), func(m praisonMember) bool {
		return m.node.Get("role").IsString() && m.node.Get("goal", "backstory", "instructions").IsString()
	})
}

// praisonMember is an agent with its name, in a map or in a list.
type praisonMember struct {
	name source.Text
	at   source.Place
	node *source.Node
}

func praisonMembers(n *source.Node) []praisonMember {
	var found []praisonMember
	for _, p := range entriesOf(n) {
		if p.Value.IsMap() {
			found = append(found, praisonMember{name: p.Key.Field(), at: entryPlace(p), node: p.Value})
		}
	}
	for _, item := range itemsOf(n) {
		if item.IsMap() {
			found = append(found, praisonMember{name: item.Get("name", "role").Field(), at: item.Place, node: item})
		}
	}
	return found
}

func (d *Document) addPraison(n *source.Node) {
	members := slices.Concat(praisonMembers(n.Get("roles")), praisonMembers(n.Get("agents")))
	for _, m := range members {
		a := crewAgent(m.name, m.at, m.node)
		a.Dialect, a.Evidence = "praisonai", "roles or agents with role, goal and instructions"
		a.Tools = crewTools(m.node.Get("tools"))
		a.Sandbox = praisonSandbox(n.Get("tools_run_on", "run_on"))
		a.Skills = listed(m.node.Get("skills"))
		a.readPraison(m.node, n)
		d.addAgent(a, m.node.Get("instructions").Field(), fString)
		for _, p := range entriesOf(m.node.Get("tasks")) {
			d.addPraisonTask(a, p.Key.Field(), p.Value)
		}
	}
	for i, step := range itemsOf(n.Get("steps")) {
		d.addStep(i, step)
	}
}

// readPraison reads what only this format has: hand-over, approval, guardrails.
func (a *Agent) readPraison(n, root *source.Node) {
	a.Refs = nil
	if model := root.Get("llm").Field(); !a.Model.Set {
		a.Model = model
	}
	handoff := n.Get("handoff")
	for _, to := range handoff.Get("to").Texts().V {
		a.handOver(to, false)
	}
	a.Delegation.MaxDepth = handoff.Get("max_depth").Amount()
	if rails := n.Get("guardrails"); rails.IsList() {
		a.Guardrails = &Guardrails{Output: rails.Texts(), At: rails.Place}
	}
	approval := n.Get("approval")
	on := approval
	if approval.IsMap() {
		on = approval.Get("enabled")
	}
	if wanted, ok := on.Bool(); ok {
		a.Approval = &Approval{Default: source.Say(map[bool]string{true: "ask", false: "allow"}[wanted], on.Place), At: approval.Place}
	}
	for _, tool := range approval.Get("auto_approve").Texts().V {
		a.approve(tool.V, source.Say("never", tool.At), tool.At)
	}
}

// praisonSandbox is where the tools of a workflow run: on the machine itself, or elsewhere.
func praisonSandbox(n *source.Node) *Sandbox {
	where := textOr(n, "type", "name")
	if !where.Set {
		return nil
	}
	local := where.V == "local" || where.V == "subprocess"
	return &Sandbox{Enabled: source.Say(!local, where.At), Mode: where, At: where.At}
}

// addPraisonTask adds a task, which its agent does.
func (d *Document) addPraisonTask(a *Agent, name source.Text, n *source.Node) {
	if !n.Get("description").IsString() {
		return
	}
	from := len(d.Prompts)
	d.addTask(name, n.Place, n)
	for _, p := range d.Prompts[from:] {
		p.Can = textCan
	}
	d.Prompts[from].Refs = append(d.Prompts[from].Refs, Ref{Rel: DelegatesTo, To: a.Name})
}

// addStep adds the action of a step of a workflow.
func (d *Document) addStep(i int, n *source.Node) {
	for _, key := range []string{"parallel", "steps"} {
		for j, inner := range itemsOf(n.Get(key)) {
			d.addStep(100*(i+1)+j, inner)
		}
	}
	action := n.Get("action").Field()
	if !action.Set {
		return
	}
	p := &Prompt{
		Entity:    Entity{Name: nameOr(n, source.Say(fmt.Sprintf("step %d", i+1), source.Place{})), At: n.Place, Can: textCan, Evidence: "steps"},
		Kind:      "prompt",
		Text:      action,
		Template:  mustache,
		Variables: usedVariables(mustache, action),
	}
	if agent := n.Get("agent").Field(); agent.Set {
		p.Refs = append(p.Refs, Ref{Rel: DelegatesTo, To: agent})
	}
	d.Prompts = append(d.Prompts, p)
}
