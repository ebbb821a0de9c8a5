"""On real paper: the pages a browser prints, their breaks, and where their codes lead."""

from urllib.parse import urlencode

import pytest
from django.test import Client
from django.urls import reverse

from patients.models import User
from programmes.models import Programme

from .printed import items_of, lead_somewhere, printed, texts_of

pytestmark = pytest.mark.browser

MINE = reverse("handout:mine")
PHYSIO, PATIENT = "physio@demo.example", "patient@demo.example"
A4, LETTER = (210, 297), (216, 279)


def client_of(email: str) -> Client:
    client = Client()
    client.force_login(User.objects.get(email=email))
    return client


def runner_plan() -> str:
    programme = Programme.objects.templates().get(slug="runner-tight-glutes-12w")
    return reverse("handout:programme", args=[programme.code])


def print_out(page_of, email: str, path: str, **choices):
    """The pages that come out of the printer, and the exercises that should be on them."""
    address = f"{path}?{urlencode(choices)}"
    page = page_of(email, width=1280)
    page.goto(address, wait_until="networkidle")
    pdf = page.pdf(prefer_css_page_size=True, print_background=True)
    return printed(pdf), items_of(client_of(email).get(address))


@pytest.mark.parametrize(
    ("version", "paper", "size", "most_pages"),
    [
        ("standard", "A4", A4, 2),
        ("standard", "letter", LETTER, 3),
        ("pictures", "A4", A4, 3),
        ("large", "A4", A4, 7),
    ],
)
@pytest.mark.parametrize("stage", ["1", "3"])
def test_no_exercise_is_split_between_two_pages(
    demo_site, page_of, stage, version, paper, size, most_pages, record_property
):
    choices = {"stage": stage, "version": version, "paper": paper}
    sheet, items = print_out(page_of, PHYSIO, runner_plan(), **choices)
    record_property(f"handout, stage {stage}, {version}, {paper}", f"{len(sheet.sizes)} pages")
    split = [i.exercise.name for i in items if sheet.page_with(*texts_of(i, version)) is None]
    assert (split, set(sheet.sizes)) == ([], {size})
    assert len(sheet.sizes) <= most_pages + (len(items) > 5)


def test_a_patients_codes_lead_to_the_exercises_and_to_today(demo_site, page_of):
    sheet, items = print_out(page_of, PATIENT, MINE)
    codes = [code for page in sheet.codes for code in page]
    today, *exercises = sorted(codes, key=lambda code: not code.endswith("/today/"))
    assert sorted(exercises) == sorted(
        demo_site.url + reverse("follow:exercise", args=[item.prescription.code]) for item in items
    )
    assert today == demo_site.url + reverse("follow:today")
    assert lead_somewhere(codes, client_of(PATIENT))


def test_a_templates_codes_lead_to_the_library(demo_site, page_of):
    sheet, items = print_out(page_of, PHYSIO, runner_plan(), version="pictures")
    codes = [code for page in sheet.codes for code in page]
    assert len(codes) == len(items) + 1
    assert {demo_site.url + item.exercise.get_absolute_url() for item in items} < set(codes)
    assert lead_somewhere(codes, client_of(PHYSIO))


def test_a_code_opened_without_a_sign_in_leads_there_by_way_of_the_sign_in_page(demo_site, page_of):
    sheet, _ = print_out(page_of, PATIENT, MINE)
    page = page_of()
    page.goto(sheet.codes[0][0])
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
