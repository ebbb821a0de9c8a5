"""Two browsers in one room: the physio's screen, and the patient's phone that scanned it."""

from io import BytesIO

import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import Error, Page, expect

from patients.actions import add_patient
from patients.models import StaffMember
from programmes.build.actions import assign
from programmes.models import PersonalCue, Programme, Rehearsal, Rehearsed

pytestmark = pytest.mark.browser

PHYSIO = "physio@demo.example"
CUE = "Push the floor away"
MARKS = ("Shown", "Tried", "Understood")


@pytest.fixture(scope="module")
def nora(demo_site):
    """A new patient with a programme, not signed in anywhere yet."""
    priya = StaffMember.objects.get(user__email=PHYSIO)
    patient = add_patient(by=priya, name="Nora New")
    template = Programme.objects.templates().get(slug="runner-tight-glutes-12w")
    assign(template=template, patient=patient, start_on=patient.local_today(), by=priya)
    return patient


def scanned(desk: Page) -> str:
    """What a camera reads off the screen, held up again where it saw nothing yet."""
    for _ in range(5):
        try:
            codes = zxingcpp.read_barcodes(Image.open(BytesIO(desk.screenshot())))
        except Error:  # a busy machine has no picture ready
            codes = []
        if len(codes) == 1:
            return codes[0].text
        desk.wait_for_timeout(500)
    return ""


def test_two_browsers_go_through_the_first_session_together(nora, page_of, counted):
    desk = page_of(PHYSIO, width=1280)
    desk.goto(f"/patients/{nora.code}/")
    hand = counted(desk, "physio: rehearsal, one exercise with three marks and a cue", budget=8)
    hand.click(desk.get_by_role("button", name="Go through it together"))
    expect(desk.get_by_text("Waiting for Nora’s phone")).to_be_visible()

    phone = page_of(width=390)
    phone.goto(scanned(desk))
    thumb = counted(phone, "patient: from the scanned code into the room", budget=1)
    thumb.click(phone.get_by_role("button", name="Agree and open my plan"))
    expect(phone.get_by_role("heading", name="Your phone is ready")).to_be_visible()
    expect(desk.get_by_text("Nora’s phone is here")).to_be_visible()  # by itself

    hand.click(desk.get_by_role("button", name="Begin:"))
    first = desk.get_by_role("heading", level=1).inner_text()
    expect(phone.get_by_role("heading", name=first)).to_be_visible()  # by itself
    for mark in MARKS:
        hand.click(desk.get_by_role("checkbox", name=mark))
    hand.fill(desk.get_by_label("What helped Nora?"), CUE)
    hand.click(desk.get_by_role("button", name="Next:"))
    expect(desk.get_by_role("heading", level=1)).not_to_have_text(first)
    second = desk.get_by_role("heading", level=1).inner_text()
    expect(phone.get_by_role("heading", name=second)).to_be_visible()
    desk.get_by_role("button", name="Finish here").click()
    expect(desk.get_by_role("heading", name="Gone through together")).to_be_visible()
    expect(phone.get_by_role("heading", name="That was it")).to_be_visible()

    phone.get_by_role("link", name="To Today").click()
    phone.get_by_role("link", name=first).first.click()
    expect(phone.get_by_text(f"Priya’s cue for you: {CUE}")).to_be_visible()
    row = Rehearsed.objects.get(rehearsal__patient=nora)
    assert all((row.shown_at, row.tried_at, row.understood_at))
    assert PersonalCue.objects.get(patient=nora).text == CUE


def test_without_scripts_both_screens_go_on_with_a_link(nora, page_of):
    Rehearsal.objects.all().update(finished_at=nora.created_at)
    desk = page_of(PHYSIO, width=1280, java_script_enabled=False)
    desk.goto(f"/patients/{nora.code}/")
    desk.get_by_role("button", name="Go through it together").click()
    phone = page_of(width=390, java_script_enabled=False)
    show_code = desk.get_by_role("button", name="Show a code that signs in")
    if show_code.count():
        show_code.click()
    phone.goto(scanned(desk))
    phone.get_by_role("button", name="Agree and open my plan").click()
    phone.get_by_role("button", name="I am here").click()
    desk.get_by_role("link", name="Refresh").click()
    expect(desk.get_by_text("Nora’s phone is here")).to_be_visible()
    desk.get_by_role("button", name="Begin:").click()
    phone.get_by_role("link", name="Refresh").click()
    first = desk.get_by_role("heading", level=1).inner_text()
    expect(phone.get_by_role("heading", name=first)).to_be_visible()


@pytest.mark.parametrize("width", [390, 1280])
def test_steps_stand_under_the_dose_and_the_marks_stay_in_sight(nora, page_of, width):
    Rehearsal.objects.all().update(finished_at=nora.created_at)
    desk = page_of(PHYSIO, width=width)
    desk.goto(f"/patients/{nora.code}/")
    desk.get_by_role("button", name="Go through it together").click()
    desk.get_by_role("button", name="Begin:").click()
    expect(desk.get_by_role("checkbox", name="Understood")).to_be_in_viewport(ratio=1)
    step, folded = desk.locator(".room-teach li").first, desk.get_by_text("How to do it")
    if width == 390:
        expect(step).to_be_hidden()
        folded.click()
    expect(step).to_be_visible()
    expect(desk.get_by_text("Take care:")).to_be_visible()
