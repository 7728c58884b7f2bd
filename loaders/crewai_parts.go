package loaders

import (
	"github.com/pacheck/pacheck/loaders/source"
)

// addCrew adds the crew as an agent that hands over to its members, and its tasks.
func (d *Document) addCrew(name source.Text, n *source.Node) {
	a := &Agent{
		Entity: Entity{Name: name, At: n.Place, Evidence: "agents and tasks of a crew"},
		Model:  crewModel(n.Get("manager_llm")),
		Tools:  Tools{Mode: "unknown"},
		Limits: Limits{MaxRPM: n.Get("max_rpm").Amount(), At: placeOf(n.Get("max_rpm"))},
		Memory: n.Get("memory").Field(),
	}
	a.Delegation = Delegation{To: n.Get("agents").Texts(), At: n.Get("agents").Place}
	if manager := n.Get("manager_agent").Field(); manager.Set {
		a.Delegation.To.V = append(a.Delegation.To.V, manager)
	}
	for _, to := range a.Delegation.To.V {
		a.Refs = append(a.Refs, Ref{Rel: DelegatesTo, To: to})
	}
	d.Agents = append(d.Agents, a)
	for _, task := range n.Get("tasks").Items {
		if task.IsMap() {
			d.addTask(task.Get("name").Field(), task.Place, task)
		}
	}
}

// crewAgent is one member of a crew. In the JSON form some keys stand below "settings".
func crewAgent(name source.Text, at source.Place, n *source.Node) *Agent {
	get := func(key string) *source.Node {
		if v := n.Get(key); v != nil {
			return v
		}
		return n.At("settings", key)
	}
	a := &Agent{
		Entity:      Entity{Name: name, At: at, Evidence: "role, goal and backstory"},
		Description: n.Get("role").Field(),
		Goal:        n.Get("goal").Field(),
		Backstory:   n.Get("backstory").Field(),
		Model:       crewModel(n.Get("llm")),
		Tools:       crewTools(n.Get("tools")),
		CodeExecution: CodeExecution{
			Allowed: get("allow_code_execution").Flag(),
			Mode:    get("code_execution_mode").Field(),
			At:      placeOf(get("allow_code_execution")),
		},
		Delegation: Delegation{Allowed: get("allow_delegation").Flag(), At: placeOf(get("allow_delegation"))},
		Limits: Limits{
			MaxIterations: get("max_iter").Amount(),
			Timeout:       get("max_execution_time").Field(),
			MaxRPM:        get("max_rpm").Amount(),
			MaxRetries:    get("max_retry_limit").Amount(),
			At:            at,
		},
		Memory:     get("memory").Field(),
		Governance: readGovernance(n.Get("metadata")),
	}
	a.Refs = usesModel(a.Model)
	return a
}

// crewModel is a model's name, or what names it in the long form.
func crewModel(n *source.Node) source.Text {
	return textOr(n, "model", "model_name", "deployment_name")
}

// crewTools is a list of tools. Without one the tools may be given in Python.
func crewTools(n *source.Node) Tools {
	if !n.IsList() {
		return Tools{Mode: "unknown"}
	}
	t := Tools{Mode: "list", Allow: grants(n, "crewai"), At: n.Place}
	if len(n.Items) == 0 {
		t.Mode = "none"
	}
	return t
}

// addTask adds a task: what is to be done and what is expected are both texts that the model is given.
func (d *Document) addTask(name source.Text, at source.Place, n *source.Node) {
	p := &Prompt{
		Entity:    Entity{Name: name, At: at, Evidence: "description and expected_output"},
		Kind:      "prompt",
		Text:      n.Get("description").Field(),
		Template:  "f-string",
		Variables: usedVariables("f-string", n.Get("description").Field(), n.Get("expected_output").Field()),
	}
	if tools := n.Get("tools"); tools != nil {
		p.Tools = crewTools(tools)
	}
	if agent := n.Get("agent").Field(); agent.Set {
		p.Refs = append(p.Refs, Ref{Rel: DelegatesTo, To: agent})
	}
	d.Prompts = append(d.Prompts, p)
	if expected := n.Get("expected_output").Field(); expected.Set {
		inner := source.Say(name.V+".expected_output", source.Place{})
		d.Prompts = append(d.Prompts, &Prompt{
			Entity: Entity{Name: inner, At: expected.At, Evidence: "expected_output"}, Kind: "prompt", Text: expected, Template: "f-string",
		})
	}
}
