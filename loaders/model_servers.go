package loaders

import (
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/pacheck/pacheck/loaders/facts"
	"github.com/pacheck/pacheck/loaders/source"
)

// modelServerLoader reads the containers that serve models.
var modelServerLoader = Loader{
	Name: "model-servers",
	Doc: "Containers in [Compose](https://docs.docker.com/reference/compose-file/) files and Kubernetes manifests that serve models: vLLM, " +
		"Text Generation Inference, SGLang, Triton, llama.cpp and Ollama.",
	Family:  "Model cards",
	Dialect: "container",
	Weak:    []string{"**/*.yaml", "**/*.yml"},
	Hints:   []string{"vllm", "text-generation-", "sglang", "tritonserver", "llama.cpp", "llama-server", "llama-cpp", "ollama"},
	Can:     []string{"model_id", "revision", "trust_remote_code", "image", "argv"},
	Claims: func(n *source.Node) bool {
		return slices.ContainsFunc(containersIn(n), func(c container) bool { return c.server() != nil })
	},
	Load: func(f *source.File) (*Document, error) {
		doc := &Document{}
		for _, n := range documentsOf(f) {
			for _, c := range containersIn(n) {
				if s := c.server(); s != nil {
					doc.addModelServer(c, s)
				}
			}
		}
		return doc.conclude(f), nil
	},
}

// container is what a Compose service or a container of a pod is started from.
type container struct {
	node    *source.Node
	name    source.Text
	image   source.Text
	argv    []source.Text // what is run instead of or behind the image's own program
	env     []Pair
	trigger string
}

// containersIn are the containers of a document, which may be none.
func containersIn(n *source.Node) []container {
	switch {
	case n.Get("services").IsMap():
		var found []container
		for _, p := range n.Get("services").Pairs {
			if p.Value.IsMap() {
				found = append(found, composeContainer(p))
			}
		}
		return found
	case n.Get("apiVersion").IsString() && n.Get("kind").IsString():
		return podContainers(n, 0)
	}
	return nil
}

func composeContainer(p source.Pair) container {
	n := p.Value
	c := container{node: n, name: p.Key.Field(), image: n.Get("image").Field(), trigger: "compose", env: environmentOf(n.Get("environment"))}
	for _, key := range []string{"entrypoint", "command"} {
		if words := n.Get(key); words.IsString() {
			c.argv = append(c.argv, argumentWords(words.Field())...)
		} else {
			c.argv = append(c.argv, words.Texts().V...)
		}
	}
	c.argv = withoutShell(c.argv)
	return c
}

// withoutShell are the words of a script where the command is a shell with one, else the command itself.
func withoutShell(argv []source.Text) []source.Text {
	if len(argv) == 3 && slices.Contains(shells, path.Base(argv[0].V)) && strings.HasSuffix(argv[1].V, "c") {
		return argumentWords(argv[2])
	}
	return argv
}

// environmentOf reads variables as a Map or as a List of NAME=value.
func environmentOf(n *source.Node) []Pair {
	pairs := pairsOf(n)
	for _, item := range itemsOf(n) {
		if item.IsMap() {
			pairs = append(pairs, Pair{Key: item.Get("name").Text(), Value: item.Get("value").Field(), At: item.Place})
			continue
		}
		key, value, _ := strings.Cut(item.Text(), "=")
		start := len(item.Text()) - len(value)
		pairs = append(pairs, Pair{Key: key, Value: source.Say(value, item.Sub(item.Text(), start, len(item.Text()))), At: item.Place})
	}
	return pairs
}

// podContainers are the containers of pods at whatever depth a resource has its template.
func podContainers(n *source.Node, depth int) []container {
	if depth > 12 {
		return nil
	}
	var found []container
	for _, p := range entriesOf(n) {
		if p.Key.Value != "containers" && p.Key.Value != "initContainers" {
			found = append(found, podContainers(p.Value, depth+1)...)
		}
		for _, c := range itemsOf(p.Value) {
			if !c.IsMap() || !strings.HasSuffix(strings.ToLower(p.Key.Value), "containers") {
				found = append(found, podContainers(c, depth+1)...)
				continue
			}
			found = append(found, container{
				node: c, name: c.Get("name").Field(), image: c.Get("image").Field(), trigger: "kubernetes", env: environmentOf(c.Get("env")),
				argv: withoutShell(slices.Concat(c.Get("command").Texts().V, c.Get("args").Texts().V)),
			})
		}
	}
	return found
}

// modelServer is a program that serves models, and where it is told which.
type modelServer struct {
	name    string
	image   *regexp.Regexp
	command *regexp.Regexp // one of the first words of the command
	flags   []string       // whose value is the model
	env     string         // the variable that holds it
}

// modelServers are the known ones. The images are matched without tag and digest.
var modelServers = []modelServer{
	{"vllm", regexp.MustCompile(`(?:^|/)vllm(?:-openai)?(?:$|[-/])`), regexp.MustCompile(`^(?:.*/)?vllm$|^vllm\.entrypoints\.`), []string{"--model"}, "MODEL_NAME"},
	{"text-generation-inference", regexp.MustCompile(`(?:^|/)(?:text-generation-inference|text-embeddings-inference|tgi)$`), regexp.MustCompile(`^(?:.*/)?text-generation-launcher$`), []string{"--model-id"}, "MODEL_ID"},
	{"sglang", regexp.MustCompile(`(?:^|/)sglang$`), regexp.MustCompile(`^(?:.*/)?sglang$|^sglang\.launch_server$`), []string{"--model-path", "--model"}, ""},
	{"tritonserver", regexp.MustCompile(`(?:^|/)tritonserver$`), regexp.MustCompile(`^(?:.*/)?tritonserver$`), []string{"--model-repository", "--model-store"}, ""},
	{"llama.cpp", regexp.MustCompile(`(?:^|/)llama\.cpp$|(?:^|/)llama-cpp-python$`), regexp.MustCompile(`^(?:.*/)?llama-server$|^llama_cpp\.server$`), []string{"-m", "--model", "-hf", "--hf-repo"}, "LLAMA_ARG_MODEL"},
	{"ollama", regexp.MustCompile(`(?:^|/)ollama/ollama$|^ollama$`), regexp.MustCompile(`^(?:.*/)?ollama$`), nil, "OLLAMA_MODEL"},
}

// server is the program that the container runs; nil where it serves no model.
func (c container) server() *modelServer {
	repository := ""
	if image := facts.ParseImage(c.image); image != nil {
		repository = image.Repository
	}
	for i := range modelServers {
		s := &modelServers[i]
		if repository != "" && s.image.MatchString(repository) {
			return s
		}
		if slices.ContainsFunc(c.argv[:min(4, len(c.argv))], func(w source.Text) bool { return s.command.MatchString(w.V) }) {
			return s
		}
	}
	return nil
}

// addModelServer adds the model that a container serves, and the start of its server.
func (d *Document) addModelServer(c container, s *modelServer) {
	m := &Model{
		Entity: Entity{Name: c.name, At: c.node.Place, Dialect: s.name, Evidence: "the image or the command", Raw: c.node},
		Use:    "serving", Model: servedModel(c, s), Revision: flagValue(c.argv, "--revision"), Image: facts.ParseImage(c.image),
	}
	m.TrustRemoteCode = trustFlag(c.argv)
	for _, e := range c.env {
		if strings.HasSuffix(e.Key, "TRUST_REMOTE_CODE") && e.Value.Set {
			m.TrustRemoteCode = source.Say(e.Value.V == "1" || strings.EqualFold(e.Value.V, "true"), e.At)
		}
	}
	m.Pin = servedPin(m, s)
	if m.Pin == "local" {
		m.Artifacts = append(m.Artifacts, artifact(m.Model))
	}
	d.Models = append(d.Models, m)
	if m.Model.Set && m.Pin != "local" {
		m.Refs = append(m.Refs, Ref{Rel: UsesModel, To: m.Model})
	}
	env := envVars(c.env)
	d.Launches = append(d.Launches, &Launch{
		Entity:  Entity{Name: c.name, At: c.node.Place, Dialect: s.name, Evidence: m.Evidence, Raw: c.node},
		Trigger: c.trigger, Program: s.name, Argv: source.Say(c.argv, c.node.Place),
		TLSOff: facts.TLSOff(env, c.argv), LoaderOverrides: facts.LoaderOverrides(env),
	})
}

// trustFlag says whether arguments have code of the model's repository run; absent where they do not say.
func trustFlag(argv []source.Text) source.Flag {
	for i, arg := range argv {
		name, value, joined := strings.Cut(arg.V, "=")
		if strings.ReplaceAll(name, "_", "-") != "--trust-remote-code" {
			continue
		}
		if !joined && i+1 < len(argv) {
			value = argv[i+1].V
		}
		return source.Say(!strings.EqualFold(value, "false"), arg.At)
	}
	return source.Flag{}
}

// servedModel is the model by option, by the argument of "serve" and the like, or by variable.
func servedModel(c container, s *modelServer) source.Text {
	if t := flagValue(c.argv, s.flags...); t.Set {
		return t
	}
	for i, arg := range c.argv {
		verb := s.name == "vllm" && arg.V == "serve" || s.name == "ollama" && (arg.V == "run" || arg.V == "pull")
		if verb && i+1 < len(c.argv) && !strings.HasPrefix(c.argv[i+1].V, "-") {
			return c.argv[i+1]
		}
	}
	for _, e := range c.env {
		if s.env != "" && e.Key == s.env {
			return e.Value
		}
	}
	return source.Text{}
}

// flagValue is the value of the first of the options that is there.
func flagValue(argv []source.Text, flags ...string) source.Text {
	for i, arg := range argv {
		name, value, joined := strings.Cut(arg.V, "=")
		switch {
		case !slices.Contains(flags, name):
		case joined:
			return source.Say(value, arg.At.Sub(arg.V, len(arg.V)-len(value), len(arg.V)))
		case i+1 < len(argv):
			return argv[i+1]
		}
	}
	return source.Text{}
}

var commitID = regexp.MustCompile(`^[0-9a-f]{40}$`)

// servedPin says how far the model that a server loads is fixed; empty where the file does not name one.
func servedPin(m *Model, s *modelServer) string {
	name := m.Model.V
	switch {
	case name == "":
		return ""
	case strings.ContainsAny(name, "$") || strings.Contains(name, "{{"):
		return "variable"
	case s.name == "ollama":
		return modelPin(name)
	case strings.HasPrefix(name, "/"), strings.HasPrefix(name, "."), isWeights(path.Base(name)):
		return "local"
	case commitID.MatchString(m.Revision.V):
		return "revision"
	case m.Revision.V != "":
		return "tag"
	}
	return "none"
}
