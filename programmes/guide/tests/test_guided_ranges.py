"""May a person stop at the lower end of a range, and is what they really did kept?"""

import pytest
from playwright.sync_api import expect

from exercises.dosing.dose import Dose
from patients.models import Patient
from programmes.models import Completion

from .runner import a_runner

pytestmark = pytest.mark.browser


def numbers_of(patient: Patient) -> list[tuple]:
    rows = Completion.objects.done().filter(session__patient=patient).order_by("pk")
    return list(rows.values_list("sets_done", "reps_done", "hold_done"))


def test_it_counts_to_the_lower_number_and_then_done_is_the_main_button(on_phone):
    patient = a_runner(Dose(duration_s=600, duration_s_max=900))
    guided = on_phone(patient)
    guided.starts()
    assert guided.number == "10:00"
    expect(guided.main).to_have_text("Pause")
    guided.runs_for(600)
    assert guided.number == "5:00"
    expect(guided.page.locator("#guide-cue")).to_have_text("10 minutes reached. You may stop.")
    expect(guided.main).to_have_text("Done")
    guided.main.click()
    guided.is_over()
    guided.says_saved()
    assert numbers_of(patient) == [(None, None, None)]


def test_seconds_held_within_the_range_are_kept(on_phone):
    patient = a_runner(Dose(sets=2, hold_s=20, hold_s_max=30, rest_s=10))
    guided = on_phone(patient)
    guided.starts()
    guided.runs_for(24)
    guided.main.click()
    guided.shows("rest")
    guided.main.click()
    guided.runs_for(31)
    guided.is_over()
    guided.says_saved()
    assert numbers_of(patient) == [(None, None, 24)]


def test_after_the_lower_number_of_sets_it_may_be_enough(on_phone):
    patient = a_runner(*[Dose(sets=1, sets_max=2, hold_s=20, rest_s=10)] * 2)
    guided = on_phone(patient)
    guided.starts()
    expect(guided.page.locator("#guide-set")).to_have_text("Set 1 of 1–2")
    guided.runs_for(20)
    expect(guided.page.locator("#guide-cue")).to_have_text("1 set done. You may stop.")
    guided.page.get_by_role("button", name="That was enough").click()
    guided.starts()
    guided.runs_for(20 + 10 + 21)
    guided.is_over()
    guided.says_saved()
    assert numbers_of(patient) == [(1, None, None), (2, None, None)]


def test_what_differed_can_be_written_after_the_last_set_and_is_kept_with_the_tick(on_phone):
    patient = a_runner(Dose(reps=10), Dose(hold_s=20))
    guided = on_phone(patient)
    fold = guided.page.locator("#guide-differed")
    expect(fold).to_be_hidden()
    name = guided.name
    guided.starts()
    guided.runs_for(40)
    guided.main.click()
    fold.get_by_text(f"{name}: did something differ?").click()
    expect(fold.get_by_label("Times in each set")).to_have_attribute("placeholder", "10")
    expect(fold.get_by_label("Seconds held")).to_be_hidden()
    fold.get_by_label("Times in each set").fill("12")
    fold.get_by_label("Weight in kg").fill("7.5")
    fold.get_by_role("button", name="Save").click()
    expect(fold).to_be_hidden()
    guided.starts()
    guided.says_saved()
    rows = Completion.objects.standing().filter(session__patient=patient)
    assert list(rows.values_list("reps_done", "load_done", "recorded")) == [(12, 7.5, "timer")]


def test_after_the_last_exercise_it_can_be_written_too(on_phone):
    patient = a_runner(Dose(hold_s=20))
    guided = on_phone(patient)
    guided.starts()
    guided.runs_for(21)
    guided.is_over()
    fold = guided.page.locator("#guide-differed")
    fold.locator("summary").click()
    fold.get_by_label("Seconds held").fill("35")
    guided.page.keyboard.press("Enter")
    guided.says_saved()
    rows = Completion.objects.standing().filter(session__patient=patient)
    assert list(rows.values_list("hold_done", "load_done")) == [(35, None)]


def test_a_short_session_keeps_that_it_had_fewer_sets(on_phone):
    patient = a_runner(Dose(sets=3, duration_s=200, rest_s=0))
    guided = on_phone(patient, address="/today/guided/?minutes=5")
    expect(guided.page.locator("#guide-eyebrow")).to_have_text("Only 5 minutes: 1 exercise")
    expect(guided.page.locator("#guide-dose")).to_contain_text("Today only 1 of 3 sets.")
    expect(guided.page.locator("#guide-next")).to_have_text("")
    guided.starts()
    guided.runs_for(201)
    guided.is_over()
    guided.says_saved()
    assert numbers_of(patient) == [(1, None, None)]
    assert patient.sessions.get().minutes_chosen == 5
