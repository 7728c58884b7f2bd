package cmd

import (
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"gopkg.in/yaml.v3"

	"github.com/pacheck/pacheck/check"
	"github.com/pacheck/pacheck/check/policy"
	"github.com/pacheck/pacheck/check/report"
	"github.com/pacheck/pacheck/loaders"
)

// survey is what init has found out about a repository.
type survey struct {
	vendored []string // folders with agent files of others, with a slash at the end
	report   *check.Report
	baseline bool   // there is one
	config   string // the starter configuration
}

// vendored are the outermost folders of other people's agent files.
func vendored(d *loaders.Document) []string {
	var folders []string
	for _, f := range d.Files {
		if f.Role != loaders.RoleVendored {
			continue
		}
		for i := range f.Path {
			if folder := f.Path[:i+1]; f.Path[i] == '/' && loaders.RoleOf(path.Join(folder, "x")) == loaders.RoleVendored {
				folders = append(folders, folder)
				break
			}
		}
	}
	slices.Sort(folders)
	return slices.Compact(folders)
}

// globOf is the pattern of one folder at the root.
func globOf(folder string) string {
	escape := strings.NewReplacer(`\`, `\\`, "*", `\*`, "?", `\?`, "[", `\[`, "]", `\]`, "{", `\{`, "}", `\}`)
	return "/" + escape.Replace(folder)
}

// configuration is the starter configuration.
func (s *survey) configuration() string {
	var b strings.Builder
	fmt.Fprintf(&b, "# What pacheck checks in this repository, and how strictly: pacheck config shows what it comes to.\n")
	fmt.Fprintf(&b, "# Found by pacheck init: %s.\nversion: 1\n", report.Scanned(s.report))
	fmt.Fprintf(&b, "profile: recommended # strict has more rules\n")
	fmt.Fprintf(&b, "fail-on: high # lower it when the findings are down\n")
	if packs := s.packs(); len(packs) > 0 {
		fmt.Fprintf(&b, "# packs: [%s] # adds the rules that a framework asks for, and the evidence to reports\n", strings.Join(packs, ", "))
	}
	if len(s.vendored) > 0 {
		b.WriteString("exclude:\n")
	}
	for _, folder := range s.vendored {
		glob, _ := json.Marshal(globOf(folder)) // a string always marshals, and JSON is YAML
		fmt.Fprintf(&b, "  - {path: %s, reason: checked where it comes from}\n", glob)
	}
	return b.String()
}

// packs are the frameworks that speak of what was found.
func (s *survey) packs() []string {
	var packs []string
	for _, p := range []struct{ collection, pack string }{
		{"agents", "owasp-agentic"}, {"prompts", "owasp-llm"}, {"servers", "owasp-mcp"}, {"models", "eu-ai-act"},
	} {
		if s.report.Stats.Entities[p.collection] > 0 {
			packs = append(packs, p.pack)
		}
	}
	return packs
}

// tell says what there is, and what to do next.
func (s *survey) tell(w io.Writer) {
	failing := 0
	for _, f := range s.report.Findings {
		if f.Severity >= policy.High {
			failing++
		}
	}
	say(w, "found %s; findings: %d, high or critical: %d", report.Scanned(s.report), len(s.report.Findings), failing)
	switch {
	case len(s.report.Files) == 0:
		say(w, "next: pacheck inspect --files . says why each file is out")
	case failing > 0 && !s.baseline:
		say(w, "next: pacheck scan shows them; pacheck baseline write makes them old, so that only new ones fail")
	default:
		say(w, "next: pacheck scan")
	}
}

//go:embed starters/github.yml
var githubWorkflow string

//go:embed starters/gitlab.yml
var gitlabJob string

//go:embed starters/pre-commit.yaml
var preCommitEntry string

// workflow is what a CI system reads.
func workflow(root, system string) ([]starter, error) {
	switch system {
	case "github":
		return []starter{{path: ".github/workflows/pacheck.yml", text: strings.ReplaceAll(githubWorkflow, "REVISION", releaseTag())}}, nil
	case "gitlab":
		tag := "latest"
		if release != "" {
			tag = release
		}
		files := []starter{{path: ".gitlab/pacheck.yml", text: strings.ReplaceAll(gitlabJob, "TAG-", tag+"-")}}
		if _, err := os.Lstat(filepath.Join(root, ".gitlab-ci.yml")); errors.Is(err, os.ErrNotExist) {
			files = append(files, starter{path: ".gitlab-ci.yml", text: "include:\n  - local: .gitlab/pacheck.yml\n"})
		}
		return files, nil
	}
	return nil, fmt.Errorf("--ci %s: choose github or gitlab", system)
}

// releaseTag is the tag of this release, or else the branch that it was built from.
func releaseTag() string {
	if release == "" {
		return "main"
	}
	return "v" + release
}

const preCommitConfig = ".pre-commit-config.yaml"

// hookEntry is the configuration of pre-commit with an entry for pacheck.
func hookEntry(root string) (starter, error) {
	entry := strings.ReplaceAll(preCommitEntry, "REVISION", releaseTag())
	text, err := os.ReadFile(filepath.Join(root, preCommitConfig))
	if errors.Is(err, os.ErrNotExist) {
		return starter{path: preCommitConfig, text: "repos:\n" + indent(entry, 2)}, nil
	}
	if err != nil {
		return starter{}, incomplete{fmt.Errorf("reading %s: %w", preCommitConfig, err)}
	}
	if strings.Contains(string(text), "/pacheck/pacheck") {
		return starter{}, fmt.Errorf("%s has an entry for pacheck already", preCommitConfig)
	}
	line, column, ok := firstHook(text)
	if !ok {
		return starter{}, fmt.Errorf("%s has no list of repos to add to: add this by hand:\n%s", preCommitConfig, entry)
	}
	lines := slices.Collect(strings.Lines(string(text)))
	lines = slices.Insert(lines, line, indent(entry, column-1))
	return starter{path: preCommitConfig, text: strings.Join(lines, ""), adds: true}, nil
}

// firstHook is the line of the key repos, counted from 1, below which an entry can be added, and the column of its
// entries.
func firstHook(text []byte) (line, column int, ok bool) {
	var doc yaml.Node
	if yaml.Unmarshal(text, &doc) != nil || len(doc.Content) != 1 {
		return 0, 0, false
	}
	top := doc.Content[0].Content
	for i := 0; i+1 < len(top); i += 2 {
		list := top[i+1]
		if top[i].Value == "repos" && list.Kind == yaml.SequenceNode && list.Style != yaml.FlowStyle && list.Line > top[i].Line {
			return top[i].Line, list.Column, true
		}
	}
	return 0, 0, false
}

// indent puts spaces before each line.
func indent(text string, spaces int) string {
	var b strings.Builder
	for line := range strings.Lines(text) {
		b.WriteString(strings.Repeat(" ", spaces) + line)
	}
	return b.String()
}
