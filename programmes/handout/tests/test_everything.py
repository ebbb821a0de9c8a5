"""Everything about a patient as one file: complete, private, readable, and their own."""

import csv
import io
import json
import zipfile

import pytest
from django.apps import apps
from django.urls import reverse
from django.utils import timezone

from patients.models import AccessRecord, Consent, Patient
from patients.tests.cast import a_carer
from programmes.handout.everything import INTERNAL, OURS, kept_about, ways_to_a_patient
from programmes.models import Message, Session
from programmes.tests.programmes import a_prescription, a_programme, a_tick, days_ago

PAGE = reverse("handout:everything")
FILE = reverse("handout:everything-mine")


def opened(response) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(b"".join(response.streaming_content)))


@pytest.fixture
def told(sam, priya):
    """Sam has done something, said something, and agreed to something."""
    programme = a_programme(sam, days_ago(sam, 8))
    prescription = a_prescription(programme, note="Slowly, please.")
    a_tick(prescription, sam.local_today())
    Session.objects.filter(patient=sam).update(pain_after=4, note="=1+1 felt odd")
    Message.objects.create(patient=sam, author=sam.user, from_clinic=False, text="Is this right?")
    Consent.objects.create(patient=sam, given_by=sam.user, text="I agree.")
    return prescription


def test_the_file_holds_what_was_done_said_and_agreed(told, sam_client, no_limits_yet):
    response = sam_client.post(FILE)
    assert response["Content-Disposition"].startswith('attachment; filename="my-data-')
    file = opened(response)
    data = json.loads(file.read("data.json"))
    assert data["sessions"][0]["pain_after"] == 4
    assert data["completions"][0]["prescription_code"] == str(told.code)
    assert data["prescriptions"][0]["note"] == "Slowly, please."
    assert "Do 12." in data["prescriptions"][0]["in_words"]
    assert data["messages"][0]["text"] == "Is this right?"
    assert data["consents"][0]["text"] == "I agree."
    assert "Glute bridge" in file.read("handout-1.html").decode()
    assert "Riverside Physio" in file.read("README.txt").decode()


def test_the_tables_open_in_a_spreadsheet_and_no_cell_is_a_formula(told, sam_client, no_limits_yet):
    file = opened(sam_client.post(FILE))
    text = file.read("csv/sessions.csv").decode("utf-8-sig")
    (row,) = csv.DictReader(io.StringIO(text))
    assert row["note"] == "'=1+1 felt odd"
    assert row["on"] == str(told.completions.get().on)


def test_every_table_that_leads_to_a_patient_is_in_it():
    """A new table with a way to a patient is told by itself, or is left out by name."""
    told = {model._meta.label for model, _ in ways_to_a_patient()} | set(INTERNAL)
    leads = {
        model._meta.label
        for label in OURS
        for model in apps.get_app_config(label).get_models()
        for field in model._meta.concrete_fields
        if field.is_relation and field.related_model is Patient
    }
    assert leads - told == set()
    assert len(leads) >= 8


def test_nothing_in_it_opens_a_door_or_names_another_patient(told, sam, priya, sam_client):
    other = Patient.objects.create(
        clinic=sam.clinic, physio=priya, name="Nina Other", time_zone="Europe/London"
    )
    AccessRecord.objects.create(
        user=priya.user, clinic=sam.clinic, what="record", patient=sam, patients_shown=[other.pk]
    )
    said = json.dumps([table.rows for table in kept_about(sam)])
    assert "Nina Other" not in said
    for secret in ("patients_shown", '"token"', "password", "session_key", "p256dh"):
        assert secret not in said


def test_taking_it_goes_on_record(told, sam, sam_client, no_limits_yet):
    sam_client.post(FILE)
    assert AccessRecord.objects.filter(patient=sam, user=sam.user, what="export").count() == 1


def test_the_page_says_what_is_in_it(sam_client):
    assert "Get the file" in sam_client.get(PAGE).content.decode()
    assert sam_client.get(FILE).status_code == 405


def test_a_carer_takes_it_only_with_the_right_to_read_the_log(told, sam, client, no_limits_yet):
    reader, ticker = a_carer(sam, "Cora"), a_carer(sam, "Dan", may_tick=False, may_read_log=False)
    client.force_login(reader.user)
    assert client.post(FILE).status_code == 200
    client.force_login(ticker.user)
    assert client.post(FILE).status_code == 403


def test_the_clinic_takes_it_for_a_patient_who_asks(told, sam, priya_client, no_limits_yet):
    address = reverse("handout:everything-of", args=[sam.code])
    assert "data.json" in opened(priya_client.post(address)).namelist()
    assert AccessRecord.objects.filter(patient=sam, what="export").count() == 1


def test_a_stranger_gets_nothing(told, sam, olu, client):
    client.force_login(olu.user)
    assert client.post(reverse("handout:everything-of", args=[sam.code])).status_code == 404


def test_who_asks_all_the_time_waits(told, sam_client, no_limits_yet):
    for _ in range(5):
        assert sam_client.post(FILE).status_code == 200
    answer = sam_client.post(FILE, follow=True)
    assert "Please wait some minutes" in answer.content.decode()


@pytest.mark.parametrize("how_many", [1, 3])
def test_queries_do_not_grow_with_what_was_done(how_many, told, sam, django_assert_num_queries):
    for number in range(how_many):
        a_tick(told, days_ago(sam, number + 1))
        Message.objects.create(
            patient=sam, author=sam.user, from_clinic=False, text="?", sent_at=timezone.now()
        )
    tables = len(ways_to_a_patient())
    with django_assert_num_queries(tables + 1):  # and the devices
        kept_about(sam)
