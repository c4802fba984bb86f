#!/usr/bin/env python3
"""Runs an extraction and says what came out of it.

    summary.py build/presscut extract corpus/articles -o out/records.jsonl

The command is run as it stands; `-o FILE` must be part of it. MB/s is the articles' bytes over the
wall time of the whole run, start-up included, so on a small corpus it says little about the program:
`make bench` measures that.
"""

import json
import subprocess
import sys
import time
from pathlib import Path

KINDS = ("dates", "organisations", "people", "figures", "quotes")
EXAMPLE_WIDTH = 64


def shorten(text, width):
    text = " ".join(text.split())
    return text if len(text) <= width else text[: width - 1] + "…"


def describe(kind, fact):
    """One fact in one line, or None where it would make a poor example."""
    if kind == "dates":
        return f"{fact['text']} = {fact['value']}" if fact.get("value") else None
    if kind == "organisations":
        return f"{fact['name']} ({fact['acronym']})" if fact.get("acronym") else None
    if kind == "people":
        roles = [role["text"] for role in fact.get("roles") or []]
        return f"{fact['name']}, {roles[0]}" if roles else None
    if kind == "figures":
        if fact.get("exact") is None or fact["text"] == fact["exact"]:
            return None
        return f"{fact['text']} = {fact['exact']}" + (f" {fact['unit']}" if fact.get("unit") else "")
    speaker = fact.get("speaker")
    if not speaker:
        return None
    return f"{speaker['text']}: “{shorten(fact['text'], EXAMPLE_WIDTH - len(speaker['text']) - 4)}”"


def summarise(path):
    """(articles, failed, bytes, {kind: count}, {kind: example}) of a file of records."""
    articles = failed = size = 0
    counts = dict.fromkeys(KINDS, 0)
    examples = {}
    with open(path, encoding="utf-8") as records:
        for line in records:
            record = json.loads(line)
            articles += 1
            failed += record["error"] is not None
            size += (record.get("source") or {}).get("bytes") or 0
            for kind in KINDS:
                facts = record.get(kind) or []
                counts[kind] += len(facts)
                for fact in facts:
                    if kind in examples:
                        break
                    described = describe(kind, fact)
                    if described:
                        examples[kind] = described
    return articles, failed, size, counts, examples


def table(path, seconds):
    articles, failed, size, counts, examples = summarise(path)
    yield f"  {'articles':<14}{articles:>8,}" + (f"  ({failed:,} failed)" if failed else "")
    for kind in KINDS:
        example = shorten(examples.get(kind, ""), EXAMPLE_WIDTH)
        yield f"  {kind:<14}{counts[kind]:>8,}  {example}".rstrip()
    rate = size / 1e6 / seconds
    yield f"  {'MB/s':<14}{rate:>8.1f}  {size:,} bytes in {seconds:.2f} s, start-up included"
    yield f"  {'records':<14}{'':>8}  {path}"


def main(arguments):
    if "-o" not in arguments[:-1]:
        print("usage: summary.py build/presscut extract PATH... -o FILE", file=sys.stderr)
        return 2
    output = Path(arguments[arguments.index("-o") + 1])
    print("$ " + " ".join(arguments), flush=True)
    start = time.perf_counter()
    status = subprocess.run(arguments, check=False).returncode
    seconds = time.perf_counter() - start
    # Status 1 means that some article failed and was reported: its record is there, so count it.
    if status not in (0, 1):
        return status
    print()
    for line in table(output, seconds):
        print(line)
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
