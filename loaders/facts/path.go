package facts

import (
	"path"
	"regexp"
	"slices"
	"strings"
)

// The classes of sensitive places that SensitivePath knows.
const (
	ContainerSocket = "container_socket" // root on the host for whoever can talk to it
	WholeDisk       = "root"             // the root of the file system or of a drive
	HomeDirectory   = "home"             // a home directory or the folder of all of them
	CredentialStore = "credentials"      // a folder that programs keep credentials in
	SystemDirectory = "system"           // configuration and devices of the operating system
)

// homeSpellings are the ways of writing the home directory at the start of a path, longest first.
var homeSpellings = []string{
	"${localEnv:USERPROFILE}", "${env:USERPROFILE}", "${localEnv:HOME}", "${USERPROFILE}", "$env:USERPROFILE", "%USERPROFILE%",
	"${env:HOME}", "${userHome}", "{env:HOME}", "$env:HOME", "%HOMEPATH%", "${HOME}", "%HOME%", "$HOME", "~",
}

var (
	windowsDrive = regexp.MustCompile(`^[A-Za-z]:([\\/]|$)`)
	someonesHome = regexp.MustCompile(`^(?:/home/[^/*]+|/Users/[^/*]+|/root)(/|$)`)
	parentTree   = regexp.MustCompile(`^\.\./\.\.(?:/\.\.)*$`)
	trailingGlob = regexp.MustCompile(`(?:/\*+)+$`)
	windowsRoot  = regexp.MustCompile(`^(?:[A-Za-z]:/?|/mnt/[a-z])$`)
)

// rootPaths are the places that no task in a repository needs the whole of, in the form of NormalisePath.
var rootPaths = []string{"/", "~", "/home", "/Users", "/etc", "/var"}

// sensitivePath is an item of the list of sensitive places, in the form of NormalisePath.
type sensitivePath struct{ path, class string }

var sensitivePaths = []sensitivePath{
	{"/", WholeDisk}, {"~", HomeDirectory}, {"/home", HomeDirectory}, {"/Users", HomeDirectory},
	{"/var/run/docker.sock", ContainerSocket}, {"/run/docker.sock", ContainerSocket}, {"/var/run/containerd", ContainerSocket},
	{"~/.ssh", CredentialStore}, {"~/.aws", CredentialStore}, {"~/.kube", CredentialStore}, {"~/.gnupg", CredentialStore},
	{"~/.docker", CredentialStore}, {"~/.config", CredentialStore},
	{"/etc", SystemDirectory}, {"/proc", SystemDirectory}, {"/sys", SystemDirectory}, {"/dev", SystemDirectory},
}

// containerSockets are the file names of the control sockets of container engines, wherever they lie.
var containerSockets = []string{"docker.sock", "podman.sock", "containerd.sock", "crio.sock", "docker_engine"}

// NormalisePath writes a path of a manifest in one way: without quotes and "./", with slashes, and with
// "~" for the home directory however it is written, a literal one such as /home/ada included. Globs and
// other placeholders are kept. An empty text stays empty.
func NormalisePath(text string) string {
	p := strings.Trim(strings.TrimSpace(text), `"'`)
	if p == "" {
		return ""
	}
	if windowsDrive.MatchString(p) || !strings.Contains(p, "/") || strings.HasPrefix(p, "%") {
		p = strings.ReplaceAll(p, `\`, "/")
	}
	if windowsDrive.MatchString(p) && strings.HasPrefix(strings.ToLower(p[2:]), "/users") {
		p = "/Users" + p[len("C:/users"):]
	}
	for _, home := range homeSpellings {
		rest, found := strings.CutPrefix(p, home)
		if found && (rest == "" || rest[0] == '/' || rest[0] == '\\') {
			p = "~" + strings.ReplaceAll(rest, `\`, "/")
			break
		}
	}
	p = path.Clean(p)
	if home := someonesHome.FindStringIndex(p); home != nil {
		p = strings.TrimSuffix("~/"+p[home[1]:], "/")
	}
	return p
}

// RootPath says whether a path opens the whole file system or a drive, a home directory or all of them,
// /etc, /var, or a tree two or more folders above; also with a glob at its end.
func RootPath(text string) bool {
	p := withoutGlob(NormalisePath(text))
	if slices.Contains(rootPaths, p) {
		return true
	}
	return windowsRoot.MatchString(p) || parentTree.MatchString(p)
}

// SensitivePath says which sensitive place of the host a path is or contains, and of which class that
// is; both are empty for an ordinary path, for paths of the workspace and for those that begin with
// a placeholder other than the home directory.
func SensitivePath(text string) (item, class string) {
	p := withoutGlob(NormalisePath(text))
	if p == "" {
		return "", ""
	}
	for _, socket := range containerSockets {
		if path.Base(p) == socket {
			return p, ContainerSocket
		}
	}
	if windowsRoot.MatchString(p) {
		return p, WholeDisk
	}
	for _, s := range sensitivePaths {
		if p == s.path {
			return s.path, s.class
		}
	}
	for _, s := range sensitivePaths {
		if strings.HasPrefix(s.path, p+"/") {
			return s.path, s.class
		}
	}
	return "", ""
}

// withoutGlob takes "/**", "/*" and the like off the end of a path.
func withoutGlob(p string) string {
	short := trailingGlob.ReplaceAllString(p, "")
	if short == "" && p != "" {
		return "/"
	}
	return short
}

// placeholderPath says whether a path is an example's: it holds angle brackets or words such as
// "/path/to/".
func placeholderPath(p string) bool {
	return strings.ContainsAny(p, "<>") || strings.Contains(p, "path/to/") || strings.Contains(strings.ToLower(p), "your")
}
