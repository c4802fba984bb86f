#!/usr/bin/env python3
"""Runs the examples of README.md and docs/*.md, and compares what they print with what the page says.

What a page marks, by the words behind the fence:

    ```sh run                     run by bash, `presscut` and build/presscut at hand; has to succeed
    ```text output                what the block before it prints, exactly (json: the same values)
    ```text output contains       lines that it prints somewhere, among others; "…" and "..." are skipped
    ```toml file my-rules/a.toml  a file that the blocks after it find there

The blocks of one page run in order, in one copy of the project made for that page, so that a later
block sees what an earlier one wrote. Blocks that are not marked are not run.
"""

import json
import os
import re
import shutil
import subprocess
import tempfile
import textwrap
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = Path(os.environ.get("PRESSCUT", ROOT / "build" / "presscut"))
SECONDS = 120

FENCE = re.compile(r"^(?P<indent>[ ]*)(?P<fence>`{3,})(?P<info>[^\n`]*)\n(?P<body>.*?)^(?P=indent)(?P=fence)[ ]*$",
                   re.MULTILINE | re.DOTALL)


class Block:
    def __init__(self, page, match):
        text = match.string
        self.place = f"{page}:{text.count(chr(10), 0, match.start()) + 1}"
        self.language, *self.marks = match["info"].split() or [""]
        self.body = textwrap.dedent(match["body"]) if match["indent"] else match["body"]

    def is_run(self):
        return self.language == "sh" and self.marks == ["run"]

    def is_output(self):
        return self.marks[:1] == ["output"]

    def is_file(self):
        return len(self.marks) == 2 and self.marks[0] == "file"


def blocks(page, text):
    return [Block(page, match) for match in FENCE.finditer(text)]


def same(language, expected, printed):
    if expected.rstrip() == printed.rstrip():
        return True
    if language != "json":
        return False
    try:
        return json.loads(expected) == json.loads(printed)
    except json.JSONDecodeError:
        return False


def compare(block, printed):
    """What is wrong with what was printed, or None."""
    if block.marks == ["output", "contains"]:
        lines = [line.strip() for line in block.body.splitlines()]
        missing = [line for line in lines if line and line not in ("…", "...") and line not in printed]
        if not missing:
            return None
        return f"{block.place}: not printed:\n" + "\n".join(missing) + f"\n--- printed:\n{printed}"
    if same(block.language, block.body, printed):
        return None
    return f"{block.place}: the page says:\n{block.body}--- printed:\n{printed}"


def run_page(page, text, folder):
    """Runs a page's examples in `folder`; returns (blocks run, failures)."""
    environment = os.environ | {
        "PATH": f"{folder / 'build'}{os.pathsep}{os.environ['PATH']}",
        "HOME": str(folder), "LC_ALL": "C.UTF-8"}
    run, failures, printed = 0, [], None
    for block in blocks(page, text):
        if block.is_file():
            path = folder / block.marks[1]
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(block.body, encoding="utf-8")
        elif block.is_run():
            run += 1
            process = subprocess.run(
                ["bash", "-euo", "pipefail", "-c", block.body], cwd=folder, env=environment,
                stdin=subprocess.DEVNULL, capture_output=True, text=True, errors="replace",
                timeout=SECONDS, check=False)
            printed = process.stdout
            if process.returncode != 0:
                printed = None
                failures.append(f"{block.place}: exit status {process.returncode}:\n{block.body}"
                                f"--- printed:\n{process.stdout}{process.stderr}")
        elif block.is_output():
            if block.marks not in (["output"], ["output", "contains"]):
                failures.append(f"{block.place}: unknown mark: {' '.join(block.marks)}")
            elif run == 0:
                failures.append(f"{block.place}: output without a `sh run` block before it")
            elif printed is not None:
                failure = compare(block, printed)
                if failure:
                    failures.append(failure)
        elif block.marks:
            # A misspelt mark would be an example that nobody runs.
            failures.append(f"{block.place}: unknown mark: {' '.join(block.marks)}")
    return run, failures


def copy_project(folder):
    """What a reader of the page has after `make build`, small enough to copy for every page."""
    for name in ("corpus", "rules", "docs", "tools"):
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "build").mkdir()
    (folder / "build" / "presscut").symlink_to(PROGRAM)
    (folder / "out").mkdir()


class Pages(unittest.TestCase):
    def test_pages(self):
        pages = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
        for page in pages:
            name = page.relative_to(ROOT).as_posix()
            with self.subTest(name), tempfile.TemporaryDirectory() as scratch:
                folder = Path(scratch)
                copy_project(folder)
                run, failures = run_page(name, page.read_text(encoding="utf-8"), folder)
                if name == "README.md":
                    self.assertGreater(run, 0, "README.md has no `sh run` block")
                if failures:
                    self.fail("\n\n".join(failures))


class ExamplesThatFail(unittest.TestCase):
    """The runner notices an example that no longer runs, or no longer prints what the page says."""

    def run_text(self, *parts):
        with tempfile.TemporaryDirectory() as scratch:
            (Path(scratch) / "build").mkdir()
            return run_page("page.md", "\n".join(parts), Path(scratch))

    def fails(self, *parts):
        _, failures = self.run_text(*parts)
        self.assertEqual(len(failures), 1, failures)
        return failures[0]

    def holds(self, *parts):
        run, failures = self.run_text(*parts)
        self.assertEqual(failures, [])
        return run

    def test_command_that_is_gone(self):
        failure = self.fails("Intro.", "", "```sh run", "presscut-of-old extract x", "```")
        self.assertTrue(failure.startswith("page.md:3: exit status 127:"), failure)

    def test_command_that_fails_inside_a_pipe(self):
        self.fails("```sh run", "false | cat", "```")

    def test_output_that_changed(self):
        failure = self.fails("```sh run", "echo new", "```", "prints", "```text output", "old", "```")
        self.assertEqual(failure, "page.md:5: the page says:\nold\n--- printed:\nnew\n")

    def test_output_that_holds(self):
        self.assertEqual(self.holds("```sh run", "echo 'a  b'", "```", "```text output", "a  b", "```"), 1)

    def test_json_is_compared_by_value(self):
        command = ("```sh run", """echo '{"a": [1, 2]}'""", "```")
        self.holds(*command, "```json output", '{\n  "a": [1,\n        2]\n}', "```")
        self.fails(*command, "```json output", '{"a": [1]}', "```")

    def test_contains(self):
        command = ("```sh run", "printf '1\\n2\\n3\\n'", "```")
        self.holds(*command, "```text output contains", "1", "…", "3", "```")
        failure = self.fails(*command, "```text output contains", "1", "4", "```")
        self.assertIn("not printed:\n4\n", failure)

    def test_files_and_order(self):
        run = self.holds("```toml file rules/a.toml", "a = 1", "```", "```sh run", "cp rules/a.toml b", "```",
                         "```sh run", "cat b", "```", "```toml output", "a = 1", "```")
        self.assertEqual(run, 2)

    def test_blocks_without_marks_are_not_run(self):
        self.assertEqual(self.holds("```sh", "false", "```", "```", "x", "```", "```text", "y", "```"), 0)

    def test_mark_that_nobody_knows(self):
        self.assertIn("unknown mark: runs", self.fails("```sh runs", "true", "```"))

    def test_output_without_a_command(self):
        self.assertIn("without a `sh run` block", self.fails("```text output", "x", "```"))

    def test_block_inside_a_list(self):
        self.holds("1. First", "", "   ```sh run", "   echo x", "   ```", "", "   ```text output", "   x", "   ```")


if __name__ == "__main__":
    unittest.main()
