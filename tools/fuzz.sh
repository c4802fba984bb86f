#!/usr/bin/env bash
# fuzz.sh SECONDS JOBS: builds the libFuzzer targets of tests/fuzz and runs each for SECONDS.
# What a fuzzer learns is kept in build-fuzz/corpus; the input of a crash is left in
# build-fuzz/crashes, to be made into a test under tests/ with the fix.
set -euo pipefail
seconds=$1
jobs=$2

if ! command -v clang++ >/dev/null; then
  echo "make fuzz needs clang and its runtime: apt-get install clang libclang-rt-14-dev" >&2
  exit 1
fi
cmake -S . -B build-fuzz -G Ninja -DCMAKE_BUILD_TYPE=RelWithDebInfo \
  -DCMAKE_C_COMPILER=clang -DCMAKE_CXX_COMPILER=clang++ \
  -DPRESSCUT_FUZZ=ON -DPRESSCUT_SANITIZE=ON -DPRESSCUT_BUILD_TESTS=OFF --log-level=WARNING
cmake --build build-fuzz --parallel "$jobs"

shopt -s nullglob
targets=(build-fuzz/fuzz/*_fuzz)
if ((${#targets[@]} == 0)); then
  echo "no fuzzer was built: tests/fuzz holds no *_fuzz.cc" >&2
  exit 1
fi
mkdir -p build-fuzz/crashes
failed=0
for target in "${targets[@]}"; do
  name=$(basename "$target")
  seeds=corpus/articles
  [[ $name == rules_fuzz ]] && seeds=rules/en
  mkdir -p "build-fuzz/corpus/$name"
  echo "== $name, $seconds s"
  "$target" "build-fuzz/corpus/$name" "$seeds" -max_total_time="$seconds" \
    -artifact_prefix="build-fuzz/crashes/$name-" -timeout=10 -max_len=65536 -print_final_stats=1 || failed=1
done
exit "$failed"
