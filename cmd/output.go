package cmd

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/mattn/go-isatty"
	"github.com/spf13/cobra"

	"github.com/pacheck/pacheck/check"
	"github.com/pacheck/pacheck/check/report"
	"github.com/pacheck/pacheck/loaders"
)

// output is a report to write: to standard output where file is empty.
type output struct{ format, file string }

func parseOutputs(specs []string) ([]output, error) {
	var outputs []output
	files := map[string]string{}
	for _, spec := range specs {
		format, file, named := strings.Cut(spec, "=")
		if !slices.Contains(report.Names(), format) {
			hint := ""
			if near := loaders.Nearest(format, report.Names()); near != "" {
				hint = "did you mean " + near + "? "
			}
			return nil, fmt.Errorf("--output %s: %sthe formats are %s", spec, hint, strings.Join(report.Names(), ", "))
		}
		if named && file == "" {
			return nil, fmt.Errorf("--output %s: the file is missing", spec)
		}
		if other, taken := files[filepath.Clean(file)]; taken && file == "" {
			return nil, fmt.Errorf("--output %s: only one report can go to standard output, and %s does: give the others a file, as in -o sarif=pacheck.sarif", spec, other)
		} else if taken {
			return nil, fmt.Errorf("--output %s: the %s report goes to the same file", spec, other)
		}
		files[filepath.Clean(file)] = format
		outputs = append(outputs, output{format: format, file: file})
	}
	return outputs, nil
}

// formatsHelp lists the formats, and for whom each is.
func formatsHelp() string {
	var b strings.Builder
	for _, name := range report.Names() {
		fmt.Fprintf(&b, "    %-9s %s\n", name, report.Purpose(name))
	}
	return strings.TrimRight(b.String(), "\n")
}

// completeOutput completes the names of formats, and the names of files after them.
func completeOutput(_ *cobra.Command, _ []string, typed string) ([]cobra.Completion, cobra.ShellCompDirective) {
	if strings.Contains(typed, "=") {
		return nil, cobra.ShellCompDirectiveDefault
	}
	var names []cobra.Completion
	for _, name := range report.Names() {
		names = append(names, cobra.CompletionWithDesc(name, report.Purpose(name)))
	}
	return names, cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveNoSpace
}

// write writes all reports.
func (f *scanFlags) write(cmd *cobra.Command, outputs []output, r *check.Report) error {
	for _, o := range outputs {
		if err := f.writeOne(cmd.OutOrStdout(), o, r); err != nil {
			return fmt.Errorf("writing the %s report: %w", o.format, err)
		}
	}
	return nil
}

func (f *scanFlags) writeOne(stdout io.Writer, o output, r *check.Report) (err error) {
	w := stdout
	if o.file != "" {
		file, err := os.Create(o.file)
		if err != nil {
			return err
		}
		defer func() { err = errors.Join(err, file.Close()) }()
		w = file
	}
	format := report.Formats[o.format]
	switch o.format {
	case "text":
		width, _ := strconv.Atoi(os.Getenv("COLUMNS")) // 0 where it is not set
		format = report.Text(report.TextOptions{Color: f.colored(w), Links: isTerminal(w) && os.Getenv("TERM") != "dumb", Width: width, Suppressed: f.suppressed})
	case "sarif":
		format = report.SARIF(f.suppressed)
	}
	buffered := bufio.NewWriter(w)
	if err := format(buffered, r); err != nil {
		return err
	}
	return buffered.Flush()
}

// colored decides for one writer whether it gets colours.
func (f *scanFlags) colored(w io.Writer) bool {
	on := func(name string) bool { v := os.Getenv(name); return v != "" && v != "0" }
	switch {
	case f.color != "auto":
		return f.color == "always"
	case os.Getenv("NO_COLOR") != "":
		return false
	case on("FORCE_COLOR"), on("CLICOLOR_FORCE"):
		return true
	case os.Getenv("TERM") == "dumb":
		return false
	}
	return isTerminal(w)
}

func isTerminal(w io.Writer) bool {
	file, ok := w.(*os.File)
	return ok && isatty.IsTerminal(file.Fd())
}

// progress is a line on a terminal that counts the files of a long run.
type progress struct {
	w       io.Writer // nil where there is no terminal
	next    time.Time // not before
	total   int       // of the files, as far as it is known
	written bool
}

func newProgress(w io.Writer, quiet bool) *progress {
	p := &progress{next: time.Now().Add(500 * time.Millisecond)}
	if !quiet && isTerminal(w) && os.Getenv("CI") == "" {
		p.w = w
	}
	return p
}

// update notes how far the run is, and makes room for it when it begins.
func (p *progress) update(done, total int) {
	if total != p.total {
		p.total = total
		makeRoom(total)
	}
	if p.w == nil || time.Now().Before(p.next) {
		return
	}
	p.next = time.Now().Add(100 * time.Millisecond)
	p.written = true
	fmt.Fprintf(p.w, "\r\x1b[Kpacheck: %d of %d files", done, total)
}

func (p *progress) clear() {
	if p.written {
		fmt.Fprint(p.w, "\r\x1b[K")
	}
}
