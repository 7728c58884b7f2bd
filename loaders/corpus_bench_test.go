package loaders_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"slices"
	"sync/atomic"
	"testing"
	"time"

	"github.com/pacheck/pacheck/loaders"
	"golang.org/x/sync/errgroup"
	"gopkg.in/yaml.v3"
)

// BenchmarkCorpus loads and links all repositories of a corpus, the folders of PACHECK_CORPUS, else the
// fixtures, as a scan does, with a worker a processor; and beside it reads all of their files, and parses
// those in YAML by yaml.v3 and those in JSON by encoding/json, one after the other. It reports the time of
// the one by that of the other as load/parse: with all facts, and without those that are found out only where
// a rule reads them. With -cpu 1 it compares work.
func BenchmarkCorpus(b *testing.B) {
	defer debug.SetGCPercent(debug.SetGCPercent(800)) // as the command has it
	trees := corpus(b)
	b.Run("facts=all", func(b *testing.B) { loadBesideParse(b, trees, loaders.CostlyFacts()) })
	b.Run("facts=unasked", func(b *testing.B) { loadBesideParse(b, trees, nil) })
}

// loadBesideParse loads trees, with some of the costly facts, and reads and parses them, one after the other
// and in turn. It reports the shortest time of each, which other work on the machine disturbs least.
func loadBesideParse(b *testing.B, trees []fs.FS, wanted []string) {
	b.Helper()
	var loading, parsing []time.Duration
	files := 0
	for b.Loop() {
		files = 0
		start := time.Now()
		for _, tree := range trees {
			files += len(loadAll(b, tree, wanted).Files)
		}
		loading = append(loading, time.Since(start))
		start = time.Now()
		for _, tree := range trees {
			parseAll(b, tree)
		}
		parsing = append(parsing, time.Since(start))
	}
	load, parse := slices.Min(loading).Seconds(), slices.Min(parsing).Seconds()
	b.ReportMetric(load*1000, "load-ms")
	b.ReportMetric(parse*1000, "parse-ms")
	b.ReportMetric(load/parse, "load/parse")
	b.ReportMetric(float64(files), "agent-files")
}

// loadAll loads and links the agent files of a tree.
func loadAll(b *testing.B, tree fs.FS, wanted []string) *loaders.Document {
	b.Helper()
	found, err := loaders.List(tree, loaders.Walk{})
	if err != nil {
		b.Fatal(err)
	}
	repository := loaders.NewRepository(tree, nil, 0)
	repository.FindOnly(wanted, true)
	docs := make([]*loaders.Document, len(found.Files))
	var group errgroup.Group
	var next atomic.Int64
	for range runtime.GOMAXPROCS(0) {
		group.Go(func() error {
			for i := int(next.Add(1)) - 1; i < len(docs); i = int(next.Add(1)) - 1 {
				docs[i] = repository.Load(found.Files[i])
			}
			return nil
		})
	}
	if err := group.Wait(); err != nil {
		b.Fatal(err)
	}
	docs = slices.DeleteFunc(docs, func(d *loaders.Document) bool { return d == nil })
	all := loaders.Merge(append(docs, repository.Imported(docs, nil)...))
	loaders.Link(all, repository)
	return all
}

// corpus are the trees of the repositories.
func corpus(b *testing.B) []fs.FS {
	b.Helper()
	pattern := filepath.Join("testdata", "*", "*")
	if folder := os.Getenv("PACHECK_CORPUS"); folder != "" {
		pattern = filepath.Join(folder, "*")
	}
	folders, err := filepath.Glob(pattern)
	if err != nil {
		b.Fatal(err)
	}
	var trees []fs.FS
	for _, folder := range folders {
		if info, err := os.Stat(folder); err == nil && info.IsDir() {
			trees = append(trees, os.DirFS(folder))
		}
	}
	if len(trees) == 0 {
		b.Fatalf("no folders match %s", pattern)
	}
	return trees
}

// parseAll reads all files of a tree, and parses those in YAML and JSON and the front matter of the others.
// What is not parsed is no concern of this benchmark.
func parseAll(b *testing.B, tree fs.FS) {
	b.Helper()
	err := fs.WalkDir(tree, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || !d.Type().IsRegular() {
			return err
		}
		data, err := fs.ReadFile(tree, name)
		if err != nil {
			return err
		}
		var value any
		front, marked := bytes.CutPrefix(data, []byte("---\n"))
		front, _, closed := bytes.Cut(front, []byte("\n---\n"))
		switch ending := path.Ext(name); {
		case ending == ".json":
			_ = json.Unmarshal(data, &value)
		case ending == ".yaml", ending == ".yml":
			decoder := yaml.NewDecoder(bytes.NewReader(data))
			for err = nil; err == nil; err = decoder.Decode(&value) {
			}
			if errors.Is(err, io.EOF) {
				return nil
			}
		case marked && closed:
			_ = yaml.Unmarshal(front, &value)
		}
		return nil
	})
	if err != nil {
		b.Fatal(err)
	}
}
