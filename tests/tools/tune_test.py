#!/usr/bin/env python3
"""tools/tune.py on a small corpus and a copy of the rules: it mends points that were spoiled, writes nothing but
points, and its report says what it did.

    python3 -m unittest discover -s tests/tools -p '*_test.py'
"""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = os.environ.get("PRESSCUT") or str(ROOT / "build" / "presscut")
PEOPLE = ("Anna Smith", "Peter Jones", "Mary Kelly", "Ivan Petrov", "Sarah Cole", "David Marsh", "Helen Reid",
          "Paul Harper", "Laura Finch", "Omar Haddad", "Jean Dupont", "Karen Webb")
BODIES = ("Harbour Trust", "Northern Rail", "Acorn Foundation", "Green Party")
CHANGE = re.compile(r"^(names/\S+) +(\w+) +(-?\d+) -> +(-?\d+) +\d+ names$", re.M)
SCORE = re.compile(r"^(.*?) +([01]\.\d+) -> ([01]\.\d+) +([01]\.\d+) -> ([01]\.\d+) +([01]\.\d+) -> ([01]\.\d+)$", re.M)


def rows(marked=("PER", "ORG")):
    """Twenty articles of a sentence or two, annotated."""
    for n in range(20):
        person, body = PEOPLE[n % len(PEOPLE)], BODIES[n % len(BODIES)]
        text = f"Dr {person} said the plan was dead. The {body} said on Monday that it would go on."
        spans = [{"start": text.index(name), "end": text.index(name) + len(name), "type": kind}
                 for name, kind in ((person, "PER"), (body, "ORG")) if kind in marked]
        yield {"id": f"a{n}", "text": text, "spans": spans}


def points(folder):
    table = tomllib.loads((folder / "names.toml").read_text(encoding="utf-8"))
    return {f"names/{e['id']}": e["points"] for e in table["evidence"]}


def without_points(text):
    return re.sub(r"(?m)^points = \{.*\}$", "points", text)


class TuneTest(unittest.TestCase):
    def setUp(self):
        scratch = tempfile.TemporaryDirectory()
        self.addCleanup(scratch.cleanup)
        self.folder = Path(scratch.name)
        self.rules = self.folder / "rules" / "en"
        shutil.copytree(ROOT / "rules" / "en", self.rules)
        self.corpus = self.folder / "corpus"
        self.corpus.mkdir()
        self.annotate(rows())

    def annotate(self, articles):
        (self.corpus / "part.jsonl").write_text("".join(json.dumps(row) + "\n" for row in articles), encoding="utf-8")

    def spoil(self):
        """Hardly a name is a person any more."""
        names = self.rules / "names.toml"
        text = names.read_text(encoding="utf-8")
        spoiled = re.sub(r'(id = "base"\n.*\n.*\n)points = \{.*\}', r"\1points = { person = -32, none = 4 }", text)
        self.assertNotEqual(spoiled, text)
        names.write_text(spoiled, encoding="utf-8")

    def files(self):
        return {path: path.read_bytes() for path in sorted(self.rules.rglob("*")) if path.is_file()}

    def tune(self, *arguments, status=0):
        process = subprocess.run([sys.executable, ROOT / "tools" / "tune.py", PROGRAM, *arguments, "--rules", self.rules],
                                 capture_output=True, text=True, check=False, timeout=300)
        self.assertEqual(process.returncode, status, process.stderr)
        return process.stdout if status == 0 else process.stderr

    def test_mends_spoiled_points_and_nothing_else(self):
        self.spoil()
        before, old = self.files(), points(self.rules)
        out = self.tune(self.corpus, "--need", "0.1")
        after, new = self.files(), points(self.rules)
        changed = [path.name for path in before if before[path] != after[path]]
        self.assertEqual(changed, ["names.toml"])
        names = self.rules / "names.toml"
        self.assertEqual(without_points(before[names].decode()), without_points(after[names].decode()))
        # The report is what was done.
        said = {(rule, kind): (int(a), int(b)) for rule, kind, a, b in CHANGE.findall(out)}
        done = {(rule, kind): (old[rule].get(kind, 0), new[rule].get(kind, 0))
                for rule in old for kind in ("person", "organisation", "place", "other", "none")
                if old[rule].get(kind, 0) != new[rule].get(kind, 0)}
        self.assertEqual(said, done)
        self.assertIn(f"{len(done)} points of", out)
        self.assertIn("corpus: 16 articles to fit to, 4 held out", out)
        scores = {name: numbers for name, *numbers in SCORE.findall(out)}
        before_people, after_people = map(float, scores["corpus, held out"][:2])
        self.assertLess(before_people, 0.5, out)
        self.assertEqual(after_people, 1.0, out)
        self.assertIn("written to", out)
        # With these points the program finds them.
        text = next(rows())["text"]
        record = json.loads(subprocess.run([PROGRAM, "extract", "--rules", self.rules.parent], input=text.encode(),
                                           capture_output=True, check=True).stdout)
        self.assertEqual([p["name"] for p in record["people"]], ["Anna Smith"])
        # The lines it did not have to change are the same bytes, comments among them.
        lines = set(before[names].decode().splitlines())
        fresh = [line for line in after[names].decode().splitlines() if line not in lines]
        self.assertTrue(fresh and all(line.startswith("points = {") for line in fresh))

    def test_a_dry_run_and_a_run_that_is_no_better_write_nothing(self):
        self.spoil()
        before = self.files()
        self.assertIn("nothing is written", self.tune(self.corpus, "--need", "0.1", "--dry-run"))
        self.assertEqual(self.files(), before)
        # Worse on the other set, where no person is marked at all; so far it may not fall.
        other = self.folder / "other.jsonl"
        other.write_text("".join(json.dumps(row) + "\n" for row in rows(marked=("ORG",))), encoding="utf-8")
        out = self.tune(self.corpus, "--need", "0.1", "--check", other)
        self.assertIn("the rule files stay as they are", out)
        self.assertIn("other.jsonl", out)
        self.assertEqual(self.files(), before)

    def test_reads_gold_records(self):
        out = self.tune("--dry-run", "--rounds", "1")
        self.assertIn("corpus/gold: 12 articles to fit to, 2 held out", out)
        self.assertRegex(out, r"corpus/gold, held out +\d")

    def test_says_what_is_wrong_with_a_corpus(self):
        self.annotate([])
        self.assertIn("no annotated articles", self.tune(self.corpus, status=1))
        self.annotate([{"id": "x"}])
        self.assertIn("error", self.tune(self.corpus, status=1))


if __name__ == "__main__":
    unittest.main()
