package cmd_test

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"github.com/pacheck/pacheck/cmd"
)

// shop is a repository with two servers, and a rule of its own about their names.
const shop = `
-- a/.mcp.json --
{"mcpServers": {"mail": {"url": "https://mail.corp.example/mcp"}}}
-- b/.mcp.json --
{"mcpServers": {"mail": {"url": "https://mail.corp.example/mcp"}, "post": {"url": "https://post.corp.example/mcp"}}}
-- own/server_named.rego --
# METADATA
# title: A server has a forbidden name
# custom:
#   severity: high
#   params:
#     names: {default: [mail], description: "The names."}
#     loud: {default: false, strict: true, description: "Whether to shout."}
package own.server_named

findings contains {"at": ["servers", i], "message": sprintf("it is called %s%s", [server.name, tone])} if {
	some i, server in input.servers
	server.name in data.pacheck.params["server-named"].names
}

tone := "!" if data.pacheck.params["server-named"].loud

tone := "" if not data.pacheck.params["server-named"].loud
-- own/quiet_rule.rego --
# METADATA
# title: Never
# custom:
#   severity: low
package own.quiet_rule

findings contains {"at": ["servers", 0], "message": "never"} if input.servers[0].name == "never"
`

// told is what a scan said.
type told struct {
	Code     int
	Findings []string // path, severity and message
	Error    string
}

// scanShop scans the repository with a configuration, and what else is added to it.
func scanShop(t *testing.T, files map[string]string, args ...string) told {
	t.Helper()
	dir := t.TempDir()
	for _, f := range txtar.Parse([]byte(shop)).Files {
		write(t, dir, f.Name, string(f.Data))
	}
	for name, text := range files {
		write(t, dir, name, text)
	}
	t.Chdir(dir)
	var stdout, stderr bytes.Buffer
	code := cmd.Main(append([]string{"scan", "-o", "json", "--as-of", "2026-11-22", "."}, args...), strings.NewReader(""), &stdout, &stderr)
	got := told{Code: code, Error: stderr.String()}
	if code == 2 {
		return got
	}
	var report struct {
		Findings []struct {
			Rule, Severity, Message string
			Location                struct{ File string }
		}
	}
	if err := json.Unmarshal(stdout.Bytes(), &report); err != nil {
		t.Fatalf("%v\n%s%s", err, stdout.String(), stderr.String())
	}
	for _, f := range report.Findings {
		if f.Rule == "server-named" {
			got.Findings = append(got.Findings, f.Location.File+" "+f.Severity+" "+f.Message)
		}
	}
	return got
}

func write(t *testing.T, dir, name, text string) {
	t.Helper()
	name = filepath.Join(dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// TestConfigCells proves each cell of {flag, environment, repository file, extended file, enforced} x
// {severity, off, parameter, path override}.
func TestConfigCells(t *testing.T) {
	const rest = "profile: none\npolicies: [own]\n"
	aspects := []struct {
		name, config string
		want         told
		refused      string
	}{
		{"severity", "rules: {server-named: low}", told{Findings: []string{"a/.mcp.json low it is called mail", "b/.mcp.json low it is called mail"}}, "it is high, and cannot be lowered here"},
		{"off", "rules: {server-named: off, quiet-rule: on}", told{}, "it cannot be switched off here"},
		{"parameter", "rules: {server-named: {params: {names: [post]}}}", told{Code: 1, Findings: []string{"b/.mcp.json high it is called post"}}, "its parameters cannot be changed here"},
		{"path override", "overrides: [{paths: [a/**], rules: {server-named: off}}]", told{Code: 1, Findings: []string{"b/.mcp.json high it is called mail"}}, "it cannot be switched off here"},
	}
	on := "rules: {server-named: on}\n"
	layers := []struct {
		name  string
		files func(config string) map[string]string
		env   bool
		flag  bool
		at    string // where what is enforced is attacked; "" where nothing is enforced
	}{
		{"flag", func(string) map[string]string { return map[string]string{".pacheck.yaml": rest + on} }, false, true, ""},
		{"environment", func(string) map[string]string { return map[string]string{".pacheck.yaml": rest + on} }, true, false, ""},
		{"repository file", func(c string) map[string]string {
			return map[string]string{".pacheck.yaml": "extends: [base.yaml]\n" + c, "base.yaml": rest + on}
		}, false, false, ""},
		{"extended file", func(c string) map[string]string {
			return map[string]string{".pacheck.yaml": "extends: [base.yaml]\n", "base.yaml": "extends: [more.yaml]\n" + c, "more.yaml": rest + on}
		}, false, false, ""},
		{"enforced, from the repository file", func(c string) map[string]string {
			return map[string]string{".pacheck.yaml": "extends: [base.yaml]\n" + c, "base.yaml": rest + on + "enforce: [server-named]\n"}
		}, false, false, `\.pacheck\.yaml:2:\d+: server-named is enforced by base\.yaml:4:11: `},
		{"enforced, from the environment", func(string) map[string]string {
			return map[string]string{".pacheck.yaml": rest + on + "enforce: [server-named]\n"}
		}, true, false, `PACHECK_SET: server-named is enforced by \.pacheck\.yaml:4:11: `},
		{"enforced, from a flag", func(string) map[string]string {
			return map[string]string{".pacheck.yaml": rest + on + "enforce: [server-named]\n"}
		}, false, true, `--set: server-named is enforced by \.pacheck\.yaml:4:11: `},
		{"enforced, from a file beside", func(c string) map[string]string {
			return map[string]string{".pacheck.yaml": "extends: [first.yaml, base.yaml]\n", "first.yaml": "version: 1\n" + c, "base.yaml": rest + on + "enforce: [server-named]\n"}
		}, false, false, `first\.yaml:2:\d+: server-named is enforced by base\.yaml:4:11: `},
	}
	for _, layer := range layers {
		for _, aspect := range aspects {
			t.Run(layer.name+"/"+aspect.name, func(t *testing.T) {
				var args []string
				if layer.flag {
					args = []string{"--set", aspect.config}
				}
				if layer.env {
					t.Setenv("PACHECK_SET", aspect.config)
				}
				got := scanShop(t, layer.files(aspect.config), args...)
				want := aspect.want
				if layer.at != "" {
					want = told{Code: 2}
					if !regexp.MustCompile(layer.at + regexp.QuoteMeta(aspect.refused)).MatchString(got.Error) {
						t.Errorf("the error is %q", got.Error)
					}
				}
				got.Error = ""
				if diff := gocmp.Diff(want, got); diff != "" {
					t.Error(diff)
				}
			})
		}
	}
}

// TestConfigLayers proves which layer wins, and what else enforcing means.
func TestConfigLayers(t *testing.T) {
	const mine = "profile: none\npolicies: [own]\n"
	high := func(severity string) told {
		code := 0
		if severity == "high" || severity == "critical" {
			code = 1
		}
		return told{Code: code, Findings: []string{"a/.mcp.json " + severity + " it is called mail", "b/.mcp.json " + severity + " it is called mail"}}
	}
	tests := []struct {
		name   string
		config string
		base   string
		env    map[string]string
		args   []string
		want   told
	}{
		{name: "built-in", args: []string{"--profile", "none", "--policy", "own", "--select", "server-named"}, want: high("high")},
		{name: "file over base", config: "extends: [base.yaml]\nrules: {server-named: low}", base: mine + "rules: {server-named: medium}", want: high("low")},
		{name: "base where the file is silent", config: "extends: [base.yaml]", base: mine + "rules: {server-named: medium}", want: high("medium")},
		{name: "environment over file", config: mine + "rules: {server-named: low}", env: map[string]string{"PACHECK_SET": "rules: {server-named: info}"}, want: high("info")},
		{name: "flag over environment", config: mine + "rules: {server-named: low}", env: map[string]string{"PACHECK_SET": "rules: {server-named: info}"}, args: []string{"--set", "rules: {server-named: medium}"}, want: high("medium")},
		{name: "ignored by a variable", config: mine + "rules: {server-named: low, quiet-rule: on}", env: map[string]string{"PACHECK_IGNORE": "server-named"}, want: told{}},
		{name: "selected over the file", config: mine + "rules: {server-named: off, quiet-rule: on}", args: []string{"--select", "server-named"}, want: high("high")},
		{name: "profile none starts from nothing", config: "policies: [own]\nrules: {server-named: low}", args: []string{"--profile", "none", "--select", "quiet-rule"}, want: told{}},
		{name: "severity by the file alone does not follow the role", config: mine + "overrides: [{paths: [a/*], rules: {server-named: critical}}]", want: told{Code: 1, Findings: []string{"a/.mcp.json critical it is called mail"}}},
		{name: "fail-on of the file", config: mine + "fail-on: low\nrules: {server-named: low}", want: told{Code: 1, Findings: high("low").Findings}},
		{name: "fail-on of the flag", config: mine + "fail-on: low\nrules: {server-named: low}", args: []string{"--fail-on", "high"}, want: high("low")},
		{name: "excluded", config: mine + "exclude: [{path: a/, reason: not ours}]\nrules: {server-named: on}", want: told{Code: 1, Findings: []string{"b/.mcp.json high it is called mail"}}},
		{name: "taken back by a flag", config: mine + "exclude: [a/]\nrules: {server-named: on}", args: []string{"--exclude", "!a/"}, want: high("high")},
		{name: "without the file", config: "nonsense", args: []string{"--config", "none", "--profile", "none", "--policy", "own", "--select", "server-named"}, want: high("high")},
		{name: "another file", config: "nonsense", base: mine + "rules: {server-named: low}", args: []string{"--config", "base.yaml"}, want: high("low")},
		{name: "nothing in the file", config: "# nothing yet\n", args: []string{"--profile", "none", "--policy", "own", "--select", "server-named"}, want: high("high")},

		{name: "enforced may be raised", config: "extends: [base.yaml]\nrules: {server-named: critical}", base: mine + "enforce: [server-named]", want: high("critical")},
		{name: "enforced is on without being named", config: mine + "enforce: [server-named]", want: high("high")},
		{name: "enforced outlives profile none", config: mine + "enforce: [server-named]", args: []string{"--profile", "none", "--select", "quiet-rule"}, want: high("high")},
		{name: "enforced keeps the defaults of its profile", config: "extends: [base.yaml]\nprofile: none\nrules: {quiet-rule: on}", base: "profile: strict\npolicies: [own]\nenforce: [server-named]", want: told{Code: 1, Findings: []string{"a/.mcp.json high it is called mail!", "b/.mcp.json high it is called mail!"}}},
		{name: "enforced by code or name against the other", config: "enforce: [PA-AGT-021]\npolicies: [own]", args: []string{"--ignore", "unrestricted-shell-grant"}, want: told{Code: 2, Error: "pacheck: --ignore: PA-AGT-021 is enforced by .pacheck.yaml:1:11: it cannot be switched off here\n"}},
		{name: "enforced fail-on", config: mine + "enforce: [server-named, fail-on]", args: []string{"--fail-on", "never"}, want: told{Code: 2, Error: "pacheck: --fail-on: fail-on is enforced by .pacheck.yaml:3:25: it is high, and cannot be less strict here\n"}},
		{name: "enforced fail-on may be stricter", config: mine + "enforce: [server-named, fail-on]", args: []string{"--fail-on", "low"}, want: high("high")},
		{name: "enforced exclude", config: mine + "enforce: [server-named, exclude]", args: []string{"--exclude", "a/"}, want: told{Code: 2, Error: "pacheck: --exclude: exclude is enforced by .pacheck.yaml:3:25: nothing more can be left out here\n"}},
		{name: "enforced profile", config: "profile: strict\nenforce: [profile]", env: map[string]string{"PACHECK_PROFILE": "recommended"}, want: told{Code: 2, Error: "pacheck: PACHECK_PROFILE: profile is enforced by .pacheck.yaml:2:11: it is strict, and cannot be less here\n"}},
		{name: "enforced and off", config: mine + "rules: {server-named: off}\nenforce: [server-named]", want: told{Code: 2, Error: "pacheck: .pacheck.yaml:4:11: server-named is switched off, and cannot be enforced\n"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			for name, value := range tt.env {
				t.Setenv(name, value)
			}
			files := map[string]string{".pacheck.yaml": tt.config}
			if tt.base != "" {
				files["base.yaml"] = tt.base
			}
			got := scanShop(t, files, tt.args...)
			if diff := gocmp.Diff(tt.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// TestConfigFaults proves what bad configuration gets: exit 2, the place, what is wrong, and what to do.
func TestConfigFaults(t *testing.T) {
	tests := []struct {
		name, config, base string
		args               []string
		want               string
	}{
		{"an unknown key", "profle: strict\n", "", nil, `.pacheck.yaml:1:1: unknown key "profle": did you mean profile?`},
		{"an unknown key far from any", "colour: red\n", "", nil, `.pacheck.yaml:1:1: unknown key "colour": choose version, extends, profile,`},
		{"a key twice", "profile: strict\nprofile: none\n", "", nil, `.pacheck.yaml:2:1: the key "profile" stands in line 1 already`},
		{"a wrong type", "exclude: a\n", "", nil, `.pacheck.yaml:1:10: exclude must be a list, and is a text`},
		{"a list for a map", "rules: [a]\n", "", nil, `.pacheck.yaml:1:8: rules must be a map, and is a list`},
		{"the file itself", "- a\n", "", nil, `.pacheck.yaml:1:1: a configuration must be a map, and is a list`},
		{"an unknown word", "profile: strickt\n", "", nil, `.pacheck.yaml:1:10: profile cannot be "strickt": did you mean strict?`},
		{"an unknown severity", "rules: {orphan-artefact: hgh}\n", "", nil, `.pacheck.yaml:1:26: rules.orphan-artefact cannot be "hgh": did you mean high?`},
		{"a boolean for a word", "rules: {orphan-artefact: false}\n", "", nil, `.pacheck.yaml:1:26: rules.orphan-artefact is false: write on or off`},
		{"an unknown rule", "rules: {orphn-artefact: off}\n", "", nil, `.pacheck.yaml:1:9: unknown rule "orphn-artefact": did you mean orphan-artefact?`},
		{"an unknown rule of an override", "overrides: [{paths: [a], rules: {orphn-artefact: off}}]\n", "", nil, `.pacheck.yaml:1:34: unknown rule "orphn-artefact"`},
		{"an unknown rule that is enforced", "enforce: [fail-onn]\n", "", nil, `.pacheck.yaml:1:11: unknown rule "fail-onn"`},
		{"an unknown pack", "packs: [owasp-mpc]\n", "", nil, `.pacheck.yaml:1:9: unknown pack "owasp-mpc": did you mean owasp-mcp?`},
		{"an unknown parameter", "policies: [own]\nrules: {server-named: {params: {nmes: [a]}}}\n", "", nil, `.pacheck.yaml:2:33: server-named has no parameter "nmes": did you mean names?`},
		{"a parameter of the wrong type", "policies: [own]\nrules: {server-named: {params: {names: a}}}\n", "", nil, `.pacheck.yaml:2:33: the parameter names of server-named is a list, and not a text`},
		{"a list of the wrong items", "policies: [own]\nrules: {server-named: {params: {names: [1]}}}\n", "", nil, `.pacheck.yaml:2:33: the parameter names of server-named is a list of texts`},
		{"parameters by path", "overrides: [{paths: [a], rules: {server-named: {params: {names: [a]}}}}]\n", "", nil, `.pacheck.yaml:1:48: overrides[0].rules.server-named must be a text, and is a map`},
		{"an override without paths", "overrides: [{rules: {orphan-artefact: off}}]\n", "", nil, `.pacheck.yaml:1:13: overrides[0] lacks paths`},
		{"a malformed glob", "overrides: [{paths: ['a['], rules: {orphan-artefact: off}}]\n", "", nil, `.pacheck.yaml:1:22: the pattern "a[" is malformed`},
		{"an exclude without a path", "exclude: [{reason: x}]\n", "", nil, `.pacheck.yaml:1:11: exclude[0] lacks path`},
		{"a policy that is not there", "policies: [nowhere]\n", "", nil, `.pacheck.yaml:1:12: policies nowhere: no such folder or file`},
		{"a file that is not there", "extends: [nowhere.yaml]\n", "", nil, `.pacheck.yaml:1:11: reading nowhere.yaml: no such file or directory`},
		{"an address", "extends: ['https://corp.example/base.yaml']\n", "", nil, `.pacheck.yaml:1:11: extends takes files and packs, and "https://corp.example/base.yaml" is neither`},
		{"a circle", "extends: [base.yaml]\n", "extends: [./.pacheck.yaml]\n", nil, `base.yaml:1:11: files extend each other in a circle: .pacheck.yaml -> base.yaml -> .pacheck.yaml`},
		{"a fault of what is extended", "extends: [base.yaml]\n", "profle: strict\n", nil, `base.yaml:1:1: unknown key "profle"`},
		{"no YAML", "rules: [a\n", "", nil, `.pacheck.yaml:1: no valid YAML: did not find expected ',' or ']'`},
		{"two documents", "profile: strict\n---\nprofile: none\n", "", nil, `.pacheck.yaml:2:1: a second document begins here`},
		{"an alias within itself", "rules: &a {orphan-artefact: *a}\n", "", nil, `.pacheck.yaml:1:12: unknown key "orphan-artefact"`},
		{"an alias within a parameter", "rules: {server-named: &a {params: {names: *a}}}\n", "", nil, `is too large, or an alias leads to itself`},
		{"another version", "version: 2\n", "", nil, `.pacheck.yaml:1:10: this version of pacheck reads version 1`},
		{"a flag", "", "", []string{"--set", "rules: {orphn-artefact: off}"}, `--set: unknown rule "orphn-artefact": did you mean orphan-artefact?`},
		{"a file that --config names", "", "", []string{"--config", "nowhere.yaml"}, `reading nowhere.yaml: no such file or directory`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			files := map[string]string{".pacheck.yaml": tt.config}
			if tt.base != "" {
				files["base.yaml"] = tt.base
			}
			got := scanShop(t, files, tt.args...)
			if got.Code != 2 || !strings.Contains(got.Error, tt.want) {
				t.Errorf("exit %d, and %q, want 2, and %q", got.Code, got.Error, tt.want)
			}
		})
	}
}
