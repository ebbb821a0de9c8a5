"""Who may open a patient, and is every opening and every refusal on record?"""

from uuid import uuid4

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.http import Http404
from django.urls import reverse

from patients.access import carer_opened_by, patient_opened_by, patients_visible_to, record_access
from patients.models import AccessRecord, Patient

from .cast import a_clinic, a_staff_member


def test_a_physio_sees_the_patients_of_the_clinic_only(priya, sam, tess):
    assert list(patients_visible_to(priya.user)) == [sam]


@pytest.mark.parametrize("who", ["edie", "adam", "sam", "cora", "olu"])
def test_nobody_else_sees_any(who, request, sam):
    person = request.getfixturevalue(who)
    assert sam not in patients_visible_to(person.user)


def test_an_opening_is_on_record(priya, sam):
    assert patient_opened_by(priya.user, sam.code) == sam
    row = AccessRecord.objects.get()
    assert (row.user, row.patient, row.clinic, row.what) == (
        priya.user,
        sam,
        sam.clinic,
        AccessRecord.What.RECORD,
    )


def test_a_refusal_is_on_record_for_the_patients_own_clinic(olu, sam):
    with pytest.raises(Http404):
        patient_opened_by(olu.user, sam.code)
    row = AccessRecord.objects.get()
    assert (row.user, row.patient, row.clinic) == (olu.user, sam, sam.clinic)
    assert row.what == AccessRecord.What.REFUSED


def test_a_code_of_nobody_is_refused_the_same_way(olu):
    with pytest.raises(Http404):
        patient_opened_by(olu.user, uuid4())
    assert AccessRecord.objects.get().what == AccessRecord.What.REFUSED


def test_a_role_that_is_missing_is_on_record(sam_client, sam):
    assert sam_client.get(reverse("patients:staff")).status_code == 403
    row = AccessRecord.objects.get()
    assert (row.user, row.what, row.clinic) == (sam.user, AccessRecord.What.REFUSED, sam.clinic)


def test_a_carer_of_another_clinic_is_not_found(olu, cora):
    with pytest.raises(Http404):
        carer_opened_by(olu.user, cora.code)


@pytest.fixture
def row(priya, sam):
    record_access(priya.user, what=AccessRecord.What.RECORD, patient=sam)
    return AccessRecord.objects.get()


@pytest.mark.parametrize(
    "change",
    [
        lambda row: row.save(),
        lambda row: row.delete(),
        lambda row: AccessRecord.objects.update(what="export"),
        lambda row: AccessRecord.objects.filter(pk=row.pk).delete(),
        lambda row: AccessRecord.objects.all().delete(),
        lambda row: AccessRecord.objects.bulk_update([row], ["what"]),
        lambda row: AccessRecord.objects.update_or_create(pk=row.pk, defaults={"what": "export"}),
        lambda row: AccessRecord.objects.bulk_create(
            [row], update_conflicts=True, update_fields=["what"], unique_fields=["id"]
        ),
    ],
)
def test_the_record_is_added_to_and_never_changed(row, change):
    with pytest.raises(TypeError):
        change(row)
    assert AccessRecord.objects.get().what == AccessRecord.What.RECORD


@pytest.mark.parametrize("deed", ["UPDATE {} SET what = 'export'", "DELETE FROM {}"])
def test_the_database_itself_refuses_to_change_the_record(row, deed):
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        connection.cursor().execute(deed.format(AccessRecord._meta.db_table))
    assert AccessRecord.objects.get().what == AccessRecord.What.RECORD


@pytest.mark.django_db(transaction=True)
def test_who_empties_the_database_finds_it_guarded_again(row):
    call_command("flush", verbosity=0, interactive=False)
    assert AccessRecord.objects.count() == 0
    priya = a_staff_member(a_clinic(), "Priya Nair", is_physio=True)
    record_access(priya.user, what=AccessRecord.What.REFUSED)
    with pytest.raises(IntegrityError), transaction.atomic():
        connection.cursor().execute(f"DELETE FROM {AccessRecord._meta.db_table}")


def test_a_patient_with_a_record_cannot_be_deleted(row, sam):
    with pytest.raises(Exception, match="protected"):
        sam.delete()
    assert Patient.objects.filter(pk=sam.pk).exists()
