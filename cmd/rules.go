package cmd

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"
	"golang.org/x/tools/txtar"

	"github.com/pacheck/pacheck/check"
	"github.com/pacheck/pacheck/check/policy"
	"github.com/pacheck/pacheck/check/report"
)

// ruleLine is a rule in the list of rules.
type ruleLine struct {
	Name     string          `json:"name"`
	Code     string          `json:"code,omitempty"`
	Severity policy.Severity `json:"severity"`
	Scope    string          `json:"scope"`
	Group    string          `json:"group"`
	Profiles []string        `json:"profiles,omitempty"`
	Enabled  bool            `json:"enabled"`
	Title    string          `json:"title"`
	Set      string          `json:"set"`
	Digest   string          `json:"digest"`
}

func newRules() *cobra.Command {
	var rules ruleFlags
	var kind, format string
	cmd := &cobra.Command{
		Use:   "rules",
		Short: "List the rules",
		Long:  "rules lists the rules: the built-in ones and those of --policy, and whether the chosen profile evaluates them.",
		Example: `  pacheck rules
  pacheck rules --kind mcp --format json`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			lines, err := listRules(&rules, kind)
			if err != nil {
				return err
			}
			return printRules(cmd.OutOrStdout(), format, lines)
		},
	}
	rules.register(cmd.Flags())
	cmd.Flags().StringVar(&kind, "kind", "", "`group` of rules to list: agent, prompt, tool, mcp, skill, model or cross")
	cmd.Flags().StringVar(&format, "format", "text", "`format` of the list: text or json")
	under(cmd.Flags(), "What is reported", "kind", "format")
	return cmd
}

func listRules(flags *ruleFlags, kind string) ([]ruleLine, error) {
	sources, err := flags.sources()
	if err != nil {
		return nil, err
	}
	all, enabled, err := check.Load(check.Options{Policies: sources, Rules: flags.selection()})
	if err != nil {
		return nil, err
	}
	var lines []ruleLine
	for _, r := range all.Rules {
		if kind != "" && r.Group != kind {
			continue
		}
		lines = append(lines, ruleLine{
			Name: r.Name, Code: r.Code, Severity: r.Severity, Scope: r.Scope, Group: r.Group, Profiles: r.Profiles,
			Enabled: slices.Contains(enabled, r), Title: r.Title, Set: r.Set, Digest: r.Digest,
		})
	}
	if len(lines) == 0 {
		return nil, fmt.Errorf("no rule is of the kind %q", kind)
	}
	return lines, nil
}

func printRules(w io.Writer, format string, lines []ruleLine) error {
	switch format {
	case "json":
		return printJSON(w, map[string]any{"version": "1", "rules": lines})
	case "text":
	default:
		return fmt.Errorf("--format %s: choose text or json", format)
	}
	table := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintln(table, "RULE\tSEVERITY\tSCOPE\tPROFILES\tON\tTITLE")
	for _, l := range lines {
		on := "no"
		if l.Enabled {
			on = "yes"
		}
		fmt.Fprintf(table, "%s\t%s\t%s\t%s\t%s\t%s\n", l.Name, l.Severity, l.Scope, strings.Join(l.Profiles, ","), on, clean(l.Title))
	}
	return table.Flush()
}

func printJSON(w io.Writer, v any) error {
	encoder := json.NewEncoder(w)
	encoder.SetIndent("", "  ")
	encoder.SetEscapeHTML(false)
	return encoder.Encode(v)
}

func newExplain() *cobra.Command {
	var rules ruleFlags
	cmd := &cobra.Command{
		Use:     "explain RULE",
		Short:   "Say everything about one rule",
		Long:    "explain says why a rule exists, what it finds and what it leaves alone, how to mend it, and which requirements it serves.",
		Example: "  pacheck explain unrestricted-shell-grant",
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			r, err := findRule(&rules, args[0])
			if err != nil {
				return err
			}
			sources, err := rules.sources()
			if err != nil {
				return err
			}
			findings, err := exampleFindings(cmd.Context(), sources, r)
			if err != nil {
				return err
			}
			_, err = io.WriteString(cmd.OutOrStdout(), report.Explain(r, findings))
			return err
		},
		ValidArgsFunction: func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
			lines, _ := listRules(&rules, "") // without rules there is nothing to complete
			var names []string
			for _, l := range lines {
				names = append(names, l.Name+"\t"+l.Title)
			}
			return names, cobra.ShellCompDirectiveNoFileComp
		},
	}
	rules.registerPolicy(cmd.Flags())
	return cmd
}

func findRule(flags *ruleFlags, name string) (*policy.Rule, error) {
	sources, err := flags.sources()
	if err != nil {
		return nil, err
	}
	all, _, err := check.Load(check.Options{Policies: sources, Rules: check.Selection{Profile: "none", Select: []string{name}}})
	if err != nil {
		return nil, err
	}
	return all.Find(name), nil
}

// exampleFindings are what a rule finds in its first bad example.
func exampleFindings(ctx context.Context, sources []policy.Source, r *policy.Rule) ([]check.Finding, error) {
	if len(r.Bad) == 0 {
		return nil, nil
	}
	archive := &txtar.Archive{}
	for _, name := range slices.Sorted(maps.Keys(r.Bad[0])) {
		archive.Files = append(archive.Files, txtar.File{Name: name, Data: []byte(r.Bad[0][name])})
	}
	tree, err := txtar.FS(archive)
	if err != nil {
		return nil, fmt.Errorf("the first bad example of %s: %w", r.Name, err)
	}
	result, err := check.Run(ctx, check.Options{Tree: tree, Policies: sources, Rules: check.Selection{Profile: "none", Select: []string{r.Name}}})
	if err != nil {
		return nil, err
	}
	return result.Findings, nil
}
