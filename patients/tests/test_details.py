"""A physio corrects a patient's details and says who helps."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.urls import reverse
from django.utils import timezone

from patients.actions import add_carer, invite, mail_invitation
from patients.models import Carer, User

from .cast import a_patient


def form_for(patient, **changes):
    stored = {"name": patient.name, "email": patient.email, "time_zone": patient.time_zone}
    return stored | {"affected_side": patient.affected_side} | changes


def edit(patient):
    return reverse("patients:edit", args=[patient.code])


def test_details_are_saved_and_the_sign_in_follows(priya_client, sam):
    form = form_for(sam, name="  Sam   Miller ", time_zone="Asia/Tokyo", affected_side="left")
    priya_client.post(edit(sam), form)
    sam.refresh_from_db()
    assert (sam.name, sam.time_zone, sam.affected_side) == ("Sam Miller", "Asia/Tokyo", "left")
    assert User.objects.get(pk=sam.user.pk).name == "Sam Miller"


def test_a_corrected_address_takes_the_sign_in_along(priya_client, sam):
    EmailAddress.objects.create(user=sam.user, email=sam.email, verified=True, primary=True)
    priya_client.post(edit(sam), form_for(sam, email="Sam.New@x.example"))
    sam.user.refresh_from_db()
    assert sam.user.email == "sam.new@x.example"
    assert not EmailAddress.objects.exists()


def test_a_link_mailed_to_the_wrong_address_stops_working(priya_client, priya, mailed):
    nora = a_patient(priya, "Nora Lind", signed_in_before=False)
    invitation = invite(patient=nora, by=priya)
    mail_invitation(invitation=invitation, link="https://x.example/join/abc/")
    priya_client.post(edit(nora), form_for(nora, email="right@x.example"))
    invitation.refresh_from_db()
    assert not invitation.is_open


def test_a_link_that_was_only_shown_stays(priya_client, priya):
    nora = a_patient(priya, "Nora Lind", signed_in_before=False)
    invitation = invite(patient=nora, by=priya)
    priya_client.post(edit(nora), form_for(nora, email="right@x.example"))
    invitation.refresh_from_db()
    assert invitation.is_open


def test_an_address_somebody_has_is_kept_on_file_and_opens_nothing(priya_client, sam, olu):
    response = priya_client.post(edit(sam), form_for(sam, email=olu.user.email))
    assert response.status_code == 302
    sam.refresh_from_db()
    assert sam.email == olu.user.email
    assert sam.user.email is None
    olu.user.refresh_from_db()
    assert olu.user.email == "olu@hilltop.example"


@pytest.mark.parametrize(
    "wrong", [{"name": ""}, {"email": "no"}, {"time_zone": "Mars/Base"}, {"affected_side": "up"}]
)
def test_a_wrong_form_comes_back(priya_client, sam, wrong):
    before = sam.name
    assert priya_client.post(edit(sam), form_for(sam, **wrong)).status_code == 422
    sam.refresh_from_db()
    assert sam.name == before


def test_a_form_cannot_move_a_patient(priya_client, sam, olu):
    extra = {
        "clinic": olu.clinic.pk,
        "physio": olu.pk,
        "user": olu.user.pk,
        "closed_on": "2026-01-01",
    }
    priya_client.post(edit(sam), form_for(sam, **extra))
    clinic, user = sam.clinic, sam.user
    sam.refresh_from_db()
    assert (sam.clinic, sam.user, sam.closed_on) == (clinic, user, None)


def test_a_carer_is_added_with_stated_rights(priya_client, sam):
    form = {"name": "Bea Walker", "relation": "mother", "may_read_log": "on"}
    response = priya_client.post(reverse("patients:carers", args=[sam.code]), form)
    carer = Carer.objects.get()
    assert response.url == reverse("patients:carer-invitation", args=[carer.code])
    assert (carer.patient, carer.may_tick, carer.may_read_log) == (sam, False, True)
    assert carer.invitations.open().count() == 1


def test_a_carer_who_ticks_sees_what_was_done(priya_client, sam):
    priya_client.post(
        reverse("patients:carers", args=[sam.code]), {"name": "Bea Walker", "may_tick": "on"}
    )
    assert Carer.objects.get().may_read_log


def test_a_carer_without_a_name_comes_back(priya_client, sam):
    response = priya_client.post(reverse("patients:carers", args=[sam.code]), {"name": " "})
    assert response.status_code == 422
    assert not Carer.objects.exists()


def test_a_carer_is_ended(priya_client, sam, cora):
    priya_client.post(reverse("patients:carer-end", args=[cora.code]))
    cora.refresh_from_db()
    assert cora.ended_on == timezone.localdate()
    page = priya_client.get(reverse("patients:carers", args=[sam.code])).content.decode()
    assert ">Cora Walker<" not in page


def test_an_ended_carer_is_not_opened_again(priya_client, sam, cora):
    priya_client.post(reverse("patients:carer-end", args=[cora.code]))
    address = reverse("patients:carer-invitation-new", args=[cora.code])
    assert priya_client.post(address).status_code == 404


@pytest.mark.parametrize("carers", [1, 3])
def test_the_carers_page_takes_a_fixed_number_of_queries(
    priya_client, priya, sam, carers, django_assert_num_queries
):
    for number in range(carers):
        add_carer(by=priya, patient=sam, name=f"Bea {number}")
    priya_client.get(reverse("patients:carers", args=[sam.code]))
    with django_assert_num_queries(5):  # session, person, patient, record, carers
        priya_client.get(reverse("patients:carers", args=[sam.code]))


def first_choices(page):
    return re.findall(r"<select[^>]*>\s*<option[^>]*>([^<]*)</option>", page)


def test_a_list_to_choose_from_says_what_is_chosen(priya_client, sam):
    pages = {
        name: priya_client.get(reverse(name, args=[sam.code])).content.decode()
        for name in ("patients:edit", "patients:care", "review:scores")
    }
    assert first_choices(pages["patients:edit"])[0] == "Not said"
    assert first_choices(pages["patients:care"]) == ["Choose a colleague"] * 2
    assert first_choices(pages["review:scores"]) == ["Choose a measure"]
