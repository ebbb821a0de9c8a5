"""What was agreed to: read again, taken back, given anew."""

import pytest
from django.urls import reverse

from patients.models import Consent

PAGE, AGREE, WITHDRAW = (
    reverse(f"patients:{name}") for name in ("consent", "consent-agree", "consent-withdraw")
)
TODAY = reverse("follow:today")


@pytest.fixture
def agreed(sam):
    return Consent.objects.create(patient=sam, given_by=sam.user, text="I agree to this.")


def test_the_words_stand_there_with_their_day(agreed, sam_client):
    page = sam_client.get(PAGE).content.decode()
    assert "I agree to this." in page
    assert agreed.given_at.strftime("%Y") in page


def test_taken_back_the_plan_is_closed_and_nothing_is_erased(agreed, sam, sam_client):
    sam_client.post(WITHDRAW)
    agreed.refresh_from_db()
    assert agreed.withdrawn_at is not None
    for name in ("follow:today", "follow:plan", "follow:history", "talk:own"):
        assert sam_client.get(reverse(name)).url == PAGE, name
    assert Consent.objects.filter(patient=sam).count() == 1


def test_a_tick_is_not_taken_meanwhile(agreed, sam_client):
    sam_client.post(WITHDRAW)
    assert sam_client.post(reverse("follow:all-done")).url == PAGE


def test_what_is_theirs_and_help_stay_open(agreed, sam_client):
    sam_client.post(WITHDRAW)
    for name in ("handout:everything", "patients:me", "follow:help"):
        assert sam_client.get(reverse(name)).status_code == 200, name


def test_agreeing_again_opens_the_plan_and_keeps_both_rows(agreed, sam, sam_client):
    sam_client.post(WITHDRAW)
    sam_client.post(AGREE)
    assert sam_client.get(TODAY).status_code == 200
    assert Consent.objects.filter(patient=sam, withdrawn_at__isnull=True).count() == 1
    assert Consent.objects.filter(patient=sam).count() == 2


def test_agreeing_twice_makes_one_row(agreed, sam, sam_client):
    sam_client.post(WITHDRAW)
    sam_client.post(AGREE)
    sam_client.post(AGREE)
    assert Consent.objects.filter(patient=sam, withdrawn_at__isnull=True).count() == 1


def test_a_carer_takes_back_their_own_only(agreed, sam, cora, client):
    Consent.objects.create(patient=sam, given_by=cora.user, text="As a helper.")
    client.force_login(cora.user)
    client.post(WITHDRAW)
    assert client.get(TODAY).url == PAGE
    client.force_login(sam.user)
    assert client.get(TODAY).status_code == 200


def test_the_physio_sees_that_it_was_taken_back(agreed, sam, sam_client, priya):
    sam_client.post(WITHDRAW)
    sam_client.force_login(priya.user)
    page = sam_client.get(reverse("review:patient", args=[sam.code])).content.decode()
    assert "took their consent back" in page


def test_asking_writes_nothing(agreed, sam_client):
    assert sam_client.get(WITHDRAW).status_code == 405
    assert sam_client.get(AGREE).status_code == 405
