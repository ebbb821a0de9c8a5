"""Is a page light enough for a phone with one bar of signal?"""

import gzip

import pytest

from .demo_world import DEMO_EMAILS, open_pages, the_world

pytestmark = pytest.mark.browser

MAX_BYTES = 60 * 1024
MAX_REQUESTS = 6
WEIGHED = ("document", "stylesheet", "script", "font", "fetch", "xhr", "manifest")


def weigh(page, path: str) -> tuple[int, int]:
    """Compressed bytes of HTML, CSS and JS, and the number of such requests, of a first visit."""
    answers = []
    page.on("response", lambda answer: answers.append(answer))
    page.goto(path, wait_until="networkidle")
    weighed = [a for a in answers if a.request.resource_type in WEIGHED and a.status == 200]
    return sum(len(gzip.compress(answer.body(), 6)) for answer in weighed), len(weighed)


def test_every_page_of_a_patient_is_light(demo_site, page_of, record_property):
    world = the_world()
    pages = open_pages(world.client_of("patient"), world)
    weights = {
        name: weigh(page_of(DEMO_EMAILS["patient"]), path)
        for name, path in pages.items()
        if name.split(":")[0] in ("follow", "exercises", "rehearse")
    }
    heaviest = max(weights, key=lambda name: weights[name][0])
    size, requests = weights[heaviest]
    record_property(
        "heaviest patient page", f"{heaviest}, {size / 1024:.1f} KB, {requests} requests"
    )
    assert {name: size for name, (size, _) in weights.items() if size > MAX_BYTES} == {}
    assert {name: count for name, (_, count) in weights.items() if count > MAX_REQUESTS} == {}
