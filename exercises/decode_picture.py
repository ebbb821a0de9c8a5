"""What is in this picture file? Runs as a process of its own: it meets bytes from strangers.

    python -m exercises.decode_picture  < file  > result

The result is one line of JSON (width, height, and the lengths of two WebP files: the picture and
a small one), then the two files. On failure the exit status is 3 and stderr holds one word of
`exercises.uploads.REASONS`. Where the system knows limits, memory and time are limited.
"""

import json
import sys
from io import BytesIO

from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

try:
    import resource
except ImportError:  # Windows
    resource = None
try:
    from pillow_heif import register_heif_opener
except ImportError:  # optional: pictures of iPhones
    register_heif_opener = None

FORMATS = ["JPEG", "PNG", "WEBP", "AVIF"]
MOST_PIXELS = 25_000_000
LONGEST_SIDE, SMALL_SIDE = 1600, 480
MEMORY_BYTES, CPU_SECONDS = 1024**3, 15
SRGB = "sRGB"


class RefusedError(Exception):
    """The picture is not taken; the message is one of the reasons."""


def limit_this_process() -> None:
    """As far as this system can: Windows cannot, macOS only in part."""
    if resource is None:
        return
    for what, most in ((resource.RLIMIT_AS, MEMORY_BYTES), (resource.RLIMIT_CPU, CPU_SECONDS)):
        try:
            resource.setrlimit(what, (most, most))
        except (ValueError, OSError):
            continue


def formats() -> list[str]:
    """What may be decoded: iPhone pictures too, where pillow-heif is installed."""
    if register_heif_opener is None:
        return FORMATS
    register_heif_opener()
    return [*FORMATS, "HEIF"]


def decode(data: bytes) -> tuple[Image.Image, Image.Image]:
    """The first frame, upright, in sRGB and without anything beside its pixels; and a small one."""
    Image.MAX_IMAGE_PIXELS = None  # counted below, before anything is decoded
    try:
        opened = Image.open(BytesIO(data), formats=formats())
    except UnidentifiedImageError:
        raise RefusedError("no-picture") from None
    with opened as picture:
        if picture.width * picture.height > MOST_PIXELS:
            raise RefusedError("too-many-pixels")
        picture.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
        picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
        upright = in_srgb(ImageOps.exif_transpose(picture))
    clean = Image.frombytes(upright.mode, upright.size, upright.tobytes())
    small = clean.copy()
    small.thumbnail((SMALL_SIDE, SMALL_SIDE))
    return clean, small


def in_srgb(picture: Image.Image) -> Image.Image:
    """Colours as every screen understands them, with transparency kept."""
    profile = picture.info.get("icc_profile")
    if profile and picture.mode in ("RGB", "CMYK"):
        try:
            own, srgb = ImageCms.ImageCmsProfile(BytesIO(profile)), ImageCms.createProfile(SRGB)
            picture = ImageCms.profileToProfile(picture, own, srgb, outputMode="RGB")
        except (ImageCms.PyCMSError, OSError, ValueError):
            pass  # a broken profile costs a shade of colour, not the picture
    is_clear = picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info
    return picture.convert("RGBA" if is_clear else "RGB")


def as_webp(picture: Image.Image) -> bytes:
    file = BytesIO()
    picture.save(file, "WEBP", quality=82, method=4)
    return file.getvalue()


def main() -> int:
    limit_this_process()
    try:
        picture, small = decode(sys.stdin.buffer.read())
        files = as_webp(picture), as_webp(small)
    except RefusedError as error:
        return refuse(str(error))
    except MemoryError:
        return refuse("too-big")
    except Exception:  # whatever a broken file does to a decoder
        return refuse("broken")
    head = {"width": picture.width, "height": picture.height, "lengths": [*map(len, files)]}
    sys.stdout.buffer.write(json.dumps(head).encode() + b"\n" + b"".join(files))
    return 0


def refuse(reason: str) -> int:
    sys.stderr.write(reason)
    return 3


if __name__ == "__main__":
    sys.exit(main())
