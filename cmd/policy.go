package cmd

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/pacheck/pacheck/check/pack"
)

func newPolicy() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "policy",
		Short: "Write policies of your own: begin, check, format and share them",
		Long: `Policies are rules in Rego, in folders that the configuration names (policies: [policies/]) or --policy
gives. What the commands below are not given as a path, they take from there.`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(
		newPolicyNew(),
		newPolicyCheck(),
		newPolicyFmt(),
		newPolicyPull(),
		newPolicyPush(),
		newPolicyVerify(),
	)
	return cmd
}

var errNoPolicies = errors.New("no policies: give a folder or a file, or name the folders below policies in the configuration")

// policyPaths are the paths that a command about policies is given, else those that the configuration names.
func policyPaths(config *configFlags, flags *pflag.FlagSet, args []string) ([]string, error) {
	if len(args) > 0 {
		return args, nil
	}
	o, err := configured(config, flags)
	if err != nil {
		return nil, err
	}
	var paths []string
	for _, stated := range o.Config.Policies() {
		if _, _, shared := pack.Split(stated.Value); !shared {
			paths = append(paths, stated.Value)
		}
	}
	if len(paths) == 0 {
		return nil, errNoPolicies
	}
	return paths, nil
}

// regoFiles are the files of Rego at and below paths, each once, in order. Shown are their names relative to
// the working directory where that is possible.
func regoFiles(paths []string) ([]string, error) {
	var files []string
	for _, path := range paths {
		info, err := os.Stat(path)
		if err != nil {
			return nil, fmt.Errorf("%s: no such folder or file", path)
		}
		if !info.IsDir() && filepath.Ext(path) != ".rego" {
			return nil, fmt.Errorf("%s is neither a folder nor a .rego file", path)
		}
		err = filepath.WalkDir(path, func(name string, d os.DirEntry, err error) error {
			if err == nil && !d.IsDir() && filepath.Ext(name) == ".rego" {
				files = append(files, relative(name))
			}
			return err
		})
		if err != nil {
			return nil, fmt.Errorf("looking for policies: %w", err)
		}
	}
	slices.Sort(files)
	return slices.Compact(files), nil
}

// relative is a path from the working directory, or as it is where it lies elsewhere.
func relative(name string) string {
	working, err := os.Getwd()
	if err != nil || !filepath.IsAbs(name) {
		return filepath.Clean(name)
	}
	if below, err := filepath.Rel(working, name); err == nil && filepath.IsLocal(below) {
		return below
	}
	return name
}
