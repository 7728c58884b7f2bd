package loaders

import "github.com/pacheck/pacheck/loaders/source"

// PluginSource is where a marketplace fetches a plugin from.
type PluginSource struct {
	Kind    string       `json:"kind" doc:"path for a folder of the repository itself; else the marketplace's word: github, url, git-subdir, npm, pip, …"`
	Target  source.Text  `json:"target,omitzero" doc:"The folder, repository, address or package as written."`
	Path    source.Text  `json:"path,omitzero" doc:"The folder in the repository that is fetched."`
	Ref     source.Text  `json:"ref,omitzero" doc:"The branch or tag."`
	SHA     source.Text  `json:"sha,omitzero" doc:"The commit."`
	Version source.Text  `json:"version,omitzero" doc:"The version of a package."`
	Pin     string       `json:"pin" doc:"How far it is fixed: local, git_sha, git_ref, exact, range or none."`
	At      source.Place `json:"-"`
}
