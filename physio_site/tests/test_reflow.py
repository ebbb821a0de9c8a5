"""Does every page still fit on a phone 320 px wide, and with letters twice as large?"""

import pytest

from .demo_world import DEMO_EMAILS, open_pages, the_world
from .hands import STICKS_OUT
from .house_rules import in_lines

pytestmark = pytest.mark.browser

# A patient's phone with letters twice as large; staff's desk at 200 %, which is half as wide.
LARGE = {
    "patient": ({"width": 390, "height": 844}, "document.documentElement.style.fontSize = '200%'"),
    "physio": ({"width": 640, "height": 400}, "null"),
}


@pytest.fixture(scope="module")
def world(demo_site):
    return the_world()


@pytest.mark.parametrize("role", ["patient", "physio"])
def test_no_page_is_wider_than_a_narrow_phone_or_large_letters_allow(
    world, page_of, role, record_property
):
    page = page_of(DEMO_EMAILS[role], width=320, service_workers="block")
    paths = open_pages(world.client_of(role), world)
    found = []
    for name, path in paths.items():
        if name.startswith("admin:"):
            continue
        page.set_viewport_size({"width": 320, "height": 640})
        page.goto(path)
        found += [f"{name} ({path}) at 320 px: {what}" for what in page.evaluate(STICKS_OUT)]
        size, letters = LARGE[role]
        page.set_viewport_size(size)
        page.evaluate(letters)
        found += [f"{name} ({path}) at 200 %: {what}" for what in page.evaluate(STICKS_OUT)]
    record_property("320 px and 200 %", f"{len(paths)} pages as {role}, {len(found)} too wide")
    assert len(paths) > 10
    assert not found, in_lines(found)
