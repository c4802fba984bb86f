#!/usr/bin/env python3
"""`presscut dataset`: what is in the folder, what a second run does, and what happens when something goes wrong."""

import csv
import json
import os
import resource
import shutil
import sqlite3
import subprocess
import time
import unittest

from testing import CACHE, PROGRAM, ROOT, STORE, Articles, InScratch, dump, run, state, texts

# More of them by PRESSCUT_EDITS.
EDITS = int(os.environ.get("PRESSCUT_EDITS", "8"))
# A file is trusted to be as it was when its times are older than this.
SETTLE = 2.2


class Content(InScratch):
    def setUp(self):
        super().setUp()
        shutil.copytree(ROOT / "corpus" / "articles", "articles")
        self.make("articles")

    def query(self, sql, *values):
        with sqlite3.connect(f"out/{STORE}") as db:
            return db.execute(sql, values).fetchall()

    def test_tables_hold_what_the_records_hold(self):
        records = [json.loads(line) for line in run("extract", "articles").stdout.splitlines()]
        self.assertEqual(self.query("SELECT id FROM articles ORDER BY id"), [(r["id"],) for r in records])
        for kind in ("dates", "figures", "quotes", "warnings", "people", "organisations"):
            expected = [(r["id"], n + 1) for r in records for n in range(len(r[kind]))]
            self.assertEqual(self.query(f"SELECT article, n FROM {kind} ORDER BY article, n"), expected, kind)
        first = records[0]
        row = self.query("SELECT text, start_at, end_at, type, value, earliest, ambiguous, alternatives, rule "
                         "FROM dates WHERE article = ? AND n = 4", first["id"])[0]
        date = first["dates"][3]
        self.assertEqual(row, (date["text"], date["start"], date["end"], date["type"], date["value"],
                               date["earliest"], 0, "[]", date["rule"]))
        for record in records:
            for n, quote in enumerate(record["quotes"], 1):
                speaker = quote["speaker"] or {"text": None, "person": None, "organisation": None}
                row = self.query("SELECT speaker, person, organisation, parts FROM quotes WHERE article = ? AND n = ?",
                                 record["id"], n)[0]
                number = [int(speaker[key][1:]) if speaker[key] else None for key in ("person", "organisation")]
                self.assertEqual((row[0], *row[1:3]), (speaker["text"], *number))
                self.assertEqual(json.loads(row[3]), quote["parts"])
        mentions = sum(len(e["mentions"]) for r in records for k in ("people", "organisations") for e in r[k])
        self.assertEqual(self.query("SELECT count(*) FROM mentions"), [(mentions,)])

    def test_spans_are_of_the_text(self):
        for table in ("dates", "figures", "quotes", "mentions", "roles"):
            wrong = self.query(
                f"SELECT count(*) FROM {table} t JOIN articles a ON a.id = t.article "
                "WHERE substr(a.text, start_at + 1, end_at - start_at) <> t.text")
            self.assertEqual(wrong, [(0,)], table)

    def test_csv_is_rfc_4180(self):
        for path in sorted(self.scratch.glob("out/tables/*.csv")):
            content = path.read_bytes().decode("utf-8")
            self.assertTrue(content.endswith("\r\n"))
            rows = list(csv.reader(content.splitlines(keepends=True), strict=True))
            self.assertEqual({len(row) for row in rows}, {len(rows[0])}, path.name)
            expected = self.query(f"SELECT count(*) FROM {path.stem}")[0][0]
            self.assertEqual(len(rows) - 1, expected, path.name)

    def test_full_text_search(self):
        found = self.query("SELECT a.id FROM articles_text t JOIN articles a ON a.key = t.rowid "
                           "WHERE articles_text MATCH 'radiographers'")
        self.assertEqual(found, [("01-radiographers-ballot",)])
        text, = self.query("SELECT q.text FROM quotes_text t JOIN quotes q ON q.key = t.rowid "
                           "WHERE quotes_text MATCH 'patients' ORDER BY rank LIMIT 1")[0]
        self.assertIn("patients", text.lower())
        with sqlite3.connect(f"out/{STORE}") as db:
            for index in ("articles_text", "quotes_text"):
                db.execute(f"INSERT INTO {index} ({index}, rank) VALUES ('integrity-check', 1)")

    def test_views_answer(self):
        for view in ("who_said", "named", "who_said_what_about_whom", "who_is_what", "facts"):
            self.assertGreater(self.query(f"SELECT count(*) FROM {view}")[0][0], 0, view)

    def test_manifest(self):
        manifest = json.loads((self.scratch / "out/MANIFEST.json").read_text())
        self.assertEqual(manifest["form"], "presscut-dataset/1")
        version = run("--version").stdout
        self.assertIn(manifest["program"]["rules"], version)
        self.assertEqual(manifest["options"]["only"], ["dates", "figures", "organisations", "people", "quotes"])
        self.assertEqual([s["path"] for s in manifest["sources"]],
                         sorted(f"articles/{p.name}" for p in self.scratch.glob("articles/*.txt")))
        for source in manifest["sources"]:
            self.assertEqual(source["bytes"], (self.scratch / source["path"]).stat().st_size)
        for table, count in manifest["counts"].items():
            self.assertEqual(self.query(f"SELECT count(*) FROM {table}"), [(count,)], table)
        self.assertEqual(sorted([*(f["path"] for f in manifest["files"]), "MANIFEST.json"]), sorted(texts(self.scratch / "out")))
        self.whole("out")

    def test_records_are_those_of_extract_with_their_text(self):
        lines = subprocess.run(["zstd", "-dc", "out/records.jsonl.zst"], capture_output=True, check=True).stdout
        self.assertEqual(lines.decode(), run("extract", "--text", "articles").stdout)

    def test_same_bytes_whatever_the_workers(self):
        for workers in (1, 3):
            process = run("dataset", "articles", "-o", f"out-{workers}", "-j", workers)
            self.assertEqual(process.returncode, 0, process.stderr)
            self.same("out", f"out-{workers}")


class Again(InScratch):
    """A second run."""

    def test_nothing_changed_nothing_touched(self):
        articles = Articles(self.scratch / "in", seed=1)
        articles.rows()
        self.make("in")
        before = state(self.scratch / "out")
        said = self.make("in")
        self.assertIn("0 extracted", said)
        self.assertIn("nothing to do", said)
        self.assertEqual(state(self.scratch / "out"), before)
        self.assertEqual(self.leftovers(), [])

    def test_only_what_changed_is_read_and_extracted(self):
        articles = Articles(self.scratch / "in", seed=2)
        time.sleep(SETTLE)
        self.make("in")
        with open(articles.paths()[3], "a", encoding="utf-8") as file:
            file.write("\n\nIt cost £4m.\n")
        articles.paths()[5].unlink()
        said = self.make("in")
        self.assertIn("23 articles; 1 files read, 1 extracted, 22 kept, 1 removed", said)
        # Times that change alone change nothing.
        os.utime(articles.paths()[0])
        before = state(self.scratch / "out")
        self.assertIn(" 0 extracted, 23 kept", self.make("in"))
        self.assertEqual(state(self.scratch / "out"), before)

    def test_rows_of_a_file_that_did_not_change_are_kept(self):
        (self.scratch / "in.jsonl").write_text("".join(
            json.dumps({"id": f"r{n}", "text": f"There were {n} strikes."}) + "\n" for n in range(9)))
        self.make("in.jsonl")
        rows = (self.scratch / "in.jsonl").read_text().replace("There were 4", "They had 4")
        (self.scratch / "in.jsonl").write_text(rows)
        self.assertIn("9 articles; 1 files read, 1 extracted, 8 kept", self.make("in.jsonl"))

    def test_the_same_as_a_full_run_over_random_edits(self):
        for seed in range(2):
            articles = Articles(self.scratch / f"in-{seed}", seed)
            self.make(f"in-{seed}", to=f"out-{seed}")
            kept = 0
            for edit in range(EDITS):
                articles.edit()
                with self.subTest(seed=seed, edit=edit):
                    said = self.make(f"in-{seed}", to=f"out-{seed}")
                    kept += " 0 kept" not in said
                    self.make(f"in-{seed}", to="full")
                    self.same(f"out-{seed}", "full")
                    self.whole(f"out-{seed}")
                shutil.rmtree("full")
            self.assertEqual(kept, EDITS)

    def test_other_options_or_rules_make_all_anew(self):
        Articles(self.scratch / "in", seed=3)
        self.make("in")
        process = run("dataset", "in", "-o", "out", "--date-order", "mdy")
        self.assertIn("24 extracted, 0 kept", process.stderr)
        self.assertIn("with other options", process.stderr)
        (self.scratch / "rules").mkdir()
        (self.scratch / "rules/titles.local.txt").write_text("Archwizard\n")
        process = run("dataset", "in", "-o", "out", "--date-order", "mdy", "--rules", "rules")
        self.assertIn("24 extracted, 0 kept", process.stderr)
        process = run("dataset", "in", "-o", "out", "--date-order", "mdy", "--rules", "rules")
        self.assertIn("nothing to do", process.stderr)

    def test_what_is_damaged_is_made_anew(self):
        Articles(self.scratch / "in", seed=4, size=5)
        for name in ("tables/dates.csv", STORE, "records.jsonl.zst", CACHE, "datapackage.json"):
            with self.subTest(name):
                self.make("in", to=name.replace("/", "-") + ".d")
                path = self.scratch / (name.replace("/", "-") + ".d") / name
                good = path.read_bytes()
                path.write_bytes(good[: len(good) // 2] + b"?" + good[len(good) // 2 + 1:])
                self.make("in", to=path.relative_to(self.scratch).parts[0])
                self.whole(path.relative_to(self.scratch).parts[0])

    def test_an_order_that_changed_is_a_change(self):
        for name in "ab":
            (self.scratch / f"{name}.txt").write_text(f"Mr {name.upper()} Smith paid £3.")
        self.make("a.txt", "b.txt")
        self.assertIn("2 kept", self.make("b.txt", "a.txt"))
        self.make("b.txt", "a.txt", to="full")
        self.same("out", "full")

    def test_standard_input(self):
        for _ in range(2):
            process = subprocess.run([PROGRAM, "dataset", "-", "-o", "out"], input="It cost £4m on Monday.",
                                     capture_output=True, text=True, check=True)
        self.assertIn("1 article; 0 files read, 0 extracted, 1 kept", process.stderr)


class Check(InScratch):
    def test_check_says_what_would_change_and_changes_nothing(self):
        articles = Articles(self.scratch / "in", seed=5, size=6)
        process = run("dataset", "in", "-o", "out", "--check")
        self.assertEqual(process.returncode, 1)
        self.assertIn("there is no dataset", process.stdout)
        self.make("in")
        process = run("dataset", "in", "-o", "out", "--check")
        self.assertEqual((process.returncode, process.stdout),
                         (0, "out: whole\nout: 6 articles; 0 new, 0 changed, 0 gone; nothing to do\n"))
        changed, gone = articles.paths()[0], articles.paths()[1]
        # The times are as they were: a check reads.
        info = changed.stat()
        changed.write_bytes(changed.read_bytes().replace(b"e", b"E", 1))
        os.utime(changed, ns=(info.st_atime_ns, info.st_mtime_ns))
        gone.unlink()
        (self.scratch / "in/zzz.txt").write_text("It cost £4m.")
        before = state(self.scratch / "out")
        process = run("dataset", "in", "-o", "out", "--check")
        self.assertEqual(process.returncode, 1)
        said = process.stdout.splitlines()
        self.assertIn("new zzz", said)
        self.assertIn(f"changed {changed.relative_to(self.scratch / 'in').with_suffix('')}", said)
        self.assertIn(f"gone {gone.relative_to(self.scratch / 'in').with_suffix('')}", said)
        self.assertEqual(said[-1], "out: 6 articles; 1 new, 1 changed, 1 gone")
        self.assertEqual(state(self.scratch / "out"), before)

    def test_check_finds_every_damage(self):
        Articles(self.scratch / "in", seed=6, size=4)
        self.make("in")
        shutil.copytree("out", "good")
        for path in [p.relative_to(self.scratch / "good") for p in self.scratch.glob("good/**/*") if p.is_file()]:
            if path.name == CACHE:
                continue
            with self.subTest(str(path)):
                shutil.rmtree("out")
                shutil.copytree("good", "out")
                good = (self.scratch / "out" / path).read_bytes()
                (self.scratch / "out" / path).write_bytes(good[:-9] + b"#" * 9)
                process = run("dataset", "-o", "out", "--check")
                self.assertEqual(process.returncode, 1)
                self.assertIn(path.name, process.stdout)
        shutil.rmtree("out")
        shutil.copytree("good", "out")
        (self.scratch / "out/tables/people.csv").unlink()
        self.assertIn("tables/people.csv is missing", run("dataset", "-o", "out", "--check").stdout)


class Diff(InScratch):
    def test_what_a_rule_changed(self):
        shutil.copytree(ROOT / "corpus" / "articles", "articles")
        self.make("articles", to="old")
        (self.scratch / "rules").mkdir()
        dates = (ROOT / "rules/en/dates.toml").read_text(encoding="utf-8")
        start = dates.index('[[rule]]\nid = "holiday"') if '[[rule]]\nid = "holiday"' in dates else None
        self.assertIsNotNone(start, "the rule this test takes away has another name")
        end = dates.find("[[rule]]", start + 8) % (len(dates) + 1)
        (self.scratch / "rules/dates.toml").write_text(dates[:start] + dates[end:], encoding="utf-8")
        process = run("dataset", "articles", "-o", "new", "--rules", "rules")
        self.assertEqual(process.returncode, 0, process.stderr)
        process = run("dataset", "--diff", "old", "new")
        self.assertEqual(process.returncode, 0)
        lines = process.stdout.splitlines()
        gone = [line for line in lines if line.startswith("- dates") and "[dates/holiday]" in line]
        with sqlite3.connect(f"old/{STORE}") as db:
            expected = db.execute("SELECT count(*) FROM dates WHERE rule = 'dates/holiday'").fetchone()[0]
        self.assertGreater(expected, 0)
        self.assertEqual(len(gone), expected)
        row = next(line.split() for line in lines if line.startswith("dates ") and " dates/holiday " in line)
        self.assertEqual(row, ["dates", "dates/holiday", "0", str(expected), "0"])

    def test_a_fact_that_changed(self):
        for name, day in (("old", 12), ("new", 13)):
            (self.scratch / "a.jsonl").write_text(
                json.dumps({"id": "a", "date": f"2016-01-{day}", "text": "It was on Monday. £3 were lost."}))
            self.make("a.jsonl", to=name)
        said = run("dataset", "--diff", "old", "new").stdout
        self.assertNotIn("figures", said)
        self.assertEqual(run("dataset", "--diff", "old", "old").stdout, "no difference\n")

    def test_no_dataset(self):
        self.assertEqual(run("dataset", "--diff", "here", "there").returncode, 2)


class WhenItFails(InScratch):
    """The old dataset stays as it was."""

    def setUp(self):
        super().setUp()
        self.articles = Articles(self.scratch / "in", seed=7, size=12)
        self.make("in")
        self.before = state(self.scratch / "out")

    def stays(self, process, status, *words):
        self.assertEqual(process.returncode, status, process.stderr)
        for word in words:
            self.assertIn(word, process.stderr)
        self.assertEqual(state(self.scratch / "out"), self.before)
        self.assertEqual(self.leftovers(), [])

    def test_a_source_that_cannot_be_read(self):
        (self.scratch / "in/broken.txt.gz").write_bytes(b"\x1f\x8b\x08\x00broken")
        self.stays(run("dataset", "in", "-o", "out"), 1, "in/broken.txt.gz", "[unreadable-file]", "out is as it was")

    def test_a_source_that_is_not_there(self):
        self.stays(run("dataset", "in", "nowhere", "-o", "out"), 2, "nowhere: there is no such file or folder")

    def test_clashing_ids(self):
        (self.scratch / "more").mkdir()
        path = self.articles.paths()[0]
        same = path.relative_to(self.scratch / "in")
        (self.scratch / "more" / same).parent.mkdir(exist_ok=True)
        (self.scratch / "more" / same).write_text("It cost £3.")
        self.stays(run("dataset", "in", "more", "-o", "out"), 1, "[clashing-id]", f"more/{same}", f"in/{same}")

    def test_a_full_disk(self):
        self.articles.change()
        for size in (3_000, 60_000, (self.scratch / "out" / STORE).stat().st_size - 5_000):
            def limit(size=size):
                # The last is the largest file there is.
                resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
            # Another option, so that all of it has to be written.
            process = run("dataset", "in", "-o", "out", "--offsets", "byte", preexec_fn=limit)
            self.stays(process, 1, "[unwritable-file]", "out is as it was")

    def test_a_disk_that_is_full(self):
        """A file system of its own, with less and less room on it."""
        script = """
            set -e
            mount -t tmpfs -o size=16m none small
            "$1" dataset in -o small/out 2>> said
            cp -a small/out before
            for left in 700 200 20 4; do
              rm -f small/filler
              room=$(df -k --output=avail small | tail -1)
              head -c $(( (room - left) * 1024 )) /dev/zero > small/filler
              status=0
              "$1" dataset in -o small/out --offsets byte 2>> said || status=$?
              echo "status $status"
              diff -r small/out before
              ls -A small
            done
        """
        (self.scratch / "small").mkdir()
        may_mount = ["unshare", "--mount", "mount", "-t", "tmpfs", "none", "small"]
        if subprocess.run(may_mount, capture_output=True).returncode:
            self.skipTest("may not mount a file system")
        process = subprocess.run(["unshare", "--mount", "sh", "-c", script, "sh", PROGRAM], capture_output=True,
                                 text=True)
        said = (self.scratch / "said").read_text()
        self.assertEqual(process.returncode, 0, process.stdout + process.stderr + said)
        self.assertEqual(process.stdout, "status 1\nfiller\nout\n" * 4, said)
        self.assertEqual(said.count("[unwritable-file]"), 4, said)
        self.assertEqual(said.count("out is as it was"), 4, said)

    def test_a_folder_of_somebody_else(self):
        (self.scratch / "mine").mkdir()
        (self.scratch / "mine/thesis.doc").write_text("years of work")
        process = run("dataset", "in", "-o", "mine")
        self.assertEqual(process.returncode, 2)
        self.assertIn("thesis.doc", process.stderr)
        self.assertEqual((self.scratch / "mine/thesis.doc").read_text(), "years of work")
        (self.scratch / "out/notes.txt").write_text("mine")
        self.assertEqual(run("dataset", "in", "-o", "out").returncode, 2)
        self.assertEqual((self.scratch / "out/notes.txt").read_text(), "mine")

    def test_an_article_that_is_none_has_its_record(self):
        (self.scratch / "in/picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR")
        for _ in range(2):  # also where it is kept
            process = run("dataset", "in", "-o", "out")
            self.assertEqual(process.returncode, 1, process.stderr)
        with sqlite3.connect(f"out/{STORE}") as db:
            self.assertEqual(db.execute("SELECT error_code FROM articles WHERE id = 'picture'").fetchall(),
                             [("binary-input",)])

    def test_no_folder_given(self):
        self.assertEqual(run("dataset", "in").returncode, 2)

    def test_a_link_to_a_dataset_stays_a_link(self):
        os.symlink("out", "link")
        self.articles.change()
        self.make("in", to="link")
        self.assertTrue((self.scratch / "link").is_symlink())
        self.make("in", to="full")
        self.same("out", "full")


if __name__ == "__main__":
    unittest.main()
