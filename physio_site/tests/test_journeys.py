"""Do the journeys of the people fit their budgets, in a real browser, from door to door?

docs/look.md says the budgets; one interaction is one tap, one click or one field filled.
"""

import re

import pytest
from playwright.sync_api import Page, expect

from exercises.models import Exercise
from exercises.tests.library import image_bytes
from patients.models import Patient
from programmes.models import Completion, Session

pytestmark = pytest.mark.browser

PHYSIO, EDITOR = "physio@demo.example", "editor@demo.example"
GLUTES = "runner.*glute"


def give_a_new_patient_the_glute_plan(page: Page, counted, name: str) -> str:
    """From the caseload to the link on the screen; the link."""
    page.goto("/caseload/")
    hand = counted(page, "physio: new patient to a plan in the pocket", budget=8)
    hand.click(page.get_by_role("link", name="New patient"))
    hand.fill(page.get_by_label("Name"), name)
    hand.click(page.get_by_role("radio", name=re.compile(GLUTES, re.I)).first)
    hand.click(page.get_by_role("button", name="Add, and show the link"))
    expect(page.get_by_role("img", name="QR code of the link")).to_be_visible()
    return page.get_by_label("Or copy the link").input_value()


def not_yet_ticked(page: Page):
    return page.get_by_role("button", name=re.compile(": done$"), pressed=False)


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_from_a_new_patient_to_a_ticked_session(page_of, counted, scripts):
    name = f"Nora {'Quick' if scripts else 'Plain'}"
    desk = page_of(PHYSIO, width=1280, java_script_enabled=scripts)
    link = give_a_new_patient_the_glute_plan(desk, counted, name)

    phone = page_of(width=390, java_script_enabled=scripts)
    phone.goto(link)
    thumb = counted(phone, "patient: link to first exercise", budget=1)
    thumb.click(phone.get_by_role("button", name="Agree and open my plan"))
    first = phone.locator(".exercise").first
    first.scroll_into_view_if_needed()  # below the warning signs; looking is free
    expect(first).to_be_in_viewport()

    due = not_yet_ticked(phone).count()
    assert due == 5
    ticking = counted(
        phone, f"patient: a session of five, how it went included, {scripts=}", budget=7
    )
    for left in range(due, 0, -1):
        expect(not_yet_ticked(phone)).to_have_count(left)
        ticking.click(not_yet_ticked(phone).first)
    # The last tick leads on by itself.
    expect(phone.get_by_role("heading", name="How did it go?")).to_be_visible()

    ticking.click(phone.get_by_role("radio", name="2"))
    ticking.click(phone.get_by_role("button", name="Save"))
    expect(phone.get_by_role("heading", name="Saved. Well done.")).to_be_visible()

    patient = Patient.objects.get(name=name)
    assert Completion.objects.done().filter(session__patient=patient).count() == due
    session = Session.objects.get(patient=patient)
    assert (session.pain_after, session.on) == (2, patient.local_today())

    desk.goto("/caseload/")
    expect(desk.get_by_role("link", name=name, exact=True)).to_be_visible()


def test_the_link_lets_one_phone_in_once(page_of, counted):
    desk = page_of(PHYSIO, width=1280)
    link = give_a_new_patient_the_glute_plan(desk, counted, "Olga Once")
    phone, other = page_of(), page_of()
    phone.goto(link)
    phone.get_by_role("button", name="Agree and open my plan").click()
    answer = other.goto(link)
    assert answer.status == 410


def test_all_done_in_one_tap_and_back_in_one_more(page_of, counted):
    desk = page_of(PHYSIO, width=1280)
    link = give_a_new_patient_the_glute_plan(desk, counted, "Alma Alldone")
    phone = page_of()
    phone.goto(link)
    phone.get_by_role("button", name="Agree and open my plan").click()
    due = not_yet_ticked(phone).count()

    thumb = counted(phone, "patient: all done, and back", budget=2)
    thumb.click(phone.get_by_role("button", name="All done"))
    expect(not_yet_ticked(phone)).to_have_count(0)
    thumb.click(phone.get_by_role("button", name=re.compile("undo|take back", re.I)).first)
    expect(not_yet_ticked(phone)).to_have_count(due)


def test_an_editor_makes_an_exercise_with_picture_and_video(page_of, counted, tmp_path):
    picture = tmp_path / "step-up.png"
    picture.write_bytes(image_bytes((800, 600), "PNG"))
    page = page_of(EDITOR, width=1280)
    page.goto("/admin/exercises/exercise/")
    hand = counted(page, "editor: new exercise with picture and video, published", budget=8)
    hand.click(page.get_by_role("link", name="Add exercise"))
    hand.fill(page.locator("#id_name"), "Slow step-up")
    hand.click(page.get_by_role("radio", name="Strengthen"))
    hand.fill(page.locator("#id_steps"), "Put one foot on the step.\nStand up slowly.")
    hand.upload(page.get_by_label("Picture:").first, picture)
    hand.fill(page.get_by_label("What it shows:").first, "A person steps onto a low step.")
    hand.fill(page.get_by_label("Video link:").first, "https://youtu.be/PusbZuBgeug")
    hand.click(page.get_by_role("button", name="Publish"))
    expect(page.get_by_text("Slow step-up").first).to_be_visible()

    made = Exercise.objects.published().get(name="Slow step-up")
    assert (made.pictures.count(), made.videos.get().video_id) == (1, "PusbZuBgeug")

    page.goto(f"/library/{made.code}/")
    expect(page.get_by_role("heading", name="Slow step-up")).to_be_visible()
    expect(page.get_by_role("img", name="A person steps onto a low step.")).to_be_visible()
