"""How does everything about a patient become one file? A zip with JSON, CSV, paper and pictures."""

import csv
import json
import zipfile
from collections.abc import Iterable
from io import StringIO
from tempfile import SpooledTemporaryFile
from typing import IO

from django.core.files.storage import default_storage

from patients.spreadsheet import plain

from .everything import Table, Value

KEPT_IN_MEMORY = 8 * 1024 * 1024
PICTURES = {"message-pictures": "image"}  # the column that names a file


def bundle(tables: Iterable[Table], *, words: str, papers: dict[str, str]) -> IO[bytes]:
    """The zip, open for reading from its start.

    `words` says what is in it; `papers` are whole pages of HTML by file name.
    """
    tables = list(tables)
    file = SpooledTemporaryFile(max_size=KEPT_IN_MEMORY)  # noqa: SIM115 the answer closes it
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("README.txt", words)
        made.writestr("data.json", as_json(tables))
        for table in tables:
            made.writestr(f"csv/{table.name}.csv", as_csv(table))
        for name, page in papers.items():
            made.writestr(f"{name}.html", page)
        for name in pictures_in(tables):
            if default_storage.exists(name):
                with default_storage.open(name, "rb") as picture:
                    made.writestr(f"pictures/{name.rsplit('/', 1)[-1]}", picture.read())
    file.seek(0)
    return file


def as_json(tables: list[Table]) -> str:
    return json.dumps({table.name: table.rows for table in tables}, ensure_ascii=False, indent=2)


def as_csv(table: Table) -> bytes:
    """One table as spreadsheets read it: with a byte order mark, and no cell that is a formula."""
    lines = StringIO()
    sheet = csv.writer(lines)
    sheet.writerow(table.columns)
    sheet.writerows([cell(row.get(name)) for name in table.columns] for row in table.rows)
    return lines.getvalue().encode("utf-8-sig")


def cell(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False)
    return plain(value) if isinstance(value, str) else str(value)


def pictures_in(tables: list[Table]) -> list[str]:
    """The files that the rows name."""
    return [
        str(row[PICTURES[table.name]])
        for table in tables
        if table.name in PICTURES
        for row in table.rows
        if row[PICTURES[table.name]]
    ]
