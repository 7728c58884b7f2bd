package facts

import (
	"slices"
	"strings"

	"github.com/pacheck/pacheck/loaders/source"
)

// runner is a program that fetches a package and runs it.
type runner struct {
	program      string
	verbs        []string // the words that must follow, in order: tool run
	ecosystem    string
	values       []string // options that take a value
	packages     []string // options that name the package; without them it is the first argument
	registries   []string // options that replace the package index
	extraIndexes []string // options that add a package index
	locked       []string // options that forbid to install anything
}

var (
	npmValues = strings.Fields("-p --package -c --call --registry --userconfig --globalconfig --cache --prefix -C -w --workspace -n --node-arg " +
		"--node-options --loglevel --script-shell --tag --before --cafile --https-proxy --proxy --shell --dir --reporter -F --filter --allow-build --cwd --tmp")
	uvxValues = strings.Fields(uvRunValues + " --from -b --build-constraints -c --constraints --overrides --torch-backend --with-executables-from")
	pipValues = strings.Fields("--spec --pip-args --python --index-url -i --with --backend --env-file")
	goValues  = strings.Fields("-C -mod -tags -ldflags -exec -p -pkgdir -gcflags -asmflags -overlay -modfile -buildmode -compiler")

	npmPackages   = []string{"-p", "--package"}
	npmRegistries = []string{"--registry"}
	pyRegistries  = []string{"--index-url", "-i", "--default-index"}
	pyExtras      = []string{"--extra-index-url", "--index", "--find-links", "-f"}
)

// runners are the package runners; those with more verbs stand before those with fewer.
var runners = []runner{
	{program: "npx", ecosystem: "npm", values: npmValues, packages: npmPackages, registries: npmRegistries, locked: []string{"--no-install", "--no"}},
	{program: "pnpx", ecosystem: "npm", values: npmValues, packages: npmPackages[1:], registries: npmRegistries},
	{program: "bunx", ecosystem: "npm", values: npmValues[:2], packages: npmPackages, registries: npmRegistries, locked: []string{"--no-install"}},
	{program: "npm", verbs: []string{"exec"}, ecosystem: "npm", values: npmValues, packages: npmPackages[1:], registries: npmRegistries, locked: []string{"--no"}},
	{program: "npm", verbs: []string{"x"}, ecosystem: "npm", values: npmValues, packages: npmPackages[1:], registries: npmRegistries, locked: []string{"--no"}},
	{program: "pnpm", verbs: []string{"dlx"}, ecosystem: "npm", values: npmValues, packages: npmPackages[1:], registries: npmRegistries},
	{program: "yarn", verbs: []string{"dlx"}, ecosystem: "npm", values: npmValues, packages: npmPackages, registries: npmRegistries},
	{program: "bun", verbs: []string{"x"}, ecosystem: "npm", values: npmValues[:2], packages: npmPackages, locked: []string{"--no-install"}},
	{program: "uvx", ecosystem: "pypi", values: uvxValues, packages: []string{"--from"}, registries: pyRegistries, extraIndexes: pyExtras},
	{program: "uv", verbs: []string{"tool", "run"}, ecosystem: "pypi", values: uvxValues, packages: []string{"--from"}, registries: pyRegistries, extraIndexes: pyExtras},
	{program: "pipx", verbs: []string{"run"}, ecosystem: "pypi", values: pipValues, packages: []string{"--spec"}, registries: pyRegistries, extraIndexes: pyExtras},
	{program: "go", verbs: []string{"run"}, ecosystem: "go", values: goValues},
	{program: "deno", verbs: []string{"run"}, ecosystem: "deno", values: denoValues},
	{program: "deno", verbs: []string{"x"}, ecosystem: "deno", values: denoValues},
	{program: "deno", ecosystem: "deno", values: denoValues},
	{program: "dx", ecosystem: "deno", values: denoValues},
	{program: "bun", verbs: []string{"run"}, ecosystem: "bun"},
	{program: "bun", ecosystem: "bun"},
}

var denoValues = strings.Fields("-c --config --import-map --cert --seed --location --lock --env-file --v8-flags -L --log-level --ext --conditions --preload")

// knownProgram says whether a name is one that the launch facts know, so that it may be split off a line
// and have the suffix of a Windows script taken off.
func knownProgram(name string) bool {
	if slices.Contains(shellPrograms, name) || slices.Contains(containerPrograms, name) || slices.Contains(interpreters, name) {
		return true
	}
	if _, ok := wrappers[name]; ok {
		return true
	}
	return slices.ContainsFunc(runners, func(r runner) bool { return r.program == name })
}

var interpreters = []string{"node", "python", "python3", "ruby", "perl", "php", "tsx", "ts-node", "java", "dotnet", "npm", "yarn", "pnpm"}

// run finds out whether argv is a package runner, and states what it runs. It returns the arguments of
// the package, or those of the program where there is no runner.
func (l *Launch) run(argv []source.Text) []source.Text {
	program := programName(argv[0].V)
	for _, r := range runners {
		if r.program != program {
			continue
		}
		options, rest, ok := r.match(argv[1:])
		if !ok {
			continue
		}
		if tail, ok := l.runPackage(r, options, rest); ok {
			l.noteRegistries(r, options)
			return tail
		}
	}
	return argv[1:]
}

// match says whether args hold the verbs of the runner, and splits what follows.
func (r runner) match(args []source.Text) (options []option, rest []source.Text, ok bool) {
	options, rest = splitOptions(args, r.values)
	for _, verb := range r.verbs {
		if len(rest) == 0 || rest[0].V != verb {
			return nil, nil, false
		}
		var more []option
		more, rest = splitOptions(rest[1:], r.values)
		options = append(options, more...)
	}
	return options, rest, true
}

// runPackage states the package that a runner runs; false where there is none.
func (l *Launch) runPackage(r runner, options []option, rest []source.Text) ([]source.Text, bool) {
	var specs []source.Text
	for _, o := range options {
		if slices.Contains(r.packages, o.name) && o.value.Set {
			specs = append(specs, o.value)
		}
	}
	tail := rest
	if len(specs) == 0 && len(rest) > 0 {
		specs, tail = rest[:1], rest[1:]
	}
	if r.ecosystem == "deno" || r.ecosystem == "bun" {
		return tail, len(specs) > 0 && l.runScript(r, options, specs[0])
	}
	l.Runner = strings.Join(append([]string{r.program}, r.verbs...), " ")
	l.Ecosystem = r.ecosystem
	if len(specs) == 0 {
		return tail, true
	}
	best := readSpec(r.ecosystem, specs[0])
	for _, spec := range specs[1:] {
		if p := readSpec(r.ecosystem, spec); p.loose() && !best.loose() {
			best = p
		}
	}
	if hasOption(options, r.locked...) && best.loose() {
		best.pin = PinLock
	}
	l.setPackage(best)
	if best.pin == PinURL && r.ecosystem == "npm" && !hasIntegrity(best.text.V, l.Args) {
		l.addDownload("tarball", best.text)
	}
	return tail, true
}

// setPackage states a package.
func (l *Launch) setPackage(p packageSpec) {
	l.Package = source.Say(p.name, p.text.At)
	l.Version, l.Pin = p.version, p.pin
	if p.ecosystem != "" {
		l.Ecosystem = p.ecosystem
	}
}

// runScript states what deno or bun runs where that is not a file of the repository.
func (l *Launch) runScript(r runner, options []option, spec source.Text) bool {
	p := readScriptSpec(spec)
	if p.pin == "" || r.ecosystem == "bun" && p.pin != PinURL && p.ecosystem != "url" {
		return false
	}
	l.Runner = strings.TrimSpace(r.program + " " + strings.Join(r.verbs, " "))
	l.setPackage(p)
	if p.pin == PinURL && !hasIntegrity(spec.V, l.Args) && !hasOption(options, "--frozen") {
		l.addDownload("remote_script", spec)
	}
	return true
}

// hasIntegrity says whether an address or an argument beside it carries a hash of the content.
func hasIntegrity(address string, args []source.Text) bool {
	marks := func(text string) bool {
		return strings.Contains(text, "sha256-") || strings.Contains(text, "sha384-") || strings.Contains(text, "sha512-") || strings.HasPrefix(text, "--integrity")
	}
	return marks(address) || gitSHA.MatchString(address) || slices.ContainsFunc(args, func(t source.Text) bool { return marks(t.V) })
}

// noteRegistries states the package indexes that the options of a runner name.
func (l *Launch) noteRegistries(r runner, options []option) {
	for _, o := range options {
		adds := slices.Contains(r.extraIndexes, o.name)
		if (adds || slices.Contains(r.registries, o.name)) && o.value.Set {
			l.Registries = append(l.Registries, newRegistry(o.name, o.value, adds))
		}
		if o.name == "--pip-args" {
			for _, words := range splitScript(o.value, posixRules).commands {
				more, _ := splitOptions(words, pipValues)
				l.noteRegistries(r, more)
			}
		}
	}
}
