"""Can a physio go from the work list to a changed dose in a minute, reading back what was typed?"""

import pytest
from playwright.sync_api import expect

from programmes.models import Prescription

pytestmark = pytest.mark.browser

PHYSIO = "physio@demo.example"


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_from_the_work_list_to_a_changed_dose(page_of, counted, scripts):
    reps = 10 if scripts else 8  # the two share the demo's data
    page = page_of(PHYSIO, width=1280, java_script_enabled=scripts)
    page.goto("/caseload/")
    hand = counted(page, f"physio: review one and change a dose, {scripts=}", budget=6)
    hand.click(page.get_by_role("link", name="Review").first)
    hand.click(page.get_by_role("link", name="Change").first)
    hand.fill(page.get_by_label("Dose"), f"3 x {reps}, each side, 3x/week")
    if not scripts:
        hand.click(page.get_by_role("button", name="Read it back"))
    expect(page.locator("#read-back")).to_contain_text(f"Do {reps} on each side. Do 3 sets.")
    hand.fill(page.get_by_label("Why"), f"Fewer for now, {scripts=}.")
    hand.click(page.get_by_role("button", name="Save"))
    expect(page.get_by_role("status").first).to_contain_text(f"3 x {reps}, each side")
    changed = Prescription.objects.get(change_reason=f"Fewer for now, {scripts=}.")
    assert (changed.sets, changed.reps, changed.side, changed.frequency_n) == (3, reps, "each", 3)


def test_the_work_list_is_searched_while_typing(page_of):
    page = page_of(PHYSIO, width=390)
    page.goto("/caseload/")
    expect(page.locator(".case-name")).not_to_have_count(1)
    page.get_by_label("Find a patient").fill("sam w")
    expect(page.locator(".case-name")).to_have_text(["Sam Walker"])
    assert page.url.endswith("/caseload/")


def test_the_weeks_of_a_template_show_when_it_is_chosen(page_of):
    page = page_of(PHYSIO, width=1280)
    page.goto("/patients/new/")
    page.get_by_role("radio", name="Runner").check()
    expect(page.locator("#weeks-preview")).to_contain_text("Weeks 1–2")
