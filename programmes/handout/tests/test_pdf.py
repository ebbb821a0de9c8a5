"""The handout as a PDF file: made by WeasyPrint where it is installed, a clear message elsewhere."""

import logging
import sys
from importlib import import_module

import pytest
from django.urls import reverse

from exercises.tests.library import a_picture
from patients.models import User
from programmes.handout.pdf import can_be_made, pdf_of
from programmes.handout.views import paper
from programmes.tests.programmes import a_prescription, a_programme

MINE, MINE_PDF = reverse("handout:mine"), reverse("handout:mine-pdf")
needs_weasyprint = pytest.mark.skipif(
    not can_be_made(), reason="WeasyPrint is optional and not installed: requirements/pdf.txt"
)


@pytest.fixture
def programme(sam, no_limits_yet):
    programme = a_programme(sam, stages=((1, 2),))
    a_prescription(programme)
    return programme


@pytest.fixture
def no_weasyprint(monkeypatch):
    """Importing the package fails, as where it was never installed."""
    monkeypatch.setitem(sys.modules, "weasyprint", None)


def test_a_button_for_a_pdf_stands_only_where_one_can_be_made(programme, priya_client, monkeypatch):
    address = reverse("handout:programme", args=[programme.code])
    with_button = f'href="{address.removesuffix("/")}.pdf"'
    monkeypatch.setitem(sys.modules, "weasyprint", object())
    assert with_button in priya_client.get(address).content.decode()
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    assert with_button not in priya_client.get(address).content.decode()


def test_without_weasyprint_a_physio_reads_whom_to_ask_and_finds_the_way_on(
    programme, priya_client, no_weasyprint
):
    address = reverse("handout:programme-pdf", args=[programme.code])
    response = priya_client.get(address, {"version": "large"})
    page = response.content.decode()
    assert (response.status_code, "pip" in page, "<nav" in page) == (501, False, True)
    assert "Ask whoever runs this installation." in page
    back = reverse("handout:programme", args=[programme.code])
    assert f'href="{back}?version=large"' in page


def test_without_weasyprint_a_clinic_admin_reads_how_to_install_it(
    programme, priya, client, no_weasyprint
):
    priya.is_clinic_admin = True
    priya.save()
    client.force_login(priya.user)
    page = client.get(reverse("handout:programme-pdf", args=[programme.code])).content.decode()
    assert "requirements/pdf.txt" in page


def test_a_patient_is_told_how_to_print_and_not_how_to_install(
    programme, sam_client, no_weasyprint
):
    response = sam_client.get(MINE_PDF)
    assert response.status_code == 501
    assert "most browsers can print it into a PDF file" in response.content.decode()
    assert "pip" not in response.content.decode()


def test_a_missing_system_library_counts_as_not_installed(programme, sam_client, monkeypatch):
    class Broken:
        def find_spec(self, name, *rest):
            if name == "weasyprint":
                raise OSError("cannot load library 'libpango-1.0-0'")

    for name in [name for name in sys.modules if name.split(".")[0] == "weasyprint"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setattr(sys, "meta_path", [Broken(), *sys.meta_path])
    assert sam_client.get(MINE_PDF).status_code == 501


@pytest.fixture
def quick_pdf(monkeypatch):
    """A PDF costs nothing, wherever the package is or is not."""
    monkeypatch.setattr(paper, "pdf_of", lambda html: b"%PDF")


def test_many_in_a_minute_are_refused_with_words_and_the_page_still_prints(
    programme, sam_client, quick_pdf
):
    answers = [sam_client.get(MINE_PDF, {"version": "large"}) for _ in range(7)]
    assert [answer.status_code for answer in answers] == [200] * 6 + [429]
    page = answers[-1].content.decode()
    assert ("Please wait a minute" in page, f'href="{MINE}?version=large"' in page) == (True, True)
    assert sam_client.get(MINE).status_code == 200


def test_one_persons_limit_is_not_anothers(programme, client, sam, priya, quick_pdf):
    client.force_login(sam.user)
    for _ in range(7):
        client.get(MINE_PDF)
    client.force_login(priya.user)
    address = reverse("handout:programme-pdf", args=[programme.code])
    assert client.get(address).status_code == 200


@needs_weasyprint
@pytest.mark.parametrize(("version", "pages"), [("standard", 2), ("large", 7), ("pictures", 2)])
def test_the_pdf_holds_whole_exercises_and_codes_that_work_for_the_patient_alone(
    demo_clinic, db, client, version, pages, record_property, no_limits_yet
):
    on_paper = import_module("programmes.handout.tests.printed")
    client.force_login(User.objects.get(email="patient@demo.example"))
    items = on_paper.sheet_of(client.get(MINE, {"version": version})).items
    sheet = on_paper.printed(client.get(MINE_PDF, {"version": version}).content)
    split = [i.number for i in items if sheet.page_with(*on_paper.texts_of(i, version)) is None]
    record_property(f"handout as PDF, {version}", f"{len(sheet.sizes)} pages")
    assert (split, set(sheet.sizes), len(sheet.sizes)) == ([], {(210, 297)}, pages)
    exercises = [reverse("follow:exercise", args=[item.prescription.code]) for item in items]
    paths = on_paper.paths_of(sheet)
    assert paths == sorted([*exercises, reverse("follow:today")])
    assert on_paper.answers_to(client, paths) == [200] * len(paths)
    assert all(on_paper.leads_to_sign_in(path) for path in paths)
    client.force_login(User.objects.get(email="patient2@demo.example"))
    assert on_paper.answers_to(client, exercises) == [404] * len(exercises)


@needs_weasyprint
def test_the_file_has_a_name_that_says_what_it_is(programme, sam_client):
    response = sam_client.get(MINE_PDF)
    assert response["Content-Type"] == "application/pdf"
    assert (
        response["Content-Disposition"] == 'attachment; filename="runners-glute-plan-weeks-1-2.pdf"'
    )
    assert response["Cache-Control"] == "no-store, private"


@needs_weasyprint
def test_a_clinics_own_picture_is_within_the_file(programme, sam_client):
    pictures_in = import_module("programmes.handout.tests.printed").pictures_in
    before = pictures_in(sam_client.get(MINE_PDF).content)
    a_picture(programme.stages.get().prescriptions.get().exercise)
    assert (before, pictures_in(sam_client.get(MINE_PDF).content)) == (0, 1)


@needs_weasyprint
@pytest.mark.parametrize(
    "address", ["http://127.0.0.1:9/x.png", "file:///etc/hostname", "ftp://127.0.0.1:9/x"]
)
def test_nothing_is_fetched_for_a_pdf(address, caplog):
    with caplog.at_level(logging.ERROR, logger="weasyprint"):
        made = pdf_of(
            f'<p>One</p><img src="{address}" alt=""><link rel="stylesheet" href="{address}">'
        )
    assert made.startswith(b"%PDF")
    assert "disallowed protocol" in caplog.text
