package loaders

import (
	"io"
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/pacheck/pacheck/loaders/facts"
	"github.com/pacheck/pacheck/loaders/source"
)

// nearby states what the files around a server's configuration say of how it is started or reached: a
// package that a lock file fixes, an image that is built here, a service that a compose file starts.
func (s *Server) nearby(f *source.File) {
	if f == nil || f.Dir == nil {
		return
	}
	if l := s.Launch; l != nil && l.Pin == facts.PinNone && slices.Contains(localRunners, l.Runner) && lockedPackage(f, l.Package.V) {
		l.Pin = facts.PinLock
	}
	if s.Launch != nil && s.Launch.Image != nil && s.Launch.Image.Pin != facts.PinDigest {
		s.Launch.Image.Built = builtImage(f, s.Launch.Image.Repository)
	}
	if s.Endpoint != nil && s.Endpoint.SingleLabel {
		s.Endpoint.Compose = composeService(f, s.Endpoint.Host)
	}
	s.LoaderOverrides = slices.DeleteFunc(s.LoaderOverrides, func(o facts.EnvFact) bool {
		return (o.Key == "PYTHONPATH" || o.Key == "NODE_PATH") && s.ownFolder(f, o.Value)
	})
}

// personalFolder matches an absolute path in somebody's home directory.
var personalFolder = regexp.MustCompile(`^(?:/home|/Users|[A-Za-z]:[\\/]Users)[\\/][^\\/:;]+[\\/][^:;]+$`)

// ownFolder says whether a folder in somebody's home directory is their copy of the repository: the server is
// started from it, or its last parts, or the module that is run, are there in the repository.
func (s *Server) ownFolder(f *source.File, folder string) bool {
	if !personalFolder.MatchString(folder) {
		return false
	}
	folder = strings.TrimRight(strings.ReplaceAll(folder, `\`, "/"), "/")
	for i, word := range append([]source.Text{s.Cwd, s.Command}, s.Args.V...) {
		at := strings.ReplaceAll(word.V, `\`, "/")
		if strings.HasPrefix(at, folder+"/") || i == 0 && at == folder {
			return true
		}
	}
	parts := strings.Split(folder, "/")
	for i := 4; i < len(parts); i++ {
		if exists(f.Dir, path.Join(parts[i:]...)) {
			return true
		}
	}
	module := s.module()
	return module != "" && (exists(f.Dir, module) || exists(f.Dir, module+".py"))
}

// module is the path of the module that Python is told to run, else empty.
func (s *Server) module() string {
	return strings.ReplaceAll(s.optionValue("-m"), ".", "/")
}

// optionValue is the argument behind an option, else empty.
func (s *Server) optionValue(option string) string {
	for i, arg := range s.Args.V {
		if i > 0 && s.Args.V[i-1].V == option {
			return arg.V
		}
	}
	return ""
}

// localRunners are the package runners that run what the project has installed, where it has.
var localRunners = []string{"npx", "npm exec", "npm x", "bunx", "bun x"}

// lockFiles are the lock files of package managers for npm.
var lockFiles = []string{"package-lock.json", "npm-shrinkwrap.json", "pnpm-lock.yaml", "yarn.lock", "bun.lock", "bun.lockb"}

// lockedPackage says whether a package.json around f depends on a package, and a lock file there or above
// fixes what it depends on.
func lockedPackage(f *source.File, name string) bool {
	depends := false
	for _, dir := range around(f) {
		n := nearbyTree(f, path.Join(dir, "package.json"))
		for _, key := range []string{"dependencies", "devDependencies"} {
			depends = depends || n.Get(key).Get(name) != nil
		}
		for _, lock := range lockFiles {
			if depends && exists(f.Dir, path.Join(dir, lock)) {
				return true
			}
		}
	}
	return false
}

// composeFiles are the names of compose files.
var composeFiles = []string{
	"compose.yaml", "compose.yml", "docker-compose.yaml", "docker-compose.yml", ".devcontainer/docker-compose.yml", ".devcontainer/compose.yaml",
}

// composeService says whether a compose file around f has a service of a name.
func composeService(f *source.File, host string) bool {
	for _, dir := range around(f) {
		for _, name := range composeFiles {
			if nearbyTree(f, path.Join(dir, name)).At("services", host) != nil {
				return true
			}
		}
	}
	return false
}

// The files in which an image is built, and those that say how.
var (
	imageFiles = []string{"Dockerfile", "Containerfile", "docker/Dockerfile"}
	buildFiles = []string{
		"Makefile", "makefile", "justfile", "Taskfile.yml", "package.json", "build.sh", "docker/build.sh", "scripts/build.sh",
		"README.md", "readme.md", "docker/README.md",
	}
	buildCommand = regexp.MustCompile(`\b(?:docker|podman|nerdctl|buildx|buildah)[ \t]+(?:image[ \t]+)?(?:build|bud)\b`)
)

// builtImage says whether there is a file that builds an image around f, and a build step that names the
// image as a repository without tag.
func builtImage(f *source.File, repository string) bool {
	if strings.HasPrefix(repository, "localhost/") {
		return true // the prefix under which podman keeps what was built
	}
	named := regexp.MustCompile(`(?:-t|--tag)[ =]+["']?` + regexp.QuoteMeta(repository) + `(?::[^\s"']+)?["']?(?:\s|$)`)
	recipe, step := false, false
	for _, dir := range around(f) {
		recipe = recipe || slices.ContainsFunc(imageFiles, func(name string) bool { return exists(f.Dir, path.Join(dir, name)) })
		step = step || slices.ContainsFunc(buildFiles, func(name string) bool {
			text := nearbyText(f, path.Join(dir, name))
			return buildCommand.MatchString(text) && named.MatchString(text)
		}) || composeBuilds(f, dir, repository)
	}
	return recipe && step
}

// composeBuilds says whether a compose file in a folder builds an image.
func composeBuilds(f *source.File, dir, repository string) bool {
	for _, name := range composeFiles {
		for _, p := range entriesOf(nearbyTree(f, path.Join(dir, name)).Get("services")) {
			image := facts.ParseImage(p.Value.Get("image").Field())
			if p.Value.Has("build") && image != nil && image.Repository == repository {
				return true
			}
		}
	}
	return false
}

// around are the folder of a file and those above it, up to the root.
func around(f *source.File) []string {
	var dirs []string
	for dir := path.Dir(f.Path); ; dir = path.Dir(dir) {
		dirs = append(dirs, dir)
		if dir == "." || dir == "/" {
			return dirs
		}
	}
}

// maxNearby is the size in bytes up to which a neighbour of a file is read.
const maxNearby = 512 << 10

// nearbyText is the text of a file of the repository, empty where it cannot be read or is too large.
func nearbyText(f *source.File, name string) string {
	file, err := f.Dir.Open(name)
	if err != nil {
		return ""
	}
	defer file.Close() //nolint:errcheck // nothing was written
	if info, err := file.Stat(); err != nil || !info.Mode().IsRegular() {
		return ""
	}
	data, err := io.ReadAll(io.LimitReader(file, maxNearby+1))
	if err != nil || len(data) > maxNearby {
		return ""
	}
	return string(data)
}

// nearbyTree is the tree of a file of the repository, nil where there is none.
func nearbyTree(f *source.File, name string) *source.Node {
	text := nearbyText(f, name)
	if text == "" {
		return nil
	}
	g := source.Read(name, []byte(text))
	g.Parse()
	return g.Root
}
