package report

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/pacheck/pacheck/check"
)

// The measures of a picture of a graph, in pixels.
const (
	nodeWidth  = 204
	nodeHeight = 46
	passHeight = 4 // of an arrow that passes a column
	columnGap  = 80
	rowGap     = 14
	margin     = 16
	headHeight = 30
	maxColumns = 5 // of what acts; deeper delegation stays in the last one
	loose      = 3 // columns of what refers to nothing, at least
)

// picture is a drawing with places: what acts on the left, what it reaches on the right, and below what
// refers to nothing. An arrow to a far column passes those between, where it has a place of its own; arrows to
// the same node share it.
type picture struct {
	*drawing
	columns       [][]int      // the nodes and passes of each column, from top to bottom
	column        []int        // of each node that refers to something
	passes        map[pass]int // their numbers, which come after those of the nodes
	level         []int        // of each pass, its y
	links         [][2]int
	loose         []int
	headings      []heading
	width, height int
}

// pass is where arrows to a node pass a column.
type pass struct{ to, column int }

// heading is a text over a part of a picture.
type heading struct {
	X, Y int
	Text string
}

// arrange lays a drawing out in layers. The same drawing always gets the same picture.
func arrange(d *drawing) *picture {
	p := &picture{drawing: d}
	p.split()
	p.bridge()
	for range 6 {
		p.sweep()
	}
	p.place()
	return p
}

// split puts each node into its column.
func (p *picture) split() {
	connected := map[int]bool{}
	offered := false
	for _, e := range p.edges {
		connected[e.from], connected[e.to] = true, true
		offered = offered || e.Rel == check.Offers
	}
	depth := p.depths()
	columns := make([][]int, maxColumns+2)
	for i := range p.nodes {
		column := min(depth[i], maxColumns-1)
		switch kind := p.nodes[i].Kind; {
		case !connected[i]:
			p.loose = append(p.loose, i)
			continue
		case kind == "server" || reached(kind) && !offered:
			column = maxColumns
		case reached(kind):
			column = maxColumns + 1
		}
		columns[column] = append(columns[column], i)
	}
	p.columns = slices.DeleteFunc(columns, func(c []int) bool { return len(c) == 0 })
	p.column = make([]int, len(p.nodes))
	for c, column := range p.columns {
		for _, i := range column {
			p.column[i] = c
		}
	}
}

// bridge finds the passes, and links what stands in neighbouring columns.
func (p *picture) bridge() {
	p.passes = map[pass]int{}
	for _, e := range p.edges {
		last := e.from
		for c := p.column[e.from] + 1; c < p.column[e.to]; c++ {
			at := pass{e.to, c}
			if _, ok := p.passes[at]; !ok {
				p.passes[at] = len(p.nodes) + len(p.passes)
				p.columns[c] = append(p.columns[c], p.passes[at])
			}
			p.links = append(p.links, [2]int{last, p.passes[at]})
			last = p.passes[at]
		}
		p.links = append(p.links, [2]int{last, e.to})
	}
}

// reached says whether nodes of a kind do not act by themselves.
func reached(kind string) bool { return kind == "server" || kind == "tool" || kind == "model" }

// depths are the lengths of the longest ways of delegation to each node, without the steps that close circles.
func (p *picture) depths() []int {
	next := make([][]int, len(p.nodes))
	for _, e := range p.edges {
		next[e.from] = append(next[e.from], e.to)
	}
	var order []int // what delegates comes after those that it delegates to
	seen := make([]bool, len(p.nodes))
	var visit func(i int)
	visit = func(i int) {
		if seen[i] {
			return
		}
		seen[i] = true
		for _, to := range next[i] {
			visit(to)
		}
		order = append(order, i)
	}
	for i := range p.nodes {
		visit(i)
	}
	rank := make([]int, len(p.nodes))
	for at, i := range order {
		rank[i] = at
	}
	depth := make([]int, len(p.nodes))
	for _, i := range slices.Backward(order) {
		for _, to := range next[i] {
			if rank[to] < rank[i] {
				depth[to] = max(depth[to], depth[i]+1)
			}
		}
	}
	return depth
}

// sweep orders each column by where the neighbours stand, and by kind first where no arrow passes it.
func (p *picture) sweep() {
	size := len(p.nodes) + len(p.passes)
	row, sum, n := make([]float64, size), make([]float64, size), make([]float64, size)
	for _, column := range p.columns {
		for at, i := range column {
			row[i] = (float64(at) + 0.5) / float64(len(column))
		}
	}
	for _, l := range p.links {
		sum[l[0]], n[l[0]] = sum[l[0]]+row[l[1]], n[l[0]]+1
		sum[l[1]], n[l[1]] = sum[l[1]]+row[l[0]], n[l[1]]+1
	}
	for _, column := range p.columns {
		mixed := slices.Max(column) >= len(p.nodes)
		slices.SortStableFunc(column, func(a, b int) int {
			near := cmp.Compare(sum[a]/n[a], sum[b]/n[b])
			if mixed {
				return near
			}
			return cmp.Or(cmp.Compare(p.kind(a), p.kind(b)), near)
		})
	}
}

func (p *picture) kind(i int) int { return slices.Index(check.Kinds, p.nodes[i].Kind) }

// tall is the height of a node or a pass.
func (p *picture) tall(i int) int {
	if i < len(p.nodes) {
		return nodeHeight
	}
	return passHeight
}

// place gives each node and each pass its place.
func (p *picture) place() {
	heights := make([]int, len(p.columns))
	for c, column := range p.columns {
		for _, i := range column {
			heights[c] += p.tall(i) + rowGap
		}
	}
	if len(heights) > 0 {
		p.height = headHeight + slices.Max(heights)
	}
	p.level = make([]int, len(p.passes))
	for c, column := range p.columns {
		y := margin + headHeight + (p.height-headHeight-heights[c])/2
		p.headings = append(p.headings, heading{left(c), margin + headHeight/2, p.title(column)})
		for _, i := range column {
			if i < len(p.nodes) {
				p.nodes[i].x, p.nodes[i].y = left(c), y
			} else {
				p.level[i-len(p.nodes)] = y + passHeight/2
			}
			y += p.tall(i) + rowGap
		}
	}
	across := max(loose, len(p.columns))
	p.width = left(across-1) + nodeWidth + columnGap/2 // where arrows within the last column bend
	p.height += margin
	p.rest(across)
	p.height += margin
}

// left is the left edge of a column.
func left(column int) int { return margin + column*(nodeWidth+columnGap) }

// rest places what refers to nothing below the columns.
func (p *picture) rest(across int) {
	if len(p.loose) == 0 {
		return
	}
	const step = nodeHeight + rowGap
	slices.SortStableFunc(p.loose, func(a, b int) int { return cmp.Compare(p.kind(a), p.kind(b)) })
	p.headings = append(p.headings, heading{margin, p.height + headHeight/2, "Referred to by nothing that was found"})
	for at, i := range p.loose {
		p.nodes[i].x, p.nodes[i].y = left(at%across), p.height+headHeight+at/across*step
	}
	p.height += headHeight + (len(p.loose)+across-1)/across*step
}

// title names the kinds in a column.
func (p *picture) title(column []int) string {
	var kinds []string
	for _, i := range column {
		if i < len(p.nodes) && !slices.Contains(kinds, p.nodes[i].Kind+"s") {
			kinds = append(kinds, p.nodes[i].Kind+"s")
		}
	}
	return capital(strings.ReplaceAll(strings.Join(kinds, ", "), "launchs", "launches"))
}

// curve is the way of an arrow: out at one side of a node, through its passes, and in at the facing side of the
// other.
func (p *picture) curve(e *arrow) string {
	const aside = 8
	from, to := &p.nodes[e.from], &p.nodes[e.to]
	x, y := from.x+nodeWidth, from.y+nodeHeight/2
	switch {
	case from.x == to.x:
		return fmt.Sprintf("M%d %d", x, y+aside) + bend(x, y+aside, x, to.y+nodeHeight/2-aside, columnGap/2)
	case from.x > to.x:
		x, y, end := from.x, y+aside, to.y+nodeHeight/2+aside
		return fmt.Sprintf("M%d %dC%d %d %d %d %d %d", x, y, x-columnGap/2, y, to.x+nodeWidth+columnGap/2, end, to.x+nodeWidth, end)
	}
	var way strings.Builder
	fmt.Fprintf(&way, "M%d %d", x, y)
	for c := p.column[e.from] + 1; c < p.column[e.to]; c++ {
		level := p.level[p.passes[pass{e.to, c}]-len(p.nodes)]
		fmt.Fprintf(&way, "%sH%d", bend(x, y, left(c), level, columnGap/2), left(c)+nodeWidth)
		x, y = left(c)+nodeWidth, level
	}
	return way.String() + bend(x, y, to.x, to.y+nodeHeight/2, columnGap/2)
}

// bend is a curve that starts and ends level: to the right, and back where it ends at the same side.
func bend(x1, y1, x2, y2, by int) string {
	if x1 == x2 {
		return fmt.Sprintf("C%d %d %d %d %d %d", x1+by, y1, x2+by, y2, x2, y2)
	}
	return fmt.Sprintf("C%d %d %d %d %d %d", x1+by, y1, x2-by, y2, x2, y2)
}
