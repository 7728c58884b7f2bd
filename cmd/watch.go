package cmd

import (
	"context"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/pacheck/pacheck/check"
	"github.com/pacheck/pacheck/loaders"
)

const (
	watchEvery = 300 * time.Millisecond // how long a tree rests between two looks at it, at least
	watchShare = 20                     // looking takes one part in so many of the time, so that large trees cost little
)

// clearScreen moves to the top of a terminal, and empties it and what scrolled away.
const clearScreen = "\x1b[H\x1b[2J\x1b[3J"

// watch scans now and after each change of the repository, until it is interrupted. The tree is looked at again
// and again as a scan walks it, since notices of the operating system are not to be had for whole trees, nor on
// every disk.
func (f *scanFlags) watch(cmd *cobra.Command, args []string) error {
	ctx := cmd.Context()
	for {
		before, took, err := f.stamps(ctx, args)
		if err != nil {
			return err
		}
		if isTerminal(cmd.OutOrStdout()) {
			fmt.Fprint(cmd.OutOrStdout(), clearScreen)
		}
		outcome := code(f.scan(cmd, args), cmd.ErrOrStderr())
		if ctx.Err() != nil {
			return nil // the way to end it
		}
		say(cmd.ErrOrStderr(), "pacheck: exit code %d; watching %d files, Ctrl-C ends", outcome, len(before))
		if err := f.untilOther(ctx, args, before, took); err != nil {
			return nil //nolint:nilerr // the only error is the interrupt, which is the way to end it
		}
	}
}

// untilOther returns when the tree is other than before, and has come to rest.
func (f *scanFlags) untilOther(ctx context.Context, args []string, before map[string]stamp, took time.Duration) error {
	changed := false
	for last := before; ; {
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(max(watchEvery, watchShare*took)):
		}
		now, again, err := f.stamps(ctx, args)
		if err != nil {
			continue // something is being moved: the next look tells
		}
		took = again
		rests := maps.Equal(now, last)
		if changed = changed || !maps.Equal(now, before); changed && rests {
			return nil
		}
		last = now
	}
}

// stamp is what changes when a file is written.
type stamp struct {
	size     int64
	modified time.Time
}

// stamps are those of all files that a scan looks at, by path, and how long it took to find them.
func (f *scanFlags) stamps(ctx context.Context, args []string) (map[string]stamp, time.Duration, error) {
	start := time.Now()
	var o check.Options
	if err := f.target.apply(&o, nil, args); err != nil {
		return nil, 0, err
	}
	found, err := loaders.Discover(ctx, o.Root, o.Walk)
	if err != nil {
		return nil, 0, err
	}
	stamps := make(map[string]stamp, len(found.Files))
	for _, file := range found.Files {
		info, err := os.Stat(filepath.Join(found.Root, filepath.FromSlash(file.Path)))
		if err == nil && !f.writes(info) {
			stamps[file.Path] = stamp{info.Size(), info.ModTime()}
		}
	}
	return stamps, time.Since(start), nil
}

// writes says whether a file is one of the reports, which change with each scan.
func (f *scanFlags) writes(file os.FileInfo) bool {
	return slices.ContainsFunc(f.outputs, func(spec string) bool {
		_, name, _ := strings.Cut(spec, "=")
		info, err := os.Stat(name)
		return name != "" && err == nil && os.SameFile(info, file)
	})
}
