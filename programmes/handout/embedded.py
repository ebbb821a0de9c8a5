"""How does an uploaded picture stand within a page, so that nothing needs to be fetched?"""

from base64 import b64encode
from pathlib import PurePosixPath

from django.db.models.fields.files import FieldFile

LARGEST_BYTES = 5 * 1024 * 1024
# Not asked of the system, whose list differs from machine to machine.
KINDS = {".webp": "webp", ".png": "png", ".jpg": "jpeg", ".jpeg": "jpeg", ".gif": "gif"}


def embedded(file: FieldFile) -> str:
    """The file as a `data:` address; "" where there is none, or it is missing or too large."""
    kind = KINDS.get(PurePosixPath(file.name or "").suffix.lower())
    if not file or kind is None:
        return ""
    try:
        if file.size > LARGEST_BYTES:
            return ""
        with file.open("rb") as opened:
            return f"data:image/{kind};base64,{b64encode(opened.read()).decode()}"
    except FileNotFoundError:
        return ""
