"""Is a tick instant on a phone, does the keyboard keep its place, and is a lost signal told?"""

import pytest
from playwright.sync_api import expect

from exercises.models import Exercise
from patients.models import Patient, StaffMember
from patients.tests.cast import a_patient
from programmes.tests.programmes import a_prescription, a_programme

pytestmark = pytest.mark.browser

OPEN = ".tick[aria-pressed=false]"
NAMES = ("Glute bridge", "Clamshell", "Bird dog")


@pytest.fixture
def today(demo_site, page_of):
    """Today of somebody new at the demo clinic, with three exercises every day."""
    number = Patient.objects.count()
    physio = StaffMember.objects.get(user__email="physio@demo.example")
    patient = a_patient(physio, f"Ben{number} Field")
    programme = a_programme(patient)
    for exercise in Exercise.objects.filter(name__in=NAMES):
        a_prescription(programme, exercise)
    page = page_of(patient.user.email, width=390)
    page.goto("/today/", wait_until="networkidle")
    return page


def test_a_tick_and_its_undo_change_the_page_in_place(today):
    today.evaluate("window.stayed = true")
    first = today.locator(OPEN).first
    first.focus()
    today.keyboard.press("Enter")
    expect(today.locator("#day-head")).to_contain_text("1 of 3 done")
    expect(today.locator(":focus")).to_have_attribute("aria-pressed", "true")
    today.keyboard.press("Enter")
    expect(today.locator("#day-head")).to_contain_text("0 of 3 done")
    assert today.evaluate("window.stayed")


def test_without_signal_it_is_said_that_nothing_was_saved(today):
    today.route("**/tick/**", lambda route: route.abort())
    today.locator(OPEN).first.click()
    expect(today.get_by_role("alert")).to_contain_text("not saved yet")
    expect(today.locator("#day-head")).to_contain_text("0 of 3 done")


def test_signed_out_meanwhile_leads_to_the_sign_in_and_not_into_the_row(today):
    today.context.clear_cookies(name="sessionid")
    today.locator(OPEN).first.click()
    today.wait_for_url("**/accounts/login/**")


def test_rows_do_not_move_while_pictures_come(today):
    shift = """() => new Promise(done => new PerformanceObserver(list => done(
        list.getEntries().reduce((sum, entry) => sum + entry.value, 0)
    )).observe({type: "layout-shift", buffered: true}) || setTimeout(() => done(0), 500))"""
    assert today.evaluate(shift) < 0.02
