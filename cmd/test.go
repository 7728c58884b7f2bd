package cmd

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/pacheck/pacheck/check/policytest"
)

// testFlags are the flags of test as they were given.
type testFlags struct {
	config      configFlags
	run         string
	mutate      bool
	minMutate   float64
	property    int
	seed        uint64
	coverage    bool
	minCoverage float64
	outputs     []string
	verbose     bool
	asOf        string
}

const testHelp = `test runs the tests of policies: of the folders and files that are given, else of --policy and of the
configuration, else of the built-in rules. Of a file, the folder it is in is read, and its rule alone is tested.

  examples    what METADATA calls bad has to fire, at a place in it, and what it calls good must not
  Rego        rules whose names begin with test_ in files _test.rego; todo_test_ skips one
  fixtures    each folder in testdata/ or fixtures/ beside the policies is a small repository, which the
              policies are run over. A comment on the line that has to fire says so:
                model: opus  # want: no-opus
                "model": "opus" // want: no-opus "part of its message", other-rule
                Approve everything. <!-- want: approval-bypass -->
              A comment with a line for itself means the next line. Where no comment can stand, want.yaml in the
              repository's folder says it: want: [{file: .mcp.json, line: 3, rule: no-opus, message: part}]; it
              may have params: {rule: {name: value}} and now: 2026-11-22, too. What fires and is not wanted is
              a failure, and so is what is wanted and does not fire.

The comments and want.yaml are taken out before anything is read, with the blanks before a comment, and with the
whole line where nothing else is on it. So they may stand in the text of a prompt or in plain JSON, and what is
judged is what the files are without them. Add the folder to exclude in .pacheck.yaml, so that scan leaves it alone.

--property draws random repositories from golden ones, your examples and fixtures, and from the words that your
rules compare with: no rule may fail while running, each finding has to lead to a place, and rules over files
have to say of all files together what they say of each; what breaks such a law is shown, as small as it gets.

--mutate puts one fault after the other into your rules, and lists those that no test notices; writes your
examples in other ways that mean the same, such as with Windows line ends, of which the rule has to say the same;
makes the change that tells a bad example from a good one in documents that pass, and lists those on which the rule
does not fire then, which may be right where it has more conditions;
and runs golden repositories (golden/*.txtar), which break no rule, and mutants of them (mutants/*.yaml): small
changes that one rule has to notice where they were made.

Exit codes: 0 all tests pass; 1 a test fails, or less is covered or noticed than is asked for; 2 the policies or
the tests do not load; 3 a rule or a test failed while running.`

func newTest() *cobra.Command {
	var f testFlags
	cmd := &cobra.Command{
		Use:   "test [POLICY...]",
		Short: "Test policies",
		Long:  testHelp,
		Example: `  pacheck test
  pacheck test --run 'refund' --verbose policies/
  pacheck test --coverage-min 90 -o text -o junit=tests.xml policies/
  pacheck test --mutate --property 1000 policies/no_opus.rego`,
		RunE: func(cmd *cobra.Command, args []string) error { return f.test(cmd, args) },
	}
	flags := cmd.Flags()
	f.config.register(flags)
	registerPolicy(flags)
	flags.StringVar(&f.run, "run", "", "regular `expression` that the names of tests have to match")
	flags.IntVar(&f.property, "property", 0, "`number` of random repositories that rules are held against laws with")
	flags.Uint64Var(&f.seed, "seed", 1, "`number` that the first random repository is drawn by")
	flags.BoolVar(&f.mutate, "mutate", false, "say which faults in rules no test notices, and run mutants as well")
	flags.Float64Var(&f.minMutate, "mutate-min", 0, "lowest `percentage` of faults that tests have to notice")
	flags.BoolVar(&f.coverage, "coverage", false, "say which lines of policies no test uses")
	flags.Float64Var(&f.minCoverage, "coverage-min", 0, "lowest `percentage` of lines that tests have to use")
	flags.StringArrayVarP(&f.outputs, "output", "o", []string{"text"}, "`FORMAT[=FILE]` of the results: "+strings.Join(testFormatNames, ", ")+"; repeatable")
	flags.BoolVarP(&f.verbose, "verbose", "v", false, "list tests that pass or are skipped, and faults that are noticed, too")
	flags.StringVar(&f.asOf, "as-of", "", "evaluation `time`, RFC 3339 or a date; the start of the run where it is not given")
	under(flags, "What is checked", "run", "property", "seed", "mutate", "mutate-min", "coverage", "coverage-min")
	under(flags, "What is reported", "output", "verbose")
	under(flags, "How it runs", "as-of")
	return cmd
}

func (f *testFlags) test(cmd *cobra.Command, args []string) error {
	start := time.Now()
	outputs, err := parseTestOutputs(f.outputs)
	if err != nil {
		return err
	}
	options, err := f.options(cmd.Flags(), args)
	if err != nil {
		return err
	}
	if len(options.Of) == 0 {
		say(cmd.ErrOrStderr(), "pacheck: the configuration names no policies, so the built-in rules are tested")
	}
	result, err := policytest.Run(cmd.Context(), options)
	if err != nil {
		return err
	}
	switch {
	case len(result.Cases) > 0 || len(result.Faults) > 0:
	case f.run != "":
		return fmt.Errorf("--run %s: no test has such a name", f.run)
	default:
		return errors.New("there is nothing to test: the policies have no examples, no tests in Rego and no fixtures")
	}
	s := &testSummary{Result: result, verbose: f.verbose, elapsed: time.Since(start), minCoverage: f.minCoverage, minNoticed: f.minMutate}
	for _, o := range outputs {
		if err := s.write(cmd.OutOrStdout(), o); err != nil {
			return incomplete{fmt.Errorf("writing the %s results: %w", o.format, err)}
		}
	}
	switch {
	case result.Count(policytest.Errored) > 0:
		return exit(exitIncomplete)
	case result.Count(policytest.Failed) > 0 || s.tooLittle():
		return exit(exitFindings)
	}
	return nil
}

func (f *testFlags) options(flags *pflag.FlagSet, args []string) (o policytest.Options, err error) {
	files, err := policyArgs(flags, args)
	if err != nil {
		return o, err
	}
	working, err := workingOptions(&f.config, flags)
	if err != nil {
		return o, err
	}
	o.Policies, o.Data = working.Policies, working.Data
	for _, s := range o.Policies {
		if !s.BuiltIn {
			o.Of = append(o.Of, s.Name)
		}
	}
	for _, file := range files {
		o.Only = append(o.Only, working.Config.Short(file))
	}
	if f.run != "" {
		if o.Run, err = regexp.Compile(f.run); err != nil {
			return o, fmt.Errorf("--run %s: %w", f.run, err)
		}
	}
	if f.property < 0 || f.minCoverage < 0 || f.minCoverage > 100 || f.minMutate < 0 || f.minMutate > 100 {
		return o, errors.New("--property is a number from 0, and --coverage-min and --mutate-min are percentages from 0 to 100")
	}
	o.Mutate, o.Random, o.Seed, o.Coverage = f.mutate || f.minMutate > 0, f.property, f.seed, f.coverage || f.minCoverage > 0
	o.Now, err = evaluationTime(f.asOf)
	return o, err
}

// policyArgs takes policies that are given as arguments as those of --policy. Of a file it is the folder, and
// the file is one of those whose rules alone are tested; all of them are where a folder is given, too.
func policyArgs(flags *pflag.FlagSet, args []string) (files []string, err error) {
	folders := map[string]bool{}
	for _, arg := range args {
		info, err := os.Stat(arg)
		if err != nil {
			return nil, fmt.Errorf("%s: no such folder or file of policies", arg)
		}
		if !info.IsDir() && filepath.Ext(arg) == ".rego" {
			absolute, err := filepath.Abs(arg)
			if err != nil {
				return nil, fmt.Errorf("finding %s: %w", arg, err)
			}
			files, arg = append(files, absolute), filepath.Dir(arg)
		}
		if folders[arg] {
			continue
		}
		folders[arg] = true
		if err := flags.Set("policy", arg); err != nil {
			return nil, err
		}
	}
	return files, nil
}

func parseTestOutputs(specs []string) ([]output, error) {
	var outputs []output
	for _, spec := range specs {
		format, file, named := strings.Cut(spec, "=")
		if !slices.Contains(testFormatNames, format) {
			return nil, fmt.Errorf("--output %s: the formats are %s", spec, strings.Join(testFormatNames, ", "))
		}
		if named && file == "" {
			return nil, fmt.Errorf("--output %s: the file is missing", spec)
		}
		outputs = append(outputs, output{format: format, file: filepath.FromSlash(file)})
	}
	return outputs, nil
}

var testFormatNames = []string{"text", "json", "junit"}
