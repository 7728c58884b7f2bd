// Package facts finds out what a rule cannot: what a text hides, what a command starts, what a schema
// accepts. It takes a text, a schema or a command and returns facts with their places; whether a fact
// is a fault is for the rules to say.
package facts

//go:generate go run ./internal/genlexicon lexicons.yaml lexicon_gen.go
