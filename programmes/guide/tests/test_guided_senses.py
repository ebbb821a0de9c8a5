"""What does the session say, sound and do to the screen? Listened to in a real browser."""

import pytest
from playwright.sync_api import expect

from exercises.dosing.dose import Dose
from exercises.models.publishing import lines_of
from patients.models import StaffMember
from programmes.models import PersonalCue

from .runner import Guided, a_runner

pytestmark = pytest.mark.browser

LISTEN = """
window.heard = {said: [], tones: 0, buzzes: [], locks: [], takes: 0, untapped: true, refuses: false};
Object.defineProperty(window, "speechSynthesis", {value: {
    speak: words => {
        if (!heard.untapped && !navigator.userActivation.hasBeenActive) return;
        heard.said.push([words.text, words.lang]);
        words.dispatchEvent(new Event("start"));
        setTimeout(() => words.dispatchEvent(new Event("end")), heard.takes * 1000);
    },
    cancel: () => {},
}});
Object.defineProperty(navigator, "vibrate", {value: pattern => heard.buzzes.push(pattern)});
Object.defineProperty(navigator, "wakeLock", {value: {request: async kind => {
    heard.locks.push(kind);
    if (heard.refuses) throw new DOMException("", "NotAllowedError");
    return {release: async () => heard.locks.push("released")};
}}});
const start = OscillatorNode.prototype.start;
OscillatorNode.prototype.start = function (at) { heard.tones += 1; start.call(this, at); };
"""
KEEP = "values => localStorage.setItem('guide.settings', JSON.stringify(values))"
CONTEXTS = """
window.resumed = 0;
window.AudioContext = class extends AudioContext {
    get state() { return "suspended"; }
    resume() { resumed += 1; return Promise.resolve(); }
};
"""
HOLD = Dose(hold_s=30)


@pytest.fixture
def listened(demo_site, page_of):
    def open_session(patient, more: str = "") -> Guided:
        page = page_of(patient.user.email)
        page.add_init_script(LISTEN + more)
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


def test_hands_free_says_the_side_and_the_set_after_a_rest(listened):
    guided = listened(a_runner(Dose(sets=2, hold_s=30, rest_s=45, side="each")))
    guided.page.get_by_role("button", name="Start hands-free").click()
    guided.runs_for(20 + 5 + 30 + 8 + 30 + 45 + 30 + 8 + 1)
    sentences = [words for words in said(guided)[1:] if not words.isdigit()]
    assert sentences == [
        "Get ready. Right side.",
        "Go. 30 seconds.",
        "Change sides. Left side.",
        "Go. 30 seconds.",
        "Rest for 45 seconds. Then right side, set 2.",
        "Go. 30 seconds.",
        "Change sides. Left side. Set 2.",
        "Go. 30 seconds.",
    ]


def test_in_german_it_speaks_german(listened):
    patient = a_runner(Dose(hold_s=30, side="each"))
    patient.user.language = "de"
    patient.user.save()
    guided = listened(patient)
    guided.page.locator("#guide-hands-free").click()
    guided.runs_for(20 + 5 + 30 + 8 + 1)
    sentences = [words for words in said(guided)[1:] if not words.isdigit()]
    assert sentences == [
        "Gleich geht es los. Rechte Seite.",
        "Los. 30 Sekunden.",
        "Wechseln Sie die Seite. Linke Seite.",
        "Los. 30 Sekunden.",
    ]
    assert {language for _, language in heard(guided, "said")} == {"de"}


def test_on_the_second_day_hands_free_reads_the_first_exercise_too(listened):
    guided = listened(a_runner(HOLD))
    guided.page.evaluate(KEEP, {"handsFree": True, "voice": True})
    guided.page.reload()
    guided.page.get_by_role("button", name="Start", exact=True).click()
    assert said(guided)[0].startswith(f"{guided.name}. Hold for 30 seconds.")
    guided.runs_for(19.5)
    assert (guided.state, guided.number) == ("intro", "1")
    guided.runs_for(1)
    guided.shows("ready")


def test_with_the_voice_on_the_first_exercise_is_read_where_a_page_may_speak(listened):
    guided = listened(a_runner(HOLD))
    guided.page.evaluate(KEEP, {"voice": True})
    guided.page.reload()
    assert said(guided)[0].startswith(f"{guided.name}. Hold for 30 seconds.")
    guided.starts()
    guided.shows("work")


def test_where_a_page_may_not_speak_yet_the_first_tap_reads_and_then_goes_on(listened):
    guided = listened(a_runner(HOLD), "heard.untapped = false; heard.takes = 12;")
    guided.page.evaluate(KEEP, {"voice": True})
    guided.page.reload()
    assert said(guided) == []
    guided.main.click()
    assert said(guided)[0].startswith(f"{guided.name}. Hold for 30 seconds.")
    guided.runs_for(12)
    guided.shows("intro")
    guided.runs_for(4.2)
    guided.shows("ready")


def test_with_the_voice_on_alone_the_next_exercise_waits_for_the_tap(listened):
    guided = listened(a_runner(HOLD, HOLD), "heard.takes = 12;")
    guided.page.evaluate(KEEP, {"voice": True})
    guided.page.reload()
    guided.starts()
    guided.runs_for(31 + 120)
    guided.shows("intro")
    guided.starts()
    guided.shows("work")


def test_the_enter_key_begins_hands_free_as_a_tap_does(listened):
    guided = listened(a_runner(HOLD))
    guided.page.evaluate(KEEP, {"handsFree": True, "voice": True})
    guided.page.reload()
    guided.page.keyboard.press("Enter")
    guided.runs_for(10)
    guided.shows("intro")
    assert said(guided)[0].startswith(f"{guided.name}. Hold for 30 seconds.")


@pytest.mark.parametrize(("takes", "lasts"), [(5, 20), (30, 34), (90, 45)])
def test_the_count_down_waits_for_the_voice_up_to_a_point(listened, takes, lasts):
    guided = listened(a_runner(HOLD), f"heard.takes = {takes};")
    guided.page.get_by_role("button", name="Start hands-free").click()
    guided.runs_for(lasts - 3.3)
    assert len(said(guided)) == 1
    guided.runs_for(3)
    assert said(guided)[1:] == ["3", "2", "1"]
    guided.shows("intro")
    guided.runs_for(0.5)
    guided.shows("ready")


def test_the_physios_cue_is_read_before_those_of_the_library(listened):
    patient = a_runner(HOLD)
    prescription = patient.programmes.get().stages.get().prescriptions.get()
    physio = StaffMember.objects.get(user__email="physio@demo.example")
    PersonalCue.objects.create(
        patient=patient, prescription=prescription, line=prescription.line, text="Slow.", by=physio
    )
    guided = listened(patient)
    guided.page.get_by_role("button", name="Start hands-free").click()
    cues = lines_of(prescription.exercise.cues)
    words = said(guided)[0]
    assert 0 < words.index("cue for you: Slow.") < words.index(cues[0])


def test_repeated_holds_are_numbered_counted_down_and_felt(listened):
    guided = listened(a_runner(Dose(reps=3, hold_s=10)))
    guided.page.evaluate(KEEP, {"voice": True})
    guided.page.reload()
    guided.starts()
    heard_before = len(said(guided))
    guided.runs_for(2 * 14)
    assert said(guided)[heard_before:] == (
        ["Hold", "3", "2", "1", "Come back", "2, Go", "Hold", "3", "2", "1", "Come back", "3, Go"]
    )
    assert heard(guided, "buzzes") == [120] + [60] * 6


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


def test_a_refused_lock_is_told_and_asked_for_again_when_the_page_is_back(listened):
    guided = listened(a_runner(HOLD), "heard.refuses = true;")
    hint = guided.page.locator("#guide-hint")
    expect(hint).to_be_hidden()
    guided.main.click()
    expect(hint).to_contain_text("Your screen may go dark.")
    guided.page.evaluate("heard.refuses = false")
    guided.page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(hint).to_be_hidden()
    assert heard(guided, "locks") == ["screen", "screen"]


def test_after_a_call_the_tones_are_there_again(listened):
    guided = listened(a_runner(HOLD), CONTEXTS)
    guided.starts()
    before = guided.page.evaluate("resumed")
    guided.page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    assert guided.page.evaluate("resumed") == before + 1


def test_a_device_that_cannot_keep_its_screen_on_says_so(demo_site, page_of):
    patient = a_runner(HOLD)
    page = page_of(patient.user.email)
    page.add_init_script("delete Navigator.prototype.wakeLock")
    Guided(page, patient)
    expect(page.get_by_text("Your screen may go dark.")).to_be_visible()
