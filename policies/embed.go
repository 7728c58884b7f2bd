// Package policies holds the built-in policies as data. It decides nothing and imports nothing of ours.
package policies

import "embed"

// FS has the libraries below lib and the rules, each with its test, below rules/<group>.
//
//go:embed lib rules
var FS embed.FS
