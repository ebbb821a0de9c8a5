"""Carers and minors: rights that hold at once, consent for a child, and an end by the patient."""

from datetime import timedelta

import pytest
from django.urls import reverse

from patients.actions import add_carer, add_patient
from patients.invitations import invitation_path
from patients.models import Carer, Consent
from programmes.models import Completion, Message
from programmes.tests.programmes import a_prescription, a_programme, a_tick

TODAY = reverse("follow:today")
HELPERS = reverse("patients:own-helpers")


def text_of(response) -> str:
    return " ".join(response.content.decode().split())


@pytest.fixture
def mia(priya):
    """A child without a sign-in."""
    patient = add_patient(by=priya, name="Mia Walker")
    patient.born_on = patient.local_today() - timedelta(days=9 * 366)
    patient.save()
    return patient


@pytest.fixture
def dana(mia, priya):
    """Mia's mother, invited and not yet here."""
    return add_carer(by=priya, patient=mia, name="Dana Walker", relation="mother", may_write=True)


def joins(client, carer, **said):
    said = {"name": "Dana Walker", "relation": "mother", "may_decide": "on"} | said
    return client.post(invitation_path(carer.invitations.get()), said)


@pytest.mark.parametrize(("years", "is_minor"), [(17, True), (18, False)])
def test_of_age_on_the_birthday(mia, years, is_minor, time_machine):
    time_machine.move_to("2026-03-10 12:00 +0000")
    mia.born_on = mia.local_today().replace(year=2026 - years)
    assert mia.is_minor is is_minor
    mia.born_on += timedelta(days=1)
    assert mia.is_minor


def test_a_parent_agrees_by_name_and_relation(client, mia, dana):
    page = client.get(invitation_path(dana.invitations.get()))
    assert "You agree for Mia" in text_of(page)
    assert joins(client, dana).status_code == 302
    consent = Consent.objects.get(patient=mia)
    dana.refresh_from_db()
    assert (consent.name, consent.relation, consent.given_by) == (
        "Dana Walker",
        "mother",
        dana.user,
    )


@pytest.mark.parametrize("missing", ["name", "relation", "may_decide"])
def test_without_name_relation_and_right_nobody_comes_in(client, dana, missing):
    assert joins(client, dana, **{missing: ""}).status_code == 422
    dana.refresh_from_db()
    assert dana.user is None
    assert not Consent.objects.exists()


def test_the_helper_of_a_grown_up_is_not_asked(client, sam, priya):
    carer = add_carer(by=priya, patient=sam, name="Cora Walker", relation="partner")
    assert "You agree for" not in text_of(client.get(invitation_path(carer.invitations.get())))


def test_the_parents_pages_say_for_whom_and_ticks_say_who(client, mia, dana, priya):
    bridge = a_prescription(a_programme(mia))
    joins(client, dana)
    assert "You are ticking for Mia" in text_of(client.get(TODAY))
    client.post(reverse("follow:all-done"), {"on": mia.local_today(), "batch": bridge.code})
    dana.refresh_from_db()
    assert Completion.objects.get().by == dana.user
    client.force_login(priya.user)
    assert "by Dana Walker" in text_of(client.get(reverse("review:patient", args=[mia.code])))


def test_the_parent_speaks_with_the_clinic(
    client, mia, dana, priya, mailed, django_capture_on_commit_callbacks
):
    dana.email = "dana@family.example"
    dana.save()
    joins(client, dana)
    client.post(reverse("talk:own"), {"text": "She likes it."})
    assert Message.objects.get().author.carer == dana
    client.force_login(priya.user)
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("talk:thread", args=[mia.code]), {"text": "Well done, Mia."})
    assert ["dana@family.example"] in [mail.to for mail in mailed()]


def test_a_child_whose_parent_came_in_is_not_called_missing(client, mia, dana, priya):
    a_prescription(a_programme(mia))
    caseload = reverse("review:caseload")
    client.force_login(priya.user)
    assert "Link not used yet" in text_of(client.get(caseload))
    client.logout()
    joins(client, dana)
    client.force_login(priya.user)
    assert "Link not used yet" not in text_of(client.get(caseload))


def test_only_the_helpers_sign_in(client, mia, dana, priya):
    client.force_login(priya.user)
    client.post(reverse("patients:invitation-new", args=[mia.code]))
    own = mia.invitations.get(carer=None)
    client.post(reverse("patients:no-own-link", args=[mia.code]))
    client.logout()
    assert client.get(invitation_path(own)).status_code == 410
    assert joins(client, dana).status_code == 302


def test_changed_rights_hold_from_the_next_page_on(client, sam, cora, priya):
    a_tick(a_prescription(a_programme(sam)))
    rights = reverse("patients:carer-rights", args=[cora.code])
    client.force_login(priya.user)
    client.post(rights, {"relation": "partner"})
    client.force_login(cora.user)
    assert "You are looking at the plan of Sam" in text_of(client.get(TODAY))
    assert client.get(reverse("follow:history")).status_code == 403
    client.force_login(priya.user)
    client.post(rights, {"relation": "partner", "may_write": "on"})
    cora.refresh_from_db()
    assert (cora.may_tick, cora.may_read_log, cora.may_write) == (False, True, True)


def test_a_partner_reads_the_messages_and_does_not_write(client, sam, cora):
    client.force_login(cora.user)
    assert client.post(reverse("talk:own"), {"text": "Hello"}).status_code == 403


def test_the_patient_sees_who_helps_and_ends_it_at_once(client, sam, cora):
    client.force_login(sam.user)
    page = text_of(client.get(HELPERS))
    assert "Cora Walker" in page
    assert "ticks off exercises" in page
    client.post(reverse("patients:own-helper-end", args=[cora.code]))
    assert "Cora Walker" not in text_of(client.get(HELPERS)).replace("Cora Walker no longer", "")
    client.force_login(cora.user)
    assert client.get(TODAY).status_code == 302


def test_whose_helpers_they_are(client, sam, cora, tess, olu):
    end = reverse("patients:own-helper-end", args=[cora.code])
    rights = reverse("patients:carer-rights", args=[cora.code])
    assert client.post(end).status_code == 302
    client.force_login(tess.user)
    assert client.post(end).status_code == 404
    client.force_login(cora.user)
    assert {client.post(end).status_code, client.get(HELPERS).status_code} == {403}
    client.force_login(olu.user)
    assert client.post(rights).status_code == 404
    assert client.post(reverse("patients:no-own-link", args=[sam.code])).status_code == 404
    client.force_login(sam.user)
    assert client.get(end).status_code == 405
    assert Carer.objects.current().count() == 1


def test_a_parent_of_a_child_keeps_goals(client, mia, dana):
    joins(client, dana)
    client.post(reverse("progress:goal-add"), {"words": "Hop on one leg"})
    assert mia.goals.get().by.carer == dana


def test_the_physio_sees_whether_somebody_agreed(client, mia, dana, priya):
    carers = reverse("patients:carers", args=[mia.code])
    client.force_login(priya.user)
    assert "no parent or guardian has agreed yet" in text_of(client.get(carers))
    client.logout()
    joins(client, dana, relation="stepmother")
    client.force_login(priya.user)
    assert "Dana Walker (stepmother) agreed on" in text_of(client.get(carers))


def test_a_day_of_birth_is_written_under_details(client, sam, priya):
    client.force_login(priya.user)
    edit = reverse("patients:edit", args=[sam.code])
    kept = {"name": sam.name, "time_zone": sam.time_zone}
    assert client.post(edit, kept | {"born_on": "2090-01-01"}).status_code == 422
    client.post(edit, kept | {"born_on": "2015-05-04"})
    sam.refresh_from_db()
    assert sam.is_minor
