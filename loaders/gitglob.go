package loaders

import "strings"

// gitGlob is a pattern of an ignore file. Like git it works on bytes: "?" is one byte, whatever the
// character set of the names.
type gitGlob struct {
	prefix string    // what the text must begin with
	steps  []globOp  // what must match the rest
	kind   globShape // of steps
	suffix string    // of globEnding
}

// globShape tells the shapes of steps that need no general matching.
type globShape uint8

const (
	globAny    globShape = iota // anything, see gitGlob.general
	globExact                   // no steps
	globEnding                  // a star and a literal, which may be empty
)

// globOp is one step of a pattern.
type globOp struct {
	kind globOpKind
	b    byte     // of opByte
	set  *byteSet // of opSet
}

type globOpKind uint8

const (
	opByte    globOpKind = iota // b
	opOne                       // any byte but a slash
	opSet                       // a byte of set, which never has the slash
	opStar                      // any number of bytes but slashes
	opDeep                      // any number of bytes
	opFolders                   // nothing, or any number of bytes and a slash
)

// byteSet is a set of bytes.
type byteSet [4]uint64

func (s *byteSet) add(b byte)      { s[b>>6] |= 1 << (b & 63) }
func (s *byteSet) has(b byte) bool { return s[b>>6]&(1<<(b&63)) != 0 }

// compileGitGlob reads a pattern; ok is false where it is malformed, which in git matches nothing.
func compileGitGlob(pattern string) (glob gitGlob, ok bool) {
	plain := strings.IndexAny(pattern, `*?[\`)
	if plain < 0 {
		return gitGlob{prefix: pattern, kind: globExact}, true
	}
	glob.prefix = pattern[:plain]
	// Git compares the prefix by itself and forgets it. Two stars right behind it, as in "a**/b", are
	// therefore at the start of what is left and may stand for slashes; as in "a?**/b" they may not.
	if glob.steps, ok = globSteps(pattern[plain:]); !ok {
		return gitGlob{}, false
	}
	if glob.steps[0].kind != opStar {
		return glob, true
	}
	var ending []byte
	for _, step := range glob.steps[1:] {
		if step.kind != opByte || step.b == '/' {
			return glob, true
		}
		ending = append(ending, step.b)
	}
	glob.kind, glob.suffix = globEnding, string(ending)
	return glob, true
}

func globSteps(p string) (steps []globOp, ok bool) {
	for i := 0; i < len(p); i++ {
		switch p[i] {
		case '\\':
			if i++; i == len(p) {
				return nil, false
			}
			steps = append(steps, globOp{kind: opByte, b: p[i]})
		case '?':
			steps = append(steps, globOp{kind: opOne})
		case '[':
			set, length := globClass(p[i:])
			if length == 0 {
				return nil, false
			}
			steps = append(steps, globOp{kind: opSet, set: set})
			i += length - 1
		case '*':
			kind, length := globStars(p, i)
			steps = append(steps, globOp{kind: kind})
			i += length - 1
		default:
			steps = append(steps, globOp{kind: opByte, b: p[i]})
		}
	}
	return steps, true
}

// globStars reads the stars at i, and the slash behind them where that is part of the step. Two or more
// are special only as a whole segment.
func globStars(p string, i int) (kind globOpKind, length int) {
	rest := strings.TrimLeft(p[i:], "*")
	length = len(p) - i - len(rest)
	switch {
	case length == 1, i > 0 && p[i-1] != '/':
		return opStar, length
	case rest == "", strings.HasPrefix(rest, `\/`):
		return opDeep, length
	case rest[0] == '/':
		return opFolders, length + 1
	}
	return opStar, length
}

func (g *gitGlob) match(s string) bool {
	rest, ok := strings.CutPrefix(s, g.prefix)
	switch {
	case !ok:
		return false
	case g.kind == globExact:
		return rest == ""
	case g.kind == globEnding:
		stem, ok := strings.CutSuffix(rest, g.suffix)
		return ok && !strings.Contains(stem, "/")
	}
	return g.general(rest)
}

// general matches the steps. When one does not match, the last star takes one byte more; when it
// cannot, the last double star does. Earlier ones need not be tried again: what they could take, a later
// one of the same power can take as well, and between slashes there is only one way to count segments.
func (g *gitGlob) general(s string) bool {
	star := globRetry{step: -1}
	deep := globRetry{step: -1}
	step, at := 0, 0
	for {
		if step == len(g.steps) && at == len(s) {
			return true
		}
		if step < len(g.steps) {
			op := &g.steps[step]
			switch {
			case op.kind == opStar:
				star = globRetry{step, at}
				step++
				continue
			case op.kind == opDeep || op.kind == opFolders:
				star, deep = globRetry{step: -1}, globRetry{step, at}
				step++
				continue
			case at < len(s) && op.matches(s[at]):
				step, at = step+1, at+1
				continue
			}
		}
		switch {
		case star.step >= 0 && star.at < len(s) && s[star.at] != '/':
			star.at++
			step, at = star.step+1, star.at
		case deep.step >= 0 && deep.advance(s, g.steps[deep.step].kind):
			star.step = -1
			step, at = deep.step+1, deep.at
		default:
			return false
		}
	}
}

// globRetry is a star, and where what follows it was last tried.
type globRetry struct{ step, at int }

// advance moves to the next place where what follows a double star may match.
func (r *globRetry) advance(s string, kind globOpKind) bool {
	if r.at >= len(s) {
		return false
	}
	if kind == opDeep {
		r.at++
		return true
	}
	slash := strings.IndexByte(s[r.at:], '/')
	r.at += slash + 1
	return slash >= 0
}

func (op *globOp) matches(b byte) bool {
	switch op.kind {
	case opByte:
		return b == op.b
	case opOne:
		return b != '/'
	}
	return op.set.has(b)
}
