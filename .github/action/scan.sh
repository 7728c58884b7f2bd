#!/usr/bin/env bash
# Scans once, and keeps the reports and the exit code for the steps that follow. It ends with 0 whatever the
# verdict is: gate.sh ends with the verdict.
#
# Reads DIR and BINARY of install.sh, INPUT_PATHS and INPUT_ARGS (one a line), INPUT_WORKING_DIRECTORY,
# INPUT_FAIL_ON, INPUT_ONLY_NEW, INPUT_TRUST_BASE, INPUT_SUMMARY, BASE (a commit, or nothing) and TOKEN.
set -euo pipefail

cd "${INPUT_WORKING_DIRECTORY:-.}"

# configure adds a setting of git for this script alone.
configure() {
  local n=${GIT_CONFIG_COUNT:-0}
  export "GIT_CONFIG_KEY_$n=$1" "GIT_CONFIG_VALUE_$n=$2" GIT_CONFIG_COUNT=$((n + 1))
}

configure safe.directory '*' # the checkout may belong to another user than that of this container

# fetch gets the base where a shallow checkout lacks it. Where that does not work, pacheck says what to do.
fetch() {
  git cat-file -e "$BASE^{commit}" 2> /dev/null && return
  local depth=()
  [ "$(git rev-parse --is-shallow-repository 2> /dev/null)" != true ] || depth=(--depth=1)
  (
    # two headers would be refused: where the checkout keeps its token, that one serves
    [ -z "${TOKEN:-}" ] || git config --get "http.${GITHUB_SERVER_URL:?}/.extraheader" > /dev/null ||
      configure "http.$GITHUB_SERVER_URL/.extraheader" "AUTHORIZATION: basic $(printf 'x-access-token:%s' "$TOKEN" | base64 | tr -d '\n')"
    GIT_TERMINAL_PROMPT=0 git fetch --quiet --no-tags ${depth[@]+"${depth[@]}"} origin "$BASE"
  ) || echo "pacheck: the base $BASE is not in the checkout, and could not be fetched"
}

flags=()
if [ -n "${BASE:-}" ]; then
  [ "${INPUT_TRUST_BASE:-}" = false ] || flags+=("--trust-base=$BASE")
  [ "${INPUT_ONLY_NEW:-}" != true ] || flags+=("--new-from=$BASE")
  [ ${#flags[@]} -eq 0 ] || fetch
fi
[ -z "${INPUT_FAIL_ON:-}" ] || flags+=("--fail-on=$INPUT_FAIL_ON")
while IFS= read -r arg; do
  arg=${arg%$'\r'}
  [ -z "$arg" ] || flags+=("$arg")
done <<< "${INPUT_ARGS:-}"
paths=()
while IFS= read -r path; do
  path=${path%$'\r'}
  [ -z "$path" ] || paths+=("$path")
done <<< "${INPUT_PATHS:-}"
[ ${#paths[@]} -gt 0 ] || paths=(.)

code=0
"${BINARY:?}" scan ${flags[@]+"${flags[@]}"} -o "sarif=${DIR:?}/pacheck.sarif" -o "json=$DIR/pacheck.json" -o "markdown=$DIR/pacheck.md" \
  -o "github=$DIR/annotations.txt" -o "text=$DIR/pacheck.txt" -- "${paths[@]}" 2> "$DIR/notices.txt" || code=$?

# Whatever the reports quote, the runner takes no command from them.
echo "::stop-commands::${DIR##*.}"
cat "$DIR/notices.txt"
[ ! -s "$DIR/pacheck.txt" ] || cat "$DIR/pacheck.txt"
echo "::${DIR##*.}::"

if [ "${INPUT_SUMMARY:-}" != false ] && [ -n "${GITHUB_STEP_SUMMARY:-}" ]; then
  if [ -s "$DIR/pacheck.md" ]; then
    head -c 1000000 "$DIR/pacheck.md"
  else
    printf '**pacheck** gave no verdict\n\n'
    sed 's/^/    /' "$DIR/notices.txt"
  fi >> "$GITHUB_STEP_SUMMARY"
fi

# One category for each way to scan, so that the results of two uses do not replace each other.
category=pacheck
said=${INPUT_PATHS:-}$'\n'${INPUT_ARGS:-}$'\n'${INPUT_WORKING_DIRECTORY:-}
[ "$said" = $'\n\n' ] || category=pacheck-$(printf '%s' "$said" | cksum | cut -d ' ' -f 1)
{
  echo "code=$code"
  echo "category=$category"
  [ ! -s "$DIR/pacheck.sarif" ] || printf '%s\n' "sarif=$DIR/pacheck.sarif" "json=$DIR/pacheck.json" "markdown=$DIR/pacheck.md"
} >> "${GITHUB_OUTPUT:?}"
