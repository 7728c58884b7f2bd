package source

import "encoding/json"

// Field is one value of the normalized document together with the place that states it. The zero Field
// is absent: the file does not say. A stated empty value is Set. In JSON a Field is its value, and an
// absent one (with omitzero) is left out.
type Field[T any] struct {
	V   T
	At  Place // zero where the value was worked out rather than stated
	Set bool
}

// Say makes a Field that is set.
func Say[T any](v T, at Place) Field[T] { return Field[T]{V: v, At: at, Set: true} }

// IsZero says whether the field is absent.
func (f Field[T]) IsZero() bool { return !f.Set }

// MarshalJSON writes the value alone; a list that is stated is a list, also where nothing is in it.
func (f Field[T]) MarshalJSON() ([]byte, error) {
	data, err := json.Marshal(f.V)
	if string(data) == "null" {
		data = []byte("[]")
	}
	return data, err
}

// Place is the place that states the field.
func (f Field[T]) Place() Place { return f.At }

// Value is the value, for readers that know fields by reflection only.
func (f Field[T]) Value() any { return f.V }

// The common fields.
type (
	// Text is a text.
	Text = Field[string]
	// Flag is a truth value.
	Flag = Field[bool]
	// Amount is a number.
	Amount = Field[float64]
	// Texts is a list of texts, each with its place.
	Texts = Field[[]Text]
)

// Field is the text of a String, Number or Bool; absent for anything else, an explicit null included.
func (n *Node) Field() Text {
	if n == nil || n.Kind != String && n.Kind != Number && n.Kind != Bool {
		return Text{}
	}
	return Say(n.Value, n.Place)
}

// Flag is the value of a Bool; absent for anything else.
func (n *Node) Flag() Flag {
	v, ok := n.Bool()
	if !ok {
		return Flag{}
	}
	return Say(v, n.Place)
}

// Amount is the value of a Number; absent for anything else.
func (n *Node) Amount() Amount {
	v, ok := n.Number()
	if !ok {
		return Amount{}
	}
	return Say(v, n.Place)
}

// Texts is a List of scalars as a list, and one scalar as a list of one; items that are no scalars are
// left out. It is absent where n is nil, null or a Map.
func (n *Node) Texts() Texts {
	switch {
	case n == nil || n.Kind == Null || n.Kind == Map:
		return Texts{}
	case n.Kind != List:
		return Say([]Text{n.Field()}, n.Place)
	}
	items := make([]Text, 0, len(n.Items))
	for _, item := range n.Items {
		if w := item.Field(); w.Set {
			items = append(items, w)
		}
	}
	return Say(items, n.Place)
}
