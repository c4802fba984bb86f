#!/usr/bin/env python3
"""Runs everything that must hold, in one go, and counts it.

    run_tests.py build

Every step runs even when an earlier one failed; the output of a step is shown only when it fails.
The last line is "N passed, N failed"; the exit status is 0 when nothing failed. PRESSCUT holds the
program's path for the tests that call it.
"""

import os
import re
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def count_gtest(output, _):
    passed = re.search(r"^\[  PASSED  \] (\d+) test", output, re.M)
    failed = re.search(r"^\[  FAILED  \] (\d+) test", output, re.M)
    return int(passed[1]) if passed else 0, int(failed[1]) if failed else 0


def count_unittest(output, _):
    ran = re.search(r"^Ran (\d+) tests? in", output, re.M)
    failed = sum(int(n) for n in re.findall(r"\b(?:failures|errors)=(\d+)", output))
    skipped = sum(int(n) for n in re.findall(r"\bskipped=(\d+)", output))
    return max((int(ran[1]) if ran else 0) - failed - skipped, 0), failed


def count_stated(output, status):
    """A tool that says "N passed, N failed" itself; one that does not counts as a single test."""
    stated = re.findall(r"(\d+) passed, (\d+) failed", output)
    if stated:
        return int(stated[-1][0]), int(stated[-1][1])
    return (0, 1) if status else (1, 0)


def python_step(folder, python=sys.executable):
    command = [python, "-m", "unittest", "discover", "-s", folder, "-t", folder, "-p", "*_test.py"]
    return folder, command, count_unittest


def steps(build):
    program = str(build / "presscut")
    yield "tests/**/*_test.cc", [str(build / "presscut_tests"), "--gtest_brief=1"], count_gtest
    yield "presscut rules check", [program, "rules", "check"], count_stated
    yield "presscut rules test", [program, "rules", "test"], count_stated
    # These three have to be there; a folder that is added is picked up.
    folders = {"tests/house", "tests/cli", "tests/docs"}
    folders |= {str(path.parent.relative_to(ROOT)) for path in (ROOT / "tests").rglob("*_test.py")}
    for folder in sorted(folders):
        # The browser is driven by a library, which is where install-python.sh puts it.
        yield python_step(folder, str(build / "python/bin/python") if folder == "tests/report" else sys.executable)
    yield "gold", [sys.executable, "tools/score.py", "--check-gold"], count_stated
    yield "format", ["make", "--no-print-directory", "check-format"], count_stated


def run(name, command, count, environment):
    """Runs one step and prints its line; returns (passed, failed)."""
    start = time.perf_counter()
    try:
        process = subprocess.run(
            command, cwd=ROOT, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT, text=True, errors="replace", check=False)
        output, status = process.stdout, process.returncode
    except OSError as error:
        output, status = f"{error}\n", 1
    passed, failed = count(output, status)
    if status != 0 and failed == 0:
        failed = 1  # It broke before, between or after its tests.
    if passed + failed == 0:
        output, failed = output + "no test was run\n", 1
    seconds = time.perf_counter() - start
    if failed:
        print(output, end="" if output.endswith("\n") else "\n")
    word = "FAILED" if failed else "ok"
    print(f"{word:<8}{name:<24}{passed:>7} passed{failed:>5} failed{seconds:>7.1f} s", flush=True)
    return passed, failed


def main(arguments):
    if len(arguments) != 1:
        print("usage: run_tests.py BUILD_FOLDER", file=sys.stderr)
        return 2
    build = Path(arguments[0]).resolve()
    environment = os.environ | {"PRESSCUT": str(build / "presscut"), "PYTHONDONTWRITEBYTECODE": "1",
                                "PRESSCUT_CACHE_DIR": str(build / "cache")}
    # Under `make test` these would hand the outer make's job server to the inner one.
    for name in ("MAKEFLAGS", "MFLAGS", "MAKELEVEL"):
        environment.pop(name, None)
    passed = failed = 0
    for name, command, count in steps(build):
        step_passed, step_failed = run(name, command, count, environment)
        passed += step_passed
        failed += step_failed
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
