package report

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/pacheck/pacheck/check"
	"github.com/pacheck/pacheck/check/policy"
	"github.com/pacheck/pacheck/loaders"
)

// drawing is the part of a graph that is shown, with the findings marked on it.
type drawing struct {
	nodes     []drawn
	edges     []arrow
	index     map[string]int // the node of an entity that is shown, or is a part of one
	left      int            // nodes that are not shown
	elsewhere int            // findings that are about none of the nodes that are shown
}

// drawn is a node as it is shown.
type drawn struct {
	check.Node
	findings int
	worst    policy.Severity
	degree   int // of the whole graph
	x, y     int // the upper left corner, in pixels, where there is a layout
}

// arrow is an edge between nodes that are shown, by their indexes.
type arrow struct {
	check.Edge
	from, to int
}

// draw chooses at most limit nodes of the graph of a report: those with the worst findings, then those with
// the most references, and of these what runs before what is an example.
func draw(r *check.Report, limit int) *drawing {
	g := r.Graph
	if g == nil || len(g.Nodes) == 0 {
		return nil
	}
	all := make([]drawn, len(g.Nodes))
	at := map[string]int{} // the node of an entity
	for i, n := range g.Nodes {
		all[i].Node = n
		for _, part := range n.Parts {
			if _, taken := at[part]; !taken {
				at[part] = i
			}
		}
	}
	for i, n := range g.Nodes {
		at[n.ID] = i
	}
	for _, e := range g.Edges {
		for _, end := range []string{e.From, e.To} {
			if i, ok := at[end]; ok {
				all[i].degree++
			}
		}
	}
	for i := range r.Findings {
		if n, ok := at[r.Findings[i].Entity]; ok {
			all[n].findings++
			all[n].worst = max(all[n].worst, r.Findings[i].Severity)
		}
	}
	return choose(r, all, at, limit)
}

// choose is the drawing of the first nodes by importance, in the order of the graph; at has the node of each
// entity.
func choose(r *check.Report, all []drawn, at map[string]int, limit int) *drawing {
	byRank := make([]int, len(all))
	for i := range byRank {
		byRank[i] = i
	}
	slices.SortStableFunc(byRank, func(a, b int) int {
		x, y := &all[a], &all[b]
		return cmp.Or(cmp.Compare(y.worst, x.worst), cmp.Compare(y.findings, x.findings), cmp.Compare(exemplary(x), exemplary(y)), cmp.Compare(y.degree, x.degree))
	})
	kept := slices.Sorted(slices.Values(byRank[:min(len(all), limit)]))
	d := &drawing{left: len(all) - len(kept), elsewhere: len(r.Findings), index: map[string]int{}}
	for entity, i := range at {
		if n, ok := slices.BinarySearch(kept, i); ok {
			d.index[entity] = n
		}
	}
	for _, i := range kept {
		d.nodes = append(d.nodes, all[i])
		d.elsewhere -= all[i].findings
	}
	for _, e := range r.Graph.Edges {
		from, ok := d.index[e.From]
		to, both := d.index[e.To]
		if ok && both {
			d.edges = append(d.edges, arrow{Edge: e, from: from, to: to})
		}
	}
	return d
}

// exemplary is 1 for what is there to be read or tested, and 0 for what runs.
func exemplary(n *drawn) int {
	if n.Role == "" || n.Role == loaders.RoleRuntime || n.Role == loaders.RoleLocal {
		return 0
	}
	return 1
}

// marks says how many findings a node has, and how bad the worst of them is; "" where it has none.
func (n *drawn) marks() string {
	if n.findings == 0 {
		return ""
	}
	return fmt.Sprintf("%s (%s)", count(n.findings, "finding"), n.worst)
}

// note says what a drawing leaves out.
func (d *drawing) note() string {
	var parts []string
	if d.left > 0 {
		parts = append(parts, count(d.left, "more node")+" not drawn")
	}
	if d.elsewhere > 0 {
		parts = append(parts, count(d.elsewhere, "finding")+" about other things, such as instructions and settings")
	}
	return strings.Join(parts, "; ")
}
