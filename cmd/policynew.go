package cmd

import (
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"

	"github.com/spf13/cobra"

	"github.com/pacheck/pacheck/check"
	"github.com/pacheck/pacheck/check/policy"
	"github.com/pacheck/pacheck/loaders"
)

// newFlags are the flags of policy new.
type newFlags struct {
	config configFlags
	rule   policy.Scaffold
	dir    string
}

func newPolicyNew() *cobra.Command {
	var f newFlags
	cmd := &cobra.Command{
		Use:   "new NAME",
		Short: "Begin a rule with its test and its examples",
		Long: `new writes a rule and its test in Rego, which fail until they are written: the examples in the METADATA,
one that breaks the rule and one that keeps it, and a test. Nothing that exists is written over.`,
		Example: `  pacheck policy new no-unapproved-model
  pacheck policy new tool-without-owner --group tool --scope repo --code ACME-7 --dir policies`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error { return f.run(cmd, args[0]) },
	}
	f.config.register(cmd.Flags())
	cmd.Flags().StringVar(&f.rule.Group, "group", "", "`name` of the folder it belongs to: agent, prompt, tool, mcp, skill, model, or one of your own")
	cmd.Flags().StringVar(&f.rule.Scope, "scope", policy.FileScope, "`what` it sees: file, each file alone, or repo, all of the repository")
	cmd.Flags().StringVar(&f.rule.Code, "code", "", "`code` for auditors, with a prefix of your own")
	cmd.Flags().StringVar(&f.rule.Package, "package", "", "`name` of the Rego package that it is below; policies where it is not given")
	cmd.Flags().StringVar(&f.dir, "dir", "policies", "`folder` of the policies")
	under(cmd.Flags(), "What is written", "group", "scope", "code", "package", "dir")
	return cmd
}

func (f *newFlags) run(cmd *cobra.Command, name string) error {
	f.rule.Name = name
	if f.rule.Scope != policy.FileScope && f.rule.Scope != policy.RepoScope {
		return fmt.Errorf("--scope %s: choose file or repo", f.rule.Scope)
	}
	files, err := f.rule.Files()
	if err != nil {
		return err
	}
	options, err := f.taken(cmd, name)
	if err != nil {
		return err
	}
	if err := f.write(cmd, files); err != nil {
		return err
	}
	if !names(options.Config, f.dir) {
		say(cmd.ErrOrStderr(), "pacheck: the configuration does not name %s: add policies: [%s] to %s, or give --policy", f.dir, f.dir, loaders.ConfigName)
	}
	say(cmd.ErrOrStderr(), "pacheck: now write what says %s; pacheck test %s says what is left", policy.Unwritten, f.dir)
	return nil
}

// taken refuses the name and the code of another rule.
func (f *newFlags) taken(cmd *cobra.Command, name string) (check.Options, error) {
	options, err := workingOptions(&f.config, cmd.Flags())
	if err != nil {
		return options, err
	}
	all, err := policy.Load(options.Policies...)
	if err != nil {
		return options, err
	}
	for _, word := range []string{name, f.rule.Code} {
		if other := all.Find(word); word != "" && other != nil {
			return options, fmt.Errorf("%s is taken by %s/%s: choose another one", word, other.Set, other.File)
		}
	}
	return options, nil
}

// write writes the files, and none of them where one is there.
func (f *newFlags) write(cmd *cobra.Command, files map[string][]byte) error {
	names := slices.Sorted(maps.Keys(files))
	for _, name := range names {
		if _, err := os.Lstat(filepath.Join(f.dir, name)); !errors.Is(err, os.ErrNotExist) {
			return fmt.Errorf("%s exists: nothing is written over", filepath.ToSlash(filepath.Join(f.dir, name)))
		}
	}
	for _, name := range names {
		file := filepath.Join(f.dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			return incomplete{fmt.Errorf("making the folder of the rule: %w", err)}
		}
		if err := os.WriteFile(file, files[name], 0o644); err != nil {
			return incomplete{fmt.Errorf("writing the rule: %w", err)}
		}
		say(cmd.OutOrStdout(), "wrote %s", filepath.ToSlash(file))
	}
	return nil
}

// names says whether a configuration has policies of a folder, or of one that it is in.
func names(config *check.Config, dir string) bool {
	absolute, err := filepath.Abs(dir)
	return err == nil && slices.ContainsFunc(config.Policies(), func(s check.Stated) bool {
		root, err := filepath.Abs(s.Value)
		if err != nil {
			return false
		}
		below, err := filepath.Rel(root, absolute)
		return err == nil && filepath.IsLocal(below)
	})
}
