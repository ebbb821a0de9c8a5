"""Does an invitation's link let in its person, once, and nobody else?"""

from datetime import timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from patients.actions import InvitationClosed, accept_invitation, add_carer, end_carer, invite
from patients.invitations import invitation_path
from patients.models import Consent, Invitation, User

from .cast import a_patient


@pytest.fixture
def nora(priya):
    """A new patient who has not been here yet."""
    return a_patient(priya, "Nora Lind", signed_in_before=False)


@pytest.fixture
def invitation(nora, priya):
    return invite(patient=nora, by=priya)


@pytest.fixture
def link(invitation):
    return invitation_path(invitation)


def test_opening_the_link_shows_who_invites_and_changes_nothing(client, invitation, link):
    for method in (client.get, client.head, client.get):
        response = method(link)
        assert response.status_code == 200
    assert "Riverside Physio" in response.content.decode()
    invitation.refresh_from_db()
    assert invitation.used_at is None
    assert not User.objects.filter(name="Nora Lind").exists()


def test_the_page_does_not_name_the_patient(client, link):
    page = client.get(link).content.decode()
    assert "Nora" not in page
    assert "nora@" not in page


def test_accepting_signs_in_and_keeps_the_words_that_were_agreed_to(client, nora, link):
    response = client.post(link)
    assert response.status_code == 302
    assert response.url == reverse("follow:today")
    nora.refresh_from_db()
    assert client.session["_auth_user_id"] == str(nora.user.pk)
    assert nora.user.email == nora.email
    assert not nora.user.has_usable_password()
    consent = Consent.objects.get()
    assert consent.given_by == nora.user
    assert consent.text.startswith("Riverside Physio keeps your name")
    assert "call 999" in consent.text


def test_the_device_is_on_the_list_of_devices(client, nora, link):
    client.post(link)
    nora.refresh_from_db()
    assert UserSession.objects.filter(user=nora.user).count() == 1


def test_the_link_works_once(client, client_of_nobody, link):
    client.post(link)
    for method in (client_of_nobody.get, client_of_nobody.post):
        response = method(link)
        assert response.status_code == 410
        assert "_auth_user_id" not in client_of_nobody.session


@pytest.fixture
def client_of_nobody():
    return Client()


def test_the_same_person_goes_on_with_the_used_link(client, link):
    client.post(link)
    assert client.get(link).url == reverse("follow:today")
    assert client.post(link).url == reverse("follow:today")


def test_another_signed_in_person_cannot_use_it_up(priya_client, invitation, link):
    response = priya_client.get(link)
    assert response.status_code == 200
    assert "Someone is signed in here" in response.content.decode()
    response = priya_client.post(link)
    assert response.status_code == 409
    invitation.refresh_from_db()
    assert invitation.used_at is None


def test_signing_out_leads_back_to_the_link(priya_client, link):
    response = priya_client.post(reverse("account_logout"), {"next": link})
    assert response.url == link
    assert priya_client.get(link).status_code == 200


def test_a_link_ends_after_two_weeks(client, invitation, link):
    almost = invitation.created_at + timedelta(days=14)
    assert abs(invitation.expires_at - almost) < timedelta(seconds=5)
    Invitation.objects.filter(pk=invitation.pk).update(expires_at=timezone.now())
    assert client.get(link).status_code == 410
    assert client.post(link).status_code == 410


def test_a_new_link_ends_the_earlier_one(client, nora, priya, link):
    newer = invite(patient=nora, by=priya)
    assert client.post(link).status_code == 410
    assert client.post(invitation_path(newer)).status_code == 302


@pytest.mark.parametrize("change", ["x", ":x", "", "a" * 300])
def test_a_changed_link_is_not_found(client, link, change):
    token = link.strip("/").split("/")[1]
    answer = client.get(f"/join/{token[:-2]}{change}/")
    assert answer.status_code == 404
    assert reverse("account_request_login_code") in answer.content.decode()


def test_a_link_of_a_closed_patient_is_not_found(client, nora, link):
    nora.closed_on = timezone.localdate()
    nora.save()
    assert client.get(link).status_code == 404
    assert client.post(link).status_code == 404


def test_a_second_accept_at_the_same_moment_is_refused(invitation):
    """Both opened the page while the invitation was open; each holds that old row."""
    same = Invitation.objects.get(pk=invitation.pk)
    accept_invitation(invitation=invitation, consent_text="yes")
    with pytest.raises(InvitationClosed):
        accept_invitation(invitation=same, consent_text="yes")
    assert User.objects.filter(name="Nora Lind").count() == 1


def test_a_new_phone_gets_the_same_sign_in_by_a_new_link(client, sam, priya):
    before = User.objects.count()
    client.post(invitation_path(invite(patient=sam, by=priya)))
    assert client.session["_auth_user_id"] == str(sam.user.pk)
    assert User.objects.count() == before


def test_a_sign_in_that_is_switched_off_stays_off(client, sam, priya):
    User.objects.filter(pk=sam.user.pk).update(is_active=False)
    assert client.post(invitation_path(invite(patient=sam, by=priya))).status_code == 410


@pytest.mark.parametrize("spelling", ["olu@hilltop.example", "OLU@Hilltop.Example"])
def test_an_address_that_somebody_has_stays_theirs(client, nora, priya, olu, spelling):
    nora.email = spelling
    nora.save()
    response = client.post(invitation_path(invite(patient=nora, by=priya)))
    assert response.status_code == 302
    nora.refresh_from_db()
    assert nora.user != olu.user
    assert nora.user.email is None
    olu.user.refresh_from_db()
    assert olu.user.email == "olu@hilltop.example"
    assert client.session["_auth_user_id"] == str(nora.user.pk)


def test_a_taken_and_a_free_address_look_the_same_to_the_physio(priya_client, priya, olu):
    pages = []
    for email in ("olu@hilltop.example", "abc@hilltop.example"):
        person = a_patient(priya, "Nora Lind", signed_in_before=False)
        person.email = email
        person.save()
        invite(patient=person, by=priya)
        page = priya_client.get(reverse("patients:invitation", args=[person.code]))
        pages.append(page.content.decode().count("e-mail"))
    assert pages[0] == pages[1]


def test_a_carer_comes_in_by_a_link_of_their_own(client, sam, priya):
    carer = add_carer(by=priya, patient=sam, name="Bea Walker", email="bea@family.example")
    invitation = carer.invitations.get()
    page = client.get(invitation_path(invitation)).content.decode()
    assert "asked you to help" in page
    assert "Sam" not in page
    client.post(invitation_path(invitation))
    carer.refresh_from_db()
    assert client.session["_auth_user_id"] == str(carer.user.pk)
    assert carer.user != sam.user


def test_a_link_of_a_carer_who_was_ended_is_done(client, sam, priya):
    carer = add_carer(by=priya, patient=sam, name="Bea Walker")
    link = invitation_path(carer.invitations.get())
    end_carer(carer=carer)
    assert client.post(link).status_code == 410


def test_inviting_a_carer_leaves_the_patients_link_open(nora, priya, invitation):
    add_carer(by=priya, patient=nora, name="Bea Lind")
    invitation.refresh_from_db()
    assert invitation.is_open


def test_other_verbs_are_refused(client, link):
    assert client.put(link).status_code == 405
    assert client.delete(link).status_code == 405
