package loaders

import (
	"crypto/sha256"
	"encoding/hex"
	"path"
	"slices"
	"strings"

	"github.com/pacheck/pacheck/loaders/facts"
	"github.com/pacheck/pacheck/loaders/source"
)

// identify states what a server is, whatever name a configuration gives it, and whether its program is a
// file of the repository.
func (s *Server) identify(f *source.File) {
	if s.Command.Set && f.Wants("servers/*/command_sha256") {
		s.CommandHash = commandHash(s.Command, s.Args)
	}
	if !f.Wants("servers/*/identity") && !f.Wants("servers/*/first_party") {
		return
	}
	l := s.Launch
	switch {
	case l != nil && l.Image != nil:
		s.Identity = "oci:" + strings.TrimPrefix(l.Image.Repository, "docker.io/")
		s.FirstParty = l.Image.Built
	case l != nil && l.Pin == facts.PinLocal:
		s.FirstParty = true
	case l != nil && l.Package.V != "" && l.Ecosystem != "":
		s.Identity = l.Ecosystem + ":" + l.Package.V
		s.FirstParty = slices.Contains(scriptRunners, l.Package.V) && s.ownProgram(f)
	case s.Endpoint != nil && s.Endpoint.Host != "":
		s.Identity = address(s.Endpoint)
	case l != nil && l.Program != "":
		s.FirstParty = s.ownProgram(f)
		if !s.FirstParty {
			s.Identity = "program:" + l.Program
		}
	}
}

// scriptRunners are the packages that run a script as an interpreter does.
var scriptRunners = []string{"tsx", "ts-node"}

// commandHash is the SHA-256, in hex, of a command and its arguments with a zero byte behind each.
func commandHash(command source.Text, args source.Texts) string {
	h := sha256.New()
	for _, word := range append([]source.Text{command}, args.V...) {
		h.Write([]byte(word.V + "\x00"))
	}
	return hex.EncodeToString(h.Sum(nil))
}

// address is an address without its query, and without the port that its scheme has by default.
func address(u *facts.URL) string {
	text := u.Host
	if u.Port != "" && u.Port != map[string]string{"https": "443", "http": "80"}[u.Scheme] {
		text += ":" + u.Port
	}
	if u.Scheme != "" {
		text = u.Scheme + "://" + text
	}
	return text + strings.TrimRight(u.Path, "/")
}

// ownProgram says whether the program, or the script that an interpreter is given, is a file of the
// repository.
func (s *Server) ownProgram(f *source.File) bool {
	if f == nil || f.Dir == nil {
		return false
	}
	words := append([]source.Text{s.Command}, s.Args.V...)
	if s.Launch != nil && s.Launch.Shell == nil {
		words = append(words, s.Launch.Args...)
	}
	for i, word := range words {
		name := pluginFolder.ReplaceAllString(projectFolder.ReplaceAllString(word.V, ""), "")
		if i > 0 && path.Ext(name) == "" && !strings.Contains(name, "/") || strings.HasPrefix(name, "-") || strings.ContainsAny(name, "$:") {
			continue
		}
		for _, dir := range []string{".", s.Cwd.V, configured(f.Path), path.Dir(f.Path), pluginRoot(f), s.optionValue("--directory")} {
			if (i > 0 || strings.Contains(name, "/")) && ownFile(f, dir, name) != "" {
				return true
			}
		}
	}
	module := s.module()
	return module != "" && (exists(f.Dir, module) || exists(f.Dir, module+".py"))
}
