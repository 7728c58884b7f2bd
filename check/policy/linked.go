package policy

//go:generate go run ./internal/genlinked

// linked is what is known of a built-in file from the time of building: its rule, and its module as the
// compiler rewrote it, which needs only few stages of the compiler to be used. Files are known by their
// digest, so a file that was changed since is simply not known, and compiled from its source.
type linked struct {
	Rule  func() *Rule // nil for a library
	Text  string
	Kinds kinds // that it looks at
	Guard func() guard
	Raw   bool     // whether it reads the parsed trees
	Facts []string // the costly facts that it may look at, of a rule
}

func (l *linked) rule() *Rule {
	if l.Rule == nil {
		return nil
	}
	return l.Rule()
}

// lookup finds a file by its digest. The printed form of modules is that of one version of OPA, so with
// any other nothing is known.
func lookup(digest [32]byte) *linked {
	if linkedWith != OPAVersion() {
		return nil
	}
	return linkedFiles[digest]
}
