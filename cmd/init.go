package cmd

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"

	"github.com/spf13/cobra"

	"github.com/pacheck/pacheck/check"
	"github.com/pacheck/pacheck/loaders"
)

// initFlags are the flags of init.
type initFlags struct {
	ci     []string
	hook   bool
	dryRun bool
	force  bool
}

func newInit() *cobra.Command {
	var f initFlags
	cmd := &cobra.Command{
		Use:   "init",
		Short: "Write a starter configuration, CI workflow and pre-commit entry",
		Long: `init looks at the repository that one works in, and writes a .pacheck.yaml that fits what it finds: with --ci also a
workflow for GitHub or GitLab, with --hook also an entry for pre-commit. It says what to do next. A file that is
there already stays as it is unless --force is given; .pre-commit-config.yaml gets an entry more.`,
		Example: `  pacheck init --dry-run
  pacheck init --ci github --hook`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return f.run(cmd) },
	}
	flags := cmd.Flags()
	flags.StringSliceVar(&f.ci, "ci", nil, "`system` to write a workflow for: github or gitlab; repeatable")
	flags.BoolVar(&f.hook, "hook", false, "an entry for pre-commit as well")
	flags.BoolVar(&f.dryRun, "dry-run", false, "print what would be written, and write nothing")
	flags.BoolVar(&f.force, "force", false, "write over files that are there already")
	under(flags, "What is written", "ci", "hook", "dry-run", "force")
	return cmd
}

func (f *initFlags) run(cmd *cobra.Command) error {
	root, err := loaders.FindRoot(".")
	if err != nil {
		return fmt.Errorf("finding the repository: %w", err)
	}
	survey, err := look(cmd.Context(), root)
	if err != nil {
		return err
	}
	files, err := f.files(root, survey)
	if err != nil {
		return err
	}
	for _, file := range files {
		if err := f.write(cmd.OutOrStdout(), root, file); err != nil {
			return incomplete{err}
		}
	}
	survey.tell(cmd.OutOrStdout())
	return nil
}

// starter is a file that init writes.
type starter struct {
	path string // below the root, with slashes
	text string
	adds bool // to what is there, of which text has all
}

// files are what init writes. A configuration that is there already is left alone where something else is asked for.
func (f *initFlags) files(root string, s *survey) ([]starter, error) {
	files := []starter{{path: loaders.ConfigName, text: s.config}}
	for _, system := range f.ci {
		more, err := workflow(root, system)
		if err != nil {
			return nil, err
		}
		files = append(files, more...)
	}
	if f.hook {
		hook, err := hookEntry(root)
		if err != nil {
			return nil, err
		}
		files = append(files, hook)
	}
	present := func(file starter) bool {
		_, err := os.Lstat(filepath.Join(root, filepath.FromSlash(file.path)))
		return err == nil && !file.adds
	}
	if f.force {
		return files, nil
	}
	if len(files) > 1 && present(files[0]) {
		files = files[1:]
	}
	if i := slices.IndexFunc(files, present); i >= 0 {
		return nil, fmt.Errorf("%s is there already: --force writes over it", files[i].path)
	}
	return files, nil
}

// write writes a file, or prints it.
func (f *initFlags) write(w io.Writer, root string, file starter) error {
	if f.dryRun {
		say(w, "# %s\n%s", file.path, file.text)
		return nil
	}
	name := filepath.Join(root, filepath.FromSlash(file.path))
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return fmt.Errorf("making the folder of %s: %w", file.path, err)
	}
	if err := os.WriteFile(name, []byte(file.text), 0o644); err != nil {
		return fmt.Errorf("writing %s: %w", file.path, err)
	}
	say(w, "wrote %s", file.path)
	return nil
}

// look loads and judges the repository as the starter configuration has it.
func look(ctx context.Context, root string) (*survey, error) {
	document, _, err := check.Inspect(ctx, check.Options{Root: root})
	if err != nil {
		return nil, err
	}
	s := &survey{vendored: vendored(document)}
	options := check.Options{Root: root, Config: &check.Config{Root: root}}
	for _, folder := range s.vendored {
		options.Walk.Exclude = append(options.Walk.Exclude, globOf(folder))
	}
	if err := addPolicies(&options); err != nil {
		return nil, err
	}
	options.Run.Now, err = evaluationTime("")
	if err != nil {
		return nil, err
	}
	if s.report, err = check.Run(ctx, options); err != nil {
		return nil, err
	}
	_, err = os.Stat(filepath.Join(root, filepath.FromSlash(check.BaselinePath)))
	s.baseline = !errors.Is(err, os.ErrNotExist)
	s.config = s.configuration()
	return s, nil
}
