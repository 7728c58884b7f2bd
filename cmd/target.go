package cmd

import (
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/spf13/pflag"
	"golang.org/x/tools/txtar"

	"github.com/pacheck/pacheck/check"
	"github.com/pacheck/pacheck/loaders"
)

// target are the flags that say what to look at.
type target struct {
	noGitignore bool
	maxSize     string
	stdinName   string
}

func (t *target) register(flags *pflag.FlagSet) {
	registerExclude(flags)
	flags.BoolVar(&t.noGitignore, "no-gitignore", false, "look at files that git ignores, too")
	flags.StringVar(&t.maxSize, "max-size", "5MiB", "`size` over which files are skipped and counted")
	flags.StringVar(&t.stdinName, "stdin-filename", "", "`path` that standard input (\"-\") is treated as")
	under(flags, "What is checked", "no-gitignore", "max-size", "stdin-filename")
}

func registerExclude(flags *pflag.FlagSet) {
	flags.StringArray("exclude", nil, "`glob` of files to leave out, as in .gitignore, with ** and !; repeatable")
	under(flags, "What is checked", "exclude")
}

// apply sets the root, the paths and the walk of the options; --exclude comes with the configuration.
func (t *target) apply(o *check.Options, stdin io.Reader, args []string) error {
	size, err := parseSize(t.maxSize)
	if err != nil {
		return err
	}
	o.Walk = loaders.Walk{NoGitignore: t.noGitignore, MaxSize: size}
	if len(args) == 1 && args[0] == "-" {
		return t.standardInput(o, stdin, size)
	}
	if t.stdinName != "" {
		return errors.New(`--stdin-filename goes with the path "-" alone`)
	}
	if len(args) == 0 {
		args = []string{"."}
	}
	return repository(o, args)
}

func (t *target) standardInput(o *check.Options, stdin io.Reader, size int64) error {
	if t.stdinName == "" {
		return errors.New(`"-" needs --stdin-filename, since the path says what kind of file it is`)
	}
	data, err := io.ReadAll(io.LimitReader(stdin, size+1))
	if err != nil {
		return incomplete{fmt.Errorf("reading standard input: %w", err)}
	}
	name := filepath.ToSlash(filepath.Clean(t.stdinName))
	o.Tree, err = txtar.FS(&txtar.Archive{Files: []txtar.File{{Name: name, Data: data}}})
	if err != nil {
		return fmt.Errorf("--stdin-filename %s: write a path below the repository's root", t.stdinName)
	}
	return nil
}

// repository finds the root that all paths share, and their places below it.
func repository(o *check.Options, args []string) error {
	for _, arg := range args {
		if arg == "-" {
			return errors.New(`"-" cannot stand beside other paths`)
		}
		absolute, err := filepath.Abs(arg)
		if err != nil {
			return fmt.Errorf("finding %s: %w", arg, err)
		}
		if _, err := os.Stat(absolute); err != nil {
			return fmt.Errorf("the path %s does not exist, or cannot be read", arg)
		}
		if absolute, err = filepath.EvalSymlinks(absolute); err != nil {
			return fmt.Errorf("following %s: %w", arg, err)
		}
		root, err := loaders.FindRoot(absolute)
		if err != nil {
			return fmt.Errorf("finding the repository of %s: %w", arg, err)
		}
		if o.Root != "" && root != o.Root {
			return fmt.Errorf("the paths lie in two repositories, %s and %s: scan one at a time", o.Root, root)
		}
		o.Root = root
		below, err := filepath.Rel(root, absolute)
		if err != nil {
			return fmt.Errorf("finding %s below %s: %w", arg, root, err)
		}
		o.Paths = append(o.Paths, filepath.ToSlash(below))
	}
	return nil
}

// parseSize reads a number of bytes with an optional unit.
func parseSize(text string) (int64, error) {
	digits := strings.TrimRight(text, " bBiIkKmM")
	unit := strings.ToLower(strings.TrimSpace(text[len(digits):]))
	scale := map[string]int64{"": 1, "b": 1, "kib": 1 << 10, "mib": 1 << 20, "k": 1 << 10, "m": 1 << 20}[unit]
	n, err := strconv.ParseInt(digits, 10, 64)
	if err != nil || scale == 0 || n <= 0 || n >= math.MaxInt64/scale {
		return 0, fmt.Errorf("--max-size %s: write a size such as 5MiB", text)
	}
	return n * scale, nil
}
