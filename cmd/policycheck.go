package cmd

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/pacheck/pacheck/check"
	"github.com/pacheck/pacheck/check/policy"
)

// checkFlags are the flags of policy check.
type checkFlags struct {
	config configFlags
}

func newPolicyCheck() *cobra.Command {
	var f checkFlags
	cmd := &cobra.Command{
		Use:   "check [PATH...]",
		Short: "Check policies: types, METADATA, capabilities, and what is slow",
		Long: `check holds policies against the schema of the document, so that a misspelt field is an error and not
silence, and says what is wrong with METADATA, what reaches for the network, the clock or the environment,
and what is slow. Errors keep a policy from running, or from being about what it means; warnings do not.

Exit codes: 0 no error; 2 an error.`,
		Example: `  pacheck policy check
  pacheck policy check policies/no_unapproved_model.rego`,
		RunE: func(cmd *cobra.Command, args []string) error { return f.run(cmd, args) },
	}
	f.config.register(cmd.Flags())
	registerPolicy(cmd.Flags())
	return cmd
}

func (f *checkFlags) run(cmd *cobra.Command, args []string) error {
	options, err := configured(&f.config, cmd.Flags())
	if err != nil {
		return err
	}
	only, err := given(&options, args)
	if err != nil {
		return err
	}
	all, err := sources(&options)
	if err != nil {
		return err
	}
	if len(all) == 1 {
		return errNoPolicies
	}
	notices := slices.DeleteFunc(policy.Review(all...), func(n policy.Notice) bool {
		return n.File != "" && len(only) > 0 && !slices.ContainsFunc(only, func(path string) bool { return n.File == path || strings.HasPrefix(n.File, path+"/") })
	})
	return f.tell(cmd, notices)
}

// given adds the policies of paths that the configuration does not have, and is what they are called.
func given(o *check.Options, args []string) ([]string, error) {
	var only []string
	extra := check.Layer{Name: "arguments"}
	for _, arg := range args {
		absolute, err := filepath.Abs(arg)
		if err != nil {
			return nil, fmt.Errorf("finding %s: %w", arg, err)
		}
		info, err := os.Stat(absolute)
		if err != nil {
			return nil, fmt.Errorf("%s: no such folder or file", arg)
		}
		only = append(only, o.Config.Short(absolute))
		folder := absolute
		if !info.IsDir() {
			folder = filepath.Dir(absolute)
		}
		if !names(o.Config, folder) {
			extra.Policies = append(extra.Policies, check.Stated{Value: absolute, Origin: check.Origin{Source: arg}})
		}
	}
	o.Config.Add(extra)
	return only, nil
}

// tell prints notices, the errors of each file with its warnings, and how many there are.
func (f *checkFlags) tell(cmd *cobra.Command, notices []policy.Notice) error {
	w := cmd.OutOrStdout()
	errors, warnings := 0, 0
	for _, n := range notices {
		kind := "error"
		if n.Warning {
			kind = "warning"
			warnings++
		} else {
			errors++
		}
		place := n.File
		if n.Line > 0 {
			place = fmt.Sprintf("%s:%d", n.File, n.Line)
		}
		if place != "" {
			place += ": "
		}
		say(w, "%s%s: %s", place, kind, strings.ReplaceAll(n.Message, "\t", "    "))
	}
	say(w, "%s, %s", counted(errors, "error"), counted(warnings, "warning"))
	if errors > 0 {
		return exit(exitUsage)
	}
	return nil
}

func counted(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}
