package facts

import (
	"net/netip"
	"regexp"
	"slices"
	"strings"

	"github.com/pacheck/pacheck/loaders/source"
)

// URL is an address that a manifest gives, taken apart. Parts that hold a placeholder are kept as they
// are written. User information and query are left out, because they may be secret.
type URL struct {
	At          source.Place `json:"-"`
	Scheme      string       `json:"scheme,omitempty" doc:"The scheme in lower case, such as https; empty where a variable gives it."`
	Host        string       `json:"host,omitempty" doc:"The host in lower case without port, brackets and user information."`
	Port        string       `json:"port,omitempty" doc:"The port as written."`
	Path        string       `json:"path,omitempty" doc:"The path, without query and fragment."`
	Loopback    bool         `json:"loopback,omitempty" doc:"The host is this machine: localhost, 127.0.0.0/8, ::1, *.localhost, host.docker.internal or the unspecified address."`
	Private     bool         `json:"private,omitempty" doc:"The host is in a private or link-local range, or under a suffix that only a local network or a cluster resolves."`
	SingleLabel bool         `json:"single_label,omitempty" doc:"The host is a name without a dot, such as a service of a compose file."`
	Compose     bool         `json:"compose,omitempty" doc:"The host is a service of a compose file of the repository."`
	Unspecified bool         `json:"unspecified,omitempty" doc:"The host is 0.0.0.0 or [::], which as a listening address means every interface."`
	Variable    bool         `json:"variable,omitempty" doc:"A placeholder gives the scheme or the host, so that the target is not known."`
	Userinfo    bool         `json:"userinfo,omitempty" doc:"The address holds a user name or a password before the host."`
}

// placeholder matches the ways in which manifests leave a value to be filled in: ${X}, $X, {{x}}, {x},
// <x>, %X% and $(x).
var placeholder = regexp.MustCompile(`\$\{|\$\(|\$[A-Za-z_]|\{[^{}]*\}|<[A-Za-z0-9][^<>]*[A-Za-z0-9.]>|%[A-Za-z_]+%`)

var urlScheme = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9+.-]*$`)

// hostAndPort matches the start of an address without a scheme; without a port it might be a file.
var hostAndPort = regexp.MustCompile(`^(?:[\w.-]+:\d+|\[[0-9a-fA-F:.]+\]|localhost)(?:[/?#:]|$)`)

// privateSuffixes are the ends of names that no public resolver answers.
var privateSuffixes = []string{".local", ".internal", ".lan", ".home.arpa", ".svc", ".svc.cluster.local", ".intranet"}

// loopbackNames are the names of this machine besides localhost.
var loopbackNames = []string{"host.docker.internal", "gateway.docker.internal", "host.containers.internal", "host.lima.internal", "ip6-localhost"}

// ParseURL takes an address apart. It never fails: what cannot be understood is left empty. It is nil
// where t is absent or blank.
func ParseURL(t source.Text) *URL {
	text := strings.TrimSpace(t.V)
	if !t.Set || text == "" {
		return nil
	}
	u := &URL{At: t.At}
	scheme, rest, found := strings.Cut(text, "://")
	switch {
	case found && urlScheme.MatchString(scheme):
		u.Scheme = strings.ToLower(scheme)
	case found || placeholder.MatchString(text):
		u.Variable = true
		if !strings.HasSuffix(scheme, "}") || !found {
			return u
		}
	case hostAndPort.MatchString(text):
		rest = text
	default:
		u.Variable = strings.HasPrefix(text, "=") // a formula
		return u
	}
	authority, path := cutOutside(rest, "/?#")
	if i := strings.IndexAny(path, "?#"); i >= 0 {
		path = path[:i]
	}
	u.Path = path
	if at := strings.LastIndexByte(authority, '@'); at >= 0 {
		u.Userinfo, authority = true, authority[at+1:]
	}
	u.Host, u.Port = splitHost(authority)
	u.classify()
	return u
}

// cutOutside cuts text before the first of the characters that stands outside braces and angle brackets.
func cutOutside(text, characters string) (before, after string) {
	depth := 0
	for i := range len(text) {
		switch c := text[i]; {
		case c == '{' || c == '<':
			depth++
		case c == '}' || c == '>':
			depth = max(0, depth-1)
		case depth == 0 && strings.IndexByte(characters, c) >= 0:
			return text[:i], text[i:]
		}
	}
	return text, ""
}

// splitHost splits an authority without user information into host and port.
func splitHost(authority string) (host, port string) {
	if inner, ok := strings.CutPrefix(authority, "["); ok {
		host, port, _ = strings.Cut(inner, "]")
		return strings.ToLower(host), strings.TrimPrefix(port, ":")
	}
	host, port = cutOutside(authority, ":")
	if strings.Count(port, ":") > 1 && !placeholder.MatchString(port) {
		return strings.ToLower(authority), "" // an IPv6 address without brackets
	}
	if !placeholder.MatchString(host) {
		host = strings.ToLower(strings.TrimSuffix(host, "."))
	}
	return host, strings.TrimPrefix(port, ":")
}

// classify says where the host of u is.
func (u *URL) classify() {
	if placeholder.MatchString(u.Host) {
		u.Variable = true
		return
	}
	if addr, err := netip.ParseAddr(u.Host); err == nil {
		addr = addr.Unmap()
		u.Unspecified = addr.IsUnspecified()
		u.Loopback = addr.IsLoopback() || u.Unspecified
		u.Private = addr.IsPrivate() || addr.IsLinkLocalUnicast()
		return
	}
	u.Loopback = LoopbackHost(u.Host)
	u.SingleLabel = u.Host != "" && !strings.Contains(u.Host, ".") && !u.Loopback
	for _, suffix := range privateSuffixes {
		u.Private = u.Private || strings.HasSuffix(u.Host, suffix) && !u.Loopback
	}
}

// LoopbackHost says whether a host name or address, without port, is this machine.
func LoopbackHost(host string) bool {
	host = strings.ToLower(strings.Trim(host, "[]"))
	if addr, err := netip.ParseAddr(host); err == nil {
		return addr.Unmap().IsLoopback() || addr.IsUnspecified()
	}
	if host == "localhost" || strings.HasSuffix(host, ".localhost") {
		return true
	}
	return slices.Contains(loopbackNames, host)
}
