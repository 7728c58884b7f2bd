// Package policies holds the built-in policies as data. It decides nothing and imports nothing of ours.
package policies

import "embed"

// FS has the libraries below lib, the rules, each with its test, below rules/<group>, and the frameworks
// that they give evidence for below packs.
//
//go:embed lib packs rules
var FS embed.FS
