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
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
	"golang.org/x/tools/txtar"

	"github.com/pacheck/pacheck/check"
	"github.com/pacheck/pacheck/check/policy"
	"github.com/pacheck/pacheck/check/report"
	"github.com/pacheck/pacheck/loaders"
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
	By       string          `json:"by"`
	Enforced bool            `json:"enforced,omitempty"`
	Title    string          `json:"title"`
	Set      string          `json:"set"`
	Digest   string          `json:"digest"`
}

func newRules() *cobra.Command {
	var config configFlags
	var kind, format string
	cmd := &cobra.Command{
		Use:   "rules",
		Short: "List the rules",
		Long: `rules lists the rules, the built-in ones and your own, and says of each whether it is on in the
repository that one works in, and which line, variable or flag decides that.`,
		Example: `  pacheck rules
  pacheck rules --kind mcp --format json`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			lines, err := listRules(&config, cmd.Flags(), kind)
			if err != nil {
				return err
			}
			return printRules(cmd.OutOrStdout(), format, lines)
		},
	}
	registerRules(cmd.Flags())
	config.register(cmd.Flags())
	cmd.Flags().StringVar(&kind, "kind", "", "`group` of rules to list: agent, prompt, tool, mcp, skill, model or cross")
	cmd.Flags().StringVar(&format, "format", "text", "`format` of the list: text or json")
	under(cmd.Flags(), "What is reported", "kind", "format")
	return cmd
}

func listRules(config *configFlags, flags *pflag.FlagSet, kind string) ([]ruleLine, error) {
	ruling, err := settled(config, flags)
	if err != nil {
		return nil, err
	}
	var lines []ruleLine
	for _, r := range ruling.Policies.Rules {
		if kind != "" && r.Group != kind {
			continue
		}
		by := ruling.Decides(r)
		lines = append(lines, ruleLine{
			Name: r.Name, Code: r.Code, Severity: r.Severity, Scope: r.Scope, Group: r.Group, Profiles: r.Profiles,
			Enabled: slices.Contains(ruling.Enabled, r), By: by.String(), Enforced: ruling.Enforced(r), Title: r.Title, Set: r.Set, Digest: r.Digest,
		})
	}
	if len(lines) == 0 {
		return nil, fmt.Errorf("no rule is of the kind %q", kind)
	}
	return lines, nil
}

// settled is what the configuration of the repository that one works in makes of the rules.
func settled(config *configFlags, flags *pflag.FlagSet) (*check.Ruling, error) {
	options, err := workingOptions(config, flags)
	if err != nil {
		return nil, err
	}
	return check.Settle(options)
}

// workingOptions are those for the repository that one works in.
func workingOptions(config *configFlags, flags *pflag.FlagSet) (check.Options, error) {
	options, err := configured(config, flags)
	if err != nil {
		return options, err
	}
	return options, addPolicies(&options)
}

// configured are the options of the repository that one works in with its configuration, and no policies.
func configured(config *configFlags, flags *pflag.FlagSet) (options check.Options, err error) {
	if options.Root, err = loaders.FindRoot("."); err != nil {
		return options, fmt.Errorf("finding the repository: %w", err)
	}
	return options, config.apply(&options, flags)
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
	fmt.Fprintln(table, "RULE\tSEVERITY\tSCOPE\tPROFILES\tON\tBY\tTITLE")
	for _, l := range lines {
		on := "no"
		if l.Enabled {
			on = "yes"
		}
		fmt.Fprintf(table, "%s\t%s\t%s\t%s\t%s\t%s\t%s\n", l.Name, l.Severity, l.Scope, strings.Join(l.Profiles, ","), on, clean(l.By), clean(l.Title))
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
	var config configFlags
	cmd := &cobra.Command{
		Use:     "explain RULE",
		Short:   "Say everything about one rule",
		Long:    "explain says why a rule exists, what it finds and what it leaves alone, how to mend it, and which requirements it serves.",
		Example: "  pacheck explain unrestricted-shell-grant",
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			options, err := workingOptions(&config, cmd.Flags())
			if err != nil {
				return err
			}
			r, err := findRule(options, args[0])
			if err != nil {
				return err
			}
			findings, err := exampleFindings(cmd.Context(), options.Policies, r)
			if err != nil {
				return err
			}
			_, err = io.WriteString(cmd.OutOrStdout(), report.Explain(r, findings))
			return err
		},
		ValidArgsFunction: func(cmd *cobra.Command, _ []string, _ string) ([]string, cobra.ShellCompDirective) {
			lines, _ := listRules(&config, cmd.Flags(), "") // without rules there is nothing to complete
			var names []string
			for _, l := range lines {
				names = append(names, l.Name+"\t"+l.Title)
			}
			return names, cobra.ShellCompDirectiveNoFileComp
		},
	}
	registerPolicy(cmd.Flags())
	config.register(cmd.Flags())
	return cmd
}

func findRule(options check.Options, name string) (*policy.Rule, error) {
	options.Rules = check.Selection{Select: []string{name}}
	ruling, err := check.Settle(options)
	if err != nil {
		return nil, err
	}
	return ruling.Policies.Find(name), nil
}

// exampleFindings are what a rule finds in its first bad example.
func exampleFindings(ctx context.Context, sources []policy.Source, r *policy.Rule) ([]check.Finding, error) {
	if len(r.Bad) == 0 {
		return nil, nil
	}
	archive := &txtar.Archive{}
	for _, name := range slices.Sorted(maps.Keys(r.Bad[0].Files)) {
		archive.Files = append(archive.Files, txtar.File{Name: name, Data: []byte(r.Bad[0].Files[name])})
	}
	tree, err := txtar.FS(archive)
	if err != nil {
		return nil, fmt.Errorf("the first bad example of %s: %w", r.Name, err)
	}
	config, err := check.ExampleConfig(r.Bad[0].Files)
	if err != nil {
		return nil, fmt.Errorf("the first bad example of %s: %w", r.Name, err)
	}
	day, _ := time.Parse(time.DateOnly, r.Bad[0].Now) // else no day
	result, err := check.Run(ctx, check.Options{
		Tree: tree, Policies: sources, Config: config, Rules: check.Selection{Profile: "none", Select: []string{r.Name}}, Run: check.Limits{Now: day},
	})
	if err != nil {
		return nil, err
	}
	return result.Findings, nil
}
