#!/usr/bin/env python3
"""Fits the points of the evidence for names to annotated articles.

    tools/tune.py build/presscut                            corpus/gold; `make tune`
    tools/tune.py build/presscut CORPUS... --check OTHER    CORPUS=… of `make tune`; scored on OTHER too
    tools/tune.py build/presscut CORPUS... --dry-run        the report alone

CORPUS and OTHER: a .jsonl file, or a folder of them, with {"id", "text", "spans": [{"start", "end", "type"}]} a line,
types PER, ORG and, where they are marked, LOC and others; or a folder of gold records like corpus/gold, whose articles
stand in the folder `articles` beside it.

Every fifth article (--every) is held out. From the others `presscut extract --explain` says which evidence holds of
each name and where the name stands; what the annotation says of those places is what the name is. Multinomial logistic
regression, drawn towards the present points (--shrink: how strongly), finds the points under which those kinds win;
4 points are one unit of log-odds, and points are whole numbers. Evidence of a name depends on what longer names were
taken for, so the articles are read again with the new points and fitted once more (--rounds).

Then the articles held out and every OTHER are scored, before and after: exact spans, people and organisations. Only
where no F1 of both kinds together falls, and one rises, are the new points written to the rule files (--rules); nothing
else in the files is touched. Anything else, structure and lists, is made by hand.

Exit status: 0 whether or not points were written; 1 an error in the data; 2 wrong use, or the program cannot be run.
"""

import argparse
import json
import math
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
POINTS_A_UNIT = 4
POINTS_LINE = re.compile(r"(?P<key>\s*points\s*=\s*)\{(?P<table>[^}]*)\}(?P<rest>.*)", re.DOTALL)
ID_LINE = re.compile(r'\s*id\s*=\s*"(?P<id>[^"]+)"')


# ------------------------------------------------------------------------------------------------------------- articles


class Corpus:
    """Annotated articles. `places`: whether places and other names are marked too; where they are not, all that is
    known of a place is that it is no person and no organisation."""

    def __init__(self, name, articles, places):
        self.name, self.articles, self.places = name, articles, places


def article_of_gold(path, articles):
    gold = json.loads(path.read_text(encoding="utf-8"))
    # No newline translation: offsets count the characters of the file as it is.
    text = (articles / f"{gold['id']}.txt").read_bytes().decode("utf-8")
    spans = {(m["start"], m["end"]): kind for fact, kind in FACTS for entity in gold[fact] for m in entity["mentions"]}
    return gold["id"], text, spans


def read_corpus(path):
    path = pathlib.Path(path)
    rows = sorted(path.glob("*.jsonl")) if path.is_dir() else [path]
    articles, places = [], False
    if path.is_dir() and not rows:
        for gold in sorted(path.glob("*.json")):
            articles.append(article_of_gold(gold, path.parent / "articles"))
    for file in rows:
        for line in file.read_text(encoding="utf-8").split("\n"):
            if not line.strip():
                continue
            row = json.loads(line)
            spans = {(s["start"], s["end"]): KIND_OF_TYPE.get(s["type"].upper(), "other") for s in row["spans"]}
            places = places or not {"place", "other"}.isdisjoint(spans.values())
            articles.append((row["id"], row["text"], spans))
    if not articles:
        raise ValueError(f"{path}: no annotated articles")
    return Corpus(path.name if path.name != "gold" else f"{path.parent.name}/gold", articles, places)


def extract(program, articles, rules, explain):
    feed = "".join(json.dumps({"id": str(n), "text": text}) + "\n" for n, (_, text, _) in enumerate(articles))
    command = [program, "extract", "--from", "jsonl", "--only", "people,organisations", "-", "--rules", str(rules)]
    done = subprocess.run(command + ["--explain"] * explain, input=feed.encode(), stdout=subprocess.PIPE, check=False)
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


def examples(program, corpus, articles, rules):
    """Names as (evidence that holds, share of its mentions by the kinds it may be, weight), alike ones joined; and how
    many names have each piece of evidence."""
    rest = ("place", "other", "none")
    joined, seen = {}, {}
    for (_, _, spans), record in zip(articles, extract(program, articles, rules, True)):
        for name in record["explain"]["names"]:
            shares = {}
            for mention in name["mentions"]:
                span = mention["start"], mention["end"]
                if span in spans:
                    kinds = (spans[span],)
                else:  # A name that is cut otherwise than the annotation has it is no better than none.
                    kinds = ("none",) if corpus.places else rest
                shares[kinds] = shares.get(kinds, 0) + 1
            if not shares:
                continue
            evidence = tuple(sorted(e["rule"] for e in name["evidence"]))
            for rule in evidence:
                seen[rule] = seen.get(rule, 0) + 1
            # A name is decided once, but counts more where it stands often.
            weight = math.sqrt(sum(shares.values())) / sum(shares.values())
            for kinds, count in shares.items():
                joined[evidence, kinds] = joined.get((evidence, kinds), 0.0) + count * weight
    return [(evidence, kinds, weight) for (evidence, kinds), weight in sorted(joined.items())], seen


def loss_and_slope(rows, weights, start, shrink):
    """-log likelihood of the kinds that the names may be, plus the pull towards `start`; and its derivatives."""
    loss, slope = 0.0, [0.0] * len(weights)
    width = len(KINDS)
    for features, allowed, weight in rows:
        sums = [0.0] * width
        for f in features:
            for k in range(width):
                sums[k] += weights[f + k]
        most = max(sums)
        powers = [math.exp(s - most) for s in sums]
        total = sum(powers)
        part = sum(powers[k] for k in allowed)
        loss -= weight * math.log(part / total)
        steps = [weight * power / total for power in powers]
        for k in allowed:
            steps[k] -= weight * powers[k] / part
        for f in features:
            for k in range(width):
                slope[f + k] += steps[k]
    for i, (w, s) in enumerate(zip(weights, start)):
        loss += shrink / 2 * (w - s) ** 2
        slope[i] += shrink * (w - s)
    return loss, slope


def dot(a, b):
    return sum(x * y for x, y in zip(a, b))


def minimise(function, at, steps, memory=8):
    """L-BFGS: Newton's steps with the curvature of the last few."""
    loss, slope = function(at)
    past = []
    for _ in range(steps):
        way = list(slope)
        factors = []
        for moved, turned, scale in reversed(past):
            factor = scale * dot(moved, way)
            factors.append(factor)
            way = [w - factor * t for w, t in zip(way, turned)]
        if past:
            moved, turned, scale = past[-1]
            shorten = 1 / (scale * dot(turned, turned))
        else:
            shorten = 1 / max(1.0, math.sqrt(dot(slope, slope)))
        way = [w * shorten for w in way]
        for (moved, turned, scale), factor in zip(past, reversed(factors)):
            back = scale * dot(turned, way)
            way = [w + (factor - back) * m for w, m in zip(way, moved)]
        descent, length = dot(slope, way), 1.0
        while True:
            there = [a - length * w for a, w in zip(at, way)]
            new_loss, new_slope = function(there)
            if new_loss <= loss - 1e-4 * length * descent or length < 1e-6:
                break
            length /= 2
        moved = [b - a for a, b in zip(at, there)]
        turned = [b - a for a, b in zip(slope, new_slope)]
        done = loss - new_loss < 1e-6 * abs(loss)
        at, loss, slope = there, new_loss, new_slope
        curve = dot(moved, turned)
        if done or curve <= 0:
            break
        past = (past + [(moved, turned, 1 / curve)])[-memory:]
    return at


def fit(rows, points, shrink):
    """The points after fitting; evidence that no name has keeps its own."""
    ids = sorted(points)
    place = {rule: n * len(KINDS) for n, rule in enumerate(ids)}
    start = [points[rule].get(kind, 0) / POINTS_A_UNIT for rule in ids for kind in KINDS]
    numbered = [([place[rule] for rule in evidence if rule in place], [KINDS.index(k) for k in kinds], weight)
                for evidence, kinds, weight in rows]
    found = minimise(lambda at: loss_and_slope(numbered, at, start, shrink), start, steps=60)
    return {rule: {kind: round(found[place[rule] + k] * POINTS_A_UNIT) for k, kind in enumerate(KINDS)} for rule in ids}


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


def report(changed, seen, scores):
    for rule, kind, old, new in changed:
        print(f"{rule:<36}{kind:<14}{old:>4} ->{new:>4}{seen.get(rule, 0):>8} names")
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
    parser.add_argument("--shrink", type=float, default=25.0, metavar="X",
                        help="pull towards the present points: a point moves where some X names ask for it (25)")
    parser.add_argument("--rounds", type=int, default=2, metavar="N", help="times the articles are read and fitted (2)")
    parser.add_argument("--dry-run", action="store_true", help="write nothing")
    options = parser.parse_args()
    if options.every < 2 or options.rounds < 1 or options.shrink <= 0:
        parser.error("--every must be 2 or more, --rounds 1 or more, --shrink above 0")
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
    for corpus in corpora:
        held_out = corpus.articles[options.every - 1::options.every]
        fitted = [a for n, a in enumerate(corpus.articles) if n % options.every != options.every - 1]
        parts.append((corpus, fitted, held_out))
        print(f"{corpus.name}: {len(fitted)} articles to fit to, {len(held_out)} held out")
    try:
        with tempfile.TemporaryDirectory() as scratch:
            old = written(files, before, pathlib.Path(scratch) / "before")
            new = old
            for turn in range(options.rounds):
                rows, seen = [], {}
                for corpus, fitted, _ in parts:
                    its, counts = examples(options.program, corpus, fitted, new)
                    rows += its
                    for rule, count in counts.items():
                        seen[rule] = seen.get(rule, 0) + count
                after = fit(rows, before, options.shrink)
                new = written(files, after, pathlib.Path(scratch) / f"after-{turn}")
            sets = {f"{corpus.name}, fitted to": fitted for corpus, fitted, _ in parts}
            sets |= {f"{corpus.name}, held out": held_out for corpus, _, held_out in parts}
            sets |= {other.name: other.articles for other in others}
            scores = {name: (score(options.program, articles, old), score(options.program, articles, new))
                      for name, articles in sets.items() if articles}
    except OSError as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    report(changes(before, after), seen, scores)
    unseen = [(b[2], a[2]) for name, (b, a) in scores.items() if not name.endswith("fitted to")]
    better = unseen and all(a >= b for b, a in unseen) and any(a > b for b, a in unseen)
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
