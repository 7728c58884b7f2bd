package report

import (
	"fmt"
	"strings"
	"unicode"

	"github.com/pacheck/pacheck/check/policy"
	"github.com/pacheck/pacheck/loaders"
)

const (
	maxMermaidNodes = 60
	maxMermaidEdges = 200 // Mermaid draws 500, and no more than 50,000 characters
	longestLabel    = 48  // code points of a name
)

// shapes are the brackets of Mermaid around the label of a node.
var shapes = map[string][2]string{
	"agent": {`(["`, `"])`}, "host": {`{{"`, `"}}`}, "launch": {`{{"`, `"}}`}, "skill": {`("`, `")`}, "prompt": {`>"`, `"]`},
	"server": {`[["`, `"]]`}, "tool": {`["`, `"]`}, "model": {`[("`, `")]`},
}

// mermaidColours are the fill and the stroke of the nodes with findings, by the worst one.
var mermaidColours = map[policy.Severity][2]string{
	policy.Critical: {"#8b1a1a", "#5c0f0f"}, policy.High: {"#c43c2c", "#8b1a1a"}, policy.Medium: {"#b26a00", "#7a4900"},
	policy.Low: {"#2f6f8f", "#1d4a61"}, policy.Info: {"#5a6570", "#3c444c"},
}

// mermaid is a drawing in the language of Mermaid, which GitHub and GitLab draw.
func (c *cleaner) mermaid(d *drawing) string {
	var b strings.Builder
	b.WriteString("flowchart LR\n")
	used := map[policy.Severity][]string{}
	for i := range d.nodes {
		n := &d.nodes[i]
		shape := shapes[n.Kind]
		label := c.label(n.Name)
		if marks := n.marks(); marks != "" {
			label += "<br/>" + mermaidText(marks)
			used[n.worst] = append(used[n.worst], fmt.Sprintf("n%d", i))
		}
		fmt.Fprintf(&b, "  n%d%s%s: %s%s\n", i, shape[0], n.Kind, label, shape[1])
	}
	for _, e := range d.edges[:min(len(d.edges), maxMermaidEdges)] {
		fmt.Fprintf(&b, "  n%d %s n%d\n", e.from, e.mermaid(), e.to)
	}
	for s := policy.Critical; s >= policy.Info; s-- {
		if len(used[s]) > 0 {
			fmt.Fprintf(&b, "  classDef %s fill:%s,stroke:%s,color:#fff\n", s, mermaidColours[s][0], mermaidColours[s][1])
			fmt.Fprintf(&b, "  class %s %s\n", strings.Join(used[s], ","), s)
		}
	}
	return b.String()
}

// mermaid is the line of an edge: dotted where the target is missing or a person confirms.
func (e *arrow) mermaid() string {
	line := "-->"
	if e.Broken || e.Conditional {
		line = "-.->"
	}
	switch {
	case e.Broken:
		return line + "|not found|"
	case e.Conditional:
		return line + "|when confirmed|"
	case e.Rel == loaders.DelegatesTo:
		return line + "|delegates to|"
	}
	return line
}

// label is scanned text as a label of bounded length.
func (c *cleaner) label(text string) string {
	return mermaidText(shortened(c.line(text), longestLabel))
}

// mermaidText writes what is neither a letter nor a digit as an entity of Mermaid.
func mermaidText(text string) string {
	var b strings.Builder
	for _, r := range text {
		if unicode.IsLetter(r) || unicode.IsDigit(r) || strings.ContainsRune(" -_./,", r) {
			b.WriteRune(r)
		} else {
			fmt.Fprintf(&b, "#%d;", r)
		}
	}
	return b.String()
}
