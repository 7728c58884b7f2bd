package loaders

import (
	"slices"
	"strings"

	"github.com/pacheck/pacheck/loaders/facts"
	"github.com/pacheck/pacheck/loaders/source"
)

// settingValues are the scalars that stand below keys alone, each by its dotted key. Lists are left
// out, and so is an explicit null.
func settingValues(root *source.Node) []Pair {
	var values []Pair
	var walk func(n *source.Node, prefix string)
	walk = func(n *source.Node, prefix string) {
		for _, p := range n.Pairs {
			key := prefix + p.Key.Value
			if p.Value.IsMap() {
				walk(p.Value, key+".")
			} else if v := p.Value.Field(); v.Set {
				values = append(values, Pair{Key: key, Value: v, At: p.Key.Place})
			}
		}
	}
	if root.IsMap() {
		walk(root, "")
	}
	return values
}

// pathGrants are the directories of a list, or of one text.
func pathGrants(n *source.Node) []PathGrant {
	var found []PathGrant
	for _, t := range n.Texts().V {
		found = append(found, newPathGrant(t))
	}
	return found
}

// newPathGrant states what kind of place a directory is.
func newPathGrant(t source.Text) PathGrant {
	item, class := facts.SensitivePath(t.V)
	return PathGrant{Path: t.V, Root: facts.RootPath(t.V), Sensitive: item, Class: class, At: t.At}
}

// commandPairs are the settings whose value the host runs, by their dotted keys. A list is a program and
// its arguments.
func commandPairs(root *source.Node, keys ...string) []Pair {
	var found []Pair
	for _, key := range keys {
		n := root
		at := source.Place{}
		for step := range strings.SplitSeq(key, ".") {
			at = placeOf(n.Key(step))
			n = n.Get(step)
		}
		if command := commandLine(n); command.Set {
			found = append(found, Pair{Key: key, Value: command, At: at})
		}
	}
	return found
}

// commandLine is a command as one text: a text as it is, the items of a list with blanks between them.
func commandLine(n *source.Node) source.Text {
	if !n.IsList() {
		return n.Field()
	}
	var words []string
	for _, word := range n.Texts().V {
		words = append(words, word.V)
	}
	if len(words) == 0 {
		return source.Text{}
	}
	return source.Say(strings.Join(words, " "), n.Place)
}

// setEnv states the variables that a host sets, and what is to be said of them.
func (s *Setting) setEnv(n *source.Node) {
	s.Env = pairsOf(n)
	var variables []facts.EnvVar
	for _, p := range entriesOf(n) {
		variables = append(variables, facts.EnvVar{Key: p.Key.Field(), Value: p.Value.Field()})
	}
	s.TLSOff = facts.TLSOff(variables, nil)
	s.LoaderOverrides = facts.LoaderOverrides(variables)
}

// judgeImage states how far the image of a sandbox is fixed, where there is one.
func (s *Sandbox) judgeImage() {
	if s == nil {
		return
	}
	if image := facts.ParseImage(s.Image); image != nil {
		s.ImagePin = image.Pin
	}
}

// judgeValues adds the values that switch the check of certificates off, such as requestOptions.verifySsl
// of a model, unless every address beside them is of this machine.
func (s *Setting) judgeValues() {
	for i, p := range s.Values {
		name := p.Key[strings.LastIndexByte(p.Key, '.')+1:]
		known := slices.ContainsFunc(s.TLSOff, func(f facts.EnvFact) bool { return f.At == p.Value.At })
		if p.Value.Set && !known && facts.TLSFieldOff(name, p.Value.V) && !s.isLocal(i) {
			s.TLSOff = append(s.TLSOff, facts.EnvFact{At: p.Value.At, Key: p.Key, Value: p.Value.V, Why: "switches certificate checks off"})
		}
	}
}

// isLocal says whether there are addresses among the values that share the first two parts of the key of
// value i, all of this machine.
func (s *Setting) isLocal(i int) bool {
	group := func(key string) string {
		return strings.Join(strings.SplitN(key, ".", 3)[:min(2, strings.Count(key, ".")+1)], ".")
	}
	some, all := false, true
	for _, p := range s.Values {
		if u := facts.ParseURL(p.Value); u != nil && u.Host != "" && group(p.Key) == group(s.Values[i].Key) {
			some, all = true, all && u.Loopback
		}
	}
	return some && all
}
