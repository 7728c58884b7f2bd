package cmd

import (
	"fmt"
	"io/fs"
	"path"
	"path/filepath"
	"strings"

	"github.com/spf13/pflag"
	"golang.org/x/tools/txtar"

	"github.com/pacheck/pacheck/check"
	"github.com/pacheck/pacheck/check/pack"
	"github.com/pacheck/pacheck/check/policy"
	"github.com/pacheck/pacheck/policies"
)

// registerRules registers the flags that say which rules are evaluated. They are read as a layer of the
// configuration.
func registerRules(flags *pflag.FlagSet) {
	flags.String("profile", "recommended", "`name` of the set of rules: "+strings.Join(check.Profiles, ", "))
	flags.StringSlice("select", nil, "`rule` to add, by name or code; repeatable")
	flags.StringSlice("ignore", nil, "`rule` to leave out, by name or code; repeatable")
	registerPolicy(flags)
	flags.StringSlice("pack", nil, "`name` of a framework whose rules are added; repeatable")
	under(flags, "With which rules", "profile", "pack", "select", "ignore")
}

// registerPolicy registers --policy alone, for commands that look at rules without choosing among them.
func registerPolicy(flags *pflag.FlagSet) {
	flags.StringArray("policy", nil, "`folder`, file or locked pack with policies of your own; repeatable")
	under(flags, "With which rules", "policy")
}

// addPolicies reads the policies of the configuration, and the data that they see.
func addPolicies(o *check.Options) (err error) {
	if o.Data, err = check.ReadData(o.Config, o.Config.Store.ReadFile); err != nil {
		return err
	}
	o.Policies, err = sources(o)
	return err
}

// sources are the built-in policies and those of the configuration, by the same door. A place that a flag and
// the configuration name is one.
func sources(o *check.Options) ([]policy.Source, error) {
	sources := []policy.Source{{Name: "built-in", FS: policies.FS, BuiltIn: true}}
	seen := map[string]bool{}
	for _, stated := range o.Config.Policies() {
		place := stated.Value
		if absolute, err := filepath.Abs(place); err == nil {
			place = absolute
		}
		if seen[place] {
			continue
		}
		seen[place] = true
		s, err := userPolicies(o, stated)
		if err != nil {
			return nil, err
		}
		sources = append(sources, s)
	}
	return sources, nil
}

// userPolicies are those of one folder, file or pack.
func userPolicies(o *check.Options, stated check.Stated) (policy.Source, error) {
	place := stated.Value
	config := o.Config
	name := config.Short(place)
	if ref, inner, ok := pack.Split(place); ok {
		tree, err := config.Store.Folder(place)
		if err != nil {
			return policy.Source{}, fmt.Errorf("%s: policies %s: %w", stated.Origin, name, err)
		}
		return policy.Source{Name: path.Join(strings.TrimPrefix(config.Short(ref), pack.Scheme), inner), FS: tree, Conftest: stated.Conftest}, nil
	}
	info, err := o.Trust.Stat(place)
	if err != nil {
		return policy.Source{}, fmt.Errorf("%s: policies %s: no such folder or file", stated.Origin, name)
	}
	if info.IsDir() {
		tree, err := o.Trust.Folder(place)
		return policy.Source{Name: name, FS: tree, Conftest: stated.Conftest}, err
	}
	tree, err := single(place, o.Trust.ReadFile)
	if err != nil {
		return policy.Source{}, fmt.Errorf("%s: policies %s: %w", stated.Origin, name, err)
	}
	return policy.Source{Name: path.Dir(name), FS: tree, Conftest: stated.Conftest}, nil
}

// single is a tree with one file.
func single(name string, read func(string) ([]byte, error)) (fs.FS, error) {
	if filepath.Ext(name) != ".rego" {
		return nil, fmt.Errorf("is neither a folder nor a .rego file")
	}
	data, err := read(name)
	if err != nil {
		return nil, err
	}
	return txtar.FS(&txtar.Archive{Files: []txtar.File{{Name: filepath.Base(name), Data: data}}})
}
