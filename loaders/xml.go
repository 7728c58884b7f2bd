package loaders

import (
	"encoding/xml"
	"errors"
	"io"
	"strings"

	"github.com/pacheck/pacheck/loaders/source"
)

// The limits of an XML tree.
const (
	maxXMLDepth    = 256
	maxXMLElements = 100_000
)

// parseXML makes a tree of an XML file: a Map with the root element. An element with attributes or elements
// inside is a Map of them in order, with its own text under "content"; any other is a String.
func parseXML(f *source.File) (*source.Node, error) {
	p := xmlParser{file: f, decoder: xml.NewDecoder(strings.NewReader(f.Text))}
	p.decoder.CharsetReader = func(_ string, in io.Reader) (io.Reader, error) { return in, nil } // the text is decoded already
	root := &source.Node{Place: p.place(0, len(f.Text)), Kind: source.Map}
	p.open = []*xmlElement{{node: root}}
	for {
		start := int(p.decoder.InputOffset())
		token, err := p.decoder.Token()
		if errors.Is(err, io.EOF) {
			return root, nil
		}
		if err == nil {
			err = p.token(token, start)
		}
		if err != nil {
			return nil, p.fault(err)
		}
	}
}

// xmlParser builds the tree.
type xmlParser struct {
	file    *source.File
	decoder *xml.Decoder
	open    []*xmlElement // the elements around, from the outside inwards
	count   int
}

// xmlElement is an element that is not closed yet.
type xmlElement struct {
	node *source.Node // a Map
	key  *source.Node
	text strings.Builder
	from int // where its first text starts, -1 before
	to   int
}

func (p *xmlParser) place(start, end int) source.Place {
	return source.Place{File: p.file, Start: start, End: min(end, len(p.file.Text))}
}

func (p *xmlParser) token(token xml.Token, start int) error {
	end := int(p.decoder.InputOffset())
	top := p.open[len(p.open)-1]
	switch token := token.(type) {
	case xml.StartElement:
		if p.count++; p.count > maxXMLElements || len(p.open) > maxXMLDepth {
			return &source.Error{At: p.place(start, end), Limit: true, Message: "it has more elements than are read, or deeper ones"}
		}
		e := &xmlElement{node: &source.Node{Place: p.place(start, end), Kind: source.Map}, key: p.name(token.Name.Local, start, end), from: -1}
		for _, a := range token.Attr {
			if a.Name.Space == "xmlns" || a.Name.Local == "xmlns" {
				continue
			}
			e.node.Pairs = append(e.node.Pairs, source.Pair{Key: p.name(a.Name.Local, start, end), Value: p.attribute(a.Value, start, end)})
		}
		p.open = append(p.open, e)
	case xml.CharData:
		if text := string(token); strings.TrimSpace(text) != "" {
			if top.from < 0 {
				top.from = start + len(text) - len(strings.TrimLeft(text, " \t\r\n"))
			}
			top.to = end - (len(text) - len(strings.TrimRight(text, " \t\r\n")))
			top.text.WriteString(text)
		}
	case xml.EndElement:
		p.open = p.open[:len(p.open)-1]
		outer := p.open[len(p.open)-1].node
		top.node.End = end
		outer.Pairs = append(outer.Pairs, source.Pair{Key: top.key, Value: p.finish(top)})
	}
	return nil
}

// finish is the value of an element that is closed.
func (p *xmlParser) finish(e *xmlElement) *source.Node {
	text := &source.Node{Place: p.place(e.node.Start, e.node.End), Kind: source.String, Value: strings.TrimSpace(e.text.String())}
	if e.from >= 0 && e.from <= e.to {
		text.Place = p.place(e.from, e.to)
	}
	if len(e.node.Pairs) == 0 {
		return text
	}
	if e.from >= 0 {
		key := &source.Node{Place: text.Place, Kind: source.String, Value: "content"}
		e.node.Pairs = append(e.node.Pairs, source.Pair{Key: key, Value: text})
	}
	return e.node
}

// name is the name of an element or an attribute, where it stands in the tag.
func (p *xmlParser) name(local string, start, end int) *source.Node {
	n := &source.Node{Place: p.place(start, end), Kind: source.String, Value: local}
	if i := strings.Index(p.tag(start, end), local); i >= 0 {
		n.Place = p.place(start+i, start+i+len(local))
	}
	return n
}

// attribute is the value of an attribute, where it stands in the tag.
func (p *xmlParser) attribute(value string, start, end int) *source.Node {
	n := &source.Node{Place: p.place(start, end), Kind: source.String, Value: value}
	for _, quote := range []string{`"`, `'`} {
		if i := strings.Index(p.tag(start, end), quote+value+quote); i >= 0 {
			n.Place = p.place(start+i+1, start+i+1+len(value))
		}
	}
	return n
}

// tag is the text of a tag; empty where it is so long that looking for each attribute would take too long.
func (p *xmlParser) tag(start, end int) string {
	if end-start > 4096 {
		return ""
	}
	return p.file.Text[start:end]
}

// fault is an error with the place where the parser stopped.
func (p *xmlParser) fault(err error) *source.Error {
	if at, ok := errors.AsType[*source.Error](err); ok {
		return at
	}
	message := err.Error()
	if s, ok := errors.AsType[*xml.SyntaxError](err); ok {
		message = s.Msg
	}
	at := min(int(p.decoder.InputOffset()), len(p.file.Text))
	return &source.Error{At: p.place(at, at), Message: message}
}
