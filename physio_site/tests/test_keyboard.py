"""Can a patient do everything without a pointer: tick, finish, skip, write, set a goal and a time?"""

import re

import pytest
from playwright.sync_api import expect

from exercises.models import Exercise
from patients.models import Patient, StaffMember
from patients.tests.cast import a_patient
from programmes.models import Completion, Goal, Message, ReminderTime, Session
from programmes.tests.programmes import a_prescription, a_programme

from .keyboard import COUNT_POINTERS, Keys

pytestmark = pytest.mark.browser

NAMES = ("Glute bridge", "Clamshell", "Bird dog")


@pytest.fixture
def ben(demo_site) -> Patient:
    """Somebody new at the demo clinic, with three exercises every day."""
    physio = StaffMember.objects.get(user__email="physio@demo.example")
    patient = a_patient(physio, f"Ben{Patient.objects.count()} Keys")
    programme = a_programme(patient)
    for exercise in Exercise.objects.filter(name__in=NAMES):
        a_prescription(programme, exercise)
    return patient


@pytest.fixture
def keys(ben, page_of, counted, request) -> Keys:
    page = page_of(ben.user.email, width=390)
    page.add_init_script(COUNT_POINTERS)
    flow = request.node.name.removeprefix("test_a_patient_").replace("_", " ")
    return Keys(counted(page, f"patient: {flow}", budget=20))


def test_a_patient_ticks_skips_and_finishes_by_keyboard_alone(ben, keys):
    page = keys.page
    page.goto("/today/")
    open_ticks = page.get_by_role("button", name=re.compile(": done$"), pressed=False)
    for left in (3, 2):
        expect(open_ticks).to_have_count(left)
        keys.activate(open_ticks.first)
    expect(open_ticks).to_have_count(1)
    keys.activate(page.locator("a.exercise-name").last, back=True)
    page.wait_for_url("**/exercise/**")
    keys.activate(page.get_by_role("link", name="Skip", exact=True))
    keys.activate(page.locator("main button[name=reason]").first)
    expect(page.get_by_role("heading", name=re.compile("hurts$"))).to_be_visible()
    keys.activate(page.get_by_role("link", name="How did it go?"))
    expect(page.get_by_role("heading", name="How did it go?")).to_be_visible()
    keys.activate(page.get_by_role("radio", name="0").first, "Space")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    keys.enter()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    done = Completion.objects.filter(session__patient=ben, outcome="done").count()
    assert (done, Session.objects.get(patient=ben).pain_after) == (2, 2)
    assert keys.used_no_pointer()


def test_a_patient_writes_sets_a_goal_and_a_time_by_keyboard_alone(ben, keys):
    page = keys.page
    page.goto("/messages/")
    keys.write(page.get_by_role("textbox", name="Message"), "May I do it in the evening?")
    keys.activate(page.get_by_role("button", name="Send"))
    expect(page.get_by_text("May I do it in the evening?")).to_be_visible()
    assert Message.objects.filter(patient=ben).count() == 1

    page.goto("/progress/")
    keys.write(page.locator("input[name=words]"), "Climb the stairs")
    keys.enter()
    expect(page.get_by_role("heading", name="Climb the stairs")).to_be_visible()
    keys.activate(page.get_by_role("button", name="4", exact=True))
    expect(page.get_by_text("Now 4 of 10.")).to_be_visible()
    assert Goal.objects.get(patient=ben).scores.get().score == 4

    page.goto("/me/reminders/")
    keys.activate(page.locator("input[name=days]").first, "Space")
    keys.go_to(page.locator("input[name=at]"))
    page.keyboard.type("0815AM")
    keys.activate(page.get_by_role("button", name="Turn reminders on"))
    expect(page.get_by_text("Reminders are on.")).to_be_visible()
    assert ReminderTime.objects.filter(reminders__user=ben.user).exists()
    assert keys.used_no_pointer()
