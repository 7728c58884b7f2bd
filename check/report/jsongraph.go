package report

import "github.com/pacheck/pacheck/check"

type jsonGraph struct {
	Nodes []jsonNode `json:"nodes" doc:"By kind, name and file."`
	Edges []jsonEdge `json:"edges" doc:"By from, to and relation."`
}

type jsonNode struct {
	ID    string   `json:"id" doc:"The id of the entity, as findings have it."`
	Kind  string   `json:"kind" enum:"host,launch,prompt,skill,agent,server,tool,model" doc:"What it is. A host is the settings of a program that runs agents."`
	Name  string   `json:"name" doc:"As stated."`
	File  string   `json:"file,omitempty" doc:"The file that defines it; absent where none does."`
	Role  string   `json:"role,omitempty" doc:"The role of that file."`
	Parts []string `json:"parts,omitempty" doc:"The ids of the prompts that it is told."`
}

type jsonEdge struct {
	From        string `json:"from" doc:"The id of the node that refers."`
	To          string `json:"to" doc:"The id of the node that is meant."`
	Rel         string `json:"rel" doc:"uses_tool, uses_model, uses_server, uses_skill, delegates_to, or offers for a server and its tools."`
	Broken      bool   `json:"broken,omitempty" doc:"Nothing defines what is meant, and everything that could is known."`
	Conditional bool   `json:"conditional,omitempty" doc:"A person confirms it each time."`
}

// jsonGraph is nil where there is no graph.
func (c *cleaner) jsonGraph(g *check.Graph) *jsonGraph {
	if g == nil {
		return nil
	}
	return &jsonGraph{
		Nodes: each(g.Nodes, func(n check.Node) jsonNode {
			return jsonNode{ID: c.line(n.ID), Kind: n.Kind, Name: c.line(n.Name), File: c.mask(n.File), Role: n.Role, Parts: each(n.Parts, c.line)}
		}),
		Edges: each(g.Edges, func(e check.Edge) jsonEdge {
			return jsonEdge{From: c.line(e.From), To: c.line(e.To), Rel: e.Rel, Broken: e.Broken, Conditional: e.Conditional}
		}),
	}
}

func readGraph(saved *jsonGraph) *check.Graph {
	if saved == nil {
		return nil
	}
	return &check.Graph{
		Nodes: each(saved.Nodes, func(n jsonNode) check.Node { return check.Node(n) }),
		Edges: each(saved.Edges, func(e jsonEdge) check.Edge { return check.Edge(e) }),
	}
}
