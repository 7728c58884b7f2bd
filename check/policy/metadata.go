package policy

import (
	"maps"
	"path"
	"slices"
	"strings"
	"time"

	"github.com/open-policy-agent/opa/v1/ast"

	"github.com/pacheck/pacheck/loaders"
)

// newRule reads the METADATA above the package of a module that has findings.
func newRule(m *ast.Module) (*Rule, error) {
	at := m.Package.Location
	annotations := packageAnnotations(m)
	if annotations == nil {
		return nil, faultAt(at, "a rule needs a METADATA comment above its package, with title and custom.severity at least")
	}
	r := &Rule{
		Name:        ruleName(at.File),
		Package:     m.Package.Path.String(),
		Title:       annotations.Title,
		Description: strings.TrimSpace(annotations.Description),
		Scope:       FileScope,
	}
	for _, ref := range annotations.RelatedResources {
		r.References = append(r.References, Reference{Ref: ref.Ref.String(), Description: ref.Description})
	}
	d := decoder{rule: r, keys: newMetadataKeys(m, annotations)}
	d.top()
	if r.Title == "" {
		d.fail("title is missing")
	}
	d.decode(annotations.Custom)
	d.key = ""
	if d.err == nil && r.Severity == None {
		d.fail("custom.severity is missing: critical, high, medium, low or info")
	}
	return r, d.err
}

func packageAnnotations(m *ast.Module) *ast.Annotations {
	for _, a := range m.Annotations {
		if a.Scope == "package" {
			return a
		}
	}
	return nil
}

// ruleName is the name of the file in kebab-case.
func ruleName(file string) string {
	return strings.ReplaceAll(strings.TrimSuffix(path.Base(file), ".rego"), "_", "-")
}

// decoder reads METADATA, key by key; it keeps the first fault.
type decoder struct {
	rule *Rule
	keys metadataKeys
	key  string // that is read, of the custom part; else ""
	err  error
}

func (d *decoder) fail(format string, args ...any) {
	if d.err == nil {
		at := *d.keys.at
		at.Row = d.keys.line(d.key)
		d.err = faultAt(&at, "METADATA: "+format, args...)
	}
}

// top refuses keys that METADATA does not have, which OPA passes over.
func (d *decoder) top() {
	for _, key := range d.keys.top {
		switch {
		case slices.Contains(topKeys, key):
		case d.readers()[key] != nil:
			d.key = key
			d.fail("the key %s belongs below custom", key)
		default:
			d.key = key
			d.fail("unknown key %s: %s", key, choice(key, topKeys))
		}
	}
	d.key = ""
}

// topKeys are those that OPA reads.
var topKeys = []string{
	"scope", "title", "description", "related_resources", "organizations", "authors", "schemas", "entrypoint", "compile", "labels", "custom",
}

// readers read the custom part, by key.
func (d *decoder) readers() map[string]func(any) {
	r := d.rule
	return map[string]func(any){
		"code":          func(v any) { r.Code = d.text("code", v) },
		"group":         func(v any) { r.Group = d.text("group", v) },
		"severity":      func(v any) { r.Severity = d.severity("severity", v) },
		"severity_when": func(v any) { d.severityWhen(v) },
		"scope":         func(v any) { r.Scope = d.choice("scope", v, FileScope, RepoScope, ExceptionScope) },
		"precision":     func(v any) { r.Precision = d.choice("precision", v, "very-high", "high", "medium", "low") },
		"principle":     func(v any) { r.Principle = d.text("principle", v) },
		"profiles":      func(v any) { r.Profiles = d.words("profiles", v, "recommended", "strict") },
		"packs":         func(v any) { r.Packs = d.packs(v) },
		"roles":         func(v any) { r.Roles = d.words("roles", v, loaders.Roles()...) },
		"adversarial":   func(v any) { r.Adversarial = d.flag("adversarial", v) },
		"waivable":      func(v any) { r.Unwaivable = !d.flag("waivable", v) },
		"keep_severity": func(v any) { r.KeepSeverity = d.flag("keep_severity", v) },
		"remediation":   func(v any) { r.Remediation = strings.TrimSpace(d.text("remediation", v)) },
		"params":        func(v any) { r.Params = d.params(v) },
		"bad":           func(v any) { r.Bad = d.examples("bad", v) },
		"good":          func(v any) { r.Good = d.examples("good", v) },
	}
}

func (d *decoder) decode(custom map[string]any) {
	readers := d.readers()
	for _, key := range slices.Sorted(maps.Keys(custom)) {
		d.key = "custom." + key
		read, ok := readers[key]
		if !ok {
			d.fail("unknown key custom.%s: %s", key, choice(key, slices.Sorted(maps.Keys(readers))))
			return
		}
		read(custom[key])
	}
}

func (d *decoder) text(key string, v any) string {
	s, ok := v.(string)
	if !ok {
		d.fail("custom.%s must be a text", key)
	}
	return s
}

func (d *decoder) flag(key string, v any) bool {
	b, ok := v.(bool)
	if !ok {
		d.fail("custom.%s must be true or false", key)
	}
	return b
}

func (d *decoder) choice(key string, v any, words ...string) string {
	s := d.text(key, v)
	if !slices.Contains(words, s) {
		d.fail("custom.%s must be one of %s", key, strings.Join(words, ", "))
	}
	return s
}

func (d *decoder) texts(key string, v any) []string {
	list, ok := v.([]any)
	if !ok {
		d.fail("custom.%s must be a list of texts", key)
	}
	var texts []string
	for _, item := range list {
		texts = append(texts, d.text(key, item))
	}
	return texts
}

// words are texts of which each is known.
func (d *decoder) words(key string, v any, known ...string) []string {
	texts := d.texts(key, v)
	for _, text := range texts {
		if !slices.Contains(known, text) {
			d.fail("custom.%s has %s: %s", key, text, choice(text, known))
		}
	}
	return texts
}

func (d *decoder) severity(key string, v any) Severity {
	s, ok := ParseSeverity(d.text(key, v))
	if !ok || s == None {
		d.fail("custom.%s must be critical, high, medium, low or info", key)
	}
	return s
}

func (d *decoder) table(key string, v any) map[string]any {
	m, ok := v.(map[string]any)
	if !ok {
		d.fail("custom.%s must be a map", key)
	}
	return m
}

func (d *decoder) severityWhen(v any) {
	list, ok := v.([]any)
	if !ok {
		d.fail("custom.severity_when must be a list of {when, severity}")
	}
	for _, item := range list {
		m := d.table("severity_when", item)
		d.rule.SeverityWhen = append(d.rule.SeverityWhen, SeverityWhen{
			When: d.text("severity_when.when", m["when"]), Severity: d.severity("severity_when.severity", m["severity"]),
		})
	}
}

func (d *decoder) packs(v any) map[string][]string {
	packs := map[string][]string{}
	for name, ids := range d.table("packs", v) {
		packs[name] = d.texts("packs."+name, ids)
	}
	return packs
}

func (d *decoder) params(v any) map[string]Param {
	params := map[string]Param{}
	for name, item := range d.table("params", v) {
		m := d.table("params."+name, item)
		p := Param{Description: d.text("params."+name+".description", m["description"])}
		for key, value := range m {
			d.param(&p, "params."+name, key, value)
		}
		if _, ok := m["default"]; !ok {
			d.fail("custom.params.%s has no default", name)
		}
		params[name] = p
	}
	return params
}

// param reads one key of a parameter.
func (d *decoder) param(p *Param, name, key string, value any) {
	if text, ok := value.(string); ok && key != "description" && strings.HasPrefix(text, "lex:") {
		if _, ok := lexicon(text); !ok {
			d.fail("custom.%s.%s: there is no %s in the lexicons", name, key, strings.TrimPrefix(text, "lex:"))
		}
	}
	switch key {
	case "description":
	case "default":
		p.Default = value
	case "recommended", "strict", inPacks:
		if p.Under == nil {
			p.Under = map[string]any{}
		}
		p.Under[key] = value
	default:
		d.fail("custom.%s: unknown key %s: the keys are default, description, recommended, strict and packs", name, key)
	}
}

// examples reads one small repository, or a list of them.
func (d *decoder) examples(key string, v any) []Example {
	if list, ok := v.([]any); ok {
		var examples []Example
		for _, item := range list {
			examples = append(examples, d.examples(key, item)...)
		}
		return examples
	}
	example := Example{Files: Files{}}
	for name, text := range d.table(key, v) {
		switch {
		case name == "not_when" && key == "good":
			example.NotWhen = d.sentences(key+"."+name, text)
		case name == "now":
			example.Now = d.date(key+"."+name, text)
		default:
			example.Files[name] = d.text(key+"."+name, text)
		}
	}
	return []Example{example}
}

// date is a day.
func (d *decoder) date(key string, v any) string {
	s := d.text(key, v)
	if _, err := time.Parse(time.DateOnly, s); err != nil {
		d.fail("custom.%s must be a day such as \"2027-01-31\", in quotes", key)
	}
	return s
}

// sentences are one text, or a list of them.
func (d *decoder) sentences(key string, v any) []string {
	list, ok := v.([]any)
	if !ok {
		list = []any{v}
	}
	var all []string
	for _, item := range list {
		all = append(all, d.text(key, item))
	}
	return all
}
