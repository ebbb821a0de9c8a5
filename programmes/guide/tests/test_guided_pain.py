"""Is pain answered in the session: before it begins, and where an exercise is skipped for it?"""

import pytest
from playwright.sync_api import expect

from exercises.dosing.dose import Dose

from .runner import Guided, a_runner, ticks_of

pytestmark = pytest.mark.browser
REPS = Dose(reps=10)


@pytest.fixture
def patient(demo_site):
    return a_runner(REPS, REPS)


@pytest.fixture
def guided(page_of, patient):
    return Guided(page_of(patient.user.email), patient)


def test_a_skip_for_pain_is_answered_and_goes_on(guided, patient):
    name = guided.name
    guided.skip_sheet()
    guided.page.get_by_role("button", name="It hurts").click()
    sheet = guided.page.get_by_role("dialog", name=f"{name} hurts")
    expect(sheet.get_by_text("Nobody has to push through pain.")).to_be_visible()
    expect(sheet.get_by_role("link", name="When to get help")).to_be_visible()
    sheet.get_by_role("button", name="Go on").click()
    guided.shows("intro")
    assert guided.name != name
    guided.says_saved()
    assert [outcome for _, outcome, _ in ticks_of(patient)] == ["skipped"]


def test_the_physio_is_told_with_one_tap(guided, patient):
    name = guided.name
    guided.skip_sheet()
    guided.page.get_by_role("button", name="It hurts").click()
    guided.page.get_by_role("button", name="Tell my physio").click()
    expect(guided.page.locator("#guide-hurts-told")).to_have_text(
        "Noted. Your physio gets this message."
    )
    guided.says_saved()
    told = patient.messages.get()
    assert told.text == f"{name} hurts. What should I do?"
    assert told.prescription.exercise.name == name


def test_without_a_network_it_says_that_the_message_comes_later(guided, patient):
    guided.page.context.set_offline(True)
    guided.skip_sheet()
    guided.page.get_by_role("button", name="It hurts").click()
    guided.page.get_by_role("button", name="Tell my physio").click()
    expect(guided.page.locator("#guide-hurts-told")).to_contain_text("your physio gets this later")
    guided.page.get_by_role("button", name="Go on").click()
    guided.page.context.set_offline(False)
    guided.says_saved()
    assert patient.messages.count() == 1


def test_another_reason_goes_straight_on(guided):
    guided.skip_sheet()
    guided.page.get_by_role("button", name="No time today").click()
    guided.shows("intro")
    expect(guided.page.locator("#guide-hurts")).to_be_hidden()


def test_a_low_score_before_the_session_is_answered_on_the_spot(guided, patient):
    guided.page.get_by_text("Does it hurt before you start?").click()
    guided.page.locator("#guide-pain").get_by_role("button", name="2", exact=True).click()
    expect(guided.page.locator("#guide-pain")).to_contain_text("Before the exercises: 2 of 10.")
    guided.says_saved()
    assert patient.sessions.get().pain_before == 2
    guided.main.click()
    expect(guided.page.locator("#guide-pain")).to_be_hidden()


def test_a_red_score_before_the_session_shows_the_signs_that_need_help(guided, patient):
    guided.page.get_by_text("Does it hurt before you start?").click()
    guided.page.locator("#guide-pain").get_by_role("button", name="8", exact=True).click()
    expect(guided.page.get_by_text("Get help if you notice any of these")).to_be_visible()
    assert patient.sessions.get().pain_before == 8
