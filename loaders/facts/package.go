package facts

import (
	"regexp"
	"strings"

	"github.com/pacheck/pacheck/loaders/source"
)

// The kinds of pin, from the best to the worst. An image has digest, version, tag, latest, none or
// variable; a package all but digest and version.
const (
	PinDigest   = "digest"   // of an image, by content
	PinExact    = "exact"    // one version
	PinVersion  = "version"  // of an image, a tag that is a full version number
	PinGitSHA   = "git_sha"  // a full commit
	PinLocal    = "local"    // a file or folder
	PinLock     = "lock"     // only what is installed already, so that a lock file decides
	PinVariable = "variable" // a placeholder decides
	PinGitRef   = "git_ref"  // a branch or tag of a repository, or its default branch
	PinURL      = "url"      // an address without version
	PinRange    = "range"    // several versions
	PinTag      = "tag"      // a label that can be moved, other than latest
	PinLatest   = "latest"   // the label latest
	PinNone     = "none"     // nothing is said
)

// packageSpec is a package as a runner is given it.
type packageSpec struct {
	text      source.Text // as written
	name      string
	version   string
	pin       string
	ecosystem string // where it is not the one of the runner
}

// loose says whether the package can change from one start to the next.
func (p packageSpec) loose() bool {
	switch p.pin {
	case PinGitRef, PinURL, PinRange, PinTag, PinLatest, PinNone:
		return true
	}
	return false
}

var (
	exactNPM     = Lookup("exact_npm")
	exactPy      = Lookup("exact_py")
	gitSHA       = Lookup("git_sha")
	exactGo      = regexp.MustCompile(`^v\d+\.\d+\.\d+(?:[-+][0-9A-Za-z.+-]+)?$`)
	versionPath  = regexp.MustCompile(`@v?\d+\.\d+\.\d+(?:[-+][0-9A-Za-z.-]+)?(?:/|$|\?)`)
	npmGit       = regexp.MustCompile(`^(?:git\+|git:|git@|github:|gitlab:|bitbucket:|gist:)|^[\w.-]+/[\w.-]+(?:#.*)?$|\.git(?:#.*)?$|^https://(?:github|gitlab)\.com/[^/]+/[^/]+/?(?:#.*)?$`)
	rangeVersion = regexp.MustCompile(`^[v=^~<>*xX\d\s|.-]*[\^~<>*=\d]|^[xX]$`)
	localPath    = regexp.MustCompile(`^(?:\.{1,2}$|\.{0,2}[/\\]|~|file:|[A-Za-z]:[\\/]|[$%{<].*[>}%A-Za-z][/\\])`)
	pyOperator   = regexp.MustCompile(`\s*(?:[=<>~!]=|[<>@;\[ ])`)
)

// readSpec reads a package of an ecosystem.
func readSpec(ecosystem string, spec source.Text) packageSpec {
	var p packageSpec
	text := strings.Trim(strings.TrimSpace(spec.V), `"'`)
	switch {
	case localPath.MatchString(text):
		p = packageSpec{name: text, pin: PinLocal}
	case placeholder.MatchString(text):
		p = packageSpec{name: text, pin: PinVariable}
	case ecosystem == "npm":
		p = readNPM(text)
	case ecosystem == "pypi":
		p = readPy(text)
	default:
		p = readGo(text)
	}
	p.text = spec
	return p
}

// readNPM reads a package of npm.
func readNPM(text string) packageSpec {
	text = strings.TrimPrefix(text, "npm:")
	if rest, found := strings.CutPrefix(text, "jsr:"); found {
		p := npmVersion(cutVersion(rest))
		p.ecosystem = "jsr"
		return p
	}
	if npmGit.MatchString(text) {
		return readGit(text, "#")
	}
	if strings.HasPrefix(text, "https://") || strings.HasPrefix(text, "http://") {
		return packageSpec{name: text, pin: PinURL}
	}
	name, version := cutVersion(text)
	if real, found := strings.CutPrefix(version, "npm:"); found {
		return npmVersion(cutVersion(real))
	}
	return npmVersion(name, version)
}

// cutVersion cuts a package of npm at the "@" that is not its first character.
func cutVersion(text string) (name, version string) {
	if at := strings.Index(text[min(1, len(text)):], "@"); at >= 0 {
		return text[:at+1], text[at+2:]
	}
	return text, ""
}

// npmVersion states the pin of a name and a version of npm.
func npmVersion(name, version string) packageSpec {
	p := packageSpec{name: name, version: version}
	switch {
	case version == "":
		p.pin = PinNone
	case exactNPM.MatchString(name + "@" + version):
		p.pin = PinExact
	case version == "latest":
		p.pin = PinLatest
	case rangeVersion.MatchString(version):
		p.pin = PinRange
	default:
		p.pin = PinTag
	}
	return p
}

// readGit reads the address of a repository; mark stands before the revision.
func readGit(text, mark string) packageSpec {
	p := packageSpec{name: text, pin: PinGitRef}
	if at := strings.LastIndex(text, mark); at > strings.LastIndex(text, "://")+2 && at > strings.LastIndex(text, "/") || at > 0 && mark == "#" {
		p.name, p.version = text[:at], text[at+1:]
	}
	if mark == "@" {
		p.version, _, _ = strings.Cut(p.version, "#")
	}
	if gitSHA.MatchString(text) {
		p.pin = PinGitSHA
	}
	return p
}

// readPy reads a requirement of Python.
func readPy(text string) packageSpec {
	if _, address, found := strings.Cut(text, " @ "); found {
		text = strings.TrimSpace(address)
	}
	switch {
	case strings.HasPrefix(text, "git+"):
		return readGit(text, "@")
	case strings.HasPrefix(text, "https://"), strings.HasPrefix(text, "http://"):
		return packageSpec{name: text, pin: PinURL}
	case strings.Contains(text, "/"), strings.HasSuffix(text, ".whl"):
		return packageSpec{name: text, pin: PinLocal}
	}
	p := packageSpec{name: text, pin: PinNone}
	if at := pyOperator.FindStringIndex(text); at != nil {
		p.name = text[:at[0]]
		rest := text[at[0]:]
		if end := strings.IndexByte(rest, ']'); strings.HasPrefix(rest, "[") && end > 0 {
			rest = rest[end+1:]
		}
		p.version = strings.TrimLeft(strings.TrimSpace(rest), "=@")
	}
	switch {
	case p.version == "":
	case exactPy.MatchString(text):
		p.pin = PinExact
	case p.version == "latest":
		p.pin = PinLatest
	default:
		p.pin = PinRange
	}
	return p
}

// readGo reads what go run is given.
func readGo(text string) packageSpec {
	name, version, found := strings.Cut(text, "@")
	p := packageSpec{name: name, version: version}
	switch {
	case !found && (strings.HasSuffix(name, ".go") || !strings.Contains(strings.Split(name, "/")[0], ".")):
		p.pin = PinLocal
	case !found:
		p.pin = PinLock
	case exactGo.MatchString(version):
		p.pin = PinExact
	case version == "latest":
		p.pin = PinLatest
	case gitSHA.MatchString("@" + version):
		p.pin = PinGitSHA
	default:
		p.pin = PinGitRef
	}
	return p
}

// readScriptSpec reads what deno or bun is told to run; the pin is empty for a file of the repository.
func readScriptSpec(spec source.Text) packageSpec {
	p := packageSpec{text: spec}
	text := spec.V
	switch {
	case placeholder.MatchString(text):
	case strings.HasPrefix(text, "npm:"):
		p = readNPM(text)
		p.ecosystem = "npm"
	case strings.HasPrefix(text, "jsr:"):
		p = readNPM(text)
	case strings.HasPrefix(text, "https://"), strings.HasPrefix(text, "http://"):
		p = packageSpec{name: text, pin: PinURL, ecosystem: "url"}
		if versionPath.MatchString(text) {
			p.pin = PinExact
		}
	}
	p.text = spec
	return p
}
