package policy

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"time"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/topdown"

	"github.com/pacheck/pacheck/loaders"
)

// joint asks rules in one query: for each of them, a variable with what it finds.
func (e *Engine) joint(ctx context.Context, p *program, rules []*question, input *ast.Term) ([]Violation, error) {
	item := ast.VarTerm("item")
	var body ast.Body
	for i, q := range rules {
		each := ast.NewTerm(q.findings.Append(ast.VarTerm("key")))
		body.Append(ast.Equality.Expr(ast.VarTerm(found(i)), ast.SetComprehensionTerm(item, ast.NewBody(ast.Equality.Expr(item, each)))))
	}
	var all []Violation
	err := e.run(ctx, p, body, input, func(r topdown.QueryResult) error {
		for i, q := range rules {
			violations, err := read(q.rule, r[ast.Var(found(i))])
			if err != nil {
				return err
			}
			all = append(all, violations...)
		}
		return nil
	})
	return all, err
}

func found(i int) string { return "found" + strconv.Itoa(i) }

// single asks one rule.
func (e *Engine) single(ctx context.Context, p *program, q *question, input *ast.Term) ([]Violation, error) {
	body := ast.NewBody(ast.Equality.Expr(ast.VarTerm(found(0)), ast.NewTerm(q.findings)))
	var all []Violation
	err := e.run(ctx, p, body, input, func(r topdown.QueryResult) (err error) {
		all, err = read(q.rule, r[ast.Var(found(0))])
		return err
	})
	return all, err
}

// read makes violations of the set that a rule is.
func read(r *Rule, t *ast.Term) ([]Violation, error) {
	set, ok := t.Value.(ast.Set)
	if !ok {
		return nil, errors.New("findings is not a set: write findings contains {\"at\": …, \"message\": …} if { … }")
	}
	var all []Violation
	err := set.Iter(func(t *ast.Term) error {
		v, err := violation(r, t)
		all = append(all, v)
		return err
	})
	return all, err
}

// run evaluates a query within the engine's time and memory.
func (e *Engine) run(ctx context.Context, p *program, body ast.Body, input *ast.Term, read func(topdown.QueryResult) error) error {
	cancel := topdown.NewCancel()
	timer := time.AfterFunc(e.timeout, cancel.Cancel)
	defer timer.Stop()
	memory := watchMemory(cancel)
	defer memory.stop()
	defer context.AfterFunc(ctx, cancel.Cancel)()
	q := topdown.NewQuery(body).WithCompiler(p.compiler).WithStore(e.store).WithTransaction(e.txn).
		WithInput(input).WithCancel(cancel).WithTime(e.now).
		WithInterQueryBuiltinValueCache(e.cache).WithStrictBuiltinErrors(!p.lenient)
	if e.cover != nil {
		q = q.WithQueryTracer(e.cover.tracer)
	}
	err := q.Iter(ctx, read)
	if memory.exceeded.Load() && topdown.IsCancel(err) {
		return fmt.Errorf("%w: it needs more than %d MB for one document", errMemory, memory.budget>>20)
	}
	return err
}

// finding is what a rule puts into its set.
type finding struct {
	At       []any
	Message  string
	Label    string
	Severity string
	Related  []any
}

func violation(r *Rule, t *ast.Term) (Violation, error) {
	value, err := ast.JSON(t.Value)
	if err != nil {
		return Violation{}, fmt.Errorf("reading a finding: %w", err)
	}
	f, err := readFinding(value)
	if err != nil {
		return Violation{}, fmt.Errorf("a finding is wrong: %w", err)
	}
	v := Violation{Rule: r, At: f.At, Message: f.Message, Label: f.Label, Severity: r.Severity}
	if f.Severity != "" {
		s, ok := ParseSeverity(f.Severity)
		if !ok || s == None {
			return Violation{}, fmt.Errorf("a finding is wrong: severity %q is none of critical, high, medium, low, info", f.Severity)
		}
		v.Severity = s
	}
	for _, item := range f.Related {
		related, err := readRelated(item)
		if err != nil {
			return Violation{}, fmt.Errorf("a finding is wrong: %w", err)
		}
		v.Related = append(v.Related, related)
	}
	return v, nil
}

func readFinding(value any) (finding, error) {
	var f finding
	m, ok := value.(map[string]any)
	if !ok {
		return f, errors.New(`it is no object with "at" and "message"`)
	}
	for key, v := range m {
		switch key {
		case "at":
			f.At, ok = v.([]any)
		case "message":
			f.Message, ok = v.(string)
		case "label":
			f.Label, ok = v.(string)
		case "severity":
			f.Severity, ok = v.(string)
		case "related":
			f.Related, ok = v.([]any)
		default:
			return f, fmt.Errorf("it has the unknown key %q: the keys are at, message, label, severity and related", key)
		}
		if !ok {
			return f, fmt.Errorf("its %q has the wrong type", key)
		}
	}
	if f.At == nil || f.Message == "" {
		return f, errors.New(`it lacks "at", a path such as ["servers", 0, "url"], or "message"`)
	}
	return f, nil
}

// readRelated takes a path, or an object with a path and a message.
func readRelated(v any) (Related, error) {
	switch v := v.(type) {
	case []any:
		return Related{At: v}, nil
	case map[string]any:
		at, ok := v["at"].([]any)
		message, _ := v["message"].(string)
		if ok {
			return Related{At: at, Message: message}, nil
		}
	}
	return Related{}, errors.New(`an item of "related" is neither a path nor {"at": path, "message": text}`)
}

// fault is what to tell of a rule that failed.
func (e *Engine) fault(r *Rule, err error) Fault {
	if topdown.IsCancel(err) {
		e.late[r].Add(1)
		return Fault{Rule: r, Message: "ran out of time"}
	}
	if errors.Is(err, errMemory) {
		e.late[r].Add(1)
	}
	return Fault{Rule: r, Message: err.Error()}
}

// documentSchema is the schema of the document in the form that OPA takes.
func documentSchema() any {
	var schema map[string]any
	if err := json.Unmarshal(loaders.Schema(), &schema); err != nil {
		panic(err) // it was marshalled a moment ago
	}
	delete(schema, "$schema")
	return schema
}
