package loaders

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/pacheck/pacheck/loaders/source"
)

// Unlimited is a limit that a file switches off.
type Unlimited struct {
	Key   string       `json:"key" doc:"The field of the limits: max_turns, max_iterations, timeout, max_cost_usd, max_rpm or max_retries."`
	Value source.Text  `json:"value" doc:"The value as written: a negative or a very large number, a word such as unlimited, or 0 where the format means no limit by it."`
	At    source.Place `json:"-"`
}

// limitKeys are the keys by which formats state the limits of agents.
var limitKeys = map[string][]string{
	"max_turns":      {"max_turns", "max-turns", "maxTurns", "max_rounds"},
	"max_iterations": {"max_iterations", "max_iter", "maxIterations", "max_steps", "maxSteps", "steps", "recursion_limit", "max_tool_calls", "max_iters"},
	"timeout":        {"timeout", "max_execution_time", "timeout-minutes", "timeout_minutes"},
	"max_cost_usd":   {"max_cost_usd", "max_cost", "budget_usd"},
	"max_rpm":        {"max_rpm"},
	"max_retries":    {"max_retries", "max_retry_limit", "retries"},
}

// zeroMeansNone are the limits for which 0 means that there is none, by dialect: Docker agents and the loops of
// ADK document it.
var zeroMeansNone = map[string][]string{
	"cagent": {"max_iterations"},
	"adk":    {"max_iterations"},
}

// endlessWords are the words of unlimited_sentinels that mean nothing else; an explicit null is what programs
// write when they dump what nobody has set.
var endlessWords = []string{"unlimited", "inf", "infinite", "infinity", ".inf", "no-limit", "nolimit"}

// endless is from where on a number of turns is no limit.
const endless = 999_999

// unlimited are the limits that a file switches off, among the entries of the maps that hold them.
func unlimited(dialect string, maps ...*source.Node) []Unlimited {
	var found []Unlimited
	for _, n := range maps {
		for _, p := range entriesOf(n) {
			key := limitKey(p.Key.Value)
			if key != "" && isEndless(dialect, key, p.Value.Field()) {
				found = append(found, Unlimited{Key: key, Value: p.Value.Field(), At: p.Value.Place})
			}
		}
	}
	return found
}

// limitKey is the field that a key of a format states; empty where it is none.
func limitKey(key string) string {
	for field, names := range limitKeys {
		if slices.Contains(names, key) {
			return field
		}
	}
	return ""
}

// isEndless says whether a value of a limit means that there is none.
func isEndless(dialect, key string, value source.Text) bool {
	if !value.Set {
		return false
	}
	number, err := strconv.ParseFloat(value.V, 64)
	if err != nil {
		return slices.Contains(endlessWords, strings.ToLower(strings.TrimSpace(value.V)))
	}
	switch {
	case number < 0:
		return key != "max_retries"
	case number == 0:
		return slices.Contains(zeroMeansNone[dialect], key)
	}
	return number >= endless && key != "timeout"
}

var secondsUnit = regexp.MustCompile(`^\s*(\d+(?:\.\d+)?)\s*(s|sec|secs|seconds?|m|min|mins|minutes?|h|hrs?|hours?|d|days?)?\s*$`)

// seconds is a duration as written, such as 20m, 1h30m, PT20M or a number of seconds; absent where it cannot
// be read.
func seconds(t source.Text) source.Amount {
	if !t.Set {
		return source.Amount{}
	}
	word := strings.ToLower(strings.TrimSpace(t.V))
	if m := secondsUnit.FindStringSubmatch(word); m != nil {
		number, _ := strconv.ParseFloat(m[1], 64)
		return source.Say(number*unitSeconds(m[2]), t.At)
	}
	d, err := time.ParseDuration(strings.TrimPrefix(word, "pt"))
	if err != nil || d < 0 {
		return source.Amount{}
	}
	return source.Say(d.Seconds(), t.At)
}

// unitSeconds is how many seconds a unit of time has.
func unitSeconds(unit string) float64 {
	switch {
	case strings.HasPrefix(unit, "m"):
		return 60
	case strings.HasPrefix(unit, "h"):
		return 3600
	case strings.HasPrefix(unit, "d"):
		return 86400
	}
	return 1
}

// readLimits states the time limit in seconds, and the limits that the file switches off.
func (a *Agent) readLimits(f *source.File, dialect string) {
	a.Limits.Seconds = seconds(a.Limits.Timeout)
	n := mapWithin(f, a.At)
	if n == nil {
		return
	}
	maps := []*source.Node{n}
	if first := n.Pairs; len(first) > 0 && first[0].Key.Start == a.At.Start {
		maps = append(maps, first[0].Value) // the agent of that name
	}
	for _, key := range []string{"limits", "settings", "engine", "config"} {
		maps = append(maps, n.Get(key))
	}
	a.Unlimited = unlimited(dialect, maps...)
}

// mapWithin is the outermost Map of a file that lies in a place; nil where there is none.
func mapWithin(f *source.File, at source.Place) *source.Node {
	for _, n := range documentsOf(f) {
		if found := descend(n, at); found != nil {
			return found
		}
	}
	return nil
}

// descend looks for the outermost Map in a place.
func descend(n *source.Node, at source.Place) *source.Node {
	switch {
	case n == nil || n.End <= at.Start || n.Start >= at.End && at.End > at.Start:
		return nil
	case n.IsMap() && n.Start >= at.Start && n.End <= at.End:
		return n
	}
	for _, item := range itemsOf(n) {
		if found := descend(item, at); found != nil {
			return found
		}
	}
	for _, p := range entriesOf(n) {
		if found := descend(p.Value, at); found != nil {
			return found
		}
	}
	return nil
}
