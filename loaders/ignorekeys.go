package loaders

import "github.com/pacheck/pacheck/loaders/source"

// ignoreKey is the key by which an object of JSON, which has no comments, leaves findings out.
const ignoreKey = "x-pacheck-ignore"

// findIgnoreKeys lists the keys of JSON that leave findings out. Each is for all that stands in its object.
func (d *Document) findIgnoreKeys(f *source.File, role string) {
	if f.Syntax != source.JSON {
		return
	}
	var look func(n *source.Node)
	look = func(n *source.Node) {
		for _, p := range entriesOf(n) {
			if p.Key.Value == ignoreKey {
				d.addIgnores(f, role, n, p)
				continue
			}
			look(p.Value)
		}
		for _, item := range itemsOf(n) {
			look(item)
		}
	}
	for _, n := range documentsOf(f) {
		look(n)
	}
}

// addIgnores adds what the key of an object says: {"rule": …, "reason": …, "until": …}, or a list of such.
func (d *Document) addIgnores(f *source.File, role string, object *source.Node, p source.Pair) {
	said := []*source.Node{p.Value}
	if p.Value.IsList() {
		said = p.Value.Items
	}
	for _, n := range said {
		if len(d.Ignores) >= maxIgnores {
			return
		}
		i := &Ignore{File: f.Path, Role: role, At: n.Place, from: f.Position(object.Start), to: f.Position(object.End)}
		fields := map[string]*source.Text{"rule": &i.Rule, "reason": &i.Reason, "until": &i.Until}
		for _, entry := range entriesOf(n) {
			if field := fields[entry.Key.Value]; field != nil {
				*field = entry.Value.Field()
				continue
			}
			i.Unknown = source.Say(append(i.Unknown.V, source.Say(entry.Key.Value, entry.Key.Place)), entry.Key.Place)
		}
		if !n.IsMap() {
			i.Unknown = source.Say([]source.Text{source.Say(n.Value, n.Place)}, n.Place)
		}
		i.Ends = endOf(i.Until)
		d.Ignores = append(d.Ignores, i)
	}
}
