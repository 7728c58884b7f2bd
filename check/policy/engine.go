package policy

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync/atomic"
	"time"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/storage"
	"github.com/open-policy-agent/opa/v1/storage/inmem"
	"github.com/open-policy-agent/opa/v1/topdown/cache"

	"github.com/pacheck/pacheck/loaders"
	"github.com/pacheck/pacheck/loaders/source"
)

// DefaultTimeout is how long the evaluation of one document may take.
const DefaultTimeout = 10 * time.Second

// Options are what an Engine is made with.
type Options struct {
	Enabled []*Rule                   // the rules to evaluate; nil means all
	Profile string                    // whose defaults parameters have; "" means recommended
	Packs   []string                  // the packs that are enabled
	Params  map[string]map[string]any // by rule and parameter, over the rules' defaults
	Data    map[string]any            // what policies see as data, without pacheck
	Timeout time.Duration             // of one evaluation; 0 means DefaultTimeout
	Now     time.Time                 // the evaluation time
	Cover   *Cover                    // what notes the lines that are used; nil means nothing does
}

// Engine evaluates rules. It is built once and shared by all goroutines.
type Engine struct {
	rules   []*Rule
	scopes  map[string]*scope
	encoder *encoder
	timeout time.Duration
	now     time.Time
	cover   *Cover
	store   storage.Store
	txn     storage.Transaction
	cache   cache.InterQueryValueCache
	late    map[*Rule]*atomic.Int32 // how often a rule ran out of time or memory

	conftests []*conftest // of which some rule is enabled
}

// patience is how often a rule may run out of time before it is not asked any more: one that never ends
// must not cost its time once for each file.
const patience = 3

// Violation is what a rule says of a document.
type Violation struct {
	Rule     *Rule
	At       []any // a path into the document: keys and indexes
	Message  string
	Label    string    // what to write under the marked text, else ""
	Related  []Related // further places, in order
	Severity Severity  // the rule's, or what the rule says of this case

	Root *source.Node // of a policy in conftest's style, what it was asked about; see Below
}

// Below is the path below Root.
func (v Violation) Below() []any { return v.At[conftestSteps:] }

// conftestSteps is how many steps lead to what a policy in conftest's style is asked about.
const conftestSteps = 4

// Related is a further path that belongs to a violation.
type Related struct {
	At      []any
	Message string
}

// Fault is a rule that failed while it ran.
type Fault struct {
	Rule    *Rule
	Message string
}

// NewEngine makes an Engine of policies. Its error names file and line of whatever does not compile.
func NewEngine(p *Policies, o Options) (*Engine, error) {
	e := &Engine{rules: o.Enabled, timeout: o.Timeout, now: o.Now, cover: o.Cover, scopes: map[string]*scope{}, late: map[*Rule]*atomic.Int32{}}
	if e.rules == nil {
		e.rules = p.Rules
	}
	if e.timeout == 0 {
		e.timeout = DefaultTimeout
	}
	for _, r := range e.rules {
		e.late[r] = new(atomic.Int32)
	}
	sources := p.sources(e.rules)
	e.encoder = newEncoder(slices.ContainsFunc(sources, module.readsRaw), words(sources))
	params := e.params(o)
	for _, name := range []string{FileScope, RepoScope, ExceptionScope} {
		e.scopes[name] = newScope(name, sources, newProbe(e.encoder, params))
	}
	if err := e.open(params, o.Data); err != nil {
		return nil, err
	}
	for _, c := range p.conftests {
		if len(c.asked(e.rules)) == 0 {
			continue
		}
		if err := c.compile(); err != nil {
			return nil, err
		}
		e.conftests = append(e.conftests, c)
	}
	return e, check(sources)
}

// params are the values of all parameters, by rule and name.
func (e *Engine) params(o Options) map[string]any {
	params := map[string]any{}
	for _, r := range e.rules {
		values := map[string]any{}
		for name, p := range r.Params {
			values[name] = p.Value(cmp.Or(o.Profile, "recommended"), r.In(o.Packs))
		}
		maps.Copy(values, o.Params[r.Name])
		params[r.Name] = values
	}
	return params
}

// open makes the store that policies see as data, and one transaction for all readers.
func (e *Engine) open(params, data map[string]any) error {
	all := map[string]any{"pacheck": map[string]any{"params": params}}
	for key, value := range data {
		if key == "pacheck" {
			return errors.New("data.pacheck is taken")
		}
		all[key] = value
	}
	e.store = inmem.NewFromObjectWithOpts(
		all, inmem.OptReturnASTValuesOnRead(true))
	txn, err := e.store.NewTransaction(context.Background())
	if err != nil {
		return fmt.Errorf("opening the policies' data: %w", err)
	}
	e.txn = txn
	config, err := cache.ParseCachingConfig(nil)
	if err != nil {
		return fmt.Errorf("making the cache of patterns: %w", err)
	}
	e.cache = cache.NewInterQueryValueCache(context.Background(), config)
	return nil
}

// Reads are the collections of documents that the rules of a scope look at.
func (e *Engine) Reads(scope string) []string {
	var reads kinds
	for _, p := range e.scopes[scope].programs {
		for _, q := range p.rules {
			reads |= q.reads
		}
	}
	return named(reads)
}

// ReadsOf are the collections of documents that a rule looks at.
func (e *Engine) ReadsOf(rule *Rule) []string {
	for _, p := range e.scopes[rule.Scope].programs {
		for _, q := range p.rules {
			if q.rule == rule {
				return named(q.reads)
			}
		}
	}
	return nil
}

// named are the names of collections.
func named(set kinds) []string {
	var names []string
	for i, name := range collections {
		if set&(1<<i) != 0 {
			names = append(names, name)
		}
	}
	return names
}

// ReadsRaw says whether a policy that is loaded may read the parsed trees of entities.
func (e *Engine) ReadsRaw() bool { return e.encoder.raw }

// Facts are the costly facts that some rule may look at. They are not known of rules of the user's.
func (e *Engine) Facts() (facts []string, known bool) {
	for _, s := range e.scopes {
		for _, p := range s.programs {
			for _, q := range p.rules {
				if q.module.linked == nil {
					return nil, false
				}
				facts = append(facts, q.module.linked.Facts...)
			}
		}
	}
	return facts, true
}

// ReadsGit says whether some rule may look at what only git knows of the context.
func (e *Engine) ReadsGit() bool {
	ofGit := func(fact string) bool { return strings.HasPrefix(fact, contextName+"/") }
	for _, s := range e.scopes {
		for _, p := range s.programs {
			for _, q := range p.rules {
				if q.reads&kindOf(contextName) != 0 && (q.module.linked == nil || slices.ContainsFunc(q.module.linked.Facts, ofGit)) {
					return true
				}
			}
		}
	}
	return false
}

// Rules are the rules that the engine evaluates, by name.
func (e *Engine) Rules() []*Rule { return e.rules }

// Evaluate asks all rules of a scope about a document. Violations come in the order of rules, paths and
// messages. The error is that of the context only; a rule that fails is a Fault, and the others still
// answer. A rule of files is not asked about a document without any.
func (e *Engine) Evaluate(ctx context.Context, scopeName string, d *loaders.Document) ([]Violation, []Fault, error) {
	if scopeName == FileScope && len(d.Files) == 0 {
		return nil, nil, ctx.Err()
	}
	s := e.scopes[scopeName]
	seen := s.probe.look(d)
	var reads kinds
	asked := make([][]*question, len(s.programs))
	for i, p := range s.programs {
		for _, q := range p.rules {
			if q.need.met(seen) && !e.exhausted(q.rule) {
				asked[i] = append(asked[i], q)
				reads |= q.reads
			}
		}
	}
	var violations []Violation
	var faults []Fault
	if scopeName == FileScope && len(e.conftests) > 0 {
		violations, faults = e.conftest(ctx, d.Files[0].At.File)
	}
	if reads == 0 {
		return sorted(violations), faults, ctx.Err()
	}
	input := e.encoder.document(d, reads)
	for i, p := range s.programs {
		if len(asked[i]) == 0 {
			continue
		}
		if err := p.compile(); err != nil {
			return nil, nil, err
		}
		found, failed := e.ask(ctx, p, asked[i], input)
		violations, faults = append(violations, found...), append(faults, failed...)
	}
	return sorted(violations), faults, ctx.Err()
}

// ask asks rules at once, and one by one where that fails, so that the one that fails has a name and the
// others still answer.
func (e *Engine) ask(ctx context.Context, p *program, rules []*question, input *ast.Term) ([]Violation, []Fault) {
	all, err := e.joint(ctx, p, rules, input)
	if err == nil {
		return all, nil
	}
	all = nil
	var faults []Fault
	for _, q := range rules {
		if ctx.Err() != nil {
			break
		}
		violations, err := e.single(ctx, p, q, input)
		if err != nil {
			faults = append(faults, e.fault(q.rule, err))
			continue
		}
		all = append(all, violations...)
	}
	return all, faults
}

// exhausted says whether a rule is not asked any more. That it ran out of time was reported.
func (e *Engine) exhausted(r *Rule) bool { return e.late[r].Load() >= patience }

// sorted orders violations, and drops what one rule says twice.
func sorted(violations []Violation) []Violation {
	type keyed struct {
		key string
		v   Violation
	}
	all := make([]keyed, len(violations))
	for i, v := range violations {
		at, _ := json.Marshal(v.At) // keys and numbers always marshal
		all[i] = keyed{v.Rule.Name + "\x00" + string(at) + "\x00" + v.Message, v}
	}
	slices.SortFunc(all, func(a, b keyed) int { return strings.Compare(a.key, b.key) })
	violations = violations[:0]
	for i, k := range all {
		if i == 0 || k.key != all[i-1].key {
			violations = append(violations, k.v)
		}
	}
	return violations
}
