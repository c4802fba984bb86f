#!/usr/bin/env python3
"""Scores who is who across articles against corpus/linking.

    tools/score_links.py build/presscut_links            precision and recall, for both parts
    tools/score_links.py build/presscut_links --misses   every wrong and missing merge of `work`, on stderr
    tools/score_links.py build/presscut_links --check    exit status 1 below the figures that are asked

What is counted are merges: pairs of appearances (a person or a body in an article) of different articles. An appearance of the
gold is found where the program has a name of that sort with that spelling among its mentions; else where a mention holds
the name, or the name it, and is no other's.

    precision   of the program's merges of found appearances, those that the gold has too
    recall      of the gold's merges of found appearances, those that the program has too
    in all      of all the gold's merges, those of names that extraction missed among them
    found       of the gold's appearances, those that extraction found

`aside` was written with the rest and is kept aside: its misses are not shown, so that no rule is made for them.
"""

import argparse
import collections
import csv
import itertools
import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
CORPUS = ROOT / "corpus" / "linking"
PARTS = ("work", "aside")
SORTS = ("person", "organisation")
ASKED_PRECISION, ASKED_RECALL = 0.98, 0.90

Marked = collections.namedtuple("Marked", "article sort name entity")


def read_gold(part):
    with open(CORPUS / f"{part}.tsv", encoding="utf-8", newline="") as file:
        return [Marked(**row) for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)]


def read_links(program, part):
    """(names, copies): {(article, sort): [(entity, why, mentions)]} and {(article, sort): article}."""
    done = subprocess.run([program, CORPUS / part], capture_output=True, text=True, check=True)
    names, copies = collections.defaultdict(list), {}
    for line in done.stdout.splitlines():
        sort, article, *rest = line.split("\t")
        if sort in SORTS:
            _, _, entity, _, why, *mentions = rest
            names[article, sort].append((entity, why, mentions))
        else:
            copies[article, sort] = rest[0]
    return names, copies


def found(gold, names):
    """{Marked: (entity, why)} of the names that extraction found."""
    out, taken = {}, set()
    for mark in gold:
        for index, (entity, why, mentions) in enumerate(names[mark.article, mark.sort]):
            if mark.name in mentions and (mark.article, mark.sort, index) not in taken:
                taken.add((mark.article, mark.sort, index))
                out[mark] = (entity, why)
                break
    for mark in gold:
        if mark in out:
            continue
        for index, (entity, why, mentions) in enumerate(names[mark.article, mark.sort]):
            if (mark.article, mark.sort, index) not in taken and any(
                    f" {mark.name} " in f" {m} " or f" {m} " in f" {mark.name} " for m in mentions):
                taken.add((mark.article, mark.sort, index))
                out[mark] = (entity, why)
                break
    return out


def score(program, part, show):
    gold = read_gold(part)
    names, copies = read_links(program, part)
    rows = []
    right_all = merged_all = gold_all = 0
    for sort in SORTS:
        marks = [m for m in gold if m.sort == sort]
        got = found(marks, names)
        right = merged = wanted = in_all = 0
        for a, b in itertools.combinations(marks, 2):
            if a.article == b.article:
                continue
            same = a.entity == b.entity
            in_all += same
            if a not in got or b not in got:
                continue
            together = got[a][0] == got[b][0]
            wanted += same
            merged += together
            right += same and together
            if same != together and show:
                print(f"{'missing' if same else 'wrong'}\t{a.article} {a.name}\t{b.article} {b.name}\t{a.entity}"
                      f"\t{got[b][1] or got[a][1]}", file=sys.stderr)
        rows.append((part, sort, right, merged, wanted, in_all, len(got), len(marks)))
        right_all, merged_all, gold_all = right_all + right, merged_all + merged, gold_all + wanted
    wanted = {(m.article, m.sort): m.entity for m in gold if m.sort not in SORTS}
    right = sum(copies.get(key) == of for key, of in wanted.items())
    if show:
        for key in sorted(wanted.keys() ^ copies.keys()):
            print(f"{'missing' if key in wanted else 'wrong'}\t{key[0]}\t{key[1]}", file=sys.stderr)
    rows.append((part, "copies", right, len(copies), len(wanted), len(wanted), len(wanted), len(wanted)))
    return rows, (right_all / max(merged_all, 1), right_all / max(gold_all, 1))


def main():
    parser = argparse.ArgumentParser(description="Scores who is who across articles.")
    parser.add_argument("program", help="build/presscut_links")
    parser.add_argument("--misses", action="store_true", help="every wrong and missing merge of `work`, on stderr")
    parser.add_argument("--check", action="store_true", help="exit status 1 below what is asked")
    arguments = parser.parse_args()
    low = False
    print(f"{'':7}{'':14}{'precision':>15}{'recall':>15}{'in all':>15}{'found':>15}")
    for part in PARTS:
        rows, (precision, recall) = score(arguments.program, part, arguments.misses and part == "work")
        for _, sort, right, merged, wanted, in_all, got, marks in rows:
            cells = ((right, merged), (right, wanted), (right, in_all), (got, marks))
            print(f"{part:7}{sort:14}" + "".join(
                f"{n / max(of, 1):7.3f} {f'{n}/{of}':>7}" for n, of in cells))
        print(f"{part:7}{'both':14}{precision:7.3f}{'':8}{recall:7.3f}")
        low = low or precision < ASKED_PRECISION or recall < ASKED_RECALL
    return 1 if arguments.check and low else 0


if __name__ == "__main__":
    sys.exit(main())
