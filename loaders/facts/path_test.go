package facts_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/pacheck/pacheck/loaders/facts"
)

func TestNormalisePath(t *testing.T) {
	for in, want := range map[string]string{
		"":                            "",
		` "./docs" `:                  "docs",
		"./":                          ".",
		"$HOME/x/":                    "~/x",
		"${HOME}":                     "~",
		`%USERPROFILE%\.ssh`:          "~/.ssh",
		"${localEnv:HOME}/.aws":       "~/.aws",
		"$env:USERPROFILE":            "~",
		"$HOMEBREW/x":                 "$HOMEBREW/x",
		"/home/ada/projects/app":      "~/projects/app",
		"/root/.ssh":                  "~/.ssh",
		"/home":                       "/home",
		`C:\Users\Ada\x`:              "~/x",
		`C:\data`:                     "C:/data",
		"/a//b/../c":                  "/a/c",
		"/a/**":                       "/a/**",
		"${workspaceFolder}/x":        "${workspaceFolder}/x",
		"/var/run/../run/docker.sock": "/var/run/docker.sock",
	} {
		if diff := cmp.Diff(want, facts.NormalisePath(in)); diff != "" {
			t.Errorf("%q: %s", in, diff)
		}
	}
}

func TestRootPath(t *testing.T) {
	for _, path := range []string{
		"/", "//", "/*", "/**", "/home", "/home/ada", "/Users/ada-l/", "/root", "~", "~/", "~/**", "$HOME", "${HOME}/*", `%USERPROFILE%\`,
		"C:\\", "d:", "/etc", "/etc/", "/var", "/mnt/c/", "../..", "../../", "../../../**", `"~"`, "./../..", "~/*/**",
	} {
		if !facts.RootPath(path) {
			t.Errorf("%q is not a root path", path)
		}
	}
	for _, path := range []string{
		"", ".", "./", "./docs", "/workspace/repo", "~/projects/app", "../shared", "**", "**/*", "*", "/tmp", "/etc/ssl/certs", "/var/log",
		"${workspaceFolder}", "${PWD}", "$HOMEBREW", "~/.ssh", "src/**",
	} {
		if facts.RootPath(path) {
			t.Errorf("%q is a root path", path)
		}
	}
}

func TestSensitivePath(t *testing.T) {
	for path, want := range map[string]string{
		"/": facts.WholeDisk, "C:\\": facts.WholeDisk, "~": facts.HomeDirectory, "/home/ada": facts.HomeDirectory, "/Users": facts.HomeDirectory,
		"/var/run/docker.sock": facts.ContainerSocket, "//./pipe/docker_engine": facts.ContainerSocket, "/run/user/1000/podman/podman.sock": facts.ContainerSocket,
		"/run": facts.ContainerSocket, "~/.kube/": facts.CredentialStore, "/root/.gnupg": facts.CredentialStore, "/proc": facts.SystemDirectory,
		"/etc/**": facts.SystemDirectory,

		"": "", ".": "", "..": "", "./x": "", "${workspaceFolder}": "", "${PWD}": "", "$PWD/x": "", "~/.ssh/id_x.pub": "", "~/projects": "",
		"/etc/ssl/certs": "", "/data": "", "/path/to/dir": "", "docs": "",
	} {
		if _, class := facts.SensitivePath(path); class != want {
			t.Errorf("%q: %q, want %q", path, class, want)
		}
	}
}

func TestSensitivePathsOfTheLexicon(t *testing.T) {
	for _, path := range facts.WordList("sensitive_host_paths") {
		if item, class := facts.SensitivePath(path); item == "" || class == "" {
			t.Errorf("%q is not sensitive", path)
		}
	}
}

func TestRootPathsOfTheLexicon(t *testing.T) {
	pattern := facts.Lookup("root_path")
	for _, path := range []string{
		"/", "/home", "/home/ada", "/Users/ada", "/root", "~", "$HOME", "${HOME}", "C:\\", "/etc", "/var", "/mnt/c", "../..", "~/**",
		"./", "./docs", "/workspace/repo", "~/projects/app", "../shared", "/tmp", "/etc/ssl", "/varnish",
	} {
		if pattern.MatchString(path) != facts.RootPath(path) {
			t.Errorf("%q: the lexicon says %v", path, pattern.MatchString(path))
		}
	}
}
