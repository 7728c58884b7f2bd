package loaders

import (
	"maps"
	"slices"
)

// cycles finds the circles of delegation: one for each set of agents that can all reach each other, a
// shortest one, from the agent whose id comes first. Delegation that a person confirms does not count.
func cycles(d *Document) []*Cycle {
	agents := map[string]*Agent{}
	for _, a := range d.Agents {
		agents[a.ID] = a
	}
	next, back := map[string][]*Edge{}, map[string][]*Edge{}
	for _, e := range d.Edges {
		if e.Rel == DelegatesTo && e.Resolved == true && !e.Conditional && agents[e.From] != nil && agents[e.To] != nil {
			next[e.From] = append(next[e.From], e)
			back[e.To] = append(back[e.To], e)
		}
	}
	ids := slices.Sorted(maps.Keys(agents))
	group := groups(finished(ids, next), back)
	covered := map[string]bool{}
	var found []*Cycle
	for _, id := range ids {
		if covered[group[id]] {
			continue
		}
		inside := func(to string) bool { return group[to] == group[id] }
		if path := shortest(next, id, inside); path != nil {
			covered[group[id]] = true
			found = append(found, newCycle(agents, path))
		}
	}
	return found
}

// finished are the agents in the order in which a search in depth is done with them.
func finished(ids []string, next map[string][]*Edge) []string {
	type visit struct {
		id   string
		rest []*Edge
	}
	seen := map[string]bool{}
	var order []string
	for _, id := range ids {
		if seen[id] {
			continue
		}
		seen[id] = true
		for stack := []visit{{id, next[id]}}; len(stack) > 0; {
			top := &stack[len(stack)-1]
			if len(top.rest) == 0 {
				order = append(order, top.id)
				stack = stack[:len(stack)-1]
				continue
			}
			to := top.rest[0].To
			top.rest = top.rest[1:]
			if !seen[to] {
				seen[to] = true
				stack = append(stack, visit{to, next[to]})
			}
		}
	}
	return order
}

// groups names for each agent the set of agents that it can reach and be reached from, by one of them:
// with the agents taken from the last finished one on, it is what reaches it among those without a group.
func groups(order []string, back map[string][]*Edge) map[string]string {
	group := map[string]string{}
	for _, id := range slices.Backward(order) {
		if group[id] != "" {
			continue
		}
		group[id] = id
		for queue := []string{id}; len(queue) > 0; queue = queue[1:] {
			for _, e := range back[queue[0]] {
				if group[e.From] == "" {
					group[e.From] = id
					queue = append(queue, e.From)
				}
			}
		}
	}
	return group
}

// shortest is a shortest way from an agent back to itself among those that are inside, or nil.
func shortest(next map[string][]*Edge, from string, inside func(string) bool) []*Edge {
	came := map[string]*Edge{}
	for queue := []string{from}; len(queue) > 0; queue = queue[1:] {
		for _, e := range next[queue[0]] {
			switch {
			case e.To == from:
				path := []*Edge{e}
				for at := e.From; at != from; at = came[at].From {
					path = append(path, came[at])
				}
				slices.Reverse(path)
				return path
			case came[e.To] == nil && inside(e.To):
				came[e.To] = e
				queue = append(queue, e.To)
			}
		}
	}
	return nil
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
