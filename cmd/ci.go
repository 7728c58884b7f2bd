package cmd

import (
	"cmp"
	"encoding/json"
	"net/url"
	"os"
	"strconv"
	"strings"

	"github.com/pacheck/pacheck/loaders"
)

// environment is a look-up of variables: "" for one that is not set.
type environment func(name string) string

// ofCI is what a CI system says of the run in its variables, and what the change starts from: commits
// or branches, the best first. Nothing of it is trusted: values are data, and one that is no number is
// not known.
func ofCI(env environment) (c loaders.Context, bases []string) {
	switch {
	case env("GITHUB_ACTIONS") == "true":
		c, bases = env.github()
	case env("GITLAB_CI") == "true":
		c, bases = env.gitlab()
	case env("TF_BUILD") != "":
		c = env.azure()
	case env("BUILDKITE") == "true":
		c = env.buildkite()
	case env("CIRCLECI") == "true":
		c = env.circle()
	case env("JENKINS_URL") != "":
		c, bases = env.jenkins()
	default:
		return c, nil
	}
	if r := c.PullRequest; r != nil && *r == (loaders.PullRequest{}) {
		c.PullRequest = nil
	}
	if r := c.PullRequest; r != nil && r.Base != "" {
		bases = append(bases, "origin/"+r.Base, r.Base)
	}
	return c, bases
}

// first is the value of the first variable that is set.
func (env environment) first(names ...string) string {
	for _, name := range names {
		if value := env(name); value != "" {
			return value
		}
	}
	return ""
}

// number is a value that is one, else 0.
func number(value string) int {
	n, err := strconv.Atoi(value)
	if err != nil {
		return 0
	}
	return max(n, 0)
}

// branch is the name of a branch without what git puts before it.
func branch(ref string) string {
	return strings.TrimPrefix(strings.TrimPrefix(ref, "refs/heads/"), "origin/")
}

// bare is the address of a repository without the credentials that it may hold.
func bare(address string) string {
	if u, err := url.Parse(address); err == nil && u.User != nil {
		u.User = nil
		return u.String()
	}
	return address
}

// word is what an event is called here, else its own name.
func word(own string, ours map[string]string) string { return cmp.Or(ours[own], own) }

// githubEvent is what is read of the file that describes the event.
type githubEvent struct {
	Before      string `json:"before"`
	PullRequest struct {
		Number int                       `json:"number"`
		Base   struct{ SHA, Ref string } `json:"base"`
		Head   struct {
			Ref  string `json:"ref"`
			Repo struct {
				Name string `json:"full_name"`
			} `json:"repo"`
		} `json:"head"`
	} `json:"pull_request"`
}

// maxEvent is how many bytes of an event are read; GitHub cuts events off below it.
const maxEvent = 32 << 20

func readEvent(file string) githubEvent {
	var event githubEvent
	info, err := os.Stat(file)
	if err != nil || !info.Mode().IsRegular() || info.Size() > maxEvent {
		return event
	}
	data, err := os.ReadFile(file)
	if err != nil || json.Unmarshal(data, &event) != nil {
		return githubEvent{} // then what it says is not known
	}
	return event
}

func (env environment) github() (loaders.Context, []string) {
	event := readEvent(env("GITHUB_EVENT_PATH"))
	c := loaders.Context{
		CI: "github-actions", Repository: env("GITHUB_REPOSITORY"), Revision: env("GITHUB_SHA"),
		Event: word(env("GITHUB_EVENT_NAME"), map[string]string{"workflow_dispatch": "manual", "repository_dispatch": "api"}),
		Actor: env.first("GITHUB_TRIGGERING_ACTOR", "GITHUB_ACTOR"),
	}
	if server, run := env("GITHUB_SERVER_URL"), env("GITHUB_RUN_ID"); server != "" && c.Repository != "" && run != "" {
		c.Run = server + "/" + c.Repository + "/actions/runs/" + run
	}
	if env("GITHUB_REF_TYPE") == "tag" {
		c.Tag = env("GITHUB_REF_NAME")
		c.Event = word(c.Event, map[string]string{"push": "tag"})
	} else if request := strings.HasPrefix(env("GITHUB_REF"), "refs/pull/"); !request {
		c.Branch = env("GITHUB_REF_NAME")
	}
	c.Branch = cmp.Or(event.PullRequest.Head.Ref, env("GITHUB_HEAD_REF"), c.Branch)
	merge, _, _ := strings.Cut(strings.TrimPrefix(env("GITHUB_REF"), "refs/pull/"), "/")
	c.PullRequest = &loaders.PullRequest{
		Number: cmp.Or(max(event.PullRequest.Number, 0), number(merge)),
		Base:   cmp.Or(event.PullRequest.Base.Ref, env("GITHUB_BASE_REF")),
	}
	if head := event.PullRequest.Head.Repo.Name; head != "" && c.Repository != "" {
		c.PullRequest.Fork = new(head != c.Repository)
	}
	return c, stated(event.PullRequest.Base.SHA, event.Before)
}

// stated are the values that are set and no commit of zeros, which stands for none.
func stated(values ...string) []string {
	var all []string
	for _, v := range values {
		if strings.Trim(v, "0") != "" {
			all = append(all, v)
		}
	}
	return all
}

func (env environment) gitlab() (loaders.Context, []string) {
	c := loaders.Context{
		CI: "gitlab-ci", Repository: env("CI_PROJECT_PATH"), Revision: env("CI_COMMIT_SHA"), Tag: env("CI_COMMIT_TAG"),
		Branch: env.first("CI_MERGE_REQUEST_SOURCE_BRANCH_NAME", "CI_COMMIT_BRANCH"),
		Event:  word(env("CI_PIPELINE_SOURCE"), map[string]string{"merge_request_event": "pull_request", "web": "manual", "trigger": "api"}),
		Actor:  env("GITLAB_USER_LOGIN"), Run: env("CI_JOB_URL"), Environment: env("CI_ENVIRONMENT_NAME"),
		PullRequest: &loaders.PullRequest{Number: number(env("CI_MERGE_REQUEST_IID")), Base: env("CI_MERGE_REQUEST_TARGET_BRANCH_NAME")},
	}
	if c.Tag != "" && c.Event == "push" {
		c.Event = "tag"
	}
	if from, to := env("CI_MERGE_REQUEST_SOURCE_PROJECT_ID"), env("CI_MERGE_REQUEST_PROJECT_ID"); from != "" && to != "" {
		c.PullRequest.Fork = new(from != to)
	}
	return c, stated(env("CI_MERGE_REQUEST_DIFF_BASE_SHA"), env("CI_COMMIT_BEFORE_SHA"))
}

func (env environment) azure() loaders.Context {
	ref := env("BUILD_SOURCEBRANCH")
	c := loaders.Context{
		CI: "azure-pipelines", Repository: env("BUILD_REPOSITORY_NAME"), Revision: env("BUILD_SOURCEVERSION"),
		Event: word(env("BUILD_REASON"), map[string]string{
			"IndividualCI": "push", "BatchedCI": "push", "PullRequest": "pull_request", "Schedule": "schedule", "Manual": "manual",
		}),
		Actor: env("BUILD_REQUESTEDFOR"), Environment: env("ENVIRONMENT_NAME"),
		PullRequest: &loaders.PullRequest{
			Number: number(env.first("SYSTEM_PULLREQUEST_PULLREQUESTNUMBER", "SYSTEM_PULLREQUEST_PULLREQUESTID")),
			Base:   branch(env("SYSTEM_PULLREQUEST_TARGETBRANCH")),
		},
	}
	if tag, ok := strings.CutPrefix(ref, "refs/tags/"); ok {
		c.Tag = tag
		c.Event = word(c.Event, map[string]string{"push": "tag"})
	} else if !strings.HasPrefix(ref, "refs/pull/") {
		c.Branch = branch(ref)
	}
	c.Branch = cmp.Or(branch(env("SYSTEM_PULLREQUEST_SOURCEBRANCH")), c.Branch)
	if fork := env("SYSTEM_PULLREQUEST_ISFORK"); fork != "" && c.Event == "pull_request" {
		c.PullRequest.Fork = new(strings.EqualFold(fork, "true"))
	}
	if server, project, id := env("SYSTEM_COLLECTIONURI"), env("SYSTEM_TEAMPROJECT"), env("BUILD_BUILDID"); server != "" && project != "" && id != "" {
		c.Run = strings.TrimSuffix(server, "/") + "/" + project + "/_build/results?buildId=" + id
	}
	return c
}

func (env environment) buildkite() loaders.Context {
	c := loaders.Context{
		CI: "buildkite", Repository: bare(env("BUILDKITE_REPO")), Branch: env("BUILDKITE_BRANCH"), Tag: env("BUILDKITE_TAG"),
		Event: word(env("BUILDKITE_SOURCE"), map[string]string{"webhook": "push", "ui": "manual"}),
		Actor: env.first("BUILDKITE_BUILD_CREATOR", "BUILDKITE_BUILD_AUTHOR"), Run: env("BUILDKITE_BUILD_URL"),
		PullRequest: &loaders.PullRequest{Number: number(env("BUILDKITE_PULL_REQUEST")), Base: env("BUILDKITE_PULL_REQUEST_BASE_BRANCH")},
	}
	if commit := env("BUILDKITE_COMMIT"); commit != "HEAD" { // which it is until the agent has looked
		c.Revision = commit
	}
	switch {
	case c.Event == "push" && c.PullRequest.Number > 0:
		c.Event = "pull_request"
	case c.Event == "push" && c.Tag != "":
		c.Event = "tag"
	}
	return c
}

func (env environment) circle() loaders.Context {
	c := loaders.Context{
		CI: "circleci", Revision: env("CIRCLE_SHA1"), Branch: env("CIRCLE_BRANCH"), Tag: env("CIRCLE_TAG"),
		Actor: env("CIRCLE_USERNAME"), Run: env("CIRCLE_BUILD_URL"), PullRequest: &loaders.PullRequest{},
	}
	if owner, name := env("CIRCLE_PROJECT_USERNAME"), env("CIRCLE_PROJECT_REPONAME"); owner != "" && name != "" {
		c.Repository = owner + "/" + name
	}
	if address := env("CIRCLE_PULL_REQUEST"); address != "" {
		c.Event = "pull_request"
		c.PullRequest.Number = number(address[strings.LastIndexByte(address, '/')+1:])
		c.PullRequest.Fork = new(env("CIRCLE_PR_USERNAME") != "")
	} else if c.Tag != "" {
		c.Event = "tag"
	}
	return c
}

func (env environment) jenkins() (loaders.Context, []string) {
	c := loaders.Context{
		CI: "jenkins", Repository: bare(env("GIT_URL")), Revision: env("GIT_COMMIT"), Tag: env("TAG_NAME"),
		Actor: env.first("BUILD_USER_ID", "CHANGE_AUTHOR"), Run: env("BUILD_URL"),
		PullRequest: &loaders.PullRequest{Number: number(env("CHANGE_ID")), Base: env("CHANGE_TARGET")},
	}
	switch {
	case env("CHANGE_ID") != "":
		c.Event, c.Branch = "pull_request", env("CHANGE_BRANCH")
		c.PullRequest.Fork = new(env("CHANGE_FORK") != "")
	case c.Tag != "":
		c.Event = "tag"
	default:
		c.Branch = cmp.Or(env("BRANCH_NAME"), branch(env("GIT_BRANCH")))
	}
	return c, stated(env("GIT_PREVIOUS_COMMIT"))
}
