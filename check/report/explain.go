package report

import (
	"cmp"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/pacheck/pacheck/check"
	"github.com/pacheck/pacheck/check/policy"
)

// Explain is everything about a rule for pacheck explain, in the form of Markdown, but with its sentences as
// they are. The findings are those of the rule in its first bad example, where it has one.
func Explain(r *policy.Rule, findings []check.Finding) string {
	return explain(r, findings, visible)
}

// Page is what Explain says for the documentation: Markdown in which no sentence holds markup by accident.
func Page(r *policy.Rule, findings []check.Finding) string {
	return explain(r, findings, plainText)
}

// explain writes both; sentence is how a sentence is written.
func explain(r *policy.Rule, findings []check.Finding, sentence func(string) string) string {
	b := explanation{sentence: sentence}
	fmt.Fprintf(&b.Builder, "# %s\n\n%s\n\n%s\n", r.Name, r.Title, strings.TrimSpace(r.Description))
	fmt.Fprintf(&b.Builder, "\n| | |\n| --- | --- |\n")
	for _, row := range rows(r) {
		fmt.Fprintf(&b.Builder, "| %s | %s |\n", row[0], strings.ReplaceAll(row[1], "|", `\|`))
	}
	section(&b.Builder, "Remediation", r.Remediation)
	b.examples("Bad", r.Bad, findings)
	b.examples("Good", r.Good, nil)
	parameters(&b.Builder, r)
	frameworks(&b.Builder, r)
	if len(r.References) > 0 {
		b.WriteString("\n## Further reading\n\n")
		for _, ref := range r.References {
			fmt.Fprintf(&b.Builder, "- %s\n", strings.TrimSpace(ref.Description+" <"+ref.Ref+">"))
		}
	}
	return b.String()
}

// explanation is what is written, and how sentences are.
type explanation struct {
	strings.Builder
	sentence func(string) string
}

// rows are the short facts about a rule, as far as it states them.
func rows(r *policy.Rule) [][2]string {
	severities := []string{r.Severity.String()}
	for _, w := range r.SeverityWhen {
		severities = append(severities, fmt.Sprintf("%s when %s", w.Severity, w.When))
	}
	scope := "each file by itself"
	switch r.Scope {
	case policy.RepoScope:
		scope = "the whole repository"
	case policy.ExceptionScope:
		scope = "the exceptions: waivers and comments that suppress what the other rules find"
	}
	all := [][2]string{
		{"severity", strings.Join(severities, "; ")},
		{"code", r.Code},
		{"looks at", scope},
		{"roles of files", strings.Join(r.Roles, ", ")},
		{"profiles", strings.Join(r.Profiles, ", ")},
		{"precision", r.Precision},
		{"principle", r.Principle},
	}
	switch {
	case r.Unwaivable:
		all = append(all, [2]string{"suppression", "not at all"})
	case r.Adversarial:
		all = append(all, [2]string{"suppression", "not by a comment in the file, which an attacker could write"})
	}
	return slices.DeleteFunc(all, func(row [2]string) bool { return row[1] == "" })
}

func section(b *strings.Builder, title, text string) {
	if text != "" {
		fmt.Fprintf(b, "\n## %s\n\n%s\n", title, text)
	}
}

// examples shows small repositories, file by file, and what is found in the first one. Characters that
// nobody can see are written out.
func (b *explanation) examples(title string, list []policy.Example, findings []check.Finding) {
	if len(list) > 0 {
		fmt.Fprintf(&b.Builder, "\n## %s\n", title)
	}
	for i, example := range list {
		if len(list) > 1 {
			fmt.Fprintf(&b.Builder, "\n### %s %d\n", title, i+1)
		}
		if example.Now != "" {
			fmt.Fprintf(b, "\nOn %s:\n", example.Now)
		}
		if len(example.NotWhen) > 0 {
			fmt.Fprintf(&b.Builder, "\nSilent when %s.\n", b.sentence(strings.Join(example.NotWhen, "; and when ")))
		}
		for _, name := range slices.Sorted(maps.Keys(example.Files)) {
			exampleFile(&b.Builder, name, example.Files[name])
		}
		if i == 0 {
			b.pointed(findings)
		}
	}
}

// pointed says where findings point, each with the further places that tell its story.
func (b *explanation) pointed(findings []check.Finding) {
	if len(findings) == 0 {
		return
	}
	b.WriteString("\nWhat is found there:\n\n")
	for i := range findings {
		f := &findings[i]
		fmt.Fprintf(&b.Builder, "- `%s`: %s, %s\n", visible(f.Location.String()), f.Severity, b.sentence(f.Message))
		for _, r := range f.Related {
			fmt.Fprintf(&b.Builder, "  - `%s`: %s\n", visible(r.Location.String()), b.sentence(cmp.Or(r.Message, r.Path)))
		}
	}
}

// plainText is a text in which nothing is markup.
func plainText(text string) string {
	return strings.NewReplacer("<", `\<`, "*", `\*`, "_", `\_`, "`", "\\`", "[", `\[`).Replace(visible(text))
}

func exampleFile(b *strings.Builder, name, content string) {
	var lines []string
	for line := range strings.Lines(content) {
		lines = append(lines, visible(strings.TrimRight(line, "\r\n")))
	}
	text := strings.Join(lines, "\n")
	fence := "```"
	for strings.Contains(text, fence) {
		fence += "`"
	}
	fmt.Fprintf(b, "\n`%s`\n\n%s\n%s\n%s\n", name, fence, text, fence)
}

func parameters(b *strings.Builder, r *policy.Rule) {
	if len(r.Params) == 0 {
		return
	}
	b.WriteString("\n## Parameters\n\n| name | default | meaning |\n| --- | --- | --- |\n")
	for _, name := range slices.Sorted(maps.Keys(r.Params)) {
		p := r.Params[name]
		fmt.Fprintf(b, "| `%s` | %s | %s |\n", name, defaults(p), p.Description)
	}
}

// defaults are the default of a parameter, and those under profiles and packs, as JSON.
func defaults(p policy.Param) string {
	parts := []string{"`" + asJSON(p.Default) + "`"}
	for _, under := range slices.Sorted(maps.Keys(p.Under)) {
		parts = append(parts, fmt.Sprintf("%s: `%s`", under, asJSON(p.Under[under])))
	}
	return strings.Join(parts, "; ")
}

func asJSON(v any) string {
	data, err := json.Marshal(v)
	if err != nil {
		return fmt.Sprint(v) // METADATA holds nothing that JSON cannot
	}
	return string(data)
}

func frameworks(b *strings.Builder, r *policy.Rule) {
	if len(r.Packs) == 0 {
		return
	}
	b.WriteString("\n## Frameworks\n\n| pack | requirements |\n| --- | --- |\n")
	for _, pack := range slices.Sorted(maps.Keys(r.Packs)) {
		fmt.Fprintf(b, "| %s | %s |\n", pack, strings.Join(r.Packs[pack], ", "))
	}
}

// Names are the names of the formats, sorted.
func Names() []string { return slices.Sorted(maps.Keys(Formats)) }

// Clean is one line of text that may quote strangers, fit for a terminal.
func Clean(text string) string { return newCleaner(nil).line(text) }
