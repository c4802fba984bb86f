#!/usr/bin/env python3
"""Scores presscut against the annotated articles of corpus/, and checks its contract on the way.

    tools/score.py build/presscut                   a table of precision, recall and F1
    tools/score.py build/presscut --markdown        the same as a Markdown table
    tools/score.py build/presscut --misses          every miss with its cause, on stderr
    tools/score.py --check-gold                     the annotations themselves: spans, order, values

BINARY is run once, as `BINARY extract ARTICLES`; articles without gold are read for the contract only.

What is counted:

    dates          span     the same start and end
                   value    an overlapping date of the same type, with the gold value or one of its alternatives
    organisations  mention  the same start and end
                   entity   mentions grouped as in the gold (CEAF, phi4: sets of spans, best one-to-one assignment)
    people         mention, entity as above
                   role     a role of the person assigned overlaps the gold role
    figures        span     the same start and end
                   value    an overlapping figure of the same kind, unit and value (low and high where there is no value)
    quotes         quote    the characters of all parts, Jaccard at least 0.8
                   speaker  and the right speaker: the last word of a person's name, the whole name of an organisation,
                            an overlapping expression where the speaker is unnamed
    headline, published, updated, reference: the share of articles that have them right

Causes of a miss: `missed` (nothing there), `spurious` (nothing there in the gold), `span` (other bounds), `value`
(other value, grouping or speaker).

Exit status: 0 scored; 1 a breach of the contract or an error in the gold; 2 wrong use, or BINARY cannot be run.
"""

import argparse
import json
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent

DATE_TYPES = {"date", "time", "duration", "set"}
DATE_MODIFIERS = {"approx", "before", "after", "start", "mid", "end", "less_than", "more_than", "equal_or_less",
                  "equal_or_more"}
ORGANISATION_KINDS = {"company", "party", "union", "government", "parliament", "court", "police", "military", "health",
                      "education", "media", "charity", "sport", "religious", "international", "finance", "culture",
                      "other"}
FIGURE_KINDS = {"count", "percent", "percentage_point", "basis_point", "money", "measure", "rate", "ratio", "ordinal",
                "age", "score", "number"}
FIGURE_MODIFIERS = {"about", "over", "under", "at_least", "at_most", "up_to", "nearly"}
QUOTE_FORMS = {"direct", "partial", "continued"}
REFERENCE_SOURCES = {"option", "metadata", "published", "dateline", "inferred"}
KIND_IS_UNIT = {"percent", "percentage_point", "basis_point"}  # the kind says the unit

# The keys every record has, in this order; others may stand between them, the same ones in every record.
KEYS = {
    "": ["schema", "id", "source", "language", "meta", "offset_unit", "headline", "published", "updated", "reference",
         "dates", "organisations", "people", "figures", "quotes", "warnings", "error"],
    "source": ["path", "bytes", "xxh3"],
    "headline": ["text", "start", "end"],
    "published": ["value", "text", "start", "end"],
    "updated": ["value", "text", "start", "end"],
    "reference": ["value", "source"],
    "dates": ["text", "start", "end", "type", "value", "earliest", "latest", "modifier", "anchor", "ambiguous",
              "alternatives"],
    "organisations": ["id", "name", "kind", "acronym", "aliases", "parent", "mentions"],
    "organisations.mentions": ["text", "start", "end"],
    "people": ["id", "name", "title", "given", "family", "suffix", "roles", "mentions"],
    "people.roles": ["text", "start", "end", "organisation"],
    "people.mentions": ["text", "start", "end"],
    "figures": ["text", "start", "end", "kind", "value", "low", "high", "exact", "unit", "modifier", "of", "change"],
    "figures.of": ["text", "start", "end"],
    "quotes": ["text", "start", "end", "form", "closed", "parts", "cue", "speaker"],
    "quotes.parts": ["start", "end"],
    "quotes.cue": ["text", "start", "end"],
    "quotes.speaker": ["text", "start", "end", "person", "organisation"],
    "warnings": ["code", "start", "end", "message"],
}

GOLD_KEYS = {
    "": ["id", "reference", "reference_source", "headline", "published", "updated", "dates", "organisations", "people",
         "figures", "quotes"],
    "headline": ["text", "start", "end"],
    "published": ["value", "text", "start", "end"],
    "updated": ["value", "text", "start", "end"],
    "dates": ["text", "start", "end", "type", "value", "modifier", "alternatives"],
    "organisations": ["name", "acronym", "kind", "mentions"],
    "organisations.mentions": ["text", "start", "end"],
    "people": ["name", "title", "given", "family", "roles", "mentions"],
    "people.roles": ["text", "start", "end"],
    "people.mentions": ["text", "start", "end"],
    "figures": ["text", "start", "end", "kind", "value", "low", "high", "unit", "modifier", "change", "of"],
    "figures.of": ["text", "start", "end"],
    "quotes": ["text", "start", "end", "form", "closed", "parts", "cue", "speaker"],
    "quotes.parts": ["start", "end"],
    "quotes.cue": ["text", "start", "end"],
    "quotes.speaker": ["text", "start", "end", "kind", "name"],
}


def span(fact):
    return fact["start"], fact["end"]


def overlap(a, b):
    return min(a["end"], b["end"]) - max(a["start"], b["start"])


def read_text(path):
    # No newline translation: offsets count the characters of the file as it is.
    return path.read_bytes().decode("utf-8")


# ---------------------------------------------------------------------------------------------------------- contract


class Checker:
    """Collects breaches. The shape (keys and types) of every kind of object is compared over all records read."""

    def __init__(self, keys):
        self.keys = keys
        self.errors = []
        self.shapes = {}  # path -> keys of the first object seen there
        self.types = {}  # path -> type of the first value seen there that is not null
        self.where = ""
        self.text = ""

    def fail(self, path, message):
        self.errors.append(f"{self.where}: {path or 'record'}: {message}")

    def shape(self, value, path=""):
        """Keys and types of `value` and all below it."""
        if value is None:
            return
        kind = "number" if isinstance(value, (int, float)) and not isinstance(value, bool) else type(value).__name__
        first = self.types.setdefault(path, kind)
        if kind != first:
            self.fail(path, f"is a {kind} here and a {first} elsewhere")
            return
        if isinstance(value, list):
            for item in value:
                self.shape(item, path + "[]")
        elif isinstance(value, dict):
            plain = path.replace("[]", "")
            names = list(value)
            wanted = self.keys.get(plain)
            if wanted is not None and [name for name in names if name in wanted] != wanted:
                self.fail(path, f"has the keys {names}, not {wanted}")
            if self.shapes.setdefault(plain, names) != names:
                self.fail(path, f"has the keys {names}, other records {self.shapes[plain]}")
            for name, item in value.items():
                self.shape(item, f"{path}.{name}" if path else name)

    def spans(self, value, path=""):
        """Every object with a start and an end is a span of the article."""
        if isinstance(value, list):
            for item in value:
                self.spans(item, path)
            return
        if not isinstance(value, dict):
            return
        if isinstance(value.get("start"), int) and isinstance(value.get("end"), int):
            start, end = span(value)
            if not 0 <= start < end <= len(self.text):
                # A warning may stand at a point, such as the end of the article.
                if not (path == "warnings" and 0 <= start <= end <= len(self.text)):
                    self.fail(path, f"[{start}, {end}) is no span of an article of {len(self.text)} characters")
            elif "text" in value and value["text"] != self.text[start:end]:
                self.fail(path, f"{value['text']!r} is not the article's {self.text[start:end]!r} [{start}, {end})")
        for name, item in value.items():
            self.spans(item, f"{path}.{name}" if path else name)

    def order(self, facts, path, disjoint=True):
        for left, right in zip(facts, facts[1:]):
            if span(left) > span(right):
                self.fail(path, f"{right['text']!r} at {right['start']} stands after one at {left['start']}")
            elif disjoint and left["end"] > right["start"]:
                self.fail(path, f"{left['text']!r} and {right['text']!r} overlap at {right['start']}")

    def among(self, value, allowed, path):
        if value is not None and value not in allowed:
            self.fail(path, f"{value!r} is none of {', '.join(sorted(allowed))}")

    def facts(self, record):
        """What holds for records and gold alike: order, no overlap inside a kind, closed lists of values."""
        for kind in ("dates", "figures", "quotes"):
            self.order(record[kind], kind)
        for kind in ("organisations", "people"):
            for entity in record[kind]:
                if not entity["mentions"]:
                    self.fail(kind, f"{entity['name']!r} has no mention")
                self.order(entity["mentions"], f"{kind}.mentions")
            named = [entity for entity in record[kind] if entity["mentions"]]
            firsts = [entity["mentions"][0]["start"] for entity in named]
            if firsts != sorted(firsts):
                self.fail(kind, "not in the order of their first mentions")
            self.order(sorted((m for entity in named for m in entity["mentions"]), key=span), f"{kind}.mentions")
        for person in record["people"]:
            self.order(person["roles"], "people.roles", disjoint=False)
        for date in record["dates"]:
            self.among(date["type"], DATE_TYPES, "dates.type")
            self.among(date["modifier"], DATE_MODIFIERS, "dates.modifier")
        for organisation in record["organisations"]:
            self.among(organisation["kind"], ORGANISATION_KINDS, "organisations.kind")
        for figure in record["figures"]:
            self.among(figure["kind"], FIGURE_KINDS, "figures.kind")
            self.among(figure["modifier"], FIGURE_MODIFIERS, "figures.modifier")
            self.among(figure["change"], {"rise", "fall"}, "figures.change")
            if figure["low"] is not None and figure["high"] is not None and figure["low"] > figure["high"]:
                self.fail("figures", f"{figure['text']!r}: low is more than high")
        for quote in record["quotes"]:
            self.among(quote["form"], QUOTE_FORMS, "quotes.form")
            parts = quote["parts"]
            if not parts or parts[0]["start"] != quote["start"] or parts[-1]["end"] != quote["end"]:
                self.fail("quotes.parts", f"do not run from {quote['start']} to {quote['end']}")
            for left, right in zip(parts, parts[1:]):
                if left["end"] > right["start"]:
                    self.fail("quotes.parts", f"overlap at {right['start']}")

    def record(self, record, text):
        self.where, self.text = record.get("id") or "record", text
        before = len(self.errors)
        self.shape(record)
        if len(self.errors) > before:
            return  # what is below would stumble over the wrong shape
        if record["offset_unit"] != "codepoint":
            self.fail("offset_unit", f"is {record['offset_unit']!r}")
        self.spans(record)
        self.facts(record)
        ids = {}
        for kind, letter in (("organisations", "o"), ("people", "p")):
            ids[kind] = [entity["id"] for entity in record[kind]]
            if ids[kind] != [f"{letter}{n}" for n in range(1, len(ids[kind]) + 1)]:
                self.fail(kind, f"ids do not count from {letter}1: {ids[kind]}")
        for person in record["people"]:
            for role in person["roles"]:
                self.among(role["organisation"], set(ids["organisations"]), "people.roles.organisation")
        for quote in record["quotes"]:
            speaker = quote["speaker"] or {"person": None, "organisation": None}
            self.among(speaker["person"], set(ids["people"]), "quotes.speaker.person")
            self.among(speaker["organisation"], set(ids["organisations"]), "quotes.speaker.organisation")
        if record["reference"]:
            self.among(record["reference"]["source"], REFERENCE_SOURCES, "reference.source")


# -------------------------------------------------------------------------------------------------------------- gold

# TIMEX3 values, by type. A set repeats either a period ("P1Y") or a date with unknown parts.
_DAY = r"(?:\d{2}|XX)"
_YEAR = r"(?:\d{4}|XXXX)"
DATE_VALUE = re.compile(
    rf"PRESENT_REF|PAST_REF|FUTURE_REF|BC\d{{4}}|\d{{1,3}}|"
    rf"{_YEAR}(?:-(?:{_DAY}(?:-{_DAY})?|W{_DAY}(?:-(?:[1-7X]|WE))?|Q[1-4X]|H[12X]|SP|SU|FA|WI))?")
TIME_VALUE = re.compile(
    rf"{_YEAR}-(?:{_DAY}-{_DAY}|W{_DAY}-[1-7])T(?:MO|MI|AF|EV|NI|DT|\d{{2}}(?::\d{{2}}(?::\d{{2}})?)?)Z?")
PERIOD_VALUE = re.compile(r"P(?:T?(?:\d+(?:\.\d+)?|X)(?:Y|M|W|D|H|S|Q|DE|CE)){1,4}|P\d*(?:WE|SP|SU|FA|WI)")
STAMP_VALUE = re.compile(r"\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2})?Z?)?")


def timex_fits(type_, value):
    if type_ == "date":
        return DATE_VALUE.fullmatch(value) is not None
    if type_ == "time":
        return TIME_VALUE.fullmatch(value) is not None
    if type_ == "duration":
        return PERIOD_VALUE.fullmatch(value) is not None
    return any(pattern.fullmatch(value) for pattern in (PERIOD_VALUE, DATE_VALUE, TIME_VALUE))


def check_gold(golds, texts):
    """Errors in the annotations themselves."""
    checker = Checker(GOLD_KEYS)
    for name, gold in sorted(golds.items()):
        checker.where = name
        if gold.get("id") != name:
            checker.fail("id", f"{gold.get('id')!r} is not the file's name")
        if name not in texts:
            checker.fail("", "there is no such article")
            continue
        checker.text = texts[name]
        before = len(checker.errors)
        checker.shape(gold)
        if len(checker.errors) > before:
            continue
        checker.spans(gold)
        checker.facts(gold)
        checker.among(gold["reference_source"], REFERENCE_SOURCES, "reference_source")
        if (gold["reference"] is None) != (gold["reference_source"] is None):
            checker.fail("reference", "has a value without a source, or a source without a value")
        if gold["reference"] is not None and not re.fullmatch(r"\d{4}-\d{2}-\d{2}", gold["reference"]):
            checker.fail("reference", f"{gold['reference']!r} is no day")
        for key in ("published", "updated"):
            if gold[key] and not STAMP_VALUE.fullmatch(gold[key]["value"]):
                checker.fail(key, f"{gold[key]['value']!r} is no stamp")
        for date in gold["dates"]:
            if not timex_fits(date["type"], date["value"]):
                checker.fail("dates", f"{date['text']!r}: {date['value']!r} is no value of a {date['type']}")
        for figure in gold["figures"]:
            where = f"{figure['text']!r}"
            if figure["value"] is None and figure["low"] is None:
                checker.fail("figures", f"{where} has neither value nor low")
            if figure["value"] is not None and (figure["low"] is not None or figure["high"] is not None):
                checker.fail("figures", f"{where} has both a value and bounds")
            if (figure["kind"] in ("money", "measure", "percent")) != (figure["unit"] is not None) and \
                    figure["kind"] not in ("rate", "percentage_point", "basis_point"):
                checker.fail("figures", f"{where}: a {figure['kind']} with the unit {figure['unit']!r}")
            if figure["kind"] == "money" and not re.fullmatch(r"[A-Z]{3}", figure["unit"] or ""):
                checker.fail("figures", f"{where}: {figure['unit']!r} is no currency")
        named = {"person": {p["name"] for p in gold["people"]}, "organisation": {o["name"] for o in gold["organisations"]},
                 "unnamed": {None}}
        for quote in gold["quotes"]:
            speaker = quote["speaker"]
            if speaker is None:
                continue
            checker.among(speaker["kind"], set(named), "quotes.speaker.kind")
            if speaker["kind"] in named and speaker["name"] not in named[speaker["kind"]]:
                checker.fail("quotes.speaker", f"{speaker['name']!r} is no {speaker['kind']} of the article")
    return checker.errors


# ----------------------------------------------------------------------------------------------------------- scoring


class Tally:
    def __init__(self):
        self.right = 0.0
        self.found = self.gold = 0

    def add(self, right, found, gold):
        self.right += right
        self.found += found
        self.gold += gold

    def precision(self):
        return self.right / self.found if self.found else float(not self.gold)

    def recall(self):
        return self.right / self.gold if self.gold else float(not self.found)

    def f1(self):
        total = self.found + self.gold
        return 2 * self.right / total if total else 1.0


def pairs(gold, found, likeness):
    """One-to-one pairs of indices with a likeness above 0, the most alike first."""
    candidates = []
    for i, g in enumerate(gold):
        for j, f in enumerate(found):
            score = likeness(g, f)
            if score > 0:
                candidates.append((-score, i, j))
    result, gold_taken, found_taken = {}, set(), set()
    for _, i, j in sorted(candidates):
        if i not in gold_taken and j not in found_taken:
            gold_taken.add(i)
            found_taken.add(j)
            result[i] = j
    return result


def span_likeness(a, b):
    shared = overlap(a, b)
    if shared <= 0:
        return 0
    return shared / (max(a["end"], b["end"]) - min(a["start"], b["start"]))


def assign(weights):
    """The one-to-one assignment of rows to columns with the greatest sum (Hungarian method): {row: column}."""
    rows = len(weights)
    columns = len(weights[0]) if rows else 0
    size = max(rows, columns)
    cost = [[-weights[i][j] if i < rows and j < columns else 0.0 for j in range(size)] for i in range(size)]
    row_price, column_price = [0.0] * (size + 1), [0.0] * (size + 1)
    row_of = [0] * (size + 1)  # the row a column is given to, counted from 1; 0: free
    for row in range(1, size + 1):
        row_of[0], column = row, 0
        best, came_from, done = [float("inf")] * (size + 1), [0] * (size + 1), [False] * (size + 1)
        while row_of[column]:
            done[column], current, step, target = True, row_of[column], float("inf"), 0
            for j in range(1, size + 1):
                if done[j]:
                    continue
                slack = cost[current - 1][j - 1] - row_price[current] - column_price[j]
                if slack < best[j]:
                    best[j], came_from[j] = slack, column
                if best[j] < step:
                    step, target = best[j], j
            for j in range(size + 1):
                if done[j]:
                    row_price[row_of[j]] += step
                    column_price[j] -= step
                else:
                    best[j] -= step
            column = target
        while column:
            previous = came_from[column]
            row_of[column], column = row_of[previous], previous
    return {row_of[j] - 1: j - 1 for j in range(1, size + 1)
            if row_of[j] <= rows and j <= columns and weights[row_of[j] - 1][j - 1] > 0}


def same_number(a, b, tolerance=1e-9):
    if a is None or b is None:
        return a is b
    return abs(a - b) <= tolerance * max(1.0, abs(a), abs(b))


def same_date(gold, found):
    return gold["type"] == found["type"] and found["value"] in [gold["value"], *gold["alternatives"]]


def plain_unit(unit):
    return (unit or "").replace("²", "2").replace("³", "3")


def same_figure(gold, found):
    if gold["kind"] != found["kind"]:
        return False
    if gold["kind"] not in KIND_IS_UNIT and plain_unit(gold["unit"]) != plain_unit(found["unit"]):
        return False
    tolerance = 1e-3 if gold["kind"] == "ratio" else 1e-9  # a third has no last digit
    if gold["value"] is not None:
        return same_number(gold["value"], found["value"], tolerance)
    return found["value"] is None and all(same_number(gold[key], found[key], tolerance) for key in ("low", "high"))


def characters(quote):
    return {n for part in quote["parts"] for n in range(part["start"], part["end"])}


def quote_likeness(a, b):
    if overlap(a, b) <= 0:
        return 0
    a, b = characters(a), characters(b)
    jaccard = len(a & b) / len(a | b)
    return jaccard if jaccard >= 0.8 else 0


def same_speaker(gold, found, record):
    if found is None:
        return False
    if gold["kind"] == "unnamed":
        return found["person"] is None and overlap(gold, found) > 0
    entities = record["people" if gold["kind"] == "person" else "organisations"]
    name = next((entity["name"] for entity in entities if entity["id"] == found[gold["kind"]]), None)
    if name is None:
        return False
    if gold["kind"] == "person":
        return name.split()[-1].casefold() == gold["name"].split()[-1].casefold()
    return name.casefold() == gold["name"].casefold()


class Scorer:
    ROWS = [("dates", "span"), ("dates", "value"), ("organisations", "mention"), ("organisations", "entity"),
            ("people", "mention"), ("people", "entity"), ("people", "role"), ("figures", "span"), ("figures", "value"),
            ("quotes", "quote"), ("quotes", "speaker")]
    FACTS = [("dates", "value"), ("organisations", "entity"), ("people", "entity"), ("figures", "value"),
             ("quotes", "speaker")]
    HEADERS = ["headline", "published", "updated", "reference"]

    def __init__(self, misses):
        self.tallies = {row: Tally() for row in self.ROWS}
        self.header_right = dict.fromkeys(self.HEADERS, 0)
        self.articles = 0
        self.misses = misses
        self.where, self.text = "", ""

    def miss(self, kind, measure, cause, at, wanted, got):
        if not self.misses:
            return
        around = ""
        if at is not None:
            left, right = max(0, at["start"] - 25), min(len(self.text), at["end"] + 25)
            context = self.text[left:at["start"]] + "[" + self.text[at["start"]:at["end"]] + "]" + \
                self.text[at["end"]:right]
            around = "  ..." + " ".join(context.split()) + "..."
        print(f"{self.where}\t{kind} {measure}\t{cause}\tgold {wanted}\tfound {got}{around}", file=sys.stderr)

    def spans(self, kind, measure, gold, found):
        """Tallies equal spans; returns the pairs that overlap."""
        found_spans = {span(fact) for fact in found}
        right = sum(span(fact) in found_spans for fact in gold)
        self.tallies[kind, measure].add(right, len(found), len(gold))
        paired = pairs(gold, found, span_likeness)
        for i, fact in enumerate(gold):
            if i not in paired:
                self.miss(kind, measure, "missed", fact, repr(fact["text"]), "-")
            elif span(fact) != span(found[paired[i]]):
                self.miss(kind, measure, "span", fact, repr(fact["text"]), repr(found[paired[i]]["text"]))
        for j, fact in enumerate(found):
            if j not in paired.values():
                self.miss(kind, measure, "spurious", fact, "-", repr(fact["text"]))
        return paired

    def values(self, kind, gold, found, paired, same, show):
        right = 0
        for i, j in paired.items():
            if same(gold[i], found[j]):
                right += 1
            else:
                self.miss(kind, "value", "value", gold[i], show(gold[i]), show(found[j]))
        self.tallies[kind, "value"].add(right, len(found), len(gold))

    def entities(self, kind, gold, found):
        """Tallies mentions and entities; returns the assignment."""
        self.spans(kind, "mention", [m for e in gold for m in e["mentions"]], [m for e in found for m in e["mentions"]])
        gold_sets = [{span(m) for m in e["mentions"]} for e in gold]
        found_sets = [{span(m) for m in e["mentions"]} for e in found]
        weights = [[2 * len(g & f) / (len(g) + len(f)) for f in found_sets] for g in gold_sets]
        assigned = assign(weights) if gold and found else {}
        self.tallies[kind, "entity"].add(sum(weights[i][j] for i, j in assigned.items()), len(found), len(gold))
        for i, entity in enumerate(gold):
            if i not in assigned:
                self.miss(kind, "entity", "missed", entity["mentions"][0], repr(entity["name"]), "-")
            elif gold_sets[i] != found_sets[assigned[i]]:
                listed = sorted(m["text"] for m in entity["mentions"])
                got = sorted(m["text"] for m in found[assigned[i]]["mentions"])
                self.miss(kind, "entity", "value", entity["mentions"][0], listed, got)
        for j, entity in enumerate(found):
            if j not in assigned.values():
                self.miss(kind, "entity", "spurious", entity["mentions"][0], "-", repr(entity["name"]))
        return assigned

    def roles(self, gold, found, assigned):
        right = 0
        matched = {j: i for i, j in assigned.items()}
        for i, person in enumerate(gold):
            theirs = found[assigned[i]]["roles"] if i in assigned else []
            paired = pairs(person["roles"], theirs, span_likeness)
            right += len(paired)
            for n, role in enumerate(person["roles"]):
                if n not in paired:
                    self.miss("people", "role", "missed", role, f"{person['name']}: {role['text']!r}", "-")
        for j, person in enumerate(found):
            ours = gold[matched[j]]["roles"] if j in matched else []
            paired = pairs(person["roles"], ours, span_likeness)
            for n, role in enumerate(person["roles"]):
                if n not in paired:
                    self.miss("people", "role", "spurious", role, "-", f"{person['name']}: {role['text']!r}")
        self.tallies["people", "role"].add(right, sum(len(p["roles"]) for p in found),
                                           sum(len(p["roles"]) for p in gold))

    def quotes(self, gold, found, record):
        paired = pairs(gold, found, quote_likeness)
        self.tallies["quotes", "quote"].add(len(paired), len(found), len(gold))
        for i, quote in enumerate(gold):
            if i not in paired:
                near = next((f for f in found if overlap(quote, f) > 0), None)
                self.miss("quotes", "quote", "span" if near else "missed", quote, f"{len(quote['parts'])} part(s)",
                          f"{len(near['parts'])} part(s)" if near else "-")
        for j, quote in enumerate(found):
            if j not in paired.values() and not any(overlap(quote, g) > 0 for g in gold):
                self.miss("quotes", "quote", "spurious", quote, "-", f"{len(quote['parts'])} part(s)")
        right = 0
        for i, j in paired.items():
            wanted, got = gold[i]["speaker"], found[j]["speaker"]
            if wanted is not None and same_speaker(wanted, got, record):
                right += 1
            elif wanted is not None or got is not None:
                cause = "spurious" if wanted is None else "missed" if got is None else "value"
                show = "-" if wanted is None else repr(wanted["name"] or wanted["text"])
                names = {e["id"]: e["name"] for e in record["people"] + record["organisations"]}
                got_name = "-" if got is None else f"{got['text']!r} = " \
                    f"{names.get(got['person'] or got['organisation'], 'unnamed')}"
                self.miss("quotes", "speaker", cause, gold[i], show, got_name)
        self.tallies["quotes", "speaker"].add(right, sum(q["speaker"] is not None for q in found),
                                              sum(q["speaker"] is not None for q in gold))

    def header(self, gold, record):
        # Stamps are compared to the minute; seconds and the zone's "Z" are how a value is written.
        value = {
            "headline": lambda r: span(r["headline"]) if r["headline"] else None,
            "published": lambda r: r["published"]["value"][:16] if r["published"] else None,
            "updated": lambda r: r["updated"]["value"][:16] if r["updated"] else None,
        }
        for key in self.HEADERS:
            if key == "reference":
                wanted, got = gold["reference"], (record["reference"] or {"value": None})["value"]
            else:
                wanted, got = value[key](gold), value[key](record)
            if wanted == got:
                self.header_right[key] += 1
            else:
                cause = "missed" if got is None else "spurious" if wanted is None else "value"
                at = gold[key] if isinstance(gold[key], dict) else None
                self.miss("header", key, cause, at, repr(wanted), repr(got))

    def article(self, gold, record, text):
        self.where, self.text = gold["id"], text
        self.articles += 1
        paired = self.spans("dates", "span", gold["dates"], record["dates"])
        self.values("dates", gold["dates"], record["dates"], paired, same_date, lambda d: f"{d['type']} {d['value']}")
        self.entities("organisations", gold["organisations"], record["organisations"])
        assigned = self.entities("people", gold["people"], record["people"])
        self.roles(gold["people"], record["people"], assigned)
        paired = self.spans("figures", "span", gold["figures"], record["figures"])
        self.values("figures", gold["figures"], record["figures"], paired, same_figure,
                    lambda f: f"{f['kind']} {f['value']} [{f['low']}, {f['high']}] {f['unit'] or ''}".rstrip())
        self.quotes(gold["quotes"], record["quotes"], record)
        self.header(gold, record)

    def facts(self):
        return sum(self.tallies[row].f1() for row in self.FACTS) / len(self.FACTS)

    def table(self, markdown):
        head = ["facts", "measure", "precision", "recall", "F1", "gold"]
        lines = [[*row, f"{tally.precision():.3f}", f"{tally.recall():.3f}", f"{tally.f1():.3f}", str(tally.gold)]
                 for row, tally in self.tallies.items()]
        lines.append(["all", "mean*", "", "", f"{self.facts():.3f}", ""])
        headers = "  ".join(f"{key} {self.header_right[key]}/{self.articles}" for key in self.HEADERS)
        note = "* mean F1 of " + ", ".join(" ".join(row) for row in self.FACTS)
        out = []
        if markdown:
            out.append("| " + " | ".join(head) + " |")
            out.append("|---|---|--:|--:|--:|--:|")
            out += ["| " + " | ".join(line) + " |" for line in lines]
            out += ["", f"{self.articles} articles. Right: {headers.replace('  ', ', ')}.", "", note.replace("*", "\\*", 1)]
        else:
            widths = [max(len(line[n]) for line in [head, *lines]) for n in range(len(head))]
            for line in [head, *lines]:
                cells = [cell.ljust(width) if n < 2 else cell.rjust(width)
                         for n, (cell, width) in enumerate(zip(line, widths))]
                out.append("  ".join(cells).rstrip())
            out += ["", f"{self.articles} articles, right: {headers}", note]
        return "\n".join(out)


# -------------------------------------------------------------------------------------------------------------- main


def read_corpus(gold_dir, articles_dir):
    texts = {path.relative_to(articles_dir).with_suffix("").as_posix(): read_text(path)
             for path in sorted(articles_dir.rglob("*.txt"))}
    golds = {path.relative_to(gold_dir).with_suffix("").as_posix(): json.loads(path.read_text(encoding="utf-8"))
             for path in sorted(gold_dir.rglob("*.json"))}
    return golds, texts


def run(binary, articles_dir):
    """The records of all articles by id, and what is wrong with the output as a whole."""
    done = subprocess.run([binary, "extract", str(articles_dir)], stdout=subprocess.PIPE, check=False)
    if done.returncode != 0:
        raise OSError(f"{binary} extract ended with status {done.returncode}")
    records, errors = {}, []
    for number, line in enumerate(done.stdout.decode("utf-8").split("\n"), 1):
        if not line:
            continue
        try:
            record = json.loads(line)
        except ValueError as error:
            errors.append(f"line {number}: no JSON: {error}")
            continue
        if not isinstance(record, dict) or not isinstance(record.get("id"), str):
            errors.append(f"line {number}: no record with an id")
        elif record["id"] in records:
            errors.append(f"line {number}: a second record {record['id']!r}")
        else:
            records[record["id"]] = record
    return records, errors


def report_errors(errors):
    for error in errors:
        print(f"error: {error}", file=sys.stderr)
    return 1 if errors else 0


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("binary", nargs="?", metavar="BINARY", help="the presscut to score")
    parser.add_argument("--gold", type=pathlib.Path, default=ROOT / "corpus" / "gold", metavar="DIR")
    parser.add_argument("--articles", type=pathlib.Path, default=ROOT / "corpus" / "articles", metavar="DIR")
    parser.add_argument("--misses", action="store_true", help="print every miss and its cause to stderr")
    parser.add_argument("--markdown", action="store_true", help="print a Markdown table")
    parser.add_argument("--check-gold", action="store_true", help="check the annotations; BINARY is not needed")
    options = parser.parse_args()
    if options.binary is None and not options.check_gold:
        parser.error("BINARY is missing (or --check-gold)")
    for directory in (options.gold, options.articles):
        if not directory.is_dir():
            parser.error(f"{directory} is no directory")
    try:
        golds, texts = read_corpus(options.gold, options.articles)
    except ValueError as error:
        print(f"error: the corpus cannot be read: {error}", file=sys.stderr)
        return 1
    if options.check_gold:
        errors = check_gold(golds, texts)
        if not golds:
            errors.append(f"no gold in {options.gold}")
        status = report_errors(errors)
        if status or options.binary is None:
            if not status:
                print(f"gold: {len(golds)} articles, no errors")
            return status
    try:
        records, errors = run(options.binary, options.articles)
    except (OSError, UnicodeDecodeError) as error:
        print(f"error: {error}", file=sys.stderr)
        return 2

    checker = Checker(KEYS)
    scorer = Scorer(options.misses)
    for name, text in texts.items():
        if name not in records:
            errors.append(f"{name}: no record")
            continue
        checker.record(records[name], text)
        if name in golds:
            try:
                scorer.article(golds[name], records[name], text)
            except (KeyError, TypeError, ValueError, AttributeError) as error:
                # Only a record of another shape comes here, and the checker has said what is wrong with it.
                errors.append(f"{name}: not scored: {type(error).__name__}: {error}")
    if not errors and [name for name in records if name in texts] != list(texts):
        errors.append("the records do not stand in the order of the articles")
    errors += [f"{name}: a record without an article" for name in records if name not in texts]
    errors += checker.errors
    print(scorer.table(options.markdown))
    return report_errors(errors)


if __name__ == "__main__":
    sys.exit(main())
