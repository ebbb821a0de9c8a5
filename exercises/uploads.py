"""Is this upload a picture that we can show, and how does it look cleaned?"""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from typing import IO

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

MOST_MEGABYTES = 15
SECONDS = 30
REASONS = {
    "no-picture": _(
        "This file is not a picture that we can read. "
        "Please choose a JPEG, PNG, WebP or AVIF picture."
    ),
    "broken": _(
        "This picture is broken or not complete. "
        "Please choose a JPEG, PNG, WebP or AVIF picture, or export it anew."
    ),
    "too-many-pixels": _("This picture has more than 25 million pixels. Please make it smaller."),
    "too-big": _("This picture needs too much memory or time to read. Please make it smaller."),
    "too-heavy": _("This file is larger than %(most)s MB. Please make it smaller."),
    "empty": _("This file is empty."),
}


class PictureError(ValidationError):
    """An upload that is not taken; the message says why and what works."""

    def __init__(self, reason: str) -> None:
        super().__init__(REASONS[reason], code=reason, params={"most": MOST_MEGABYTES})


@dataclass(frozen=True)
class CleanPicture:
    """Two WebP files made from an upload, and the size of the first in pixels."""

    full: bytes
    small: bytes
    width: int
    height: int


def clean_picture(upload: IO[bytes]) -> CleanPicture:
    """The upload as fresh WebP files: first frame, upright, at most 1600 and 480 pixels long.

    Only pixels survive: no place, no camera, no hidden text. The decoding happens in another
    process with limits on memory and time. Raises PictureError.
    """
    data = upload.read(MOST_MEGABYTES * 1024 * 1024 + 1)
    if not data:
        raise PictureError("empty")
    if len(data) > MOST_MEGABYTES * 1024 * 1024:
        raise PictureError("too-heavy")
    done = decode_elsewhere(data)
    if done.returncode != 0:
        reason = done.stderr.decode("ascii", "replace").strip()
        # No word at all: the system stopped it for using too much.
        raise PictureError(reason if reason in REASONS else "too-big")
    head, _, files = done.stdout.partition(b"\n")
    said = json.loads(head)
    length = said["lengths"][0]
    return CleanPicture(files[:length], files[length:], said["width"], said["height"])


def decode_elsewhere(data: bytes) -> subprocess.CompletedProcess[bytes]:
    try:
        return subprocess.run(
            [sys.executable, "-m", "exercises.decode_picture"],
            input=data,
            capture_output=True,
            timeout=SECONDS,
            cwd=settings.BASE_DIR,
            env={name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ},
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise PictureError("too-big") from None
