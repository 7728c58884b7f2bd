package facts

import (
	"math/big"
	"slices"
	"strconv"
	"strings"

	"github.com/pacheck/pacheck/loaders/source"
)

// schemaTwin is the first item of a List that equals an earlier one, or nil.
func schemaTwin(n *source.Node) *source.Node {
	if len(n.Items) < 2 {
		return nil
	}
	seen := make(map[string]bool, len(n.Items))
	for _, item := range n.Items {
		key := schemaKey(item)
		if seen[key] {
			return item
		}
		seen[key] = true
	}
	return nil
}

// schemaKey is a text that two nodes share exactly when they are equal as JSON values.
func schemaKey(n *source.Node) string {
	switch n.Kind {
	case source.String:
		return "s" + strconv.Quote(n.Value)
	case source.Number:
		if v := schemaNumber(n.Value); v != nil {
			return "n" + v.RatString()
		}
		return "n" + n.Value
	case source.List:
		var b strings.Builder
		for _, item := range n.Items {
			b.WriteString(schemaKey(item) + ",")
		}
		return "[" + b.String() + "]"
	case source.Map:
		var keys []string
		for _, pair := range schemaPairs(n) {
			keys = append(keys, strconv.Quote(pair.Key.Value)+":"+schemaKey(pair.Value))
		}
		slices.Sort(keys)
		return "{" + strings.Join(keys, ",") + "}"
	}
	return "c" + n.Value
}

// schemaNumber is the value of a number as it is written in JSON or YAML; nil where it is none, or so
// large or so long that its exact value does not matter.
func schemaNumber(text string) *big.Rat {
	if len(text) > 40 {
		return nil
	}
	text = strings.ReplaceAll(strings.TrimPrefix(text, "+"), "_", "")
	if i, err := strconv.ParseInt(text, 0, 64); err == nil && !schemaOctalLike(text) {
		return new(big.Rat).SetInt64(i)
	}
	f, err := strconv.ParseFloat(text, 64)
	if err != nil || f != 0 && (f > 1e100 || f < -1e100 || -1e-100 < f && f < 1e-100) || f-f != 0 {
		return nil
	}
	v, ok := new(big.Rat).SetString(text)
	if !ok {
		return new(big.Rat).SetFloat64(f)
	}
	return v
}

// schemaOctalLike says whether ParseInt would take leading zeros for an octal number.
func schemaOctalLike(text string) bool {
	text = strings.TrimPrefix(text, "-")
	return len(text) > 1 && text[0] == '0' && '0' <= text[1] && text[1] <= '9'
}

// schemaShort shows a value in a message.
func schemaShort(n *source.Node) string {
	switch n.Kind {
	case source.String:
		if runes := []rune(n.Value); len(runes) > 40 {
			return strconv.Quote(string(runes[:40]) + "...")
		}
		return strconv.Quote(n.Value)
	case source.List:
		return "a list"
	case source.Map:
		return "an object"
	case source.Null:
		return "null"
	}
	return n.Value
}
