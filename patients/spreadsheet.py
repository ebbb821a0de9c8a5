"""How does a table become a CSV file that a spreadsheet reads, and none of it as a formula?"""

import csv
from collections.abc import Iterable
from tempfile import SpooledTemporaryFile
from typing import IO

BEGINS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")
BYTE_ORDER_MARK = "\ufeff"  # without it Excel takes the file for an old encoding
KEPT_IN_MEMORY = 8 * 1024 * 1024


class Encoded:
    """What csv writes to: text becomes bytes of the file."""

    def __init__(self, file: IO[bytes]) -> None:
        self.file = file

    def write(self, line: str) -> int:
        return self.file.write(line.encode())


def plain(words: str) -> str:
    """Words that stay words in a cell."""
    return f"'{words}" if words.startswith(BEGINS_A_FORMULA) else words


def csv_file(table: Iterable[Iterable[str]]) -> IO[bytes]:
    """The table as a file, open for reading from its start."""
    file = SpooledTemporaryFile(max_size=KEPT_IN_MEMORY)  # noqa: SIM115 the answer closes it
    file.write(BYTE_ORDER_MARK.encode())
    csv.writer(Encoded(file)).writerows([plain(words) for words in row] for row in table)
    file.seek(0)
    return file
