// Package cmd is the command line: flags in, exit code out. It is alone in knowing cobra, the
// environment and the terminal.
package cmd

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"runtime/debug"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// The exit codes. The format of the report never changes them.
const (
	exitClean      = 0 // nothing at or above --fail-on
	exitFindings   = 1 // findings at or above it
	exitUsage      = 2 // wrong flags, configuration, paths or policies
	exitIncomplete = 3 // a file that could not be read, or a policy that failed while running; outranks 1
)

// exit ends a command with a code other than 0 when everything was said already.
type exit int

func (e exit) Error() string { return fmt.Sprintf("exit code %d", int(e)) }

// incomplete is an error that is nobody's usage fault, such as an interrupt or a full disk.
type incomplete struct{ err error }

func (e incomplete) Error() string { return e.err.Error() }
func (e incomplete) Unwrap() error { return e.err }

// Main runs pacheck and returns its exit code.
func Main(args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	tune()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	root := newRoot()
	root.SetArgs(args)
	root.SetIn(stdin)
	root.SetOut(stdout)
	root.SetErr(stderr)
	return code(root.ExecuteContext(ctx), stderr)
}

// code is the one switch from errors to exit codes.
func code(err error, stderr io.Writer) int {
	var done exit
	var broken incomplete
	switch {
	case err == nil:
		return exitClean
	case errors.As(err, &done):
		return int(done)
	case errors.As(err, &broken), errors.Is(err, context.Canceled):
		say(stderr, "pacheck: %v", err)
		return exitIncomplete
	}
	say(stderr, "pacheck: %v", err)
	return exitUsage
}

// say writes lines for people. Messages may quote files of strangers, so they go through the sanitiser.
func say(w io.Writer, format string, args ...any) {
	for line := range strings.Lines(fmt.Sprintf(format, args...)) {
		fmt.Fprintln(w, clean(strings.TrimRight(line, "\r\n")))
	}
}

// The memory that is used before the collector works hard to keep it so: enough for 10,000 agent files, and
// for more of them what they need.
const (
	memory        = 232 << 20
	memoryPerFile = 24 << 10
)

// tune sets the collector for a short run with much garbage, unless the environment says otherwise.
func tune() {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(800)
	}
	makeRoom(0)
}

// makeRoom sets the memory for a number of files.
func makeRoom(files int) {
	if os.Getenv("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(max(memory, int64(files)*memoryPerFile))
	}
}

// Root is the command pacheck with all commands below it, for what is generated from them.
func Root() *cobra.Command { return newRoot() }

func newRoot() *cobra.Command {
	root := &cobra.Command{
		Use:   "pacheck",
		Short: "Check the AI agents of a repository against policies",
		Long: `pacheck reads the agent manifests, prompts, tool schemas and model cards of a repository into one
document, evaluates Rego policies over it, and says pass or fail, where and why.`,
		SilenceUsage:  true,
		SilenceErrors: true,
		Args:          cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return cmd.Help()
		},
	}
	root.AddCommand(newScan(), newRules(), newExplain(), newInspect(), newLock(), newBaseline(), newConfig(), newInit(), newTest(), newPolicy(), newReport(), newVersion())
	root.SetFlagErrorFunc(func(cmd *cobra.Command, err error) error {
		return fmt.Errorf("%w (%s --help lists the flags)", err, cmd.CommandPath())
	})
	root.SetUsageFunc(usage)
	for _, c := range root.Commands() {
		for _, c := range append(c.Commands(), c) {
			c.PreRunE = func(cmd *cobra.Command, _ []string) error { return fromEnvironment(cmd.Flags()) }
		}
	}
	return root
}

// fromEnvironment sets each flag that is not given from the variable PACHECK_<FLAG>, if there is one.
func fromEnvironment(flags *pflag.FlagSet) error {
	var errs []error
	flags.VisitAll(func(f *pflag.Flag) {
		name := "PACHECK_" + strings.ToUpper(strings.ReplaceAll(f.Name, "-", "_"))
		value, ok := os.LookupEnv(name)
		if f.Changed || !ok || f.Name == "help" || name == setVariable {
			return
		}
		if err := flags.Set(f.Name, value); err != nil {
			errs = append(errs, fmt.Errorf("the variable %s: %w", name, err))
			return
		}
		if f.Annotations == nil {
			f.Annotations = map[string][]string{}
		}
		f.Annotations[variableKey] = []string{name}
	})
	return errors.Join(errs...)
}
