#!/usr/bin/env bash
# Holds the checksums that the action has against those of the archives in dist/: "write" takes them over, and
# "compare" fails where they differ.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

built=$(grep -E '  pacheck_[^ ]+_(linux|darwin|windows)_(amd64|arm64)\.(tar\.gz|zip)$' dist/checksums.txt)
[ "$(wc -l <<< "$built")" -eq 6 ] || {
  echo "dist has not the archives of six targets: $built"
  exit 1
}
case ${1:-} in
  write) printf '%s\n' "$built" > .github/action/checksums.txt ;;
  compare) diff .github/action/checksums.txt - <<< "$built" ;;
  *)
    echo 'usage: pin.sh write|compare'
    exit 2
    ;;
esac
