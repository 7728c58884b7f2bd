package loaders

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"github.com/pacheck/pacheck/loaders/facts"
	"github.com/pacheck/pacheck/loaders/source"
)

// contents finds out what the entities of a file are made of, member by member, as the lock has it: texts
// in NFC with LF, JSON with sorted keys, credentials without their middle, and what is long as a digest.
func (d *Document) contents(f *source.File) {
	for _, t := range d.Tools {
		t.Content = toolContent(t, f)
	}
	for _, s := range d.Servers {
		s.Content = serverContent(s)
	}
	for _, s := range d.Skills {
		s.Content = skillContent(s, f)
	}
	for _, p := range d.Prompts {
		p.Content = map[string]string{"text": digested(promptText(p))}
	}
}

// toolMembers are the members of a definition that its author means, by the names that formats give them.
var toolMembers = map[string]string{
	"description": "description", "title": "title", "annotations": "annotations", "strict": "strict",
	"inputSchema": "input_schema", "input_schema": "input_schema", "parameters": "input_schema", "parametersJsonSchema": "input_schema",
	"outputSchema": "output_schema", "output_schema": "output_schema", "response": "output_schema", "responseJsonSchema": "output_schema",
}

func toolContent(t *Tool, f *source.File) map[string]string {
	content := map[string]string{"name": t.Name.V}
	n := definition(spanned(f, t.At))
	if n == nil || !n.IsMap() {
		content["description"] = shortened(t.Description.V)
		return content
	}
	for _, p := range n.Pairs {
		member, ok := toolMembers[p.Key.Value]
		switch {
		case !ok:
		case strings.HasSuffix(member, "_schema"):
			schemaContent(content, member, p.Value)
		case p.Value.IsString():
			content[member] = shortened(p.Value.Value)
		default:
			content[member] = shortened(canonical(p.Value))
		}
	}
	return content
}

// schemaContent states each property of a schema on its own, so that a reviewer sees which one changed.
func schemaContent(content map[string]string, member string, n *source.Node) {
	if inner := n.Get("json"); inner.IsMap() {
		n = inner
	}
	if !n.IsMap() {
		content[member] = shortened(canonical(n))
		return
	}
	for _, p := range n.Pairs {
		if p.Key.Value != "properties" || !p.Value.IsMap() {
			content[member+"."+p.Key.Value] = shortened(canonical(p.Value))
			continue
		}
		for _, property := range p.Value.Pairs {
			content[member+".properties."+property.Key.Value] = shortened(canonical(property.Value))
		}
	}
}

// spanned is the node of a file that has a place, or whose entry has it; nil where there is none.
func spanned(f *source.File, at source.Place) *source.Node {
	var found *source.Node
	var walk func(n *source.Node)
	walk = func(n *source.Node) {
		if n == nil || found != nil || n.End < at.Start || n.Start > at.End {
			return
		}
		if n.Start == at.Start && n.End == at.End {
			found = n
			return
		}
		for _, item := range n.Items {
			walk(item)
		}
		for _, p := range n.Pairs {
			if entry := entryPlace(p); entry.Start == at.Start && entry.End == at.End {
				found = p.Value
				return
			}
			walk(p.Value)
		}
	}
	for _, n := range documentsOf(f) {
		walk(n)
	}
	return found
}

// serverContent is how a server is started or reached. Values of variables and headers are left out: they
// differ from machine to machine, and may be secret.
func serverContent(s *Server) map[string]string {
	content := map[string]string{"transport": s.Transport}
	put := func(member, text string) {
		if text != "" {
			content[member] = shortened(text)
		}
	}
	put("command", s.Command.V)
	put("url", s.URL.V)
	put("cwd", s.Cwd.V)
	put("instructions", s.Instructions.V)
	var args, env, headers []string
	for _, arg := range s.Args.V {
		args = append(args, arg.V)
	}
	for _, p := range s.Env {
		env = append(env, p.Key)
	}
	for _, p := range s.Headers {
		headers = append(headers, p.Key)
	}
	put("args", asList(args))
	slices.Sort(env)
	put("env", asList(env))
	slices.Sort(headers)
	put("headers", asList(headers))
	return content
}

// asList is a list of texts as JSON; empty where there is none.
func asList(list []string) string {
	if len(list) == 0 {
		return ""
	}
	text, err := json.Marshal(list)
	if err != nil {
		return ""
	}
	return string(text)
}

// skillContent is the text of a skill, what it may use, and each file beside it.
func skillContent(s *Skill, f *source.File) map[string]string {
	content := map[string]string{"description": shortened(s.Description.V), "text": digested(f.Text)}
	var allowed []string
	for _, g := range s.AllowedTools.V {
		allowed = append(allowed, g.Raw)
	}
	if len(allowed) > 0 {
		content["allowed_tools"] = shortened(asList(allowed))
	}
	if s.Kind != "skill" || f.Dir == nil {
		return content
	}
	for _, file := range s.Files {
		data, err := fs.ReadFile(f.Dir, path.Join(path.Dir(f.Path), file.Path))
		if err != nil {
			content["files."+file.Path] = "unreadable"
			continue
		}
		sum := sha256.Sum256(data)
		content["files."+file.Path] = "sha256:" + hex.EncodeToString(sum[:])
	}
	return content
}

// promptText is the text of a prompt, or of its messages.
func promptText(p *Prompt) string {
	if p.Text.Set {
		return p.Text.V
	}
	var b strings.Builder
	for _, m := range p.Messages {
		b.WriteString(m.Role + ": " + m.Text.V + "\n")
	}
	return b.String()
}

// canonical is a value as JSON with sorted keys.
func canonical(n *source.Node) string {
	text, err := json.Marshal(n)
	if err != nil {
		return n.Raw() // a number that JSON cannot hold stands as it is written
	}
	return string(text)
}

// normal is a text in NFC, with LF, without blanks at the ends of its lines.
func normal(text string) string {
	text = norm.NFC.String(strings.ReplaceAll(text, "\r\n", "\n"))
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		lines[i] = strings.TrimRight(line, " \t")
	}
	return strings.TrimSpace(strings.Join(lines, "\n"))
}

// maxShown is how many characters of a member stand in the lock.
const maxShown = 600

// shortened is a text for the lock: whole where it is short, else its digest.
func shortened(text string) string {
	text = facts.Redact(normal(text))
	if utf8.RuneCountInString(text) <= maxShown {
		return text
	}
	return digested(text)
}

// digested is the digest of a text, and its length.
func digested(text string) string {
	text = normal(text)
	sum := sha256.Sum256([]byte(text))
	return fmt.Sprintf("sha256:%s (%d characters)", hex.EncodeToString(sum[:]), utf8.RuneCountInString(text))
}
