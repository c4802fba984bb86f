#!/usr/bin/env python3
"""corpus/dataset is what the program writes today.

After a change of rules: make dataset, read the diff, commit it with the change.
"""

import json
import os
import subprocess
import unittest

from testing import ROOT, InScratch, run, texts


class Corpus(InScratch):
    def test_dataset_is_the_one_the_program_writes(self):
        os.chdir(ROOT)
        out = self.scratch / "out"
        process = run("dataset", "corpus/articles", "-o", out, "--readable")
        self.assertEqual(process.returncode, 0, process.stderr)
        written = texts(out)
        listing = subprocess.run(
            ["git", "-c", f"safe.directory={ROOT}", "ls-files", "-z", "corpus/dataset"],
            capture_output=True, text=True, check=True).stdout
        kept = {name.removeprefix("corpus/dataset/") for name in listing.split("\0") if name}
        # Not kept: what is large or binary.
        self.assertEqual(set(written) - kept - {"records.jsonl.zst", "report.html"}, set(), "run `make dataset`")
        self.assertEqual(kept - set(written), set(), "run `make dataset`")
        changed = [name for name in sorted(kept & set(written))
                   if (ROOT / "corpus/dataset" / name).read_bytes() != written[name]]
        self.assertEqual(changed, [], "these files are not what the program writes: run `make dataset`")

    def test_readable_records_are_the_records(self):
        os.chdir(ROOT)
        records = {json.loads(line)["id"]: json.loads(line)
                   for line in run("extract", "--text", "corpus/articles").stdout.splitlines()}
        found = {path.stem: json.loads(path.read_text(encoding="utf-8"))
                 for path in sorted((ROOT / "corpus/dataset/records").glob("*.json"))}
        self.assertEqual(found, records)
        self.assertEqual([list(found[name]) for name in found], [list(records[name]) for name in found])

    def test_one_fact_more_is_one_line_more(self):
        for name, text in (("one", "It cost £3."), ("two", "It cost £3. It cost £4.")):
            (self.scratch / f"{name}.jsonl").write_text(json.dumps({"id": "../a\u0001/..", "text": text}))
            process = run("dataset", f"{name}.jsonl", "-o", name, "--readable")
            self.assertEqual(process.returncode, 0, process.stderr)
        # An id is no path.
        one, two = ((self.scratch / name / "records/%2E%2E/a%01/%2E%2E.json").read_text().splitlines()
                    for name in ("one", "two"))
        self.assertEqual(len(two), len(one) + 1)


if __name__ == "__main__":
    unittest.main()
