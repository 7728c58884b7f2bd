package cmd

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/pacheck/pacheck/check/policy"
	"github.com/pacheck/pacheck/check/policytest"
)

// testFlags are the flags of test as they were given.
type testFlags struct {
	config      configFlags
	run         string
	mutate      bool
	random      int
	seed        uint64
	coverage    bool
	minCoverage float64
	outputs     []string
	verbose     bool
	asOf        string
}

func newTest() *cobra.Command {
	var f testFlags
	cmd := &cobra.Command{
		Use:   "test [DIR...]",
		Short: "Test policies",
		Long: `test runs the tests of policies: those of the folders that are given, of --policy and of the
configuration, else those of the built-in rules. Tests are the examples in the METADATA of rules (bad ones have to fire, good ones must
not), and the tests in Rego of files _test.rego. With --mutate they are also golden repositories
(golden/*.txtar), which break no rule, and mutants of them (mutants/*.yaml), small changes that one rule
has to notice where they were made; with --random, laws that hold for every repository.

Exit codes: 0 all tests pass; 1 a test fails, or less is covered than --min-coverage asks for; 2 the
policies or the files of tests do not load.`,
		Example: `  pacheck test policies/
  pacheck test --run 'refund' --verbose policies/
  pacheck test --coverage --min-coverage 90 -o text -o junit=tests.xml policies/
  pacheck test --mutate --random 1000`,
		RunE: func(cmd *cobra.Command, args []string) error { return f.test(cmd, args) },
	}
	flags := cmd.Flags()
	f.config.register(flags)
	registerPolicy(flags)
	flags.StringVar(&f.run, "run", "", "regular `expression` that the names of tests have to match")
	flags.BoolVar(&f.mutate, "mutate", false, "golden repositories and mutants as well")
	flags.IntVar(&f.random, "random", 0, "`number` of random repositories")
	flags.Uint64Var(&f.seed, "seed", 1, "`number` that the first random repository is drawn by")
	flags.BoolVar(&f.coverage, "coverage", false, "say which lines of policies no test in Rego uses")
	flags.Float64Var(&f.minCoverage, "min-coverage", 0, "lowest `percentage` of lines that tests in Rego have to use")
	flags.StringArrayVarP(&f.outputs, "output", "o", []string{"text"}, "`FORMAT[=FILE]` of the results: "+strings.Join(testFormatNames, ", ")+"; repeatable")
	flags.BoolVarP(&f.verbose, "verbose", "v", false, "list tests that pass, too")
	flags.StringVar(&f.asOf, "as-of", "", "evaluation `time`, RFC 3339 or a date; the start of the run where it is not given")
	under(flags, "What is checked", "run", "mutate", "random", "seed")
	under(flags, "What is reported", "coverage", "min-coverage", "output", "verbose")
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
	result, err := policytest.Run(cmd.Context(), options)
	if err != nil {
		return err
	}
	if f.run != "" && len(result.Cases) == 0 {
		return fmt.Errorf("--run %s: no test has such a name", f.run)
	}
	s := &testSummary{Result: result, verbose: f.verbose, elapsed: time.Since(start), minimum: f.minCoverage}
	for _, o := range outputs {
		if err := s.write(cmd.OutOrStdout(), o); err != nil {
			return incomplete{fmt.Errorf("writing the %s results: %w", o.format, err)}
		}
	}
	if result.Failed() > 0 || s.uncovered() {
		return exit(exitFindings)
	}
	return nil
}

func (f *testFlags) options(flags *pflag.FlagSet, args []string) (o policytest.Options, err error) {
	for _, dir := range args {
		if info, err := os.Stat(dir); err != nil || !info.IsDir() {
			return o, fmt.Errorf("%s is no folder of policies", dir)
		}
		if err := flags.Set("policy", dir); err != nil {
			return o, err
		}
	}
	working, err := workingOptions(&f.config, flags)
	if err != nil {
		return o, err
	}
	o.Policies = working.Policies
	for _, s := range o.Policies {
		if !s.BuiltIn {
			o.Of = append(o.Of, s.Name)
		}
	}
	if f.run != "" {
		if o.Run, err = regexp.Compile(f.run); err != nil {
			return o, fmt.Errorf("--run %s: %w", f.run, err)
		}
	}
	if f.random < 0 || f.minCoverage < 0 || f.minCoverage > 100 {
		return o, errors.New("--random is a number from 0, and --min-coverage a percentage from 0 to 100")
	}
	o.Mutate, o.Random, o.Seed, o.Coverage = f.mutate, f.random, f.seed, f.coverage || f.minCoverage > 0
	o.Now, err = evaluationTime(f.asOf)
	return o, err
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

// testSummary is the results as they are written.
type testSummary struct {
	*policytest.Result

	verbose bool
	elapsed time.Duration
	minimum float64
}

// covered are the lines that tests use, of those that they could, in per cent.
func (s *testSummary) covered() float64 {
	used, all := 0, 0
	for _, c := range s.Coverage {
		used, all = used+c.Covered, all+c.Lines
	}
	return 100 * float64(used) / float64(max(1, all))
}

func (s *testSummary) uncovered() bool { return s.minimum > 0 && s.covered() < s.minimum }

var testFormatNames = []string{"text", "json", "junit"}

func (s *testSummary) write(stdout io.Writer, o output) (err error) {
	w := stdout
	if o.file != "" {
		file, err := os.Create(o.file)
		if err != nil {
			return err
		}
		defer func() { err = errors.Join(err, file.Close()) }()
		w = file
	}
	switch o.format {
	case "json":
		return s.writeJSON(w)
	case "junit":
		return s.writeJUnit(w)
	}
	return s.writeText(w)
}

// testCase is a case in JSON.
type testCase struct {
	Kind     string   `json:"kind"`
	Name     string   `json:"name"`
	File     string   `json:"file,omitempty"`
	Line     int      `json:"line,omitempty"`
	Passed   bool     `json:"passed"`
	Problems []string `json:"problems,omitempty"`
}

func (s *testSummary) writeJSON(w io.Writer) error {
	cases := make([]testCase, 0, len(s.Cases))
	for _, c := range s.Cases {
		cases = append(cases, testCase{c.Kind, c.Name, c.File, c.Line, len(c.Problems) == 0, c.Problems})
	}
	e := json.NewEncoder(w)
	e.SetIndent("", "  ")
	e.SetEscapeHTML(false)
	return e.Encode(struct {
		Cases    []testCase        `json:"cases"`
		Coverage []policy.Coverage `json:"coverage,omitempty"`
	}{cases, s.Coverage})
}
