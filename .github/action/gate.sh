#!/usr/bin/env bash
# Ends the action with the verdict of scan.sh, and says why.
#
# Reads DIR of install.sh, CODE of scan.sh, and UPLOADED, the outcome of the upload.
set -euo pipefail

# error makes an annotation of one line, as the runner reads it.
error() {
  local text=${1//%/%25}
  text=${text//$'\r'/%0D}
  echo "::error title=pacheck::${text//$'\n'/%0A}"
}

# Code scanning shows findings where they are; else annotations do.
if [ "${UPLOADED:-}" != success ] && [ -s "${DIR:?}/annotations.txt" ]; then
  cat "$DIR/annotations.txt"
fi
verdict=''
[ ! -s "$DIR/pacheck.txt" ] || verdict=$(tail -n 1 "$DIR/pacheck.txt")
case ${CODE:-} in
  0) echo "pacheck passes: $verdict" ;;
  1) error "findings at or above the severity that fails: $verdict" ;;
  2) error "no verdict, since options, configuration or policies are wrong: $(tail -n 5 "$DIR/notices.txt")" ;;
  3) error "the verdict is incomplete, since a file could not be read or a policy failed: $verdict" ;;
  *) error "pacheck did not come to an end (code ${CODE:-unknown}): $(tail -n 5 "$DIR/notices.txt" 2> /dev/null)" ;;
esac
exit "${CODE:-3}"
