package cmd

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/rogpeppe/go-internal/diff"
	"github.com/spf13/cobra"

	"github.com/pacheck/pacheck/check/policy"
)

// fmtFlags are the flags of policy fmt.
type fmtFlags struct {
	config configFlags
	check  bool
	write  bool
	diff   bool
}

func newPolicyFmt() *cobra.Command {
	var f fmtFlags
	cmd := &cobra.Command{
		Use:   "fmt [PATH...]",
		Short: "Format policies as opa fmt does",
		Long: `fmt formats the files of Rego at and below the paths as OPA's own formatter does, and prints them; with
--write it writes them back, with --diff it prints what would change, and with --check it names the files that
are not formatted.

Exit codes: 0 all is well; 1 with --check, where a file is not formatted; 2 a file is no Rego.`,
		Example: `  pacheck policy fmt --write policies/
  pacheck policy fmt --check --diff`,
		RunE: func(cmd *cobra.Command, args []string) error { return f.run(cmd, args) },
	}
	f.config.register(cmd.Flags())
	cmd.Flags().BoolVar(&f.check, "check", false, "name the files that are not formatted, and exit with 1 where there are any")
	cmd.Flags().BoolVarP(&f.write, "write", "w", false, "write the files that are not formatted, and name them")
	cmd.Flags().BoolVar(&f.diff, "diff", false, "print what changes instead of the files")
	cmd.MarkFlagsMutuallyExclusive("check", "write")
	under(cmd.Flags(), "What is written", "check", "write", "diff")
	return cmd
}

func (f *fmtFlags) run(cmd *cobra.Command, args []string) error {
	paths, err := policyPaths(&f.config, cmd.Flags(), args)
	if err != nil {
		return err
	}
	files, err := regoFiles(paths)
	if err != nil {
		return err
	}
	var faults []error
	changed := false
	for _, file := range files {
		differs, err := f.format(cmd, file)
		faults = append(faults, err)
		changed = changed || differs
	}
	if err := errors.Join(faults...); err != nil {
		return err
	}
	if f.check && changed {
		return exit(exitFindings)
	}
	return nil
}

// format formats one file, and says whether it was otherwise before.
func (f *fmtFlags) format(cmd *cobra.Command, file string) (bool, error) {
	before, err := os.ReadFile(file)
	if err != nil {
		return false, incomplete{fmt.Errorf("reading policies: %w", err)}
	}
	name := filepath.ToSlash(file)
	after, err := policy.Format(name, before)
	if err != nil {
		return false, err
	}
	differs := !bytes.Equal(before, after)
	w := cmd.OutOrStdout()
	switch {
	case f.check || f.write:
		if differs {
			say(w, "%s", name)
		}
	case !f.diff:
		if _, err := w.Write(after); err != nil {
			return false, incomplete{fmt.Errorf("writing %s: %w", name, err)}
		}
	}
	if f.diff {
		say(w, "%s", bytes.ReplaceAll(diff.Diff(name+".orig", before, name, after), []byte("\t"), []byte("    ")))
	}
	if f.write && differs {
		if err := os.WriteFile(file, after, 0o644); err != nil {
			return false, incomplete{fmt.Errorf("writing %s: %w", name, err)}
		}
	}
	return differs, nil
}
