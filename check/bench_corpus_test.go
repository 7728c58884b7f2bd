package check_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// family writes one kind of agent file. A fault is a number that says which one of the family's faults
// the file has; 0 is none.
type family struct {
	share int    // of the files of a corpus
	name  string // of the file, in a folder of its own
	write func(w *writer, fault int) string
}

// sound is how many files out of ten have no fault.
const sound = 8

// structured are the families that conftest reads too: those in JSON and YAML.
var structured = []family{
	{3, ".mcp.json", writeServers},
	{2, ".claude/settings.json", writeSettings},
	{2, "tools.json", writeTools},
	{1, "agent-card.json", writeCard},
	{1, "config/agents.yaml", writeCrew},
	{1, ".continue/mcpServers/servers.yaml", writeServersYAML},
}

// prose are the families in Markdown, which make up the other half of a usual repository.
var prose = []family{
	{2, "AGENTS.md", writeInstructions},
	{3, ".claude/agents/worker.md", writeSubAgent},
	{3, ".claude/skills/helper/SKILL.md", writeSkill},
	{2, "answer.prompty", writePrompty},
	{1, "models/card/README.md", writeModelCard},
}

// writeCorpus makes a repository of agent files below root, the same one each time, and returns their
// paths. It has a .git, so that it is a root.
func writeCorpus(tb testing.TB, root string, files int, families []family) []string {
	tb.Helper()
	var deck []family
	for _, f := range families {
		for range f.share {
			deck = append(deck, f)
		}
	}
	w := &writer{rand: rand.New(rand.NewPCG(1, 2))} //nolint:gosec // the same corpus each time
	write(tb, root, ".git/HEAD", "ref: refs/heads/main\n")
	var paths []string
	faults := map[string]int{}
	for i := range files {
		f, fault := deck[i%len(deck)], 0
		if w.rand.IntN(10) >= sound {
			faults[f.name]++
			fault = faults[f.name]
		}
		w.number = i
		name := fmt.Sprintf("services/s%02d/s%05d/%s", i%100, i, f.name)
		paths = append(paths, write(tb, root, name, f.write(w, fault)))
	}
	return paths
}

func write(tb testing.TB, root, name, text string) string {
	tb.Helper()
	path := filepath.Join(root, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		tb.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		tb.Fatal(err)
	}
	return path
}

// writer makes up what files say.
type writer struct {
	rand   *rand.Rand
	number int // of the file
}

var (
	subjects = []string{
		"the booking service", "a support case", "the invoice", "each pull request", "the release branch", "a customer record",
		"the nightly job", "the search index", "an open ticket", "the message queue", "the price list", "a stale lock", "the audit log",
	}
	verbs = []string{
		"is checked against", "goes through", "must agree with", "is closed by", "never replaces", "is written next to", "waits for",
		"is compared with", "belongs to", "is summarised in",
	}
	objects = []string{
		"the contract tests", "the weekly report", "a reviewer of the team", "the schema in docs/schema", "the staging cluster",
		"the shared calendar", "a second opinion", "the change log", "the style guide", "the numbers of last quarter", "the on-call plan",
	}
	tails = []string{
		"before anything is merged", "unless the owner says otherwise", "on the first working day", "in the same order as before",
		"and a short note is left for the next person", "with the tests that cover it", "as the handbook describes",
	}
	nouns = []string{"order", "invoice", "ticket", "shipment", "account", "contract", "reservation", "payment", "catalogue", "report", "label", "route"}
)

func (w *writer) pick(list []string) string { return list[w.rand.IntN(len(list))] }

func (w *writer) sentence() string {
	s := w.pick(subjects) + " " + w.pick(verbs) + " " + w.pick(objects) + " " + w.pick(tails) + "."
	return strings.ToUpper(s[:1]) + s[1:]
}

func (w *writer) paragraph(sentences int) string {
	var all []string
	for range sentences {
		all = append(all, w.sentence())
	}
	return strings.Join(all, " ")
}

// markdown is about the given number of bytes: headings, paragraphs, lists, code.
func (w *writer) markdown(size int) string {
	var b strings.Builder
	for n := 0; b.Len() < size; n++ {
		switch w.rand.IntN(6) {
		case 0:
			fmt.Fprintf(&b, "## Step %d: the %s\n\n", n, w.pick(nouns))
		case 1:
			fmt.Fprintf(&b, "```sh\ngo test ./%s/... -run Test%d\ngit diff --stat origin/main\n```\n\n", w.pick(nouns), n)
		case 2, 3:
			for range 4 {
				fmt.Fprintf(&b, "- %s See `docs/%s.md`.\n", w.sentence(), w.pick(nouns))
			}
			b.WriteString("\n")
		default:
			b.WriteString(w.paragraph(4) + "\n\n")
		}
	}
	return b.String()
}

// object is a JSON object; encoding writes its keys in order.
type object = map[string]any

func indented(v any) string {
	data, err := json.MarshalIndent(v, "", "  ")
	if err != nil {
		panic(err) // made up of strings, numbers, maps and lists
	}
	return string(data) + "\n"
}

// pickFault is one of a list of faults, in turn, and does nothing where the file has none.
func pickFault(faults []func(object), fault int) func(object) {
	if fault == 0 {
		return func(object) {}
	}
	return faults[fault%len(faults)]
}

func sorted(o object) []string { return slices.Sorted(maps.Keys(o)) }
