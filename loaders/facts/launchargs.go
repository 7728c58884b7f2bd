package facts

import (
	"slices"
	"strings"

	"github.com/pacheck/pacheck/loaders/source"
)

// pathFlags are the options that open a folder of the host to a server.
var pathFlags = []string{
	"--root", "--roots", "--root-dir", "--allowed-dir", "--allowed-dirs", "--allowed-directory", "--allowed-directories",
	"--allowed-path", "--allowed-paths", "--allow-dir", "--add-dir",
}

// bindNames are the options that give the address to listen on.
var bindNames = []string{"--host", "--bind", "--listen", "--address", "--addr", "--bind-address", "--listen-address", "--bind-addr", "--hostname"}

// bindVariables are the variables that give the address to listen on, as ends of names.
var bindVariables = []string{"HOST", "BIND", "LISTEN", "ADDRESS", "BIND_ADDRESS", "LISTEN_ADDRESS"}

// grantPaths states the folders that the arguments of a server open.
func (l *Launch) grantPaths(args []source.Text) {
	positional := strings.Contains(strings.ToLower(l.Package.V), "filesystem") || strings.Contains(l.Program, "filesystem")
	for i, arg := range args {
		name, value, found := strings.Cut(arg.V, "=")
		switch {
		case found && slices.Contains(pathFlags, name):
			l.grantList(name, source.Say(value, arg.At.Sub(arg.V, len(name)+1, len(arg.V))))
		case i > 0 && slices.Contains(pathFlags, args[i-1].V):
			l.grantList(args[i-1].V, arg)
		case strings.HasPrefix(arg.V, "-"):
		case positional:
			l.grantPath("", arg)
		default:
			positional = strings.Contains(strings.ToLower(arg.V), "server-filesystem") || strings.Contains(strings.ToLower(arg.V), "filesystem-server")
		}
	}
}

// grantList states one folder, or several that commas separate.
func (l *Launch) grantList(flag string, t source.Text) {
	start := 0
	for part := range strings.SplitSeq(t.V, ",") {
		l.grantPath(flag, subWord(t, part, start, start+len(part)))
		start += len(part) + 1
	}
}

// grantPath states one folder.
func (l *Launch) grantPath(flag string, t source.Text) {
	if strings.TrimSpace(t.V) == "" {
		return
	}
	item, class := SensitivePath(t.V)
	l.Paths = append(l.Paths, PathGrant{At: t.At, Path: t.V, Flag: flag, Sensitive: item, Class: class, Root: RootPath(t.V)})
}

// bindFlags states the arguments that make a server listen on every interface.
func (l *Launch) bindFlags(args []source.Text) {
	for i, arg := range args {
		name, value, found := strings.Cut(arg.V, "=")
		at := arg.At
		switch {
		case found:
			at = arg.At.Sub(arg.V, len(name)+1, len(arg.V))
		case i+1 < len(args):
			value, at = args[i+1].V, args[i+1].At
		}
		if slices.Contains(bindNames, name) && everywhere.MatchString(value) {
			l.Binds = append(l.Binds, Bind{At: at, Address: value, Flag: name, InContainer: l.Image != nil})
		}
	}
}

// BindVariables are the variables that make a server listen on every interface.
func BindVariables(env []EnvVar) []Bind {
	var binds []Bind
	for _, v := range env {
		key := strings.ToUpper(v.Key.V)
		named := slices.ContainsFunc(bindVariables, func(n string) bool { return key == n || strings.HasSuffix(key, "_"+n) })
		if named && everywhere.MatchString(v.Value.V) {
			binds = append(binds, Bind{At: v.Value.At, Address: v.Value.V, Flag: v.Key.V, InContainer: v.InContainer})
		}
	}
	return binds
}

// newRegistry states a package index.
func newRegistry(flag string, address source.Text, adds bool) Registry {
	r := Registry{At: address.At, Flag: flag, URL: address.V, Adds: adds}
	if u := ParseURL(address); u != nil && !u.Variable && strings.Contains(address.V, "://") {
		r.Host, r.HTTP = u.Host, u.Scheme == "http" && !u.Loopback
	}
	return r
}
