# METADATA
# title: "CI job lets outsiders' text drive an agent that holds a write token or secrets"
# description: An issue title is enough to take over the pipeline; this has happened repeatedly to large projects.
# related_resources:
# - ref: https://securitylab.github.com/resources/github-actions-untrusted-input/
#   description: GitHub Security Lab, untrusted input in workflows
# - ref: https://docs.github.com/en/actions/reference/security/secure-use
#   description: GitHub Actions, secure use
# custom:
#   code: PA-AGT-032
#   severity: critical
#   severity_when:
#   - {when: "there is no secret, and the token may write to issues, pull requests, discussions, checks and statuses alone", severity: high}
#   precision: high
#   scope: file
#   principle: least-privilege
#   profiles: [recommended, strict]
#   roles: [runtime]
#   adversarial: true
#   packs:
#     owasp-agentic: [ASI01, ASI03, ASI05]
#     owasp-llm: ["LLM01:2025", "LLM06:2025"]
#     nist-ai-rmf: [MEASURE 2.7, MS-2.7-001, MS-2.7-007]
#   remediation: Gate by author, drop write scopes and secrets, pass untrusted text as a file, validate the output in a separate job.
#   params:
#     triggers: {default: [issues, issue_comment, pull_request_target, discussion, discussion_comment, pull_request_review, pull_request_review_comment, workflow_run], description: "Events that everybody can bring about."}
#     unstated: {default: false, strict: true, description: "Whether a workflow counts that says nothing of permissions, so that the token has those of the repository's settings."}
#   bad:
#   - .github/workflows/triage.yml: "on: issues\npermissions: {contents: write}\njobs:\n  t:\n    runs-on: ubuntu-latest\n    steps:\n    - uses: google-github-actions/run-gemini-cli@v0\n      with: {prompt: 'Triage: ${{ github.event.issue.title }}'}\n"
#   - .github/workflows/triage.yml: "name: Triage\non:\n  issue_comment:\n    types: [created]\npermissions: write-all\njobs:\n  t:\n    runs-on: ubuntu-latest\n    steps:\n    - run: claude -p 'answer the newest comment'\n"
#   - .github/workflows/triage.yml: "on: [pull_request_target]\npermissions: {contents: read}\njobs:\n  t:\n    runs-on: ubuntu-latest\n    steps:\n    - run: codex exec 'review'\n      env: {NPM_TOKEN: '${{ secrets.NPM_TOKEN }}', OPENAI_API_KEY: '${{ secrets.OPENAI_API_KEY }}'}\n"
#   - .github/workflows/triage.yml: "on: issues\npermissions: {contents: write}\njobs:\n  t:\n    if: github.actor != 'dependabot[bot]'\n    runs-on: ubuntu-latest\n    steps:\n    - uses: anthropics/claude-code-action@v1\n      with: {prompt: triage, allowed_non_write_users: '*'}\n"
#   - .github/workflows/triage.yml: "on: issues\njobs:\n  t:\n    permissions: {issues: write}\n    runs-on: ubuntu-latest\n    steps:\n    - run: claude -p triage\n"
#   good:
#   - .github/workflows/triage.yml: "on: issues\npermissions: {issues: read}\njobs:\n  t:\n    if: contains(fromJSON('[\"OWNER\",\"MEMBER\"]'), github.event.issue.author_association)\n    runs-on: ubuntu-latest\n    steps:\n    - run: claude -p triage\n"
#   - not_when: only those with a role in the repository can start the job
#     .github/workflows/triage.yml: "on: issues\npermissions: {contents: write}\njobs:\n  t:\n    if: contains(fromJSON('[\"OWNER\",\"MEMBER\"]'), github.event.issue.author_association)\n    runs-on: ubuntu-latest\n    steps:\n    - run: claude -p triage\n"
#   - not_when: the token only reads, and the model's key is the only secret
#     .github/workflows/triage.yml: "on: issues\npermissions: read-all\njobs:\n  t:\n    runs-on: ubuntu-latest\n    steps:\n    - run: claude -p triage\n      env: {ANTHROPIC_API_KEY: '${{ secrets.ANTHROPIC_API_KEY }}', GH_TOKEN: '${{ secrets.GITHUB_TOKEN }}'}\n"
#   - not_when: the agent has tools of reading alone
#     .github/workflows/triage.yml: "on: issues\npermissions: {issues: write}\njobs:\n  t:\n    runs-on: ubuntu-latest\n    steps:\n    - run: claude -p triage --allowedTools Read,Grep,Glob\n"
#   - not_when: the workflow runs by hand, by schedule or on a push
#     .github/workflows/nightly.yml: "on:\n  schedule: [{cron: '0 3 * * *'}]\n  workflow_dispatch:\n  push: {branches: [main]}\npermissions: {contents: write}\njobs:\n  t:\n    runs-on: ubuntu-latest\n    steps:\n    - run: claude -p 'fix the tests'\n"
#   - not_when: the workflow runs on pull_request, for which forks get no secrets
#     .github/workflows/review.yml: "on: pull_request\npermissions: {contents: write}\njobs:\n  t:\n    runs-on: ubuntu-latest\n    steps:\n    - run: claude -p review\n"
#   - not_when: the action asks by itself for write access
#     .github/workflows/claude.yml: "on:\n  issue_comment: {types: [created]}\npermissions: {contents: write}\njobs:\n  t:\n    runs-on: ubuntu-latest\n    steps:\n    - uses: anthropics/claude-code-action@v1\n"
#   - not_when: the event is one that only members bring about
#     .github/workflows/labeled.yml: "on:\n  issues: {types: [labeled]}\npermissions: {contents: write}\njobs:\n  t:\n    runs-on: ubuntu-latest\n    steps:\n    - run: claude -p fix\n"
#   - not_when: a job before it asks for the permission of whoever started it
#     .github/workflows/gated.yml: "on: issues\npermissions: {contents: write}\njobs:\n  ask:\n    runs-on: ubuntu-latest\n    steps:\n    - run: gh api repos/o/r/collaborators/$USER/permission\n  t:\n    needs: ask\n    runs-on: ubuntu-latest\n    steps:\n    - run: claude -p fix\n"
package pacheck.rules.agent.ci_agent_on_untrusted_trigger

params := data.pacheck.params["ci-agent-on-untrusted-trigger"]

findings contains {
	"at": ["launches", i],
	"message": sprintf("%s runs %s on %s with %s and no author gate%s", [workflow(launch), launch.program, trigger.event, authority, straight(launch.job)]),
	"label": "everybody can start it, and say what it reads",
	"severity": severity(launch.job),
	"related": related(i, launch.job),
} if {
	some i, launch in input.launches
	launch.job.triggers
	trigger := [t | some t in launch.job.triggers; t.event in params.triggers; not t.insiders][0]
	authority := authority_of(launch.job)
	not gated(launch.job)
	not reads_only(launch)
}

workflow(launch) := launch.job.workflow if launch.job.workflow

workflow(launch) := launch.file if not launch.job.workflow

# what the job holds, for people
authority_of(job) := concat(" and ", array.concat(token(job), secrets(job))) if count(token(job)) + count(secrets(job)) > 0

token(job) := [sprintf("write access to %s", [concat(", ", written(job))])] if count(written(job)) > 0

token(job) := ["the repository's default permissions"] if {
	params.unstated
	not job.permissions
}

token(job) := [] if {
	job.permissions
	count(written(job)) == 0
}

token(job) := [] if {
	not job.permissions
	not params.unstated
}

# the scopes that may be written; a token of identity is what the model's platform asks for
written(job) := [scope(permission.key) |
	some permission in job.permissions
	permission.value in {"write", "write-all"}
	permission.key != "id-token"
]

scope("*") := "everything"

scope(key) := key if key != "*"

secrets(job) := [sprintf("the secret %s", [secret]) | some secret in job.secrets]

# somebody with a role in the repository has to start it
gated(job) if {
	job.gate
	not job.open_gate
}

# what it reads cannot be turned into anything
reads_only(launch) if {
	count(launch.allow) > 0
	every grant in launch.allow {
		grant.tool in {"read", "search"}
	}
	not launch.bypass_flags
}

reads_only(launch) if {
	launch.program == "codex"
	some word in launch.argv
	word in {"read-only", "--sandbox=read-only"}
}

straight(job) := sprintf("; %s is put straight into what it is told", [job.untrusted[0]]) if job.untrusted

straight(job) := "" if not job.untrusted

related(i, job) := [{"at": ["launches", i, "job", "untrusted", 0], "message": "text that anybody may write"}] if job.untrusted

related(_, job) := [] if not job.untrusted

severity(job) := "high" if {
	count(secrets(job)) == 0
	every key in written(job) {
		key in {"issues", "pull-requests", "discussions", "checks", "statuses"}
	}
} else := "critical"
