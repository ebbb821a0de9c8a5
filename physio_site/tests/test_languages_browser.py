"""Do pages hold when they run from right to left, and in German with the largest letters?"""

import pytest
from django.conf import settings
from django.test import override_settings
from django.urls import reverse

from patients.models import User
from programmes.models import Prescription

from .demo_world import DEMO_EMAILS

pytestmark = pytest.mark.browser

HEBREW = [*settings.LANGUAGES, ("he", "עברית")]
TOO_WIDE = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
PATIENT, PHYSIO = DEMO_EMAILS["patient"], DEMO_EMAILS["physio"]


@pytest.fixture
def speaks(demo_site):
    """Lets both people read in a language and a size, and puts it back after the test."""
    people = User.objects.filter(email__in=[PATIENT, PHYSIO])

    def speaks(**wishes: str) -> None:
        people.update(**wishes)

    yield speaks
    people.update(language="", text_size="")


def pages_of_the_patient() -> list[str]:
    prescription = Prescription.objects.filter(
        stage__programme__patient__user__email=PATIENT, ended_on__isnull=True
    ).first()
    names = ("follow:today", "guide:guided", "follow:plan", "progress:mine", "patients:me")
    exercise = reverse("follow:exercise", args=[prescription.code])
    return [*(reverse(name) for name in names), exercise]


def too_wide(page, paths: list[str], direction: str) -> dict[str, int]:
    """Pages that can be pushed sideways, with the pixels they are too wide."""
    found = {}
    for path in paths:
        page.goto(path)
        assert page.evaluate("document.documentElement.dir") == direction
        if pixels := page.evaluate(TOO_WIDE):
            found[path] = pixels
    return found


@pytest.mark.parametrize("width", [390, 1280])
def test_pages_run_from_right_to_left(page_of, speaks, width):
    speaks(language="he")
    with override_settings(LANGUAGES=HEBREW):
        patients = too_wide(page_of(PATIENT, width=width), pages_of_the_patient(), "rtl")
        caseload = [reverse("review:caseload")]
        assert patients | too_wide(page_of(PHYSIO, width=width), caseload, "rtl") == {}


def test_german_in_the_largest_letters_fits_a_small_phone(page_of, speaks):
    speaks(language="de", text_size="largest")
    page = page_of(PATIENT, width=320)
    assert too_wide(page, pages_of_the_patient(), "ltr") == {}
    assert page.evaluate("getComputedStyle(document.documentElement).fontSize") == "24px"
    assert page.evaluate("document.documentElement.lang") == "de"


# The bar and the places beneath it, in parts of the screen's height, and the rows of the places.
COVERED = """() => [
  document.querySelector('.dock').getBoundingClientRect().height / innerHeight,
  new Set([...document.querySelectorAll('.bottom-nav a')].map((e) => e.getBoundingClientRect().top)).size,
]"""


@pytest.mark.parametrize("language", ["en", "de"])
def test_the_largest_letters_leave_two_thirds_of_the_screen_to_the_exercises(
    page_of, speaks, language
):
    speaks(language=language, text_size="largest")
    page = page_of(PATIENT, width=390)
    page.goto(reverse("follow:today"))
    part, rows = page.evaluate(COVERED)
    assert (part < 1 / 3, rows) == (True, 1)
    row = page.locator(".exercise").first
    assert row.locator("> div").bounding_box()["width"] > row.bounding_box()["width"] * 0.9
