package loaders

import (
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/pacheck/pacheck/loaders/source"
)

// textEndings are the extensions of files that are plausibly meant to be imported where none is there.
var textEndings = []string{".md", ".mdc", ".mdx", ".markdown", ".txt", ".rst", ".adoc"}

// importsOf finds the references to files, written as @path, in the body of a Markdown file. Those in
// code are none, nor are addresses, mentions, decorators and package scopes: what is meant is a file
// that is there, or one with the extension of a text.
func importsOf(f *source.File) []Ref {
	if f.Body == nil || !strings.Contains(f.Body.Value, "@") {
		return nil
	}
	var refs []Ref
	text := f.Body.Value
	blocks := codeIn(text)
	for at := 0; at < len(text) && len(refs) <= maxReferences; {
		i := strings.IndexByte(text[at:], '@')
		if i < 0 {
			break
		}
		at += i
		for len(blocks) > 0 && blocks[0].end <= at {
			blocks = blocks[1:]
		}
		if len(blocks) > 0 && blocks[0].start <= at {
			at = blocks[0].end
			continue
		}
		name, end := importName(text, at)
		if ref, ok := importRef(f, name); ok {
			start := f.Body.Start + at
			ref.To = source.Say(name, source.Place{File: f, Start: start, End: f.Body.Start + end})
			refs = append(refs, ref)
		}
		at = max(end, at+1)
	}
	return refs
}

// importName reads the name behind an @ and its end; it is empty where no name can stand there.
func importName(text string, at int) (name string, end int) {
	if at > 0 && strings.IndexByte(" \t\r\n", text[at-1]) < 0 {
		return "", at + 1
	}
	end = at + 1
	for end < len(text) && strings.IndexByte(" \t\r\n", text[end]) < 0 {
		if text[end] == '\\' && end+1 < len(text) {
			end++
		}
		end++
	}
	raw := strings.TrimRight(text[at+1:end], ".,;:!?)]}>\"'*`")
	end = at + 1 + len(raw)
	name, _, _ = strings.Cut(raw, "#")
	return strings.ReplaceAll(name, `\ `, " "), end
}

// importRef is the reference to a file by the name that stands behind an @.
func importRef(f *source.File, name string) (Ref, bool) {
	if name == "" || strings.ContainsAny(name, "@$<>{}*|\\\"'`()[]=") || strings.Contains(name, "://") {
		return Ref{}, false
	}
	isText := slices.Contains(textEndings, strings.ToLower(path.Ext(name))) && len(name) > len(path.Ext(name))
	if strings.HasPrefix(name, "~/") || strings.HasPrefix(name, "/") {
		return Ref{Rel: Imports}, isText
	}
	target := path.Join(path.Dir(f.Path), name)
	if !isText {
		info, err := stat(f.Dir, target)
		isText = err == nil && info.Mode().IsRegular()
	}
	return Ref{Rel: Imports, Path: target}, isText
}

// stat asks a tree, which may be nil, for a file.
func stat(tree fs.FS, name string) (fs.FileInfo, error) {
	if tree == nil || !fs.ValidPath(name) {
		return nil, fs.ErrNotExist
	}
	return fs.Stat(tree, name)
}

// exists says whether a file or folder is in a tree.
func exists(tree fs.FS, name string) bool {
	_, err := stat(tree, name)
	return err == nil
}
