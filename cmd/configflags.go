package cmd

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/spf13/pflag"

	"github.com/pacheck/pacheck/check"
	"github.com/pacheck/pacheck/check/pack"
	"github.com/pacheck/pacheck/loaders"
)

// configFlags are the flags that say which configuration holds.
type configFlags struct {
	file  string
	set   []string
	packs func(root string) pack.Source // where packs are taken from; nil means the lock
}

func (c *configFlags) register(flags *pflag.FlagSet) {
	flags.StringVar(&c.file, "config", "", "`file` with the configuration, or none; "+loaders.ConfigName+" at the root of the repository where it is not given")
	flags.StringArrayVar(&c.set, "set", nil, "`yaml` of a configuration that goes over the file, such as 'rules: {orphan-artefact: off}'; repeatable")
	flags.StringArray("verification-key", nil, "`file` with a public key by which packs must be signed; repeatable")
	under(flags, "With which configuration", "config", "set", "verification-key")
}

// setVariable is configuration in the environment, which --set goes over rather than replaces.
const setVariable = "PACHECK_SET"

// apply reads the configuration of a repository: the file and what it extends, below the environment,
// below the flags.
func (c *configFlags) apply(o *check.Options, flags *pflag.FlagSet) error {
	config, err := c.read(o)
	if err != nil {
		return err
	}
	type piece struct{ name, text string }
	var pieces [2][]piece // of the environment, and of the flags
	if text := os.Getenv(setVariable); text != "" {
		pieces[0] = append(pieces[0], piece{setVariable, text})
	}
	for _, text := range c.set {
		pieces[1] = append(pieces[1], piece{"--set", text})
	}
	for i, environment := range []bool{true, false} {
		for _, p := range pieces[i] {
			l, err := check.ParseLayer(p.name, p.text)
			if err != nil {
				return err
			}
			config.Add(l)
		}
		l, err := layerOf(flags, environment)
		if err != nil {
			return err
		}
		config.Add(l)
	}
	o.Config = config
	config.Apply(&o.Walk)
	return config.OpenPacks()
}

// read reads the file, and is empty where there is none.
func (c *configFlags) read(o *check.Options) (*check.Config, error) {
	root := o.Root
	var err error
	if root == "" { // standard input belongs to the repository that one works in
		if root, err = loaders.FindRoot("."); err != nil {
			return nil, fmt.Errorf("finding the repository: %w", err)
		}
	}
	source := pack.Offline(root, o.Trust.ReadFile)
	if c.packs != nil {
		source = c.packs(root)
	}
	store := pack.NewStore(root, source)
	store.Disk = o.Trust.ReadFile
	file := filepath.Join(root, loaders.ConfigName)
	if c.file == "none" {
		return &check.Config{Root: root, Store: store}, nil
	} else if c.file == "" {
		if _, err := o.Trust.Stat(file); errors.Is(err, os.ErrNotExist) {
			return &check.Config{Root: root, Store: store}, nil
		}
	} else if file, err = filepath.Abs(c.file); err != nil {
		return nil, fmt.Errorf("--config %s: %w", c.file, err)
	}
	config, err := check.ReadConfig(root, file, store.ReadFile)
	switch {
	case err != nil && c.file != "":
		return nil, fmt.Errorf("--config %s: %w", c.file, err)
	case err != nil:
		return nil, err
	}
	config.Store = store
	return config, nil
}

// layerOf is what the flags say of the configuration, those that were set from the environment or the others.
func layerOf(flags *pflag.FlagSet, environment bool) (check.Layer, error) {
	l := check.Layer{Name: "flags"}
	if environment {
		l.Name = "environment"
	}
	var fault error
	each := func(name string, take func(check.Stated)) {
		f := flags.Lookup(name)
		if f == nil || !f.Changed || fromVariable(f) != environment {
			return
		}
		values := []string{f.Value.String()}
		if several, ok := f.Value.(pflag.SliceValue); ok {
			values = several.GetSlice()
		}
		for _, v := range values {
			if v == "" {
				fault = fmt.Errorf("%s is empty", origin(f))
			}
			take(check.Stated{Value: v, Origin: check.Origin{Source: origin(f)}})
		}
	}
	into := func(list *[]check.Stated) func(check.Stated) {
		return func(s check.Stated) { *list = append(*list, s) }
	}
	switchTo := func(on bool) func(check.Stated) {
		return func(s check.Stated) {
			l.Settings = append(l.Settings, check.Setting{Rule: s.Value, Key: check.On, Value: on, Origin: s.Origin})
		}
	}
	each("profile", func(s check.Stated) { l.Profile = s })
	each("fail-on", func(s check.Stated) { l.FailOn = s })
	each("pack", into(&l.Packs))
	each("policy", into(&l.Policies))
	each("data", into(&l.Data))
	each("verification-key", into(&l.Keys))
	each("exclude", into(&l.Exclude))
	each("select", switchTo(true))
	each("ignore", switchTo(false))
	return l, fault
}

// variableKey annotates a flag that was set from the environment.
const variableKey = "pacheck_variable"

func fromVariable(f *pflag.Flag) bool { return len(f.Annotations[variableKey]) > 0 }

// origin is the flag, or the variable that it was set from.
func origin(f *pflag.Flag) string {
	if fromVariable(f) {
		return f.Annotations[variableKey][0]
	}
	return "--" + f.Name
}
