package policy

import (
	"errors"
	"math"
	"runtime/debug"
	"runtime/metrics"
	"sync/atomic"
	"time"

	"github.com/open-policy-agent/opa/v1/topdown"
)

// What one query may make the heap grow by: the budget, or half of the limit that the process has, if that
// is more. Whoever evaluates many files sets a limit for them.
const (
	memoryBudget = 128 << 20
	memoryPause  = 20 * time.Millisecond // between two looks at the heap; most queries end before the first
)

// errMemory is why a query was given up that made the heap grow too much.
var errMemory = errors.New("ran out of memory")

// memoryWatch cancels a query that makes the heap grow beyond its budget.
type memoryWatch struct {
	cancel   topdown.Cancel
	timer    *time.Timer
	least    uint64 // bytes on the heap when they were fewest
	budget   uint64
	done     atomic.Bool
	exceeded atomic.Bool
}

// watchMemory starts to watch a query. It is over when stop is called.
func watchMemory(cancel topdown.Cancel) *memoryWatch {
	w := &memoryWatch{cancel: cancel}
	w.timer = time.AfterFunc(math.MaxInt64, w.look)
	w.timer.Reset(memoryPause)
	return w
}

func (w *memoryWatch) stop() {
	w.done.Store(true)
	w.timer.Stop()
}

// look compares what lives on the heap since the last collection with what was on it, garbage included,
// when that was least. So neither garbage nor what the query was given counts as growth.
func (w *memoryWatch) look() {
	if w.done.Load() {
		return
	}
	live, all := heap()
	if w.least == 0 {
		w.least, w.budget = all, budget()
	}
	w.least = min(w.least, all)
	if live > w.least+w.budget {
		w.exceeded.Store(true)
		w.cancel.Cancel()
		return
	}
	w.timer.Reset(memoryPause)
}

// budget is what one query may make the heap grow by.
func budget() uint64 {
	limit := debug.SetMemoryLimit(-1)
	if limit == math.MaxInt64 {
		return memoryBudget
	}
	return max(memoryBudget, uint64(limit)/2)
}

// heap is how many bytes the last collection left on the heap, and how many are on it now.
func heap() (live, all uint64) {
	samples := []metrics.Sample{{Name: "/gc/heap/live:bytes"}, {Name: "/memory/classes/heap/objects:bytes"}}
	metrics.Read(samples)
	return samples[0].Value.Uint64(), samples[1].Value.Uint64()
}
