package loaders

// Context is what a policy may know of the run. What is not known is absent. It comes from --context and
// the variables PACHECK_CONTEXT_<KEY>, from git, and from the variables of the CI system: the first that
// knows a thing is believed, but for the branch, of which the CI system knows more than git does. Of
// each CI system, only the variables that the docs of its members name are read.
type Context struct {
	Now         string            `json:"now,omitempty" doc:"The evaluation time, RFC 3339: --as-of, else the start of the run."`
	Repository  string            `json:"repository,omitempty" doc:"What the CI system calls the repository, such as acme/shop. GitHub: GITHUB_REPOSITORY; GitLab: CI_PROJECT_PATH; Azure: BUILD_REPOSITORY_NAME; Buildkite: BUILDKITE_REPO; CircleCI: CIRCLE_PROJECT_USERNAME and CIRCLE_PROJECT_REPONAME; Jenkins: GIT_URL."`
	Revision    string            `json:"revision,omitempty" doc:"The commit that is checked out, 40 or 64 hex digits: HEAD of git, else GITHUB_SHA, CI_COMMIT_SHA, GIT_COMMIT, BUILD_SOURCEVERSION, BUILDKITE_COMMIT or CIRCLE_SHA1."`
	Dirty       *bool             `json:"dirty,omitempty" doc:"Whether a file that git tracks differs from that commit. From git."`
	Branch      string            `json:"branch,omitempty" doc:"The branch that is checked, of a pull request the one that it comes from: GITHUB_HEAD_REF or GITHUB_REF_NAME; CI_MERGE_REQUEST_SOURCE_BRANCH_NAME or CI_COMMIT_BRANCH; CHANGE_BRANCH, BRANCH_NAME or GIT_BRANCH; SYSTEM_PULLREQUEST_SOURCEBRANCH or BUILD_SOURCEBRANCH; BUILDKITE_BRANCH; CIRCLE_BRANCH; else that of git. Whoever opens a pull request chooses its name."`
	Tag         string            `json:"tag,omitempty" doc:"The tag that is checked: GITHUB_REF_NAME of a tag, CI_COMMIT_TAG, TAG_NAME, BUILD_SOURCEBRANCH of a tag, BUILDKITE_TAG or CIRCLE_TAG."`
	Author      *Author           `json:"author,omitempty" doc:"Who wrote that commit. From git."`
	CI          string            `json:"ci,omitempty" doc:"The CI system: github-actions, gitlab-ci, jenkins, azure-pipelines, buildkite or circleci, by the variables GITHUB_ACTIONS, GITLAB_CI, JENKINS_URL, TF_BUILD, BUILDKITE and CIRCLECI; absent on a desk."`
	Event       string            `json:"event,omitempty" doc:"What started the run: push, tag, pull_request, schedule, manual or api, else the word of the CI system, such as pull_request_target. GITHUB_EVENT_NAME; CI_PIPELINE_SOURCE; BUILD_REASON; BUILDKITE_SOURCE; of the others, only pull_request and tag are known."`
	Actor       string            `json:"actor,omitempty" doc:"Who started the run: GITHUB_TRIGGERING_ACTOR or GITHUB_ACTOR; GITLAB_USER_LOGIN; BUILD_USER_ID or CHANGE_AUTHOR; BUILD_REQUESTEDFOR; BUILDKITE_BUILD_CREATOR; CIRCLE_USERNAME."`
	Run         string            `json:"run,omitempty" doc:"The address of the run. GitHub: GITHUB_SERVER_URL, GITHUB_REPOSITORY and GITHUB_RUN_ID; the others: CI_JOB_URL, BUILD_URL, SYSTEM_COLLECTIONURI with SYSTEM_TEAMPROJECT and BUILD_BUILDID, BUILDKITE_BUILD_URL, CIRCLE_BUILD_URL."`
	Environment string            `json:"environment,omitempty" doc:"The environment that is deployed to, such as production: CI_ENVIRONMENT_NAME of GitLab, ENVIRONMENT_NAME of Azure, else only what --context environment=NAME says."`
	PullRequest *PullRequest      `json:"pull_request,omitempty" doc:"The pull or merge request that is checked; absent where there is none."`
	Changed     []string          `json:"changed_files,omitzero" doc:"The paths that the change adds, alters, renames or deletes, sorted; empty where it changes nothing, absent where nobody knows what it starts from. From git: against the base that --new-from names, else the base of the pull request, else the commit before the push."`
	Labels      map[string]string `json:"labels,omitempty" doc:"What --context labels.NAME=VALUE says: whatever an organisation wants its policies to know of a run."`
}

// Author is who wrote a commit, as the commit itself says.
type Author struct {
	Name  string `json:"name,omitempty" doc:"The name."`
	Email string `json:"email,omitempty" doc:"The address."`
}

// PullRequest is a change that is proposed.
type PullRequest struct {
	Number int    `json:"number,omitempty" doc:"Its number: of GITHUB_REF or the event, CI_MERGE_REQUEST_IID, CHANGE_ID, SYSTEM_PULLREQUEST_PULLREQUESTNUMBER or SYSTEM_PULLREQUEST_PULLREQUESTID, BUILDKITE_PULL_REQUEST, CIRCLE_PULL_REQUEST."`
	Base   string `json:"base,omitempty" doc:"The branch that it is meant for: GITHUB_BASE_REF, CI_MERGE_REQUEST_TARGET_BRANCH_NAME, CHANGE_TARGET, SYSTEM_PULLREQUEST_TARGETBRANCH, BUILDKITE_PULL_REQUEST_BASE_BRANCH."`
	Fork   *bool  `json:"fork,omitempty" doc:"Whether it comes from another repository: the event of GitHub, CI_MERGE_REQUEST_SOURCE_PROJECT_ID, CHANGE_FORK, SYSTEM_PULLREQUEST_ISFORK, CIRCLE_PR_USERNAME."`
}
