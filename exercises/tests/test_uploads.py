"""Pictures that editors upload, and what others try to pass off as one."""

import struct
import zlib
from io import BytesIO

import pytest
from PIL import Image

from exercises.uploads import PictureError, clean_picture

from .library import image_bytes

PLACE = "51.5 N"


def cleaned(data: bytes):
    return clean_picture(BytesIO(data))


def opened(data: bytes) -> Image.Image:
    return Image.open(BytesIO(data))


def png_that_claims(width: int, height: int) -> bytes:
    """A few bytes that promise a picture of this size."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        check = struct.pack(">I", zlib.crc32(kind + body))
        return struct.pack(">I", len(body)) + kind + body + check

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    pixels = zlib.compress(b"\0" * 1000)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_each_usual_kind_becomes_webp(form):
    picture = cleaned(image_bytes((900, 600), form))
    assert (picture.width, picture.height) == (900, 600)
    assert (opened(picture.full).format, opened(picture.full).size) == ("WEBP", (900, 600))
    assert (opened(picture.small).format, opened(picture.small).size) == ("WEBP", (480, 320))


def test_a_large_phone_photo_is_taken_and_made_smaller():
    picture = cleaned(image_bytes((4032, 3024), "JPEG", quality=95))
    assert (picture.width, picture.height) == (1600, 1200)


def test_a_photo_on_its_side_stands_up_and_tells_nothing_about_its_place():
    exif = Image.Exif()
    exif[0x0112] = 6  # turned by a quarter
    exif[0x010E] = PLACE
    picture = cleaned(image_bytes((400, 200), "JPEG", exif=exif, comment=PLACE.encode()))
    assert (picture.width, picture.height) == (200, 400)
    for data in (picture.full, picture.small):
        assert not opened(data).getexif()
        assert PLACE.encode() not in data
        assert b"EXIF" not in data


def test_see_through_stays_see_through():
    file = BytesIO()
    Image.new("RGBA", (60, 60), (0, 0, 0, 0)).save(file, "PNG")
    assert opened(cleaned(file.getvalue()).full).convert("RGBA").getpixel((5, 5))[3] == 0


def test_of_a_moving_picture_the_first_frame_is_kept():
    frames = [Image.new("RGB", (60, 60), colour) for colour in ("#FF0000", "#0000FF")]
    file = BytesIO()
    frames[0].save(file, "WEBP", save_all=True, append_images=frames[1:], lossless=True)
    picture = opened(cleaned(file.getvalue()).full)
    assert getattr(picture, "n_frames", 1) == 1
    assert picture.convert("RGB").getpixel((30, 30))[0] > 200


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b"just some text, renamed to .jpg", "no-picture"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", "no-picture"),
        (image_bytes((20, 20), "GIF") + b"/*<script>alert(1)</script>*/", "no-picture"),
        (b"GIF89a/*\x00\x00=*/alert(1)//", "no-picture"),
        (image_bytes((20, 20), "TIFF"), "no-picture"),
        (image_bytes((20, 20), "BMP"), "no-picture"),
        (b"%PDF-1.7\n" + image_bytes((20, 20), "JPEG"), "no-picture"),
        (b"PK\x03\x04" + image_bytes((20, 20), "PNG"), "no-picture"),
        (image_bytes((600, 600), "JPEG")[:900], "broken"),
        (image_bytes((600, 600), "PNG")[:120], "broken"),
        (png_that_claims(300, 300), "broken"),
        (png_that_claims(50_000, 50_000), "too-many-pixels"),
        (png_that_claims(5_001, 5_000), "too-many-pixels"),
        (b"\xff\xd8\xff" + b"x" * (15 * 1024 * 1024), "too-heavy"),
    ],
    ids=["empty", "text", "svg", "gif and script", "gif that is a script", "tiff", "bmp",
         "pdf and jpeg", "zip and png", "half a jpeg", "half a png", "png without its pixels",
         "bomb", "a little too many pixels", "too heavy"],
)  # fmt: skip
def test_everything_else_is_refused_with_a_reason(data, reason):
    with pytest.raises(PictureError) as error:
        cleaned(data)
    assert error.value.code == reason


def test_what_hides_behind_a_real_picture_does_not_come_along():
    hidden = b"<script>alert(1)</script><?php evil(); ?>"
    picture = cleaned(image_bytes((60, 60), "JPEG", comment=hidden) + hidden)
    assert hidden not in picture.full
    assert hidden not in picture.small


def test_a_decoder_that_runs_too_long_is_stopped(monkeypatch):
    monkeypatch.setattr("exercises.uploads.SECONDS", 0.001)
    with pytest.raises(PictureError) as error:
        cleaned(image_bytes())
    assert error.value.code == "too-big"
