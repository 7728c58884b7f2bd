package report

import (
	"maps"
	"net/url"
	"slices"
	"strings"

	"github.com/owenrumney/go-sarif/v2/sarif"

	"github.com/pacheck/pacheck/check/policy"
)

const (
	maxTags        = 20   // of a rule, in code scanning
	maxDescription = 1024 // code points of a description, in code scanning
)

// securitySeverity is the number from which code scanning makes its own word, which is the same as ours.
var securitySeverity = map[policy.Severity]string{
	policy.Critical: "9.5",
	policy.High:     "8.0",
	policy.Medium:   "5.5",
	policy.Low:      "2.0",
	policy.Info:     "0.1",
}

// descriptor describes a rule. The library writes null for members that are nil, which the schema of
// SARIF forbids, so that none of those may be left out.
func descriptor(rule *policy.Rule) *sarif.ReportingDescriptor {
	properties := sarif.Properties{"tags": tags(rule), "problem.severity": problemSeverity(rule.Severity)}
	for key, value := range map[string]string{
		"code":              rule.Code,
		"precision":         rule.Precision,
		"security-severity": securitySeverity[rule.Severity],
	} {
		if value != "" {
			properties[key] = value
		}
	}
	out := &sarif.ReportingDescriptor{
		ID:                   rule.Name,
		Name:                 new(friendly(rule.Name)),
		ShortDescription:     message(rule.Title, rule.Name),
		FullDescription:      message(rule.Description, rule.Title, rule.Name),
		Help:                 message(helpText(rule)).WithMarkdown(Explain(rule, nil)),
		DefaultConfiguration: &sarif.ReportingConfiguration{Level: level(rule.Severity)},
		Properties:           properties,
	}
	if p := page(rule); p != "" {
		out.HelpURI = &p
	}
	return out
}

// friendly is the name of a rule as SARIF wants it: unrestricted-shell-grant is UnrestrictedShellGrant.
func friendly(name string) string {
	var b strings.Builder
	for word := range strings.SplitSeq(visible(name), "-") {
		b.WriteString(capital(word))
	}
	return b.String()
}

// message is the first of the texts that is not empty, as one line that is not too long.
func message(texts ...string) *sarif.MultiformatMessageString {
	text := ""
	for _, t := range texts {
		if text == "" {
			text = paragraph(t)
		}
	}
	if end := offset(text, maxDescription-len(ellipsis)); end < len(text) {
		text = text[:end] + ellipsis
	}
	return sarif.NewMultiformatMessageString(text)
}

// paragraph is text of a policy on one line.
func paragraph(text string) string {
	return visible(strings.Join(strings.Fields(text), " "))
}

// page is where a person reads more about a rule: the project's documentation, or what its author names.
func page(rule *policy.Rule) string {
	if rule.Set == builtIn {
		return docs + url.PathEscape(rule.Name) + ".md"
	}
	for _, r := range rule.References {
		if u, err := url.Parse(r.Ref); err == nil && (u.Scheme == "https" || u.Scheme == "http") && u.Host != "" {
			return u.String()
		}
	}
	return ""
}

// problemSeverity is the word of code scanning for how bad a violation is.
func problemSeverity(s policy.Severity) string {
	if l := level(s); l != "note" {
		return l
	}
	return "recommendation"
}

// tags are what code scanning filters by: what the rule is about, and where frameworks speak of it.
func tags(rule *policy.Rule) []string {
	out := []string{"security"}
	for _, t := range []string{rule.Group, rule.Principle} {
		if t != "" {
			out = append(out, t)
		}
	}
	for _, pack := range slices.Sorted(maps.Keys(rule.Packs)) {
		for _, id := range rule.Packs[pack] {
			out = append(out, pack+"/"+id)
		}
	}
	return out[:min(len(out), maxTags)]
}

// helpText is what is shown where Markdown is not.
func helpText(rule *policy.Rule) string {
	text := rule.Description
	if rule.Remediation != "" {
		text += "\nFix: " + rule.Remediation
	}
	return text + "\nMore: pacheck explain " + rule.Name
}
