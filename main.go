// Command pacheck checks the agent files of a repository against policies.
package main

import (
	"os"

	"github.com/pacheck/pacheck/cmd"
)

func main() { os.Exit(cmd.Main(os.Args[1:], os.Stdin, os.Stdout, os.Stderr)) }
