package cmd

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"github.com/pacheck/pacheck/check"
	"github.com/pacheck/pacheck/check/report"
	"github.com/pacheck/pacheck/loaders"
)

// inspectFlags are the flags of inspect.
type inspectFlags struct {
	target    target
	config    configFlags
	context   contextFlags
	schema    bool
	files     bool
	positions bool
}

func newInspect() *cobra.Command {
	var f inspectFlags
	cmd := &cobra.Command{
		Use:   "inspect [PATH]",
		Short: "Show the normalized document",
		Long: `inspect prints what pacheck knows of a repository as JSON: the document that policies see. It ends
with 3 where an agent file could not be read, and never with 1. Literal secrets are masked.`,
		Example: `  pacheck inspect .
  pacheck inspect --files .
  pacheck inspect --schema`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error { return f.run(cmd, args) },
	}
	f.target.register(cmd.Flags())
	f.config.register(cmd.Flags())
	f.context.register(cmd.Flags())
	cmd.Flags().BoolVar(&f.schema, "schema", false, "the JSON Schema of the document instead")
	cmd.Flags().BoolVar(&f.files, "files", false, "for every file, why it is in or out instead")
	cmd.Flags().BoolVar(&f.positions, "positions", false, "also the file, line and column of every stated value")
	under(cmd.Flags(), "What is reported", "schema", "files", "positions")
	return cmd
}

func (f *inspectFlags) run(cmd *cobra.Command, args []string) error {
	w := cmd.OutOrStdout()
	if f.schema {
		_, err := w.Write(loaders.Schema())
		return err
	}
	if f.files && f.positions {
		return errors.New("--files and --positions do not go together")
	}
	var options check.Options
	if err := f.target.apply(&options, cmd.InOrStdin(), args); err != nil {
		return err
	}
	if err := f.config.apply(&options, cmd.Flags()); err != nil {
		return err
	}
	if err := f.context.apply(&options); err != nil {
		return err
	}
	options.Walk.Explain = f.files
	document, found, err := check.Inspect(cmd.Context(), options)
	if err != nil {
		return err
	}
	if f.files {
		err = printFiles(w, document, found)
	} else {
		err = f.print(w, document)
	}
	if err != nil {
		return incomplete{fmt.Errorf("writing the document: %w", err)}
	}
	if slices.ContainsFunc(document.Files, (*loaders.File).Unread) {
		return exit(exitIncomplete)
	}
	return nil
}

func (f *inspectFlags) print(w io.Writer, d *loaders.Document) error {
	if f.positions {
		return report.Document(w, d, d.Positions())
	}
	return report.Document(w, d, nil)
}

// printFiles lists every path with what it is, or why it is left out.
func printFiles(w io.Writer, d *loaders.Document, found *loaders.Discovery) error {
	known := map[string]string{}
	for _, f := range d.Files {
		known[f.Path] = fmt.Sprintf("%s\t%s\t%s", f.Parse, f.Loader, strings.TrimSpace(f.Role+" "+f.Problem))
	}
	var lines []string
	for _, e := range found.Files {
		if known[e.Path] == "" {
			known[e.Path] = "-\t-\tno agent file"
		}
	}
	for _, s := range found.Skipped {
		known[s.Path] = "out\t-\t" + s.Reason
	}
	for path, what := range known {
		lines = append(lines, clean(path)+"\t"+strings.Join(cleaned(strings.Split(what, "\t")), "\t"))
	}
	slices.Sort(lines)
	table := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	for _, line := range lines {
		fmt.Fprintln(table, line)
	}
	return table.Flush()
}
