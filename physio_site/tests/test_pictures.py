"""What does every page look like, at both widths and in both schemes? Pictures to look at.

    PICTURES=var/pictures python3 run.py test physio_site/tests/test_pictures.py

writes one sheet for each page and role, its four pictures side by side, to be looked at by a
person before a release. Skipped where nobody asks for them.
"""

import os
import re
from io import BytesIO
from pathlib import Path

import pytest
from django.test import Client
from PIL import Image

from .demo_world import DEMO_EMAILS, open_pages, the_world

FOLDER = os.environ.get("PICTURES", "")
WIDTHS, SCHEMES = (390, 1280), ("light", "dark")
TALLEST = 2600

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not FOLDER, reason="Pictures are taken where PICTURES names a folder."),
]


@pytest.fixture(scope="module")
def world(demo_site):
    return the_world()


@pytest.mark.parametrize("role", ["nobody", "patient", "physio", "editor", "clinic admin"])
def test_every_page_has_a_sheet_of_four_pictures(world, page_of, role, record_property):
    client = Client(raise_request_exception=False) if role == "nobody" else world.client_of(role)
    folder = Path(FOLDER) / role.replace(" ", "-")
    folder.mkdir(parents=True, exist_ok=True)
    page = page_of(DEMO_EMAILS.get(role, ""))
    paths = open_pages(client, world)
    for name, path in paths.items():
        sheet(taken(page, path)).save(folder / f"{re.sub(r'[^a-z0-9]+', '-', name)}.png")
    record_property("pictures", f"{len(paths)} sheets as {role}")
    assert len(list(folder.glob("*.png"))) >= len(paths) > 3


def taken(page, path: str) -> list[Image.Image]:
    """The page on a phone and on a desk, in light and in dark."""
    pictures = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 844})
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            page.goto(path)
            whole = Image.open(BytesIO(page.screenshot(full_page=True)))
            pictures.append(whole.crop((0, 0, whole.width, min(whole.height, TALLEST))))
    return pictures


def sheet(pictures: list[Image.Image]) -> Image.Image:
    """Side by side."""
    width, height = sum(one.width + 12 for one in pictures), max(one.height for one in pictures)
    made, at = Image.new("RGB", (width, height), "#888888"), 0
    for one in pictures:
        made.paste(one, (at, 0))
        at += one.width + 12
    return made
