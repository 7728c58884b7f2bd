package loaders

import (
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/pacheck/pacheck/loaders/source"
)

// weightsLoader finds weights in formats that run code when they are loaded. They are no text: the first
// bytes decide.
var weightsLoader = Loader{
	Name: "weights",
	Doc: "Weights in formats that run code when they are loaded: pickles and what is built on them (`.pkl`, `.joblib`, `.pt`, `.ckpt`, `pytorch_model.bin`, …), " +
		"arrays of objects (`.npy`), and Keras models with a Lambda layer. A pointer of Git LFS stands for its file.",
	Family:  "Model cards",
	Dialect: "weights",
	Weak: []string{
		"**/*.pkl", "**/*.pickle", "**/*.joblib", "**/*.dill", "**/*.pt", "**/*.pth", "**/*.ckpt", "**/*.bin", "**/*.npy", "**/*.h5", "**/*.keras",
	},
	Can:  []string{"artifacts"},
	Head: weights,
}

// pickleEndings are those of files that are pickles whatever is in them.
var pickleEndings = []string{"pkl", "pickle", "joblib", "dill"}

// torchEndings are those of files that are pickles where they are no text.
var torchEndings = []string{"pt", "pth", "ckpt"}

// lfsPointer is how a pointer of Git LFS begins.
const lfsPointer = "version https://git-lfs.github.com/spec/"

// weights is the model that a file of weights is a part of; nil where loading it runs nothing.
func weights(f *source.File, head string) *Document {
	format := strings.ToLower(strings.TrimPrefix(path.Ext(f.Path), "."))
	runs := weightsRun(f, format, head)
	if runs == "" {
		return nil
	}
	name := path.Base(f.Path)
	a := Artifact{Path: source.Say(f.Path, source.Place{}), Format: format, Runs: runs, Twin: safeTwin(f), At: source.Place{File: f}}
	return &Document{Models: []*Model{{
		Entity: Entity{Name: source.Say(name, source.Place{}), At: source.Place{File: f}, Evidence: "the first bytes"},
		Use:    "weights", Artifacts: []Artifact{a},
	}}}
}

// weightsRun says what runs code when a file is loaded that begins with head.
func weightsRun(f *source.File, format, head string) string {
	pointer := strings.HasPrefix(head, lfsPointer)
	switch {
	case slices.Contains(pickleEndings, format):
		return "pickle"
	case slices.Contains(torchEndings, format) && (pointer || isPickle(head)):
		return "pickle"
	case format == "bin" && (runsCode(format, f.Path) != "" || besideConfig(f)) && (pointer || isPickle(head)):
		return "pickle"
	case format == "npy" && strings.HasPrefix(head, "\x93NUMPY") && objectArray.MatchString(head):
		return "pickle"
	case (format == "h5" || format == "keras") && lambdaLayer.MatchString(head):
		return "lambda layer"
	}
	return ""
}

var (
	objectArray = regexp.MustCompile(`'descr':\s*'\|?O'`)
	lambdaLayer = regexp.MustCompile(`"class_name":\s*"Lambda"`)
)

// isPickle says whether bytes begin as a pickle does, or as an archive of PyTorch's with one in it.
func isPickle(head string) bool {
	if strings.HasPrefix(head, "PK\x03\x04") {
		return strings.Contains(head, "data.pkl")
	}
	return len(head) > 2 && head[0] == 0x80 && head[1] >= 2 && head[1] <= 5
}

// torchBins are the names of the files ending in .bin that PyTorch writes.
var torchBins = regexp.MustCompile(`(?i)(?:^|[/\\])(?:(?:diffusion_)?pytorch_model[\w.-]*|adapter_model|training_args|optimizer|scheduler)\.bin$`)

// runsCode says what runs code when a file is loaded whose format and path are stated; empty where nothing
// is known to.
func runsCode(format, name string) string {
	switch {
	case slices.Contains(pickleEndings, format), slices.Contains(torchEndings, format), strings.Contains(format, "pickle"),
		format == "bin" && torchBins.MatchString(name):
		return "pickle"
	}
	return ""
}

// besideConfig says whether a file lies beside the configuration of a model.
func besideConfig(f *source.File) bool {
	return f.Dir != nil && exists(f.Dir, path.Join(path.Dir(f.Path), "config.json"))
}

// safeTwin is the file beside weights that holds the same as safetensors; empty where there is none.
func safeTwin(f *source.File) string {
	stem := strings.TrimSuffix(path.Base(f.Path), path.Ext(f.Path))
	names := []string{stem, strings.Replace(stem, "pytorch_model", "model", 1)}
	if shard := strings.Index(names[1], "-0000"); shard > 0 {
		names = append(names, names[1][:shard])
	}
	for _, name := range names {
		for _, ending := range []string{".safetensors", ".safetensors.index.json"} {
			if twin := path.Join(path.Dir(f.Path), name+ending); f.Dir != nil && exists(f.Dir, twin) {
				return twin
			}
		}
	}
	return ""
}

// head reads the first bytes of a file, for a loader that needs no more.
func (r *Repository) head(name string, l *Loader, role string) *Document {
	f := &source.File{Path: name, Status: source.OK, Syntax: source.Plain, Dir: r.tree}
	if info, err := fs.Stat(r.tree, name); err == nil {
		f.Size = info.Size()
	}
	doc := l.Head(f, headOf(r.tree, name))
	if doc == nil {
		return nil
	}
	return doc.finish(f, l, role)
}
