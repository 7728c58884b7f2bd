package cmd

import (
	"cmp"
	"errors"
	"fmt"
	"maps"
	"os"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/pflag"

	"github.com/pacheck/pacheck/check"
	"github.com/pacheck/pacheck/loaders"
)

// contextFlags are the flags that say what policies see as input.context.
type contextFlags struct {
	stated []string
	asOf   string
}

func (c *contextFlags) register(flags *pflag.FlagSet) {
	flags.StringArrayVar(&c.stated, "context", nil, "`KEY=VALUE` that policies see as input.context.KEY, such as environment=production or labels.ticket=OPS-7; repeatable")
	flags.StringVar(&c.asOf, "as-of", "", "evaluation `time`, RFC 3339 or a date; the start of the run where it is not given")
	under(flags, "What is known of the run", "context", "as-of")
}

// apply finds out what the flags and the environment say of the run.
func (c *contextFlags) apply(o *check.Options) error {
	var err error
	if o.Run.Now, err = evaluationTime(c.asOf); err != nil {
		return err
	}
	o.Around.CI, o.Around.Bases = ofCI(os.Getenv)
	for _, key := range slices.Sorted(maps.Keys(contextKeys)) {
		name := "PACHECK_CONTEXT_" + strings.ToUpper(strings.ReplaceAll(key, ".", "_"))
		if value := os.Getenv(name); value != "" {
			if err := contextKeys[key](&o.Around.Stated, value); err != nil {
				return fmt.Errorf("the variable %s: %w", name, err)
			}
		}
	}
	for _, text := range c.stated {
		for line := range strings.Lines(text) { // a variable holds several
			if line = strings.TrimRight(line, "\r\n"); line == "" {
				continue
			}
			if err := stateContext(&o.Around.Stated, line); err != nil {
				return fmt.Errorf("--context %s: %w", line, err)
			}
		}
	}
	return nil
}

// contextKeys set what may be stated of a context.
var contextKeys = map[string]func(*loaders.Context, string) error{
	"repository":        text(func(c *loaders.Context) *string { return &c.Repository }),
	"revision":          text(func(c *loaders.Context) *string { return &c.Revision }),
	"branch":            text(func(c *loaders.Context) *string { return &c.Branch }),
	"tag":               text(func(c *loaders.Context) *string { return &c.Tag }),
	"author.name":       text(func(c *loaders.Context) *string { return &author(c).Name }),
	"author.email":      text(func(c *loaders.Context) *string { return &author(c).Email }),
	"ci":                text(func(c *loaders.Context) *string { return &c.CI }),
	"event":             text(func(c *loaders.Context) *string { return &c.Event }),
	"actor":             text(func(c *loaders.Context) *string { return &c.Actor }),
	"run":               text(func(c *loaders.Context) *string { return &c.Run }),
	"environment":       text(func(c *loaders.Context) *string { return &c.Environment }),
	"pull_request.base": text(func(c *loaders.Context) *string { return &request(c).Base }),
	"pull_request.number": func(c *loaders.Context, value string) (err error) {
		if request(c).Number, err = strconv.Atoi(value); err != nil || c.PullRequest.Number < 1 {
			return errors.New("the number of a pull request is a whole number above 0")
		}
		return nil
	},
	"pull_request.fork": func(c *loaders.Context, value string) error {
		if value != "true" && value != "false" {
			return errors.New("write true or false")
		}
		request(c).Fork = new(value == "true")
		return nil
	},
	"changed_files": func(c *loaders.Context, value string) error {
		c.Changed = append(c.Changed, value)
		slices.Sort(c.Changed)
		return nil
	},
}

func text(member func(*loaders.Context) *string) func(*loaders.Context, string) error {
	return func(c *loaders.Context, value string) error {
		*member(c) = value
		return nil
	}
}

func author(c *loaders.Context) *loaders.Author {
	c.Author = cmp.Or(c.Author, &loaders.Author{})
	return c.Author
}

func request(c *loaders.Context) *loaders.PullRequest {
	c.PullRequest = cmp.Or(c.PullRequest, &loaders.PullRequest{})
	return c.PullRequest
}

// stateContext takes KEY=VALUE. Its error says what is wrong with either.
func stateContext(c *loaders.Context, text string) error {
	key, value, ok := strings.Cut(text, "=")
	if !ok || value == "" {
		return errors.New("write KEY=VALUE, such as environment=production")
	}
	if label, ok := strings.CutPrefix(key, "labels."); ok && label != "" {
		if c.Labels == nil {
			c.Labels = map[string]string{}
		}
		c.Labels[label] = value
		return nil
	}
	set := contextKeys[key]
	if set == nil {
		keys := slices.Sorted(maps.Keys(contextKeys))
		if near := loaders.Nearest(key, keys); near != "" {
			return fmt.Errorf("unknown key %q: did you mean %s?", key, near)
		}
		return fmt.Errorf("unknown key %q: the keys are %s, and labels.NAME for what is your own", key, strings.Join(keys, ", "))
	}
	return set(c, value)
}

// evaluationTime is --as-of, else now.
func evaluationTime(asOf string) (time.Time, error) {
	if asOf == "" {
		return time.Now().UTC().Truncate(time.Second), nil
	}
	for _, layout := range []string{time.RFC3339, time.DateOnly} {
		if t, err := time.Parse(layout, asOf); err == nil {
			return t.UTC(), nil
		}
	}
	return time.Time{}, fmt.Errorf("--as-of %s: write a date such as 2027-01-31, or a time such as 2027-01-31T12:00:00Z", asOf)
}
