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
    # Where a draft is open, "Change" leads into it; Sam has none.
    hand.click(page.get_by_role("link", name="Sam Walker", exact=True))
    hand.click(page.locator(".line-deeds").get_by_role("link", name="Change").first)
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
    page.get_by_text("Find and sort").click()
    page.get_by_label("Find a patient").fill("sam w")
    expect(page.locator(".case-name")).to_have_text(["Sam Walker"])
    assert page.url.endswith("/caseload/")


def test_the_weeks_of_a_template_show_when_it_is_chosen(page_of):
    page = page_of(PHYSIO, width=1280)
    page.goto("/patients/new/")
    page.get_by_role("radio", name="Runner with tight").check()
    page.get_by_text("weeks and exercises").click()
    expect(page.get_by_role("heading", name="Weeks 1–2")).to_be_visible()
    page.get_by_role("radio", name="Choose one later").check()
    expect(page.locator("#weeks-preview")).to_be_empty()


def test_typed_words_leave_the_templates_that_say_them_and_enter_takes_the_first(page_of):
    page = page_of(PHYSIO, width=390)
    page.goto("/patients/new/")
    page.get_by_label("Find a programme").fill("nothing like it")
    expect(page.get_by_role("status").filter(has_text="Nothing found")).to_be_visible()
    page.get_by_label("Find a programme").fill("ANKLE")
    expect(page.locator("#pick label:visible")).to_have_count(1)
    page.keyboard.press("Enter")
    expect(page.get_by_role("radio", name="Outer ankle sprain")).to_be_checked()
    expect(page.locator("#weeks-preview")).to_contain_text("Outer ankle sprain")


def test_the_button_is_in_reach_wherever_one_reads(page_of):
    page = page_of(PHYSIO, width=390)
    page.goto("/patients/new/")
    button = page.get_by_role("button", name="Add, and show the link")
    for card in (page.get_by_label("Name"), page.locator("#pick label").last):
        card.scroll_into_view_if_needed()
        expect(button).to_be_in_viewport(ratio=1)


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_new_patient_and_a_programme_from_scratch_on_one_way(page_of, counted, scripts):
    name = f"Nora {'Quick' if scripts else 'Plain'}"
    page = page_of(PHYSIO, width=1280, java_script_enabled=scripts)
    page.goto("/caseload/")
    # Four exercises with own doses take twelve more, and two to look at it and give it.
    hand = counted(page, f"physio: new patient to the builder, {scripts=}", budget=6)
    hand.click(page.get_by_role("link", name="New patient"))
    hand.fill(page.get_by_label("Name"), name)
    hand.click(page.get_by_role("radio", name="Build one from scratch"))
    hand.click(page.get_by_role("button", name="Add, and show the link"))
    expect(page.get_by_text(f"{name} is on your caseload.")).to_be_visible()
    expect(page.get_by_label("Name of the programme")).to_have_value("Your exercises")
