package cmd

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/pflag"
	"golang.org/x/tools/txtar"

	"github.com/pacheck/pacheck/check"
	"github.com/pacheck/pacheck/check/policy"
	"github.com/pacheck/pacheck/policies"
)

// ruleFlags are the flags that say which rules are evaluated.
type ruleFlags struct {
	profile  string
	packs    []string
	selected []string
	ignored  []string
	policies []string
}

func (r *ruleFlags) register(flags *pflag.FlagSet) {
	flags.StringVar(&r.profile, "profile", "recommended", "`name` of the set of rules: "+strings.Join(check.Profiles, ", "))
	flags.StringSliceVar(&r.selected, "select", nil, "`rule` to add, by name or code; repeatable")
	flags.StringSliceVar(&r.ignored, "ignore", nil, "`rule` to leave out, by name or code; repeatable")
	r.registerPolicy(flags)
	flags.StringSliceVar(&r.packs, "pack", nil, "`name` of a framework whose rules are added; repeatable")
	under(flags, "With which rules", "profile", "pack", "select", "ignore")
}

// registerPolicy registers --policy alone, for commands that look at rules without choosing among them.
func (r *ruleFlags) registerPolicy(flags *pflag.FlagSet) {
	flags.StringArrayVar(&r.policies, "policy", nil, "`folder` or file with policies of your own; repeatable")
	under(flags, "With which rules", "policy")
}

func (r *ruleFlags) selection() check.Selection {
	return check.Selection{Profile: r.profile, Packs: r.packs, Select: r.selected, Ignore: r.ignored}
}

// sources are the built-in policies and those of --policy, by the same door.
func (r *ruleFlags) sources() ([]policy.Source, error) {
	sources := []policy.Source{{Name: "built-in", FS: policies.FS, BuiltIn: true}}
	for _, name := range r.policies {
		info, err := os.Stat(name)
		if err != nil {
			return nil, fmt.Errorf("--policy %s: no such folder or file", name)
		}
		if info.IsDir() {
			sources = append(sources, policy.Source{Name: filepath.ToSlash(name), FS: os.DirFS(name)})
			continue
		}
		tree, err := single(name)
		if err != nil {
			return nil, fmt.Errorf("--policy %s: %w", name, err)
		}
		sources = append(sources, policy.Source{Name: filepath.ToSlash(filepath.Dir(name)), FS: tree})
	}
	return sources, nil
}

// single is a tree with one file.
func single(name string) (fs.FS, error) {
	if filepath.Ext(name) != ".rego" {
		return nil, fmt.Errorf("is neither a folder nor a .rego file")
	}
	data, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	return txtar.FS(&txtar.Archive{Files: []txtar.File{{Name: filepath.Base(name), Data: data}}})
}
