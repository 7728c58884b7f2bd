package cmd

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/pacheck/pacheck/check"
	"github.com/pacheck/pacheck/check/policy"
	"github.com/pacheck/pacheck/check/report"
)

// scanFlags are the flags of scan as they were given.
type scanFlags struct {
	target      target
	config      configFlags
	revisions   revisionFlags
	outputs     []string
	minSeverity string
	color       string
	noIgnores   bool
	baseline    string
	suppressed  bool
	failOnEmpty bool
	quiet       bool
	verbose     bool
	watching    bool
	jobs        int
	timeout     time.Duration
	context     contextFlags
}

func newScan() *cobra.Command {
	var f scanFlags
	cmd := &cobra.Command{
		Use:   "scan [PATH...]",
		Short: "Load, evaluate, report",
		Long: `scan reads the agent files of the repository that PATH is in (the nearest folder upward with .git or
.pacheck.yaml), evaluates the rules, and reports. The paths narrow the report only: rules across files
always see the whole repository, and what they find is reported where one of its files is in the paths. "-" reads one file from standard input.

Exit codes: 0 nothing at or above --fail-on; 1 findings at or above it; 2 wrong usage, configuration or
policy; 3 the verdict is incomplete, since a file could not be read or a policy failed while running.
Each flag has an environment variable, such as PACHECK_FAIL_ON.

The formats of reports, several of which may be written at once:

` + formatsHelp(),
		Example: `  pacheck scan .
  pacheck scan -o text -o sarif=pacheck.sarif -o html=pacheck.html
  pacheck scan --policy policies/ --fail-on medium agents/
  pacheck scan --stdin-filename .mcp.json - < .mcp.json`,
		RunE: func(cmd *cobra.Command, args []string) error { return f.run(cmd, args) },
	}
	flags := cmd.Flags()
	f.target.register(flags)
	registerRules(flags)
	flags.StringArray("data", nil, "`file` whose keys policies see below data; repeatable")
	under(flags, "With which rules", "data")
	f.config.register(flags)
	f.registerOutput(cmd)
	registerFailOn(flags)
	registerBaseline(flags, &f.baseline)
	f.revisions.register(flags)
	flags.BoolVar(&f.noIgnores, "no-ignores", false, "waivers and comments suppress nothing")
	flags.BoolVar(&f.failOnEmpty, "fail-on-empty", false, "end with 2 where there is no agent file")
	flags.BoolVarP(&f.quiet, "quiet", "q", false, "no notices and no progress")
	flags.BoolVarP(&f.verbose, "verbose", "v", false, "say what was left out, and why")
	flags.IntVar(&f.jobs, "jobs", 0, "files judged at the same `time`; 0 means one a processor")
	flags.DurationVar(&f.timeout, "timeout", policy.DefaultTimeout, "`time` for the rules on one document")
	flags.BoolVar(&f.watching, "watch", false, "scan again after each change of the repository, until Ctrl-C")
	f.context.register(flags)
	under(flags, "What is reported", "no-ignores", "fail-on-empty", "quiet", "verbose")
	under(flags, "How it runs", "watch", "jobs", "timeout")
	return cmd
}

// registerOutput registers how reports are written.
func (f *scanFlags) registerOutput(cmd *cobra.Command) {
	flags := cmd.Flags()
	flags.StringArrayVarP(&f.outputs, "output", "o", []string{"text"}, "`FORMAT[=FILE]` of a report, to standard output where there is no file; repeatable")
	if err := cmd.RegisterFlagCompletionFunc("output", completeOutput); err != nil {
		panic(err) // the flag is there, and this is its only completion
	}
	flags.StringVar(&f.minSeverity, "min-severity", "info", "lowest `severity` that is shown")
	flags.StringVar(&f.color, "color", "auto", "`when` to colour: auto, always or never")
	flags.BoolVar(&f.suppressed, "show-suppressed", false, "list what waivers and comments suppress, also in SARIF")
	under(flags, "What is reported", "output", "min-severity", "color", "show-suppressed")
}

func registerFailOn(flags *pflag.FlagSet) {
	flags.String("fail-on", "high", "lowest `severity` that fails: critical, high, medium, low, info or never")
	under(flags, "What is reported", "fail-on")
}

func (f *scanFlags) run(cmd *cobra.Command, args []string) error {
	if !f.watching {
		return f.scan(cmd, args)
	}
	if slices.Contains(args, "-") {
		return errors.New(`--watch needs files to watch, and not standard input`)
	}
	return f.watch(cmd, args)
}

// scan scans once.
func (f *scanFlags) scan(cmd *cobra.Command, args []string) error {
	outputs, err := parseOutputs(f.outputs)
	if err != nil {
		return err
	}
	options, err := f.options(cmd, args)
	if err != nil {
		return err
	}
	options.Around.Record = slices.ContainsFunc(outputs, func(o output) bool { return report.Records(o.format) })
	options.Graph = slices.ContainsFunc(outputs, func(o output) bool { return report.Draws(o.format) })
	failOn, minSeverity, err := f.thresholds(options.Config)
	if err != nil {
		return err
	}
	progress := newProgress(cmd.ErrOrStderr(), f.quiet)
	options.Progress = progress.update
	result, err := check.Run(cmd.Context(), options)
	progress.clear()
	if err := errors.Join(f.revisions.close(), err); err != nil {
		return err
	}
	f.notices(cmd.ErrOrStderr(), result)
	if err := f.write(cmd, outputs, shown(result, minSeverity)); err != nil {
		return incomplete{err}
	}
	return f.verdict(result, failOn)
}

// never is a --fail-on that nothing reaches.
const never = policy.Critical + 1

func (f *scanFlags) thresholds(config *check.Config) (failOn, minSeverity policy.Severity, err error) {
	stated := config.FailOn()
	failOn, ok := policy.ParseSeverity(stated.Value)
	if stated.Value == "never" {
		failOn, ok = never, true
	}
	if !ok || failOn == policy.None {
		return 0, 0, fmt.Errorf("%s %s: choose critical, high, medium, low, info or never", stated.Origin, stated.Value)
	}
	minSeverity, ok = policy.ParseSeverity(f.minSeverity)
	if !ok || minSeverity == policy.None {
		return 0, 0, fmt.Errorf("--min-severity %s: choose critical, high, medium, low or info", f.minSeverity)
	}
	if !slices.Contains([]string{"auto", "always", "never"}, f.color) {
		return 0, 0, fmt.Errorf("--color %s: choose auto, always or never", f.color)
	}
	return failOn, minSeverity, nil
}

func (f *scanFlags) options(cmd *cobra.Command, args []string) (check.Options, error) {
	options := check.Options{
		Strict: f.noIgnores,
		Run:    check.Limits{Jobs: f.jobs, Timeout: f.timeout, Version: version()},
	}
	if err := f.context.apply(&options); err != nil {
		return check.Options{}, err
	}
	if f.timeout <= 0 || f.jobs < 0 {
		return check.Options{}, errors.New("--timeout is a time above 0, such as 10s, and --jobs a number, or 0 for one a processor")
	}
	if err := f.target.apply(&options, cmd.InOrStdin(), args); err != nil {
		return check.Options{}, err
	}
	if err := f.revisions.apply(cmd.Context(), &options); err != nil {
		return check.Options{}, err
	}
	var err error
	if options.Baseline, err = readBaseline(f.baseline, &options); err != nil {
		return check.Options{}, err
	}
	if err := f.config.apply(&options, cmd.Flags()); err != nil {
		return check.Options{}, err
	}
	if err = addPolicies(&options); err == nil {
		f.compare(&options, cmd.Flags())
	}
	return options, err
}

// shown is the report without the findings that are less severe.
func shown(r *check.Report, least policy.Severity) *check.Report {
	some := *r
	below := func(f check.Finding) bool { return f.Severity < least }
	some.Findings = slices.DeleteFunc(slices.Clone(r.Findings), below)
	some.Suppressed = slices.DeleteFunc(slices.Clone(r.Suppressed), below)
	return &some
}

// verdict is the end of a scan: the worst of what it found.
func (f *scanFlags) verdict(r *check.Report, failOn policy.Severity) error {
	switch {
	case len(r.Problems) > 0:
		return exit(exitIncomplete)
	case slices.ContainsFunc(r.Findings, func(x check.Finding) bool { return x.Severity >= failOn }):
		return exit(exitFindings)
	case len(r.Files) == 0 && f.failOnEmpty:
		return errors.New("no agent file was found, and --fail-on-empty is set")
	}
	return nil
}

// notices tell on standard error what is not part of the report.
func (f *scanFlags) notices(w io.Writer, r *check.Report) {
	if f.quiet {
		return
	}
	if len(r.Files) == 0 {
		say(w, "pacheck: no agent file was found among %d files", r.Stats.Walked)
	}
	if r.Baseline != nil && len(r.Baseline.Stale) > 0 {
		say(w, "pacheck: the baseline has %d entries for what is no more: pacheck baseline prune removes them", len(r.Baseline.Stale))
	}
	if r.Trust != nil && r.Trust.Weakened > 0 {
		say(w, "pacheck: %d changes here would weaken the gate, and do not count: it is that of %s", r.Trust.Weakened, r.Trust.Revision)
	}
	if !f.verbose {
		return
	}
	for _, file := range r.Files {
		for _, note := range file.Notes {
			say(w, "pacheck: %s: %s", file.Path, note.Text)
		}
	}
	for _, kind := range sortedKeys(r.Stats.Skipped) {
		say(w, "pacheck: %d left out: %s", r.Stats.Skipped[kind], kind)
	}
}
