package source_test

import (
	"fmt"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/pacheck/pacheck/loaders/source"
)

// read reads and parses a text.
func read(path, text string) *source.File {
	f := source.Read(path, []byte(text))
	f.Parse()
	return f
}

// span is "line:column-line:column".
func span(p source.Place) string {
	l := p.Location()
	return fmt.Sprintf("%d:%d-%d:%d", l.Start.Line, l.Start.Column, l.End.Line, l.End.Column)
}

// dump lists the nodes of a tree, one a line: path, kind, value, place; keys have a "#" behind them.
func dump(n *source.Node) string {
	var b strings.Builder
	dumpAt(&b, "$", n)
	return b.String()
}

func dumpAt(b *strings.Builder, path string, n *source.Node) {
	if n == nil {
		fmt.Fprintf(b, "%s nil\n", path)
		return
	}
	kind := [...]string{"null", "bool", "number", "string", "list", "map"}[n.Kind]
	fmt.Fprintf(b, "%s %s", path, kind)
	if n.Tag != "" {
		fmt.Fprintf(b, " %s", n.Tag)
	}
	if n.Kind != source.List && n.Kind != source.Map && n.Kind != source.Null {
		fmt.Fprintf(b, " %q", n.Value)
	}
	fmt.Fprintf(b, " %s\n", span(n.Place))
	for i, item := range n.Items {
		dumpAt(b, fmt.Sprintf("%s[%d]", path, i), item)
	}
	for _, pair := range n.Pairs {
		at := path + "." + pair.Key.Value
		fmt.Fprintf(b, "%s# %s\n", at, span(pair.Key.Place))
		dumpAt(b, at, pair.Value)
	}
}

// outcome is the status of a file, its error and its notes, one a line.
func outcome(f *source.File) string {
	var b strings.Builder
	b.WriteString(string(f.Status) + "\n")
	if f.Err != nil {
		fmt.Fprintf(&b, "%s: %s\n", span(f.Err.At), f.Err.Message)
	}
	for _, note := range f.Notes {
		fmt.Fprintf(&b, "note %s %s\n", note.Kind, span(note.At))
	}
	return b.String()
}

// plain is a tree as encoding/json would decode it.
func plain(n *source.Node) any {
	if n == nil {
		return nil
	}
	switch n.Kind {
	case source.Bool:
		return n.Value == "true"
	case source.Number:
		v, _ := n.Number()
		return v
	case source.String:
		return n.Value
	case source.List:
		list := make([]any, 0, len(n.Items))
		for _, item := range n.Items {
			list = append(list, plain(item))
		}
		return list
	case source.Map:
		m := make(map[string]any, len(n.Pairs))
		for _, pair := range n.Pairs {
			m[pair.Key.Value] = plain(pair.Value)
		}
		return m
	}
	return nil
}

// checkPlaces fails the test where the place of a node is not inside that of its parent, or Sub of a
// text in it is not inside of its own. What is shared by aliases and merge keys stands elsewhere; loose
// leaves out the order of parent and child.
func checkPlaces(t *testing.T, n *source.Node, in source.Place, loose bool) {
	t.Helper()
	if n == nil {
		return
	}
	if n.Start < 0 || n.Start > n.End || n.End > len(n.File.Text) {
		t.Fatalf("%q has the place %d to %d in %q", n.Value, n.Start, n.End, n.File.Text)
	}
	if !loose && (n.Start < in.Start || n.End > in.End) {
		t.Fatalf("%q at %s is outside of its parent at %s in %q", n.Value, span(n.Place), span(in), n.File.Text)
	}
	if n.Kind == source.String {
		checkSub(t, n)
	}
	for _, item := range n.Items {
		checkPlaces(t, item, n.Place, loose)
	}
	for _, pair := range n.Pairs {
		checkPlaces(t, pair.Key, n.Place, loose)
		checkPlaces(t, pair.Value, n.Place, loose)
	}
}

// checkSub walks over the characters of a String: each has a place inside that of the String, none
// stands before the one before it, and what stands there is the character, or an escape or a fold. In a
// text with quotes each is found, unless placeholders with quotes of their own are in it.
func checkSub(t *testing.T, n *source.Node) {
	t.Helper()
	last, raw := n.Start, n.Raw()
	quoted := len(raw) > 1 && raw[0] == raw[len(raw)-1] && (raw[0] == '"' || raw[0] == '\'') && n.Tag == "" && n.File.Status != source.Templated
	for i, c := range n.Value {
		if i > 2000 {
			break
		}
		at := n.Sub(n.Value, i, min(i+utf8.RuneLen(c), len(n.Value)))
		if at == n.Place && !quoted {
			continue
		}
		if at == n.Place || unicode.IsLetter(c) && at.Raw() != string(c) && at.Raw()[0] != '\\' {
			t.Fatalf("character %d of %q at %s is %q in %q", i, n.Value, span(n.Place), at.Raw(), n.File.Text)
		}
		if at.Start < last || at.End < at.Start || at.End > n.End {
			t.Fatalf("character %d of %q at %s has the place %s in %q", i, n.Value, span(n.Place), span(at), n.File.Text)
		}
		last = at.Start
	}
}

// report is all that Parse says of a file: outcome, trees and body.
func report(f *source.File) string {
	var b strings.Builder
	b.WriteString(outcome(f))
	if f.Root != nil && f.Documents == nil {
		b.WriteString(dump(f.Root))
	}
	for _, document := range f.Documents {
		b.WriteString(dump(document))
	}
	if f.Body != nil {
		fmt.Fprintf(&b, "body %q %s\n", f.Body.Value, span(f.Body.Place))
	}
	return b.String()
}
