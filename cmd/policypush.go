package cmd

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/pacheck/pacheck/check"
	"github.com/pacheck/pacheck/check/pack"
	"github.com/pacheck/pacheck/check/policy"
	"github.com/pacheck/pacheck/loaders"
	"github.com/pacheck/pacheck/policies"
)

// pushFlags are the flags of policy push.
type pushFlags struct {
	online onlineFlags
	key    string
	id     string
}

func newPolicyPush() *cobra.Command {
	var f pushFlags
	cmd := &cobra.Command{
		Use:   "push FOLDER TARGET",
		Short: "Pack a folder of policies, and push it to a registry or write it as a bundle",
		Long: `push packs all files of FOLDER: policies, their tests, data, and a .pacheck.yaml that those who extend the
pack get. TARGET is oci://host/name:tag, or a file that ends with .tar.gz. Both are OPA bundles, which opa and
conftest read as well. The policies and the configuration are read first, and nothing is pushed that does not
parse. With --signing-key the pack is signed as opa sign does.`,
		Example: `  pacheck policy push agent-policies oci://registry.example/acme/agent-policies:v1
  pacheck policy push agent-policies agent-policies.tar.gz --signing-key private.pem`,
		Args: cobra.ExactArgs(2),
		RunE: func(cmd *cobra.Command, args []string) error { return f.run(cmd, args[0], args[1]) },
	}
	f.online.register(cmd.Flags())
	cmd.Flags().StringVar(&f.key, "signing-key", "", "`file` with a private key in PEM to sign with")
	cmd.Flags().StringVar(&f.id, "signing-key-id", "pacheck", "`name` of the key for those who verify with opa")
	under(cmd.Flags(), "How it runs", "signing-key", "signing-key-id")
	return cmd
}

func (f *pushFlags) run(cmd *cobra.Command, folder, target string) error {
	remote := strings.HasPrefix(target, pack.Scheme)
	if _, inner, ok := pack.Split(target); !ok || inner != "" {
		return fmt.Errorf("%s: a pack goes to oci://host/name:tag, or to a file that ends with .tar.gz", target)
	}
	p, err := f.pack(folder)
	if err != nil {
		return fmt.Errorf("%s: %w", folder, err)
	}
	digest := ""
	if remote {
		ctx, cancel := context.WithTimeout(cmd.Context(), f.online.timeout)
		defer cancel()
		if digest, err = f.online.registry().Push(ctx, target, p); err != nil {
			return err
		}
		digest = "  manifest " + digest
	} else if err := writeBundle(target, p); err != nil {
		return err
	}
	say(cmd.OutOrStdout(), "%s  %s%s", target, p.Digest(), digest)
	return nil
}

// pack packs a folder, once what is in it could be read.
func (f *pushFlags) pack(folder string) (*pack.Pack, error) {
	tree := os.DirFS(folder)
	p, err := pack.Folder(tree)
	if err != nil {
		return nil, plain(err)
	}
	builtIn := policy.Source{Name: "built-in", FS: policies.FS, BuiltIn: true}
	if _, err := policy.Load(builtIn, policy.Source{Name: ".", FS: tree}); err != nil {
		return nil, err
	}
	if text := p.Find(loaders.ConfigName); text != nil {
		if err := check.PackConfig(text); err != nil {
			return nil, err
		}
	}
	if f.key == "" {
		return p, nil
	}
	key, err := os.ReadFile(f.key)
	if err != nil {
		return nil, fmt.Errorf("--signing-key %s: %w", f.key, plain(err))
	}
	signatures, err := policy.Sign(p.Contents(), key, f.id)
	if err != nil {
		return nil, fmt.Errorf("--signing-key %s: %w", f.key, err)
	}
	return pack.New(append(p.Files, pack.File{Name: pack.Signatures, Data: signatures}))
}

func writeBundle(name string, p *pack.Pack) error {
	archive, err := p.Archive()
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	if err := os.WriteFile(filepath.Clean(name), archive, 0o644); err != nil {
		return incomplete{fmt.Errorf("writing %s: %w", name, plain(err))}
	}
	return nil
}

// plain is an error of the disk without the path, which the message has already.
func plain(err error) error {
	if fault, ok := errors.AsType[*os.PathError](err); ok {
		return fault.Err
	}
	return err
}
