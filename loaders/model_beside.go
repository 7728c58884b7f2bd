package loaders

import (
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/pacheck/pacheck/loaders/facts"
	"github.com/pacheck/pacheck/loaders/source"
)

// neighbours are the names in the folder of a card.
type neighbours struct {
	dir   fs.FS
	path  string
	names []string
}

// maxNeighbours bounds how many names of a folder are looked at.
const maxNeighbours = 4096

// besideOf lists the folder of a file; it is empty where that cannot be read.
func besideOf(f *source.File) *neighbours {
	n := &neighbours{dir: f.Dir, path: path.Dir(f.Path)}
	if f.Dir == nil {
		return n
	}
	entries, err := fs.ReadDir(f.Dir, n.path)
	if err != nil {
		return n
	}
	for _, e := range entries[:min(len(entries), maxNeighbours)] {
		if !e.IsDir() {
			n.names = append(n.names, e.Name())
		}
	}
	return n
}

// trainingFiles are what is left of a training, or configures one.
var trainingFiles = []string{
	"training_args.bin", "trainer_state.json", "all_results.json", "train_results.json", "training_config.json", "training_config.yaml",
	"training.yaml", "train.yaml", "train.py", "training_parameters.json", "adapter_config.json", "dvc.yaml", "recipe.yaml",
}

// weightEndings are those of weights as a training writes them. Files for running alone, such as GGUF and
// ONNX, are often copies of the models of others.
var weightEndings = []string{".safetensors", ".pt", ".pth", ".ckpt", ".h5", ".keras", ".pkl", ".joblib", ".msgpack"}

// origin is own where weights or a training lie beside the card, else used.
func (n *neighbours) origin() string {
	for _, name := range n.names {
		name = strings.ToLower(name)
		if slices.Contains(weightEndings, path.Ext(name)) || slices.Contains(trainingFiles, name) || name == "mlmodel" ||
			strings.HasPrefix(name, "pytorch_model") && path.Ext(name) == ".bin" {
			return "own"
		}
	}
	return "used"
}

// licenceFiles are the names of files with the text of a licence, in lower case and without ending.
var licenceFiles = []string{"license", "licence", "copying", "unlicense", "model_license", "model-license", "license-model"}

// licence is the file of a licence beside the card. For a card without the front matter of a hub, which
// has a key for it, the one at the root counts as well. It is nil where there is none.
func (n *neighbours) licence(f *source.File) *LicenceFile {
	for _, name := range n.names {
		if isLicenceFile(name) {
			file := path.Join(n.path, name)
			return &LicenceFile{Path: file, ID: facts.DetectLicence(headOf(n.dir, file)), Beside: true}
		}
	}
	if cardKind(f.Root) != "" || n.path == "." || f.Dir == nil {
		return nil
	}
	entries, err := fs.ReadDir(f.Dir, ".")
	if err != nil {
		return nil
	}
	for _, e := range entries {
		if !e.IsDir() && isLicenceFile(e.Name()) {
			return &LicenceFile{Path: e.Name(), ID: facts.DetectLicence(headOf(f.Dir, e.Name()))}
		}
	}
	return nil
}

func isLicenceFile(name string) bool {
	stem, _, _ := strings.Cut(strings.ToLower(name), ".")
	return slices.Contains(licenceFiles, stem)
}

// headSize is how many bytes of a neighbour are read.
const headSize = 8192

// headOf is the beginning of a file; empty where it cannot be read.
func headOf(dir fs.FS, name string) string {
	file, err := dir.Open(name)
	if err != nil {
		return ""
	}
	defer file.Close() //nolint:errcheck // nothing was written
	data, err := io.ReadAll(io.LimitReader(file, headSize))
	if err != nil {
		return ""
	}
	return string(data)
}

// derivedWords are the tags, and the words of names, of models that are made from others.
var derivedWords = []string{
	"lora", "qlora", "adapter", "peft", "finetune", "finetuned", "fine-tuned", "fine-tune", "sft", "dpo", "rlhf", "merge", "mergekit", "quantized",
	"quantised", "gguf", "awq", "gptq", "distill", "distilled",
}

// derivation states the sign that a model is made from another one, and whether it names that.
func (m *Model) derivation(beside *neighbours) {
	for _, s := range m.Sections {
		if strings.EqualFold(strings.Trim(s.Title, ": "), "base model") && s.Length > 0 {
			m.BaseNamed = true
		}
	}
	for _, base := range m.BaseModels.V {
		lower := strings.ToLower(strings.TrimSpace(base.V))
		m.BaseNamed = m.BaseNamed || lower == "none" || lower == "scratch" || !isPlaceholder(base.V)
	}
	if m.Card != "model" {
		return
	}
	switch {
	case m.BaseRelation.V != "":
		m.Derived = m.BaseRelation
	case m.tagged(), m.named():
	default:
		for _, name := range beside.names {
			lower := strings.ToLower(name)
			if lower == "adapter_config.json" || strings.HasSuffix(lower, ".lora") || strings.HasSuffix(lower, ".gguf") {
				m.Derived = source.Say(name, source.Place{})
				return
			}
		}
	}
}

// tagged takes the first tag that says that a model is derived.
func (m *Model) tagged() bool {
	for _, tag := range m.Tags.V {
		if slices.Contains(derivedWords, strings.ToLower(tag.V)) {
			m.Derived = tag
			return true
		}
	}
	return false
}

// named takes the first word of the name that says so.
func (m *Model) named() bool {
	for word := range strings.FieldsFuncSeq(m.Name.V, func(r rune) bool { return strings.ContainsRune("-_/ .:", r) }) {
		if slices.Contains(derivedWords, strings.ToLower(word)) {
			m.Derived = source.Say(word, source.Place{})
			if start := strings.Index(m.Name.V, word); !m.Name.At.IsZero() {
				m.Derived.At = m.Name.At.Sub(m.Name.V, start, start+len(word))
			}
			return true
		}
	}
	return false
}

// security says whether there is a file that says where problems are reported.
func (n *neighbours) security(f *source.File) bool {
	return slices.Contains(n.names, "SECURITY.md") || f.Dir != nil && exists(f.Dir, "SECURITY.md")
}

// maxResultFiles bounds how many files of results are read.
const maxResultFiles = 64

// evaluations are the results in the folder .eval_results beside a card, as the hub has them.
func (n *neighbours) evaluations() []Evaluation {
	if n.dir == nil {
		return nil
	}
	folder := path.Join(n.path, ".eval_results")
	entries, err := fs.ReadDir(n.dir, folder)
	if err != nil {
		return nil
	}
	var found []Evaluation
	for _, e := range entries[:min(len(entries), maxResultFiles)] {
		if ext := path.Ext(e.Name()); ext != ".yaml" && ext != ".yml" {
			continue
		}
		f := source.Read(path.Join(folder, e.Name()), []byte(headOf(n.dir, path.Join(folder, e.Name()))))
		if f.Status == source.Failed {
			continue
		}
		f.Parse()
		for _, item := range itemsOf(f.Root) {
			dataset := textOr(item.Get("dataset"), "id", "name")
			found = append(found, Evaluation{
				Dataset: nowhere(dataset), Metric: nowhere(textOr(item.Get("dataset"), "task_id")), Value: nowhere(item.Get("value").Field()),
				Date: nowhere(dayOf(item.Get("date").Field())),
			})
		}
	}
	return found
}

// nowhere is a text without its place, which is in another file.
func nowhere(t source.Text) source.Text {
	t.At = source.Place{}
	return t
}

// cardParts are the files that a card is cut into, as the catalogue of Azure has them; the first is the
// card.
var cardParts = []string{"description.md", "evaluation.md", "notes.md"}

// joinParts adds to a card the sections of its other parts. A part that is not the first is no card of its
// own.
func (m *Model) joinParts(f *source.File, beside *neighbours) {
	base := path.Base(f.Path)
	if !slices.Contains(cardParts, base) || !slices.Contains(beside.names, cardParts[0]) {
		return
	}
	if base != cardParts[0] {
		m.Card = ""
		return
	}
	for _, part := range cardParts[1:] {
		if !slices.Contains(beside.names, part) {
			continue
		}
		for _, s := range readSections(source.Say(headOf(beside.dir, path.Join(beside.path, part)), source.Place{})).sections {
			s.At = source.Place{File: f}
			m.Sections = append(m.Sections, s)
		}
	}
}
