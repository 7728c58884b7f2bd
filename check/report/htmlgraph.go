package report

import (
	"cmp"
	"fmt"
	"path"
	"strconv"

	"github.com/pacheck/pacheck/check"
	"github.com/pacheck/pacheck/check/policy"
	"github.com/pacheck/pacheck/loaders"
)

type (
	htmlGraph struct {
		Note          string
		Width, Height int
		Headings      []heading
		Edges         []htmlEdge
		Nodes         []htmlNode
	}
	htmlEdge struct {
		Class, Path, Marker, Title string
		From, To                   int
	}
	htmlNode struct {
		Kind, Worst, Title, Name, Sub string

		Index, X, Y, Width, Height, Round, TextX, NameY, SubY int

		Defined bool
	}
)

// relationWords are the relations that are drawn.
var relationWords = map[string]string{
	loaders.UsesTool: "uses", loaders.UsesModel: "runs on", loaders.UsesServer: "uses", loaders.UsesSkill: "loads",
	loaders.DelegatesTo: "delegates to", check.Offers: "offers",
}

// graph is the picture of the graph; nil where there is nothing to draw.
func (p *htmlWriter) graph() *htmlGraph {
	if p.drawing == nil {
		return nil
	}
	picture := arrange(p.drawing)
	g := &htmlGraph{Width: picture.width, Height: picture.height, Headings: picture.headings}
	if note := picture.note(); note != "" {
		g.Note = note + "."
	}
	for i := range picture.edges {
		g.Edges = append(g.Edges, p.edge(picture, &picture.edges[i]))
	}
	for i := range picture.nodes {
		g.Nodes = append(g.Nodes, p.node(i, &picture.nodes[i]))
	}
	return g
}

func (p *htmlWriter) edge(picture *picture, e *arrow) htmlEdge {
	out := htmlEdge{Class: e.Rel, Path: picture.curve(e), Marker: "head", From: e.from, To: e.to}
	words := relationWords[e.Rel]
	switch {
	case e.Broken:
		out.Class, out.Marker = e.Rel+" broken", "lost"
		words += ", not found:"
	case e.Conditional:
		out.Class = e.Rel + " conditional"
		words += ", when a person confirms:"
	}
	out.Title = fmt.Sprintf("%s %s %s", p.clean.line(picture.nodes[e.from].Name), words, p.clean.line(picture.nodes[e.to].Name))
	return out
}

func (p *htmlWriter) node(i int, n *drawn) htmlNode {
	name := p.clean.line(n.Name)
	out := htmlNode{
		Kind: n.Kind, Index: i, X: n.x, Y: n.y, Width: nodeWidth, Height: nodeHeight, Round: 6, TextX: n.x + 12, NameY: n.y + 19, SubY: n.y + 36,
		Defined: n.File != "", Name: shortened(name, longestName), Sub: n.Kind,
	}
	if n.Kind == "agent" {
		out.Round = nodeHeight / 2
		out.TextX += 8
	}
	out.Title = fmt.Sprintf("%s %s, %s", n.Kind, name, cmp.Or(p.clean.file(n.File), "defined by no file of the repository"))
	if n.worst != policy.None {
		out.Worst = n.worst.String()
	}
	detail := path.Base(n.File)
	if marks := n.marks(); marks != "" {
		detail = marks
		out.Title += ", " + marks
	}
	if out.Defined {
		out.Sub += " · " + shortened(p.clean.file(detail), longestDetail)
	}
	return out
}

// shortened is text of at most n code points.
func shortened(text string, n int) string {
	if end := offset(text, n); end < len(text) {
		return text[:offset(text, n-1)] + "…"
	}
	return text
}

// node is the number of the drawn node that an entity belongs to; "" where there is none.
func (d *drawing) node(entity string) string {
	if d == nil {
		return ""
	}
	if i, ok := d.index[entity]; ok {
		return strconv.Itoa(i)
	}
	return ""
}
