"""What happens when several people, or one hurried thumb, do the same thing at once?"""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections
from django.test import Client

from patients.actions import InvitationClosed, accept_invitation, invite
from patients.invitations import invitation_path
from patients.models import Consent, Invitation, User

from .cast import a_clinic, a_patient, a_staff_member

pytestmark = pytest.mark.django_db(transaction=True)
AT_ONCE = 8


def all_at_once(deed, count=AT_ONCE):
    """What each of the threads got back."""

    def run(number):
        try:
            return deed(number)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(run, range(count)))


@pytest.fixture
def priya():
    return a_staff_member(a_clinic(), "Priya Nair", is_physio=True)


def test_one_link_posted_many_times_makes_one_sign_in(priya):
    nora = a_patient(priya, "Nora Lind", signed_in_before=False)
    link = invitation_path(invite(patient=nora, by=priya))
    answers = all_at_once(lambda number: Client().post(link).status_code)
    assert sorted(answers) == [302] + [410] * (AT_ONCE - 1)
    assert User.objects.filter(name="Nora Lind").count() == 1
    assert Consent.objects.count() == 1


def test_links_of_several_people_with_one_address_give_it_to_one(priya):
    def accept(number):
        accept_invitation(invitation=invitations[number], consent_text="yes")

    invitations = []
    for _ in range(4):
        person = a_patient(priya, "Nora Lind", signed_in_before=False)
        invitations.append(invite(patient=person, by=priya))
    all_at_once(accept, count=4)
    emails = User.objects.filter(name="Nora Lind").values_list("email", flat=True)
    assert sorted(map(str, emails)) == ["None", "None", "None", "nora@patients.riverside.example"]


def test_many_new_links_at_once_leave_one_that_works(priya):
    nora = a_patient(priya, "Nora Lind", signed_in_before=False)
    all_at_once(lambda number: invite(patient=nora, by=priya))
    assert nora.invitations.open().count() == 1


def test_accepting_while_a_new_link_is_made_ends_in_one_or_the_other(priya):
    nora = a_patient(priya, "Nora Lind", signed_in_before=False)
    first = invite(patient=nora, by=priya)

    def accept_or_renew(number):
        if number % 2:
            return invite(patient=nora, by=priya)
        try:
            return accept_invitation(invitation=first, consent_text="yes")
        except InvitationClosed:
            return None

    all_at_once(accept_or_renew, count=4)
    first = Invitation.objects.get(pk=first.pk)
    assert (first.used_at is None) != (first.withdrawn_at is None)
    assert nora.invitations.open().count() == 1
