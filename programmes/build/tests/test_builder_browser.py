"""Is a programme built in seconds, by pointer and by keyboard alone? In a real browser, counted.

One interaction is one click or tap, one field filled, or one activation by key. Moving the focus
is free, as looking is; it has to be seen wherever it goes.
"""

import re

import pytest
from django.conf import settings
from playwright.sync_api import Locator, Page, expect

from exercises.dosing.frequency import Frequency
from patients.models import StaffMember
from patients.tests.cast import a_patient
from physio_site.tests.keyboard import COUNT_POINTERS, Keys
from programmes.build.actions.drafting import draft_template
from programmes.build.actions.editing import change_prescription
from programmes.build.change import Change
from programmes.models import Prescription, Programme
from programmes.tests.programmes import BRIDGE, a_prescription

from .desks import builder, names_in

pytestmark = pytest.mark.browser

PHYSIO = "physio@demo.example"
FOUR = [
    ("clamshell", "3 x 15, each side, 3x/week"),
    ("glute bridge", "3 x 8, 5 s hold, daily"),
    ("side plank", "2 x 30 s, each side, MO WE FR"),
    ("wall sit", "3 x 40 s, daily"),
]
DOSES = [
    ("Clamshell", 3, 15, "each"),
    ("Glute bridge", 3, 8, "both"),
    ("Side plank", 2, None, "each"),
    ("Wall sit", 3, None, "both"),
]


@pytest.fixture
def physio(demo_site) -> StaffMember:
    return StaffMember.objects.get(user__email=PHYSIO)


def search(page: Page) -> Locator:
    return page.get_by_role("searchbox", name="Add an exercise")


def given(patient) -> list[tuple]:
    """What the patient now has: exercise, sets, repetitions, side."""
    rows = Prescription.objects.filter(stage__programme=patient.programmes.get())
    return [(p.exercise.name, p.sets, p.reps, p.side) for p in rows.order_by("position")]


def rows_of(page: Page) -> Locator:
    return page.locator("[data-row]")


def test_from_scratch_by_pointer(page_of, counted, physio):
    sam = a_patient(physio, "Pat Pointer")
    page = page_of(PHYSIO, width=1280)
    page.goto(f"/patients/{sam.code}/")
    hand = counted(page, "physio: from scratch, 4 exercises with own doses, pointer", budget=20)
    hand.click(page.get_by_role("button", name="Build one"))
    for number, (name, dose) in enumerate(FOUR, start=1):
        hand.fill(search(page), name)
        hit = page.locator("#shelf-list[data-q='" + name + "'] [data-found]").first
        hand.click(hit)
        expect(rows_of(page)).to_have_count(number)
        hand.fill(rows_of(page).last.get_by_label(re.compile("^Dose of")), dose)
        expect(rows_of(page).last.locator(".row-said")).to_contain_text(re.compile("Do|Hold"))
    hand.click(page.get_by_role("link", name="Look, and give to Pat"))
    hand.click(page.get_by_role("button", name="Give to Pat"))
    expect(page.get_by_text("Pat Pointer now has").first).to_be_visible()
    assert given(sam) == DOSES


def test_from_scratch_by_keyboard_alone(page_of, counted, physio):
    sam = a_patient(physio, "Kay Keyboard")
    page = page_of(PHYSIO, width=1280)
    page.add_init_script(COUNT_POINTERS)
    page.goto(f"/patients/{sam.code}/")
    hand = counted(page, "physio: from scratch, 4 exercises with own doses, keyboard", budget=20)
    keys = Keys(hand)
    keys.activate(page.get_by_role("button", name="Build one"))
    expect(search(page)).to_be_focused()
    for number, (name, dose) in enumerate(FOUR, start=1):
        keys.write(search(page), f"{name} {dose}")
        keys.enter()
        expect(rows_of(page)).to_have_count(number)
        expect(search(page)).to_be_focused()
        expect(search(page)).to_have_value("")
    keys.activate(page.get_by_role("link", name="Look, and give to Kay"), back=True)
    keys.activate(page.get_by_role("button", name="Give to Kay"))
    expect(page.get_by_text("Kay Keyboard now has").first).to_be_visible()
    assert keys.used_no_pointer()
    assert given(sam) == DOSES


def test_the_arrow_keys_lead_into_the_list_and_back_and_enter_adds_what_has_the_focus(
    page_of, physio
):
    tree = draft_template(by=physio, name="Arrows")
    page = page_of(PHYSIO, width=1280)
    page.goto(builder(tree))
    search(page).fill("bridge")
    told = page.locator("#shelf-told")
    expect(told).to_contain_text(re.compile(r"^\d+ exercises.* Enter adds .*[Bb]ridge"))
    found = page.locator("#shelf-list[data-q='bridge'] [data-found]")
    second = found.nth(1).locator("strong").inner_text()
    for key, focused in [("ArrowDown", 0), ("ArrowDown", 1), ("ArrowUp", 0), ("ArrowDown", 1)]:
        page.keyboard.press(key)
        expect(found.nth(focused)).to_be_focused()
    page.keyboard.press("Enter")
    expect(rows_of(page)).to_have_count(1)
    expect(search(page)).to_be_focused()
    assert names_in(tree) == [[second]]


def test_typing_in_the_list_goes_on_in_the_search(page_of, physio):
    page = page_of(PHYSIO, width=1280)
    page.goto(builder(draft_template(by=physio, name="Letters")))
    search(page).fill("clam")
    found = page.locator("#shelf-list[data-q='clam'] [data-found]").first
    expect(found).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.type("shell")
    expect(search(page)).to_have_value("clamshell")


def test_typing_on_after_enter_loses_no_letter_on_a_slow_line(page_of, physio):
    tree = draft_template(by=physio, name="Quick hands")
    page = page_of(PHYSIO, width=1280)
    page.goto(builder(tree))

    def slowly(route):
        page.wait_for_timeout(400)
        route.continue_()

    page.route(re.compile("/build/"), slowly)
    for line in ("clamshell 3x15", "side plank 3x30s"):
        search(page).press_sequentially(line)
        page.keyboard.press("Enter")
    search(page).press_sequentially("glute bri")
    expect(rows_of(page)).to_have_count(2)
    expect(search(page)).to_have_value("glute bri")
    assert names_in(tree) == [["Clamshell", "Side plank"]]


def test_a_template_programme_by_keyboard_alone(page_of, counted, physio):
    page = page_of(PHYSIO, width=1280)
    page.add_init_script(COUNT_POINTERS)
    page.goto("/caseload/")
    hand = counted(page, "physio: new patient to a plan in the pocket, keyboard", budget=8)
    keys = Keys(hand)
    keys.activate(page.get_by_role("link", name="New patient"))
    keys.write(page.get_by_label("Name"), "Tess Template")
    keys.activate(page.get_by_role("radio", name="Choose one later"), key="ArrowDown")
    keys.activate(page.get_by_role("radio", name="Build one from scratch"), key="ArrowDown")
    keys.activate(page.get_by_role("button", name="Add, and show the link"))
    expect(page.get_by_role("img", name="QR code of the link")).to_be_visible()
    assert keys.used_no_pointer()
    assert Programme.objects.running().filter(patient__name="Tess Template").exists()


def test_rows_are_reordered_by_keys_and_by_dragging_and_typing_survives(page_of, physio):
    tree = draft_template(by=physio, name="Order")
    for name in ("Clamshell", "Glute bridge", "Side plank"):
        a_prescription(tree, name)
    page = page_of(PHYSIO, width=1280)
    page.goto(builder(tree))
    first = rows_of(page).first
    first.get_by_label("Note to the patient on Clamshell").fill("Half typed")
    first.get_by_label("Dose of Clamshell").focus()
    page.keyboard.press("Alt+ArrowDown")
    expect(page.locator(".row-name a")).to_have_text(["Glute bridge", "Clamshell", "Side plank"])
    expect(page.get_by_label("Dose of Clamshell")).to_be_focused()
    expect(page.get_by_label("Note to the patient on Clamshell")).to_have_value("Half typed")

    grip = rows_of(page).last.locator("[data-grip]").bounding_box()
    above = rows_of(page).first.bounding_box()
    page.mouse.move(grip["x"] + 5, grip["y"] + 20)
    page.mouse.down()
    page.mouse.move(above["x"] + 60, above["y"] + 60, steps=4)
    page.mouse.move(above["x"] + 60, above["y"] + 5, steps=4)
    with page.expect_response(re.compile("/move/")):
        page.mouse.up()
    assert names_in(tree) == [["Side plank", "Glute bridge", "Clamshell"]]


def test_a_colleague_was_faster_and_what_was_typed_stays(page_of, physio):
    tree = draft_template(by=physio, name="Two hands")
    row = a_prescription(tree, "Clamshell")
    page = page_of(PHYSIO, width=1280)
    page.goto(builder(tree))
    other = StaffMember.objects.filter(clinic=physio.clinic).exclude(pk=physio.pk).first()
    theirs = Change(dose=BRIDGE, frequency=Frequency(times_per_day=2))
    change_prescription(prescription=row, change=theirs, by=other)
    page.get_by_label("Dose of Clamshell").fill("4 x 6")
    page.keyboard.press("Enter")
    expect(page.get_by_text(f"{other} changed this meanwhile.")).to_be_visible()
    expect(page.get_by_label("Dose of Clamshell")).to_have_value("4 x 6")
    page.get_by_role("button", name="Use mine").click()
    expect(page.get_by_text("changed this meanwhile")).to_have_count(0)
    assert Prescription.objects.get(pk=row.pk).reps == 6


def saved(row: Prescription) -> tuple:
    row.refresh_from_db()
    return row.sets, row.reps, row.must_do


def test_enter_in_a_row_saves_once_and_stays_on_the_page(page_of, physio):
    tree = draft_template(by=physio, name="Enter")
    row = a_prescription(tree, "Clamshell")
    page = page_of(PHYSIO, width=1280)
    sent = []
    page.on("request", lambda request: request.method == "POST" and sent.append(request.url))
    page.goto(builder(tree))
    dose = page.get_by_label("Dose of Clamshell")
    dose.fill("4 x 6")
    dose.press("Enter")
    expect(page.get_by_text("Do 6. Do 4 sets.")).to_be_visible()
    page.get_by_label("Name of the programme").fill("Entered")
    page.get_by_label("Name of the programme").press("Enter")
    expect(page.get_by_role("heading", name="Build: Entered")).to_have_count(1)
    page.wait_for_timeout(300)
    assert len([url for url in sent if url.endswith(("/change/", "/about/"))]) == 2
    assert page.url.endswith(builder(tree))
    assert saved(row) == (4, 6, True)


def test_what_could_not_be_saved_is_said_kept_and_sent_again(page_of, physio):
    tree = draft_template(by=physio, name="Bad line")
    row = a_prescription(tree, "Clamshell")
    page = page_of(PHYSIO, width=1280)
    page.goto(builder(tree))
    page.route(re.compile("/change/"), lambda route: route.fulfill(status=502), times=1)
    page.get_by_label("Dose of Clamshell").fill("4 x 6")
    page.keyboard.press("Tab")
    expect(page.get_by_text("Not saved yet")).to_be_visible()
    expect(page.get_by_label("Dose of Clamshell")).to_have_value("4 x 6")
    expect(page.get_by_text("Not saved yet")).to_have_count(0, timeout=8000)
    assert saved(row) == (4, 6, True)


def test_whoever_was_signed_out_finds_what_they_typed(page_of, physio):
    tree = draft_template(by=physio, name="Signed out")
    row = a_prescription(tree, "Clamshell")
    page = page_of(PHYSIO, width=1280)
    page.goto(builder(tree))
    cookies = page.context.cookies()
    page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    page.get_by_label("Dose of Clamshell").fill("4 x 6")
    page.keyboard.press("Tab")
    back = re.escape(builder(tree).replace("/", "%2F"))
    expect(page).to_have_url(re.compile(rf"/accounts/login/\?next={back}$"))
    page.context.add_cookies(cookies)
    page.goto(builder(tree))
    expect(page.get_by_text("Do 6. Do 4 sets.")).to_be_visible()
    page.wait_for_load_state("networkidle")
    assert saved(row) == (4, 6, True)
