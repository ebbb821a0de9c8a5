"""On real paper: the pages a browser prints, their breaks, and where their codes lead."""

from urllib.parse import urlencode

import pytest
from django.test import Client
from django.urls import reverse

from patients.models import User
from programmes.handout.sheet import Sheet
from programmes.models import Programme

from .printed import (
    Printed,
    answers_to,
    leads_to_sign_in,
    paths_of,
    plain,
    printed,
    sheet_of,
    texts_of,
)

pytestmark = pytest.mark.browser

MINE = reverse("handout:mine")
PHYSIO, PATIENT = "physio@demo.example", "patient@demo.example"
STRANGER = "patient2@demo.example"
A4, LETTER = (210, 297), (216, 279)


def client_of(email: str) -> Client:
    client = Client()
    client.force_login(User.objects.get(email=email))
    return client


def runner_plan() -> str:
    programme = Programme.objects.templates().get(slug="runner-tight-glutes-12w")
    return reverse("handout:programme", args=[programme.code])


def print_out(page_of, email: str, path: str, **choices) -> tuple[Printed, Sheet]:
    """The pages that come out of the printer, and what should be on them."""
    address = f"{path}?{urlencode(choices)}"
    page = page_of(email, width=1280)
    page.goto(address, wait_until="networkidle")
    pdf = page.pdf(prefer_css_page_size=True, print_background=True)
    return printed(pdf), sheet_of(client_of(email).get(address))


@pytest.mark.parametrize(
    ("version", "paper", "size"),
    [
        ("standard", "A4", A4),
        ("standard", "letter", LETTER),
        ("pictures", "A4", A4),
        ("large", "A4", A4),
    ],
)
@pytest.mark.parametrize("stage", ["1", "3"])
def test_no_exercise_is_split_between_two_pages(
    demo_site, page_of, stage, version, paper, size, record_property
):
    choices = {"stage": stage, "version": version, "paper": paper}
    paper_sheet, sheet = print_out(page_of, PHYSIO, runner_plan(), **choices)
    pages = len(paper_sheet.sizes)
    record_property(f"handout, stage {stage}, {version}, {paper}", f"{pages} pages")
    texts = {item.exercise.name: texts_of(item, version) for item in sheet.items}
    split = [name for name, said in texts.items() if paper_sheet.page_with(*said) is None]
    assert (split, set(paper_sheet.sizes)) == ([], {size})
    assert pages <= (len(sheet.items) + 2 if version == "large" else 2)


@pytest.mark.parametrize(("version", "pages"), [("standard", 2), ("large", 7), ("pictures", 2)])
def test_the_demo_patients_stage_begins_with_pain_and_with_what_stops_every_exercise(
    demo_site, page_of, version, pages
):
    paper_sheet, sheet = print_out(page_of, PATIENT, MINE, version=version)
    first = paper_sheet.page_with(sheet.programme.name, "How much does it hurt")
    assert (first, len(paper_sheet.sizes), len(sheet.items)) == (0, pages, 5)
    signs = [plain(sign) for shared in sheet.stop_signs for sign in shared.signs]
    assert [paper_sheet.words[0].count(sign) for sign in signs] == [1] * 4
    later = "".join(paper_sheet.words[1:])
    for flag in sheet.flags:  # they stand at the end, and one of them begins as a sign does
        later = later.replace(plain(flag.text), "")
    assert [sign for sign in signs if sign in later] == []


def test_a_patients_codes_lead_to_the_exercises_and_to_today(demo_site, page_of):
    paper_sheet, sheet = print_out(page_of, PATIENT, MINE)
    codes = [item.prescription.code for item in sheet.items]
    exercises = [reverse("follow:exercise", args=[code]) for code in codes]
    paths = paths_of(paper_sheet)
    assert all(code.startswith(demo_site.url) for page in paper_sheet.codes for code in page)
    assert paths == sorted([*exercises, reverse("follow:today")])
    assert answers_to(client_of(PATIENT), paths) == [200] * len(paths)
    assert answers_to(client_of(STRANGER), exercises) == [404] * len(exercises)
    assert all(leads_to_sign_in(path) for path in paths)


@pytest.mark.parametrize("version", ["standard", "large", "pictures"])
def test_the_paper_of_a_template_has_no_code_to_scan(demo_site, page_of, version):
    paper_sheet, _ = print_out(page_of, PHYSIO, runner_plan(), version=version)
    assert paths_of(paper_sheet) == []


def test_a_code_opened_without_a_sign_in_leads_there_by_way_of_the_sign_in_page(demo_site, page_of):
    paper_sheet, _ = print_out(page_of, PATIENT, MINE)
    page = page_of()
    page.goto(paper_sheet.codes[0][0])
    assert "/accounts/login/" in page.url
    assert "next=" in page.url


def test_only_the_paper_is_printed(demo_site, page_of):
    page = page_of(PATIENT, width=390)
    page.goto(MINE)
    page.emulate_media(media="print")
    assert page.locator(".paper").is_visible()
    others = "form, nav, header:not(.paper-head), h1, .dock, .demo-banner, button"
    assert [each for each in page.locator(others).all() if each.is_visible()] == []


def test_large_print_has_no_small_words(demo_site, page_of):
    page = page_of(PATIENT, width=1280)
    page.goto(f"{MINE}?version=large")
    page.emulate_media(media="print")
    smallest = page.evaluate(
        """() => Math.min(...[...document.querySelectorAll('.paper *')]
            .filter((e) => [...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim()))
            .filter((e) => !e.closest('svg'))
            .map((e) => parseFloat(getComputedStyle(e).fontSize)))"""
    )
    assert smallest * 72 / 96 >= 18


def test_the_print_button_is_there_where_scripts_run(demo_site, page_of):
    page = page_of(PATIENT)
    page.goto(MINE)
    page.evaluate("window.print = () => { document.title = 'printed'; }")
    page.get_by_role("button", name="Print").click()
    assert page.title() == "printed"
    without = page_of(PATIENT, java_script_enabled=False)
    without.goto(MINE)
    assert without.get_by_role("button", name="Print").count() == 0
