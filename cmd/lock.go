package cmd

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"github.com/pacheck/pacheck/check"
	"github.com/pacheck/pacheck/loaders"
)

// lockFlags are the flags of lock.
type lockFlags struct {
	target target
	config configFlags
	by     string
	asOf   string
	dryRun bool
}

func newLock() *cobra.Command {
	var f lockFlags
	cmd := &cobra.Command{
		Use:   "lock [PROMPT...]",
		Short: "Record what was approved: tools, servers, skills and prompts",
		Long: `lock writes ` + loaders.LockPath + `: what each tool, MCP server and skill of the repository is made of, with its
digest. Prompts are recorded where they are named, and from then on. The file is for review: it shows
texts, parameters and commands, so that a change of what was approved is a change that people see. The
rules tool-pin-drift and prompt-approval-drift compare. Each run records the present state anew, and says
what is other than before; nothing else writes the file.`,
		Example: `  pacheck lock --approved-by platform-security
  pacheck lock --approved-by ai-review prompts/support.md
  pacheck lock --dry-run`,
		RunE: func(cmd *cobra.Command, args []string) error { return f.run(cmd, args) },
	}
	f.target.register(cmd.Flags())
	f.config.register(cmd.Flags())
	cmd.Flags().StringVar(&f.by, "approved-by", "", "`name` of who approves what is new or other than before")
	cmd.Flags().StringVar(&f.asOf, "as-of", "", "`date` of the approval; today where it is not given")
	cmd.Flags().BoolVar(&f.dryRun, "dry-run", false, "say what would change, and write nothing")
	under(cmd.Flags(), "What is recorded", "approved-by", "as-of", "dry-run")
	return cmd
}

func (f *lockFlags) run(cmd *cobra.Command, args []string) error {
	now, err := evaluationTime(f.asOf)
	if err != nil {
		return err
	}
	options := check.Options{Contents: true}
	if err := f.target.apply(&options, cmd.InOrStdin(), args); err != nil {
		return err
	}
	if err := f.config.apply(&options, cmd.Flags()); err != nil {
		return err
	}
	if options.Tree != nil {
		return errors.New("lock needs a repository, and not standard input")
	}
	document, _, err := check.Inspect(cmd.Context(), options)
	if err != nil {
		return err
	}
	if unread := told(cmd.ErrOrStderr(), document); unread {
		say(cmd.ErrOrStderr(), "pacheck: the lock was not written, since not all that it is about could be read")
		return exit(exitIncomplete)
	}
	lock, changes, err := loaders.WriteLock(document, options.Paths, loaders.LockApproval{By: f.by, On: now})
	if err != nil {
		return err
	}
	for _, c := range changes {
		say(cmd.OutOrStdout(), "%s", c)
	}
	return f.write(cmd.OutOrStdout(), filepath.Join(options.Root, filepath.FromSlash(loaders.LockPath)), lock)
}

// told names the files that could not be read, and says whether there are any.
func told(w io.Writer, d *loaders.Document) bool {
	unread := false
	for _, file := range d.Files {
		if file.Unread() {
			unread = true
			say(w, "pacheck: %s: %s", file.At.Location(), file.Problem)
		}
	}
	return unread
}

// write writes the lock where it is other than before.
func (f *lockFlags) write(w io.Writer, name string, lock []byte) error {
	before, err := os.ReadFile(name)
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return incomplete{fmt.Errorf("reading the lock: %w", err)}
	}
	switch {
	case bytes.Equal(before, lock):
		say(w, "%s is up to date", loaders.LockPath)
		return nil
	case f.dryRun:
		return nil
	}
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return incomplete{fmt.Errorf("making the folder of the lock: %w", err)}
	}
	if err := os.WriteFile(name, lock, 0o644); err != nil {
		return incomplete{fmt.Errorf("writing the lock: %w", err)}
	}
	say(w, "wrote %s", loaders.LockPath)
	return nil
}
