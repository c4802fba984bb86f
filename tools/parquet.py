"""Writes tables/*.parquet beside tables/*.csv of a dataset, with the types of its datapackage.json.

    parquet.py FOLDER

`presscut dataset --parquet` runs this, from inside the program. Exit status 3: there is no pyarrow.
"""

import json
import sys
from pathlib import Path

try:
    import pyarrow
    import pyarrow.csv
    import pyarrow.parquet
except ImportError:
    sys.exit(3)

# Lists and objects stay the JSON they are in the other forms of the table.
TYPES = {"integer": pyarrow.int64(), "number": pyarrow.float64(), "boolean": pyarrow.bool_()}
# A row is never longer: the longest article with every quotation mark doubled.
BLOCK_BYTES = 130 << 20


def convert(source, target, fields):
    schema = pyarrow.schema([
        pyarrow.field(field["name"], TYPES.get(field["type"], pyarrow.string())) for field in fields])
    # What is not known is empty; an empty text stands in quotation marks.
    options = pyarrow.csv.ConvertOptions(
        column_types=schema, null_values=[""], strings_can_be_null=True, quoted_strings_can_be_null=False,
        true_values=["true"], false_values=["false"])
    # One thread, so that rows are parted into groups the same way every time.
    reader = pyarrow.csv.open_csv(
        source, read_options=pyarrow.csv.ReadOptions(use_threads=False, block_size=BLOCK_BYTES),
        parse_options=pyarrow.csv.ParseOptions(newlines_in_values=True), convert_options=options)
    with reader, pyarrow.parquet.ParquetWriter(target, schema, compression="zstd") as writer:
        for batch in reader:
            writer.write_batch(batch)


def main(folder):
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    for resource in package["resources"]:
        if resource.get("type") == "table":
            source = folder / resource["path"]
            convert(source, source.with_suffix(".parquet"), resource["schema"]["fields"])


if __name__ == "__main__":
    main(Path(sys.argv[1]))
