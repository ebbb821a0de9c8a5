"""What a patient says: messages, missed days, the wish to stop, goals."""

import re

from playwright.sync_api import expect

from exercises.tests.library import image_bytes
from patients.models import Patient
from programmes.models import Goal, Message, Missed, Pause, StopWish
from programmes.tests.programmes import a_tick, days_ago

from ..hands import Hand, attach
from . import a_patient_does
from .doing import began, button, first_exercise, prescriptions_of


@a_patient_does
def asks_about_an_exercise_with_a_picture(hand: Hand, ben: Patient) -> None:
    page = hand.page
    page.goto("/today/")
    name = first_exercise(page).inner_text()
    hand.press(first_exercise(page))
    hand.press(page.get_by_role("link", name="Ask your physio about this"))
    hand.write(page.get_by_role("textbox", name="Message"), "Is my knee right?")
    picture = {"name": "knee.png", "mimeType": "image/png", "buffer": image_bytes(form="PNG")}
    attach(hand, page.locator("[name=picture]"), picture)
    hand.press(button(page, "Send"))
    expect(page.get_by_text("Is my knee right?")).to_be_visible()
    expect(page.get_by_role("link", name=re.compile("show it large$"))).to_be_visible()
    said = Message.objects.get(patient=ben)
    assert (said.prescription.exercise.name, said.picture.width) == (name, 40)


@a_patient_does
def reads_what_the_physio_wrote_and_answers(hand: Hand, ben: Patient) -> None:
    page, physio = hand.page, ben.physio.user
    said = Message.objects.create(patient=ben, author=physio, from_clinic=True, text="All well?")
    page.goto("/today/")
    hand.press(page.get_by_role("link", name="Your physio wrote to you"))
    expect(page.get_by_text("All well?")).to_be_visible()
    hand.write(page.get_by_role("textbox", name="Message"), "Yes, thank you.")
    hand.choose(page.get_by_label("About", exact=True), "Clamshell")
    hand.press(button(page, "Send"))
    expect(page.locator(".bubble").get_by_text("Yes, thank you.")).to_be_visible()
    said.refresh_from_db()
    answer = Message.objects.get(patient=ben, from_clinic=False)
    assert (bool(said.seen_at), answer.prescription.exercise.name) == (True, "Clamshell")


@a_patient_does
def says_why_a_day_was_missed(hand: Hand, ben: Patient) -> None:
    began(ben, 3)
    hand.page.goto("/today/")
    hand.press(hand.page.locator("#missed [name=reason]").first)
    expect(hand.page.get_by_text("Thank you for telling us")).to_be_visible()
    hand.press(hand.page.get_by_role("link", name="Choose another reason"))
    hand.press(button(hand.page, "It hurt"))
    hand.press(hand.page.get_by_text("Get help if you notice any of these"))
    hand.press(button(hand.page, "Tell my physio"))
    expect(hand.page.get_by_text("It hurt too much to do my exercises.")).to_be_visible()
    answers = Missed.objects.filter(patient=ben, on=days_ago(ben, 1))
    assert list(answers.filter(replaced_at=None).values_list("kind", flat=True)) == ["pain"]
    assert (answers.count(), Message.objects.filter(patient=ben).count()) == (2, 1)


@a_patient_does
def would_rather_not_say_why(hand: Hand, ben: Patient) -> None:
    began(ben, 3)
    hand.page.goto("/today/")
    hand.press(hand.page.get_by_text("Another reason"))
    expect(hand.page.locator("#missed details [name=reason]").first).to_be_visible()
    hand.press(button(hand.page, "Rather not say"))
    expect(hand.page.get_by_text("What got in the way?")).to_have_count(0)
    assert Missed.objects.get(patient=ben).kind == ""


@a_patient_does
def says_not_today_and_goes_on_after_all(hand: Hand, ben: Patient) -> None:
    hand.page.goto("/today/")
    hand.press(hand.page.get_by_role("link", name="Not today?"))
    hand.press(hand.page.locator("main button[name=reason]").first)
    expect(hand.page.get_by_role("heading", name="Not today. That is all right.")).to_be_visible()
    assert Missed.objects.get(patient=ben).replaced_at is None
    hand.press(button(hand.page, "I will exercise after all"))
    expect(hand.page.get_by_role("link", name="Not today?")).to_be_visible()
    assert Missed.objects.get(patient=ben).replaced_at


@a_patient_does
def is_ready_again_after_a_pause(hand: Hand, ben: Patient) -> None:
    Pause.objects.create(programme=ben.programmes.get(), from_day=ben.local_today(), by=ben.physio)
    hand.page.goto("/today/")
    expect(hand.page.get_by_role("heading", name="Your plan is paused")).to_be_visible()
    hand.press(button(hand.page, "Tell my physio"))
    expect(hand.page.get_by_text("Sent.")).to_be_visible()
    assert Message.objects.get(patient=ben).text == "I am ready to start again."


@a_patient_does
def wants_to_stop_and_goes_on_after_all(hand: Hand, ben: Patient) -> None:
    hand.page.goto("/plan/")
    hand.press(hand.page.get_by_role("link", name="I want to stop"))
    hand.press(hand.page.locator("[name=reason]").nth(1))
    hand.write(hand.page.locator("textarea"), "It is too much at present.")
    hand.press(button(hand.page, "Tell my physio that I want to stop"))
    expect(hand.page.get_by_role("heading", name="Your physio will know")).to_be_visible()
    wish = StopWish.objects.get(patient=ben)
    assert (bool(wish.kind), wish.note) == (True, "It is too much at present.")
    hand.press(button(hand.page, "I will go on after all"))
    expect(hand.page.get_by_role("heading", name="Your physio will know")).to_have_count(0)
    assert not ben.stop_wishes.open().exists()


@a_patient_does
def sets_scores_and_reaches_a_goal(hand: Hand, ben: Patient) -> None:
    page = hand.page
    a_tick(prescriptions_of(ben)[0])
    page.goto("/progress/")
    hand.write(page.locator("input[name=words]"), "Climb the stairs")
    hand.press(button(page, "Add"))
    expect(page.get_by_role("heading", name="Climb the stairs")).to_be_visible()
    hand.press(page.get_by_role("button", name="4", exact=True))
    expect(page.get_by_text("Now 4 of 10.")).to_be_visible()
    hand.press(button(page, "Take off the list"))
    hand.press(button(page, "Undo"))
    hand.press(button(page, "I made it"))
    expect(page.get_by_text("You made it on")).to_be_visible()
    hand.press(page.get_by_text("Add a goal"))
    expect(page.locator("input[name=words]")).to_be_visible()
    goal = Goal.objects.get(patient=ben)
    assert (goal.scores.get().score, goal.reached_on) == (4, ben.local_today())
