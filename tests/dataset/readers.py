#!/usr/bin/env python3
"""Reads a dataset with the programs analysts use, and checks its descriptions with their own validators.

    readers.py FOLDER

Run by readers_test.py with the Python of tools/install-python.sh. Prints a line a reader; what is wrong is an
exception.
"""

import json
import logging
import sqlite3
import sys
import warnings
from pathlib import Path

import duckdb
import mlcroissant
import pandas
from frictionless import Package, system


def tables_of(folder):
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    return {resource["name"]: resource for resource in package["resources"] if resource.get("type") == "table"}


def read_sqlite(folder, tables):
    """SQLite's own rows, which the others have to have: {table: [row, …]}, columns as in the CSV."""
    with sqlite3.connect(f"file:{folder}/presscut.sqlite?mode=ro", uri=True) as db:
        assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert db.execute("PRAGMA foreign_key_check").fetchall() == []
        rows = {}
        for name, resource in tables.items():
            columns = [field["name"] for field in resource["schema"]["fields"]]
            key = resource["schema"]["primaryKey"]
            rows[name] = db.execute(
                f"SELECT {', '.join(columns)} FROM {name} ORDER BY {', '.join(key)}").fetchall()
    return rows


def plain(value):
    """A value as all readers have it."""
    if isinstance(value, bool):
        return int(value)
    return value


def check_duckdb(folder, tables, expected):
    with duckdb.connect() as db:
        for name, resource in tables.items():
            key = ", ".join(resource["schema"]["primaryKey"])
            parquet = db.sql(f"SELECT * FROM '{folder}/tables/{name}.parquet' ORDER BY {key}").fetchall()
            assert [tuple(map(plain, row)) for row in parquet] == expected[name], f"DuckDB, {name}.parquet"
            types = {"integer": "BIGINT", "number": "DOUBLE", "boolean": "BOOLEAN"}
            columns = {field["name"]: types.get(field["type"], "VARCHAR") for field in resource["schema"]["fields"]}
            csv = db.sql(
                f"SELECT * FROM read_csv('{folder}/tables/{name}.csv', header = true, columns = {columns}, "
                f"quote = '\"', escape = '\"', delim = ',', allow_quoted_nulls = false, strict_mode = true) "
                f"ORDER BY {key}").fetchall()
            assert [tuple(map(plain, row)) for row in csv] == expected[name], f"DuckDB, {name}.csv"
        records = db.sql(
            f"SELECT id, len(people) FROM read_json('{folder}/records.jsonl.zst', format = 'newline_delimited') "
            "ORDER BY id").fetchall()
        people = {}
        for row in expected["people"]:
            people[row[0]] = people.get(row[0], 0) + 1
        assert records == [(row[0], people.get(row[0], 0)) for row in expected["articles"]], "DuckDB, records"
    print(f"DuckDB {duckdb.__version__}: {len(tables)} tables as CSV and Parquet, {len(records)} records")


def check_pandas(folder, tables, expected):
    for name, resource in tables.items():
        types = {"integer": "Int64", "number": "float64", "boolean": "boolean"}
        columns = {field["name"]: types.get(field["type"], "str") for field in resource["schema"]["fields"]}
        csv = pandas.read_csv(folder / "tables" / f"{name}.csv", dtype=columns, keep_default_na=False, na_values=[""])
        parquet = pandas.read_parquet(folder / "tables" / f"{name}.parquet")
        for frame in (csv, parquet):
            assert list(frame.columns) == list(columns), name
            assert len(frame) == len(expected[name]), name
        for i, (column, kind) in enumerate(columns.items()):
            if kind == "str":
                got = [None if pandas.isna(value) else value for value in csv[column]]
                # pandas takes "" for what is not known, as do most.
                assert got == [row[i] or None for row in expected[name]], f"pandas, {name}.{column}"
    print(f"pandas {pandas.__version__}: {len(tables)} tables as CSV and Parquet")


def check_frictionless(folder):
    # Hashes, types, keys and references of every table.
    with system.use_context(trusted=True):
        package = Package(str(folder / "datapackage.json"))
        report = package.validate()
    errors = report.flatten(["type", "note"])
    assert report.valid, errors[:5]
    print(f"Frictionless: {report.stats['tasks']} resources valid")


def check_croissant(folder):
    path = str(folder / "croissant.json")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        dataset = mlcroissant.Dataset(jsonld=path)
        assert not dataset.metadata.ctx.issues.errors, dataset.metadata.ctx.issues.report()
        rows = list(dataset.records(record_set="articles"))
    metadata = json.loads(Path(path).read_text(encoding="utf-8"))
    assert metadata["conformsTo"] == "http://mlcommons.org/croissant/1.1"
    print(f"mlcroissant: valid, {len(metadata['recordSet'])} record sets, {len(rows)} articles read")


def main(folder):
    logging.disable(logging.WARNING)
    tables = tables_of(folder)
    expected = read_sqlite(folder, tables)
    print(f"SQLite {sqlite3.sqlite_version}: {sum(map(len, expected.values()))} rows")
    check_duckdb(folder, tables, expected)
    check_pandas(folder, tables, expected)
    check_frictionless(folder)
    check_croissant(folder)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
