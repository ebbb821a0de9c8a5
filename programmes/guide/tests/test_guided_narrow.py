"""Does anything stick out of a narrow screen, in whichever state, language and size of letters?"""

import pytest
from playwright.sync_api import Page, expect

from exercises.dosing.dose import Dose

from .runner import Guided, a_runner

pytestmark = pytest.mark.browser

TOO_WIDE = "() => Math.max(0, document.documentElement.scrollWidth - innerWidth)"
WIDTHS = (320, 360, 390)


def stick_out(page: Page, state: str) -> dict[tuple[str, int], int]:
    """By how many pixels, where they do."""
    found = {}
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 740})
        if over := page.evaluate(TOO_WIDE):
            found[state, width] = over
    return found


@pytest.mark.parametrize("size", ["", "largest"])
@pytest.mark.parametrize("language", ["en-gb", "de"])
def test_no_state_sticks_out_sideways(demo_site, page_of, language, size):
    patient = a_runner(Dose(sets=2, hold_s=30, side="each"), Dose(reps=10))
    patient.user.language, patient.user.text_size = language, size
    patient.user.save()
    guided = Guided(page_of(patient.user.email), patient)
    page, found = guided.page, stick_out(guided.page, "start")
    guided.main.click()
    for state, seconds in (("ready", 5.2), ("work", 30), ("switch", 8), ("work", 30), ("rest", 1)):
        guided.shows(state)
        found |= stick_out(page, state)
        guided.runs_for(seconds)
    guided.skip_sheet()
    found |= stick_out(page, "skip sheet")
    page.locator("#guide-skip-sheet .btn-secondary").first.click()
    expect(page.locator("#guide-hurts")).to_be_visible()
    found |= stick_out(page, "hurts")
    page.locator("#guide-hurts .btn-primary").click()
    guided.starts()
    found |= stick_out(page, "counted")
    guided.main.click()
    guided.is_over()
    assert found | stick_out(page, "end") == {}
