// Command genman writes what goes into packages beside the binary: man pages and shell completions.
package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/spf13/cobra/doc"

	"github.com/pacheck/pacheck/cmd"
)

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: genman FOLDER")
		os.Exit(2)
	}
	if err := write(os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, "genman:", err)
		os.Exit(1)
	}
}

func write(folder string) error {
	man, completions := filepath.Join(folder, "man"), filepath.Join(folder, "completions")
	for _, dir := range []string{man, completions} {
		if err := os.MkdirAll(dir, 0o755); err != nil {
			return err
		}
	}
	root := cmd.Root()
	root.DisableAutoGenTag = true // the date in the header is that of SOURCE_DATE_EPOCH
	return errors.Join(
		doc.GenManTree(root, &doc.GenManHeader{Section: "1", Source: "pacheck", Manual: "pacheck"}, man),
		root.GenBashCompletionFileV2(filepath.Join(completions, "pacheck.bash"), true),
		root.GenZshCompletionFile(filepath.Join(completions, "_pacheck")),
		root.GenFishCompletionFile(filepath.Join(completions, "pacheck.fish"), true),
		root.GenPowerShellCompletionFileWithDesc(filepath.Join(completions, "pacheck.ps1")),
	)
}
