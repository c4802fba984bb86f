#!/usr/bin/env python3
"""Rewrites the dataset's records, one readable file an article.

    dataset.py build/presscut corpus/articles corpus/records

Records are laid out so that a change of rules reads well as a diff: a date, a figure and a mention
stand on one line each, people, organisations and quotes open, one key a line. A record without its
article is removed. Prints what changed; exits 1 when an article failed.
"""

import json
import subprocess
import sys
from pathlib import Path

def has_facts(value):
    """Whether a list of objects stands in `value`, or is it."""
    if isinstance(value, dict):
        return any(has_facts(item) for item in value.values())
    return isinstance(value, list) and any(isinstance(item, dict) for item in value)


def layout(value, indent=0):
    """`value` as JSON: on one line, unless it has facts of its own; then opened a level."""
    flat = json.dumps(value, ensure_ascii=False)
    if indent > 0 and not has_facts(value):
        return flat
    inner = " " * (indent + 1)
    if isinstance(value, dict):
        items = []
        for key, item in value.items():
            label = json.dumps(key, ensure_ascii=False) + ": "
            items.append(inner + label + layout(item, indent + 1))
        opening, closing = "{", "}"
    else:
        items = [inner + layout(item, indent + 1) for item in value]
        opening, closing = "[", "]"
    return opening + "\n" + ",\n".join(items) + "\n" + " " * indent + closing


def write_records(lines, folder):
    """Writes one file a record; returns (written, changed, removed, failed ids)."""
    written, changed, failed = set(), 0, []
    for line in lines:
        record = json.loads(line)
        path = folder / f"{record['id']}.json"
        text = layout(record) + "\n"
        if record["error"] is not None:
            failed.append(record["id"])
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            changed += 1
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        written.add(path)
    stale = [path for path in folder.rglob("*.json") if path not in written]
    for path in stale:
        path.unlink()
    return len(written), changed, len(stale), failed


def main(arguments):
    if len(arguments) != 3:
        print("usage: dataset.py build/presscut ARTICLES RECORDS", file=sys.stderr)
        return 2
    program, articles, records = arguments
    with subprocess.Popen(
        [program, "extract", articles], stdout=subprocess.PIPE, encoding="utf-8"
    ) as extraction:
        lines = extraction.stdout.readlines()
    # Nothing is touched unless the run was whole: a half-written dataset would show as a huge diff.
    if extraction.returncode not in (0, 1):
        return extraction.returncode
    written, changed, removed, failed = write_records(lines, Path(records))
    print(f"{records}: {written} records, {changed} changed, {removed} removed")
    for article in failed:
        print(f"failed: {article}", file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
