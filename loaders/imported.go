package loaders

import "github.com/pacheck/pacheck/loaders/source"

// importedLoader reads a text that is part of the context only because an instruction file imports it.
// It has no globs: Repository.Imported names the files.
var importedLoader = Loader{
	Name:     "imported",
	Doc:      "A text file that an instruction file imports with @path.",
	Family:   "Instruction files",
	Syntax:   source.Markdown,
	Reserved: true,
	Can:      []string{"text"},
	Load: func(f *source.File) (*Document, error) {
		p := &Prompt{Entity: Entity{Refs: importsOf(f)}, Kind: "import", Text: source.Say(f.Body.Value, f.Body.Place)}
		return &Document{Prompts: []*Prompt{p}}, nil
	},
}
