"""What was done without signal: sent later, sent often, in any order, it counts once."""

from datetime import timedelta
from itertools import permutations
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from programmes.models import Completion, Correction, Session
from programmes.tests.programmes import a_prescription, a_programme, a_session, days_ago, succeeded

from .deeds import DATA, sends_tick, standing


@pytest.fixture
def bridge(sam):
    return a_prescription(a_programme(sam, days_ago(sam, 30)))


def made(days: int) -> dict:
    """What a phone says of something that was made so many days ago without signal."""
    return {"recorded": "offline", "ticked_at": (timezone.now() - timedelta(days=days)).isoformat()}


def says(client, address: str, **fields):
    return client.post(reverse(f"follow:{address}"), fields, **DATA)


def test_a_tick_made_offline_says_so(sam, sam_client, bridge):
    sends_tick(sam_client, bridge, sam.local_today(), **made(0), **DATA)
    assert Completion.objects.get().recorded == "offline"


@pytest.mark.parametrize(("days", "status"), [(7, 200), (13, 200), (15, 422)])
def test_it_is_judged_on_the_day_it_was_made_for_two_weeks(sam, sam_client, bridge, days, status):
    answer = sends_tick(sam_client, bridge, days_ago(sam, days), **made(days), **DATA)
    assert (answer.status_code, len(standing())) == (status, int(status == 200))


def test_a_day_that_was_closed_when_it_was_made_stays_closed(sam, sam_client, bridge):
    answer = sends_tick(sam_client, bridge, days_ago(sam, 13), **made(5), **DATA)
    assert answer.json()["reason"] == "too old"


def test_a_tick_stays_with_the_version_that_was_done(sam, sam_client, bridge):
    newer = succeeded(bridge, on=days_ago(sam, 10))
    sends_tick(sam_client, bridge, days_ago(sam, 2), **made(2), **DATA)
    assert Completion.objects.get().prescription == bridge
    assert newer.completions.count() == 0


def test_a_plan_that_ended_before_the_day_refuses_with_words(sam, sam_client, bridge):
    programme = bridge.stage.programme
    programme.ended_on = days_ago(sam, 10)
    programme.save()
    done = sends_tick(sam_client, bridge, days_ago(sam, 11), **made(11), **DATA)
    refused = sends_tick(sam_client, bridge, days_ago(sam, 9), **made(9), **DATA)
    assert (done.status_code, refused.json()["reason"]) == (200, "not running")


def test_a_tick_taken_back_offline_is_taken_back_however_late_it_arrives(sam, sam_client, bridge):
    tick_id = uuid4()
    sends_tick(sam_client, bridge, days_ago(sam, 10), tick_id=tick_id, **made(10))
    undo = reverse("follow:untick", args=[tick_id])
    answers = [sam_client.post(undo, made(10), **DATA).status_code for _ in range(5)]
    assert (answers, standing()) == ([200] * 5, [])


@pytest.mark.parametrize("order", list(permutations(range(3)))[::2])
def test_everything_sent_five_times_in_any_order_is_kept_once(sam, sam_client, bridge, order):
    clam = a_prescription(bridge.stage, "Clam")
    on, ids = sam.local_today(), [uuid4(), uuid4()]
    later = made(0)
    skip = {"tick_id": ids[1], "on": on, "slot": 1, "reason": "No time today"} | later
    deeds = [
        lambda: sends_tick(sam_client, bridge, on, tick_id=ids[0], **later, **DATA),
        lambda: sam_client.post(reverse("follow:skip", args=[clam.code]), skip, **DATA),
        lambda: says(sam_client, "finish", on=on, pain_after=3, effort=5, note="Fine", **later),
    ]
    answers = [deeds[which]() for _ in range(5) for which in order]
    assert {answer.status_code for answer in answers} == {200}
    assert standing() == [("Glute bridge", on, 1, "done"), ("Clam", on, 1, "skipped")]
    session = Session.objects.get()
    assert (session.pain_after, session.effort, session.note) == (3, 5, "Fine")
    assert Correction.objects.count() == 0


def test_how_it_went_is_kept_on_the_day_it_was_said(sam, sam_client, bridge):
    for _ in range(5):
        answer = says(sam_client, "finish", on=days_ago(sam, 9), pain_after=2, **made(9))
    assert answer.json()["next"] == f"{reverse('follow:finished')}?day={days_ago(sam, 9)}"
    assert list(Session.objects.values_list("on", "pain_after")) == [(days_ago(sam, 9), 2)]


def test_what_was_said_after_it_is_not_replaced_and_both_are_kept(sam, sam_client, bridge):
    on, earlier = sam.local_today(), made(0)
    says(sam_client, "finish", on=on, pain_after=5)
    for _ in range(5):
        says(sam_client, "finish", on=on, pain_after=3, note="A little stiff", **earlier)
    session = Session.objects.get()
    assert (session.pain_after, session.note) == (5, "A little stiff")
    assert [correction.before for correction in Correction.objects.all()] == [{"pain_after": 3}]


def test_pain_before_and_the_morning_after_are_kept_on_their_days(sam, sam_client, bridge):
    a_session(sam, days_ago(sam, 6), pain_after=4)
    for _ in range(5):
        says(sam_client, "pain-before", on=days_ago(sam, 5), pain_before=2, **made(5))
        says(sam_client, "morning", on=days_ago(sam, 5), pain_next_morning=1, **made(5))
    kept = Session.objects.order_by("on").values_list("on", "pain_before", "pain_next_morning")
    assert list(kept) == [(days_ago(sam, 6), None, 1), (days_ago(sam, 5), 2, None)]


@pytest.mark.parametrize("address", ["finish", "pain-before", "morning"])
def test_a_day_of_weeks_ago_is_refused_with_words(sam, sam_client, bridge, address):
    fields = {"pain_after": 1, "pain_before": 1, "pain_next_morning": 1}
    answer = says(sam_client, address, on=days_ago(sam, 20), **fields)
    assert (answer.status_code, answer.json()["reason"]) == (422, "too old")
    assert Session.objects.count() == 0


def test_all_done_sent_five_times_is_done_once(sam, sam_client, bridge):
    batch = uuid4()
    answers = [
        says(sam_client, "all-done", on=sam.local_today(), batch=batch, **made(0)) for _ in range(5)
    ]
    assert {answer.json()["next"] for answer in answers} == {reverse("follow:finish")}
    assert standing() == [("Glute bridge", sam.local_today(), 1, "done")]
