package cmd

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/pacheck/pacheck/check"
)

// baselineFlags are the flags of the commands that write a baseline.
type baselineFlags struct {
	target  target
	config  configFlags
	file    string
	context contextFlags
	prune   bool
}

func newBaseline() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "baseline",
		Short: "Adopt pacheck in a repository that has findings already",
		Long: `A baseline is a file with the findings that are old, ` + check.BaselinePath + `: scan reads it where it is there,
and reports what is not in it. It has a fingerprint for each finding, made of the rule, the file, the
logical place and the value, and a count, so that it holds when lines move and a second fault of the same
kind is told. Findings that mark a secret, and those that no waiver may suppress, are never old.`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	write := baselineFlags{}
	prune := baselineFlags{prune: true}
	cmd.AddCommand(
		write.command("write", "Write the findings that there are to the baseline",
			"write records all findings that there are now, and forgets those that it had before."),
		prune.command("prune", "Remove from the baseline what is no more",
			"prune removes the findings that are no more, and gives those of renamed files their new names. It adds\nnothing."),
	)
	return cmd
}

func (f *baselineFlags) command(name, short, long string) *cobra.Command {
	cmd := &cobra.Command{
		Use: name, Short: short, Long: long, Args: cobra.NoArgs, Example: "  pacheck baseline " + name,
		RunE: func(cmd *cobra.Command, _ []string) error { return f.run(cmd) },
	}
	f.target.register(cmd.Flags())
	registerRules(cmd.Flags())
	f.config.register(cmd.Flags())
	cmd.Flags().StringVar(&f.file, "baseline", "", "`file` of the baseline; "+check.BaselinePath+" where it is not given")
	f.context.register(cmd.Flags())
	under(cmd.Flags(), "What is written", "baseline")
	return cmd
}

func registerBaseline(flags *pflag.FlagSet, file *string) {
	flags.StringVar(file, "baseline", "", "`file` with findings that are old, or none; "+check.BaselinePath+" where it is not given and there is one")
	under(flags, "What is reported", "baseline")
}

// readBaseline reads the baseline of a repository; nil where there is none.
func readBaseline(file string, o *check.Options) (*check.Baseline, error) {
	if file == "none" || file == "" && o.Root == "" {
		return nil, nil
	}
	name := baselineFile(file, o.Root)
	data, err := o.Trust.ReadFile(name)
	if file == "" && errors.Is(err, os.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("reading the baseline: %w", err)
	}
	b, err := check.ReadBaseline(data)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return b, nil
}

func baselineFile(file, root string) string {
	if file != "" {
		return file
	}
	return filepath.Join(root, filepath.FromSlash(check.BaselinePath))
}

func (f *baselineFlags) options(cmd *cobra.Command) (check.Options, error) {
	options := check.Options{Run: check.Limits{Version: version()}}
	if err := f.context.apply(&options); err != nil {
		return check.Options{}, err
	}
	if err := f.target.apply(&options, cmd.InOrStdin(), nil); err != nil {
		return check.Options{}, err
	}
	if err := f.config.apply(&options, cmd.Flags()); err != nil {
		return check.Options{}, err
	}
	err := addPolicies(&options)
	if err != nil || !f.prune {
		return options, err
	}
	options.Baseline, err = readBaseline(f.file, &options)
	if err == nil && options.Baseline == nil {
		err = errors.New("there is no baseline to prune: pacheck baseline write writes one")
	}
	return options, err
}

func (f *baselineFlags) run(cmd *cobra.Command) error {
	options, err := f.options(cmd)
	if err != nil {
		return err
	}
	result, err := check.Run(cmd.Context(), options)
	if err != nil {
		return err
	}
	if len(result.Problems) > 0 {
		say(cmd.ErrOrStderr(), "pacheck: the baseline was not written, since the verdict is incomplete: pacheck scan says why")
		return exit(exitIncomplete)
	}
	return f.write(cmd, options, result)
}

// write writes the baseline of a result.
func (f *baselineFlags) write(cmd *cobra.Command, options check.Options, result *check.Report) error {
	b, left := check.NewBaseline(result.Findings, nil)
	if f.prune {
		b, left = check.NewBaseline(result.Baseline.Old, options.Baseline.Unevaluated(result.Rules))
	}
	var text bytes.Buffer
	if err := b.Write(&text); err != nil {
		return err
	}
	name := baselineFile(f.file, options.Root)
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return incomplete{fmt.Errorf("making the folder of the baseline: %w", err)}
	}
	if err := os.WriteFile(name, text.Bytes(), 0o644); err != nil {
		return incomplete{fmt.Errorf("writing the baseline: %w", err)}
	}
	total := 0
	for _, e := range b.Findings {
		total += e.Count
	}
	say(cmd.OutOrStdout(), "wrote %s: %d old findings", options.Config.Short(name), total)
	if left > 0 {
		say(cmd.ErrOrStderr(), "pacheck: %d findings are never old: they mark a secret, or no exception may suppress them", left)
	}
	return nil
}
