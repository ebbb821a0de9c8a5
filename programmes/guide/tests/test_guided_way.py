"""Does a person know where they are: what comes next, how far it is, how it is done?"""

import pytest
from playwright.sync_api import expect

from exercises.dosing.dose import Dose
from programmes.tests.programmes import a_tick

from .runner import a_runner

pytestmark = pytest.mark.browser
HOLD = Dose(hold_s=90)
SETS = Dose(sets=3, hold_s=30, rest_s=45)


def prescriptions_of(patient):
    return list(patient.programmes.get().stages.get().prescriptions.order_by("position"))


def test_before_a_set_it_names_the_set(on_phone):
    guided = on_phone(a_runner(SETS, HOLD))
    coming = guided.page.locator("#guide-next")
    guided.main.click()
    expect(coming).to_have_text(f"Next: {guided.name}, set 1 of 3")
    guided.runs_for(5.2 + 30)
    guided.shows("rest")
    expect(coming).to_have_text(f"Next: {guided.name}, set 2 of 3")
    expect(guided.main).to_have_text("I am ready")
    guided.main.click()
    guided.shows("work")


def test_taken_up_later_it_counts_all_of_the_days_exercises(on_phone):
    patient = a_runner(*[HOLD] * 5)
    for prescription in prescriptions_of(patient)[:3]:
        a_tick(prescription)
    guided = on_phone(patient)
    expect(guided.page.locator("#guide-eyebrow")).to_contain_text("Exercise 4 of 5")
    assert guided.page.locator("#guide-progress li").count() == 5
    assert guided.page.locator("#guide-progress .is-done").count() == 3
    for _ in range(2):
        guided.starts()
        guided.runs_for(91)
    guided.is_over()
    expect(guided.page.locator("#guide-eyebrow")).to_have_text("5 of 5 done")


def test_what_was_skipped_before_is_not_counted_as_done(on_phone):
    patient = a_runner(HOLD, HOLD)
    a_tick(prescriptions_of(patient)[0], outcome="skipped", skip_reason="No time today")
    guided = on_phone(patient)
    guided.starts()
    guided.runs_for(91)
    guided.is_over()
    expect(guided.page.locator("#guide-eyebrow")).to_have_text("1 of 2 done")


def test_it_begins_where_the_exercises_page_says(demo_site, page_of):
    patient = a_runner(HOLD, HOLD, HOLD)
    second = prescriptions_of(patient)[1]
    page = page_of(patient.user.email)
    page.goto(f"/exercise/{second.code}/")
    page.get_by_role("link", name="Do it with the timer").click()
    expect(page.locator("#guide-name")).to_have_text(second.exercise.name)


def test_an_exercise_asked_for_goes_before_the_one_that_was_left(on_phone):
    patient = a_runner(HOLD, HOLD)
    guided = on_phone(patient)
    guided.starts()
    second = prescriptions_of(patient)[1]
    guided.page.goto(f"/today/guided/?from={second.code}")
    expect(guided.page.locator("#guide-name")).to_have_text(second.exercise.name)
    guided.shows("intro")


def test_how_to_do_it_is_unfolded_the_first_time_and_there_in_every_pause(on_phone):
    guided = on_phone(a_runner(SETS))
    steps = guided.page.locator("#guide-steps")
    expect(steps).to_have_attribute("open", "")
    guided.starts()
    expect(steps).to_be_hidden()
    guided.main.click()
    guided.shows("paused")
    expect(steps).to_be_visible()
    steps.locator("summary").click()
    expect(guided.page.locator("#guide-step-list li").first).to_be_visible()
    guided.main.click()
    guided.runs_for(30)
    guided.shows("rest")
    expect(steps).to_be_visible()


def test_every_action_keeps_its_place(on_phone):
    guided = on_phone(a_runner(Dose(sets=2, reps=3), HOLD))
    places = {name: set() for name in ("back", "pause", "forward", "skip")}

    def look() -> None:
        for name, found in places.items():
            found.add(guided.page.locator(f"#guide-{name}").evaluate("b => b.offsetLeft"))

    guided.main.click()
    look()  # get ready: next
    guided.runs_for(5.2)
    look()  # counted: pause
    guided.main.click()
    look()  # rest: pause
    assert all(len(found) == 1 for found in places.values()), places
    assert len(set.union(*places.values())) == 4


def test_a_phone_is_not_asked_about_keys(on_phone, page_of):
    patient = a_runner(HOLD)
    phone = on_phone(patient).page
    phone.locator("#guide-open-settings").click()
    expect(phone.get_by_label("Sounds and buzzing")).to_be_visible()
    expect(phone.get_by_label("Letter keys")).to_be_hidden()
    desk = page_of(patient.user.email, width=1280)
    desk.goto("/today/guided/")
    desk.locator("#guide-open-settings").click()
    expect(desk.get_by_label("Letter keys")).to_be_visible()
