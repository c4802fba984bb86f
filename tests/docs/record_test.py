#!/usr/bin/env python3
"""docs/RECORD.md is what the program says of the record.

Its part under "Keys" is `presscut schema --markdown`, word for word. After a change of
extract/record/schema.cc, paste the program's output there.
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
        printed = subprocess.run([PROGRAM, "schema", "--markdown"], capture_output=True, text=True, check=True).stdout
        page = (ROOT / "docs" / "RECORD.md").read_text(encoding="utf-8")
        _, mark, keys = page.partition("compares the two. -->\n")
        self.assertTrue(mark, "docs/RECORD.md has lost the mark above its tables")
        self.assertEqual(keys.strip().splitlines(), printed.strip().splitlines())


if __name__ == "__main__":
    unittest.main()
