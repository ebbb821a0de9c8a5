"""Is a patient reviewed and answered in four interactions, by mouse and by keyboard alone?"""

import pytest
from playwright.sync_api import Page, expect

from patients.models import Patient
from programmes.models import Handled, Message

pytestmark = pytest.mark.browser
PHYSIO = "physio@demo.example"
REPLY = "Please leave this exercise out until we have spoken."


def maria() -> Patient:
    return Patient.objects.get(name="Maria Lopez", clinic__name="Riverside Physio")


def answers() -> list[str]:
    sent = Message.objects.filter(patient=maria(), from_clinic=True).order_by("pk")
    return list(sent.values_list("text", flat=True))


def ask_again() -> None:
    """A new question, so that each way of answering finds one."""
    patient = maria()
    Message.objects.create(
        patient=patient, author=patient.user, from_clinic=False, text="Shall I go on?"
    )


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_review_and_answer_with_two_clicks(page_of, counted, scripts):
    ask_again()
    before = len(answers())
    page = page_of(PHYSIO, width=1280, java_script_enabled=scripts)
    page.goto("/caseload/")
    hand = counted(page, f"physio: review and one-click reply, {scripts=}", budget=4)
    hand.click(page.get_by_role("link", name="Maria Lopez", exact=True))
    expect(page.get_by_role("heading", name="Notes and questions")).to_be_visible()
    hand.click(page.get_by_role("button", name=REPLY))
    expect(page.get_by_role("status").first).to_contain_text("Sent.")
    assert answers()[before:] == [REPLY]


def walk_to(page: Page, target, most: int = 60) -> None:
    """Tab on until the target has the focus; the hands stay on the keyboard."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if target.evaluate("element => element === document.activeElement"):
            return
    pytest.fail(f"Not reached by {most} tabs.")


def test_review_and_answer_by_keyboard_alone(page_of, record_property):
    ask_again()
    before = len(answers())
    page = page_of(PHYSIO, width=1280)
    page.goto("/caseload/")
    pressed = 0
    for target in (
        page.get_by_role("link", name="Maria Lopez", exact=True),
        page.get_by_role("button", name=REPLY),
    ):
        walk_to(page, target)
        page.keyboard.press("Enter")
        pressed += 1
        page.wait_for_load_state()
    expect(page.get_by_role("status").first).to_contain_text("Sent.")
    assert answers()[before:] == [REPLY]
    record_property("interactions", f"physio: review and reply by keyboard: {pressed} of 4")
    assert pressed <= 4


def test_a_reason_is_handled_in_its_row_and_undone(page_of):
    page = page_of(PHYSIO, width=1280)
    page.goto("/caseload/")
    row = page.locator(".caseload > li", has_text="Tom Becker")
    row.get_by_role("button", name="Handled: Nothing done").click()
    expect(row.locator(".case-handled")).to_contain_text("Handled: Nothing done")
    assert Handled.objects.standing().filter(patient__name="Tom Becker").count() == 1
    row.get_by_role("button", name="Undo").click()
    expect(row.get_by_role("button", name="Handled: Nothing done")).to_be_visible()
    assert page.url.endswith("/caseload/")


def test_the_note_is_copied_with_one_click(page_of, counted):
    page = page_of(PHYSIO, width=1280, permissions=["clipboard-read", "clipboard-write"])
    page.goto("/caseload/")
    page.get_by_role("link", name="Maria Lopez", exact=True).click()
    hand = counted(page, "physio: the note for the record copied", budget=1)
    hand.click(page.get_by_role("button", name="Copy the note"))
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == page.locator("#note-text").input_value()
    assert "Maria Lopez" in copied
