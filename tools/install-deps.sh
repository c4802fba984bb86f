#!/usr/bin/env bash
# Installs the Debian packages that building, testing and running presscut needs and that are not
# there yet. Silent and quick when nothing is missing.
set -euo pipefail

packages=(
  g++ cmake ninja-build pkg-config   # the build
  libre2-dev                         # matches rules
  libicu-dev                         # encodings, Unicode properties
  libutf8proc-dev                    # normalises
  libsimdjson-dev                    # checks UTF-8, reads JSON
  libtomlplusplus-dev                # reads rule files (its headers)
  libcli11-dev libfmt-dev            # command line, messages
  libxxhash-dev libarchive-dev       # checksums, compressed input
  libjs-chart.js                     # draws the charts of report.html
  libsqlite3-dev libzstd-dev libssl-dev  # datasets: tables, records, SHA-256
  sqlite3 zstd                       # the examples of docs/, the tests of datasets
  libgtest-dev clang-format          # tests, format check
  chromium chromium-driver           # tests of report.html
  python3 python3-venv               # tools/*.py, Parquet, readers of datasets
)

if ! command -v dpkg-query >/dev/null; then
  # Not Debian: CMake names whatever it cannot find.
  exit 0
fi

installed=$(dpkg-query -W -f '${db:Status-Status} ${Package}\n' "${packages[@]}" 2>/dev/null || true)
missing=()
for package in "${packages[@]}"; do
  grep -qxF "installed $package" <<<"$installed" || missing+=("$package")
done
if ((${#missing[@]} == 0)); then
  exit 0
fi

echo "presscut needs these Debian packages, installing them now: ${missing[*]}"
apt_get=(env DEBIAN_FRONTEND=noninteractive apt-get)
if ((EUID != 0)); then
  if ! command -v sudo >/dev/null; then
    echo "not root, and there is no sudo. As root, run:" >&2
    echo "  apt-get update && apt-get install --no-install-recommends ${missing[*]}" >&2
    exit 1
  fi
  apt_get=(sudo "${apt_get[@]}")
fi

install() {
  "${apt_get[@]}" install --yes --quiet --no-install-recommends "${missing[@]}"
}
# A machine that never ran `apt-get update` knows no package, and one that ran it long ago may ask
# the mirror for versions that are gone: only in these two cases are the lists worth fetching.
known=$(LC_ALL=C apt-cache policy "${missing[@]}" 2>/dev/null | grep -c 'Candidate: [^(]' || true)
if ((known == ${#missing[@]})); then
  install && exit 0
  echo "the package lists look out of date: fetching them and trying once more"
fi
"${apt_get[@]}" update --quiet
install
