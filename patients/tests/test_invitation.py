"""The invitation on the physio's screen."""

import re
import smtplib

import pytest
from django.core.mail.backends.locmem import EmailBackend
from django.urls import reverse

from patients.actions import add_carer, invite
from patients.models import AccessRecord, Invitation

from .cast import a_patient


@pytest.fixture
def nora(priya):
    return a_patient(priya, "Nora Lind", signed_in_before=False)


def address(name, person):
    return reverse(f"patients:{name}", args=[person.code])


def test_a_link_and_a_code_to_scan_are_shown(priya_client, nora, priya):
    invite(patient=nora, by=priya)
    page = priya_client.get(address("invitation", nora)).content.decode()
    assert re.search(r'value="http://testserver/join/[^"]+/"', page)
    assert "<svg" in page
    assert AccessRecord.objects.get().what == AccessRecord.What.INVITATION


def test_a_used_link_is_not_shown(priya_client, nora, priya, client):
    invitation = invite(patient=nora, by=priya)
    Invitation.objects.filter(pk=invitation.pk).update(used_at=invitation.created_at)
    page = priya_client.get(address("invitation", nora)).content.decode()
    assert "/join/" not in page
    assert "The link was opened on" in page


def test_without_a_link_the_page_offers_one(priya_client, nora):
    assert "There is no link yet." in priya_client.get(address("invitation", nora)).content.decode()


def test_a_patient_without_a_programme_is_given_one_first(priya_client, nora, priya):
    invite(patient=nora, by=priya)
    page = priya_client.get(address("invitation", nora)).content.decode()
    assert reverse("build:assign", args=[nora.code]) in page
    assert reverse("build:programme-new", args=[nora.code]) in page
    assert reverse("rehearse:begin", args=[nora.code]) not in page


def test_a_new_link_is_made(priya_client, nora, priya):
    first = invite(patient=nora, by=priya)
    priya_client.post(address("invitation-new", nora))
    first.refresh_from_db()
    assert first.withdrawn_at is not None
    assert nora.invitations.open().count() == 1


def test_the_link_is_mailed_and_the_mail_says_nothing_else(priya_client, nora, priya, mailed):
    invitation = invite(patient=nora, by=priya)
    priya_client.post(address("invitation-mail", nora))
    (mail,) = mailed()
    assert mail.to == [nora.email]
    assert mail.subject == "A link from Riverside Physio"
    said = f"{mail.body}{mail.alternatives[0].content}"
    assert "/join/" in said
    assert said.count(f"{priya} of Riverside Physio made this link for you.") == 2
    for word in ("Nora", "pain", "exercise", "plan", "patient", "programme"):
        assert word not in said
    invitation.refresh_from_db()
    assert invitation.mailed_at is not None


def test_a_mail_server_that_is_down_is_said_and_the_link_stays(
    priya_client, nora, priya, monkeypatch
):
    def refuse(*args):
        raise smtplib.SMTPException

    monkeypatch.setattr(EmailBackend, "send_messages", refuse)
    invitation = invite(patient=nora, by=priya)
    page = priya_client.post(address("invitation-mail", nora), follow=True).content.decode()
    assert "The mail could not be sent." in page
    invitation.refresh_from_db()
    assert invitation.mailed_at is None
    assert invitation.is_open


def test_nothing_is_sent_without_an_address(priya_client, nora, priya, mailed):
    nora.email = ""
    nora.save()
    invite(patient=nora, by=priya)
    page = priya_client.post(address("invitation-mail", nora), follow=True).content.decode()
    assert "Nothing was sent." in page
    assert mailed() == []


def test_a_carers_link_is_shown_renewed_and_mailed(priya_client, sam, priya, mailed):
    carer = add_carer(by=priya, patient=sam, name="Bea Walker", email="bea@family.example")
    first = carer.invitations.get()
    assert "/join/" in priya_client.get(address("carer-invitation", carer)).content.decode()
    priya_client.post(address("carer-invitation-new", carer))
    priya_client.post(address("carer-invitation-mail", carer))
    first.refresh_from_db()
    assert not first.is_open
    assert [mail.to for mail in mailed()] == [["bea@family.example"]]


PATIENT_PAGES = ["invitation", "invitation-new", "invitation-mail", "edit", "carers"]
CARER_PAGES = ["carer-invitation", "carer-invitation-new", "carer-invitation-mail", "carer-end"]
POST_ONLY = {name for name in (*PATIENT_PAGES, *CARER_PAGES) if name.endswith(("new", "mail"))}
POST_ONLY |= {"carer-end"}


def target_of(name, sam, cora):
    return address(name, sam if name in PATIENT_PAGES else cora)


@pytest.mark.parametrize("name", PATIENT_PAGES + CARER_PAGES)
class TestDoors:
    def ask(self, client, name, sam, cora):
        method = client.post if name in POST_ONLY else client.get
        return method(target_of(name, sam, cora))

    def test_a_physio_of_another_clinic_finds_nothing(self, client, olu, sam, cora, name):
        client.force_login(olu.user)
        assert self.ask(client, name, sam, cora).status_code == 404

    def test_nobody_is_sent_to_the_sign_in(self, client, sam, cora, name):
        response = self.ask(client, name, sam, cora)
        assert response.url.startswith(reverse("account_login"))

    @pytest.mark.parametrize("who", ["edie", "adam", "sam", "cora"])
    def test_only_physios_may(self, client, request, sam, cora, name, who):
        client.force_login(request.getfixturevalue(who).user)
        assert self.ask(client, name, sam, cora).status_code == 403

    def test_other_verbs_are_refused(self, priya_client, sam, cora, name):
        wrong = priya_client.get if name in POST_ONLY else priya_client.put
        assert wrong(target_of(name, sam, cora)).status_code == 405
        cora.refresh_from_db()
        assert cora.ended_on is None


def test_the_page_takes_a_fixed_number_of_queries(
    priya_client, nora, priya, django_assert_num_queries
):
    invite(patient=nora, by=priya)
    priya_client.get(address("invitation", nora))
    for _ in range(2):
        with django_assert_num_queries(6):  # the programme too
            priya_client.get(address("invitation", nora))
        invite(patient=nora, by=priya)
