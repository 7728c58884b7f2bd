package loaders

import (
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/pacheck/pacheck/loaders/source"
)

// agenticWorkflowLoader reads agents that run in GitHub Actions.
var agenticWorkflowLoader = Loader{
	Name:    "agentic-workflow",
	Doc:     "[GitHub agentic workflows](https://github.github.com/gh-aw/reference/frontmatter/): Markdown in `.github/workflows/` or `workflows/` whose front matter has a trigger, permissions, tools, network and safe outputs.",
	Family:  "Agents",
	Dialect: "gh-aw",
	Globs:   []string{"**/.github/workflows/**/*.md"},
	Weak:    []string{"**/workflows/**/*.md"},
	Hints:   []string{"\non:", "\n\"on\":"},
	Can: []string{
		"description", "model", "tools", "limits", "sandbox", "permissions", "triggers", "started_by", "approval",
	},
	Claims: claimsWorkflow,
	Load:   loadAgenticWorkflow,
}

// workflowKeys stand in the front matter of agentic workflows beside the trigger.
var workflowKeys = []string{"permissions", "tools", "safe-outputs", "engine", "network", "mcp-servers", "imports"}

// claimsWorkflow wants a trigger and something that an agent is told. Of what others import only the
// folder tells what it is.
func claimsWorkflow(n *source.Node) bool {
	told := slices.ContainsFunc(workflowKeys, func(key string) bool { return n.Key(key) != nil })
	if n.Key("on") != nil {
		return told
	}
	return told && n.File != nil && strings.Contains("/"+n.File.Path, "/.github/workflows/") && !n.Has("jobs")
}

func loadAgenticWorkflow(f *source.File) (*Document, error) {
	n := f.Root
	p := bodyPrompt(f, "agent")
	p.Can = textCan
	p.Name = named(n, stem(f.Path, ".md"))
	p.Template = actions
	p.Variables = expressionsIn(p.Text)
	p.Refs = workflowImports(f)
	if n.Key("on") == nil {
		p.Kind = "import"
	}
	a := &Agent{
		Entity:      Entity{Name: p.Name, At: agentPlace(f), Evidence: "the front matter of a workflow"},
		Description: n.Get("description").Field(),
		Model:       n.At("engine", "model").Field(),
		Tools:       workflowTools(n),
		Limits:      workflowLimits(n),
		Sandbox:     workflowSandbox(n),
		Permissions: workflowPermissions(n),
		Governance:  governanceOf(n),
	}
	a.Triggers, a.StartedBy = workflowTriggers(n.Get("on"))
	if n.At("on", "manual-approval") != nil || n.At("safe-outputs", "staged") != nil {
		a.Approval = workflowApproval(n)
	}
	a.Refs = append(usesModel(a.Model), usesPrompt(p, f.Path))
	doc := &Document{Agents: []*Agent{a}, Prompts: []*Prompt{p}}
	doc.workflowServers(a, n.Get("mcp-servers"))
	doc.workflowServers(a, serversAmongTools(n.Get("tools")))
	return doc, nil
}

// actions are the expressions of GitHub Actions, as a template language.
const actions = "actions"

var expression = regexp.MustCompile(`\$\{\{\s*([A-Za-z_][\w.-]*)[^{}]*\}\}`)

// outsideText matches the expressions that stand for what anybody may have written.
var outsideText = regexp.MustCompile(`^github\.(?:event\.(?:[a-z_]+\.)+(?:title|body|message|label|ref|email|page_name)|head_ref)$|\.outputs\.(?:text|title|body)$`)

// expressionsIn are the values that the platform fills into a text, each once.
func expressionsIn(t source.Text) []Variable {
	var found []Variable
	for _, m := range expression.FindAllStringSubmatchIndex(t.V, -1) {
		name := t.V[m[2]:m[3]]
		if !slices.ContainsFunc(found, func(v Variable) bool { return v.Name == name }) {
			v := Variable{Name: name, Used: true, At: t.At.Sub(t.V, m[0], m[1])}
			if outsideText.MatchString(name) {
				v.Trust = "untrusted"
			}
			found = append(found, v)
		}
	}
	return found
}

var workflowInclude = regexp.MustCompile(`(?m)^\s*(?:@(?:include|import)(\??)\s+|\{\{\s*#(?:runtime-)?import(\??):?\s*)([^\s{}]+)`)

// workflowImports are the files that front matter and body include. Those of other repositories have no
// path of their own.
func workflowImports(f *source.File) []Ref {
	var refs []Ref
	for _, item := range itemsOf(f.Root.Get("imports")) {
		if to := textOr(item, "path", "uses"); to.V != "" {
			refs = append(refs, workflowImport(f, to))
		}
	}
	if f.Body == nil {
		return refs
	}
	text := source.Say(f.Body.Value, f.Body.Place)
	for _, m := range workflowInclude.FindAllStringSubmatchIndex(text.V, -1) {
		ref := workflowImport(f, source.Say(text.V[m[6]:m[7]], text.At.Sub(text.V, m[6], m[7])))
		optional := m[3] > m[2] || m[5] > m[4]
		if !optional || exists(f.Dir, ref.Path) {
			refs = append(refs, ref)
		}
	}
	return refs
}

// workflowImport is the reference to a file of the repository, or to one of another repository.
func workflowImport(f *source.File, to source.Text) Ref {
	name, _, _ := strings.Cut(to.V, "#")
	ref := Ref{Rel: Imports, To: to}
	if strings.Contains(name, "@") || strings.Contains(name, "://") {
		return ref
	}
	ref.Path = path.Join(path.Dir(f.Path), name)
	if strings.HasPrefix(name, ".github/") {
		ref.Path = path.Join(repositoryOf(f.Path), name)
	}
	return ref
}

// repositoryOf is the folder above .github in a path, else the root.
func repositoryOf(name string) string {
	before, _, found := strings.Cut("/"+name, "/.github/")
	if !found {
		return "."
	}
	return path.Join(".", strings.TrimPrefix(before, "/"))
}

// workflowPermissions are those of the token, by scope; * where one word stands for all.
func workflowPermissions(n *source.Node) source.Field[[]Pair] {
	permissions := n.Get("permissions")
	if all := permissions.Field(); all.Set {
		all.V = strings.TrimSuffix(all.V, "-all")
		return source.Say([]Pair{{Key: "*", Value: all, At: permissions.Place}}, permissions.Place)
	}
	if !permissions.IsMap() {
		return source.Field[[]Pair]{}
	}
	return source.Say(pairsOf(permissions), permissions.Place)
}

// workflowTriggers are the events that start a workflow, and the roles of those who may.
func workflowTriggers(on *source.Node) (triggers, startedBy source.Texts) {
	switch {
	case on.IsMap():
		events := []source.Text{}
		for _, p := range on.Pairs {
			if !slices.Contains(triggerOptions, p.Key.Value) {
				events = append(events, p.Key.Field())
			}
		}
		triggers = source.Say(events, on.Place)
	case on != nil:
		triggers = on.Texts()
	}
	return triggers, on.Get("roles").Texts()
}

// triggerOptions are keys beside the events that are none themselves.
var triggerOptions = []string{
	"roles", "skip-roles", "bots", "skip-bots", "reaction", "status-comment", "stop-after", "manual-approval", "permissions", "steps",
	"skip-if-match", "skip-if-no-match", "forks", "names", "lock-for-agent", "needs", "labels", "github-token", "github-app",
}

func workflowLimits(n *source.Node) Limits {
	l := Limits{MaxTurns: n.At("engine", "max-turns").Amount()}
	if turns := n.Get("max-turns").Amount(); turns.Set {
		l.MaxTurns = turns
	}
	if minutes := n.Get("timeout-minutes", "timeout_minutes").Field(); minutes.Set {
		l.Timeout = source.Say(minutes.V+"m", minutes.At)
	}
	l.At = l.Timeout.At
	if l.At.IsZero() {
		l.At = l.MaxTurns.At
	}
	return l
}

// workflowApproval says who looks before anything happens: the environment whose reviewers start the
// run, or that what it writes is only shown.
func workflowApproval(n *source.Node) *Approval {
	gate, staged := n.At("on", "manual-approval"), n.At("safe-outputs", "staged")
	a := &Approval{Approvers: gate.Texts(), At: placeOf(gate)}
	if only, _ := staged.Bool(); only {
		a.Default = source.Say("ask", staged.Place)
		if a.At.IsZero() {
			a.At = staged.Place
		}
	}
	if a.At.IsZero() {
		return nil
	}
	return a
}

// workflowServers adds the servers that a workflow defines, some of them as an image.
func (d *Document) workflowServers(a *Agent, n *source.Node) {
	first := len(d.Servers)
	d.attachServers(a, n)
	for _, p := range entriesOf(n) {
		if !p.Value.IsMap() {
			continue
		}
		s := d.Servers[first]
		first++
		s.Tools = p.Value.Get("allowed").Texts()
		if image := p.Value.Get("container"); image.IsString() && s.Launch == nil {
			s.Transport = "stdio"
			s.Launch = containerLaunch(image, nil, s.Env)
		}
	}
}

// serversAmongTools are the servers that the tools of older workflows define.
func serversAmongTools(n *source.Node) *source.Node {
	if !n.IsMap() {
		return nil
	}
	servers := &source.Node{Place: n.Place, Kind: source.Map}
	for _, p := range n.Pairs {
		if isServer(p.Value) || isServer(p.Value.Get("mcp")) {
			definition := source.Pair{Key: p.Key, Value: p.Value}
			if inner := p.Value.Get("mcp"); isServer(inner) {
				definition.Value = inner
			}
			servers.Pairs = append(servers.Pairs, definition)
		}
	}
	return servers
}
