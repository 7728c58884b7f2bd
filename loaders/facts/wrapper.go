package facts

import (
	"regexp"
	"slices"
	"strings"

	"github.com/pacheck/pacheck/loaders/source"
)

// wrapper is a program that starts the rest of its command line.
type wrapper struct {
	verbs   []string // of which the first argument must be one: op run
	values  string   // options that take a value
	skip    int      // arguments between the options and the command: timeout 30 cmd
	assigns bool     // A=b may stand before the command
	dashes  bool     // the command stands after "--" and nowhere else
}

// wrappers are the programs that change how a command runs, but not what runs.
var wrappers = map[string]wrapper{
	"env":     {values: "-u --unset -C --chdir -S --split-string", assigns: true},
	"sudo":    {values: "-u --user -g --group -h --host -p --prompt -C -D --chdir -R -T -U -r -t", assigns: true},
	"doas":    {values: "-u -C"},
	"nice":    {values: "-n --adjustment"},
	"ionice":  {values: "-c --class -n --classdata -p"},
	"nohup":   {},
	"setsid":  {},
	"time":    {values: "-f --format -o --output"},
	"exec":    {values: "-a"},
	"command": {},
	"stdbuf":  {values: "-i --input -o --output -e --error"},
	"timeout": {values: "-s --signal -k --kill-after", skip: 1}, "gtimeout": {values: "-s --signal -k --kill-after", skip: 1},
	"caffeinate": {values: "-t -w"},
	"arch":       {values: "-e -d"},
	"winpty":     {},
	"xvfb-run":   {values: "-n --server-num -s --server-args -e --error-file -f --auth-file -p --xauth-protocol -w --wait"},
	"tini":       {values: "-p -e"}, "dumb-init": {values: "-r --rewrite"},
	"gosu": {skip: 1}, "su-exec": {skip: 1},
	"wsl": {values: "-d --distribution -u --user --cd --shell-type"},

	"dotenv":    {values: "-e -f --file -v -p -q --quote"},
	"dotenvx":   {verbs: []string{"run"}, values: "-f --env-file -fk --env-keys-file -fv --env-vault-file -e --env"},
	"op":        {verbs: []string{"run"}, values: "--env-file --account --config --session"},
	"doppler":   {verbs: []string{"run"}, values: "-p --project -c --config -t --token --mount --scope --fallback --name-transformer --only-secrets"},
	"infisical": {verbs: []string{"run"}, values: "--env -e --path --projectId --token --tags -t --domain"},
	"teller":    {verbs: []string{"run"}, values: "-c --config"},
	"varlock":   {verbs: []string{"run"}, values: "-p --path"},
	"phase":     {verbs: []string{"run"}, values: "--env --app --tags --path"},
	"chamber":   {verbs: []string{"exec"}, dashes: true},
	"aws-vault": {verbs: []string{"exec"}, values: "-d --duration -n --region", skip: 1},
	"cross-env": {assigns: true},
	"env-cmd":   {values: "-f --file -e --environments -r --rc-file"},

	"corepack":   {},
	"mise":       {verbs: []string{"exec", "x"}, dashes: true},
	"asdf":       {verbs: []string{"exec"}},
	"fnm":        {verbs: []string{"exec"}, values: "--using"},
	"volta":      {verbs: []string{"run"}, values: "--node --npm --yarn --pnpm --env"},
	"direnv":     {verbs: []string{"exec"}, skip: 1},
	"uv":         {verbs: []string{"run"}, values: uvRunValues},
	"poetry":     {verbs: []string{"run"}, values: "-C --directory -P --project"},
	"pipenv":     {verbs: []string{"run"}},
	"pdm":        {verbs: []string{"run"}, values: "-p --project -c --config"},
	"hatch":      {verbs: []string{"run"}, values: "-e --env -p --project --data-dir --cache-dir --config"},
	"rye":        {verbs: []string{"run"}, values: "--pyproject"},
	"pixi":       {verbs: []string{"run"}, values: "--manifest-path -e --environment"},
	"conda":      {verbs: []string{"run"}, values: "-n --name -p --prefix --cwd"},
	"mamba":      {verbs: []string{"run"}, values: "-n --name -p --prefix --cwd"},
	"micromamba": {verbs: []string{"run"}, values: "-n --name -p --prefix --cwd -r --root-prefix"},
	"bundle":     {verbs: []string{"exec"}, values: "--gemfile"},
	"pnpm":       {verbs: []string{"exec"}, values: "-C --dir -F --filter --filter-prod"},
	"yarn":       {verbs: []string{"exec"}, values: "--cwd"},
}

// uvRunValues are the options of uv and of uv run that take a value.
const uvRunValues = "--directory --project --config-file --cache-dir --color -p --python -w --with --with-editable " +
	"--with-requirements --extra --no-extra --group --no-group --only-group --package --env-file --index --default-index " +
	"-i --index-url --extra-index-url -f --find-links -P --upgrade-package --refresh-package --reinstall-package --index-strategy " +
	"--keyring-provider --resolution --prerelease --fork-strategy --exclude-newer --link-mode -C --config-setting " +
	"--no-build-isolation-package --no-build-package --no-binary-package --allow-insecure-host --python-platform"

// launchDepth is how many wrappers inside each other are taken off.
const launchDepth = 16

var assignment = regexp.MustCompile(`^[A-Za-z_][A-Za-z0-9_]*=`)

// unwrapper takes wrappers off a command line.
type unwrapper struct {
	argv     []source.Text
	env      []EnvVar
	wrappers []string
	shell    *Shell
	exact    bool // the first word is known to be one word, blanks or not
}

// run takes off all wrappers.
func (u *unwrapper) run() {
	for range launchDepth {
		if len(u.argv) == 0 || u.shell != nil || !u.lineStep() && !u.shellStep() && !u.wrapperStep() {
			return
		}
	}
}

// wrapperStep takes off one wrapper that is not a shell; false where there is none.
func (u *unwrapper) wrapperStep() bool {
	name := programName(u.argv[0].V)
	w, ok := wrappers[name]
	if !ok {
		return false
	}
	values := strings.Fields(w.values)
	options, rest := splitOptions(u.argv[1:], values)
	verb := ""
	if len(w.verbs) > 0 {
		if len(rest) == 0 || !slices.Contains(w.verbs, rest[0].V) {
			return false
		}
		verb = " " + rest[0].V
		var more []option
		more, rest = splitOptions(rest[1:], values)
		options = append(options, more...)
	}
	if name == "env" {
		rest = envSplitString(options, rest)
	}
	if name == "dotenv" && len(rest) > 1 && rest[0].V == "run" {
		_, rest = splitOptions(rest[1:], values)
	}
	if w.dashes {
		rest = rest[min(len(rest), slices.IndexFunc(rest, func(t source.Text) bool { return t.V == "--" })+1):]
	}
	if w.assigns {
		rest = u.takeAssignments(rest)
	}
	if len(rest) > w.skip && w.skip > 0 && rest[w.skip].V == "--" {
		rest = slices.Delete(slices.Clone(rest), w.skip, w.skip+1)
	}
	if len(rest) <= w.skip {
		return false
	}
	u.wrappers = append(u.wrappers, name+verb)
	u.argv = rest[w.skip:]
	return true
}

// takeAssignments takes A=b off the front.
func (u *unwrapper) takeAssignments(args []source.Text) []source.Text {
	for len(args) > 0 && assignment.MatchString(args[0].V) {
		u.env = append(u.env, splitAssignment(args[0]))
		args = args[1:]
	}
	return args
}

// envSplitString resolves env -S "program args".
func envSplitString(options []option, rest []source.Text) []source.Text {
	if line := optionValue(options, "-S", "--split-string"); line.Set {
		return slices.Concat(firstCommand(line), rest)
	}
	return rest
}

// firstCommand is the words of the first simple command of a text.
func firstCommand(t source.Text) []source.Text {
	if commands := Commands(t); len(commands) > 0 {
		return commands[0]
	}
	return nil
}

// splitAssignment splits NAME=value.
func splitAssignment(t source.Text) EnvVar {
	name, value, found := strings.Cut(t.V, "=")
	v := EnvVar{Key: source.Say(name, t.At.Sub(t.V, 0, len(name)))}
	if found {
		v.Value = source.Say(value, t.At.Sub(t.V, len(name)+1, len(t.V)))
	}
	return v
}

// programName is the name of a program without folder and the suffixes of Windows, in lower case.
func programName(text string) string {
	name := strings.ToLower(text[strings.LastIndexAny(text, `/\`)+1:])
	for _, suffix := range []string{".exe", ".cmd", ".bat"} {
		if short, found := strings.CutSuffix(name, suffix); found && (suffix == ".exe" || knownProgram(short)) {
			return short
		}
	}
	return name
}
