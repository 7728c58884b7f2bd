package cmd

import (
	"fmt"
	"runtime"
	"runtime/debug"

	"github.com/spf13/cobra"

	"github.com/pacheck/pacheck/check/policy"
	"github.com/pacheck/pacheck/policies"
)

// release is the version of a released binary; the linker sets it.
var release = ""

// version is the release, else what the build knows of the module or the commit.
func version() string {
	if release != "" {
		return release
	}
	info, ok := debug.ReadBuildInfo()
	if !ok || info.Main.Version == "" || info.Main.Version == "(devel)" {
		return "0.0.0-devel"
	}
	return info.Main.Version
}

// versions is all that version --json tells.
type versions struct {
	Pacheck   string            `json:"pacheck"`
	Go        string            `json:"go"`
	OPA       string            `json:"opa"`
	Rego      string            `json:"rego"`
	Catalogue catalogue         `json:"catalogue"`
	Digest    string            `json:"policies_digest"`
	Policies  map[string]string `json:"policies"`
}

// catalogue is the built-in rules, and the versions of the frameworks that they give evidence for.
type catalogue struct {
	Version    string            `json:"version"` // that of pacheck, with which it comes
	Rules      int               `json:"rules"`
	Frameworks map[string]string `json:"frameworks"`
}

func newVersion() *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "version",
		Short: "Print the version",
		Long:  "version prints the version; with --json also those of OPA, of Rego, and of the catalogue of rules and the frameworks it speaks of, and the SHA-256 digest of every built-in policy.",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if !asJSON {
				_, err := fmt.Fprintf(cmd.OutOrStdout(), "pacheck %s\n", version())
				return err
			}
			all, err := policy.Load(policy.Source{Name: "built-in", FS: policies.FS, BuiltIn: true})
			if err != nil {
				return err
			}
			v := versions{
				Pacheck: version(), Go: runtime.Version(), OPA: policy.OPAVersion(), Rego: "v1",
				Digest: all.Sets[0].Digest, Policies: map[string]string{},
			}
			for _, r := range all.Rules {
				v.Policies[r.Name] = r.Digest
			}
			v.Catalogue = catalogue{Version: version(), Rules: len(all.Rules), Frameworks: map[string]string{}}
			for _, name := range all.Packs() {
				pack, err := all.Pack(name)
				if err != nil {
					return err
				}
				v.Catalogue.Frameworks[name] = pack.Version
			}
			return printJSON(cmd.OutOrStdout(), v)
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "everything, as JSON")
	return cmd
}
