package cmd

import (
	"fmt"
	"io"
	"os"
	"slices"

	"github.com/spf13/cobra"

	"github.com/pacheck/pacheck/check"
	"github.com/pacheck/pacheck/check/policy"
	"github.com/pacheck/pacheck/check/report"
	"github.com/pacheck/pacheck/policies"
)

// maxResult is how many bytes of a saved result are read.
const maxResult = 1 << 30

func newReport() *cobra.Command {
	var f scanFlags
	cmd := &cobra.Command{
		Use:   "report [RESULT.json...]",
		Short: "Render saved results again, or merge several",
		Long: `report reads what scan -o json has written, from standard input where no file is named, and writes it in
any format. Several results become one: a finding that several of them have is there once, and each
result's revision, policies and configuration are kept. Results of different repositories have their
paths below the names of the repositories' roots.

Exit codes are those of scan: 1 for findings at or above --fail-on, which is what the results were made
with where it is not given; 2 for a file that is no result, or one of another version; 3 where a result
was incomplete.

The formats:

` + formatsHelp(),
		Example: `  pacheck scan -o json | pacheck report -o html=report.html
  pacheck report linux.json windows.json -o sarif=all.sarif -o text`,
		RunE: func(cmd *cobra.Command, args []string) error { return f.report(cmd, args) },
	}
	f.registerOutput(cmd)
	registerFailOn(cmd.Flags())
	return cmd
}

func (f *scanFlags) report(cmd *cobra.Command, args []string) error {
	outputs, err := parseOutputs(f.outputs)
	if err != nil {
		return err
	}
	all, err := readResults(cmd.InOrStdin(), args)
	if err != nil {
		return err
	}
	merged := check.Merge(all)
	if flag := cmd.Flags().Lookup("fail-on"); flag.Changed {
		stated := check.Stated{Value: flag.Value.String(), Origin: check.Origin{Source: origin(flag)}}
		merged.Verdict = ""
		merged.Context.Config.Add(check.Layer{Name: "flags", FailOn: stated})
		merged.Verdict = merged.Judge()
	}
	failOn, minSeverity, err := f.thresholds(merged.Context.Config)
	if err != nil {
		return err
	}
	if err := f.write(cmd, outputs, shown(merged, minSeverity)); err != nil {
		return incomplete{err}
	}
	switch merged.Verdict { // what was not shown, and so is not among the findings, counts as well
	case check.VerdictIncomplete:
		return exit(exitIncomplete)
	case check.VerdictFailed:
		return exit(exitFindings)
	}
	return f.verdict(merged, failOn)
}

// readResults reads the results of files, or of standard input where there are none.
func readResults(stdin io.Reader, names []string) ([]*check.Report, error) {
	known, err := policy.Load(policy.Source{Name: "built-in", FS: policies.FS, BuiltIn: true})
	if err != nil {
		return nil, err
	}
	if len(names) == 0 {
		names = []string{"-"}
	}
	var all []*check.Report
	for i, name := range names {
		if name == "-" && slices.Contains(names[:i], "-") {
			return nil, fmt.Errorf(`"-", which is standard input, is named twice`)
		}
		data, err := readResult(stdin, name)
		if err != nil {
			return nil, err
		}
		r, err := report.Read(data, known.Rules)
		if err != nil {
			return nil, fmt.Errorf("%s: %w: pacheck scan -o json writes one", name, err)
		}
		all = append(all, r)
	}
	return all, nil
}

func readResult(stdin io.Reader, name string) ([]byte, error) {
	r := stdin
	if name != "-" {
		file, err := os.Open(name)
		if err != nil {
			return nil, fmt.Errorf("reading a result: %w", err)
		}
		defer file.Close() //nolint:errcheck // it was only read
		r = file
	}
	data, err := io.ReadAll(io.LimitReader(r, maxResult+1))
	if err != nil {
		return nil, incomplete{fmt.Errorf("reading %s: %w", name, err)}
	}
	if len(data) > maxResult {
		return nil, fmt.Errorf("%s: a result of more than %d bytes", name, maxResult)
	}
	return data, nil
}
