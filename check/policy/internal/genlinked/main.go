// Command genlinked writes linked_gen.go: the built-in policies as the compiler rewrote them.
package main

import (
	"flag"
	"fmt"
	"os"

	"github.com/pacheck/pacheck/check/policy"
	"github.com/pacheck/pacheck/policies"
)

func main() {
	out := flag.String("o", "linked_gen.go", "the file to write, or - for standard output")
	flag.Parse()
	data, err := policy.Link(policy.Source{Name: "built-in", FS: policies.FS, BuiltIn: true})
	if err == nil {
		err = write(*out, data)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "genlinked:", err)
		os.Exit(1)
	}
}

func write(name string, data []byte) error {
	if name == "-" {
		_, err := os.Stdout.Write(data)
		return err
	}
	return os.WriteFile(name, data, 0o644)
}
