"""How does an uploaded picture stand within a page, so that nothing needs to be fetched?"""

import mimetypes
from base64 import b64encode

from django.db.models.fields.files import FieldFile

LARGEST_BYTES = 5 * 1024 * 1024


def embedded(file: FieldFile) -> str:
    """The file as a `data:` address; "" where there is none, or it is missing or too large."""
    kind, _ = mimetypes.guess_type(file.name or "")
    if not file or not (kind or "").startswith("image/"):
        return ""
    try:
        if file.size > LARGEST_BYTES:
            return ""
        with file.open("rb") as opened:
            return f"data:{kind};base64,{b64encode(opened.read()).decode()}"
    except FileNotFoundError:
        return ""
