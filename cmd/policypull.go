package cmd

import (
	"context"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/pacheck/pacheck/check/pack"
	"github.com/pacheck/pacheck/check/registry"
)

// onlineFlags are the flags of commands that go online.
type onlineFlags struct {
	plainHTTP bool
	timeout   time.Duration
}

func (o *onlineFlags) register(flags *pflag.FlagSet) {
	flags.BoolVar(&o.plainHTTP, "plain-http", false, "go without TLS to registries on other machines, too")
	flags.DurationVar(&o.timeout, "timeout", time.Minute, "`time` for the registries")
	under(flags, "How it runs", "plain-http", "timeout")
}

func (o *onlineFlags) registry() registry.Registry { return registry.Registry{PlainHTTP: o.plainHTTP} }

// pullFlags are the flags of policy pull.
type pullFlags struct {
	config configFlags
	online onlineFlags
	locked bool
}

func newPolicyPull() *cobra.Command {
	var f pullFlags
	cmd := &cobra.Command{
		Use:   "pull",
		Short: "Fetch the packs of the configuration, and lock them",
		Long: `pull fetches the packs that the configuration and those that it extends name (oci://host/name:tag, and
.tar.gz bundles), checks their signatures where there are verification keys, keeps those of registries in
` + pack.KeptPath + `, and writes ` + pack.LockPath + `: the digest of each. scan takes from there, and
never goes online. With --locked the lock stays as it is, and what it names is fetched.

Registries are asked as docker login has written down. Without TLS goes only what is on this machine.`,
		Example: `  pacheck policy pull
  pacheck policy pull --locked`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return f.run(cmd) },
	}
	f.config.register(cmd.Flags())
	registerPolicy(cmd.Flags())
	f.online.register(cmd.Flags())
	cmd.Flags().BoolVar(&f.locked, "locked", false, "fetch what the lock names, and fail where that is not enough")
	under(cmd.Flags(), "How it runs", "locked")
	return cmd
}

func (f *pullFlags) run(cmd *cobra.Command) error {
	ctx, cancel := context.WithTimeout(cmd.Context(), f.online.timeout)
	defer cancel()
	var before *pack.Lock
	var err error
	f.config.packs = func(root string) pack.Source {
		if before, err = pack.OpenLock(root, os.ReadFile); err != nil && !f.locked {
			before, err = &pack.Lock{}, nil // it is written anew
		}
		return f.source(ctx, root, before)
	}
	options, fault := configured(&f.config, cmd.Flags())
	if err != nil {
		return err
	}
	if fault != nil {
		return fault
	}
	store := options.Config.Store
	if err := store.Keep(); err != nil {
		return incomplete{err}
	}
	w := cmd.OutOrStdout()
	changes(w, before, store.Taken())
	if f.locked || len(store.Taken()) == 0 && len(before.Packs) == 0 {
		return nil
	}
	if err := store.WriteLock(); err != nil {
		return incomplete{err}
	}
	say(w, "wrote %s", pack.LockPath)
	return nil
}

// source fetches packs of registries, and reads bundles.
func (f *pullFlags) source(ctx context.Context, root string, lock *pack.Lock) pack.Source {
	return func(name string) (*pack.Pack, pack.Locked, error) {
		locked := pack.Locked{Name: name}
		if f.locked {
			entry := lock.Find(name)
			if entry == nil {
				return nil, locked, fmt.Errorf("%s is not in %s: run pacheck policy pull without --locked", name, pack.LockPath)
			}
			locked = *entry
		}
		var p *pack.Pack
		var err error
		if strings.HasPrefix(name, pack.Scheme) {
			p, locked.Manifest, err = f.online.registry().Fetch(ctx, name, locked.Manifest)
		} else if p, err = pack.ReadBundle(root, name, os.ReadFile); err != nil {
			err = fmt.Errorf("%s: %w", name, err)
		}
		if err != nil {
			return nil, locked, err
		}
		if f.locked {
			return p, locked, locked.Holds(p)
		}
		locked.Digest = p.Digest()
		return p, locked, nil
	}
}

// changes says how packs differ from those of a lock.
func changes(w io.Writer, before *pack.Lock, now []pack.Locked) {
	for _, l := range now {
		switch old := before.Find(l.Name); {
		case old == nil:
			say(w, "%s  %s  new", l.Name, l.Digest)
		case old.Digest != l.Digest:
			say(w, "%s  %s  was %s", l.Name, l.Digest, old.Digest)
		default:
			say(w, "%s  %s", l.Name, l.Digest)
		}
	}
	taken := pack.Lock{Packs: now}
	for _, l := range before.Packs {
		if taken.Find(l.Name) == nil {
			say(w, "%s  no longer named", l.Name)
		}
	}
	if len(now) == 0 {
		say(w, "the configuration names no pack")
	}
}
