package policy

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/topdown"

	"github.com/pacheck/pacheck/loaders"
)

// joint asks all rules of a program in one query.
func (e *Engine) joint(ctx context.Context, p *program, input *ast.Term) ([]Violation, error) {
	return e.run(ctx, p, p.joint, input, func(t *ast.Term) (Violation, error) {
		object, ok := t.Value.(ast.Object)
		if !ok {
			return Violation{}, errors.New("the entry of the rules is broken")
		}
		name, _ := object.Get(ast.InternedTerm("rule")).Value.(ast.String)
		return violation(p.byName[string(name)], object.Get(ast.InternedTerm("finding")))
	})
}

// single asks one rule.
func (e *Engine) single(ctx context.Context, p *program, r *Rule, input *ast.Term) ([]Violation, error) {
	body, err := p.query(r.Package + ".findings")
	if err != nil {
		return nil, err
	}
	return e.run(ctx, p, body, input, func(t *ast.Term) (Violation, error) { return violation(r, t) })
}

// run evaluates a query whose result is a set, within the engine's time.
func (e *Engine) run(ctx context.Context, p *program, body ast.Body, input *ast.Term, read func(*ast.Term) (Violation, error)) ([]Violation, error) {
	cancel := topdown.NewCancel()
	timer := time.AfterFunc(e.timeout, cancel.Cancel)
	defer timer.Stop()
	defer context.AfterFunc(ctx, cancel.Cancel)()
	q := topdown.NewQuery(body).WithCompiler(p.compiler).WithStore(e.store).WithTransaction(e.txn).
		WithInput(input).WithCancel(cancel).WithTime(e.now).
		WithInterQueryBuiltinValueCache(e.cache).WithStrictBuiltinErrors(true)
	var found []Violation
	err := q.Iter(ctx, func(r topdown.QueryResult) error {
		set, ok := r["found"].Value.(ast.Set)
		if !ok {
			return errors.New("findings is not a set: write findings contains {\"at\": …, \"message\": …} if { … }")
		}
		return set.Iter(func(t *ast.Term) error {
			v, err := read(t)
			found = append(found, v)
			return err
		})
	})
	return found, err
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
