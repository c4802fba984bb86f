#!/usr/bin/env python3
"""Who is who in corpus/linking: precision of merges at least .98, recall at least .90, in both parts."""

import os
import subprocess
import sys
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = Path(os.environ.get("PRESSCUT", ROOT / "build" / "presscut"))


class ScoreLinks(unittest.TestCase):
    def test_both_parts_are_as_good_as_asked(self):
        done = subprocess.run(
            [sys.executable, ROOT / "tools" / "score_links.py", PROGRAM.with_name("presscut_links"), "--check"],
            capture_output=True, text=True, check=False)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        self.assertIn("aside", done.stdout)
        self.assertEqual(done.stderr, "")

    def test_the_marks_are_of_the_articles(self):
        for part in ("work", "aside"):
            folder = ROOT / "corpus" / "linking" / part
            lines = (ROOT / "corpus" / "linking" / f"{part}.tsv").read_text(encoding="utf-8").splitlines()[1:]
            marked = set()
            for line in lines:
                article, sort, name, entity = line.split("\t")
                text = (folder / f"{article}.txt").read_text(encoding="utf-8")
                marked.add(article)
                if sort in ("copy", "story"):
                    self.assertTrue((folder / f"{entity}.txt").exists(), line)
                else:
                    self.assertIn(sort, ("person", "organisation"), line)
                    self.assertIn(name, text, line)
            self.assertEqual(marked, {path.stem for path in folder.glob("*.txt")}, part)


if __name__ == "__main__":
    unittest.main()
