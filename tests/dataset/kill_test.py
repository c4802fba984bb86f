#!/usr/bin/env python3
"""Killed at any moment, a dataset is the old one or the new one, and whole.

20 moments; more by PRESSCUT_KILLS (200: the whole test).
"""

import os
import random
import shutil
import signal
import subprocess
import time
import unittest

from testing import PROGRAM, Articles, InScratch, dump, texts

KILLS = int(os.environ.get("PRESSCUT_KILLS", "20"))


class Killed(InScratch):
    def content(self, folder):
        return texts(self.scratch / folder), dump(self.scratch / folder)

    def test_killed_at_random_moments(self):
        # Two states of the articles, between which the dataset goes to and fro.
        articles = Articles(self.scratch / "in-0", seed=11, size=30)
        shutil.copytree("in-0", "in-1")
        for path in articles.paths():
            path.touch()
        articles.folder = self.scratch / "in-1"
        for _ in range(6):
            articles.edit()
        for n in (0, 1):
            os.symlink(f"in-{n}", "in")
            self.make("in", to=f"state-{n}")
            os.unlink("in")
        states = [self.content(f"state-{n}") for n in (0, 1)]
        self.assertNotEqual(states[0], states[1])

        choose = random.Random(5)
        shutil.copytree("state-0", "out")
        now, killed, new, longest = 0, 0, 0, 0
        os.symlink("in-0", "in")
        for _ in range(3):
            begun = time.monotonic()
            (self.scratch / "out/cache.sqlite").unlink(missing_ok=True)
            self.make("in")
            longest = max(longest, time.monotonic() - begun)
        os.unlink("in")
        for kill in range(KILLS):
            goal = 1 - now
            os.symlink(f"in-{goal}", "in")
            # Every other time as a full run.
            if kill % 2:
                (self.scratch / "out/cache.sqlite").unlink(missing_ok=True)
            process = subprocess.Popen([PROGRAM, "dataset", "in", "-o", "out"], stderr=subprocess.DEVNULL)
            try:
                process.wait(choose.uniform(0, 1.2 * longest))
            except subprocess.TimeoutExpired:
                process.send_signal(signal.SIGKILL)
                process.wait()
                killed += 1
            os.unlink("in")
            with self.subTest(kill=kill):
                found = self.content("out")
                self.assertIn(found, states)
                self.whole("out")
                now = states.index(found)
                new += now == goal
        self.assertGreater(killed, KILLS // 4)
        # The next run takes away what the killed ones left.
        os.symlink(f"in-{1 - now}", "in")
        self.make("in")
        self.assertEqual(self.leftovers(), [])
        self.assertEqual(self.content("out"), states[1 - now])
        print(f"{KILLS} runs, {killed} killed, {new} of all new", end=" ", flush=True)


if __name__ == "__main__":
    unittest.main()
