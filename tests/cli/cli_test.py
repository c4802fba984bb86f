#!/usr/bin/env python3
"""The program as a user meets it: arguments, pipes, exit statuses, order, broken input.

    python3 -m unittest discover -s tests/cli -p '*_test.py'

PRESSCUT names the program; build/presscut where it is not set.
"""

import bz2
import gzip
import json
import lzma
import os
import pty
import random
import resource
import select
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = os.environ.get("PRESSCUT") or str(ROOT / "build" / "presscut")
sys.path.insert(0, str(Path(__file__).resolve().parent))

import json_schema  # noqa: E402  (beside this file)

KINDS = ("dates", "organisations", "people", "figures", "quotes")
STORY = (
    "LONDON, March 3 (Reuters) - Dr Anna Smith, chief executive of the Harbour Trust, said on Monday that "
    "around 4,000 operations had been cancelled.\n\n"
    "\u201cWe are sorry,\u201d Smith told reporters. \u201cIt cost \u00a31.2m last year, a rise of 11%.\u201d\n"
)


def terminal():
    """A pseudo-terminal's two ends; a bare container has none to give."""
    try:
        return pty.openpty()
    except OSError as error:
        raise unittest.SkipTest(f"no pseudo-terminal: {error}") from error


def run(*arguments, stdin=b"", env=None, cwd=None, timeout=120):
    """The finished process; `stdin` is bytes, text or a file."""
    if isinstance(stdin, str):
        stdin = stdin.encode()
    feed = {"input": stdin} if isinstance(stdin, bytes) else {"stdin": stdin}
    return subprocess.run([PROGRAM, *map(str, arguments)], capture_output=True, check=False, timeout=timeout,
                          env=env, cwd=cwd, **feed)


def records(process):
    return [json.loads(line) for line in process.stdout.decode("utf-8").splitlines()]


def extract(*arguments, **options):
    """Records of a run in which all went well."""
    process = run("extract", *arguments, **options)
    assert process.returncode == 0, (process.returncode, process.stderr.decode())
    return records(process)


def facts(record):
    return {kind: record[kind] for kind in KINDS}


def spans(value):
    """Every {text, start, end} in a record."""
    if isinstance(value, dict):
        if value.get("start") is not None and value.get("text") is not None:
            yield value
        for inner in value.values():
            yield from spans(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from spans(inner)


def write_articles(folder, count):
    """`count` generated articles in three sub-folders; returns their ids in the order they are read in."""
    dice = random.Random(7)
    people = ("Anna Smith", "Bob Jones", "Chloe Brown", "David Okafor")
    bodies = ("Harbour Trust", "National Union of Porters", "Acme Ltd", "University of Hull")
    ids = []
    for number in range(count):
        name = f"{number % 3}/{number:05}"
        path = folder / f"{name}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        sentences = []
        for _ in range(dice.randint(3, 12)):
            sentences.append(
                f"Dr {dice.choice(people)} of the {dice.choice(bodies)} said on {dice.randint(1, 28)} May 2016 that "
                f"{dice.randint(2, 9000)} jobs \u201cwould go\u201d, a fall of {dice.randint(1, 99)}%.")
        path.write_text(" ".join(sentences) + "\n", encoding="utf-8")
        ids.append(name)
    return sorted(ids)


class Cli(unittest.TestCase):
    def setUp(self):
        self.folder = Path(tempfile.mkdtemp(prefix="presscut_cli_"))
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)

    def put(self, name, content):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path


class Input(Cli):
    def test_text_on_standard_input_is_one_article(self):
        for arguments in ((), ("-",)):
            (record,) = extract(*arguments, stdin=STORY)
            self.assertEqual(record["id"], "stdin")
            self.assertEqual(record["source"]["path"], "-")
            self.assertEqual(record["source"]["bytes"], len(STORY.encode()))
            self.assertIsNone(record["error"])

    def test_form_feeds_and_nul_bytes_stand_between_articles(self):
        got = extract(stdin="One.\fTwo.\0\n\nThree.\f")
        self.assertEqual([r["id"] for r in got], ["stdin", "stdin-2", "stdin-3"])

    def test_nothing_on_standard_input_is_no_article(self):
        for nothing in (b"", b" \n\t\n"):
            self.assertEqual(extract(stdin=nothing), [])

    def test_without_input_on_a_terminal_a_hint_is_given(self):
        main, side = terminal()
        try:
            process = run("extract", stdin=side)
        finally:
            os.close(main)
            os.close(side)
        self.assertEqual(process.returncode, 2)
        self.assertIn(b"presscut extract --help", process.stderr)

    def test_a_folder_of_3600_articles(self):
        ids = write_articles(self.folder / "in", 3600)
        self.put("in/readme.md", "not an article")
        one, two = (run("extract", "-j", jobs, self.folder / "in") for jobs in (1, 2))
        self.assertEqual(one.returncode, 0, one.stderr)
        self.assertEqual([r["id"] for r in records(one)], ids)
        self.assertEqual(one.stdout == two.stdout, True, "-j 1 and -j 2 differ")
        self.assertEqual(run("extract", "-j", 7, self.folder / "in").stdout == one.stdout, True, "-j 1 and -j 7 differ")
        self.assertEqual(one.stderr, b"", "nothing is said where standard error is no terminal")

    def test_files_keep_the_order_they_are_given_in(self):
        b, a = self.put("b.txt", STORY), self.put("a.txt", STORY)
        self.assertEqual([r["id"] for r in extract(b, a, b)], ["b", "a", "b"])

    def test_standard_input_may_stand_among_files(self):
        a = self.put("a.txt", STORY)
        self.assertEqual([r["id"] for r in extract(a, "-", a, stdin=STORY)], ["a", "stdin", "a"])

    def test_a_pipe_in_a_folder_is_passed_over(self):
        self.put("a.txt", "One of 3 cats.")
        os.mkfifo(os.path.join(self.folder, "b.txt"))
        process = run("extract", self.folder, timeout=60)
        self.assertEqual(process.returncode, 0, process.stderr)
        self.assertEqual([record["id"] for record in records(process)], ["a"])

    def test_compressed_files_by_content(self):
        plain = extract(self.put("plain/x.txt", STORY))[0]
        packed = {"gz": gzip.compress(STORY.encode()), "xz": lzma.compress(STORY.encode()),
                  "bz2": bz2.compress(STORY.encode())}
        if shutil.which("zstd"):
            packed["zst"] = subprocess.run(["zstd", "-c"], input=STORY.encode(), capture_output=True, check=True).stdout
        for suffix, content in packed.items():
            self.put(f"in/{suffix}/x.txt.{suffix}", content)
        self.put("in/z-misnamed/x.txt", packed["gz"])
        got = extract(self.folder / "in")
        self.assertEqual([r["id"] for r in got], sorted([f"{s}/x" for s in packed] + ["z-misnamed/x"]))
        for record in got:
            self.assertEqual(facts(record), facts(plain))
            self.assertEqual(record["source"]["xxh3"], plain["source"]["xxh3"])
        self.assertEqual(facts(extract(stdin=packed["xz"])[0]), facts(plain))

    def test_a_damaged_compressed_file_fails_alone(self):
        self.put("in/a.txt.gz", gzip.compress(STORY.encode() * 900)[:-40])
        self.put("in/b.txt", STORY)
        process = run("extract", self.folder / "in")
        self.assertEqual(process.returncode, 1)
        a, b = records(process)
        self.assertEqual(a["error"]["code"], "unreadable-file")
        self.assertIsNone(b["error"])

    def test_files_from_a_list(self):
        a, b = self.put("a.txt", STORY), self.put("b.txt", STORY)
        self.put("sub/c.txt", STORY)
        listing = f"{b}\r\n\n{self.folder / 'sub'}\n{a}"
        path = self.put("list", listing)
        self.assertEqual([r["id"] for r in extract("--files-from", path)], ["b", "c", "a"])
        self.assertEqual([r["id"] for r in extract("--files-from", "-", stdin=listing)], ["b", "c", "a"])
        nul = "\0".join((str(b), str(a))) + "\0"
        self.assertEqual([r["id"] for r in extract("--files-from", "-", stdin=nul)], ["b", "a"])
        self.assertEqual([r["id"] for r in extract(a, "--files-from", path)], ["a", "b", "c", "a"])
        process = run("extract", "--files-from", "-", stdin=f"{a}\n{self.folder}/gone.txt\n{b}\n")
        self.assertEqual(process.returncode, 1)
        self.assertEqual([r["error"] and r["error"]["code"] for r in records(process)], [None, "unreadable-file", None])

    def test_a_list_with_nothing_in_it_is_nothing(self):
        self.assertEqual(extract("--files-from", self.put("list", "")), [])


class Jsonl(Cli):
    ROWS = [
        {"id": "n1", "text": STORY, "date": "2016-01-14", "headline": "Trust says sorry"},
        {"text": STORY, "outlet": "The Post", "tags": ["a", {"b": 1.50}]},
        {"id": 17, "text": STORY, "headline": None},
    ]

    def lines(self, rows):
        return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)

    def test_rows_from_a_file_and_from_a_pipe(self):
        path = self.put("news.jsonl", self.lines(self.ROWS))
        for got, stem in ((extract(path), "news"), (extract("--from", "jsonl", "-", stdin=path.read_bytes()), "stdin")):
            self.assertEqual([r["id"] for r in got], ["n1", f"{stem}:2", "17"])
            self.assertEqual(got[0]["reference"], {"value": "2016-01-14", "source": "metadata"})
            self.assertEqual(got[0]["headline"], {"text": "Trust says sorry", "start": None, "end": None})
            self.assertIsNone(got[0]["meta"])
            self.assertEqual(json.loads(got[1]["meta"]), {"outlet": "The Post", "tags": ["a", {"b": 1.5}]})
            self.assertTrue(got[2]["source"]["path"].endswith(":3"))

    def test_crlf_blank_lines_and_a_byte_order_mark_do_no_harm(self):
        text = "\ufeff" + self.lines(self.ROWS[:1]).replace("\n", "\r\n") + "\r\n\n" + self.lines(self.ROWS[2:]).rstrip("\n")
        got = extract(self.put("x.jsonl", text))
        self.assertEqual([r["id"] for r in got], ["n1", "17"])
        self.assertTrue(got[1]["source"]["path"].endswith("x.jsonl:4"))

    def test_a_bad_row_is_a_record_in_its_place(self):
        bad = ["not json", "[1, 2]", '{"id": "no-text"}', '{"text": 5}', '{"text": "a"} trailing', '{"text": "a",}',
               '{"text": "' + "x" * 50, '{"id": "deep", "text": "a", "m": ' + "[" * 5000 + "]" * 5000 + "}"]
        good = json.dumps({"text": "Fine."})
        path = self.put("rows.jsonl", "\n".join(line for row in bad for line in (row, good)) + "\n")
        process = run("extract", path)
        self.assertEqual(process.returncode, 1)
        got = records(process)
        self.assertEqual(len(got), 2 * len(bad))
        for index, record in enumerate(got):
            if index % 2:
                self.assertIsNone(record["error"])
                continue
            self.assertEqual(record["error"]["code"], "bad-json-row", bad[index // 2][:60])
            self.assertEqual(record["error"]["place"], f"{path}:{index + 1}")
            self.assertIn(f"{path}:{index + 1}: ", process.stderr.decode())
        self.assertEqual(got[4]["id"], "no-text")
        self.assertEqual(got[0]["id"], "rows:1")

    def test_many_bad_rows_do_not_flood_standard_error(self):
        process = run("extract", "--from", "jsonl", "-", stdin="x\n" * 500)
        self.assertEqual(len(records(process)), 500)
        self.assertLess(len(process.stderr.splitlines()), 20)
        self.assertIn(b"490 more", process.stderr)

    def test_a_record_leaves_before_the_next_row_comes(self):
        for jobs in ("1", "2"):
            with subprocess.Popen([PROGRAM, "extract", "-j", jobs, "--from", "jsonl", "-"], stdin=subprocess.PIPE,
                                  stdout=subprocess.PIPE) as process:
                for number in range(5):
                    process.stdin.write(json.dumps({"id": f"r{number}", "text": STORY}).encode() + b"\n")
                    process.stdin.flush()
                    ready, _, _ = select.select([process.stdout], [], [], 20)
                    self.assertTrue(ready, f"-j {jobs}: no record for row {number} while the pipe is open")
                    self.assertEqual(json.loads(process.stdout.readline())["id"], f"r{number}")
                process.stdin.close()
                self.assertEqual(process.wait(20), 0)

    def test_the_same_bytes_for_any_number_of_threads(self):
        dice = random.Random(3)
        rows = [{"id": str(n), "text": STORY * dice.choice((1, 1, 2, 30))} for n in range(300)]
        feed = self.lines(rows).encode()
        got = {jobs: run("extract", "-j", jobs, "--from", "jsonl", "-", stdin=feed).stdout for jobs in (0, 1, 2, 5)}
        for jobs, out in got.items():
            self.assertEqual(out == got[1], True, f"-j {jobs}")


class Broken(Cli):
    def test_unreadable_binary_and_empty_files(self):
        self.put("in/a-binary.txt", b"\x7fELF\x02\x01\x01" + bytes(range(256)) * 40)
        self.put("in/b-empty.txt", "")
        self.put("in/c-white.txt", " \n\t \r\n")
        self.put("in/d-fine.txt", STORY)
        os.symlink(self.folder / "gone", self.folder / "in" / "e-dangling.txt")
        process = run("extract", self.folder / "in")
        self.assertEqual(process.returncode, 1)
        got = {r["id"]: r for r in records(process)}
        self.assertEqual(list(got), ["a-binary", "b-empty", "c-white", "d-fine", "e-dangling"])
        self.assertEqual(got["a-binary"]["error"]["code"], "binary-input")
        self.assertEqual(got["e-dangling"]["error"]["code"], "unreadable-file")
        for name in ("b-empty", "c-white"):
            self.assertIsNone(got[name]["error"])
            self.assertEqual(facts(got[name]), {kind: [] for kind in KINDS})
        for name in ("a-binary", "e-dangling"):
            self.assertEqual(facts(got[name]), {kind: [] for kind in KINDS})
            self.assertEqual(list(got[name]), list(got["d-fine"]), "a failed article has the same keys")

    @unittest.skipIf(os.geteuid() == 0, "root reads everything")
    def test_a_file_without_permission(self):
        path = self.put("a.txt", STORY)
        path.chmod(0)
        process = run("extract", path)
        self.assertEqual(process.returncode, 1)
        self.assertEqual(records(process)[0]["error"]["code"], "unreadable-file")

    def test_a_too_large_file(self):
        path = self.put("large.txt", "")
        os.truncate(path, (64 << 20) + 1)
        process = run("extract", path, self.put("b.txt", STORY))
        self.assertEqual(process.returncode, 1)
        large, fine = records(process)
        self.assertEqual(large["error"]["code"], "article-too-large")
        self.assertIsNone(fine["error"])

    def test_a_too_large_article_that_is_packed_small(self):
        path = self.put("bomb.txt.gz", gzip.compress(b"word " * (14 << 20), 1))
        process = run("extract", path)
        self.assertEqual(process.returncode, 1)
        self.assertEqual(records(process)[0]["error"]["code"], "article-too-large")

    def test_hostile_text(self):
        million = 1 << 20
        hostile = {
            "quotes": '"' * million,
            "curly": "\u201c" * (million // 3),
            "apostrophes": "'" * million,
            "one word": "a" * million,
            "capitals": "A" * million,
            "one name": "Smith " * (million // 6),
            "names joined": "Smith and " * (million // 10),
            "said": '"x" said ' * (million // 9),
            "digits": "1234567890" * (million // 10),
            "commas": "1,234," * (million // 6),
            "percent": "5% of 5% " * (million // 9),
            "months": "May " * (million // 4),
            "brackets": "(" * million,
            "lines": "\n" * million,
            "full stops": "." * million,
            "marks": "e" + "\u0301" * (million // 2),
            "invalid utf-8": b"\xff\xfe\xfd caf\xe9 \xc3" * (million // 11),
            "zero width": "\u200b\u00ad" * (million // 5),
            "entities": "&amp;" * (million // 5),
        }
        for name, text in hostile.items():
            with self.subTest(name):
                begin = time.monotonic()
                process = run("extract", "-j", 1, self.put("hostile.txt", text), timeout=60)
                self.assertIn(process.returncode, (0, 1), process.stderr[:300])
                self.assertEqual(len(records(process)), 1)
                # Linear work on a megabyte takes well under a second; this only catches what grows with the square.
                self.assertLess(time.monotonic() - begin, 10)

    def test_memory_does_not_grow_with_the_number_of_articles(self):
        row = json.dumps({"text": STORY * 3}).encode() + b"\n"

        def peak(count):
            with subprocess.Popen([PROGRAM, "extract", "-j", "2", "--from", "jsonl", "-"], stdin=subprocess.PIPE,
                                  stdout=subprocess.DEVNULL) as process:
                for _ in range(count // 100):
                    process.stdin.write(row * 100)
                process.stdin.close()
                _, status, usage = os.wait4(process.pid, 0)
                process.returncode = os.waitstatus_to_exitcode(status)
            self.assertEqual(process.returncode, 0)
            return usage.ru_maxrss

        few, many = peak(2000), peak(20000)
        self.assertLess(many, few * 1.15 + 8192, f"{few} KiB after 2,000 articles, {many} KiB after 20,000")


class Output(Cli):
    def test_a_closed_pipe_ends_quietly(self):
        write_articles(self.folder / "in", 1500)
        for jobs in ("1", "2"):
            with subprocess.Popen([PROGRAM, "extract", "-j", jobs, str(self.folder / "in")], stdout=subprocess.PIPE,
                                  stderr=subprocess.PIPE) as process:
                json.loads(process.stdout.readline())
                process.stdout.close()
                self.assertEqual(process.wait(30), 0)
                self.assertEqual(process.stderr.read(), b"")

    def test_a_closed_pipe_ends_a_run_that_waits_for_input(self):
        with subprocess.Popen([PROGRAM, "extract", "-j", "2", "--from", "jsonl", "-"], stdin=subprocess.PIPE,
                              stdout=subprocess.PIPE) as process:
            row = json.dumps({"text": STORY}).encode() + b"\n"
            process.stdin.write(row)
            process.stdin.flush()
            process.stdout.readline()
            process.stdout.close()
            process.stdin.write(row)
            process.stdin.flush()
            self.assertEqual(process.wait(20), 0)  # though standard input stays open

    def test_a_file_appears_whole_or_not_at_all(self):
        target = self.put("out.jsonl", "old\n")
        target.chmod(0o640)
        with subprocess.Popen([PROGRAM, "extract", "--from", "jsonl", "-", "-o", str(target)],
                              stdin=subprocess.PIPE) as process:
            process.stdin.write(json.dumps({"text": STORY}).encode() + b"\n")
            process.stdin.flush()
            time.sleep(0.5)
            self.assertEqual(target.read_text(), "old\n")
            process.stdin.close()
            self.assertEqual(process.wait(20), 0)
        self.assertEqual(len(target.read_text().splitlines()), 1)
        self.assertEqual(target.stat().st_mode & 0o777, 0o640)
        self.assertEqual(sorted(p.name for p in self.folder.iterdir()), ["out.jsonl"])

    def test_an_interrupted_run_leaves_nothing_behind(self):
        target = self.folder / "out.jsonl"
        for number in (signal.SIGINT, signal.SIGTERM):
            # Whoever runs the tests in the background has the interrupt ignored, and children inherit that.
            with subprocess.Popen([PROGRAM, "extract", "-", "-o", str(target)], stdin=subprocess.PIPE,
                                  preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL)) as process:
                deadline = time.monotonic() + 20
                while not list(self.folder.iterdir()) and time.monotonic() < deadline:
                    time.sleep(0.02)
                process.send_signal(number)
                self.assertEqual(process.wait(20), -number)
            self.assertEqual(list(self.folder.iterdir()), [])

    def test_an_article_is_never_written_over(self):
        path = self.put("a.jsonl", '{"text": "One of 3 cats."}\n')
        process = run("extract", path, "-o", path)
        self.assertEqual(process.returncode, 2)
        self.assertIn("is one of the articles", process.stderr.decode())
        self.assertEqual(path.read_text(), '{"text": "One of 3 cats."}\n')

    def test_records_in_the_folder_that_is_read_are_no_articles(self):
        self.put("a.txt", "One of 3 cats.")
        out = self.folder / "records.jsonl"
        for _ in range(2):
            self.assertEqual(run("extract", self.folder, "-o", out).returncode, 0)
            self.assertEqual([json.loads(line)["id"] for line in out.read_text().splitlines()], ["a"])

    def test_standard_output_and_a_file_hold_the_same(self):
        path = self.put("a.txt", STORY)
        target = self.folder / "out.jsonl"
        self.assertEqual(run("extract", path, "-o", target).stdout, b"")
        self.assertEqual(target.read_bytes(), run("extract", path).stdout)
        self.assertEqual(target.read_bytes(), run("extract", path, "-o", "-").stdout)
        self.assertEqual(run("extract", path, "-o", "/dev/null").returncode, 0)
        self.assertEqual(os.path.exists("/dev/null"), True)

    def test_a_link_stays_a_link(self):
        real = self.put("real.jsonl", "old\n")
        link = self.folder / "link.jsonl"
        link.symlink_to(real)
        self.assertEqual(run("extract", "-o", link, stdin=STORY).returncode, 0)
        self.assertTrue(link.is_symlink())
        self.assertEqual(len(real.read_text().splitlines()), 1)

    def test_a_full_disk_is_told(self):
        process = run("extract", "-o", "/dev/full", stdin=STORY)
        self.assertEqual(process.returncode, 1)
        self.assertIn(b"No space left", process.stderr)

    def test_progress_and_summary_only_on_a_terminal(self):
        path = self.put("a.txt", STORY)
        plain = {k: v for k, v in os.environ.items() if k not in ("CI", "NO_COLOR")}

        def said(environment):
            main, side = terminal()
            process = subprocess.run([PROGRAM, "extract", str(path)], stdout=subprocess.DEVNULL, stderr=side,
                                     env=plain | environment, check=False, timeout=60)
            os.close(side)
            out = b""
            while select.select([main], [], [], 0.2)[0]:
                try:
                    part = os.read(main, 4096)
                except OSError:
                    break
                if not part:
                    break
                out += part
            os.close(main)
            self.assertEqual(process.returncode, 0)
            return out.decode()

        self.assertIn("1 article, ", said({"TERM": "xterm"}))
        self.assertEqual(said({"TERM": "dumb"}), "")
        self.assertEqual(said({"TERM": "xterm", "CI": "1"}), "")
        self.assertEqual(said({"TERM": "xterm", "NO_COLOR": "1"}), "")
        self.assertEqual(run("extract", path).stderr, b"")


class Records(Cli):
    TEXT = (
        "\U0001F534 LIVE: Caf\u00e9 owner Anna Smith told us: \u201cWe can\u2019t pay \u00a31.2bn\u201d.\r\n\r\n"
        "Jose\u0301 Mari\u0301a Aznar of the British Medical Association said 11% of 4,000 staff left on 14 January 2016. "
        "\U0001F1EC\U0001F1E7 \u201cIt is wrong,\u201d Dr Smith said.\n"
    )

    def cut(self, text, unit, span):
        start, end = span["start"], span["end"]
        if unit == "codepoint":
            return text[start:end]
        if unit == "byte":
            return text.encode()[start:end].decode()
        return text.encode("utf-16-le")[2 * start:2 * end].decode("utf-16-le")

    def test_offsets_agree_with_the_text_in_every_unit(self):
        path = self.put("a.txt", self.TEXT)
        (plain,) = extract(path)
        self.assertEqual(plain["offset_unit"], "codepoint")
        counted = {}
        for unit in ("codepoint", "byte", "utf16"):
            (record,) = extract(path, "--offsets", unit, "--text")
            self.assertEqual(record["offset_unit"], unit)
            self.assertEqual(record["text"], self.TEXT)
            found = list(spans(facts(record)))
            self.assertGreater(len(found), 5)
            for span in found:
                self.assertEqual(self.cut(self.TEXT, unit, span), span["text"])
            for quote in record["quotes"]:
                self.assertEqual(quote["parts"][0]["start"], quote["start"])
            counted[unit] = [span["text"] for span in found]
        self.assertEqual(counted["codepoint"], counted["byte"])
        self.assertEqual(counted["codepoint"], counted["utf16"])

    def test_every_encoding_is_decoded_to_the_same_text(self):
        text = "Caf\u00e9 owner Anna Smith lost \u00a34,000 on 14 January 2016, she said."
        for encoding in ("utf-8", "utf-8-sig", "cp1252", "utf-16"):
            (record,) = extract(self.put("a.txt", text.encode(encoding)), "--text")
            self.assertEqual(record["text"], text, encoding)

    def test_text_is_null_unless_asked_for(self):
        (record,) = extract(stdin=STORY)
        self.assertIsNone(record["text"])
        self.assertIsNone(record["explain"])
        (record,) = extract("--text", stdin=STORY)
        self.assertEqual(record["text"], STORY)

    def test_only_the_kinds_asked_for(self):
        (everything,) = extract(stdin=STORY)
        for kind in KINDS:
            (record,) = extract("--only", kind, stdin=STORY)
            for other in KINDS:
                if other != kind:
                    self.assertEqual(record[other], [], f"--only {kind}")
            if kind in ("dates", "figures"):
                self.assertEqual(record[kind], everything[kind])
            self.assertEqual(list(record), list(everything))
        (two,) = extract("--only", "dates,figures", self.put("a.txt", STORY))
        self.assertEqual((two["dates"], two["figures"]), (everything["dates"], everything["figures"]))
        self.assertEqual(two["people"], [])

    def test_the_reference_date(self):
        (record,) = extract("--reference-date", "2016-01-14", stdin="He resigned yesterday.")
        self.assertEqual(record["reference"], {"value": "2016-01-14", "source": "option"})
        self.assertEqual(record["dates"][0]["value"], "2016-01-13")

    def test_explain_says_where_the_rules_stand(self):
        (record,) = extract("--explain", stdin=STORY)
        explained = record["explain"]
        rules = {rule["id"] for rule in explained["rules"]}
        used = {span["rule"] for span in spans(facts(record)) if span.get("rule")}
        self.assertLessEqual(used, rules)
        self.assertEqual([r["id"] for r in explained["rules"]], sorted(rules))
        date = record["dates"][0]["rule"]
        (origin,) = [rule for rule in explained["rules"] if rule["id"] == date]
        self.assertIn("dates.toml", origin["file"])
        self.assertGreater(origin["line"], 0)
        self.assertIn("Anna Smith", [name["name"] for name in explained["names"]])
        self.assertTrue(all(name["evidence"] for name in explained["names"] if name["kind"] == "person"))

    def test_indirect_speech_only_where_it_is_asked_for(self):
        articles = ROOT / "corpus" / "articles"
        plain, asked = extract(articles), extract(articles, "--indirect")
        self.assertEqual([q for r in plain for q in r["quotes"] if q["form"] == "indirect"], [])
        indirect = [q for r in asked for q in r["quotes"] if q["form"] == "indirect"]
        self.assertGreater(len(indirect), 30)
        self.assertTrue(all(q["speaker"] and q["cue"] for q in indirect))
        for before, after in zip(plain, asked, strict=True):
            self.assertEqual(before["quotes"], [q for q in after["quotes"] if q["form"] != "indirect"])
            ends = [0] + [q["end"] for q in after["quotes"]]
            self.assertTrue(all(q["start"] >= end for q, end in zip(after["quotes"], ends)), after["id"])
        (record,) = extract("--indirect", stdin="NHS England said more than 10,000 of the medics signed on.")
        (quote,) = record["quotes"]
        self.assertEqual(quote["text"], "more than 10,000 of the medics signed on")
        self.assertEqual((quote["cue"]["text"], quote["speaker"]["text"]), ("said", "NHS England"))
        self.assertEqual(quote["parts"], [{"start": quote["start"], "end": quote["end"]}])

    def test_records_hold_to_the_schema(self):
        schema = json.loads(run("schema").stdout)
        self.put("in/a.txt", STORY)
        self.put("in/b.txt", b"\x00\x01\x02\x03" * 99)
        self.put("in/c.txt", self.TEXT)
        self.put("in/d.jsonl", json.dumps({"text": STORY, "headline": "H", "x": 1}) + "\nbad\n")
        seen = records(run("extract", self.folder / "in"))
        seen += records(run("extract", self.folder / "in", "--explain", "--text", "--offsets", "byte"))
        seen += extract(ROOT / "corpus" / "articles", "--explain", "--indirect")
        self.assertGreater(len(seen), 20)
        order = json_schema.key_order(schema)
        for record in seen:
            self.assertEqual(json_schema.errors(record, schema), [])
            self.assertEqual(json_schema.out_of_order(record, schema, order), [])

    def test_the_schema_is_strict_enough_to_notice(self):
        schema = json.loads(run("schema").stdout)
        (record,) = extract(stdin=STORY)
        self.assertEqual(json_schema.errors(record, schema), [])
        broken = [record | {"extra": 1}, {k: v for k, v in record.items() if k != "meta"}, record | {"id": None},
                  record | {"offset_unit": "lines"}, record | {"dates": None},
                  record | {"dates": [record["dates"][0] | {"start": "0"}]},
                  record | {"dates": [record["dates"][0] | {"type": "day"}]}]
        for wrong in broken:
            self.assertNotEqual(json_schema.errors(wrong, schema), [])


class Show(Cli):
    ARTICLE = b"Profit was \xc2\xa33m, said Ann Smith.\n"

    def test_brackets_in_a_pipe(self):
        process = run("show", stdin=self.ARTICLE)
        self.assertEqual(process.returncode, 0, process.stderr)
        self.assertIn("Profit was [f:£3m], said [p:Ann Smith].", process.stdout.decode())
        self.assertNotIn(b"\x1b", process.stdout)

    def test_colour_on_a_terminal_or_when_asked_for(self):
        self.assertIn(b"\x1b[35m", run("show", "--color", "always", stdin=self.ARTICLE).stdout)
        path = self.put("a.txt", self.ARTICLE)
        for settings, coloured in (({}, True), ({"NO_COLOR": "1"}, False), ({"NO_COLOR": ""}, True),
                                   ({"TERM": "dumb"}, False)):
            leader, follower = terminal()
            environment = {k: v for k, v in os.environ.items() if k not in ("NO_COLOR", "TERM")}
            process = subprocess.run([PROGRAM, "show", path], env=environment | {"TERM": "xterm"} | settings,
                                     stdin=subprocess.DEVNULL, stdout=follower, timeout=60, check=False)
            os.close(follower)
            self.assertEqual(process.returncode, 0)
            self.assertEqual(b"\x1b[" in os.read(leader, 1 << 16), coloured, settings)
            os.close(leader)

    def test_one_article_of_many_by_its_id(self):
        rows = self.put("rows.jsonl", b'{"id":"x","text":"One of 3 cats."}\n{"id":"y","text":"There were 4 dogs."}\n')
        out = run("show", rows, "--id", "y", "--no-facts").stdout.decode()
        self.assertEqual(out, "There were [f:4 dogs].\n")
        missing = run("show", rows, "--id", "z")
        self.assertEqual(missing.returncode, 1)
        self.assertIn("there is no article 'z'", missing.stderr.decode())
        self.assertEqual(run("show", "no-such-file").returncode, 2)


class Program(Cli):
    def test_exit_statuses(self):
        good, gone = self.put("a.txt", STORY), self.folder / "gone.txt"
        self.put("rules/dates.toml", "[[rule]]\nid = 'x'\nfind = '('\n")
        cases = [
            (0, ("extract", good)), (0, ("--help",)), (0, ("-h",)), (0, ("extract", "--help")), (0, ("--version",)),
            (0, ("schema",)), (0, ("rules", "list")),
            (2, ("extract", gone)), (2, ("extract", good, gone)), (2, ("extract", "--files-from", gone)),
            (2, ("extract", "--nonsense", good)), (2, ("extract", good, "--from", "xml")),
            (2, ("extract", good, "--only", "places")), (2, ("extract", good, "--offsets", "line")),
            (2, ("extract", good, "--reference-date", "14/01/2016")),
            (2, ("extract", good, "--reference-date", "2015-02-29")), (2, ("extract", good, "-j", "x")),
            (2, ("extract", good, "--date-order", "day")), (2, ("extract", good, "--fiscal-year-start", "13")),
            (2, ("extract", good, "--fiscal-year-start", "2-30")), (0, ("extract", good, "--date-order", "auto")),
            (2, ("extract", good, "-j", "-1")), (2, ("extract", good, "--rules", self.folder / "rules")),
            (2, ("extract", good, "--rules", gone)), (2, ("extract", good, "-o", self.folder / "no/such/out")),
            (2, ()), (2, ("nonsense",)), (2, ("rules",)), (2, ("rules", "explain", "dates/no-such-rule")),
            (2, ("rules", "check", "--rules", self.folder / "rules")),
        ]
        for status, arguments in cases:
            process = run(*arguments)
            self.assertEqual(process.returncode, status, (arguments, process.stderr.decode()))
            if status == 0:
                self.assertEqual(process.stderr, b"", arguments)
            else:
                self.assertNotEqual(process.stderr, b"", arguments)
            if status == 2 and arguments[:1] != ("rules",):
                self.assertEqual(process.stdout, b"", arguments)

    def test_help_has_examples(self):
        for arguments in (("--help",), ("extract", "-h"), ("rules", "--help"), ("schema", "--help")):
            self.assertIn(b"Examples:", run(*arguments).stdout, arguments)

    def test_version_names_what_makes_a_result(self):
        out = run("--version").stdout.decode()
        self.assertRegex(out, r"^presscut \d+\.\d+\.\d+\n")
        self.assertIn("presscut/1", out)
        self.assertRegex(out, r"rules +[0-9a-f]{16}")
        for library in ("RE2", "ICU", "utf8proc", "simdjson"):
            self.assertRegex(out, library + r" \d")

    def test_rules_of_a_folder_replace_and_add(self):
        rule = ("[[rule]]\nid = 'moon-day'\nname = 'moon day'\nfind = 'moon day'\ntrigger = ['moon']\n"
                "yes = ['On [moon day].']\nno = ['On Sunday.']\n")
        self.put("extra/dates.local.toml", rule)
        listed = run("rules", "list", "--rules", self.folder / "extra").stdout.decode()
        self.assertIn("moon-day", listed)
        self.assertIn("dates.local.toml", listed)
        self.assertIn(" rule ", listed)
        self.assertGreater(len(listed.splitlines()), 20)
        self.assertNotIn("moon-day", run("rules", "list").stdout.decode())

    def test_a_list_of_ones_own_mends_a_name_without_a_rebuild(self):
        text = "The row goes on. They walked with Blue Door to the sea, and it rained.\n"

        def names(*arguments):
            (record,) = extract(self.put("name.txt", text), *arguments)
            return [o["name"] for o in record["organisations"]]

        self.put("own/lists/organisations.local.txt", "Blue Door\tcharity\n")
        self.assertNotIn("Blue Door", names())
        self.assertEqual(names("--rules", self.folder / "own"), ["Blue Door"])

    def test_what_an_article_does_not_say_of_its_dates_can_be_said(self):
        path = self.put("a.txt", "The pact of 4/5/2016 was for fiscal 2017 and what came of it in the town.\n")

        def dates(*arguments):
            (record,) = extract(path, "--only", "dates", *arguments)
            return [(d["value"], d["earliest"], d["ambiguous"], d["fiscal"]) for d in record["dates"]]

        self.assertEqual(dates(), [("2016-04-05", "2016-04-05", True, False), ("2017", "2017-01-01", False, True)])
        self.assertEqual(dates("--date-order", "mdy", "--fiscal-year-start", "10"),
                         [("2016-04-05", "2016-04-05", False, False), ("2017", "2016-10-01", False, True)])
        self.assertEqual(dates("--date-order", "dmy", "--fiscal-year-start", "04-06"),
                         [("2016-05-04", "2016-05-04", False, False), ("2017", "2016-04-06", False, True)])

    def test_every_error_of_a_rule_file_is_told_with_its_place(self):
        path = self.put("bad/dates.toml", "[[rule]]\nid = 'x'\nname = 'x'\nfind = '(a'\ntrigger = ['a']\ncolour = 1\n")
        process = run("rules", "check", "--rules", path.parent)
        self.assertEqual(process.returncode, 2)
        self.assertIn(f"{path}:6:", process.stderr.decode())
        self.assertIn(f"{path}:4:", process.stderr.decode())
        self.assertIn("[rule-unknown-key]", process.stderr.decode())
        self.assertIn("[rule-bad-pattern]", process.stderr.decode())

    def test_a_rule_without_examples_is_told(self):
        self.put("bare/dates.local.toml", "[[rule]]\nid = 'bare'\nname = 'b'\nfind = 'moon'\ntrigger = ['moon']\n")
        process = run("rules", "check", "--rules", self.folder / "bare")
        self.assertEqual(process.returncode, 2)
        self.assertIn("[rule-no-examples]", process.stderr.decode())
        self.assertIn("dates/bare", process.stderr.decode())

    def test_a_failing_example_is_told_with_what_was_expected_and_found(self):
        listed = run("rules", "list").stdout.decode().split()
        known = next(word for word in listed if word.startswith("dates/"))
        self.put("extra/dates.local.toml", "[[rule]]\nid = 'moon'\nname = 'm'\nfind = 'moon'\ntrigger = ['moon']\n"
                 "yes = ['No brackets.', 'The [sun] rose.', 'An [open bracket.']\nno = ['Quiet.']\n")
        process = run("rules", "test", "dates/moon", "--rules", self.folder / "extra")
        self.assertEqual(process.returncode, 1)
        out = process.stdout.decode()
        self.assertIn("dates.local.toml:1: dates/moon: yes \"The [sun] rose.\": expected 'sun'", out)
        self.assertIn("never closed", out)
        self.assertIn("stands in no [brackets]", out)
        self.assertEqual(out.splitlines()[-1], "1 passed, 3 failed")
        self.assertRegex(run("rules", "test", known).stdout.decode().splitlines()[-1], r"^\d+ passed, \d+ failed$")

    def test_explain_shows_the_whole_rule(self):
        known = next(w for w in run("rules", "list").stdout.decode().split() if w.startswith("dates/"))
        out = run("rules", "explain", known).stdout.decode()
        for label in ("rule", "says", "stands at", "find", "expanded", "trigger", "yes", "no"):
            self.assertRegex(out, rf"(?m)^{label} +\S")
        self.assertIn("(?P<", out)


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    unittest.main()
