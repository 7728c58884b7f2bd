package loaders

import (
	"cmp"
	"io/fs"
	"path"
	"slices"

	"github.com/pacheck/pacheck/loaders/source"
)

// maxSkillFiles bounds how many files of the folder of a skill are listed.
const maxSkillFiles = 500

// skillLoader reads agent skills.
var skillLoader = Loader{
	Name:     "skill",
	Doc:      "[Agent skills](https://agentskills.io): `SKILL.md` and the files beside it.",
	Family:   "Skills and commands",
	Dialect:  "agent-skills",
	Globs:    []string{"**/SKILL.md", "**/skill.md"},
	Reserved: true,
	Can: []string{
		"name", "description", "allowed_tools", "license", "version", "compatibility", "metadata", "model", "disable_model_invocation",
		"files", "injections",
	},
	Load: func(f *source.File) (*Document, error) {
		if path.Base(f.Path) == "skill.md" && f.Root.Get("name", "description") == nil {
			return nil, nil
		}
		return loadSkill(f), nil
	},
}

func loadSkill(f *source.File) *Document {
	n := f.Root
	dialect, evidence := folderDialect(f.Path)
	if dialect == "" {
		evidence = "the name of the file"
	}
	p := bodyPrompt(f, "skill")
	p.Can = textCan
	p.Dialect, p.Evidence = dialect, evidence
	p.Name = named(n, path.Base(path.Dir(f.Path)))
	s := &Skill{
		Entity:       Entity{Name: n.Get("name").Field(), At: agentPlace(f), Dialect: dialect, Evidence: evidence},
		Kind:         "skill",
		Description:  n.Get("description").Field(),
		AllowedTools: grants(n.Get("allowed-tools"), "claude-code"),
		Licence:      n.Get("license").Field(),
		Version:      cmp.Or(n.Get("version"), n.At("metadata", "version")).Field(),
		Compat:       n.Get("compatibility").Field(),
		Metadata:     pairsOf(n.Get("metadata")),
		Model:        n.Get("model").Field(),
		NoAuto:       n.Get("disable-model-invocation").Flag(),
		Folder:       skillFolder(f.Path),
		Origin:       origin(n),
		AutoUpdate:   n.Get("auto_update", "auto-update").Flag(),
		Files:        skillFiles(f),
		Injections:   injectionsOf(f),
	}
	s.Refs = append(usesModel(s.Model), usesPrompt(p, f.Path))
	if agent := n.Get("agent"); agent.IsString() && n.Get("context").Text() == "fork" {
		s.Refs = append(s.Refs, Ref{Rel: DelegatesTo, To: agent.Field()})
	}
	return &Document{Skills: []*Skill{s}, Prompts: []*Prompt{p}, Hooks: readHooks(n.Get("hooks"), cmp.Or(dialect, "claude-code"))}
}

// skillFolder is the name of the folder that a file lies in; empty at the root.
func skillFolder(name string) string {
	if dir := path.Dir(name); dir != "." {
		return path.Base(dir)
	}
	return ""
}

// skillFolders are the folders that belong to a skill by the standard. Of a skill at the root of the
// repository only these do.
var skillFolders = []string{"scripts", "references", "assets", "agents", "evals"}

// skillFiles lists the files in the folder of a skill, itself and other skills left out.
func skillFiles(f *source.File) []SkillFile {
	if f.Dir == nil {
		return nil
	}
	dir, scripts := path.Dir(f.Path), 0
	var found []SkillFile
	list := func(name string, d fs.DirEntry, err error) error {
		switch {
		case len(found) == maxSkillFiles:
			return fs.SkipAll
		case err != nil && d == nil:
			return nil
		case err != nil:
			return fs.SkipDir
		case d.IsDir() && name != dir && (exists(f.Dir, path.Join(name, "SKILL.md")) || skipFolder(d.Name())):
			return fs.SkipDir
		case d.Type()&fs.ModeSymlink != 0:
			if link, ok := skillLink(f.Dir, name, relative(dir, name)); ok {
				found = append(found, link)
			}
			return nil
		case !d.Type().IsRegular() || name == f.Path:
			return nil
		}
		if info, err := d.Info(); err == nil {
			found = append(found, skillFile(f.Dir, name, relative(dir, name), info, &scripts))
		}
		return nil
	}
	if dir == "." {
		for _, folder := range skillFolders {
			_ = fs.WalkDir(f.Dir, folder, list)
		}
		return found
	}
	_ = fs.WalkDir(f.Dir, dir, list)
	return found
}

// skipFolder says whether a folder holds nothing that belongs to a skill.
func skipFolder(name string) bool {
	return slices.Contains([]string{".git", "node_modules", ".venv", "__pycache__"}, name)
}

// relative is a path from a folder that it lies in.
func relative(dir, name string) string {
	if dir == "." {
		return name
	}
	return name[len(dir)+1:]
}
