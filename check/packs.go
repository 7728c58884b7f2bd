package check

import (
	"errors"
	"fmt"

	"github.com/pacheck/pacheck/check/pack"
	"github.com/pacheck/pacheck/check/policy"
	"github.com/pacheck/pacheck/loaders"
)

// OpenPacks takes all packs that the configuration names from its store, and checks their signatures where
// it has keys. Its error, a joined one, names the place of every fault.
func (c *Config) OpenPacks() error {
	var errs []error
	for _, stated := range append(c.Policies(), c.Data()...) {
		if _, _, ok := pack.Split(stated.Value); !ok {
			continue
		}
		if err := c.Store.Open(stated.Value); err != nil {
			errs = append(errs, stated.Origin.fault("%w", err))
		}
	}
	if err := errors.Join(errs...); err != nil || len(c.Keys()) == 0 || c.Store == nil {
		return err
	}
	return c.verify()
}

// verify checks that all packs that were taken are signed by one of the keys.
func (c *Config) verify() error {
	var keys [][]byte
	for _, stated := range c.Keys() {
		key, err := c.Store.ReadFile(stated.Value)
		if err == nil {
			err = policy.CheckKey(key)
		}
		if err != nil {
			return stated.Origin.fault("the key %s: %w", c.Short(stated.Value), plainError(err))
		}
		keys = append(keys, key)
	}
	var errs []error
	for _, locked := range c.Store.Taken() {
		if err := signed(c.Store.Pack(locked.Name), keys); err != nil {
			errs = append(errs, c.Keys()[0].Origin.fault("packs must be signed, and of %s %w: ask who made it for a signed one, or correct the keys", locked.Name, err))
		}
	}
	return errors.Join(errs...)
}

// signed says what is wrong with the signature of a pack.
func signed(p *pack.Pack, keys [][]byte) error {
	signatures := p.Find(pack.Signatures)
	if signatures == nil {
		return fmt.Errorf("the file %s is missing", pack.Signatures)
	}
	files := p.Contents()
	delete(files, pack.Signatures)
	return policy.VerifySignature(signatures, files, keys)
}

// PackConfig says what is wrong with the configuration of a pack by itself.
func PackConfig(text []byte) error {
	_, _, err := parseLayer(loaders.ConfigName, pack.Scheme+"pack//.", text)
	return err
}
