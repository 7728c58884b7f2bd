package loaders

import "slices"

// cycles finds the circles of delegation: one for each set of agents that can all reach each other, a
// shortest one, from the agent whose id comes first. Delegation that a person confirms does not count.
func cycles(d *Document) []*Cycle {
	next := map[string][]*Edge{}
	for _, e := range d.Edges {
		if e.Rel == DelegatesTo && e.Resolved == true && !e.Conditional {
			next[e.From] = append(next[e.From], e)
		}
	}
	agents := map[string]*Agent{}
	var ids []string
	for _, a := range d.Agents {
		agents[a.ID] = a
		ids = append(ids, a.ID)
	}
	slices.Sort(ids)
	covered := map[string]bool{}
	var found []*Cycle
	for _, id := range ids {
		if covered[id] {
			continue
		}
		path := shortest(next, id)
		if path == nil {
			continue
		}
		for _, member := range mutual(next, id) {
			covered[member] = true
		}
		found = append(found, newCycle(agents, path))
	}
	return found
}

// shortest is a shortest way from an agent back to itself, or nil.
func shortest(next map[string][]*Edge, from string) []*Edge {
	came := map[string]*Edge{}
	for queue := []string{from}; len(queue) > 0; queue = queue[1:] {
		for _, e := range next[queue[0]] {
			if e.To == from {
				path := []*Edge{e}
				for at := e.From; at != from; at = came[at].From {
					path = append(path, came[at])
				}
				slices.Reverse(path)
				return path
			}
			if came[e.To] == nil {
				came[e.To] = e
				queue = append(queue, e.To)
			}
		}
	}
	return nil
}

// mutual are the agents that an agent reaches and that reach it.
func mutual(next map[string][]*Edge, from string) []string {
	back := map[string][]*Edge{}
	for _, edges := range next {
		for _, e := range edges {
			back[e.To] = append(back[e.To], &Edge{From: e.To, To: e.From})
		}
	}
	there, here := reach(next, from), reach(back, from)
	var both []string
	for id := range there {
		if here[id] {
			both = append(both, id)
		}
	}
	return both
}

func reach(next map[string][]*Edge, from string) map[string]bool {
	seen := map[string]bool{from: true}
	for queue := []string{from}; len(queue) > 0; queue = queue[1:] {
		for _, e := range next[queue[0]] {
			if !seen[e.To] {
				seen[e.To] = true
				queue = append(queue, e.To)
			}
		}
	}
	return seen
}

func newCycle(agents map[string]*Agent, path []*Edge) *Cycle {
	first := agents[path[0].From]
	c := &Cycle{File: first.File, Role: first.Role, At: path[0].At, Limited: true}
	for _, e := range path {
		a := agents[e.From]
		c.Agents = append(c.Agents, a.ID)
		c.Names = append(c.Names, a.Name.V)
		c.Steps = append(c.Steps, CycleStep{From: e.From, To: e.To, At: e.At})
		c.Bounded = c.Bounded || !a.Limits.IsZero() || a.Delegation.MaxDepth.Set
		c.Limited = c.Limited && a.Delegation.MaxDepth.Set
	}
	return c
}
