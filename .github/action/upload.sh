#!/usr/bin/env bash
# Finds out whether the token may upload to code scanning, and says so to the step that uploads.
#
# Reads INPUT_UPLOAD (auto, true or false), HEAD_REPOSITORY of a pull request, TOKEN, and the variables of the runner.
set -euo pipefail

no() {
  echo "allowed=false" >> "$GITHUB_OUTPUT"
  [ "${INPUT_UPLOAD:-}" != true ] || {
    echo "::error title=pacheck::upload-sarif is true, and $1"
    exit 1
  }
  echo "pacheck: no upload to code scanning: $1"
  exit
}

: "${GITHUB_OUTPUT:?}" "${GITHUB_REPOSITORY:?}"
[ "${INPUT_UPLOAD:-}" != false ] || no 'upload-sarif is false'
[ "${GITHUB_EVENT_NAME:-}" != pull_request ] || [ "${HEAD_REPOSITORY:-}" = "$GITHUB_REPOSITORY" ] ||
  no 'the token of a pull request from a fork only reads'
[ -n "${TOKEN:-}" ] || no 'there is no token'

# An upload of nothing is refused with 422 where the token may upload, and with 403 or 404 where it may not.
status=$(printf 'header = "Authorization: Bearer %s"\n' "$TOKEN" |
  curl --silent --config - --output /dev/null --write-out '%{http_code}' --max-time 30 --request POST --data '{}' \
    "${GITHUB_API_URL:?}/repos/$GITHUB_REPOSITORY/code-scanning/sarifs") || true
case $status in
  400 | 422) echo "allowed=true" >> "$GITHUB_OUTPUT" ;;
  401 | 403 | 404) no "the token lacks security-events: write, or code scanning is not switched on (HTTP $status)" ;;
  *) no "code scanning does not answer (HTTP $status)" ;;
esac
