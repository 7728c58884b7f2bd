package report_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	goldhtml "github.com/yuin/goldmark/renderer/html"
	"golang.org/x/net/html"

	"github.com/pacheck/pacheck/check"
	"github.com/pacheck/pacheck/check/policy"
	"github.com/pacheck/pacheck/check/report"
)

// allowed are the elements that a summary consists of.
var allowed = map[string]bool{
	"html": true, "head": true, "body": true, "h2": true, "h3": true, "p": true, "strong": true, "code": true, "pre": true, "span": true, "ul": true, "li": true,
	"table": true, "thead": true, "tbody": true, "tr": true, "th": true, "td": true, "a": true, "details": true, "summary": true,
}

// markdownHarm says how a summary could show, once rendered, what its own text does not mean: elements,
// links, or cells that came from scanned text.
func markdownHarm(out string) error {
	var b bytes.Buffer
	renderer := goldmark.New(goldmark.WithExtensions(extension.GFM), goldmark.WithRendererOptions(goldhtml.WithUnsafe()))
	if err := renderer.Convert([]byte(out), &b); err != nil {
		return err
	}
	root, err := html.Parse(&b)
	if err != nil {
		return err
	}
	for n := range root.Descendants() {
		if n.Type == html.CommentNode || n.Type == html.ElementNode && !allowed[n.Data] {
			return fmt.Errorf("has the element %s", n.Data)
		}
		for _, a := range n.Attr {
			if href := n.Data == "a" && a.Key == "href" && strings.HasPrefix(a.Val, "https://github.com/pacheck/pacheck/blob/main/docs/rules/"); !href && a.Key != "class" {
				return fmt.Errorf("has %s=%q", a.Key, a.Val)
			}
		}
		if n.Data == "tr" && len(cells(n)) != 4 {
			return fmt.Errorf("has a row of %d cells: %q", len(cells(n)), cells(n))
		}
	}
	return nil
}

// cells are the texts of a row.
func cells(row *html.Node) []string {
	var all []string
	for n := range row.Descendants() {
		if n.Data == "td" || n.Data == "th" {
			all = append(all, words(n))
		}
	}
	return all
}

// words is the text in an element.
func words(n *html.Node) string {
	var b strings.Builder
	for n := range n.Descendants() {
		if n.Type == html.TextNode {
			b.WriteString(n.Data)
		}
	}
	return b.String()
}

// What stands in the file is what is read: no mark of Markdown in it is lost.
func TestMarkdownShowsTextAsItIs(t *testing.T) {
	for _, text := range []string{
		"a|b `c` *d* _e_ ~~f~~ [g](http://h) ![i](j) <b>k</b> &amp; \\l # m", "https://x.example www.x.example WWW.x.example a@b.example @team $x$",
		"mcp__a__b Bash(*) ``", "- 1. + > =", "日本語 é \"quoted\" 'single'",
	} {
		r := &check.Report{Findings: []check.Finding{{Rule: quietRule, Severity: policy.Low, Message: text, Location: place(text, 1, 1, 2)}}}
		var b bytes.Buffer
		if err := goldmark.New(goldmark.WithExtensions(extension.GFM), goldmark.WithRendererOptions(goldhtml.WithUnsafe())).Convert([]byte(write(t, report.Formats["markdown"], r)), &b); err != nil {
			t.Fatal(err)
		}
		root, err := html.Parse(&b)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for n := range root.Descendants() {
			if n.Data == "tr" {
				got = cells(n) // the last row
			}
		}
		if diff := cmp.Diff([]string{"low", text, text + ":1:1", quietRule.Name}, got); diff != "" {
			t.Error(diff)
		}
	}
}

// GitHub refuses a summary of more than 1 MiB, and Mermaid a graph of more than 50,000 characters.
func TestMarkdownIsBounded(t *testing.T) {
	long := strings.Repeat("*|<日", 1000)
	r := manyFindings(3000)
	for i := range r.Findings {
		r.Findings[i].Message, r.Findings[i].Location.File = long, long
		s := r.Findings[i]
		s.Suppression = &check.Suppression{Reason: long}
		r.Suppressed = append(r.Suppressed, s)
	}
	e := check.Evidence{Pack: &policy.Pack{Title: long}}
	r.Graph = &check.Graph{}
	for i := range 3000 {
		r.Problems = append(r.Problems, check.Problem{Message: long})
		e.Requirements = append(e.Requirements, check.RequirementEvidence{Requirement: policy.Requirement{ID: fmt.Sprint(i), Title: long}})
		r.Graph.Nodes = append(r.Graph.Nodes, check.Node{ID: fmt.Sprint(i), Kind: "tool", Name: long})
		r.Graph.Edges = append(r.Graph.Edges, check.Edge{From: fmt.Sprint(i % 50), To: fmt.Sprint(i % 49)})
	}
	r.Evidence = []check.Evidence{e, e}
	out := write(t, report.Formats["markdown"], r)
	if len(out) > 1<<20 {
		t.Errorf("%d bytes", len(out))
	}
	_, graph, _ := strings.Cut(out, "```mermaid")
	graph, _, _ = strings.Cut(graph, "```")
	if len(graph) == 0 || len(graph) > 50_000 || strings.Count(graph, "-->") > 500 {
		t.Errorf("a graph of %d bytes with %d edges", len(graph), strings.Count(graph, "-->"))
	}
	for _, want := range []string{"more findings, none more severe than these, not shown", "2940 more nodes not drawn", "more references not drawn", "and 29"} {
		if !strings.Contains(out, want) {
			t.Errorf("does not say %q", want)
		}
	}
}
