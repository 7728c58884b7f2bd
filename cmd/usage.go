package cmd

import (
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// headings are the groups of flags, in the order of the help.
var headings = []string{"What is checked", "What is known of the run", "With which rules", "With which configuration", "What is reported", "What is written", "What is recorded", "How it runs", "Other"}

const headingKey = "pacheck_heading"

// under puts flags below a heading of the help.
func under(flags *pflag.FlagSet, heading string, names ...string) {
	for _, name := range names {
		if err := flags.SetAnnotation(name, headingKey, []string{heading}); err != nil {
			panic(err) // a flag that does not exist is a mistake in the source
		}
	}
}

// usage writes the help of a command with its flags under headings.
func usage(cmd *cobra.Command) error {
	w := cmd.OutOrStderr()
	var b strings.Builder
	fmt.Fprintf(&b, "Usage:\n  %s\n", cmd.UseLine())
	if cmd.HasExample() {
		fmt.Fprintf(&b, "\nExamples:\n%s\n", cmd.Example)
	}
	if cmd.HasAvailableSubCommands() {
		b.WriteString("\nCommands:\n")
		for _, c := range cmd.Commands() {
			if c.IsAvailableCommand() || c.Name() == "help" {
				fmt.Fprintf(&b, "  %-12s %s\n", c.Name(), c.Short)
			}
		}
		fmt.Fprintf(&b, "\n%s COMMAND --help says more about a command.\n", cmd.CommandPath())
	}
	for _, heading := range headings {
		if text := flagsUnder(cmd.LocalFlags(), heading); text != "" {
			fmt.Fprintf(&b, "\n%s:\n%s", heading, text)
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// flagsUnder is the help of the flags below a heading.
func flagsUnder(all *pflag.FlagSet, heading string) string {
	some := pflag.NewFlagSet(heading, pflag.ContinueOnError)
	some.SortFlags = false
	all.VisitAll(func(f *pflag.Flag) {
		at := f.Annotations[headingKey]
		if len(at) == 1 && at[0] == heading || len(at) == 0 && heading == "Other" {
			some.AddFlag(f)
		}
	})
	return some.FlagUsagesWrapped(100)
}
