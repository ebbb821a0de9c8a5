"""Can a physio mark an entry as wrong, with a reason, and is the entry kept?"""

import pytest
from django.urls import reverse

from patients.models import AccessRecord
from programmes.models import Completion
from programmes.review.actions import mark_entered_in_error
from programmes.review.record import record_for
from programmes.tests.programmes import a_prescription, a_programme, a_tick, days_ago


@pytest.fixture
def tick(sam):
    return a_tick(a_prescription(a_programme(sam, days_ago(sam, 10))), days_ago(sam, 9))


def address(tick):
    return reverse("review:in-error", args=[tick.tick_id])


def test_a_wrong_entry_stays_and_counts_no_longer(priya_client, priya, sam, tick):
    assert record_for(sam).adherence.done == 1
    answer = priya_client.post(address(tick), {"reason": "It was Tom’s."})
    assert answer["Location"] == reverse("review:patient", args=[sam.code])
    tick.refresh_from_db()
    assert (tick.in_error_by, tick.in_error_reason) == (priya, "It was Tom’s.")
    assert record_for(sam).adherence.done == 0


def test_the_page_says_which_entry_it_is(priya_client, tick):
    page = priya_client.get(address(tick)).content.decode()
    assert "Glute bridge" in page
    assert f"{tick.on:%A} {tick.on.day} {tick.on:%B}" in page


@pytest.mark.parametrize("reason", ["", "  ", "x" * 201])
def test_without_a_fit_reason_nothing_is_changed(priya_client, tick, reason):
    answer = priya_client.post(address(tick), {"reason": reason})
    assert answer.status_code == 422
    assert reason.strip() in answer.content.decode()
    tick.refresh_from_db()
    assert tick.in_error_at is None


def test_the_first_reason_stands(priya, tick):
    mark_entered_in_error(completion=tick, by=priya, reason="First")
    mark_entered_in_error(completion=tick, by=priya, reason="Second")
    tick.refresh_from_db()
    assert tick.in_error_reason == "First"


def test_the_day_can_be_ticked_again(priya, tick):
    mark_entered_in_error(completion=tick, by=priya, reason="Wrong day")
    a_tick(tick.prescription, tick.on)
    assert Completion.objects.standing().count() == 1


def test_what_is_marked_already_is_shown_as_such(priya_client, priya, tick):
    mark_entered_in_error(completion=tick, by=priya, reason="Wrong day")
    page = priya_client.get(address(tick)).content.decode()
    assert "Already marked as entered in error" in page
    assert "Wrong day" in page


def test_strangers_find_nothing_and_change_nothing(client, olu, sam, tick):
    assert client.post(address(tick))["Location"].startswith(reverse("account_login"))
    client.force_login(olu.user)
    assert client.get(address(tick)).status_code == 404
    assert client.post(address(tick), {"reason": "x"}).status_code == 404
    client.force_login(sam.user)
    assert client.post(address(tick), {"reason": "x"}).status_code == 403
    tick.refresh_from_db()
    assert tick.in_error_at is None


def test_it_is_put_on_record_and_other_verbs_are_refused(priya_client, sam, tick):
    assert priya_client.put(address(tick)).status_code == 405
    priya_client.get(address(tick))
    assert AccessRecord.objects.get().patient == sam
