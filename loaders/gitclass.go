package loaders

import "strings"

// globClass reads a bracket expression at the start of p; a length of 0 means that it is malformed.
func globClass(p string) (set *byteSet, length int) {
	set = &byteSet{}
	i := 1
	negated := i < len(p) && (p[i] == '!' || p[i] == '^')
	if negated {
		i++
	}
	before := byte(0) // what a "-" would start from
	for first := true; ; first = false {
		if i >= len(p) {
			return nil, 0
		}
		if p[i] == ']' && !first {
			break
		}
		next := 0
		switch {
		case p[i] == '-' && before != 0 && i+1 < len(p) && p[i+1] != ']':
			next = classRange(set, p, i+1, before)
			before = 0
		case strings.HasPrefix(p[i:], "[:"):
			next, before = namedClass(set, p, i)
		default:
			next, before = classByte(p, i)
			if next > 0 {
				set.add(before)
			}
		}
		if next == 0 {
			return nil, 0
		}
		i = next
	}
	if negated {
		for k := range set {
			set[k] = ^set[k]
		}
	}
	set['/'>>6] &^= 1 << ('/' & 63)
	return set, i + 1
}

// classByte reads a byte, perhaps behind a backslash, and returns the index after it, 0 where there is
// none.
func classByte(p string, i int) (next int, b byte) {
	if p[i] == '\\' {
		if i++; i >= len(p) {
			return 0, 0
		}
	}
	return i + 1, p[i]
}

func classRange(set *byteSet, p string, i int, low byte) (next int) {
	next, high := classByte(p, i)
	if next == 0 {
		return 0
	}
	for b := int(low); b <= int(high); b++ {
		set.add(byte(b))
	}
	return next
}

// namedClass reads a class such as "[:alpha:]", or the bracket alone where that is none. A name that
// does not exist is malformed.
func namedClass(set *byteSet, p string, i int) (next int, before byte) {
	end := strings.IndexByte(p[i+2:], ']')
	if end < 0 {
		return 0, 0
	}
	name, ok := strings.CutSuffix(p[i+2:i+2+end], ":")
	if !ok {
		set.add('[')
		return i + 1, '['
	}
	member := asciiClass(name)
	if member == nil {
		return 0, 0
	}
	for b := range byte(128) {
		if member(b) {
			set.add(b)
		}
	}
	return i + 2 + end + 1, 0
}

// asciiClass is the test for membership of a named class; nil where there is none of the name. As in
// git, space has no vertical tab and no form feed.
func asciiClass(name string) func(byte) bool {
	lower := func(b byte) bool { return 'a' <= b && b <= 'z' }
	upper := func(b byte) bool { return 'A' <= b && b <= 'Z' }
	digit := func(b byte) bool { return '0' <= b && b <= '9' }
	alpha := func(b byte) bool { return lower(b) || upper(b) }
	graph := func(b byte) bool { return '!' <= b && b <= '~' }
	switch name {
	case "alnum":
		return func(b byte) bool { return alpha(b) || digit(b) }
	case "alpha":
		return alpha
	case "blank":
		return func(b byte) bool { return b == ' ' || b == '\t' }
	case "cntrl":
		return func(b byte) bool { return b < ' ' || b == 0x7f }
	case "digit":
		return digit
	case "graph":
		return graph
	case "lower":
		return lower
	case "print":
		return func(b byte) bool { return b == ' ' || graph(b) }
	case "punct":
		return func(b byte) bool { return graph(b) && !alpha(b) && !digit(b) }
	case "space":
		return func(b byte) bool { return b == ' ' || b == '\t' || b == '\n' || b == '\r' }
	case "upper":
		return upper
	case "xdigit":
		return func(b byte) bool { return digit(b) || 'a' <= b && b <= 'f' || 'A' <= b && b <= 'F' }
	}
	return nil
}
