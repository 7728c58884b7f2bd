#!/usr/bin/env bash
# Installs pacheck into a folder of its own, and tells later steps where it is. The release is the one that
# checksums.txt beside this script is about, and no other: who pins the action pins the binary.
#
# Reads INPUT_VERSION ("" or "source"), GH_TOKEN for the provenance, and the variables of the runner.
set -euo pipefail

fail() {
  echo "::error title=pacheck::$1"
  exit 1
}

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
temp=${RUNNER_TEMP:?}
dir=$(mktemp -d "${temp//\\//}/pacheck.XXXXXXXXXX")
echo "dir=$dir" >> "${GITHUB_OUTPUT:?}"

exe=''
case ${RUNNER_OS:?} in
  Linux) os=linux ;;
  macOS) os=darwin ;;
  Windows) os=windows exe=.exe ;;
  *) fail "there is no release for the system $RUNNER_OS" ;;
esac
case ${RUNNER_ARCH:?} in
  X64) arch=amd64 ;;
  ARM64) arch=arm64 ;;
  *) fail "there is no release for the processor $RUNNER_ARCH: use version: source" ;;
esac
binary=$dir/pacheck$exe
echo "binary=$binary" >> "$GITHUB_OUTPUT"

if [ "${INPUT_VERSION:-}" = source ]; then
  command -v go > /dev/null || fail 'version: source needs Go: put a step with actions/setup-go before'
  cd "$here/../.."
  CGO_ENABLED=0 GOFLAGS='' GOWORK=off go build -trimpath -buildvcs=false -o "$binary" .
  "$binary" version
  exit
fi

line=$(grep -E "^[0-9a-f]{64}  pacheck_[^ ]+_${os}_${arch}\.(tar\.gz|zip)\$" "$here/checksums.txt" | head -n 1) ||
  fail 'this revision of the action belongs to no release: use the tag of a release, or version: source'
want=${line%% *}
archive=${line##* }
version=${archive#pacheck_}
version=${version%"_${os}_${arch}"*}
case ${INPUT_VERSION:-} in
  '' | "$version" | "v$version") ;;
  *) fail "this revision of the action installs $version: for another release, use that tag of the action" ;;
esac

url=https://github.com/pacheck/pacheck/releases/download/v$version/$archive
curl --fail --silent --show-error --location --proto '=https' --retry 3 --output "$dir/$archive" "$url" ||
  fail "$url could not be downloaded"
if command -v sha256sum > /dev/null; then
  got=$(sha256sum < "$dir/$archive")
else
  got=$(shasum -a 256 < "$dir/$archive")
fi
[ "${got%% *}" = "$want" ] || fail "$archive is not what was released: its SHA-256 is ${got%% *}, and should be $want"

if [ "${GITHUB_SERVER_URL:-https://github.com}" != https://github.com ] || [ -z "${GH_TOKEN:-}" ] || ! gh attestation --help > /dev/null 2>&1; then
  echo 'pacheck: the provenance was not verified, since that takes gh and a token for github.com; the SHA-256 was'
else
  gh attestation verify "$dir/$archive" --repo pacheck/pacheck --signer-workflow pacheck/pacheck/.github/workflows/release.yml ||
    fail "the provenance of $archive is not that of a release"
fi

case $archive in
  *.zip) unzip -q "$dir/$archive" "pacheck$exe" -d "$dir" ;;
  *) tar -xzf "$dir/$archive" -C "$dir" "pacheck$exe" ;;
esac
"$binary" version
