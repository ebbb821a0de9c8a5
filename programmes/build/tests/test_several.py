"""One template for several patients: all or nobody, once, and nobody twice unless insisted."""

from datetime import timedelta

import pytest
from django.urls import reverse

from patients.models import AccessRecord, CoPhysio
from patients.tests.cast import a_patient, a_staff_member
from programmes.build.actions import giving, many
from programmes.build.actions.many import assign_to_many
from programmes.models import Programme
from programmes.tests.programmes import a_prescription, a_programme


@pytest.fixture
def template(db):
    template = a_programme(None, name="For runners")
    a_prescription(template)
    return template


@pytest.fixture
def nils(priya):
    return a_patient(priya, "Nils Hill")


def page_of(template) -> str:
    return reverse("build:several", args=[template.code])


def text_of(response) -> str:
    return " ".join(response.content.decode().split())


def copies(template) -> list[str]:
    assigned = Programme.objects.assigned().filter(template=template)
    return sorted(assigned.values_list("patient__name", flat=True))


def test_each_gets_a_copy_of_their_own_from_the_day(template, sam, nils, priya_client):
    day = sam.local_today() + timedelta(days=3)
    codes = [sam.code, nils.code]
    answer = priya_client.post(page_of(template), {"patients": codes, "start_on": day}, follow=True)
    assert copies(template) == ["Nils Hill", "Sam Walker"]
    assert set(Programme.objects.assigned().values_list("start_on", flat=True)) == {day}
    assert "2 patients now have “For runners”." in text_of(answer)


def test_a_double_tap_gives_it_once(template, sam, nils, priya_client):
    for _ in range(2):
        priya_client.post(page_of(template), {"patients": [sam.code, nils.code]})
    assert copies(template) == ["Nils Hill", "Sam Walker"]


def test_who_runs_a_copy_is_marked_and_left_out_unless_insisted(template, sam, nils, priya_client):
    earlier = sam.local_today() - timedelta(days=30)
    a_programme(sam, earlier, template=template)
    choice = priya_client.get(page_of(template)).context["choice"]
    answer = priya_client.post(page_of(template), {"patients": [sam.code, nils.code]}, follow=True)
    once = copies(template)
    priya_client.post(page_of(template), {"again": [sam.code]})
    assert [row.patient for row in choice.have_it] == [sam]
    assert "Left out, because they have it already: Sam Walker" in text_of(answer)
    assert (once, copies(template)) == (
        ["Nils Hill", "Sam Walker"],
        ["Nils Hill", "Sam Walker", "Sam Walker"],
    )


def test_if_one_cannot_get_it_nobody_does(template, sam, nils, priya, monkeypatch):
    def breaks_for_nils(*, patient, **given):
        if patient == nils:
            raise RuntimeError
        return giving.assign(patient=patient, **given)

    monkeypatch.setattr(many, "assign", breaks_for_nils)
    with pytest.raises(RuntimeError):
        assign_to_many(
            template=template, patients=[sam, nils], start_on=sam.local_today(), by=priya
        )
    assert copies(template) == []


@pytest.mark.parametrize("start_on", ["nonsense", "1999-01-01"])
def test_what_was_ticked_comes_back_with_what_was_wrong(template, sam, priya_client, start_on):
    sent = {"patients": [sam.code], "start_on": start_on}
    answer = priya_client.post(page_of(template), sent)
    (row,) = answer.context["choice"].rows
    assert (answer.status_code, row.is_ticked, copies(template)) == (422, True, [])


def test_nobody_ticked_is_said(template, sam, priya_client):
    answer = priya_client.post(page_of(template), {})
    assert (answer.status_code, "Choose at least one patient." in text_of(answer)) == (422, True)


def test_a_foreign_patient_gets_nothing_and_neither_do_the_others(
    template, sam, tess, priya_client
):
    answer = priya_client.post(page_of(template), {"patients": [sam.code, tess.code]})
    assert (answer.status_code, copies(template)) == (422, [])


def test_the_search_keeps_who_is_ticked_and_shows_ones_own_first(
    template, sam, nils, clinic, tess, priya, priya_client
):
    dan = a_staff_member(clinic, "Dan Cole", is_physio=True)
    a_patient(dan, "Adele Aster")
    shared = a_patient(dan, "Sara Shared")
    CoPhysio.objects.create(patient=shared, staff=priya, from_day=sam.local_today(), by=dan)
    asked = {"q": "a", "patients": [nils.code, tess.code]}
    mine = priya_client.get(page_of(template), asked).context["choice"]
    everyone = priya_client.get(page_of(template), {"who": "clinic"}).context["choice"]
    assert [(r.patient.name, r.is_ticked) for r in mine.rows] == [
        ("Nils Hill", True),
        ("Sam Walker", False),
        ("Sara Shared", False),
    ]
    names = [r.patient.name for r in everyone.rows]
    assert names == ["Nils Hill", "Sam Walker", "Adele Aster", "Sara Shared"]


def test_a_template_of_another_clinic_is_not_found(sam, tess, priya_client):
    theirs = a_programme(None, name="Hilltop's own", clinic=tess.clinic)
    assert priya_client.get(page_of(theirs)).status_code == 404


@pytest.mark.parametrize("how_many", [1, 3])
def test_the_page_takes_so_many_queries(
    template, priya, priya_client, how_many, django_assert_num_queries
):
    for number in range(how_many):
        a_patient(priya, f"P{number} Patient")
    priya_client.get("/templates/")  # the session's first note of the day
    with django_assert_num_queries(2 + 1 + 1 + 1):  # template, patients, and that they were seen
        priya_client.get(page_of(template))
    assert len(AccessRecord.objects.latest("pk").patients_shown) == how_many
