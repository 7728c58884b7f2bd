// Command gendocs writes what is derived of docs/: a page for each rule, the formats, the commands, and
// the JSON Schemas.
package main

import (
	"context"
	"fmt"
	"os"

	"github.com/pacheck/pacheck/cmd"
)

func main() {
	if err := write(); err != nil {
		fmt.Fprintln(os.Stderr, "gendocs:", err)
		os.Exit(1)
	}
}

func write() error {
	pages, err := cmd.Docs(context.Background(), ".")
	if err != nil {
		return err
	}
	if err := os.RemoveAll("docs/rules"); err != nil {
		return err
	}
	for _, folder := range []string{"docs/rules", "docs/schemas"} {
		if err := os.MkdirAll(folder, 0o755); err != nil {
			return err
		}
	}
	for name, text := range pages {
		if err := os.WriteFile(name, text, 0o644); err != nil {
			return err
		}
	}
	return nil
}
