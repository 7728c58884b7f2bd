package loaders

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/pacheck/pacheck/loaders/source"
)

// Job is what a workflow says of the job in which an agent is started: what starts it, what it may do, and
// who may start it.
type Job struct {
	Workflow    source.Text          `json:"workflow,omitzero" doc:"The name of the workflow; absent where it has none."`
	Job         source.Text          `json:"job,omitzero" doc:"The key of the job."`
	Triggers    []Trigger            `json:"triggers,omitempty" doc:"The events that start the workflow."`
	Permissions source.Field[[]Pair] `json:"permissions,omitzero" doc:"What the token of the job may do, by scope; * is every scope; absent where neither job nor workflow says."`
	Secrets     source.Texts         `json:"secrets,omitzero" doc:"The secrets that the step is given, other than the job's own token and the key of a model."`
	Gate        source.Text          `json:"gate,omitzero" doc:"What lets only some people start it: a condition of job or step, an environment, or the program's own check; absent where there is nothing."`
	OpenGate    source.Text          `json:"open_gate,omitzero" doc:"The input that opens the program's own check to everybody, as key and value."`
	Untrusted   []source.Text        `json:"untrusted,omitempty" doc:"Expressions by which text that anybody may write is put straight into the prompt or the script."`
	Timeout     source.Amount        `json:"timeout_minutes,omitzero" doc:"After how many minutes job or step is stopped, where the file says."`
	At          source.Place         `json:"-"`
}

// Trigger is an event that starts a workflow.
type Trigger struct {
	Event    string       `json:"event" doc:"The event: push, issues, issue_comment, …"`
	Types    []string     `json:"types,omitempty" doc:"The kinds of the event that count; absent where all do."`
	Insiders bool         `json:"insiders" doc:"Whether only people with a role in the repository bring these kinds about."`
	At       source.Place `json:"-"`
}

// jobReader reads the job and the step in which commands are found.
type jobReader struct {
	workflow, key, job, step *source.Node
}

// insider matches conditions that only people with a role in the repository, or code that is in it already,
// fulfil; and those that depend on what another step or job found out, about which nothing is known.
var insider = regexp.MustCompile(`author_association|github\.actor\b|github\.triggering_actor|\.(?:sender|user|author)\.login|github\.event\.label\.name|\.labels\b|` +
	`needs\.[\w-]+\.outputs\.|steps\.[\w-]+\.outputs\.|head\.repo\.(?:full_name|fork|owner)|head_repository|workflow_run\.(?:event|head_branch|actor)\b`)

// exclusion matches the parts of conditions that only leave somebody out, such as a bot.
var exclusion = regexp.MustCompile(`[\w.]+\s*!=\s*'[^']*'|!\s*(?:contains|startsWith|endsWith)\([^()]*\)`)

// insiderStep matches what steps do to find out whether somebody may start the rest.
var insiderStep = regexp.MustCompile(`author_association|collaborators/|getCollaboratorPermissionLevel|check-user-permission|user-permission|team-member|memberships/|checkMembership`)

// insiderTypes are kinds of events that only people with a role in the repository bring about.
var insiderTypes = []string{"labeled", "unlabeled", "assigned", "unassigned", "milestoned", "demilestoned", "pinned", "transferred", "locked"}

// outsideExpression matches expressions for text that anybody may write.
var outsideExpression = regexp.MustCompile(`\$\{\{[^}]*\bgithub\.(?:event\.(?:issue\.(?:title|body)|pull_request\.(?:title|body|head\.(?:ref|label))|comment\.body|review\.body|` +
	`discussion\.(?:title|body)|workflow_run\.(?:head_branch|display_title|head_commit\.message)|head_commit\.message)|head_ref)\b[^}]*\}\}`)

var secretName = regexp.MustCompile(`\bsecrets\.([A-Za-z_]\w*)|\bsecrets\[['"]([A-Za-z_]\w*)['"]\]`)

// modelSecret matches the names of secrets that are the key to a model, or the token of the job itself.
var modelSecret = regexp.MustCompile(`(?i)^GITHUB_TOKEN$|ANTHROPIC|CLAUDE|OPENAI|CODEX|GEMINI|GOOGLE_(?:API|AI|GENAI)|VERTEX|AZURE_?(?:OPEN)?AI|BEDROCK|MISTRAL|GROQ|XAI|DEEPSEEK|OPENROUTER|` +
	`LITELLM|LLM|OLLAMA|COHERE|PERPLEXITY|CURSOR_|FACTORY_|AMP_API|AIDER|COPILOT|MODEL|AI_(?:API|GATEWAY)|_AI_KEY`)

// read is what the workflow says of the job, for an agent that is started by a command or an action; nil
// outside workflows.
func (r jobReader) read() *Job {
	if r.job == nil {
		return nil
	}
	j := &Job{
		Workflow: r.workflow.Get("name").Field(), Job: r.key.Field(), Triggers: workflowEvents(r.workflow.Get("on")),
		Permissions: workflowPermissions(r.job), Timeout: r.step.Get("timeout-minutes").Amount(), At: r.step.Place,
	}
	if !j.Permissions.Set {
		j.Permissions = workflowPermissions(r.workflow)
	}
	if !j.Timeout.Set {
		j.Timeout = r.job.Get("timeout-minutes").Amount()
	}
	j.Secrets = r.secrets()
	j.Gate = r.gate()
	if check, opened := r.ownCheck(); opened.Set {
		j.OpenGate = opened
	} else if check.Set && !j.Gate.Set {
		j.Gate = check
	}
	j.Untrusted = r.untrusted()
	return j
}

// workflowEvents are the events that start a workflow, with their kinds.
func workflowEvents(on *source.Node) []Trigger {
	var found []Trigger
	if !on.IsMap() {
		for _, event := range on.Texts().V {
			found = append(found, Trigger{Event: event.V, At: event.At})
		}
		return found
	}
	for _, p := range on.Pairs {
		t := Trigger{Event: p.Key.Value, At: p.Key.Place}
		for _, kind := range p.Value.Get("types").Texts().V {
			t.Types = append(t.Types, kind.V)
		}
		t.Insiders = len(t.Types) > 0 && !slices.ContainsFunc(t.Types, func(kind string) bool { return !slices.Contains(insiderTypes, kind) })
		found = append(found, t)
	}
	return found
}

// secrets are the secrets that the step sees: those in the variables of workflow, job and step, in the
// inputs and in the script itself.
func (r jobReader) secrets() source.Texts {
	found := source.Texts{}
	for _, n := range []*source.Node{r.workflow.Get("env"), r.job.Get("env"), r.step.Get("env"), r.step.Get("with"), r.step.Get("run")} {
		eachText(n, func(t source.Text) {
			for _, m := range secretName.FindAllStringSubmatch(t.V, -1) {
				name := m[1] + m[2]
				known := slices.ContainsFunc(found.V, func(o source.Text) bool { return o.V == name })
				if !known && !modelSecret.MatchString(name) {
					found = source.Say(append(found.V, source.Say(name, t.At)), t.At)
				}
			}
		})
	}
	return found
}

// eachText visits the scalars of a tree.
func eachText(n *source.Node, visit func(source.Text)) {
	if t := n.Field(); t.Set {
		visit(t)
	}
	for _, item := range itemsOf(n) {
		eachText(item, visit)
	}
	for _, p := range entriesOf(n) {
		eachText(p.Value, visit)
	}
}

// gate is the condition, the environment or the step that lets only some people start job or step.
func (r jobReader) gate() source.Text {
	if text := r.step.Get("if").Field(); onlyInsiders(text) {
		return text
	}
	if text := jobGate(r.job); text.Set {
		return text
	}
	for _, name := range r.job.Get("needs").Texts().V {
		if text := jobGate(r.workflow.At("jobs", name.V)); text.Set {
			return text
		}
	}
	if branches := r.workflow.At("on", "workflow_run", "branches").Texts(); len(branches.V) > 0 {
		return branches.V[0]
	}
	return source.Text{}
}

// jobGate is what lets only some people start a job.
func jobGate(job *source.Node) source.Text {
	if text := job.Get("if").Field(); onlyInsiders(text) {
		return text
	}
	if environment := textOr(job.Get("environment"), "name"); environment.Set {
		return environment
	}
	found := source.Text{}
	for _, step := range itemsOf(job.Get("steps")) {
		eachText(step, func(t source.Text) {
			if !found.Set && insiderStep.MatchString(t.V) {
				found = textOr(step, "name", "id", "uses", "run")
			}
		})
	}
	return found
}

// onlyInsiders says whether a condition lets only people with a role in the repository through.
func onlyInsiders(condition source.Text) bool {
	return insider.MatchString(exclusion.ReplaceAllString(condition.V, ""))
}

// ownChecks are the actions that ask themselves whether whoever started them may write to the repository,
// and the inputs that open them.
var ownChecks = []struct {
	action string
	opens  []string
}{
	{"anthropics/claude-code-action", []string{"allowed_non_write_users"}},
	{"openai/codex-action", []string{"allow-users"}},
	{"sst/opencode/github", nil},
	{"anomalyco/opencode/github", nil},
	{"Factory-AI/droid-action", nil},
}

// ownCheck is the action that asks for write access itself, and the input that opens it to everybody.
func (r jobReader) ownCheck() (check, opened source.Text) {
	uses := r.step.Get("uses").Field()
	name, _, _ := strings.Cut(uses.V, "@")
	for _, c := range ownChecks {
		if !strings.EqualFold(name, c.action) {
			continue
		}
		for _, key := range c.opens {
			if value := r.step.At("with", key).Field(); strings.TrimSpace(value.V) == "*" {
				return uses, source.Say(key+": *", value.At)
			}
		}
		return uses, source.Text{}
	}
	return source.Text{}, source.Text{}
}

// untrusted are the expressions by which text of outsiders is put into the script or the inputs of the step.
func (r jobReader) untrusted() []source.Text {
	var found []source.Text
	for _, n := range []*source.Node{r.step.Get("run"), r.step.Get("with")} {
		eachText(n, func(t source.Text) {
			for _, m := range outsideExpression.FindAllStringIndex(t.V, 4) {
				found = append(found, source.Say(t.V[m[0]:m[1]], t.At.Sub(t.V, m[0], m[1])))
			}
		})
	}
	return found
}

// launchLimits are what bounds a run that a command line or a job starts.
func launchLimits(l *Launch) Limits {
	limits := Limits{}
	for i, arg := range l.Argv.V {
		name, value, joined := strings.Cut(arg.V, "=")
		if !joined && i+1 < len(l.Argv.V) {
			value = l.Argv.V[i+1].V
		}
		number, err := strconv.ParseFloat(value, 64)
		if slices.Contains(turnFlags, name) && err == nil {
			limits.MaxTurns, limits.At = source.Say(number, arg.At), arg.At
		}
	}
	if l.Job != nil && l.Job.Timeout.Set {
		minutes := l.Job.Timeout
		limits.Timeout = source.Say(strconv.FormatFloat(minutes.V, 'f', -1, 64)+"m", minutes.At)
		limits.Seconds, limits.At = source.Say(minutes.V*60, minutes.At), minutes.At
	}
	return limits
}

// turnFlags are the options of agent programs that bound the number of turns.
var turnFlags = []string{"--max-turns", "--max-session-turns", "--max-steps", "--max-iterations"}
