package loaders

import (
	"regexp"

	"github.com/pacheck/pacheck/loaders/source"
)

// Unread says whether the file is one whose verdict is missing, since it could not be read as it is meant, or
// not to its end.
// A template, which nobody can read before it is filled in, is not.
func (f *File) Unread() bool {
	switch source.Status(f.Parse) {
	case source.Failed, source.Partial:
		return true
	case source.Skipped:
		return f.Problem != ""
	}
	return false
}

// agentFolder matches what lies in the folders that hosts of agents read.
var agentFolder = regexp.MustCompile(`(?:^|/)(?:\.claude|\.cursor|\.gemini|\.codex|\.github|\.vscode|\.roo|\.kiro|\.agents|skills|prompts)/`)

// escaped states a link out of the repository where hosts of agents look for more than one file.
func escaped(s Skip) *Document {
	at := source.Place{File: &source.File{Path: s.Path, Status: source.Skipped}}
	note := Note{Kind: string(s.Kind), Text: s.Reason, At: at}
	return &Document{Files: []*File{{
		Path: s.Path, Loader: "link", Role: RoleOf(s.Path), Parse: string(source.Skipped), Notes: []Note{note}, At: at,
	}}}
}

// Skipped states what the walk left out although its path says that it is an agent file: what is too
// large, cannot be read, or is a link that is not followed.
func (r *Repository) Skipped(found *Discovery) []*Document {
	var docs []*Document
	for _, s := range found.Skipped {
		candidates := r.match.candidates(s.Path)
		if len(candidates) > 0 && candidates[0].loader.Head != nil && s.Kind == SkipTooLarge {
			if doc := r.head(s.Path, candidates[0].loader, r.roleOf(s.Path, "")); doc != nil {
				docs = append(docs, doc)
			}
			continue
		}
		if s.Kind == SkipEscapes && agentFolder.MatchString(s.Path) && len(candidates) == 0 {
			docs = append(docs, escaped(s))
			continue
		}
		if len(candidates) == 0 || !candidates[0].meant {
			continue
		}
		f := &source.File{Path: s.Path, Status: source.Skipped}
		at := source.Place{File: f}
		file := &File{Path: s.Path, Loader: candidates[0].loader.Name, Role: r.roleOf(s.Path, ""), Parse: string(source.Skipped), At: at}
		switch s.Kind {
		case SkipTooLarge, SkipUnreadable, SkipEscapes:
			file.Problem = s.Reason
			if s.Kind == SkipEscapes {
				file.Notes = []Note{{Kind: string(s.Kind), Text: s.Reason, At: at}}
			}
		case SkipBroken, SkipLoop:
			file.Notes = []Note{{Kind: string(s.Kind), Text: s.Reason, At: at}}
		default:
			continue
		}
		docs = append(docs, &Document{Files: []*File{file}})
	}
	return docs
}
