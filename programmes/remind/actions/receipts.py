"""Which notes were handed over by a worker that did not live to mark them?

Between handing a mail over and marking it sent lies a write to the database. A line in a file
is written in a hundredth of that time, and outlives its process (kill -9) though not the power.
On another machine, or without the file, the note is handed over again, under the same name.
"""

import os
from collections.abc import Iterable
from datetime import timedelta
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.utils import timezone

KEPT_DAYS = 2


def folder() -> Path:
    return Path(settings.VAR_DIR) / "receipts"


def note(code: UUID) -> None:
    """This one was taken."""
    folder().mkdir(exist_ok=True)
    path = folder() / f"{timezone.now():%Y-%m-%d}.txt"
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o640)
    try:
        os.write(descriptor, f"{code.hex}\n".encode())
    finally:
        os.close(descriptor)


def taken(codes: Iterable[UUID]) -> set[UUID]:
    """Those among them that were taken, as far as this machine knows."""
    wanted = {code.hex for code in codes}
    known: set[str] = set()
    for path in folder().glob("*.txt") if wanted else ():
        known |= wanted.intersection(path.read_text().split())
    return {UUID(word) for word in known}


def forget_old() -> None:
    oldest = f"{timezone.now() - timedelta(days=KEPT_DAYS):%Y-%m-%d}.txt"
    for path in folder().glob("*.txt"):
        if path.name < oldest:
            path.unlink(missing_ok=True)
