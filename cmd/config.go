package cmd

import (
	"encoding/json"
	"fmt"
	"io"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"github.com/pacheck/pacheck/check"
)

// configLine is a value of the effective configuration.
type configLine struct {
	Key    string       `json:"key"`
	Value  any          `json:"value"`
	Reason string       `json:"reason,omitempty"`
	Origin configOrigin `json:"origin"`
}

type configOrigin struct {
	Source string `json:"source"`
	Line   int    `json:"line,omitempty"`
	Column int    `json:"column,omitempty"`
}

func newConfig() *cobra.Command {
	var config configFlags
	var format string
	var schema bool
	cmd := &cobra.Command{
		Use:   "config",
		Short: "Show the effective configuration, and where each value comes from",
		Long: `config prints what the configuration of the repository that one works in comes to: what is built in,
below the files that .pacheck.yaml extends, below .pacheck.yaml itself, below the environment, below the
flags. With each value stands the line, variable or flag that it comes from. It ends with 2 where the
configuration is wrong.`,
		Example: `  pacheck config
  pacheck config --format json
  pacheck config --schema`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if schema {
				_, err := cmd.OutOrStdout().Write(check.ConfigSchema())
				return err
			}
			ruling, err := settled(&config, cmd.Flags())
			if err != nil {
				return err
			}
			return printConfig(cmd.OutOrStdout(), format, ruling)
		},
	}
	registerRules(cmd.Flags())
	registerExclude(cmd.Flags())
	registerFailOn(cmd.Flags())
	config.register(cmd.Flags())
	cmd.Flags().StringVar(&format, "format", "text", "`format` of the list: text or json")
	cmd.Flags().BoolVar(&schema, "schema", false, "the JSON Schema of the file instead")
	under(cmd.Flags(), "What is reported", "format", "schema")
	return cmd
}

func printConfig(w io.Writer, format string, ruling *check.Ruling) error {
	lines := []configLine{}
	for _, v := range ruling.Effective() {
		line := configLine{Key: v.Key, Value: v.Value, Reason: v.Reason, Origin: configOrigin(v.Origin)}
		if line.Origin.Source == "" {
			line.Origin.Source = v.Origin.String()
		}
		lines = append(lines, line)
	}
	switch format {
	case "json":
		files := []map[string]string{}
		for _, l := range ruling.Config.Files() {
			files = append(files, map[string]string{"path": l.Name, "digest": l.Digest})
		}
		return printJSON(w, map[string]any{"version": "1", "files": files, "settings": lines})
	case "text":
	default:
		return fmt.Errorf("--format %s: choose text or json", format)
	}
	table := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintln(table, "SETTING\tVALUE\tFROM\tREASON")
	for i, v := range ruling.Effective() {
		fmt.Fprintf(table, "%s\t%s\t%s\t%s\n", clean(v.Key), clean(plainValue(lines[i].Value)), clean(v.Origin.String()), clean(v.Reason))
	}
	return table.Flush()
}

// plainValue is a value on one line.
func plainValue(v any) string {
	if text, ok := v.(string); ok {
		return text
	}
	text, err := json.Marshal(v)
	if err != nil {
		return fmt.Sprint(v)
	}
	return string(text)
}
