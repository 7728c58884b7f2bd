package loaders_test

import (
	"maps"
	"testing"

	"github.com/pacheck/pacheck/loaders"
	"github.com/pacheck/pacheck/loaders/facts"
)

const mcpFile = ".vscode/mcp.json"

// server is the only server of a configuration with these neighbours.
func server(t *testing.T, config string, neighbours map[string]string) *loaders.Server {
	t.Helper()
	files := maps.Clone(neighbours)
	if files == nil {
		files = map[string]string{}
	}
	files[mcpFile] = `{"servers": {"a": ` + config + `}}`
	doc := loadText(mcpFile, files)
	if doc == nil || len(doc.Servers) != 1 {
		t.Fatalf("got %v", doc)
	}
	return doc.Servers[0]
}

func TestLockedPackages(t *testing.T) {
	const manifest, lock = `{"devDependencies": {"tsx": "^4.0.0"}}`, `{"lockfileVersion": 3}`
	tests := []struct {
		name, config, want string
		files              map[string]string
	}{
		{"alone", `{"command": "npx", "args": ["tsx", "s.ts"]}`, facts.PinNone, nil},
		{"locked", `{"command": "npx", "args": ["tsx", "s.ts"]}`, facts.PinLock, map[string]string{"package.json": manifest, "package-lock.json": lock}},
		{"without a lock", `{"command": "npx", "args": ["tsx", "s.ts"]}`, facts.PinNone, map[string]string{"package.json": manifest}},
		{"another package", `{"command": "npx", "args": ["foo"]}`, facts.PinNone, map[string]string{"package.json": manifest, "package-lock.json": lock}},
		{"a label", `{"command": "npx", "args": ["tsx@latest", "s.ts"]}`, facts.PinLatest, map[string]string{"package.json": manifest, "package-lock.json": lock}},
		{"a runner that never looks", `{"command": "pnpm", "args": ["dlx", "tsx", "s.ts"]}`, facts.PinNone, map[string]string{"package.json": manifest, "pnpm-lock.yaml": "a: b"}},
		{"elsewhere", `{"command": "npx", "args": ["tsx", "s.ts"]}`, facts.PinNone, map[string]string{"web/package.json": manifest, "web/package-lock.json": lock}},
		{"broken", `{"command": "npx", "args": ["tsx", "s.ts"]}`, facts.PinNone, map[string]string{"package.json": "{", "package-lock.json": lock}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := server(t, tt.config, tt.files).Launch.Pin; got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

func TestBuiltImages(t *testing.T) {
	const run = `{"command": "docker", "args": ["run", "-i", "own/mcp:dev"]}`
	tests := []struct {
		name   string
		config string
		want   bool
		files  map[string]string
	}{
		{"alone", run, false, nil},
		{"a makefile", run, true, map[string]string{"Dockerfile": "FROM x", "Makefile": "a:\n\tdocker build -t own/mcp .\n"}},
		{"a script", run, true, map[string]string{"Dockerfile": "FROM x", "scripts/build.sh": "docker buildx build --tag=\"own/mcp:1\" ."}},
		{"a compose file", run, true, map[string]string{"Dockerfile": "FROM x", "compose.yaml": "services: {a: {image: 'own/mcp', build: .}}"}},
		{"a compose file that builds nothing", run, false, map[string]string{"Dockerfile": "FROM x", "compose.yaml": "services: {a: {image: own/mcp}}"}},
		{"another name", run, false, map[string]string{"Dockerfile": "FROM x", "Makefile": "a:\n\tdocker build -t own/mcp-web .\n"}},
		{"without a container file", run, false, map[string]string{"Makefile": "a:\n\tdocker build -t own/mcp .\n"}},
		{"podman's own", `{"command": "podman", "args": ["run", "localhost/own"]}`, true, nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := server(t, tt.config, tt.files).Launch.Image.Built; got != tt.want {
				t.Errorf("got %v, want %v", got, tt.want)
			}
		})
	}
}

func TestComposeServices(t *testing.T) {
	const config = `{"url": "http://tracker:8080/mcp"}`
	if server(t, config, nil).Endpoint.Compose {
		t.Error("a name without a compose file is a service")
	}
	if !server(t, config, map[string]string{"docker-compose.yml": "services:\n  tracker: {image: x}\n"}).Endpoint.Compose {
		t.Error("a service of the compose file is not known")
	}
}

func TestFieldsThatSwitchCertificatesOff(t *testing.T) {
	tests := []struct {
		name, config string
		want         int
	}{
		{"verify_ssl", `{"url": "https://a.test/mcp", "verify_ssl": false}`, 1},
		{"below requestOptions", `{"url": "https://a.test/mcp", "requestOptions": {"verifySsl": false}}`, 1},
		{"insecure", `{"url": "https://a.test/mcp", "insecure": true}`, 1},
		{"on", `{"url": "https://a.test/mcp", "verify_ssl": true, "insecure": false}`, 0},
		{"this machine", `{"url": "https://localhost/mcp", "verify_ssl": false, "env": {"NODE_TLS_REJECT_UNAUTHORIZED": "0"}}`, 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := len(server(t, tt.config, nil).TLSOff); got != tt.want {
				t.Errorf("got %d, want %d", got, tt.want)
			}
		})
	}
}

func TestValuesThatSwitchCertificatesOff(t *testing.T) {
	const name = ".continue/config.yaml"
	doc := loadText(name, map[string]string{name: `name: a
models:
- {name: far, provider: openai, model: m, apiBase: "https://llm.test", requestOptions: {verifySsl: false}}
- {name: near, provider: openai, model: m, apiBase: "https://localhost:1", requestOptions: {verifySsl: false}}
`})
	off := doc.Settings[0].TLSOff
	if len(off) != 1 || off[0].Key != "models.far.requestOptions.verifySsl" {
		t.Errorf("got %+v", off)
	}
}

func TestContainersOfLaunches(t *testing.T) {
	tests := []struct{ name, file, text, want string }{
		{"none", "run.sh", "claude -p x", ""},
		{"closed", "run.sh", "docker run --rm a/b:1 claude -p x", "closed"},
		{"mounted", "run.sh", `docker run --rm -v "$PWD:/w" a/b:1 claude -p x`, "mounted"},
		{"privileged", "run.sh", "docker run --privileged a/b:1 claude -p x", ""},
		{"a container file", "Dockerfile", "FROM x\nCMD [\"claude\", \"-p\", \"x\"]\n", "closed"},
		{"a job in a container", ".github/workflows/a.yml", "jobs:\n  a:\n    container: x\n    steps:\n    - run: claude -p x\n", "mounted"},
		{"a job on the runner", ".github/workflows/a.yml", "jobs:\n  a:\n    steps:\n    - run: claude -p x\n", ""},
		{"a development container", ".devcontainer/devcontainer.json", `{"postCreateCommand": "claude -p x"}`, "mounted"},
		{"before a development container", ".devcontainer/devcontainer.json", `{"initializeCommand": "claude -p x"}`, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			doc := loadText(tt.file, map[string]string{tt.file: tt.text})
			if got := doc.Launches[0].Container; got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

func TestOwnFolders(t *testing.T) {
	files := map[string]string{"src/app/main.py": "x", "tool.py": "x"}
	tests := []struct {
		name, config string
		want         int
	}{
		{"started from there", `{"command": "/home/ada/repo/.venv/bin/python", "env": {"PYTHONPATH": "/home/ada/repo"}}`, 0},
		{"a folder of the repository", `{"command": "python", "env": {"PYTHONPATH": "/Users/ada/dev/repo/src"}}`, 0},
		{"a module of the repository", `{"command": "python", "args": ["-m", "tool"], "env": {"PYTHONPATH": "/Users/ada/dev/repo"}}`, 0},
		{"the working directory", `{"command": "python", "cwd": "C:\\Users\\ada\\repo", "env": {"PYTHONPATH": "C:\\Users\\ada\\repo"}}`, 0},
		{"nothing of the repository", `{"command": "python", "args": ["-m", "other"], "env": {"PYTHONPATH": "/home/ada/lib"}}`, 1},
		{"no home", `{"command": "/opt/x/bin/python", "env": {"PYTHONPATH": "/opt/x"}}`, 1},
		{"several", `{"command": "python", "env": {"PYTHONPATH": "/home/ada/repo/src:/tmp/x"}}`, 1},
		{"another variable", `{"command": "/home/ada/repo/x", "env": {"LD_PRELOAD": "/home/ada/repo/src"}}`, 1},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := len(server(t, tt.config, files).LoaderOverrides); got != tt.want {
				t.Errorf("got %d, want %d", got, tt.want)
			}
		})
	}
}
