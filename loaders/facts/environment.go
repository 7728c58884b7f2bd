package facts

import (
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/pacheck/pacheck/loaders/source"
)

// EnvFact is a variable or an argument that changes how a program is loaded or how it trusts others.
type EnvFact struct {
	At    source.Place `json:"-"`
	Key   string       `json:"key" doc:"The variable or the option."`
	Value string       `json:"value,omitempty" doc:"Its value as written, where it has one."`
	Why   string       `json:"why,omitempty" doc:"What the value does, in a few words."`
}

// LoaderOverrides are the variables that make the loader or the interpreter of a program run code from
// elsewhere before the program itself.
func LoaderOverrides(env []EnvVar) []EnvFact {
	var found []EnvFact
	for _, v := range env {
		value := strings.TrimSpace(v.Value.V)
		judge, ok := loaderJudges[v.Key.V]
		if !ok || value == "" || v.InContainer && slices.Contains(containerPaths, v.Key.V) {
			continue
		}
		if why := judge(value); why != "" {
			found = append(found, EnvFact{At: v.Value.At, Key: v.Key.V, Value: v.Value.V, Why: why})
		}
	}
	return found
}

// containerPaths are the variables whose values in a container speak of the image's own folders.
var containerPaths = []string{"PATH", "PYTHONPATH", "NODE_PATH", "PYTHONHOME", "PERL5LIB", "RUBYLIB", "LD_LIBRARY_PATH", "GIT_EXEC_PATH"}

// loaderJudges say of the value of each variable why it loads code, or "".
var loaderJudges = map[string]func(string) string{
	"LD_PRELOAD":            always("preloads a library"),
	"LD_AUDIT":              always("preloads a library"),
	"DYLD_INSERT_LIBRARIES": always("preloads a library"),
	"LD_LIBRARY_PATH":       libraryPath,
	"DYLD_LIBRARY_PATH":     libraryPath,
	"NODE_OPTIONS":          options("preloads a module", nodePreload),
	"PERL5OPT":              options("preloads a module", perlPreload),
	"RUBYOPT":               options("preloads a module", rubyPreload),
	"JAVA_TOOL_OPTIONS":     options("loads an agent", javaPreload),
	"_JAVA_OPTIONS":         options("loads an agent", javaPreload),
	"NODE_PATH":             modulePath,
	"PYTHONPATH":            modulePath,
	"PYTHONHOME":            modulePath,
	"PERL5LIB":              modulePath,
	"RUBYLIB":               modulePath,
	"GIT_EXEC_PATH":         modulePath,
	"PYTHONSTARTUP":         startFile,
	"BASH_ENV":              startFile,
	"ENV":                   startFile,
	"GIT_SSH_COMMAND":       sshCommand,
	"PATH":                  searchPath,
}

var (
	nodePreload = regexp.MustCompile(`(?:^|\s)(?:--require|-r|--import|--loader|--experimental-loader)(?:[=\s]|$)`)
	perlPreload = regexp.MustCompile(`(?:^|\s)-[mMdI]`)
	rubyPreload = regexp.MustCompile(`(?:^|\s)-[rI]`)
	javaPreload = regexp.MustCompile(`-(?:javaagent|agentlib|agentpath)|-Xbootclasspath`)
	sshProxy    = regexp.MustCompile(`(?i)ProxyCommand|LocalCommand|[;|&]`)
)

// always is the judge of variables of which every value loads code.
func always(why string) func(string) string { return func(string) string { return why } }

// options is the judge of variables that hold options.
func options(why string, re *regexp.Regexp) func(string) string {
	return func(value string) string {
		if re.MatchString(value) {
			return why
		}
		return ""
	}
}

// modulePath judges a list of folders that modules are loaded from.
func modulePath(value string) string {
	if slices.ContainsFunc(splitPathList(value), outsideRepository) {
		return "loads modules from outside the repository"
	}
	return ""
}

// systemFolders hold what the operating system or its package manager installs.
var systemFolders = []string{"/usr", "/lib", "/lib64", "/opt", "/nix", "/System", "/Library", "C:/Windows", "C:/Program Files", "C:/Program Files (x86)"}

// libraryPath judges a list of folders that shared libraries are loaded from.
func libraryPath(value string) string {
	for _, p := range splitPathList(value) {
		clean := NormalisePath(p)
		system := slices.ContainsFunc(systemFolders, func(f string) bool { return clean == f || strings.HasPrefix(clean, f+"/") })
		if outsideRepository(p) && !system {
			return "loads libraries from outside the repository"
		}
	}
	return ""
}

// startFile judges a file that is run at the start.
func startFile(value string) string {
	if strings.ContainsAny(value, `/\`) || strings.HasSuffix(value, ".sh") || strings.HasSuffix(value, ".py") {
		return "runs a file at the start"
	}
	return ""
}

// sshCommand judges the program that git connects with.
func sshCommand(value string) string {
	program, _, _ := strings.Cut(value, " ")
	if name := programName(program); name != "ssh" && name != "plink" || sshProxy.MatchString(value) {
		return "runs a command at every connection"
	}
	return ""
}

var (
	// openFolder matches folders that everybody or every program of the user may write.
	openFolder = regexp.MustCompile(`(?i)^(?:/tmp|/var/tmp|/private/tmp|/dev/shm|%te?mp%|\$\{?tmpdir\}?|\$env:te?mp|[a-z]:/(?:windows/)?te?mp|/users/public|~|~/downloads)(?:/|$)`)
	// toolFolder matches the folders in a home directory in which version managers and installers keep programs.
	toolFolder = regexp.MustCompile(`^~/(?:\.[^/]+/(?:.*/)?(?:bin|shims)|\.[^/]+|go/bin|bin)$`)
)

// searchPath judges PATH by its first folder.
func searchPath(value string) string {
	first := NormalisePath(splitPathList(value)[0])
	if openFolder.MatchString(first) && !toolFolder.MatchString(first) && !placeholderPath(first) {
		return "searches a folder first that others can write"
	}
	return ""
}

// splitPathList splits a list of folders at colons or, as Windows does, semicolons.
func splitPathList(value string) []string {
	if strings.Contains(value, ";") || windowsDrive.MatchString(value) {
		return strings.Split(value, ";")
	}
	var list []string
	for rest := value; ; {
		var first string
		first, rest = cutOutside(rest, ":")
		list = append(list, first)
		if rest == "" {
			return list
		}
		rest = rest[1:]
	}
}

// outsideRepository says whether a folder is certainly not one of the repository: an absolute one, one in
// the home directory or one above. Placeholders and the paths of examples may be inside.
func outsideRepository(p string) bool {
	clean := NormalisePath(p)
	if clean == "" || placeholderPath(clean) {
		return false
	}
	return path.IsAbs(clean) || clean == "~" || strings.HasPrefix(clean, "~/") || windowsDrive.MatchString(clean) ||
		clean == ".." || strings.HasPrefix(clean, "../")
}

// RegistryVariables are the package indexes that variables of package managers name.
func RegistryVariables(env []EnvVar) []Registry {
	var found []Registry
	for _, v := range env {
		adds, ok := registryVariables[strings.ToUpper(v.Key.V)]
		if ok && strings.TrimSpace(v.Value.V) != "" {
			found = append(found, newRegistry(v.Key.V, v.Value, adds))
		}
	}
	return found
}

// registryVariables are the variables that name an index, and whether it is one besides the default.
var registryVariables = map[string]bool{
	"NPM_CONFIG_REGISTRY": false, "UV_INDEX_URL": false, "UV_DEFAULT_INDEX": false, "PIP_INDEX_URL": false,
	"UV_EXTRA_INDEX_URL": true, "PIP_EXTRA_INDEX_URL": true, "UV_INDEX": true, "PIP_FIND_LINKS": true, "UV_FIND_LINKS": true,
}
