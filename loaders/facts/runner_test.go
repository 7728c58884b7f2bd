package facts_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/pacheck/pacheck/loaders/facts"
)

const sha = "0123456789abcdef0123456789abcdef01234567"

func TestParseLaunchPackage(t *testing.T) {
	for _, tc := range []struct{ line, want string }{
		{"npx foo", "npx npm foo none"},
		{"npx -y @scope/pkg", "npx npm @scope/pkg none"},
		{"npx -y @scope/pkg@1.2.3", "npx npm @scope/pkg 1.2.3 exact"},
		{"npx pkg@0.1.0-beta.1 --flag", "npx npm pkg 0.1.0-beta.1 exact"},
		{"npx -y pkg@latest", "npx npm pkg latest latest"},
		{"npx -y pkg@next", "npx npm pkg next tag"},
		{"npx pkg@^1.2.3", "npx npm pkg ^1.2.3 range"},
		{"npx pkg@1", "npx npm pkg 1 range"},
		{"npx pkg@1.x", "npx npm pkg 1.x range"},
		{"npx -p pkg@1.0.0 cmd", "npx npm pkg 1.0.0 exact"},
		{"npx -yp pkg cmd", "npx npm pkg none"},
		{"npx --package=@s/pkg@1.0.0 -- cmd x", "npx npm @s/pkg 1.0.0 exact"},
		{"npx -p a@1.0.0 -p b cmd", "npx npm b none"},
		{"npx -c cmd -p pkg", "npx npm pkg none"},
		{"npx --registry https://r.example foo", "npx npm foo none"},
		{"npx -- foo", "npx npm foo none"},
		{"npx github:o/r", "npx npm github:o/r git_ref"},
		{"npx o/r#main", "npx npm o/r main git_ref"},
		{"npx github:o/r#" + sha, "npx npm github:o/r " + sha + " git_sha"},
		{"npx git+https://h.example/o/r.git#v1", "npx npm git+https://h.example/o/r.git v1 git_ref"},
		{"npx https://x.example/p.tgz", "npx npm https://x.example/p.tgz url"},
		{"npx a@npm:b@1.0.0", "npx npm b 1.0.0 exact"},
		{"npx jsr:@s/p@1.0.0", "npx jsr @s/p 1.0.0 exact"},
		{"npx .", "npx npm . local"},
		{"npx ./pkg", "npx npm ./pkg local"},
		{"npx file:../x", "npx npm file:../x local"},
		{"npx ${CLAUDE_PLUGIN_ROOT}/server", "npx npm ${CLAUDE_PLUGIN_ROOT}/server local"},
		{"npx -y ${PKG}", "npx npm ${PKG} variable"},
		{"npx -y pkg@${VERSION}", "npx npm pkg@${VERSION} variable"},
		{"npx -y <package-name>", "npx npm <package-name> variable"},
		{"npx --no-install tsx server.ts", "npx npm tsx lock"},
		{"npx --no pkg", "npx npm pkg lock"},
		{"npx", "npx npm"},
		{"pnpx foo", "pnpx npm foo none"},
		{"bunx --bun pkg@1.0.0", "bunx npm pkg 1.0.0 exact"},
		{"bun x pkg", "bun x npm pkg none"},
		{"bun run start", ""},
		{"pnpm --dir d dlx pkg@1.0.0", "pnpm dlx npm pkg 1.0.0 exact"},
		{"pnpm --package=pkg dlx cmd", "pnpm dlx npm pkg none"},
		{"pnpm run start", ""},
		{"yarn dlx -p pkg@latest cmd", "yarn dlx npm pkg latest latest"},
		{"yarn exec pkg", ""},
		{"npm exec -y -- pkg@1.0.0 --flag", "npm exec npm pkg 1.0.0 exact"},
		{"npm x --package=pkg -- cmd", "npm x npm pkg none"},
		{"npm start", ""},
		{"corepack pnpm dlx pkg", "pnpm dlx npm pkg none"},

		{"uvx pkg", "uvx pypi pkg none"},
		{"uvx pkg==1.2.3", "uvx pypi pkg 1.2.3 exact"},
		{"uvx pkg@1.2.3", "uvx pypi pkg 1.2.3 exact"},
		{"uvx pkg@latest", "uvx pypi pkg latest latest"},
		{"uvx pkg[extra]==0.4 x", "uvx pypi pkg 0.4 exact"},
		{"uvx pkg>=1.0", "uvx pypi pkg >=1.0 range"},
		{"uvx pkg>=1,<2", "uvx pypi pkg >=1,<2 range"},
		{"uvx pkg==1.*", "uvx pypi pkg 1.* range"},
		{"uvx --python 3.12 --with x --from pkg==1.0 cmd", "uvx pypi pkg 1.0 exact"},
		{"uvx --index-url https://i.example/simple pkg", "uvx pypi pkg none"},
		{"uvx --from git+https://h.example/o/r@main r", "uvx pypi git+https://h.example/o/r main git_ref"},
		{"uvx --from git+https://h.example/o/r r", "uvx pypi git+https://h.example/o/r git_ref"},
		{"uvx --from git+ssh://git@h.example/o/r r", "uvx pypi git+ssh://git@h.example/o/r git_ref"},
		{"uvx --from git+https://h.example/o/r@" + sha + " r", "uvx pypi git+https://h.example/o/r " + sha + " git_sha"},
		{"uvx --from . cmd", "uvx pypi . local"},
		{"uvx --from ./dist/x.whl cmd", "uvx pypi ./dist/x.whl local"},
		{"uvx --from https://x.example/x.whl cmd", "uvx pypi https://x.example/x.whl url"},
		{"uv tool run --from pkg@latest pkg.exe", "uv tool run pypi pkg latest latest"},
		{"uv --directory d tool run pkg", "uv tool run pypi pkg none"},
		{"uv run server.py", ""},
		{"pipx run --spec pkg==1.0 cmd", "pipx run pypi pkg 1.0 exact"},
		{"pipx run --python 3.12 pkg", "pipx run pypi pkg none"},
		{"pipx install pkg", ""},

		{"go run h.example/o/r/cmd@v1.2.3", "go run go h.example/o/r/cmd v1.2.3 exact"},
		{"go run -mod=mod h.example/o/r@latest", "go run go h.example/o/r latest latest"},
		{"go run h.example/o/r@main", "go run go h.example/o/r main git_ref"},
		{"go run h.example/o/r", "go run go h.example/o/r lock"},
		{"go run ./cmd/x", "go run go ./cmd/x local"},
		{"go run main.go", "go run go main.go local"},
		{"deno run -A npm:pkg@1.0.0", "deno run npm pkg 1.0.0 exact"},
		{"deno run --config d.json jsr:@s/p", "deno run jsr @s/p none"},
		{"deno -A npm:pkg", "deno npm pkg none"},
		{"deno run server.ts", ""},
		{"bun run https://x.example/m.ts", "bun run url https://x.example/m.ts url"},
	} {
		t.Run(tc.line, func(t *testing.T) {
			l := launch(strings.Split(tc.line, " ")...)
			got := strings.Join(strings.Fields(strings.Join([]string{l.Runner, l.Ecosystem, l.Package.V, l.Version, l.Pin}, " ")), " ")
			if diff := cmp.Diff(tc.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestRunnersOfTheLexicon(t *testing.T) {
	lists := map[string]string{"npm_runners": "npm", "py_runners": "pypi"}
	for list, ecosystem := range lists {
		for _, runner := range facts.WordList(list) {
			l := launch(append(strings.Fields(runner), "pkg")...)
			if l.Runner != runner || l.Ecosystem != ecosystem || l.Pin != facts.PinNone {
				t.Errorf("%s: %q %q %q", runner, l.Runner, l.Ecosystem, l.Pin)
			}
		}
	}
}

func TestParseLaunchRegistries(t *testing.T) {
	for _, tc := range []struct{ name, line, want string }{
		{"extra", "uvx --extra-index-url https://p.example/simple pkg", "--extra-index-url p.example adds"},
		{"short", "uvx -i https://p.example/simple pkg", "-i p.example"},
		{"http", "npx --registry=http://r.example pkg", "--registry r.example http"},
		{"replaced", "uvx --default-index https://m.example/simple pkg==2.1.0", "--default-index m.example"},
		{"folder", "uvx --find-links ./wheels pkg", "--find-links adds"},
		{"pip args", "pipx run --pip-args=--extra-index-url=https://p.example pkg", "--extra-index-url p.example adds"},
		{"interactive container", "docker run -i img", ""},
		{"option of the package", "uvx pkg --index-url https://x.example", ""},
	} {
		t.Run(tc.name, func(t *testing.T) {
			var got []string
			for _, r := range launch(strings.Split(tc.line, " ")...).Registries {
				words := []string{r.Flag, r.Host, map[bool]string{true: "http"}[r.HTTP], map[bool]string{true: "adds"}[r.Adds]}
				got = append(got, strings.Join(strings.Fields(strings.Join(words, " ")), " "))
			}
			if diff := cmp.Diff(tc.want, strings.Join(got, "|")); diff != "" {
				t.Error(diff)
			}
		})
	}
}
