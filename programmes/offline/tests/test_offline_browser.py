"""The network is cut: does the day open, is everything kept, and does the server get it once?"""

import json
import os
import signal
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import time_machine
from django.contrib.sessions.models import Session as SignIn
from playwright.sync_api import Page, expect

from exercises.models import Exercise
from patients.models import Patient, StaffMember
from patients.tests.cast import a_patient
from physio_site.tests.browser import CHROMIUM_OPTIONS
from programmes.models import Completion, Delivery, Prescription, PushSubscription, Session
from programmes.remind.push import note_for
from programmes.remind.sealed import encoded, new_key, public_bytes
from programmes.tests.programmes import (
    a_prescription,
    a_programme,
    a_session,
    days_ago,
    succeeded,
)
from run import find_chromium

from .phone import (
    MESSAGES,
    NAMES,
    OPEN,
    add_yesterday,
    all_five,
    assert_answered,
    cut,
    kept,
    open_what_is_there,
    sign_in,
    sign_in_as,
    skip_because_it_hurts,
    tap_score,
    tick_all,
    wait_until,
    wait_until_kept,
    worker_of,
    write_twice,
)

pytestmark = pytest.mark.browser

SCREEN = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "reduced_motion": "reduce"}
ON_THE_PHONE = """async () => ({
    caches: await caches.keys(),
    stores: (await indexedDB.databases()).map(each => each.name),
    settings: localStorage.length,
})"""
NOTES = "registration.getNotifications().then(all => all.map(({ title, body }) => [title, body]))"
PUSHES = "https://updates.push.services.mozilla.com/wpush/v2/"
ANOTHER_ADDRESS = """([was, endpoint, keys]) => signUpAgain({
    oldSubscription: { endpoint: was, options: {} },
    newSubscription: { toJSON: () => ({ endpoint, keys }) },
})"""
COUNTS_HOW_OFTEN_IT_IS_ASKED_TO_LAST = """StorageManager.prototype.persist = async () => {
    localStorage.setItem("asked", 1 + Number(localStorage.getItem("asked")));
}"""
A_DAY_LATER = """(() => { const Real = Date, day = 24 * 3600 * 1000; globalThis.Date = class extends Real {
    constructor(...given) { if (given.length) super(...given); else super(Real.now() + day); }
    static now() { return Real.now() + day; }
}; })()"""


@pytest.fixture
def patient(demo_site):
    """Somebody new at the demo clinic, with five exercises every day of this week."""
    physio = StaffMember.objects.get(user__email="physio@demo.example")
    new = a_patient(physio, f"Ben{Patient.objects.count()} Field")
    programme = a_programme(new, days_ago(new, 4), stages=((1, 1),))
    for exercise in Exercise.objects.filter(name__in=NAMES, clinic=None):
        a_prescription(programme, exercise)
    return new


@pytest.fixture
def phone_of(demo_site, chromium):
    """Opens Today on a phone of its own, and waits until the days ahead are kept."""
    contexts, complaints = [], []

    def open_phone(patient: Patient) -> Page:
        context = chromium.new_context(base_url=demo_site.url, service_workers="allow", **SCREEN)
        contexts.append(context)
        return sign_in(context.new_page(), demo_site, patient, complaints)

    yield open_phone
    for context in contexts:
        context.close()
    assert complaints == []


def test_ticked_killed_and_started_again_the_server_has_five_once(
    patient, demo_site, chromium, tmp_path
):
    """Killed as the system kills it: at once, without a word."""
    complaints: list[str] = []
    with_profile = {
        "user_data_dir": tmp_path / "profile",
        "executable_path": find_chromium(),
        "args": [*CHROMIUM_OPTIONS, "--no-sandbox"],
        "base_url": demo_site.url,
        **SCREEN,
    }
    context = chromium.browser_type.launch_persistent_context(**with_profile)
    page = sign_in(context.pages[0], demo_site, patient, complaints)
    cut(page)
    tick_all(page)
    order = page.locator("li.exercise .exercise-name").all_inner_texts()
    demo_site.server.set_app(out_of_reach)  # the browser tries at once when it starts
    kill(tmp_path / "profile")
    again = chromium.browser_type.launch_persistent_context(**with_profile)
    again.set_offline(True)
    again.add_cookies([demo_site.cookie_of(patient.user.email)])
    page = again.pages[0]
    page.goto("/today/")
    expect(page.locator("#day-head")).to_contain_text("5 of 5 done")
    expect(page.locator("main")).to_contain_text("5 things wait for signal")
    assert kept(patient) == []
    demo_site.server.set_app(demo_site.handler)
    again.set_offline(False)
    expect(page.locator("main")).to_contain_text("All sent")
    assert [name for name, *_ in kept(patient)] == order
    assert sorted(kept(patient)) == all_five(patient.local_today())
    page.goto("/today/")
    expect(page.locator("#day-head")).to_contain_text("5 of 5 done")
    again.close()
    assert complaints == []


def out_of_reach(environ, start_response):
    start_response("503 Service Unavailable", [])
    return [b""]


def kill(profile: Path) -> None:
    """The browser of this profile, which this test started."""
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            command = (folder / "cmdline").read_bytes().decode(errors="replace")
        except OSError:
            continue
        if f"--user-data-dir={profile}" in command:
            os.kill(int(folder.name), signal.SIGKILL)
    for lock in profile.glob("Singleton*"):
        lock.unlink()


def test_a_plan_revised_meanwhile_keeps_the_version_that_was_done(patient, phone_of):
    page = phone_of(patient)
    cut(page)
    tick_all(page)
    done = list(Prescription.objects.filter(stage__programme__patient=patient))
    newer = [succeeded(version, on=patient.local_today()) for version in done]
    page.context.set_offline(False)
    expect(page.locator("main")).to_contain_text("All sent")
    assert sorted(kept(patient)) == all_five(patient.local_today())
    assert not Completion.objects.filter(prescription__in=newer).exists()


def test_a_tick_made_on_two_devices_stays_one(patient, phone_of):
    first, second = phone_of(patient), phone_of(patient)
    cut(first)
    tick_all(first)
    cut(second)
    tick_all(second)
    for page in (first, second):
        page.context.set_offline(False)
        expect(page.locator("main")).to_contain_text("All sent")
    assert sorted(kept(patient)) == all_five(patient.local_today())
    expect(second.locator("#day-head")).to_contain_text("5 of 5 done")


def test_what_was_done_before_midnight_and_sent_after_it_stands_on_its_day(patient, phone_of):
    """And past midnight it is the next day, which asks how the morning after is."""
    page = phone_of(patient)
    today = patient.local_today()
    tomorrow = today + timedelta(days=1)
    cut(page)
    for done in (1, 2):
        page.locator(OPEN).first.click()
        expect(page.locator("#day-head")).to_contain_text(f"{done} of 5 done")
    page.goto("/finish/")
    page.locator("label:has([name=pain_after][value='4'])").click()
    page.get_by_role("button", name="Save").click()
    assert_answered(page, 4, patient.pain_rule.words["amber"], "amber")
    worker_of(page).evaluate(A_DAY_LATER)
    page.context.add_init_script(A_DAY_LATER)
    page.goto("/today/")
    expect(page.locator("h1")).to_have_text(f"{tomorrow:%A} {tomorrow.day} {tomorrow:%B}")
    expect(page.locator("main")).to_contain_text("you said 4")
    tap_score(page, "pain_next_morning", 2)
    assert_answered(page, 2, patient.pain_rule.words["green"], "green")
    page.goto("/today/")
    tick_all(page, waiting=9)
    with time_machine.travel(datetime.now(UTC) + timedelta(days=1), tick=True):
        page.context.set_offline(False)
        expect(page.locator("main")).to_contain_text("All sent")
    assert [on for _, on, _ in kept(patient)] == [today] * 2 + [tomorrow] * 5
    assert sorted(kept(patient)[2:]) == all_five(tomorrow)
    told = Session.objects.filter(patient=patient, on=today)
    assert told.values_list("pain_after", "pain_next_morning").get() == (4, 2)


def test_each_pain_score_has_the_clinics_words_at_once(patient, phone_of):
    """In the morning, before and after the exercises: red, amber and green, without signal."""
    a_session(patient, days_ago(patient, 1), pain_after=4)
    page = phone_of(patient)
    words = patient.pain_rule.words
    cut(page)
    expect(page.locator("main")).to_contain_text("you said 4")
    for score, light in ((5, "amber"), (2, "green"), (8, "red")):
        page.goto("/today/")
        tap_score(page, "pain_before", score)
        assert_answered(page, score, words[light], light)
    page.get_by_role("link", name="Back to today").click()
    expect(page.get_by_text("Pain before the exercises: 8. Change it")).to_be_visible()
    tap_score(page, "pain_next_morning", 9)
    assert_answered(page, 9, words["red"], "red")
    page.goto(f"/finished/?day={days_ago(patient, 1)}&of=morning")
    assert_answered(page, 9, words["red"], "red")
    page.goto("/today/")
    expect(page.get_by_text("Pain before the exercises: 8. Change it")).to_be_visible()
    expect(page.get_by_text("How is it this morning?")).to_be_hidden()
    tick_all(page, waiting=9)
    expect(page.get_by_text("Pain before the exercises")).to_be_hidden()
    page.get_by_role("link", name="How did it go?").click()
    for score, light in ((2, "green"), (5, "amber"), (8, "red")):
        expect(page.locator("main .lead-line")).to_have_text("5 of 5 done")
        page.locator(f"label:has([name=pain_after][value='{score}'])").click()
        page.get_by_role("button", name="Save").click()
        assert_answered(page, score, words[light], light)
        page.get_by_role("link", name="I tapped the wrong number").click()
        expect(page.locator(f"[name=pain_after][value='{score}']")).to_be_checked()
    page.goto("/today/")
    expect(page.get_by_text("Pain 8 of 10.")).to_be_visible()
    expect(page.get_by_role("link", name="How did it go?")).to_be_hidden()
    page.context.set_offline(False)
    expect(page.locator("main")).to_contain_text("All sent")
    told = Session.objects.filter(patient=patient).order_by("on")
    assert list(told.values_list("pain_before", "pain_after", "pain_next_morning")) == [
        (None, 4, 9),
        (8, 8, None),
    ]


def test_a_sign_in_that_ran_out_keeps_all_and_nobody_else_sends_it(patient, demo_site, phone_of):
    page = phone_of(patient)
    cut(page)
    tick_all(page)
    SignIn.objects.all().delete()
    page.context.set_offline(False)
    expect(page.locator("main")).to_contain_text("Sign in again to send 5 things")
    sign_in_as(page, demo_site, "patient@demo.example")
    wait_until_kept(page)
    expect(page.locator("main")).not_to_contain_text("5 things")
    cut(page)
    expect(page.locator("main")).not_to_contain_text("5 of 5 done")
    page.context.set_offline(False)
    assert kept(patient) == []
    sign_in_as(page, demo_site, patient.user.email)
    expect(page.locator("#day-head")).to_contain_text("5 of 5 done")
    wait_until(lambda: len(kept(patient)) == 5, page)
    assert sorted(kept(patient)) == all_five(patient.local_today())


def test_signing_out_asks_about_what_waits_and_leaves_nothing(patient, phone_of):
    page = phone_of(patient)
    page.evaluate("localStorage.setItem('guide.settings', '{}')")
    cut(page)
    page.locator(OPEN).first.click()
    expect(page.locator("main")).to_contain_text("1 thing waits for signal")
    asked = []
    page.once("dialog", lambda dialog: (asked.append(dialog.message), dialog.dismiss()))
    page.locator("details.menu summary").click()
    page.get_by_role("button", name="Sign out").click()
    assert asked[0].startswith("Not sent yet: 1.")
    page.context.set_offline(False)
    expect(page.locator("main")).to_contain_text("All sent")
    page.goto("/today/")
    page.locator("details.menu summary").click()
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url("**/accounts/login/**")
    wait_until(lambda: page.evaluate(ON_THE_PHONE)["caches"] == [], page)
    assert page.evaluate(ON_THE_PHONE) == {"caches": [], "stores": [], "settings": 0}
    assert len(kept(patient)) == 1


def test_a_note_says_nothing_and_another_address_of_the_phone_is_told(patient, demo_site, phone_of):
    page = phone_of(patient)
    page.context.grant_permissions(["notifications"])
    browser = page.context.new_cdp_session(page)
    found = []
    browser.on("ServiceWorker.workerRegistrationUpdated", lambda said: found.append(said))
    browser.send("ServiceWorker.enable")
    wait_until(lambda: found, page)
    here = {"origin": demo_site.url} | found[0]["registrations"][0]
    note = json.dumps(note_for(Delivery(kind="reminder", patient=patient)))
    for _ in range(2):
        sent = {"origin": here["origin"], "registrationId": here["registrationId"], "data": note}
        browser.send("ServiceWorker.deliverPushMessage", sent)
    wait_until(lambda: worker_of(page).evaluate(NOTES), page)
    assert worker_of(page).evaluate(NOTES) == [["A reminder for you", "Tap to open."]]
    old = PushSubscription.objects.create(user=patient.user, endpoint=f"{PUSHES}old")
    keys = {"p256dh": encoded(public_bytes(new_key())), "auth": encoded(b"0" * 16)}
    page.context.set_offline(True)
    worker_of(page).evaluate(ANOTHER_ADDRESS, [old.endpoint, f"{PUSHES}new", keys])
    page.context.set_offline(False)
    wait_until_kept(page)
    mine = PushSubscription.objects.filter(user=patient.user, gone_at=None)
    wait_until(lambda: mine.get().endpoint != old.endpoint, page)
    assert mine.get().endpoint == f"{PUSHES}new"


def test_what_is_refused_is_shown_until_it_was_read(patient, phone_of):
    page = phone_of(patient)
    cut(page)
    page.locator(OPEN).first.click()
    expect(page.locator("#day-head")).to_contain_text("1 of 5 done")
    patient.programmes.update(ended_on=days_ago(patient, 1))
    page.context.set_offline(False)
    expect(page.locator("main")).to_contain_text("1 thing could not be saved")
    page.goto("/plan/")
    expect(page.locator("main")).to_contain_text("Your plan was not running on that day.")
    page.get_by_role("button", name="I have read this").click()
    expect(page.locator("main")).not_to_contain_text("could not be saved")
    assert kept(patient) == []


def test_the_whole_session_and_how_it_went_are_kept_too(patient, phone_of):
    """By the guided session, an undo, a skip that hurts, "all done" and the form at the end;
    and what else a phone has: the seventh day, an article, messages, yesterday."""
    page = phone_of(patient)
    page.context.add_init_script(COUNTS_HOW_OFTEN_IT_IS_ASKED_TO_LAST)
    cut(page)
    page.locator(OPEN).first.click()
    expect(page.locator("#day-head")).to_contain_text("1 of 5 done")
    page.locator(".tick[aria-pressed=true]").click()
    expect(page.locator("#day-head")).to_contain_text("0 of 5 done")
    page.locator(OPEN).first.click()
    expect(page.locator("#day-head")).to_contain_text("1 of 5 done")
    page.goto("/today/guided/")
    expect(page.locator("#guide-eyebrow")).to_contain_text("2 of 5")
    page.goto("/today/")
    skip_because_it_hurts(page, patient)
    page.get_by_role("button", name="All done").click()
    page.wait_for_url("**/finish/**")
    page.locator("label:has([name=pain_after][value='2'])").click()
    page.get_by_role("button", name="Save").click()
    page.wait_for_url("**/after/green/**")
    assert page.evaluate("localStorage.getItem('asked')") == "1"
    open_what_is_there(page, patient)
    write_twice(page)
    add_yesterday(page)
    page.context.set_offline(False)
    expect(page.locator("main")).to_contain_text("All sent")
    assert_all_is_there(patient)


def assert_all_is_there(patient: Patient) -> None:
    today, yesterday = patient.local_today(), days_ago(patient, 1)
    standing = Completion.objects.standing().filter(session__patient=patient, on=today)
    assert sorted(standing.values_list("prescription__exercise__name", flat=True)) == sorted(NAMES)
    skipped = standing.filter(outcome="skipped")
    assert list(skipped.values_list("skip_reason", flat=True)) == ["It hurts"]
    assert Session.objects.get(patient=patient, on=today).pain_after == 2
    added = sorted(row for row in kept(patient) if row[1] == yesterday)
    assert added == all_five(yesterday, "back_dated")
    assert tuple(patient.messages.order_by("pk").values_list("text", flat=True)) == MESSAGES
