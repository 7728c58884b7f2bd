package policy

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"

	"github.com/pacheck/pacheck/loaders"
)

// SourceError is a fault at a place of a policy.
type SourceError struct {
	File    string // the set and the path in it
	Line    int    // 0 where the whole file is meant
	Message string
}

// Error is the fault after its place.
func (e *SourceError) Error() string {
	if e.Line == 0 {
		return e.File + ": " + e.Message
	}
	return fmt.Sprintf("%s:%d: %s", e.File, e.Line, e.Message)
}

// faultAt is a fault at a place.
func faultAt(at *ast.Location, format string, args ...any) error {
	return &SourceError{File: at.File, Line: at.Row, Message: fmt.Sprintf(format, args...)}
}

// compileError lists faults by file and line, each with what OPA knows of it, and what to do about it.
func compileError(faults ast.Errors) error {
	slices.SortStableFunc(faults, func(a, b *ast.Error) int { return a.Location.Compare(b.Location) })
	var errs []error
	for _, f := range faults {
		if f.Location == nil {
			errs = append(errs, f)
			continue
		}
		errs = append(errs, faultAt(f.Location, "%s: %s", f.Code, explained(f)))
	}
	return errors.Join(errs...)
}

// explained is what is wrong: a field that there is not with those that there are, a function that there is
// not with the reason.
func explained(f *ast.Error) string {
	if name, ok := strings.CutPrefix(f.Message, "undefined function "); ok {
		return unavailable(name)
	}
	invalid, ok := f.Details.(*ast.RefErrInvalidDetail)
	if !ok || len(invalid.OneOf) == 0 || invalid.Pos >= len(invalid.Ref) {
		message := f.Message
		if f.Details != nil {
			message += "\n\t" + strings.Join(f.Details.Lines(), "\n\t")
		}
		return message
	}
	var names []string
	for _, v := range invalid.OneOf {
		names = append(names, textOf(v))
	}
	slices.Sort(names)
	name := textOf(invalid.Ref[invalid.Pos].Value)
	return fmt.Sprintf("%s: %s has no %s: %s", f.Message, invalid.Ref[:invalid.Pos], name, choice(name, names))
}

// textOf is a key as people write it.
func textOf(v ast.Value) string {
	if text, ok := v.(ast.String); ok {
		return string(text)
	}
	return v.String()
}

// choice is what may have been meant by a word.
func choice(word string, known []string) string {
	if near := loaders.Nearest(word, known); near != "" {
		return "did you mean " + near + "?"
	}
	return "there are " + strings.Join(known, ", ")
}

// The reasons for which functions of OPA's are not to be had.
const (
	network     = "reaches for the network: give policies what they need as data"
	clock       = "reads the clock: use input.context.now, which a run can be repeated with"
	environment = "reads the environment: use input.context, or give policies what they need as data"
	chance      = "draws by chance, and the same repository has to get the same verdict"
	speaks      = "writes to the outside, where the report goes: put what is to be said into the message"
)

var reasons = map[string]string{
	"http.send": network, "net.lookup_ip_addr": network, "json.match_schema": network, "json.verify_schema": network,
	"time.now_ns": clock, "opa.runtime": environment, "rand.intn": chance, "uuid.rfc4122": chance, "print": speaks, "trace": speaks,
	"parse_config": files, "parse_config_file": files, "parse_combined_config_files": files,
}

const files = "reads files, which conftest alone lets policies do: give them as data, or look at the agent files themselves"

// unavailable says why there is no function of a name.
func unavailable(name string) string {
	if reason := reasons[name]; reason != "" {
		return fmt.Sprintf("undefined function %s: it %s", name, reason)
	}
	var names []string
	for _, b := range Capabilities().Builtins {
		names = append(names, b.Name)
	}
	if near := loaders.Nearest(name, names); near != "" {
		return fmt.Sprintf("undefined function %s: did you mean %s?", name, near)
	}
	return fmt.Sprintf("undefined function %s: neither OPA nor a library has it", name)
}
