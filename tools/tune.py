#!/usr/bin/env python3
"""Fits the points of the evidence for names to annotated articles.

    tools/tune.py build/presscut                            corpus/gold; `make tune`
    tools/tune.py build/presscut CORPUS... --check OTHER    CORPUS=… of `make tune`; scored on OTHER too
    tools/tune.py build/presscut CORPUS... --dry-run        the report alone

CORPUS and OTHER: a .jsonl file, or a folder of them, with {"id", "text", "spans": [{"start", "end", "type"}]} a line,
types PER, ORG and, where they are marked, LOC and others; or a folder of gold records like corpus/gold, whose articles
stand in the folder `articles` beside it.

Every fifth article (--every) of each CORPUS is held out. From the others `presscut extract --explain` says which
evidence holds of each name and where the name stands, and the annotation what the name is. Then points are moved one
at a time, as long as that pays: a move has to set right more names than it sets wrong, by --need for each point that it
leads away from where the point was, and no CORPUS may lose by it. What moves is little, and close to what was there.
Logistic regression over the same names moved most points, for names that were decided rightly before, and lost on
every other kind of text: it is what is decided that counts, not by how much.

Evidence of a name depends on what longer names were taken for, so the articles are read again with the new points, and
the points moved further (--rounds). Then the articles held out and every OTHER are scored, before and after: exact
spans, people and organisations. Only where no F1 of both kinds together falls (--slack), and they rise in all, are the
new points written to the rule files (--rules); nothing else in the files is touched. Structure and lists are made by hand.

Exit status: 0 whether or not points were written; 1 an error in the data; 2 wrong use, or the program cannot be run.
"""

import argparse
import json
import math
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import tomllib

ROOT = pathlib.Path(__file__).resolve().parent.parent

KINDS = ("person", "organisation", "place", "other", "none")  # in the order rule files have them
FACTS = (("people", "person"), ("organisations", "organisation"))
KIND_OF_TYPE = {"PER": "person", "PERSON": "person", "ORG": "organisation", "ORGANISATION": "organisation",
                "ORGANIZATION": "organisation", "LOC": "place", "GPE": "place", "PLACE": "place"}
KINDS_TOLD = ("person", "organisation")  # those that a record has
STEPS = (-1, 1, -2, 2, -4, 4)
PASSES = 8  # over all points; two or three are enough as a rule
POINTS_LINE = re.compile(r"(?P<key>\s*points\s*=\s*)\{(?P<table>[^}]*)\}(?P<rest>.*)", re.DOTALL)
ID_LINE = re.compile(r'\s*id\s*=\s*"(?P<id>[^"]+)"')


# ------------------------------------------------------------------------------------------------------------- articles


def article_of_gold(path, articles):
    gold = json.loads(path.read_text(encoding="utf-8"))
    # No newline translation: offsets count the characters of the file as it is.
    text = (articles / f"{gold['id']}.txt").read_bytes().decode("utf-8")
    spans = {(m["start"], m["end"]): kind for fact, kind in FACTS for entity in gold[fact] for m in entity["mentions"]}
    return gold["id"], text, spans


def read_corpus(path):
    """Its name, and (id, text, kind by span) of its articles."""
    path = pathlib.Path(path)
    rows = sorted(path.glob("*.jsonl")) if path.is_dir() else [path]
    articles = []
    if path.is_dir() and not rows:
        for gold in sorted(path.glob("*.json")):
            articles.append(article_of_gold(gold, path.parent / "articles"))
    for file in rows:
        for line in file.read_text(encoding="utf-8").split("\n"):
            if not line.strip():
                continue
            row = json.loads(line)
            spans = {(s["start"], s["end"]): KIND_OF_TYPE.get(s["type"].upper(), "other") for s in row["spans"]}
            articles.append((row["id"], row["text"], spans))
    if not articles:
        raise ValueError(f"{path}: no annotated articles")
    return path.name if path.name != "gold" else f"{path.parent.name}/gold", articles


def extract(program, articles, rules, explain):
    feed = "".join(json.dumps({"id": str(n), "text": text}) + "\n" for n, (_, text, _) in enumerate(articles))
    command = [program, "extract", "--from", "jsonl", "--only", "people,organisations", "-", "--rules", str(rules)]
    # Every point that is tried makes other rules: none of them is worth keeping.
    done = subprocess.run(command + ["--explain"] * explain, input=feed.encode(), stdout=subprocess.PIPE, check=False,
                          env=os.environ | {"PRESSCUT_CACHE_DIR": ""})
    if done.returncode != 0:
        raise OSError(f"{' '.join(command)}: exit status {done.returncode}")
    return [json.loads(line) for line in done.stdout.decode().split("\n") if line]


# -------------------------------------------------------------------------------------------------------------- scoring


def f1(found, marked, right):
    return 2 * right / (found + marked) if found + marked else 1.0


def score(program, articles, rules):
    """F1 of people, of organisations, and of both: exact spans."""
    totals = {kind: [0, 0, 0] for _, kind in FACTS}
    for (_, _, spans), record in zip(articles, extract(program, articles, rules, False)):
        for fact, kind in FACTS:
            found = {(m["start"], m["end"]) for entity in record[fact] for m in entity["mentions"]}
            marked = {span for span, its in spans.items() if its == kind}
            for n, count in enumerate((len(found), len(marked), len(found & marked))):
                totals[kind][n] += count
    return (*(f1(*totals[kind]) for _, kind in FACTS), f1(*map(sum, zip(*totals.values()))))


# -------------------------------------------------------------------------------------------------------------- fitting


def examples(program, articles, rules):
    """Names as (evidence that holds, the kind of some of its mentions, their weight), alike ones joined; None for a kind
    that no record has, and for words that are cut otherwise than the annotation has them."""
    joined = {}
    for (_, _, spans), record in zip(articles, extract(program, articles, rules, True)):
        for name in record["explain"]["names"]:
            kinds = [spans.get((m["start"], m["end"])) for m in name["mentions"]]
            evidence = tuple(e["rule"] for e in name["evidence"])
            for kind in kinds:
                key = evidence, kind if kind in KINDS_TOLD else None
                # A name is decided once, but counts more where it stands often.
                joined[key] = joined.get(key, 0.0) + 1 / math.sqrt(len(kinds))
    return [(evidence, kind, weight) for (evidence, kind), weight in joined.items()]


class Name:
    """One name of an article, or alike ones: the sums of its points and what they make of it."""

    def __init__(self, sums, kind, weight, corpus):
        self.sums, self.kind, self.weight, self.corpus = sums, kind, weight, corpus
        self.decide()

    def worth(self):
        """1 for a name that is told rightly, less than nothing for one that is told wrongly."""
        best = max(range(len(KINDS)), key=self.sums.__getitem__)  # the first of several, as the program has it
        if KINDS[best] not in KINDS_TOLD:
            return 0.0
        return 1.0 if KINDS[best] == self.kind else -0.7

    def decide(self):
        self.value = self.worth()
        first, second = sorted(self.sums)[:-3:-1]
        self.margin = first - second  # no move of fewer points decides otherwise

    def gain(self, k, step):
        if abs(step) < self.margin:
            return 0.0
        self.sums[k] += step
        gain = self.weight * (self.worth() - self.value)
        self.sums[k] -= step
        return gain


class Fit:
    """Names under points that move. `corpora`: examples of each."""

    def __init__(self, corpora, points, start, need):
        self.points = {rule: {kind: its.get(kind, 0) for kind in KINDS} for rule, its in points.items()}
        self.start, self.need, self.corpora = start, need, len(corpora)
        self.names_of = {rule: [] for rule in points}
        for corpus, rows in enumerate(corpora):
            for evidence, kind, weight in rows:
                evidence = [rule for rule in evidence if rule in points]
                sums = [sum(self.points[rule][k] for rule in evidence) for k in KINDS]
                name = Name(sums, kind, weight, corpus)
                for rule in evidence:
                    self.names_of[rule].append(name)

    def gain(self, rule, k, step):
        """What moving a point gives in all; nothing where a corpus loses by it."""
        gains = [0.0] * self.corpora
        for name in self.names_of[rule]:
            gains[name.corpus] += name.gain(k, step)
        return sum(gains) if min(gains) >= 0 else 0.0

    def price(self, rule, kind, step):
        """What a move has to gain; a move back is cheaper, but is not free either."""
        there, first = self.points[rule][kind], self.start[rule].get(kind, 0)
        away = abs(there + step - first) - abs(there - first)
        return self.need * max(away, abs(step) / 5)

    def sweep(self, eager):
        """Moves each point once where that gains `eager` times its price; whether any moved."""
        moved = False
        for rule in self.points:
            for k, kind in enumerate(KINDS):
                moves = [(self.gain(rule, k, step), step) for step in STEPS]
                moves = [move for move in moves if move[0] >= eager * self.price(rule, kind, move[1])]
                if not moves:
                    continue
                step = max(moves)[1]
                self.points[rule][kind] += step
                for name in self.names_of[rule]:
                    name.sums[k] += step
                    name.decide()
                moved = True
        return moved

    def run(self):
        for eager in (8, 4, 2):  # what gains most goes first, whatever its place in the file
            self.sweep(eager)
        for _ in range(PASSES):
            if not self.sweep(1):
                break
        return self.points


# ----------------------------------------------------------------------------------------------------------- rule files


def read_points(files):
    """The points of every [[evidence]] with points, by id."""
    points = {}
    for path, text in files.items():
        group = path.name.split(".")[0]
        for row in tomllib.loads(text).get("evidence", ()):
            if "points" in row:
                points[f"{group}/{row['id']}"] = row["points"]
    return points


def write_points(name, text, points):
    """The file with these points: the other lines, and points that stay as they are, byte for byte."""
    group, rule, out = name.split(".")[0], None, []
    for line in text.splitlines(keepends=True):
        if line.startswith("["):
            rule = None
        if its := ID_LINE.match(line):
            rule = f"{group}/{its['id']}"
        if rule in points and (its := POINTS_LINE.fullmatch(line)):
            before = tomllib.loads(f"points = {{{its['table']}}}")["points"]
            if any(before.get(kind, 0) != points[rule].get(kind, 0) for kind in KINDS):
                table = ", ".join(f"{kind} = {points[rule][kind]}" for kind in KINDS if points[rule].get(kind, 0))
                line = f"{its['key']}{{ {table} }}{its['rest']}" if table else f"{its['key']}{{}}{its['rest']}"
        out.append(line)
    return "".join(out)


def written(files, points, folder):
    """A --rules folder whose files have these points."""
    (folder / "en").mkdir(parents=True, exist_ok=True)
    for path, text in files.items():
        (folder / "en" / path.name).write_text(write_points(path.name, text, points), encoding="utf-8")
    return folder


# --------------------------------------------------------------------------------------------------------------- report


def changes(before, after):
    rows = []
    for rule in sorted(before):
        for kind in KINDS:
            old, new = before[rule].get(kind, 0), after[rule].get(kind, 0)
            if old != new:
                rows.append((rule, kind, old, new))
    return sorted(rows, key=lambda row: -abs(row[3] - row[2]))


def report(changed, names_of, scores):
    for rule, kind, old, new in changed:
        print(f"{rule:<36}{kind:<14}{old:>4} ->{new:>4}{len(names_of[rule]):>8} names")
    print(f"{len(changed)} points of {len({row[0] for row in changed})} pieces of evidence change\n")
    print(f"{'F1, exact spans':<36}{'people':>17}{'organisations':>19}{'both':>19}")
    for name, (before, after) in scores.items():
        print(f"{name:<36}" + "  ".join(f"{old:>8.4f} -> {new:.4f}" for old, new in zip(before, after)))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program", metavar="PROGRAM", help="the presscut that reads the articles")
    parser.add_argument("corpora", nargs="*", default=[ROOT / "corpus" / "gold"], metavar="CORPUS")
    parser.add_argument("--check", action="append", default=[], metavar="OTHER", help="score this too; may be repeated")
    parser.add_argument("--rules", type=pathlib.Path, default=ROOT / "rules" / "en", metavar="DIR",
                        help="where the rule files stand (rules/en)")
    parser.add_argument("--every", type=int, default=5, metavar="N", help="hold out every Nth article (5)")
    parser.add_argument("--need", type=float, default=1.5, metavar="X",
                        help="names that a point moves for, a step: the pull towards the present points (1.5)")
    parser.add_argument("--slack", type=float, default=0.0, metavar="X",
                        help="how far an F1 may fall where points are written all the same (0)")
    parser.add_argument("--rounds", type=int, default=2, metavar="N", help="times the articles are read and points moved (2)")
    parser.add_argument("--dry-run", action="store_true", help="write nothing")
    options = parser.parse_args()
    if options.every < 2 or options.rounds < 1 or options.need <= 0:
        parser.error("--every must be 2 or more, --rounds 1 or more, --need above 0")
    try:
        corpora = [read_corpus(path) for path in options.corpora]
        others = [read_corpus(path) for path in options.check]
        files = {path: path.read_bytes().decode() for path in sorted(options.rules.glob("*.toml"))}
        before = read_points(files)
        files = {path: text for path, text in files.items() if read_points({path: text})}
        if not before:
            raise ValueError(f"{options.rules}: no rule file with evidence")
    except (OSError, ValueError, KeyError, TypeError) as error:
        print(f"error: {type(error).__name__}: {error}", file=sys.stderr)
        return 1

    parts = []
    for name, articles in corpora:
        held_out = articles[options.every - 1::options.every]
        fitted = [a for n, a in enumerate(articles) if n % options.every != options.every - 1]
        parts.append((name, fitted, held_out))
        print(f"{name}: {len(fitted)} articles to fit to, {len(held_out)} held out")
    try:
        with tempfile.TemporaryDirectory() as scratch:
            old = written(files, before, pathlib.Path(scratch) / "before")
            new, after = old, before
            for turn in range(options.rounds):
                rows = [examples(options.program, fitted, new) for _, fitted, _ in parts]
                fit = Fit(rows, after, before, options.need)
                after = fit.run()
                new = written(files, after, pathlib.Path(scratch) / f"after-{turn}")
            sets = {f"{name}, fitted to": fitted for name, fitted, _ in parts}
            sets |= {f"{name}, held out": held_out for name, _, held_out in parts}
            sets |= dict(others)
            scores = {name: (score(options.program, articles, old), score(options.program, articles, new))
                      for name, articles in sets.items() if articles}
    except OSError as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    report(changes(before, after), fit.names_of, scores)
    unseen = [(b[2], a[2]) for name, (b, a) in scores.items() if not name.endswith("fitted to")]
    better = unseen and all(a >= b - options.slack for b, a in unseen) and sum(a - b for b, a in unseen) > 0
    if not better:
        print("\nno better on articles that were not fitted to: the rule files stay as they are")
    elif options.dry_run:
        print("\nbetter on articles that were not fitted to; nothing is written on a dry run")
    else:
        for path, text in files.items():
            path.write_bytes(write_points(path.name, text, after).encode())
        print(f"\nwritten to {', '.join(str(path) for path in files)}; build, then `make test dataset score`")
    return 0


if __name__ == "__main__":
    sys.exit(main())
