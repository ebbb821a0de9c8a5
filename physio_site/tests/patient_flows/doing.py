"""The exercises: Today, one exercise, the timer, how it went, other days, the plan on paper."""

import re

from playwright.sync_api import Locator, Page, expect

from exercises.dosing.dose import Dose
from exercises.dosing.frequency import Frequency
from patients.models import Patient
from programmes.build.actions import Change, revise
from programmes.handout.pdf import can_be_made
from programmes.models import Completion, Message, Prescription, Session
from programmes.tests.programmes import a_session, a_tick, days_ago

from ..hands import Hand
from . import a_patient_does, with_scripts_only, without_scripts_only


def open_ticks(page: Page) -> Locator:
    return page.get_by_role("button", name=re.compile(": done$"), pressed=False)


def first_exercise(page: Page) -> Locator:
    return page.locator("a.exercise-name").first


def button(page: Page, name: str) -> Locator:
    return page.locator("main, .dock").get_by_role("button", name=name)


def standing(ben: Patient) -> list[str]:
    return sorted(
        Completion.objects.standing().filter(session__patient=ben).values_list("outcome", flat=True)
    )


def began(ben: Patient, days: int) -> None:
    ben.programmes.update(start_on=days_ago(ben, days))


def prescriptions_of(ben: Patient) -> list[Prescription]:
    return list(Prescription.objects.filter(stage__programme__patient=ben).order_by("position"))


@a_patient_does
def reads_the_warning_signs(hand: Hand, ben: Patient) -> None:
    hand.page.goto("/today/")
    hand.press(button(hand.page, "I have read this"))
    hand.press(hand.page.get_by_text("When to get help: read"))
    hand.press(hand.page.locator("main").get_by_role("link", name="When to get help"))
    expect(hand.page.get_by_role("heading", name="When to get help", level=1)).to_be_visible()
    ben.user.refresh_from_db()
    assert ben.user.read_signs_at


@a_patient_does
def ticks_takes_back_and_says_how_it_went(hand: Hand, ben: Patient) -> None:
    page = hand.page
    page.goto("/today/")
    hand.press(open_ticks(page).first)
    expect(open_ticks(page)).to_have_count(2)
    hand.press(page.get_by_role("button", name=re.compile("done. Take back$")))
    for left in (3, 2, 1):
        expect(open_ticks(page)).to_have_count(left)
        hand.press(open_ticks(page).first)
    expect(page.get_by_role("heading", name="How did it go?")).to_be_visible()
    hand.press(page.locator("[name=pain_after][value='2']"))
    hand.press(page.get_by_text("Add effort or a note"))
    hand.press(page.locator("[name=effort][value='4']"))
    hand.write(page.locator("textarea[name=note]"), "The stairs are easy.")
    hand.press(button(page, "Save"))
    expect(page.get_by_role("heading", name="Saved. Well done.")).to_be_visible()
    said = Session.objects.values_list("pain_after", "effort", "note").get(patient=ben)
    assert (standing(ben), said) == (["done"] * 3, (2, 4, "The stairs are easy."))


@a_patient_does
def changes_a_score(hand: Hand, ben: Patient) -> None:
    for prescription in prescriptions_of(ben):
        a_tick(prescription)
    a_session(ben, pain_after=2, finished_at=ben.created_at)
    hand.page.goto("/today/")
    hand.press(hand.page.get_by_role("link", name="Change", exact=True))
    hand.press(hand.page.locator("[name=pain_after][value='9']"))
    hand.press(button(hand.page, "Save"))
    hand.press(hand.page.get_by_role("link", name="I tapped the wrong number"))
    hand.press(hand.page.locator("[name=pain_after][value='3']"))
    hand.press(button(hand.page, "Save"))
    hand.press(hand.page.get_by_role("link", name="Back to today"))
    expect(hand.page.get_by_text("You said 3 for pain.")).to_be_visible()
    assert Session.objects.get(patient=ben).pain_after == 3


@a_patient_does
def ticks_all_at_once_and_takes_it_back(hand: Hand, ben: Patient) -> None:
    hand.page.goto("/today/")
    hand.press(button(hand.page, "All done"))
    expect(open_ticks(hand.page)).to_have_count(0)
    assert standing(ben) == ["done"] * 3
    hand.press(button(hand.page, "Undo").first)
    expect(open_ticks(hand.page)).to_have_count(3)
    assert standing(ben) == []


@a_patient_does
def does_more_than_asked_on_the_page_of_an_exercise(hand: Hand, ben: Patient) -> None:
    page = hand.page
    page.goto("/today/")
    hand.press(first_exercise(page))
    name = page.get_by_role("heading", level=1).inner_text()
    hand.press(page.get_by_text("I did more, or less"))
    hand.write(page.get_by_label("Times in each set"), "15")
    hand.write(page.get_by_label("Weight in kg"), "2.5")
    hand.press(button(page, "Done"))
    expect(page.get_by_role("heading", level=1)).not_to_have_text(name)
    hand.press(page.get_by_role("link", name=name))
    expect(page.get_by_text("1 of 3 · done")).to_be_visible()
    done = Completion.objects.get(session__patient=ben)
    assert (done.reps_done, float(done.load_done)) == (15, 2.5)
    hand.press(button(page, "Undo"))
    expect(open_ticks(page)).to_have_count(3)
    assert standing(ben) == []


@a_patient_does
def skips_what_hurts_and_asks_about_it(hand: Hand, ben: Patient) -> None:
    page = hand.page
    page.goto("/today/")
    hand.press(first_exercise(page))
    hand.press(page.get_by_role("link", name="Skip", exact=True))
    hand.press(page.locator("main button[name=reason]").first)
    hand.press(page.get_by_text("When to get help"))
    hand.press(button(page, "Tell my physio"))
    expect(page.get_by_text("Sent.")).to_be_visible()
    said = Message.objects.get(patient=ben)
    skipped = Completion.objects.get(session__patient=ben)
    assert (skipped.outcome, said.prescription) == ("skipped", skipped.prescription)


@a_patient_does
def says_what_hurts_before(hand: Hand, ben: Patient) -> None:
    hand.page.goto("/today/")
    hand.press(hand.page.get_by_text("Does it hurt before you start?"))
    hand.press(hand.page.locator("[name=pain_before][value='8']"))
    hand.press(hand.page.get_by_text("I tapped the wrong number"))
    hand.press(hand.page.locator("[name=pain_before][value='3']"))
    expect(hand.page.get_by_text("Before the exercises: 3 of 10")).to_be_visible()
    assert Session.objects.get(patient=ben).pain_before == 3


@a_patient_does
def says_how_the_morning_after_is(hand: Hand, ben: Patient) -> None:
    began(ben, 3)
    a_session(ben, days_ago(ben, 1), pain_after=4)
    hand.page.goto("/today/")
    hand.press(hand.page.locator("[name=pain_next_morning][value='9']"))
    hand.press(button(hand.page, "Tell my physio"))
    expect(hand.page.get_by_text("Pain 9 of 10 this morning.")).to_be_visible()
    assert Session.objects.get(patient=ben).pain_next_morning == 9
    assert Message.objects.filter(patient=ben).count() == 1


@a_patient_does
def adds_what_was_done_yesterday(hand: Hand, ben: Patient) -> None:
    began(ben, 1)
    a_tick(prescriptions_of(ben)[0], days_ago(ben, 1))
    hand.page.goto("/today/")
    hand.press(hand.page.get_by_role("link", name=re.compile("Add what you did$")))
    hand.press(open_ticks(hand.page).first)
    expect(open_ticks(hand.page)).to_have_count(1)
    hand.press(button(hand.page, "I did all of it"))
    expect(open_ticks(hand.page)).to_have_count(0)
    hand.page.goto(f"/day/{days_ago(ben, 1):%Y-%m-%d}/")
    hand.press(hand.page.get_by_role("link", name="Say how it went that day"))
    hand.press(hand.page.locator("[name=pain_after][value='1']"))
    hand.press(button(hand.page, "Save"))
    expect(hand.page.get_by_role("heading", name=re.compile("Saved"))).to_be_visible()
    session = Session.objects.get(patient=ben)
    assert (session.on, session.pain_after) == (days_ago(ben, 1), 1)
    assert standing(ben) == ["done"] * 3


@a_patient_does
def reads_the_plan_and_takes_it_on_paper(hand: Hand, ben: Patient) -> None:
    page = hand.page
    page.goto("/today/")
    hand.press(page.get_by_role("link", name="Plan", exact=True))
    hand.press(page.get_by_role("link", name=re.compile("^Week 2$")))
    expect(page.locator("[aria-current=true]")).to_have_text(re.compile("2"))
    hand.press(first_exercise(page))
    hand.press(page.get_by_role("link", name="Plan", exact=True))
    hand.press(page.get_by_role("link", name="Print it"))
    hand.press(page.get_by_label(re.compile("name", re.I)).and_(page.locator("[type=checkbox]")))
    hand.press(button(page, "Show"))
    expect(page.get_by_role("heading", name="Handout")).to_be_visible()
    as_pdf = page.get_by_role("link", name="PDF")
    expect(as_pdf).to_have_count(1 if can_be_made() else 0)
    if can_be_made():
        with page.expect_download() as got:
            hand.press(as_pdf)
        assert got.value.suggested_filename.endswith(".pdf")


@a_patient_does
def looks_back_over_the_months(hand: Hand, ben: Patient) -> None:
    began(ben, 3)
    a_tick(prescriptions_of(ben)[0], days_ago(ben, 0))
    a_session(ben, pain_after=2, note="Good.")
    hand.page.goto("/today/")
    hand.press(hand.page.get_by_role("link", name="Progress", exact=True))
    hand.press(hand.page.get_by_role("link", name="Day by day"))
    expect(hand.page.get_by_text("“Good.”")).to_be_visible()
    hand.press(hand.page.locator("a[rel=prev]"))
    hand.press(hand.page.locator("a[rel=next]"))
    expect(hand.page.get_by_text("“Good.”")).to_be_visible()


@a_patient_does
def reads_what_changed(hand: Hand, ben: Patient) -> None:
    began(ben, 3)
    first = prescriptions_of(ben)[0]
    a_tick(first, days_ago(ben, 1))
    harder = Change(Dose(sets=3, reps=15, hold_s=2), Frequency())
    revise(prescription=first, change=harder, reason="You are stronger.", by=ben.physio)
    hand.page.goto("/today/")
    hand.press(hand.page.get_by_text("All of it"))
    expect(hand.page.get_by_text("You are stronger.")).to_be_visible()
    hand.press(button(hand.page, "I have read it"))
    expect(hand.page.get_by_text("You are stronger.")).to_have_count(0)
    assert ben.programmes.get().revisions.get().seen_at


@with_scripts_only
def follows_the_timer(hand: Hand, ben: Patient) -> None:
    Prescription.objects.filter(stage__programme__patient=ben).update(sets=1, hold_s=None)
    page = hand.page
    page.clock.install()
    page.goto("/today/")
    hand.press(page.locator(".dock").get_by_role("link", name="Start"))
    for done in (1, 2):
        hand.press(page.get_by_role("button", name="Start", exact=True))
        page.clock.run_for(5200)
        hand.press(page.get_by_role("button", name=re.compile("Done|Next")).first)
        expect(page.locator("#guide-progress .is-done")).to_have_count(done)
    hand.press(page.get_by_role("button", name="Skip", exact=True))
    hand.press(page.locator("#guide-skip-sheet .btn-secondary").last)
    hand.press(page.get_by_role("link", name="How did it go?"))
    expect(page.get_by_role("heading", name="How did it go?")).to_be_visible()
    assert standing(ben) == ["done", "done", "skipped"]


@with_scripts_only
def is_asked_what_hurts_in_the_timer(hand: Hand, ben: Patient) -> None:
    page = hand.page
    page.goto("/today/")
    hand.press(page.get_by_role("link", name="Only 5 minutes today?"))
    hand.press(page.locator("#guide-open-settings"))
    hand.press(page.get_by_label("Voice: says what to do"))
    hand.press(page.get_by_role("button", name="Close"))
    hand.press(page.get_by_text("Does it hurt before you start?"))
    hand.press(page.locator("[name=pain_before][value='3']"))
    hand.press(page.get_by_role("button", name="Skip", exact=True))
    hand.press(page.locator("#guide-skip-sheet .btn-secondary").first)
    hand.press(page.locator("#guide-hurts-ask"))
    expect(page.locator("#guide-hurts-told")).not_to_be_empty()
    hand.press(page.locator("#guide-hurts").get_by_role("button", name="Go on"))
    expect(page.locator("#guide-hurts")).to_be_hidden()
    assert standing(ben) == ["skipped"]
    assert Session.objects.get(patient=ben).pain_before == 3
    assert Message.objects.get(patient=ben).prescription


@without_scripts_only
def reads_the_session_in_words_and_ticks(hand: Hand, ben: Patient) -> None:
    hand.page.goto("/today/")
    hand.press(hand.page.locator(".dock").get_by_role("link", name="Start"))
    words = hand.page.locator(
        ".guide-in-words"
    )  # nothing has a role in <noscript>, says Playwright
    expect(words).to_contain_text("The timer needs JavaScript")
    hand.press(words.locator("h2 a").first)
    hand.press(button(hand.page, "Done"))
    expect(hand.page.get_by_role("link", name="Skip", exact=True)).to_be_visible()
    assert standing(ben) == ["done"]


@a_patient_does
def reads_an_article_and_where_help_is(hand: Hand, ben: Patient) -> None:
    hand.page.goto("/today/")
    hand.press(hand.page.get_by_role("link", name="Read", exact=True))
    hand.press(hand.page.locator(".articles a").first)
    hand.press(hand.page.locator("main").get_by_role("link", name="Read"))
    hand.press(hand.page.locator(".menu summary"))
    hand.press(hand.page.get_by_role("link", name="Get help"))
    expect(hand.page.get_by_role("heading", name="When to get help", level=1)).to_be_visible()


@a_patient_does
def looks_what_is_kept_for_a_day_without_signal(hand: Hand, ben: Patient) -> None:
    hand.page.goto("/offline/")
    hand.press(hand.page.locator(".link-list a").first)
    hand.press(open_ticks(hand.page).first)
    expect(open_ticks(hand.page)).to_have_count(2)
    assert standing(ben) == ["done"]
