package loaders

import (
	"fmt"
	"slices"
	"strings"

	"github.com/pacheck/pacheck/loaders/source"
)

// shape is what a value of a governance file must look like.
type shape struct {
	keys   map[string]shape // of a Map with known keys
	free   bool             // a Map with any keys and scalar values
	list   bool             // a list of texts, or one text
	items  *shape           // besides texts: what the items of the list may be
	scalar bool             // besides keys: a plain text will do
	kind   source.Kind      // else a scalar of this kind
	words  []string         // the texts that are allowed; nil means any
}

var (
	anyText   = shape{kind: source.String}
	anyTexts  = shape{list: true}
	trueFalse = shape{kind: source.Bool}
	count     = shape{kind: source.Number}

	classifierItem = keys(map[string]shape{"name": anyText, "enabled": trueFalse, "mode": anyText, "threshold": count})
	classifierList = shape{list: true, items: &classifierItem}
)

func oneOf(words ...string) shape { return shape{kind: source.String, words: words} }

func keys(m map[string]shape) shape { return shape{keys: m} }

func textOrKeys(m map[string]shape) shape { return shape{keys: m, scalar: true} }

// governanceShape is the schema of a governance file.
var governanceShape = keys(map[string]shape{
	"name":    anyText,
	"owner":   textOrKeys(map[string]shape{"team": anyText, "name": anyText, "contact": anyText}),
	"purpose": anyText, "review_by": anyText, "environment": anyText, "model": anyText, "prompts": anyTexts,
	"risk_tier":   oneOf("minimal", "limited", "high", "critical"),
	"status":      oneOf("active", "deprecated", "retired", "decommissioned"),
	"autonomy":    oneOf("assistive", "supervised", "autonomous"),
	"user_facing": trueFalse, "commercial": trueFalse,
	"audience": anyTexts, "region": anyTexts, "use_case_tags": anyTexts, "out_of_scope_tags": anyTexts,
	"approval": keys(map[string]shape{
		"tools": {free: true}, "default": oneOf("allow", "ask", "deny"), "on_timeout": oneOf("allow", "deny"), "timeout": anyText,
		"approvers": anyTexts, "scope": oneOf("single", "session", "always"), "batch": trueFalse, "show_inputs": trueFalse,
	}),
	"limits": keys(map[string]shape{
		"max_turns": count, "max_iterations": count, "timeout": anyText, "max_cost_usd": count, "max_rpm": count, "max_retries": count,
		"external_ref": anyText,
	}),
	"sandbox": keys(map[string]shape{
		"enabled": trueFalse, "mode": anyText, "image": anyText,
		"network": {
			keys: map[string]shape{
				"mode": oneOf("none", "allowlist", "open"), "allow_hosts": anyTexts, "deny_hosts": anyTexts, "external_ref": anyText,
			},
			scalar: true, words: []string{"none", "allowlist", "open"},
		},
	}),
	"delegation": keys(map[string]shape{
		"to": anyTexts, "max_depth": count, "credentials": oneOf("own", "scoped", "inherit-all"), "discovery": oneOf("closed", "open"),
	}),
	"memory": memoryShape,
	"data":   keys(map[string]shape{"classes": anyTexts}),
	"io": keys(map[string]shape{
		"input_trust": oneOf("trusted", "untrusted"), "output": oneOf("internal", "external"),
	}),
	"guardrails": keys(map[string]shape{
		"input": classifierList, "output": classifierList, "tool": classifierList, "mode": anyText, "external_ref": anyText,
	}),
	"safety":      keys(map[string]shape{"classifiers": classifierList}),
	"kill_switch": textOrKeys(map[string]shape{"kind": anyText, "ref": anyText, "tested": anyText}),
	"escalation":  textOrKeys(map[string]shape{"contact": anyText, "url": anyText, "on": anyTexts}),
	"observability": keys(map[string]shape{
		"audit_log": trueFalse, "sink": anyText, "redact": anyTexts, "retention_days": count, "content": trueFalse,
	}),
	"disclosure": keys(map[string]shape{"ai_disclosed": trueFalse, "text": anyText, "ui_ref": anyText, "marking": anyText}),
	"identity":   textOrKeys(map[string]shape{"kind": anyText, "ref": anyText}),
	"evidence":   {free: true},
})

// check finds the first place, in the order of the file, at which n is not of the shape. The name is
// that of n for people, and empty for the whole file. Null is always allowed: it says nothing.
func (s shape) check(n *source.Node, name string) error {
	switch {
	case n == nil || n.Kind == source.Null:
		return nil
	case s.keys != nil && (n.IsMap() || !s.scalar):
		return s.checkKeys(n, name)
	case s.free:
		return checkFree(n, name)
	case s.list:
		return s.checkList(n, name)
	case n.IsMap() || n.IsList():
		return misfit(n, name, "must be "+s.noun())
	case s.kind == source.String || s.scalar:
		return s.checkWord(n, name)
	case n.Kind != s.kind:
		return misfit(n, name, "must be "+s.noun())
	}
	if v, ok := n.Number(); ok && v < 0 {
		return misfit(n, name, "must not be negative")
	}
	return nil
}

func (s shape) checkKeys(n *source.Node, name string) error {
	if !n.IsMap() {
		return misfit(n, name, "must be a mapping")
	}
	for _, p := range n.Pairs {
		inner, known := s.keys[p.Key.Value]
		full := strings.TrimPrefix(name+"."+p.Key.Value, ".")
		if !known {
			return unknownWord(p.Key, fmt.Sprintf("unknown key %q", full), sortedKeys(s.keys))
		}
		if err := inner.check(p.Value, full); err != nil {
			return err
		}
	}
	return nil
}

func checkFree(n *source.Node, name string) error {
	if !n.IsMap() {
		return misfit(n, name, "must be a mapping")
	}
	for _, p := range n.Pairs {
		if p.Value.IsMap() || p.Value.IsList() {
			return misfit(p.Value, name+"."+p.Key.Value, "must be a text")
		}
	}
	return nil
}

func (s shape) checkList(n *source.Node, name string) error {
	if n.IsMap() {
		return misfit(n, name, "must be a list")
	}
	for _, item := range n.Items {
		switch {
		case item.IsMap() && s.items != nil:
			if err := s.items.check(item, name); err != nil {
				return err
			}
		case item.IsMap() || item.IsList():
			return misfit(item, name, "must be a list of texts")
		}
	}
	return nil
}

func (s shape) checkWord(n *source.Node, name string) error {
	if s.words == nil || slices.Contains(s.words, n.Value) {
		return nil
	}
	message := fmt.Sprintf("%s must be one of %s, not %q", name, strings.Join(s.words, ", "), n.Value)
	return unknownWord(n, message, s.words)
}

// noun is what s wants, for people.
func (s shape) noun() string {
	switch s.kind {
	case source.Bool:
		return "true or false"
	case source.Number:
		return "a number"
	}
	return "a text"
}

func misfit(n *source.Node, name, message string) error {
	if name == "" {
		name = "the file"
	}
	return &source.Error{At: n.Place, Message: name + " " + message}
}

// unknownWord is an error about a word, with the known one that is most alike.
func unknownWord(n *source.Node, message string, known []string) error {
	if best := Nearest(n.Value, known); best != "" {
		message += fmt.Sprintf(" (did you mean %q?)", best)
	}
	return &source.Error{At: n.Place, Message: message}
}

func sortedKeys(m map[string]shape) []string {
	names := make([]string, 0, len(m))
	for name := range m {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}
