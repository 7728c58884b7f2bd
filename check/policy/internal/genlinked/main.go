// Command genlinked writes linked_gen.go: the built-in policies as the compiler rewrote them.
package main

import (
	"fmt"
	"os"

	"github.com/pacheck/pacheck/check/policy"
	"github.com/pacheck/pacheck/policies"
)

func main() {
	data, err := policy.Link(policy.Source{Name: "built-in", FS: policies.FS, BuiltIn: true})
	if err == nil {
		err = os.WriteFile("linked_gen.go", data, 0o644)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "genlinked:", err)
		os.Exit(1)
	}
}
