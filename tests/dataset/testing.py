"""What the tests of datasets share: the program, articles that change at random, and what a dataset holds."""

import hashlib
import os
import random
import shutil
import sqlite3
import subprocess
import tempfile
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = os.environ.get("PRESSCUT", str(ROOT / "build" / "presscut"))
# Is binary, and of this machine: the only file that may differ.
CACHE = "cache.sqlite"
STORE = "presscut.sqlite"


def run(*arguments, **options):
    return subprocess.run(
        [PROGRAM, *map(str, arguments)], capture_output=True, text=True, stdin=subprocess.DEVNULL, **options)


def dump(folder):
    with sqlite3.connect(f"file:{folder}/{STORE}?mode=ro", uri=True) as db:
        return "\n".join(db.iterdump())


def texts(folder):
    """{path: bytes} of every file that has to be the same to the byte."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*"))
            if path.is_file() and path.name not in (CACHE, STORE)}


def state(folder):
    """Everything a run that does nothing must leave as it is, times included."""
    found = {}
    for path in sorted([folder, *folder.rglob("*")]):
        info = path.stat()
        content = hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""
        found[path.relative_to(folder).as_posix()] = (info.st_ino, info.st_mtime_ns, content)
    return found


def all_articles():
    """Every article of the corpus: {id: text}."""
    found = {}
    for folder in ("articles", "linking/work", "linking/aside"):
        for path in sorted((ROOT / "corpus" / folder).glob("*.txt")):
            found[path.stem] = path.read_bytes()
    return found


class Articles:
    """A folder of articles that comes, goes and changes as the seed wills."""

    def __init__(self, folder, seed, size=24):
        self.folder, self.random = folder, random.Random(seed)
        self.spare = all_articles()
        folder.mkdir(parents=True)
        for _ in range(size):
            self.add()

    def paths(self):
        return sorted(path for path in self.folder.rglob("*.txt"))

    def add(self):
        if not self.spare:
            return
        name = self.random.choice(sorted(self.spare))
        below = self.random.choice(("", "a/", "b c/"))
        path = self.folder / f"{below}{name}.txt"
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(self.spare.pop(name))

    def remove(self):
        if len(self.paths()) > 2:
            self.random.choice(self.paths()).unlink()

    def change(self):
        path = self.random.choice(self.paths())
        text = path.read_text(encoding="utf-8", errors="replace")
        kind = self.random.randrange(4)
        if kind == 0:
            text += "\n\nAnna Pennard of Acas said on Tuesday that 35 per cent of strikes \"will go on\".\n"
        elif kind == 1:
            text = text.replace(" said", " wrote", 2)
        elif kind == 2:
            paragraphs = text.split("\n\n")
            self.random.shuffle(paragraphs)
            text = "\n\n".join(paragraphs)
        else:
            text = text[: len(text) // 2]
        path.write_text(text, encoding="utf-8")

    def copy(self):
        path = self.random.choice(self.paths())
        (self.folder / f"copy-{self.random.randrange(10**6)}.txt").write_bytes(path.read_bytes())

    def move(self):
        path = self.random.choice(self.paths())
        path.rename(self.folder / f"moved-{self.random.randrange(10**6)}.txt")

    def rows(self):
        """A file of rows, of which some change."""
        path = self.folder / "rows.jsonl"
        rows = path.read_text().splitlines() if path.exists() else []
        number = self.random.randrange(1000)
        row = '{"id": "row-%d", "date": "2016-02-%02d", "text": "Dr Mark Porter met 4,000 nurses on Monday."}'
        rows.insert(self.random.randrange(len(rows) + 1), row % (number, number % 28 + 1))
        unique = {line.split(",")[0]: line for line in rows[-6:]}
        path.write_text("\n".join(unique.values()) + "\n")

    def edit(self):
        for _ in range(self.random.randint(1, 4)):
            self.random.choice((self.add, self.remove, self.change, self.change, self.copy, self.move, self.rows))()


class InScratch(unittest.TestCase):
    """Each test in a folder of its own, from which it runs the program."""

    maxDiff = 2000

    def setUp(self):
        self.scratch = Path(tempfile.mkdtemp(prefix="presscut-"))
        self.addCleanup(shutil.rmtree, self.scratch, ignore_errors=True)
        self.addCleanup(os.chdir, os.getcwd())
        os.chdir(self.scratch)

    def make(self, *sources, to="out", status=0):
        process = run("dataset", *sources, "-o", to)
        self.assertEqual(process.returncode, status, process.stderr)
        return process.stderr

    def same(self, one, other):
        """Two datasets hold the same: text files byte for byte, SQLite by its dump."""
        a, b = texts(self.scratch / one), texts(self.scratch / other)
        self.assertEqual(sorted(a), sorted(b))
        for name, content in a.items():
            self.assertEqual(content, b[name], name)
        if dump(self.scratch / one) != dump(self.scratch / other):
            a, b = dump(self.scratch / one).split("\n"), dump(self.scratch / other).split("\n")
            self.assertEqual([line for line in a if line not in b][:3], [line for line in b if line not in a][:3])

    def whole(self, folder):
        process = run("dataset", "--check", "-o", folder)
        self.assertEqual((process.returncode, process.stdout), (0, f"{folder}: whole\n"), process.stderr)

    def leftovers(self):
        return [path.name for path in self.scratch.iterdir() if ".presscut-" in path.name]
