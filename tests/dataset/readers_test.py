#!/usr/bin/env python3
"""DuckDB, pandas and SQLite read the same from a dataset, and its descriptions pass their own validators."""

import shutil
import subprocess
import unittest
from pathlib import Path

from testing import PROGRAM, ROOT, InScratch, run, texts

PYTHON = Path(PROGRAM).parent / "python" / "bin" / "python"


class Readers(InScratch):
    def setUp(self):
        super().setUp()
        self.assertTrue(PYTHON.exists(), f"{PYTHON} is not there: make python")
        shutil.copytree(ROOT / "corpus" / "articles", "articles")
        (self.scratch / "articles/hard.jsonl").write_text(
            '{"id": "a,\\"b\\"", "text": "", "x": 1}\n'
            '{"id": "c\\nd", "text": "He said: \\"One,\\r\\ntwo\\" on Monday.", "headline": " begins with a space"}\n')

    def test_readers_and_validators(self):
        process = run("dataset", "articles", "-o", "out", "--parquet")
        self.assertEqual(process.returncode, 0, process.stderr)
        readers = ROOT / "tests" / "dataset" / "readers.py"
        process = subprocess.run([PYTHON, readers, "out"], capture_output=True, text=True, check=False)
        self.assertEqual(process.returncode, 0, process.stdout + process.stderr)
        for name in ("SQLite", "DuckDB", "pandas", "Frictionless", "mlcroissant"):
            self.assertIn(name, process.stdout)
        # The validators are no rubber stamps.
        path = self.scratch / "out/tables/people.csv"
        path.write_bytes(path.read_bytes().replace(b",1,", b",one,", 1))
        process = subprocess.run([PYTHON, readers, "out"], capture_output=True, text=True, check=False)
        self.assertNotEqual(process.returncode, 0)

    def test_parquet_is_the_same_every_time(self):
        for name in ("one", "two"):
            process = run("dataset", "articles", "-o", name, "--parquet")
            self.assertEqual(process.returncode, 0, process.stderr)
        self.assertEqual(texts(self.scratch / "one"), texts(self.scratch / "two"))
        with open("articles/hard.jsonl", "a", encoding="utf-8") as file:
            file.write('{"id": "e", "text": "Dr Mark Porter paid £3."}\n')
        for name in ("one", "three"):
            process = run("dataset", "articles", "-o", name, "--parquet")
            self.assertEqual(process.returncode, 0, process.stderr)
        self.same("one", "three")

    def test_without_pyarrow(self):
        process = subprocess.run([PROGRAM, "dataset", "articles", "-o", "out", "--parquet"], capture_output=True,
                                 text=True, check=False, env={"PRESSCUT_PYTHON": "/bin/false"})
        self.assertEqual(process.returncode, 1)
        self.assertIn("[no-parquet]", process.stderr)
        self.assertFalse((self.scratch / "out").exists())


if __name__ == "__main__":
    unittest.main()
