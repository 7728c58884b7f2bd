package facts_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/pacheck/pacheck/loaders/facts"
)

// env makes variables of NAME=value.
func env(pairs ...string) []facts.EnvVar {
	var list []facts.EnvVar
	for _, pair := range pairs {
		key, value, _ := strings.Cut(pair, "=")
		list = append(list, facts.EnvVar{Key: say(key)[0], Value: say(value)[0]})
	}
	return list
}

func TestLoaderOverrides(t *testing.T) {
	for _, pair := range []string{
		"NODE_OPTIONS=--require /opt/x/h.js", "NODE_OPTIONS=-r ./h.js", "NODE_OPTIONS=--max-old-space-size=9 --import=x", "NODE_OPTIONS=--experimental-loader x",
		"LD_PRELOAD=/opt/x/x.so", "DYLD_INSERT_LIBRARIES=x", "PYTHONPATH=/opt/evil", "PYTHONPATH=src:~/lib", "NODE_PATH=../../x", `PYTHONPATH=src;C:\x`,
		"PATH=/tmp/bin:/usr/bin", "PATH=~:/usr/bin", "PATH=/home/ada/projects/x:/usr/bin", "BASH_ENV=/tmp/x.sh", "ENV=/x/y", "PYTHONSTARTUP=x.py",
		"PERL5OPT=-Mx", "RUBYOPT=-rx", "JAVA_TOOL_OPTIONS=-javaagent:x.jar", "GIT_SSH_COMMAND=/tmp/x", "GIT_SSH_COMMAND=ssh -o ProxyCommand=x h", "LD_LIBRARY_PATH=/tmp",
	} {
		if got := facts.LoaderOverrides(env(pair)); len(got) != 1 || got[0].Why == "" {
			t.Errorf("%s: %+v", pair, got)
		}
	}
	for _, pair := range []string{
		"NODE_OPTIONS=--max-old-space-size=512", "NODE_OPTIONS=--no-warnings", "PYTHONPATH=.", "PYTHONPATH=src:./lib", "PYTHONPATH=${workspaceFolder}/src",
		"PYTHONPATH=/path/to/project", "PYTHONUNBUFFERED=1", "PYTHONIOENCODING=utf-8", "PATH=/usr/local/bin:/usr/bin", "PATH=${PATH}:/tmp", "PATH=~/.nvm/versions/node/v20/bin:/usr/bin",
		"PATH=~/.local/bin:/usr/bin", "ENV=production", "LD_LIBRARY_PATH=/usr/local/cuda/lib64", "GIT_SSH_COMMAND=ssh -i key", "LD_PRELOAD=", "JAVA_TOOL_OPTIONS=-Xmx1g", "TOKEN=/tmp/x",
	} {
		if got := facts.LoaderOverrides(env(pair)); len(got) != 0 {
			t.Errorf("%s: %+v", pair, got)
		}
	}
}

func TestLoaderOverridesInContainer(t *testing.T) {
	l := launch("docker", "run", "-e", "PYTHONPATH=/app", "-e", "LD_PRELOAD=/x.so", "img")
	got := facts.LoaderOverrides(l.Env)
	if len(got) != 1 || got[0].Key != "LD_PRELOAD" {
		t.Errorf("got %+v", got)
	}
}

func TestLoaderVariablesOfTheLexicon(t *testing.T) {
	const everything = "--require /tmp/x -Mx -rx -javaagent:/tmp/x.sh"
	for _, key := range facts.WordList("loader_env") {
		found := len(facts.LoaderOverrides(env(key+"="+everything))) + len(facts.LoaderOverrides(env(key+"=/tmp/x.sh")))
		if found == 0 {
			t.Errorf("%s is not judged", key)
		}
	}
}

func TestTLSOff(t *testing.T) {
	for _, tc := range []struct{ name, env, args, want string }{
		{"variable", "NODE_TLS_REJECT_UNAUTHORIZED=0", "", "NODE_TLS_REJECT_UNAUTHORIZED"},
		{"case", "GIT_SSL_NO_VERIFY=True", "", "GIT_SSL_NO_VERIFY"},
		{"lower-case variable", "npm_config_strict_ssl=false", "", "npm_config_strict_ssl"},
		{"verify variable", "TRACKER_SSL_VERIFY=false", "", "TRACKER_SSL_VERIFY"},
		{"skip variable", "X_TLS_SKIP_VERIFY=1", "", "X_TLS_SKIP_VERIFY"},
		{"flag", "", "--insecure", "--insecure"},
		{"flag with a value", "", "--insecure-skip-tls-verify=true", "--insecure-skip-tls-verify"},
		{"other spelling", "", "--tls-skip-verify", "--tls-skip-verify"},
		{"verify flag", "", "--verify-ssl false", "--verify-ssl"},
		{"pair", "", "rejectUnauthorized=false", "rejectUnauthorized"},
		{"trusted host of a variable", "PIP_TRUSTED_HOST=localhost,pkgs.example:8080", "", "PIP_TRUSTED_HOST"},
		{"trusted loopback of a variable", "UV_INSECURE_HOST=localhost:8080", "", ""},
		{"nothing trusted", "PIP_TRUSTED_HOST=", "", ""},
		{"trusted host", "", "--trusted-host pkgs.example", "--trusted-host"},
		{"remote target", "", "--insecure https://h.example http://localhost", "--insecure"},

		{"loopback target", "NODE_TLS_REJECT_UNAUTHORIZED=0", "mcp-remote https://localhost:8443/x", ""},
		{"loopback target in a variable", "URL=https://127.0.0.1 NODE_TLS_REJECT_UNAUTHORIZED=0", "", ""},
		{"trusted loopback", "", "--trusted-host localhost", ""},
		{"trusted loopback with port", "", "--trusted-host=localhost:8080", ""},
		{"own authority", "NODE_EXTRA_CA_CERTS=/etc/ssl/ca.pem SSL_CERT_FILE=x", "", ""},
		{"on", "NODE_TLS_REJECT_UNAUTHORIZED=1 SSL_VERIFY=true", "--insecure=false", ""},
		{"plain connection", "OTEL_EXPORTER_OTLP_INSECURE=true", "", ""},
	} {
		t.Run(tc.name, func(t *testing.T) {
			var got []string
			for _, f := range facts.TLSOff(env(strings.Fields(tc.env)...), say(strings.Fields(tc.args)...)) {
				got = append(got, f.Key)
			}
			if diff := cmp.Diff(tc.want, strings.Join(got, " ")); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestTLSOffOfTheLexicon(t *testing.T) {
	for _, item := range facts.WordList("tls_off") {
		found := facts.TLSOff(env(item), nil)
		if strings.HasPrefix(item, "-") {
			found = facts.TLSOff(nil, say(item, "h.example"))
		}
		if len(found) != 1 {
			t.Errorf("%s: %+v", item, found)
		}
	}
}

func TestRegistryVariables(t *testing.T) {
	got := facts.RegistryVariables(env("UV_EXTRA_INDEX_URL=https://p.example", "npm_config_registry=http://r.example", "PIP_INDEX_URL=${MIRROR}", "OTHER=https://x.example"))
	var words []string
	for _, r := range got {
		words = append(words, r.Flag+" "+r.Host+map[bool]string{true: " adds"}[r.Adds]+map[bool]string{true: " http"}[r.HTTP])
	}
	want := []string{"UV_EXTRA_INDEX_URL p.example adds", "npm_config_registry r.example http", "PIP_INDEX_URL "}
	if diff := cmp.Diff(want, words); diff != "" {
		t.Error(diff)
	}
}

func TestRegistriesOfTheLexicon(t *testing.T) {
	for _, item := range facts.WordList("registry_flags") {
		found := facts.RegistryVariables(env(item + "=https://x.example"))
		if strings.HasPrefix(item, "-") {
			found = append(launch("uvx", item, "https://x.example", "pkg").Registries, launch("npx", item, "https://x.example", "pkg").Registries...)
		}
		if len(found) == 0 {
			t.Errorf("%s names no registry", item)
		}
	}
}

func TestBindVariables(t *testing.T) {
	got := facts.BindVariables(env("HOST=0.0.0.0", "MCP_HOST=::", "HOST=127.0.0.1", "ALLOWED_HOSTS=*", "DB_HOST=db.example"))
	if len(got) != 2 {
		t.Errorf("got %+v", got)
	}
}
