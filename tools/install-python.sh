#!/usr/bin/env bash
# Sets up the Python that `presscut dataset --parquet` and the tests of datasets use, in
# BUILD/python, beside the program. Silent and quick when it is there.
#
#     install-python.sh [build]
set -euo pipefail

build=${1:-build}
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
packages=$here/python-packages.txt
python=$build/python
# Written last: what was interrupted is done again.
stamp=$python/packages.txt

if [[ -f $stamp ]] && cmp -s "$packages" "$stamp"; then
  exit 0
fi
echo "setting up Python packages in $python (some 650 MB, a minute or more)"
rm -rf "$python"
mkdir -p "$build"
python3 -m venv "$python"
# A slow index is asked again.
"$python/bin/pip" install --quiet --disable-pip-version-check --retries 8 --timeout 60 \
  --requirement "$packages"
cp "$packages" "$stamp"
