package cmd

import (
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"github.com/pacheck/pacheck/check/pack"
)

func newPolicyVerify() *cobra.Command {
	var config configFlags
	cmd := &cobra.Command{
		Use:   "verify",
		Short: "Hold the packs of the configuration against the lock, and check their signatures",
		Long: `verify checks, without going online, that each pack that the configuration names is in
` + pack.LockPath + `, that its content is here and is what was locked, and, where there are verification
keys, that it is signed. It ends with 2 where one is not, or where the lock has a pack that nothing names.`,
		Example: `  pacheck policy verify
  pacheck policy verify --verification-key keys/acme.pem`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return verifyPacks(cmd, &config) },
	}
	config.register(cmd.Flags())
	registerPolicy(cmd.Flags())
	return cmd
}

func verifyPacks(cmd *cobra.Command, config *configFlags) error {
	options, err := configured(config, cmd.Flags())
	if err != nil {
		return err
	}
	lock, err := pack.OpenLock(options.Root, os.ReadFile)
	if err != nil {
		return err
	}
	store := options.Config.Store
	for _, l := range lock.Packs {
		if store.Pack(l.Name) == nil {
			return fmt.Errorf("%s:%d: nothing names the pack %s: run pacheck policy pull", pack.LockPath, l.Line, l.Name)
		}
	}
	how := "ok"
	if len(options.Config.Keys()) > 0 {
		how = "ok, signed"
	}
	for _, l := range store.Taken() {
		say(cmd.OutOrStdout(), "%s  %s  %s", l.Name, l.Digest, how)
	}
	if len(store.Taken()) == 0 {
		say(cmd.OutOrStdout(), "the configuration names no pack")
	}
	return nil
}
