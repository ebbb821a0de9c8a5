"""What does the session say, sound and do to the screen? Listened to in a real browser."""

import pytest
from playwright.sync_api import expect

from exercises.dosing.dose import Dose

from .runner import Guided, a_runner

pytestmark = pytest.mark.browser

LISTEN = """
window.heard = {said: [], tones: 0, buzzes: [], locks: []};
Object.defineProperty(window, "speechSynthesis", {value: {
    speak: words => heard.said.push([words.text, words.lang]), cancel: () => {},
}});
Object.defineProperty(navigator, "vibrate", {value: pattern => heard.buzzes.push(pattern)});
Object.defineProperty(navigator, "wakeLock", {value: {request: async kind => {
    heard.locks.push(kind);
    return {release: async () => heard.locks.push("released")};
}}});
const start = OscillatorNode.prototype.start;
OscillatorNode.prototype.start = function (at) { heard.tones += 1; start.call(this, at); };
"""
HOLD = Dose(hold_s=30)


@pytest.fixture
def listened(demo_site, page_of):
    def open_session(patient) -> Guided:
        page = page_of(patient.user.email)
        page.add_init_script(LISTEN)
        return Guided(page, patient)

    return open_session


def heard(guided: Guided, what: str):
    return guided.page.evaluate("what => window.heard[what]", what)


def said(guided: Guided) -> list[str]:
    return [words for words, _ in heard(guided, "said")]


def test_hands_free_reads_the_exercise_and_counts_down(listened):
    guided = listened(a_runner(HOLD))
    name = guided.name
    guided.page.get_by_role("button", name="Start hands-free").click()
    assert said(guided)[0].startswith(f"{name}. Hold for 30 seconds.")
    guided.runs_for(20 + 5 + 30 + 1)
    assert said(guided)[1:] == (
        ["3", "2", "1", "Get ready.", "3", "2", "1", "Go. 30 seconds.", "3", "2", "1"]
        + ["All done. Well done."]
    )
    assert {language for _, language in heard(guided, "said")} == {
        guided.page.evaluate("document.documentElement.lang")
    }


def test_it_says_nothing_until_it_is_asked_to(listened):
    guided = listened(a_runner(HOLD))
    guided.starts()
    guided.runs_for(31)
    assert said(guided) == []


def test_repetitions_are_counted_aloud(listened):
    guided = listened(a_runner(Dose(reps=3)))
    guided.page.get_by_role("button", name="Voice, sounds and time").click()
    guided.page.get_by_label("Voice: says what to do").check()
    guided.page.get_by_role("button", name="Close").click()
    guided.starts()
    guided.runs_for(15)
    assert said(guided)[-3:] == ["Go. 3 times.", "2", "3"]


def test_tones_and_buzzes_mark_the_time_and_can_be_silenced(listened):
    guided = listened(a_runner(HOLD, HOLD))
    guided.starts()
    guided.runs_for(30)
    before = heard(guided, "tones")
    assert before >= 3 + 1 + 3 + 2  # counting down, go, counting down, end
    assert heard(guided, "buzzes") == [120, [120, 80, 120]]
    guided.page.keyboard.press("m")
    guided.starts()
    guided.runs_for(20)
    assert heard(guided, "tones") == before


def test_the_screen_stays_on_while_it_runs(listened):
    guided = listened(a_runner(HOLD))
    assert heard(guided, "locks") == []
    guided.starts()
    guided.page.get_by_role("button", name="Pause").click()
    expect(guided.page.get_by_text("Paused")).to_be_visible()
    guided.page.get_by_role("button", name="Carry on").click()
    guided.runs_for(31)
    guided.is_over()
    assert heard(guided, "locks") == ["screen", "released", "screen", "released"]


def test_a_device_that_cannot_keep_its_screen_on_says_so(demo_site, page_of):
    patient = a_runner(HOLD)
    page = page_of(patient.user.email)
    page.add_init_script("delete Navigator.prototype.wakeLock")
    Guided(page, patient)
    expect(page.get_by_text("Your screen may go dark.")).to_be_visible()
