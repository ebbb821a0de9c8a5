"""A clinic admin reads who opened what, searches it, and takes it away."""

import csv
import io
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse

from patients.access import record_access
from patients.models import AccessRecord

from .cast import a_patient

What = AccessRecord.What


def test_the_access_record_shows_the_own_clinic(adam_client, priya, sam, olu, tess):
    record_access(priya.user, what=What.RECORD, patient=sam)
    record_access(olu.user, what=What.RECORD, patient=tess)
    page = adam_client.get(reverse("patients:access-record")).content.decode()
    assert "opened the patient&#x27;s record" in page
    assert "<strong>Sam Walker</strong>" in page
    assert "Tess Young" not in page
    assert "Olu Ade" not in page


def rows_on(client, **wanted):
    page = client.get(reverse("patients:access-record"), wanted).content.decode()
    return page.count("<tr>") - 1


def test_the_access_record_is_searched(adam_client, priya, sam, edie):
    nora = a_patient(priya, "Nora Lind")
    record_access(priya.user, what=What.RECORD, patient=sam)
    record_access(priya.user, what=What.RECORD, patient=nora)
    record_access(priya.user, what=What.CASELOAD, shown=[sam.pk, 10 * sam.pk])
    record_access(edie.user, what=What.REFUSED)
    assert rows_on(adam_client) == 4
    assert rows_on(adam_client, patient=sam.code) == 2
    assert rows_on(adam_client, person=edie.code) == 1
    assert rows_on(adam_client, what="caseload") == 1
    assert rows_on(adam_client, patient=nora.code, what="record") == 1


def test_a_search_for_a_foreign_patient_finds_nobody(adam_client, olu, tess):
    record_access(olu.user, what=What.RECORD, patient=tess)
    page = adam_client.get(reverse("patients:access-record"), {"patient": tess.code})
    assert page.status_code == 200
    assert "Tess" not in page.content.decode()


@pytest.mark.parametrize("wanted", [{"page": "x"}, {"page": "-1"}, {"page": 10**9}, {"what": "x"}])
def test_a_strange_search_shows_the_list(adam_client, wanted):
    assert adam_client.get(reverse("patients:access-record"), wanted).status_code == 200


def test_the_record_is_cut_into_pages(adam_client, priya, sam):
    for _ in range(51):
        record_access(priya.user, what=What.RECORD, patient=sam)
    assert rows_on(adam_client) == 50
    assert rows_on(adam_client, page=2) == 1


@pytest.mark.parametrize("rows", [1, 3])
def test_the_record_takes_a_fixed_number_of_queries(
    adam_client, priya, sam, rows, django_assert_num_queries
):
    for _ in range(rows):
        record_access(priya.user, what=What.RECORD, patient=sam)
    adam_client.get(reverse("patients:access-record"))
    # session, person; patients and staff to choose from; count, rows, names on lists
    with django_assert_num_queries(7):
        adam_client.get(reverse("patients:access-record"))


def on_the_page(client, **wanted):
    return client.get(reverse("patients:access-record"), wanted).content.decode()


def test_a_list_says_who_was_on_it(adam_client, priya, sam):
    record_access(priya.user, what=What.CASELOAD, shown=[sam.pk])
    page = on_the_page(adam_client)
    assert "opened a list with 1 patient" in page
    assert "</summary>Sam Walker</details>" in page


def test_a_refusal_keeps_the_address_without_codes(client, priya, edie):
    page_of_admins = reverse("patients:member", args=[priya.code])
    client.force_login(edie.user)
    assert client.get(page_of_admins).status_code == 403
    assert AccessRecord.objects.get().detail == "/clinic/staff/…/"


def test_the_words_of_refusals(adam_client, olu, edie, sam):
    record_access(olu.user, what=What.REFUSED, patient=sam)
    record_access(edie.user, what=What.REFUSED, detail="/clinic/staff/")
    record_access(edie.user, what=What.REFUSED)
    page = on_the_page(adam_client)
    assert "was refused the patient&#x27;s record: <strong>Sam Walker</strong>" in page
    assert "was refused the page /clinic/staff/" in page
    assert "was refused a page or a record" in page


def opened_at(day, hour, priya, sam):
    when = datetime(2026, 11, day, hour, 30, tzinfo=ZoneInfo("America/New_York"))
    AccessRecord.objects.create(
        user=priya.user, clinic=sam.clinic, patient=sam, what="record", at=when
    )


def test_the_days_are_the_clinics_own_and_both_count(adam_client, clinic, priya, sam):
    clinic.time_zone = "America/New_York"
    clinic.save()
    for day, hour in [(1, 23), (2, 0), (3, 23), (4, 0)]:
        opened_at(day, hour, priya, sam)
    assert rows_on(adam_client, from_day="2026-11-02", to_day="2026-11-03") == 2
    assert rows_on(adam_client, from_day="2026-11-03") == 2
    assert "23:30" in on_the_page(adam_client, to_day="2026-11-01")


@pytest.mark.parametrize(
    ("wanted", "words"),
    [
        ({"from_day": "soon"}, "Write the day as 2026-11-23."),
        ({"from_day": "0001-01-01"}, "greater than or equal to"),
        ({"to_day": "9999-12-31"}, "less than or equal to"),
        ({"from_day": "2026-11-03", "to_day": "2026-11-02"}, "comes before the first"),
    ],
)
def test_a_day_that_cannot_be_is_said(adam_client, wanted, words):
    assert words in on_the_page(adam_client, **wanted)
    address = reverse("patients:access-export", query=wanted)
    assert adam_client.post(address).url == reverse("patients:access-record")
    assert AccessRecord.objects.count() == 0


def exported(client, **wanted):
    answer = client.post(reverse("patients:access-export", query=wanted))
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text)))


def test_what_the_list_shows_is_taken_as_a_table(adam_client, priya, sam, edie):
    record_access(priya.user, what=What.CASELOAD, shown=[sam.pk])
    record_access(edie.user, what=What.REFUSED)
    head, line = exported(adam_client, person=priya.code)
    assert head == ["When", "Who", "What", "Patients", "Colleague"]
    assert line[1:] == ["Priya Nair", "opened a list with 1 patient", "Sam Walker", ""]


def test_taking_it_is_on_record(adam_client, adam, sam):
    exported(adam_client, patient=sam.code, from_day="2026-11-01")
    row = AccessRecord.objects.get()
    assert (row.user, row.what, row.patient) == (adam.user, What.EXPORT, sam)
    assert "exported: access record, from 2026-11-01" in on_the_page(adam_client)


def test_a_name_that_is_a_formula_stays_a_name(adam_client, priya):
    evil = a_patient(priya, "=HYPERLINK(1)")
    record_access(priya.user, what=What.RECORD, patient=evil)
    line = exported(adam_client, what="record")[1]
    assert line[3] == "'=HYPERLINK(1)"


def test_nothing_of_another_clinic_is_taken(adam_client, olu, tess):
    record_access(olu.user, what=What.RECORD, patient=tess)
    assert [line[1] for line in exported(adam_client)[1:]] == ["Adam Reid"]


@pytest.mark.parametrize("rows", [1, 3])
def test_the_table_takes_a_fixed_number_of_queries(
    adam_client, priya, sam, rows, django_assert_num_queries
):
    for _ in range(rows):
        record_access(priya.user, what=What.CASELOAD, shown=[sam.pk])
    adam_client.get(reverse("patients:access-record"))
    # session, person; the export on record; names, rows
    with django_assert_num_queries(5):
        exported(adam_client)


@pytest.mark.parametrize("who", ["priya", "edie", "sam", "cora"])
def test_the_table_is_for_clinic_admins(client, request, who):
    client.force_login(request.getfixturevalue(who).user)
    assert client.post(reverse("patients:access-export")).status_code == 403


def test_the_table_is_asked_for_by_post(adam_client, client):
    assert adam_client.get(reverse("patients:access-export")).status_code == 405
    client.logout()
    answer = client.post(reverse("patients:access-export"))
    assert answer.url.startswith(reverse("account_login"))
