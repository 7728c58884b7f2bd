package source

import (
	"encoding/base64"
	"math"
	"strconv"
	"strings"
	"unicode/utf8"

	"gopkg.in/yaml.v3"
)

// scalar converts a scalar whose content starts at start. One without content stands at bare, behind
// its properties; from is the end of what comes before it.
func (r *yamlReader) scalar(n *yaml.Node, start, bare, from int) *Node {
	style := n.Style &^ yaml.TaggedStyle
	if style == 0 && n.Value == "" {
		if strings.ContainsAny(r.text[min(from, bare):bare], "\r\n") && bare == start {
			bare = from // the library names the next token instead
		}
		v := r.make(Null, bare, bare)
		r.resolve(v, n)
		return v
	}
	v := r.make(String, start, r.scalarEnd(n, style, start))
	v.Value = n.Value
	if style == 0 || n.Style&yaml.TaggedStyle != 0 {
		r.resolve(v, n)
	}
	return v
}

// scalarEnd is where the scalar that starts at start ends.
func (r *yamlReader) scalarEnd(n *yaml.Node, style yaml.Style, start int) int {
	switch style {
	case yaml.DoubleQuotedStyle:
		return doubleQuotedEnd(r.text, start)
	case yaml.SingleQuotedStyle:
		return singleQuotedEnd(r.text, start)
	case yaml.LiteralStyle, yaml.FoldedStyle:
		return blockScalarEnd(r.text, start, n.Value)
	}
	if strings.HasPrefix(r.text[start:], n.Value) {
		return start + len(n.Value)
	}
	return foldedEnd(r.text, start, n.Value)
}

func doubleQuotedEnd(text string, start int) int {
	for i := start + 1; i < len(text); i++ {
		switch text[i] {
		case '\\':
			i++
		case '"':
			return i + 1
		}
	}
	return len(text)
}

func singleQuotedEnd(text string, start int) int {
	for i := start + 1; i < len(text); i++ {
		if text[i] != '\'' {
			continue
		}
		if i+1 == len(text) || text[i+1] != '\'' {
			return i + 1
		}
		i++
	}
	return len(text)
}

// foldedEnd is where a plain scalar of several lines ends.
func foldedEnd(text string, start int, value string) int {
	end := start
	walkPlain(text[start:], func(piece string, from, to int) bool {
		if !strings.HasPrefix(value, piece) {
			return false
		}
		value = value[len(piece):]
		end = start + to
		return value != ""
	})
	return end
}

// resolve gives a plain or tagged scalar its kind.
func (r *yamlReader) resolve(v *Node, n *yaml.Node) {
	v.Value = n.Value
	tag := n.Tag
	if foreignTag(n) != "" {
		if n.Style&^yaml.TaggedStyle != 0 {
			return
		}
		tag = (&yaml.Node{Kind: yaml.ScalarNode, Value: n.Value}).ShortTag()
	}
	switch tag {
	case "!!null":
		v.Kind, v.Value = Null, ""
	case "!!bool":
		setBool(v, n.Value)
	case "!!int", "!!float":
		setNumber(v, n.Value)
	case "!!binary":
		v.Kind = String
		if text, err := base64.StdEncoding.DecodeString(strings.Join(strings.Fields(n.Value), "")); err == nil && utf8.Valid(text) {
			v.Value = string(text)
		}
	default:
		v.Kind = String
		if n.Style == 0 && tag == "!!str" {
			setBool(v, n.Value)
		}
	}
}

// setBool makes v a Bool where text is one, in YAML 1.2 or 1.1, but for the letters y and n alone.
func setBool(v *Node, text string) {
	if len(text) < 2 || len(text) > 5 {
		return
	}
	switch text {
	case "true", "True", "TRUE", "yes", "Yes", "YES", "on", "On", "ON":
		v.Kind, v.Value = Bool, "true"
	case "false", "False", "FALSE", "no", "No", "NO", "off", "Off", "OFF":
		v.Kind, v.Value = Bool, "false"
	}
}

// setNumber makes v a Number where text is one that is finite. It keeps its spelling unless that is
// none of the decimal ones.
func setNumber(v *Node, text string) {
	v.Kind = String
	plain := strings.ReplaceAll(text, "_", "")
	if i, err := strconv.ParseInt(plain, 0, 64); err == nil {
		v.Kind = Number
		if digits := strings.TrimLeft(plain, "+-"); plain != text || len(digits) > 1 && digits[0] == '0' {
			v.Value = strconv.FormatInt(i, 10)
		}
		return
	}
	if u, err := strconv.ParseUint(plain, 0, 64); err == nil {
		v.Kind, v.Value = Number, strconv.FormatUint(u, 10)
		return
	}
	if x, err := strconv.ParseFloat(plain, 64); err == nil && !math.IsInf(x, 0) && !math.IsNaN(x) {
		v.Kind, v.Value = Number, plain
	}
}
