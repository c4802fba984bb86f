#!/usr/bin/env python3
"""corpus/records is what the program writes today, and `make dataset` writes it so that it reads well as a diff.

After a change of rules: make dataset, read the diff, commit it with the change.
"""

import importlib.util
import json
import os
import tempfile
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = os.environ.get("PRESSCUT", str(ROOT / "build" / "presscut"))

spec = importlib.util.spec_from_file_location("dataset", ROOT / "tools" / "dataset.py")
dataset = importlib.util.module_from_spec(spec)
spec.loader.exec_module(dataset)


def texts(folder):
    return {path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in folder.rglob("*.json")}


class Dataset(unittest.TestCase):
    def setUp(self):
        os.chdir(ROOT)

    def test_records_are_those_the_program_writes(self):
        with tempfile.TemporaryDirectory() as scratch:
            self.assertEqual(dataset.main([PROGRAM, "corpus/articles", scratch]), 0)
            now = texts(Path(scratch))
        kept = texts(ROOT / "corpus" / "records")
        self.assertGreaterEqual(len(now), 12)
        self.assertEqual(sorted(kept), sorted(now), "run `make dataset`")
        changed = [name for name in now if now[name] != kept[name]]
        self.assertEqual(changed, [], "these records are not what the program writes: run `make dataset`")

    def test_a_record_is_laid_out_without_loss(self):
        for name, text in texts(ROOT / "corpus" / "records").items():
            record = json.loads(text)
            self.assertEqual(dataset.layout(record) + "\n", text, name)

    def test_one_fact_more_is_one_line_more(self):
        mention = {"text": "Anna Smith", "start": 1, "end": 11, "rule": "names/x"}
        record = {"id": "a", "dates": [mention], "error": None}
        more = {"id": "a", "dates": [mention, mention | {"start": 5}], "error": None}
        before, after = dataset.layout(record).splitlines(), dataset.layout(more).splitlines()
        self.assertEqual(len(after), len(before) + 1)

    def test_a_record_without_its_article_goes(self):
        with tempfile.TemporaryDirectory() as scratch:
            (Path(scratch) / "gone.json").write_text("{}\n")
            dataset.main([PROGRAM, "corpus/articles/12-steel-wire.txt", scratch])
            self.assertEqual(list(texts(Path(scratch))), ["12-steel-wire.json"])


if __name__ == "__main__":
    unittest.main()
