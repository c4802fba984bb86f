#!/usr/bin/env python3
"""Word lists that the program keeps as tables from run to run: nothing shows but the time they save.

    python3 -m unittest discover -s tests/cli -p '*_test.py'
"""

import json
import os
import subprocess
import time
import unittest

from cli_test import PROGRAM, STORY, Cli, run


class KeptLists(Cli):
    """Word lists that are kept as tables from run to run: nothing shows but the time they save."""

    def setUp(self):
        super().setUp()
        self.cache = self.folder / "cache"
        self.article = self.put("a.txt", STORY + "They walked with Blue Door to the sea, and it rained.\n\n"
                                "We walked with Green Gate to the hills, and it snowed.\n")
        self.list = self.put("own/lists/organisations.local.txt", "Blue Door\tcharity\n")
        self.put("own/figures.local.toml", "[lists.moons]\nfull = 'x'\n")

    def kept(self):
        return sorted(self.cache.iterdir()) if self.cache.is_dir() else []

    def out(self, *arguments, cache=None, **options):
        environment = os.environ | {"PRESSCUT_CACHE_DIR": str(self.cache if cache is None else cache)}
        process = run(*(arguments or ("extract", "--explain", "--indirect", self.article, "--rules", self.folder / "own")),
                      env=environment, **options)
        return process.returncode, process.stdout, process.stderr

    def test_every_command_says_the_same_with_and_without(self):
        own = ("--rules", self.folder / "own")
        for arguments in ((), ("extract", self.article), ("rules", "check", *own), ("rules", "list", *own),
                          ("rules", "test", "people", *own), ("rules", "explain", "dates/month-day", *own),
                          ("show", self.article, *own), ("--version",)):
            with self.subTest(arguments):
                off = self.out(*arguments, cache="")
                self.assertEqual((self.out(*arguments), self.out(*arguments)), (off, off))
        self.assertEqual(len(self.kept()), 2)  # with rules of one's own and without

    def test_a_list_that_changes_counts_at_once(self):
        self.out()
        before = self.list.stat()
        for entry, other in (("Green Gate\tschool", "Blue Door"), ("Blue Door\tcharity", "Green Gate")):
            self.list.write_text(entry.ljust(before.st_size, "\n"))
            os.utime(self.list, ns=(before.st_atime_ns, before.st_mtime_ns))
            for _ in range(2):
                names = [o["name"] for o in json.loads(self.out()[1])["organisations"]]
                self.assertIn(entry.split("\t")[0], names)
                self.assertNotIn(other, names)

    def test_errors_are_told_whatever_was_kept(self):
        self.out()
        self.list.write_text("Blue Door\tcharity\n Green Gate\n")
        off = self.out(cache="")
        self.assertEqual(off[0], 2)
        self.assertIn(f"{self.list}:2:1".encode(), off[2])
        self.assertEqual((self.out(), self.out()), (off, off))
        self.assertEqual(len(self.kept()), 1)  # nothing is kept of lists with errors

    def test_what_is_damaged_or_foreign_is_made_anew(self):
        good = self.out()
        (path,) = self.kept()
        bytes_ = path.read_bytes()
        middle = len(bytes_) // 2
        damages = {"empty": b"", "cut": bytes_[:middle], "longer": bytes_ + b"x", "text": b"lists\n" * 1000,
                   "a byte": bytes_[:middle] + bytes([bytes_[middle] ^ 1]) + bytes_[middle + 1:],
                   "another build": bytes_[:16] + bytes([bytes_[16] ^ 1]) + bytes_[17:]}
        for what, damaged in damages.items():
            with self.subTest(what):
                if what == "a byte":  # … and nobody is to see it
                    times = path.stat()
                    time.sleep(3)
                path.write_bytes(damaged)
                if what == "a byte":
                    os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))
                inode = path.stat().st_ino
                self.assertEqual(self.out(), good)
                self.assertNotEqual(path.stat().st_ino, inode)
                self.assertEqual(path.stat().st_size, len(bytes_))
                inode = path.stat().st_ino
                self.assertEqual(self.out(), good)
                self.assertEqual(path.stat().st_ino, inode)

    def test_a_folder_that_cannot_be_written_is_done_without(self):
        good = self.out(cache="")
        for folder in (self.article, self.article / "below", "/proc/none", "/dev/null"):
            with self.subTest(folder):
                self.assertEqual(self.out(cache=folder), good)
        # Nor is a disk that is full an error.
        limit = subprocess.run(
            ["bash", "-c", 'ulimit -f 100; exec "$0" "$@"', PROGRAM, "extract", "--explain", "--indirect", self.article,
             "--rules", self.folder / "own"], env=os.environ | {"PRESSCUT_CACHE_DIR": str(self.cache)},
            capture_output=True, check=False)
        self.assertEqual((limit.returncode, limit.stdout, limit.stderr), good)
        self.assertEqual(self.kept(), [])

    def test_many_at_once_make_one(self):
        good = self.out(cache="")
        command = [PROGRAM, "extract", "--explain", "--indirect", self.article, "--rules", self.folder / "own"]
        started = [subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                    env=os.environ | {"PRESSCUT_CACHE_DIR": str(self.cache)}) for _ in range(6)]
        for process in started:
            out, err = process.communicate(timeout=120)
            self.assertEqual((process.returncode, out, err), good)
        self.assertEqual(len(self.kept()), 1)
        self.assertEqual(self.out(), good)

    def test_the_folder_is_the_users_and_holds_few(self):
        home, xdg = self.folder / "home", self.folder / "xdg"
        environment = {k: v for k, v in os.environ.items() if k not in ("PRESSCUT_CACHE_DIR", "XDG_CACHE_HOME", "HOME")}
        run("extract", self.article, env=environment | {"HOME": str(home)})
        run("extract", self.article, env=environment | {"HOME": str(home), "XDG_CACHE_HOME": str(xdg)})
        self.assertEqual(run("extract", self.article, env=environment).returncode, 0)
        self.assertEqual(len(list((home / ".cache/presscut").iterdir())), 1)
        (path,) = (xdg / "presscut").iterdir()
        self.assertEqual(path.stat().st_mode & 0o777, 0o600)
        for n in range(12):
            old = path.with_name(f"rules-{n:016x}-00000000.image")
            old.write_bytes(b"x")
            os.utime(old, (n, n))
        path.unlink()
        run("extract", self.article, env=environment | {"XDG_CACHE_HOME": str(xdg)})
        left = sorted(p.name for p in (xdg / "presscut").iterdir())
        self.assertEqual(len(left), 8)
        self.assertIn(path.name, left)
        self.assertNotIn("rules-0000000000000000-00000000.image", left)


if __name__ == "__main__":
    unittest.main()
