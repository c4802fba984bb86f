#!/usr/bin/env python3
"""docs/RECORD.md and docs/DATASET.md are what the program says of the record and of the dataset's tables.

The part of RECORD.md under "Keys" is `presscut schema --markdown`, that of DATASET.md under "Tables" `presscut schema
--tables`, word for word. After a change of extract/record/schema.cc or extract/dataset/fields.cc, paste the program's
output there.
"""

import os
import subprocess
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = os.environ.get("PRESSCUT", str(ROOT / "build" / "presscut"))


class Record(unittest.TestCase):
    maxDiff = None

    def test_keys_are_those_of_the_program(self):
        for name, flag in (("RECORD.md", "--markdown"), ("DATASET.md", "--tables")):
            printed = subprocess.run([PROGRAM, "schema", flag], capture_output=True, text=True, check=True).stdout
            page = (ROOT / "docs" / name).read_text(encoding="utf-8")
            _, mark, keys = page.partition("compares the two. -->\n")
            self.assertTrue(mark, f"docs/{name} has lost the mark above its tables")
            self.assertEqual(keys.strip().splitlines(), printed.strip().splitlines())


if __name__ == "__main__":
    unittest.main()
